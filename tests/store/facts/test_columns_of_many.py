"""Whole layouts as columns: in ranges, of chosen keys, of one node; only what the scope sees."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .conftest import House, call, scope

PAIRS = [(1 + at % 40, 1 + (at * 7 + 3) % 40, at * 60) for at in range(800)]


@pytest.mark.usefixtures("small_ranges")
def test_ranges_cover_every_row_once(house: House) -> None:
    house.put(1, [call(a, b, at) for a, b, at in PAIRS[:500]])
    house.put(2, [call(a, b, at) for a, b, at in PAIRS[500:]])
    whole = house.store.columns(scope(1), "by_party", ("start",))
    spans = house.store.spans(scope(1), "by_party", 100)
    assert len(spans) > 2
    assert all(one[1] + 1 == two[0] for one, two in pairwise(spans))
    pieces = [house.store.columns(scope(1), "by_party", ("start",), keys=keys) for keys in spans]
    assert sorted(np.concatenate([piece["start"] for piece in pieces]).tolist()) == sorted(
        whole["start"].tolist()
    )
    for keys, piece in zip(spans, pieces, strict=True):
        assert ((piece["self"] >= keys[0]) & (piece["self"] <= keys[1])).all()


@settings(deadline=None, max_examples=20)
@given(st.sets(st.integers(0, 50), max_size=8))
def test_chosen_keys(tmp_path_factory: pytest.TempPathFactory, keys: set[int]) -> None:
    house = House(tmp_path_factory.mktemp("facts"))
    house.put(1, [call(a, b, at, place=60 + a % 5) for a, b, at in PAIRS[:100]])
    among = np.array(sorted(keys), dtype=np.int64)
    found = house.store.columns(scope(1), "by_party", ("other",), among=among)
    want = sorted(one for a, b, _ in PAIRS[:100] for one in {a, b} if one in keys)
    assert sorted(found["self"].tolist()) == want


def test_scope_kinds_and_counts(house: House) -> None:
    house.put(1, [call(1, 2, at) for at in range(10)], held=(1, 2, 3), held_class=9)
    house.put(2, [call(1, 3, at) for at in range(4)], kind="Message")
    assert len(house.store.columns(scope(1), "by_party", ("start",))["start"]) == 2 * (7 + 4)
    assert len(house.store.columns_of(scope(1), 1, ("other",), kinds=("Message",))["other"]) == 4
    assert house.store.columns(scope(5), "by_party", ("start",))["start"].tolist() == []
    assert house.store.spans(scope(5), "by_party", 10) == []
    assert house.store.count_of(frozenset({9})) == 3
    assert house.store.count_of(frozenset({9}), ("Message",)) == 0
    assert house.store.count_of(frozenset({9}), None, np.array([1, 2])) == 3
    assert house.store.count_of(frozenset({9}), None, np.array([1, 3])) == 0, "none of them is between these"
    rows = house.store.columns_of(scope(1, 9), 1, ("service",))
    assert {house.store.word(int(number)) for number in np.unique(rows["service"])} == {"voice"}
    assert {house.store.kind(int(number)) for number in np.unique(rows["kind"])} == {"Call", "Message"}
