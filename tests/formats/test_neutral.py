"""Cells that no spreadsheet executes, and the same text back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.formats.neutral import neutral, plain

TEXT = st.text(st.one_of(st.sampled_from("=+-@'\t\r\n 0123eE＝ع"), st.characters(codec="utf-8")), max_size=20)


@given(TEXT)
def test_every_text_comes_back(text: str) -> None:
    assert plain(neutral(text)) == text


@given(TEXT)
def test_no_written_cell_begins_like_a_formula(text: str) -> None:
    assert neutral(text)[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
    assert neutral(text).lstrip(" ")[:1] not in ("=", "+", "-", "@")


@pytest.mark.parametrize("text", ["0012", "352099001761481", "12E5", "9e9"])
def test_identifiers_are_kept_from_becoming_numbers(text: str) -> None:
    assert neutral(text) == "'" + text


@pytest.mark.parametrize("text", ["علي", "a=b", "12", "0", "2024-03-01", ""])
def test_harmless_text_is_left_alone(text: str) -> None:
    assert neutral(text) == text
