"""Folding of letters in four ways of writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.names.fold import fold, is_kurdish, letters, tokens

SIGNS = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("محمدعليئإأآىيیکكهھہةەۆێڕڵڤگچپژءؤـ\u200c\u200d\u200f\u064b\u0651\u0670"),
        st.sampled_from("şŞıİßéÉêçÇ'’ʿ-/ .٠٧۱"),
    ),
    max_size=24,
)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("أَحْمَد", "احمد"),
        ("إبراهيم", "ابراهيم"),
        ("آمنة", "امنه"),
        ("عـــلي", "علی"),
        ("مصطفى", "مصطفي"),
        ("کریم", "كريم"),
        ("ھاشم", "هاشم"),
        ("ﻣﺤﻤﺪ", "محمد"),
        ("فاتمە", "فاطمة".replace("ط", "ت")),
        ("\u202bمحمد\u202c", "محمد"),
        ("مؤمن", "مومن"),
        ("ڕێبوار", "ريبوار"),
        ("ئەحمەد", "احمەد"),
        ("Şêrko", "Sherko"),
        ("JOSÉ", "jose"),
        ("O'Neil", "oneil"),
        ("١٢٣", "۱۲۳"),
        ("Ｍｏｈａｍｅｄ", "mohamed"),
    ],
)
def test_spellings_that_fold_alike(one: str, two: str) -> None:
    assert fold(one) == fold(two)


def test_kurdish_letters_have_a_path_of_their_own() -> None:
    assert letters("ئەمین") == "اmین".replace("m", "م")
    assert letters("مه\u200cحمه\u200cد") == "مەحمەد"
    assert is_kurdish("مه\u200cحمه\u200cد")
    assert not is_kurdish("مهدي")
    assert letters("رئيس") == "رييس"


def test_different_letters_stay_different() -> None:
    assert len({fold(word) for word in ("حسن", "حسين", "هسن", "خسن", "حسان")}) == 5


@given(SIGNS)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == " ".join(tokens(text))


@given(SIGNS, SIGNS)
def test_words_fold_one_by_one(one: str, two: str) -> None:
    assert tokens(f"{one} {two}") == tokens(one) + tokens(two)
