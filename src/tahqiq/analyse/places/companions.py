"""Travelling together: two parties recorded near each other again and again, at more places than chance
explains, on the move."""

from dataclasses import dataclass

import numpy as np

from tahqiq.analyse.events.quiet import log_tail
from tahqiq.analyse.places.chance import expected, habits
from tahqiq.analyse.places.co_presence import Pairs, often
from tahqiq.analyse.places.grounds import Ground

MOST_PAIRS = 20_000


@dataclass(frozen=True, slots=True)
class Companions:
    """``together`` coincidences of ``a`` and ``b`` (each place at most once in a window), ``expected`` by
    chance, at ``places`` different positions on ``days`` different days; ``moves`` how often both went on
    together to another position within six hours; ``surprise`` natural logarithm of the odds against
    chance."""

    a: int
    b: int
    together: int
    expected: float
    places: int
    days: int
    moves: int
    surprise: float
    first: int
    last: int
    rows: tuple[int, ...]


def companions(
    ground: Ground, found: Pairs, minutes: float, least: int, places: int, times: float
) -> list[Companions]:
    """Pairs that coincide at least ``least`` times at ``places`` positions and ``times`` as often as chance
    gives, most moves beyond chance first."""
    a, b, counts = often(found, least)
    a, b, counts = a[:MOST_PAIRS], b[:MOST_PAIRS], counts[:MOST_PAIRS]
    if not len(a):
        return []
    there = ground.there
    chance = expected(habits(there, ground.group, ground.shift), a, b, minutes)
    packed = found.a << 32 | found.b
    wanted = np.argsort(packed, kind="stable")
    result: list[Companions] = []
    for one, two, count, by_chance in zip(
        a.tolist(), b.tolist(), counts.tolist(), chance.tolist(), strict=True
    ):
        if count < times * by_chance:
            continue
        key = int(one) << 32 | int(two)
        at = wanted[
            np.searchsorted(packed, key, sorter=wanted) : np.searchsorted(
                packed, key, side="right", sorter=wanted
            )
        ]
        start = np.minimum(there.start[found.one[at]], there.start[found.two[at]])
        by = np.argsort(start, kind="stable")
        start, at = start[by], at[by]
        group = ground.group[found.one[at]]
        spots = len(np.unique(group))
        if spots < places:
            continue
        moved = (group[1:] != group[:-1]) & (start[1:] - start[:-1] < 6 * 3_600_000_000)
        day = len(np.unique((start + ground.shift) // 86_400_000_000))
        rows = (int(found.one[at[0]]), int(found.two[at[0]]), int(found.one[at[-1]]), int(found.two[at[-1]]))
        surprise = -log_tail(int(count), max(float(by_chance), 1e-9))
        result.append(
            Companions(
                int(one),
                int(two),
                int(count),
                float(by_chance),
                spots,
                day,
                int(moved.sum()),
                surprise,
                int(start[0]),
                int(start[-1]),
                rows,
            )
        )
    result.sort(key=lambda item: (-item.surprise, item.first))
    return result
