"""Who was recorded at the same place at nearly the same time: join of a node's stays with the (place, time)
layout."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from tahqiq.model.scope import Scope
from tahqiq.store.facts.bisect import within
from tahqiq.store.facts.columns import NULL32, NULL64, Columns
from tahqiq.store.facts.fetch import Fetch
from tahqiq.store.facts.record import moment

Numbers = NDArray[np.int64]
_NAMES = ("place", "start", "self")


@dataclass(frozen=True, slots=True)
class CoLocation:
    """Somebody recorded where and when the node was.

    ``stays`` in how many stays of the node, ``places`` at how many places, ``records`` with how many records
    of the other; ``first`` and ``last`` of these (UTC). A cell is not a place: with cells it means that both
    handsets used the same cell.
    """

    other: int
    stays: int
    places: int
    records: int
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Stays:
    """Spans (µs UTC, both ends included) at places, sorted by place and time, not overlapping within a
    place."""

    place: Numbers
    since: Numbers
    until: Numbers

    def __len__(self) -> int:
        return len(self.place)


def stays(rows: Columns, minutes: float) -> Stays:
    """The stays of a node from its ``by_party`` rows: its own records with place and time, each widened by
    ``minutes`` on both sides and joined where they overlap. So a moment lies in a stay exactly when a record
    of the node is at most ``minutes`` away.
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


def co_located(
    fetch: Fetch, scope: Scope, node: int, there: Stays, kinds: frozenset[str] | None, limit: int | None
) -> list[CoLocation]:
    """Others recorded within the stays, most stays first, then most records, then by node number."""
    found = fetch.again(lambda: _meetings(fetch, scope, node, there, kinds))
    if not sum(len(part[0]) for part in found):
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
            int(others[index]),
            int(met[index]),
            int(places[index]),
            int(records[index]),
            moment(int(first[index])),
            moment(int(last[index])),
        )
        for index in np.lexsort((others, -records, -met))[:limit].tolist()
    ]


def _meetings(
    fetch: Fetch, scope: Scope, node: int, there: Stays, kinds: frozenset[str] | None
) -> list[tuple[Numbers, Numbers, Numbers]]:
    """Per file: other, number of the stay and time of each record of somebody else within a stay."""
    found: list[tuple[Numbers, Numbers, Numbers]] = []
    if not len(there):
        return found
    lowest, highest = int(there.place[0]), int(there.place[-1])
    for file in fetch.visible(scope, "by_place", kinds):
        if file.min_key <= highest and lowest <= file.max_key:
            opened = fetch.files.get(file)
            groups = opened.near_spans(there.place, there.since, there.until)
            if len(groups):
                found.append(_within(fetch.read(scope, opened, groups, _NAMES), node, there))
    return found


def _within(rows: Columns, node: int, there: Stays) -> tuple[Numbers, Numbers, Numbers]:
    """The rows of others in the stays; ``rows`` are sorted by place and start, so two searches find them."""
    start = rows["start"].astype(np.int64, copy=False)
    place = there.place.astype(rows["place"].dtype)  # else numpy would widen every row
    begin, end = (np.searchsorted(rows["place"], place, side=side) for side in ("left", "right"))
    first, last = within(start, begin, end, there.since), within(start, begin, end, there.until, right=True)
    lengths = last - first
    stay = np.repeat(np.arange(len(there)), lengths)
    at = np.arange(len(stay)) - np.repeat(np.cumsum(lengths) - lengths - first, lengths)
    other = rows["self"][at].astype(np.int64)
    good = (other != node) & (other != NULL32)
    return other[good], stay[good], start[at][good].astype(np.int64)
