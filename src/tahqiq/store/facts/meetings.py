"""Who was recorded at the same place at nearly the same time: join of a node's stays with the (place, time) layout."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from tahqiq.model.scope import Scope
from tahqiq.store.facts.columns import NULL32, NULL64, Columns
from tahqiq.store.facts.fetch import Fetch
from tahqiq.store.facts.record import moment

Numbers = NDArray[np.int64]
_NAMES = ("place", "start", "self")


@dataclass(frozen=True, slots=True)
class CoLocation:
    """Somebody recorded where and when the node was.

    ``stays`` in how many stays of the node, ``places`` at how many places, ``records`` with how many records of the other; ``first`` and
    ``last`` of these (UTC). A cell is not a place: with cells it means that both handsets used the same cell.
    """

    other: int
    stays: int
    places: int
    records: int
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Stays:
    """Spans (µs UTC, both ends included) at places, sorted by place and time, not overlapping within a place."""

    place: Numbers
    since: Numbers
    until: Numbers

    def __len__(self) -> int:
        return len(self.place)


def stays(rows: Columns, minutes: float) -> Stays:
    """The stays of a node from its ``by_party`` rows: its own records with place and time, each widened by ``minutes`` on both sides and
    joined where they overlap. So a moment lies in a stay exactly when a record of the node is at most ``minutes`` away.
    """
    own = rows["here"] & (rows["place"] != NULL32) & (rows["start"] != NULL64)
    place, start = rows["place"][own].astype(np.int64), rows["start"][own].astype(np.int64)
    by = np.lexsort((start, place))
    place, start = place[by], start[by]
    margin = int(minutes * 60_000_000)
    if not len(place):
        return Stays(place, start, start)
    opens = np.concatenate([[True], (place[1:] != place[:-1]) | (start[1:] - start[:-1] > 2 * margin)])
    begin = np.flatnonzero(opens)
    end = np.append(begin[1:], len(place)) - 1
    return Stays(place[begin], start[begin] - margin, start[end] + margin)


def co_located(fetch: Fetch, scope: Scope, node: int, there: Stays, kinds: frozenset[str] | None, limit: int | None) -> list[CoLocation]:
    """Others recorded within the stays, most stays first, then most records, then by node number."""
    found = list(_meetings(fetch, scope, node, there, kinds))
    if not found:
        return []
    other, stay, start = (np.concatenate(parts) for parts in zip(*found, strict=True))
    others, at = np.unique(other, return_inverse=True)
    once = np.unique(np.stack([at, stay]), axis=1)
    met = np.bincount(once[0], minlength=len(others))
    where = np.unique(np.stack([once[0], there.place[once[1]]]), axis=1)
    places, records = np.bincount(where[0], minlength=len(others)), np.bincount(at, minlength=len(others))
    first, last = np.full(len(others), np.iinfo(np.int64).max), np.full(len(others), NULL64)
    np.minimum.at(first, at, start)
    np.maximum.at(last, at, start)
    return [
        CoLocation(
            int(others[index]), int(met[index]), int(places[index]), int(records[index]), moment(int(first[index])), moment(int(last[index]))
        )
        for index in np.lexsort((others, -records, -met))[:limit].tolist()
    ]


def _meetings(
    fetch: Fetch, scope: Scope, node: int, there: Stays, kinds: frozenset[str] | None
) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """Other, number of the stay and time of each record of somebody else within a stay."""
    if not len(there):
        return
    places = np.unique(there.place)
    rows = fetch.rows(
        scope,
        "by_place",
        _NAMES,
        lambda file: file.near_spans(there.place, there.since, there.until),
        lambda rows: np.isin(rows["place"], places) & (rows["self"] != node) & (rows["self"] != NULL32) & (rows["start"] != NULL64),
        kinds,
        (int(places[0]), int(places[-1])),
    )
    if len(rows["place"]):
        stay = _stay_of(rows["place"].astype(np.int64), rows["start"].astype(np.int64), there)
        inside = stay >= 0
        yield rows["self"][inside].astype(np.int64), stay[inside], rows["start"][inside].astype(np.int64)


def _stay_of(place: Numbers, start: Numbers, there: Stays) -> Numbers:
    """Number of the stay that each (place, start) lies in, -1 when in none."""
    low = int(there.since.min())
    width = int(there.until.max()) - low + 2
    names, rank = np.unique(there.place, return_inverse=True)
    chunk = max(1, (1 << 62) // width)
    found = np.full(len(place), -1, dtype=np.int64)
    at = np.searchsorted(names, place)
    when = np.clip(start - low, -1, width - 2) + 1
    for begin in range(0, len(names), chunk):
        mine = np.flatnonzero((rank >= begin) & (rank < begin + chunk))
        rows = np.flatnonzero((at >= begin) & (at < begin + chunk))
        edges = (rank[mine] - begin) * width + (there.since[mine] - low + 1)
        candidate = np.searchsorted(edges, (at[rows] - begin) * width + when[rows], side="right") - 1
        stay = mine[np.maximum(candidate, 0)]
        good = (candidate >= 0) & (there.place[stay] == place[rows]) & (there.since[stay] <= start[rows]) & (start[rows] <= there.until[stay])
        found[rows[good]] = stay[good]
    return found
