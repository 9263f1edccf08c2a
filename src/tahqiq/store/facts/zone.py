"""Two sources that tell of the same events, hours apart: the offset between their clocks."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from tahqiq.model.scope import Scope
from tahqiq.store.facts.columns import NULL32, NULL64, Columns, take
from tahqiq.store.facts.fetch import Fetch

Numbers = NDArray[np.int64]
_NAMES = ("a", "b", "seconds", "start", "source")
_STEP = 15 * 60 * 1_000_000
_WIDEST = 26 * 60 * 60 * 1_000_000
_MOST_ROWS = 2_000_000
_MOST_PAIRS = 64
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class ZoneOffset:
    """A proposal, never applied by itself: times of the second source minus ``offset`` agree with those of
    the first.

    ``support`` records of the first source find their event that far away in the second; ``runner_up`` is the
    support of the next best offset; ``compared`` records of the first source have a record of the same
    parties and duration in the second at all.
    """

    offset: timedelta
    support: int
    runner_up: int
    compared: int


def propose(fetch: Fetch, scope: Scope, one: int, two: int, tolerance: float) -> ZoneOffset | None:
    """The constant offset in steps of 15 minutes (all zones in use are multiples), up to 26 hours; None when
    the events do not decide.

    It decides when at least three records support it and twice as many as the next best. Records are matched
    by kind, ordered parties and equal duration; where durations are written, records without one are left
    out.
    """
    first, second = _rows(fetch, scope, one), _rows(fetch, scope, two)
    if _timed(first) and _timed(second):
        first, second = (take(rows, rows["seconds"] > 0) for rows in (first, second))
    at, apart = _pairs(first, second)
    rounded = np.rint(apart / _STEP).astype(np.int64) * _STEP
    good = (np.abs(apart - rounded) <= tolerance * 1_000_000) & (np.abs(rounded) <= _WIDEST)
    told = np.unique(np.stack([rounded[good], at[good]]), axis=1)
    offsets, support = np.unique(told[0], return_counts=True)
    if not len(offsets):
        return None
    best = np.lexsort((np.abs(offsets), -support))
    next_best = int(support[best[1]]) if len(best) > 1 else 0
    most = int(support[best[0]])
    if most < _FEWEST or most < 2 * next_best:
        return None
    return ZoneOffset(timedelta(microseconds=int(offsets[best[0]])), most, next_best, len(np.unique(at)))


def _rows(fetch: Fetch, scope: Scope, source: int) -> Columns:
    def keep(rows: Columns) -> NDArray[np.bool_]:
        wanted: NDArray[np.bool_] = (
            (rows["a"] != NULL32)
            & (rows["b"] != NULL32)
            & (rows["source"] == source)
            & (rows["start"] != NULL64)
        )
        return wanted

    rows = fetch.rows(
        scope, "by_row", _NAMES, lambda file: file.of_source(source), keep, None, (source, source)
    )
    share = -(-len(rows["start"]) // _MOST_ROWS)
    if share < 2:
        return rows
    mixed = (rows["a"].astype(np.int64) * 31 + rows["b"]) * 2_654_435_761 >> 16
    return take(rows, mixed % share == 0)


def _timed(rows: Columns) -> bool:
    return bool((rows["seconds"] > 0).any())


def _pairs(first: Columns, second: Columns) -> tuple[Numbers, Numbers]:
    """Row of ``first`` and time difference (second - first, µs) of all pairs that may be the same event."""
    names = ("kind", "a", "b", "seconds")
    both = [np.concatenate([first[name], second[name]]) for name in names]
    by = np.lexsort(both)
    number = np.empty(len(by), dtype=np.int64)
    changed = np.zeros(max(len(by) - 1, 0), dtype=np.bool_)
    for values in both:
        changed |= values[by][1:] != values[by][:-1]
    number[by] = np.concatenate([[0], np.cumsum(changed)])[: len(by)]
    left, right = number[: len(first["start"])], number[len(first["start"]) :]
    ranked = np.argsort(right, kind="stable")
    begin, end = (
        np.searchsorted(right[ranked], left, side="left"),
        np.searchsorted(right[ranked], left, side="right"),
    )
    lengths = np.where(end - begin <= _MOST_PAIRS, end - begin, 0)
    at = np.repeat(np.arange(len(left)), lengths)
    inside = np.arange(len(at)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    partner = ranked[np.repeat(begin, lengths) + inside]
    return at, second["start"][partner].astype(np.int64) - first["start"][at].astype(np.int64)
