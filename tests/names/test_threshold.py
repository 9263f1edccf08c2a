"""From which score on two names are likely one man's: one table, which the docs and the help of the command
tell as it is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.names.form import form
from tahqiq.names.score import score
from tahqiq.names.threshold import THRESHOLDS, compared_parts, is_likely, threshold

DOCS = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "names.md"


def test_rows_by_both_sides() -> None:
    assert compared_parts("Ali Hasan", "علي حسن كريم جاسم") == (2, 3)
    assert compared_parts("Ali Hasan Karim", "علي حسن كريم جاسم الراوي") == (3, 4)
    assert compared_parts("UNKNOWN", "علي") == (0, 0)


@given(st.integers(0, 12), st.integers(0, 12))
def test_every_number_of_parts_has_a_threshold_whatever_stands_first(one: int, two: int) -> None:
    assert threshold(one, two) == threshold(two, one)
    assert 0.5 < threshold(one, two) < 1.0


def test_what_is_no_name_is_never_likely() -> None:
    assert not is_likely("UNKNOWN", "علي", 1.0)
    assert not is_likely(form("07901234567"), form("علي حسن"), 1.0)


def test_a_score_that_is_enough_for_two_parts_is_not_for_three() -> None:
    assert is_likely("Ali Hasan", "علي حسن كريم", threshold(2, 3))
    assert not is_likely("Ali Hasan Karim", "علي حسن كريم", threshold(2, 3))


@pytest.mark.parametrize(
    ("one", "two", "likely"),
    [
        ("Ali Hasan Karim", "علي حسن كريم", True),
        ("Ali Hasan Karim al-Rawi", "علي حسن كريم الراوي", True),
        ("Hadi Hasan Karim", "علي حسن كريم", False),
        ("Ali Karim Hasan", "علي حسن كريم", False),
    ],
)
def test_brothers_and_fathers_do_not_reach_it(one: str, two: str, likely: bool) -> None:
    assert is_likely(one, two, score(one, two)) is likely


def test_the_docs_tell_the_table() -> None:
    page = DOCS.read_text("utf-8")
    for short, row in THRESHOLDS.items():
        more = " and more" if short == max(THRESHOLDS) else ""
        cells = [f"{row[long]:.2f}" if long in row else f"{row[max(row)]:.2f}" for long in (2, 3, 4)]
        told_ = [cell if long >= short else "" for long, cell in zip((2, 3, 4), cells, strict=True)]
        assert f"| {short}{more} | {' | '.join(told_)} |" in page
