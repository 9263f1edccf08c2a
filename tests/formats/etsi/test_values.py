"""Moments and coordinates as they are written in handover files (T9)."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.formats.etsi.values import degrees, instant, iso


def test_moments_of_the_reference() -> None:
    assert instant("20240927020503+0200") == datetime(2024, 9, 27, 0, 5, 3, tzinfo=UTC)
    assert instant("2024-09-27T02:05:03Z") == datetime(2024, 9, 27, 2, 5, 3, tzinfo=UTC)
    assert instant("20240927020503") is None
    assert instant("00010101000000+0200") is None
    assert instant("nothing") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("N513746.02", 51.62945),
        ("E0133743.91", 13.628864),
        ("N515715", 51.954167),
        ("E0144130", 14.691667),
        ("E013.7655", 13.7655),
        ("S513746.02", -51.62945),
        ("W0133743.91", -13.628864),
        ("33.3128", 33.3128),
        ("-44.3", -44.3),
    ],
)
def test_coordinates_of_the_reference(text: str, value: float) -> None:
    assert degrees(text) == pytest.approx(value, abs=5e-7)


@pytest.mark.parametrize(
    "text", ["", "N", "N516046", "N513760", "N5137", "E01337439", "N91", "181", "E181.5", "X013", "N51°37'46"]
)
def test_what_is_no_coordinate_is_none(text: str) -> None:
    assert degrees(text) is None


@given(st.text(max_size=30))
def test_nothing_is_raised_for_any_text(text: str) -> None:
    degrees(text)
    instant(text)
    assert iso(iso(text)) == iso(text)


@given(st.integers(0, 89), st.integers(0, 59), st.integers(0, 5999))
def test_degrees_minutes_seconds_come_back(whole: int, minutes: int, hundredths: int) -> None:
    text = f"N{whole:02}{minutes:02}{hundredths // 100:02}.{hundredths % 100:02}"
    assert degrees(text) == pytest.approx(whole + minutes / 60 + hundredths / 360_000, abs=1e-6)
