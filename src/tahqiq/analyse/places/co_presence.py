"""Who was recorded at the same place, or near it, at nearly the same time: pairs of records, whatever they
are records of."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.jit import compiled
from tahqiq.analyse.places.sites import EARTH_METRES, Numbers, Sites, distance
from tahqiq.store.facts.columns import NULL32, NULL64, Columns
from tahqiq.store.facts.row_order import order

MINUTE = 60_000_000
DAY = 86_400_000_000


@dataclass(frozen=True, slots=True)
class Presence:
    """Records with place and time, sorted by place and time: ``who`` was recorded there. ``row`` is the
    position in the columns they come from."""

    place: NDArray[np.int32]
    start: Numbers
    who: NDArray[np.int32]
    row: Numbers

    def __len__(self) -> int:
        return len(self.place)

    def only(self, kept: NDArray[np.bool_]) -> "Presence":
        """Some of the records, still sorted."""
        return Presence(self.place[kept], self.start[kept], self.who[kept], self.row[kept])


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two records at most the window apart, of two different parties: positions ``one`` and ``two`` in the
    presence; the smaller party is ``a``."""

    a: Numbers
    b: Numbers
    one: Numbers
    two: Numbers

    def __len__(self) -> int:
        return len(self.a)


def presence(rows: Columns, repeat_minutes: float = 0.0) -> Presence:
    """The records of ``by_place`` rows (or ``by_party`` rows that are ``here``) that have a place, a time and
    a party.

    Records of one party at one place within ``repeat_minutes`` of the last that was kept are left out: a
    talkative handset is there once.
    """
    good = (rows["place"] != NULL32) & (rows["start"] != NULL64) & (rows["self"] != NULL32)
    if "here" in rows:
        good &= rows["here"].astype(np.bool_)
    at = np.flatnonzero(good)
    place, start = rows["place"][at].astype(np.int32), rows["start"][at].astype(np.int64)
    if not _sorted(place, start):
        at = at[order(place, start)]
        place, start = rows["place"][at].astype(np.int32), rows["start"][at].astype(np.int64)
    who = rows["self"][at].astype(np.int32)
    if repeat_minutes > 0 and len(at):
        kept = np.flatnonzero(_once(place, start, who, int(repeat_minutes * MINUTE)))
        return Presence(place[kept], start[kept], who[kept], at[kept])
    return Presence(place, start, who, at)


def _sorted(place: NDArray[np.int32], start: Numbers) -> bool:
    return bool(((place[1:] > place[:-1]) | ((place[1:] == place[:-1]) & (start[1:] >= start[:-1]))).all())


def _once(place: NDArray[np.int32], start: Numbers, who: NDArray[np.int32], margin: int) -> NDArray[np.bool_]:
    by = np.lexsort((start, who, place))
    kept = np.zeros(len(place), dtype=np.bool_)
    kept[by] = _spaced(place[by], who[by], start[by], margin)
    return kept


@compiled
def _spaced(
    place: NDArray[np.int32], who: NDArray[np.int32], start: Numbers, margin: int
) -> NDArray[np.bool_]:
    kept = np.zeros(len(place), dtype=np.bool_)
    last = np.int64(0)
    for at in range(len(place)):
        if at == 0 or place[at] != place[at - 1] or who[at] != who[at - 1] or start[at] - last > margin:
            kept[at] = True
            last = start[at]
    return kept


def neighbours(there: Presence, sites: Sites, metres: float) -> tuple[Numbers, Numbers, Numbers]:
    """Places, and for each the later places within ``metres`` (positions on the last day of the data): a
    compressed list of positions in the first array."""
    places = np.unique(there.place).astype(np.int64)
    nothing = np.zeros(len(places) + 1, dtype=np.int64)
    if metres <= 0 or not len(places):
        return places, nothing, np.zeros(0, dtype=np.int64)
    day = np.full(len(places), int(there.start.max()))
    lat, lon = sites.arrays(places, day)
    by = np.argsort(lat, kind="stable")
    reach = np.degrees(metres / EARTH_METRES)
    found: list[tuple[int, int]] = []
    ends = np.searchsorted(lat[by], lat[by] + reach, side="right")
    for at, one in enumerate(by.tolist()):
        if np.isnan(lat[one]):
            break
        near = by[at + 1 : ends[at]]
        if len(near):
            apart = distance(np.full(len(near), lat[one]), np.full(len(near), lon[one]), lat[near], lon[near])
            found += [(min(one, two), max(one, two)) for two in near[apart <= metres].tolist()]
    found.sort()
    heads = (
        np.searchsorted([one for one, _ in found], np.arange(len(places) + 1)).astype(np.int64)
        if found
        else nothing
    )
    return places, heads, np.array([two for _, two in found], dtype=np.int64)


def pairs(there: Presence, minutes: float, near: tuple[Numbers, Numbers, Numbers]) -> Pairs:
    """All pairs of records of two parties at the same place, or at places near one another, at most
    ``minutes`` apart."""
    places, heads, others = near
    begins = np.append(np.searchsorted(there.place, places), len(there)).astype(np.int64)
    window = int(minutes * MINUTE)
    size = _pairs(
        there.start,
        there.who,
        begins,
        heads,
        others,
        window,
        np.zeros(0, dtype=np.int64),
        np.zeros(0, dtype=np.int64),
    )
    one, two = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    _pairs(there.start, there.who, begins, heads, others, window, one, two)
    first, second = there.who[one].astype(np.int64), there.who[two].astype(np.int64)
    turned = first > second
    return Pairs(
        np.where(turned, second, first),
        np.where(turned, first, second),
        np.where(turned, two, one),
        np.where(turned, one, two),
    )


@compiled
def _pairs(
    start: Numbers,
    who: NDArray[np.int32],
    begins: Numbers,
    heads: Numbers,
    others: Numbers,
    window: int,
    one: Numbers,
    two: Numbers,
) -> int:
    """Counts the pairs, and writes their positions where there is room."""
    found = 0
    room = len(one)
    for place in range(len(begins) - 1):
        for at in range(begins[place], begins[place + 1]):
            to = at + 1
            while to < begins[place + 1] and start[to] - start[at] <= window:
                if who[to] != who[at]:
                    if found < room:
                        one[found] = at
                        two[found] = to
                    found += 1
                to += 1
        for other in range(heads[place], heads[place + 1]):
            low, stop = begins[others[other]], begins[others[other] + 1]
            for at in range(begins[place], begins[place + 1]):
                while low < stop and start[low] < start[at] - window:
                    low += 1
                to = low
                while to < stop and start[to] - start[at] <= window:
                    if who[to] != who[at]:
                        if found < room:
                            one[found] = at
                            two[found] = to
                        found += 1
                    to += 1
    return found


def often(found: Pairs, least: int) -> tuple[Numbers, Numbers, Numbers]:
    """Pairs of parties met at least ``least`` times: a, b and how often, most often first, then by number."""
    packed = (found.a << 32) | found.b
    packed.sort()
    heads = (
        np.flatnonzero(np.concatenate([[True], packed[1:] != packed[:-1]]))
        if len(packed)
        else np.zeros(0, dtype=np.int64)
    )
    counts = np.diff(np.append(heads, len(packed)))
    chosen = counts >= least
    keys, counts = packed[heads][chosen], counts[chosen]
    by = np.lexsort((keys, -counts))
    return keys[by] >> 32, keys[by] & 0xFFFFFFFF, counts[by]
