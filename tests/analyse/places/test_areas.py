"""Areas as they are typed, and what lies in one, against plain geometry."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.analyse.places.areas import Area, area
from tahqiq.kit.errors import WrongUse

degrees = st.integers(0, 100).map(lambda value: value / 10)


@given(st.lists(st.tuples(degrees, degrees), min_size=1, max_size=30), degrees, degrees, degrees, degrees)
def test_a_rectangle_holds_what_lies_between_its_sides(
    points: list[tuple[float, float]], a: float, b: float, c: float, d: float
) -> None:
    south, north, west, east = min(a, b), max(a, b), min(c, d), max(c, d)
    box = Area(((south, west), (south, east), (north, east), (north, west)))
    inside = box.holds(np.array([y for y, _ in points]), np.array([x for _, x in points]))
    for (y, x), held in zip(points, inside.tolist(), strict=True):
        if y not in (south, north) and x not in (west, east):
            assert held == (south < y < north and west < x < east)


@given(st.lists(st.tuples(degrees, degrees), min_size=3, max_size=8, unique=True), st.integers(0, 7))
def test_where_a_polygon_begins_does_not_matter(corners: list[tuple[float, float]], turn: int) -> None:
    turn %= len(corners)
    lat, lon = np.meshgrid(np.linspace(0.05, 9.95, 12), np.linspace(0.05, 9.95, 12))
    one, two = Area(tuple(corners)), Area((*corners[turn:], *corners[:turn]))
    assert (one.holds(lat.ravel(), lon.ravel()) == two.holds(lat.ravel(), lon.ravel())).all()


def test_a_circle_holds_what_is_near_and_nothing_without_a_position() -> None:
    inside = area("33.30 44.40 1000").holds(
        np.array([33.305, 33.33, np.nan]), np.array([44.40, 44.40, 44.40])
    )
    assert inside.tolist() == [True, False, False]


@given(st.lists(st.tuples(st.integers(-90, 90), st.integers(-180, 180)), min_size=3, max_size=20))
def test_what_is_written_is_read(corners: list[tuple[int, int]]) -> None:
    assert area("; ".join(f"{y} {x}" for y, x in corners)).corners == tuple(
        (float(y), float(x)) for y, x in corners
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "33.3",
        "33 44",
        "33 44; 34 45",
        "91 44; 1 1; 2 2",
        "33 44 500; 34 44; 34 45",
        "33 44 500@2026-01-02T00:00:00+00:00/2026-01-01T00:00:00+00:00",
        "33 44 500@2026-01-01/x",
        "33 44 500@2026-01-01T00:00:00/2026-01-02T00:00:00",
        "a b; c d; e f",
        "; ".join(["33 44"] * 501),
    ],
)
def test_what_is_no_area_is_said(text: str) -> None:
    with pytest.raises(WrongUse, match="area"):
        area(text)
