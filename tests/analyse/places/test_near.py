"""Who was recorded near whom, against all pairs by plain Python; and what chance makes."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.analyse.places.chance import expected, habits
from tahqiq.analyse.places.co_presence import MINUTE, neighbours, often, pairs, presence
from tahqiq.analyse.places.sites import Position, Sites, distance
from tahqiq.analyse.places.stops import legs, stops
from tahqiq.store.facts.columns import Columns

records = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 200), st.integers(20, 24)), max_size=40)


def columns(seen: list[tuple[int, int, int]]) -> Columns:
    """(place, minute, party) of each record, in any order."""
    return {
        "place": np.array([item[0] for item in seen], dtype=np.int32),
        "start": np.array([item[1] * MINUTE for item in seen], dtype=np.int64),
        "self": np.array([item[2] for item in seen], dtype=np.int32),
    }


SITES = Sites(
    {
        1: [Position(33.30, 44.40, "", "", "one")],
        2: [Position(33.302, 44.40, "", "", "two")],
        3: [Position(34.0, 44.4, "", "", "far")],
    }
)


@settings(deadline=None)
@given(records, st.integers(0, 30), st.sampled_from([0.0, 500.0]))
def test_pairs_are_all_pairs(seen: list[tuple[int, int, int]], minutes: int, metres: float) -> None:
    there = presence(columns(seen))
    found = pairs(there, minutes, neighbours(there, SITES, metres))
    near = {(1, 2), (2, 1)} if metres else set()
    want = sorted(
        (min(one[2], two[2]), max(one[2], two[2]), *sorted((one[1], two[1])))
        for at, one in enumerate(seen)
        for two in seen[at + 1 :]
        if one[2] != two[2]
        and abs(one[1] - two[1]) <= minutes
        and (one[0] == two[0] or (one[0], two[0]) in near)
    )
    got = sorted(
        (int(a), int(b), *sorted((int(there.start[one]) // MINUTE, int(there.start[two]) // MINUTE)))
        for a, b, one, two in zip(found.a, found.b, found.one, found.two, strict=True)
    )
    assert got == want
    a, _, count = often(found, 1)
    assert int(count.sum()) == len(found)
    assert len(a) == len({item[:2] for item in want})


@given(records, st.integers(1, 60))
def test_a_talkative_handset_is_there_once(seen: list[tuple[int, int, int]], minutes: int) -> None:
    kept = presence(columns(seen), minutes)
    spots: dict[tuple[int, int], list[int]] = {}
    for place, start, who in zip(kept.place.tolist(), kept.start.tolist(), kept.who.tolist(), strict=True):
        spots.setdefault((place, who), []).append(start)
    assert all(
        two - one > minutes * MINUTE
        for times in spots.values()
        for one, two in zip(sorted(times), sorted(times)[1:], strict=False)
    )
    for place, minute, who in seen:
        assert any(0 <= minute * MINUTE - start <= minutes * MINUTE for start in spots[place, who])


def test_expectation_is_what_chance_gives() -> None:
    random = np.random.default_rng(1)
    days, many = 60, 3000
    start = random.integers(0, days * 1440 * MINUTE, 2 * many)
    there = presence(
        {
            "place": np.ones(2 * many, dtype=np.int32),
            "start": start,
            "self": np.repeat(np.array([20, 21], dtype=np.int32), many),
        }
    )
    found = pairs(there, 5, neighbours(there, Sites({}), 0))
    by_chance = expected(habits(there, there.place.astype(np.int64), 0), np.array([20]), np.array([21]), 5)
    assert len(found) == pytest.approx(float(by_chance[0]), rel=0.1)


@given(st.floats(-80, 80), st.floats(-170, 170), st.floats(-80, 80), st.floats(-170, 170))
def test_distance_is_that_of_the_law_of_cosines(a: float, b: float, c: float, d: float) -> None:
    one, two = math.radians(a), math.radians(c)
    cosine = math.sin(one) * math.sin(two) + math.cos(one) * math.cos(two) * math.cos(math.radians(d - b))
    told = float(distance(np.array([a]), np.array([b]), np.array([c]), np.array([d]))[0])
    assert told == pytest.approx(6_371_008.8 * math.acos(max(-1.0, min(1.0, cosine))), abs=200)


def test_a_moved_cell_is_where_it_was_on_the_day() -> None:
    moved = Sites(
        {
            7: [
                Position(35.5, 45.4, "2024-01-01", "2026-03-31", "old"),
                Position(34.1, 44.5, "2026-04-01", "", "new"),
            ]
        }
    )
    days = np.array(["2026-03-31", "2026-04-01", "2023-01-01"], dtype="datetime64[us]").astype(np.int64)
    lat, _ = moved.arrays(np.array([7, 7, 7]), days)
    assert lat[:2].tolist() == [35.5, 34.1]
    assert np.isnan(lat[2])


def test_two_cities_in_one_minute_are_called_impossible() -> None:
    place = np.array([1, 1, 2])
    start = np.array([0, 10, 11]) * MINUTE
    found = stops(place, start, np.array([33.3, 33.3, 35.5]), np.array([44.4, 44.4, 45.4]), 500.0, 6.0)
    assert [(item.records, item.places) for item in found] == [(2, (1,)), (1, (2,))]
    way = legs(found, 300.0)
    assert len(way) == 1
    assert way[0].impossible
    assert way[0].metres > 200_000
