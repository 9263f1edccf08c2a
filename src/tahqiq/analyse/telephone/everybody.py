"""Figures of all numbers at once, counted in events: how many counterparts each has, and in how many sessions
it was used. Worked through in ranges of numbers, two at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.readers import Facts
from tahqiq.model.scope import Scope
from tahqiq.store.facts.columns import NULL32, NULL64
from tahqiq.store.facts.row_order import order

Numbers = NDArray[np.int64]
Piece = tuple[Numbers, Numbers, Numbers, Numbers]
_ROWS = 2_000_000


@dataclass(frozen=True, slots=True)
class Everybody:
    """Per node number (rising): ``many`` counterparts or sessions, in how many distinct ``events``, told by
    how many ``records``."""

    number: Numbers
    many: Numbers
    events: Numbers
    records: Numbers

    def top(self, count: int) -> Numbers:
        """Positions of the highest figures, then most events, then lowest number; everybody who is as high as
        the last is among them."""
        if len(self.many) > count:
            limit = np.partition(self.many, len(self.many) - count)[len(self.many) - count]
            chosen = np.flatnonzero(self.many >= limit)
        else:
            chosen = np.arange(len(self.many))
        by: Numbers = chosen[np.lexsort((self.number[chosen], -self.events[chosen], -self.many[chosen]))]
        return by


def counterparts(
    facts: Facts,
    scope: Scope,
    kinds: tuple[str, ...],
    left_out: Numbers,
    tell: Callable[[], None] = lambda: None,
) -> Everybody:
    """How many different counterparts each number has, and in how many events, from the sums per pair;
    ``left_out`` numbers and self-calls do not count. ``tell`` is called between two pieces of the work, and
    may end it by raising."""

    def of(keys: tuple[int, int]) -> Piece:
        rows = facts.lines_of(scope, keys, kinds)
        one, two, count, events = rows["self"], rows["other"], rows["count"], rows["events"]
        good = one != two
        if len(left_out):
            good &= ~np.isin(two, left_out) & ~np.isin(one, left_out)
        if not good.all():
            one, two, count, events = one[good], two[good], count[good], events[good]
        later = one[1:] > one[:-1]
        new = (
            np.concatenate([[True], later | (two[1:] != two[:-1])])
            if len(one)
            else np.zeros(0, dtype=np.bool_)
        )
        if not (later | ((one[1:] == one[:-1]) & (two[1:] >= two[:-1]))).all():
            by = order(one, two)
            one, two, count, events = one[by], two[by], count[by], events[by]
            new = np.concatenate([[True], (one[1:] != one[:-1]) | (two[1:] != two[:-1])])
        return _summed(one, new, events, count)

    return _all(facts, scope, "pairs", kinds, of, tell)


def sessions(
    facts: Facts,
    scope: Scope,
    kinds: tuple[str, ...],
    gap_minutes: float,
    tell: Callable[[], None] = lambda: None,
) -> Everybody:
    """In how many stretches without a gap longer than ``gap_minutes`` each number was used. ``tell`` as in
    :func:`counterparts`."""
    gap = int(gap_minutes * 60_000_000)

    def of(keys: tuple[int, int]) -> Piece:
        rows = facts.happened(scope, ("start",), keys, kinds)
        one, start, count = rows["self"], rows["start"], rows["records"]
        later = one[1:] > one[:-1]
        if not (later | ((one[1:] == one[:-1]) & (start[1:] >= start[:-1]))).all():
            by = order(one, start)
            one, start, count = one[by], start[by], count[by]
        if len(start) and start.min() == NULL64:
            known = start != NULL64
            one, start, count = one[known], start[known], count[known]
        new = (
            np.concatenate([[True], (one[1:] != one[:-1]) | (start[1:] - start[:-1] > gap)])
            if len(one)
            else np.zeros(0, dtype=np.bool_)
        )
        return _summed(one, new, None, count)

    return _all(facts, scope, "by_party", kinds, of, tell)


def _summed(
    one: NDArray[np.generic],
    new: NDArray[np.bool_],
    events: NDArray[np.generic] | None,
    count: NDArray[np.generic],
) -> Piece:
    """Per number: how many rows are ``new``, its events (None = one a row) and its records."""
    if not len(one):
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing, nothing, nothing
    heads = np.flatnonzero(np.concatenate([[True], one[1:] != one[:-1]]))
    many = np.add.reduceat(new, heads, dtype=np.int64)
    happened = (
        np.diff(np.append(heads, len(one)))
        if events is None
        else np.add.reduceat(events, heads, dtype=np.int64)
    )
    return (
        one[heads].astype(np.int64),
        many,
        happened.astype(np.int64),
        np.add.reduceat(count, heads, dtype=np.int64),
    )


def _all(
    facts: Facts,
    scope: Scope,
    layout: str,
    kinds: tuple[str, ...],
    of: Callable[[tuple[int, int]], Piece],
    tell: Callable[[], None],
) -> Everybody:
    spans = facts.spans(scope, "pairs" if layout == "pairs" else "by_party", _ROWS, kinds)
    pieces: list[Piece] = []
    with ThreadPoolExecutor(2) as pool:
        running = [pool.submit(of, span) for span in spans]
        try:
            for one in running:
                tell()
                pieces.append(one.result())
        finally:
            pool.shutdown(cancel_futures=True)
    number, many, events, records = (
        (
            np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)
            for parts in zip(*pieces, strict=True)
        )
        if pieces
        else (np.zeros(0, dtype=np.int64),) * 4
    )
    known = number != NULL32
    return Everybody(number[known], many[known], events[known], records[known])
