"""Who used the same cells, or cells near them, at nearly the same times as one number; against what chance
gives at those places."""

from dataclasses import dataclass

import numpy as np

from tahqiq.analyse.declaration import Reference
from tahqiq.analyse.events.quiet import log_tail
from tahqiq.analyse.hours import with_hours
from tahqiq.analyse.places.sites import Numbers, Sites, distance, known, sites
from tahqiq.analyse.terms import Kinds, Terms, reference
from tahqiq.store.facts.columns import NULL32, NULL64, Columns, take
from tahqiq.store.facts.meetings import Stays, stays

_DAY = 86_400_000_000


@dataclass(frozen=True, slots=True)
class Near:
    """Another number: in how many ``stays`` of the one asked about, at how many ``places``, with how many
    ``records``; ``expected`` stays by chance; ``surprise`` the natural logarithm of the odds against
    chance."""

    other: int
    stays: int
    places: int
    records: int
    expected: float
    surprise: float
    first: int
    last: int
    evidence: tuple[Reference, ...]


def near_one(asked: Terms, node: int, kinds: Kinds, metres: float, minutes: float) -> list[Near]:
    """Others, the least explained by chance first. With ``metres`` 0 only the very same cells count, and no
    site list is read."""
    rows = asked.rows(node, kinds, ("out", "here", "place", "start", "source"))
    own = rows["here"].astype(np.bool_)
    asked.left_out["without-cell"] += int((own & (rows["place"] == NULL32)).sum())
    there = stays(with_hours(asked, take(rows, own & (rows["place"] != NULL32))), minutes)
    if not len(there):
        return []
    cells = known(there.place)
    around = (
        _around(asked, cells, rows, metres)
        if metres > 0
        else {int(cell): np.array([cell]) for cell in cells.tolist()}
    )
    every = np.unique(np.concatenate(list(around.values())))
    others = asked.facts.columns(
        asked.scope, "by_place", ("place", "start", "self", "source", "part", "row"), among=every, kinds=kinds
    )
    others = take(others, (others["self"] != node) & (others["self"] != NULL32) & (others["start"] != NULL64))
    others = with_hours(asked, others)
    by = np.lexsort((others["start"], others["place"]))
    return _met(take(others, by), there, around)


def _around(asked: Terms, cells: Numbers, rows: Columns, metres: float) -> dict[int, Numbers]:
    """For each cell the cells within ``metres`` of it, itself first; cells without coordinates stand alone
    and are counted."""
    positions: Sites = sites(asked.context)
    listed = np.array(sorted(positions.positions), dtype=np.int64)
    last = int(rows["start"].max())
    lat, lon = positions.arrays(listed, np.full(len(listed), last))
    mine_lat, mine_lon = positions.arrays(cells, np.full(len(cells), last))
    found: dict[int, Numbers] = {}
    for at, cell in enumerate(cells.tolist()):
        if np.isnan(mine_lat[at]):
            asked.left_out["places-without-coordinates"] += 1
            found[int(cell)] = np.array([cell], dtype=np.int64)
            continue
        apart = distance(np.full(len(listed), mine_lat[at]), np.full(len(listed), mine_lon[at]), lat, lon)
        found[int(cell)] = np.union1d(listed[apart <= metres], [cell]).astype(np.int64)
    return found


def _met(rows: Columns, there: Stays, around: dict[int, Numbers]) -> list[Near]:
    place, start, who = (rows[name].astype(np.int64) for name in ("place", "start", "self"))
    met, stay = _inside(place, start, there, around)
    if not len(met):
        return []
    days = max(float(start.max() - start.min()) / _DAY, 1.0)
    others, at = np.unique(who[met], return_inverse=True)
    by_chance = _expected(place, who, others, there, around, days)
    order = np.argsort(at, kind="stable")
    cuts = np.searchsorted(at[order], np.arange(len(others) + 1))
    result: list[Near] = []
    for number, other in enumerate(others.tolist()):
        mine = order[cuts[number] : cuts[number + 1]]
        records, held = met[mine], np.unique(stay[mine])
        spots = len(np.unique(there.place[held]))
        when = records[np.argsort(start[records], kind="stable")]
        expected = float(by_chance[number])
        surprise = -log_tail(len(held), max(expected, 1e-9))
        evidence = tuple(reference(rows, int(row)) for row in dict.fromkeys((int(when[0]), int(when[-1]))))
        result.append(
            Near(
                int(other),
                len(held),
                spots,
                len(np.unique(records)),
                expected,
                surprise,
                int(start[when[0]]),
                int(start[when[-1]]),
                evidence,
            )
        )
    return sorted(result, key=lambda one: (-one.surprise, -one.stays, one.other))


def _inside(
    place: Numbers, start: Numbers, there: Stays, around: dict[int, Numbers]
) -> tuple[Numbers, Numbers]:
    """Positions of records within a stay at a cell or near it, and the number of the stay. ``place, start``
    are sorted: one search for all stays at once."""
    sizes = np.array([len(around[int(cell)]) for cell in there.place.tolist()], dtype=np.int64)
    spots = np.concatenate([around[int(cell)] for cell in there.place.tolist()])
    stay = np.repeat(np.arange(len(there)), sizes)
    places = np.unique(place)
    at = np.searchsorted(places, spots)
    at = np.where(at < len(places), at, 0)
    real = places[at] == spots if len(places) else np.zeros(len(spots), dtype=np.bool_)
    at, stay = at[real], stay[real]
    if not len(at):
        return at, stay
    base, width = int(start.min()), int(start.max() - start.min()) + 2
    key = np.searchsorted(places, place) * width + (start - base)
    low = np.searchsorted(key, at * width + np.clip(there.since[stay] - base, 0, width - 1))
    high = np.searchsorted(key, at * width + np.clip(there.until[stay] - base, -1, width - 2), side="right")
    lengths = np.maximum(high - low, 0)
    found = (
        np.arange(int(lengths.sum()))
        - np.repeat(np.cumsum(lengths) - lengths, lengths)
        + np.repeat(low, lengths)
    )
    return found, np.repeat(stay, lengths)


def _expected(
    place: Numbers, who: Numbers, others: Numbers, there: Stays, around: dict[int, Numbers], days: float
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Stays in which each other would be recorded by chance: over the cells, its records there times the
    share of time that stays there cover."""
    total = np.zeros(len(others))
    at = np.searchsorted(others, who)
    at = np.where(at < len(others), at, 0)
    mine = others[at] == who
    span = days * _DAY
    for cell, spots in around.items():
        here = there.place == cell
        covered = float((there.until[here] - there.since[here]).sum()) / span
        for spot in spots.tolist():
            low, high = int(np.searchsorted(place, spot)), int(np.searchsorted(place, spot, side="right"))
            inside = mine[low:high]
            total += covered * np.bincount(at[low:high][inside], minlength=len(others))
    return total
