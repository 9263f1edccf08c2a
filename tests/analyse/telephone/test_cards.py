"""Cards in handsets: changed, borrowed and given back, used in turn."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.analyse.telephone.cards import stretches, switches
from tahqiq.store.facts.columns import NULL32, NULL64, Columns

DAY = 86_400_000_000


def rows(seen: list[tuple[int, int, int]]) -> Columns:
    """(handset, card, day) of each record."""
    return {
        "here": np.ones(len(seen), dtype=np.bool_),
        "device": np.array([item[0] for item in seen], dtype=np.int32),
        "card": np.array([item[1] for item in seen], dtype=np.int32),
        "start": np.array([item[2] * DAY for item in seen], dtype=np.int64),
    }


def natures(seen: list[tuple[int, int, int]], turns: int = 4) -> list[tuple[int, int, str]]:
    return [
        (item.before.item, item.after.item, item.nature)
        for item in switches(stretches(rows(seen), "device", "card"), 7.0, turns)
    ]


def test_natures() -> None:
    assert natures([(1, 10, day) for day in range(5)] + [(1, 11, day) for day in range(5, 9)]) == [
        (10, 11, "changed")
    ]
    assert natures([(1, 10, 0), (1, 10, 1), (1, 11, 2), (1, 11, 3), (1, 10, 4)]) == [
        (10, 11, "borrowed"),
        (11, 10, "returned"),
    ]
    assert natures([(1, 10 + day % 2, day) for day in range(20)]) == [(10, 11, "alternating")]
    assert natures([(1, 10, 0), (1, 11, 2), (1, 10, 40)]) == [(10, 11, "changed"), (11, 10, "changed")]


@given(
    st.lists(
        st.tuples(st.integers(1, 3), st.integers(10, 13), st.integers(0, 60)),
        max_size=40,
        unique_by=lambda item: (item[0], item[2]),
    )
)
def test_stretches_hold_every_record_once(seen: list[tuple[int, int, int]]) -> None:
    found = stretches(rows(seen), "device", "card")
    assert sum(item.records for item in found) == len(seen)
    for item in found:
        inside = [one for one in seen if one[0] == item.holder and item.begin <= one[2] * DAY <= item.end]
        assert {one[1] for one in inside} == {item.item}
        assert len(inside) == item.records


def test_records_without_time_card_or_of_the_other_side_say_nothing() -> None:
    given_rows = rows([(1, 10, 0), (1, 11, 1), (1, 12, 2), (1, 13, 3)])
    given_rows["start"][1] = NULL64
    given_rows["card"][2] = NULL32
    given_rows["here"][3] = False
    assert [(item.item, item.records) for item in stretches(given_rows, "device", "card")] == [(10, 1)]
