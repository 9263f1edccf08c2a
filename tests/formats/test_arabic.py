"""Presentation forms and drawn order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.formats.arabic import Order, compose, to_logical

REPORT = "ورد تقرير من المصدر عن شحنة كبيرة في مدينة البصرة على متن شاحنة"


def test_compose_touches_only_presentation_forms() -> None:
    assert compose("\ufefb") == "لا"
    assert compose("ﬁle ½ ²") == "ﬁle ½ ²"
    assert compose("\ufee3\ufea4\ufee4\ufeaa") == "محمد"


@given(st.text(alphabet="ابتثجحخ ABC12", max_size=40))
def test_compose_leaves_ordinary_text(text: str) -> None:
    assert compose(text) == text


def test_order_decides_for_drawn_and_for_reading_order() -> None:
    drawn, logical, few = Order(), Order(), Order()
    drawn.look(REPORT[::-1])
    logical.look(REPORT)
    few.look("سلام")
    assert drawn.visual()
    assert not logical.visual()
    assert logical.decided()
    assert not few.decided()
    assert not few.visual()


def test_order_uses_joining_forms_where_words_are_unknown() -> None:
    shaped = (
        "\ufe91\ufeb4\ufea2 \ufe9f\ufee8\ufed6 \ufecb\ufee4\ufede \ufed3\ufeae"  # initial … final, four words
    )
    logical, drawn = Order(), Order()
    logical.look(shaped)
    drawn.look(shaped[::-1])
    assert logical.decided()
    assert not logical.visual()
    assert drawn.visual()


@pytest.mark.parametrize(
    ("drawn", "logical"),
    [
        ("ةرصبلا ةنيدم", "مدينة البصرة"),
        ("07700000123 مقرلا", "الرقم 07700000123"),
        ("٢٠٢٤/٠٥/٠١ خيراتب", "بتاريخ ٢٠٢٤/٠٥/٠١"),
        ("(ةرصبلا) ةنيدم", "مدينة (البصرة)"),
        ("Toyota Hilux عون", "نوع Toyota Hilux"),
        ("plain text 12", "plain text 12"),
        ("The report names دمحم three times here", "The report names محمد three times here"),
    ],
)
def test_to_logical(drawn: str, logical: str) -> None:
    assert to_logical(drawn) == logical


@given(
    st.lists(
        st.sampled_from(["محمد", "البصرة", "07701", "2024-05-01", "شاحنة", "مدينة"]), min_size=1, max_size=8
    )
)
def test_to_logical_undoes_drawing(words: list[str]) -> None:
    text = " ".join(words)
    drawn = " ".join(word if word[0].isdigit() else word[::-1] for word in reversed(words))
    if any(not word[0].isdigit() for word in words):
        assert to_logical(drawn) == text
