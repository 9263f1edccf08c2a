"""Meetings: stretches of time in which two parties were recorded at the same place or near it, and how easily
chance alone makes one."""

from dataclasses import dataclass

import numpy as np

from tahqiq.analyse.places.chance import days
from tahqiq.analyse.places.co_presence import MINUTE, Pairs
from tahqiq.analyse.places.grounds import Ground
from tahqiq.analyse.places.sites import Numbers

HOUR = 60 * MINUTE


@dataclass(frozen=True, slots=True)
class Meeting:
    """``a`` and ``b`` recorded near each other from ``begin`` to ``end`` (µs UTC), with ``records`` of each;
    ``places`` of both; ``chance`` how many such meetings of these two at that place may be expected by chance
    in the whole period; ``first`` and ``last`` positions of records in the presence."""

    a: int
    b: int
    begin: int
    end: int
    records: tuple[int, int]
    places: tuple[int, ...]
    chance: float
    rows: tuple[int, ...]


def meetings(ground: Ground, found: Pairs, minutes: float, at_most: int) -> tuple[list[Meeting], int]:
    """Meetings of pairs that meet ``at_most`` times, least likely first; and how many pairs meet more often
    (they are a matter of :mod:`tahqiq.analyse.places.companions`). Two coincidences of a pair belong to one
    meeting when less than an hour lies between them."""
    there = ground.there
    if not len(found):
        return [], 0
    begin = np.minimum(there.start[found.one], there.start[found.two])
    end = np.maximum(there.start[found.one], there.start[found.two])
    by = np.lexsort((begin, found.b, found.a))
    a, b, begin, end, one, two = (
        values[by] for values in (found.a, found.b, begin, end, found.one, found.two)
    )
    same = np.concatenate([[False], (a[1:] == a[:-1]) & (b[1:] == b[:-1])])
    latest = _running(end, same)
    new = ~same | np.concatenate([[True], begin[1:] - latest[:-1] > HOUR])
    heads = np.flatnonzero(new)
    pair = np.cumsum(~same) - 1
    per_pair = np.bincount(pair[heads])
    frequent = per_pair > at_most
    chosen = np.flatnonzero(~frequent[pair[heads]])
    parties = (
        np.unique(np.concatenate([a[heads[chosen]], b[heads[chosen]]]))
        if len(chosen)
        else np.zeros(0, dtype=np.int64)
    )
    known = days(there, ground.group, ground.shift, parties)
    stops = np.append(heads[1:], len(a))
    result: list[Meeting] = []
    for at in chosen.tolist():
        inside = slice(int(heads[at]), int(stops[at]))
        rows_a, rows_b = np.unique(one[inside]), np.unique(two[inside])
        since, until = int(begin[inside].min()), int(end[inside].max())
        hours = (until - since) / HOUR + 2 * minutes / 60
        chance = known.together(
            int(a[heads[at]]), int(b[heads[at]]), ground.group[rows_a], ground.group[rows_b], hours
        )
        places = tuple(
            int(place) for place in np.unique(there.place[np.concatenate([rows_a, rows_b])]).tolist()
        )
        rows = tuple(int(row) for row in (rows_a[0], rows_a[-1], rows_b[0], rows_b[-1]))
        result.append(
            Meeting(
                int(a[heads[at]]),
                int(b[heads[at]]),
                since,
                until,
                (len(rows_a), len(rows_b)),
                places,
                chance,
                tuple(dict.fromkeys(rows)),
            )
        )
    result.sort(key=lambda item: (item.chance, -min(item.records), item.begin))
    return result, int(frequent.sum())


def _running(end: Numbers, same: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Numbers:
    """The latest end so far within each pair."""
    latest = end.copy()
    group = np.cumsum(~same)
    step = int(end.max() - end.min()) + 1
    shifted: Numbers = np.maximum.accumulate(latest - end.min() + group * step) - group * step + end.min()
    return shifted
