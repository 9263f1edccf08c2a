"""Messages written at random along the declared trees: every text that stands in one is in a record, named
among what was set aside, or in a segment with a problem."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.formats.edifact.segments import Segment
from tahqiq.formats.passengers.guard import without
from tahqiq.formats.passengers.interchange import interchanges
from tahqiq.formats.reader import Limits
from tahqiq.formats.rows import Rows
from tests.formats.passengers.grammar import KINDS, lost, written

SAMPLE = (Path(__file__).parents[2] / "golden" / "formats" / "passengers" / "sample.edi").read_bytes()
SEEDS = st.integers(0, 1 << 32)


@settings(max_examples=25, deadline=None)
@given(seed=SEEDS, kind=st.sampled_from([*KINDS]))
def test_nothing_is_lost_in_silence(seed: int, kind: str) -> None:
    assert lost(*written(random.Random(seed), kind)) == []


@settings(max_examples=15, deadline=None)
@given(seed=SEEDS, kind=st.sampled_from([*KINDS]), at=st.floats(0, 1), again=st.integers(1, 3))
def test_nothing_is_lost_of_what_is_left_of_a_cut_file_or_where_segments_come_again(
    seed: int, kind: str, at: float, again: int
) -> None:
    text, planted = written(random.Random(seed), kind)
    pieces = text.split("'")
    place = 2 + round(at * (len(pieces) - 5))
    assert lost("'".join(pieces[: place + 1]) + "'", [one for one in planted if one.row <= place + 1]) == []
    repeated = "'".join([*pieces[:place], *[pieces[place]] * again, *pieces[place:]])
    moved = [
        one
        if one.row <= place + 1
        else type(one)(one.text, one.tag, one.element, one.component, one.row + again)
        for one in planted
    ]
    assert lost(repeated, moved) == []


@settings(max_examples=60, deadline=None)
@given(
    seed=SEEDS,
    flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 7)), min_size=1, max_size=12),
)
def test_no_bit_that_flips_ends_the_reading(seed: int, flips: list[tuple[float, int]]) -> None:
    data = bytearray(SAMPLE if seed % 2 else written(random.Random(seed), "PNRGOV:13:1:IA", 4)[0].encode())
    for at, bit in flips:
        data[int(at * len(data))] ^= 1 << bit
    rows = Rows(Limits())
    items = [
        *interchanges(bytes(data), rows),
        *rows.rest(),
    ]  # the body itself: what it would raise is not caught here
    assert items
    cleaned, dropped = without(bytes(data))
    assert not dropped or not without(cleaned)[1]


def test_a_value_that_is_looked_at_and_not_kept_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check above can fail: a reader that enters everything as used is caught."""
    monkeypatch.setattr(Segment, "rest", lambda _segment: frozenset())
    text, planted = written(random.Random(3), "PNRGOV:13:1:IA")
    assert lost(text, planted)
