"""Digits, invisible signs, script and direction."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.kit.text import (
    first_strong,
    fold_digits,
    script,
    shown_filename,
    squeeze,
    strip_bidi,
    strip_invisible,
    tidy,
    tidy_code,
)

TEXTS = st.text(
    st.one_of(st.characters(), st.sampled_from("\u202e\u200f\u200c\u0640٠۹\u00a0\x00\ud800e\u0301")),
    max_size=30,
)


@given(TEXTS)
@settings(max_examples=60)
def test_tidying_is_idempotent_and_leaves_one_line(text: str) -> None:
    for function in (tidy, tidy_code, fold_digits, strip_bidi, squeeze):
        once = function(text)
        assert function(once) == once
    assert "\n" not in tidy(text)
    assert tidy(text) == tidy(text).strip()
    assert not set(tidy_code(text)) & set("\u202e\u200f\u200c\u0640\x00\ud800٠۹")


def test_digits_of_all_sets() -> None:
    assert fold_digits("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ ０９ abc") == "0123456789 0123456789 09 abc"


def test_joiners_stay_in_words_and_go_from_codes() -> None:
    assert tidy("می\u200cخواهم") == "می\u200cخواهم"
    assert tidy_code("12\u200c3\u06403") == "1233"
    assert strip_invisible("a\tb\u200b\u202e\x01\nc") == "a\tb\nc"


@pytest.mark.parametrize(
    ("text", "direction"),
    [("123 علي", "rtl"), ("١٢ Ali", "ltr"), ("12-3", None), ("", None), ("שלום", "rtl")],
)
def test_first_strong(text: str, direction: str | None) -> None:
    assert first_strong(text) == direction


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("محمد علي", "Arab"),
        ("نێچیرڤان", "Arab"),
        ("Ali", "Latn"),
        ("Али", "Cyrl"),
        ("123", "Zyyy"),
        ("علي A", "Arab"),
        ("Ꭰ", "Zzzz"),
    ],
)
def test_script(text: str, code: str) -> None:
    assert script(text) == code


def test_a_file_name_cannot_hide_its_ending_or_leave_its_folder() -> None:
    assert shown_filename("report\u202efdp.exe") == "reportfdp.exe"
    assert shown_filename("../../etc/passwd") == ".._.._etc_passwd"
    assert shown_filename("..") == shown_filename("") == shown_filename("\u202e") == "_"
    long = shown_filename("تقرير" * 40 + ".xlsx")
    assert long.endswith("….xlsx")
    assert len(long) <= 80
    assert len(shown_filename("x" * 200)) == 80


@given(TEXTS)
@settings(max_examples=60)
def test_a_shown_file_name_is_one_part(text: str) -> None:
    name = shown_filename(text)
    assert name not in ("", ".", "..")
    assert not set(name) & set('/\\:*?"<>|\x00\n\u202e')
