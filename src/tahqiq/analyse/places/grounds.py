"""The records of everybody with place and time, ready for questions about who was recorded near whom; and
what had to be left out of them."""

from dataclasses import dataclass

import numpy as np

from tahqiq.analyse.events.wheel import local
from tahqiq.analyse.hours import with_hours
from tahqiq.analyse.places.co_presence import Presence, neighbours, presence
from tahqiq.analyse.places.sites import Numbers, Sites, sites
from tahqiq.analyse.terms import Kinds, Terms
from tahqiq.store.facts.columns import NULL32, NULL64, Columns, take

NAMES = ("place", "start", "self", "source", "part", "row")


@dataclass(frozen=True, slots=True)
class Ground:
    """``there`` the presence, ``rows`` the columns it comes from, ``near`` places near one another, ``group``
    for each record of the presence a number that cells of one position share, ``shift`` µs from UTC to local
    time (at the beginning of the data)."""

    there: Presence
    rows: Columns
    near: tuple[Numbers, Numbers, Numbers]
    group: Numbers
    positions: Sites
    shift: int


def ground(asked: Terms, kinds: Kinds, metres: float, repeat_minutes: float = 0.0) -> Ground:
    """All records of ``kinds`` in the period; without a time, an hour or a party, and places without
    coordinates where distance matters, are counted."""
    rows = asked.facts.columns(asked.scope, "by_place", NAMES, kinds=kinds)
    asked.left_out["untimed"] += int((rows["start"] == NULL64).sum())
    asked.left_out["no-counterpart"] += int((rows["self"] == NULL32).sum())
    if asked.span is not None:
        rows = take(rows, (rows["start"] >= asked.span[0]) & (rows["start"] < asked.span[1]))
    rows = with_hours(asked, rows)  # all of a day would be together at its midnight
    there = presence(rows, repeat_minutes)
    positions = sites(asked.context)
    places = np.unique(there.place).astype(np.int64)
    asked.left_out["places-without-coordinates"] += sum(
        int(place) not in positions.positions for place in places.tolist()
    )
    group = (
        _groups(places, positions)[np.searchsorted(places, there.place)]
        if len(there)
        else np.zeros(0, dtype=np.int64)
    )
    first = int(there.start.min()) if len(there) else 0
    shift = int(local(np.array([first]), asked.zone)[0]) - first
    return Ground(there, rows, neighbours(there, positions, metres), group, positions, shift)


def _groups(places: Numbers, positions: Sites) -> Numbers:
    """One number per position; a cell without coordinates, or with several positions, is a group by
    itself."""
    seen: dict[tuple[float, float], int] = {}
    numbers: list[int] = []
    for place in places.tolist():
        known = positions.positions.get(int(place), [])
        spots = {(one.lat, one.lon) for one in known}
        numbers.append(seen.setdefault(next(iter(spots)), int(place)) if len(spots) == 1 else int(place))
    return np.array(numbers, dtype=np.int64)
