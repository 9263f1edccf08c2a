"""How far a way leads round: the flights of a booking against the straight line between its ends."""

import itertools
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from tahqiq.desks.passengers.risk_rules.past import Row, days
from tahqiq.model.types.geo import Point, distance

_STAY = 1
"""So many days at one place, and one has arrived there."""


@cache
def airports() -> dict[str, Point]:
    """Where airports are, by their three letters; one that is not among them is not known, and nothing is
    said of ways through it."""
    found = {}
    for line in files(__package__).joinpath("airports.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            letters, lat, lon = line.split()
            found[letters] = Point(float(lat), float(lon))
    return found


def outward(legs: Sequence[Row]) -> Sequence[Row]:
    """The flights until somebody stays: those before the first stop of more than a day; all of them where
    there is none, unless they lead back to where they began."""
    for no, (one, other) in enumerate(itertools.pairwise(legs), 1):
        gap = days(one.get("arrives") or one.get("departs", ""), other.get("departs", ""))
        if gap is not None and gap > _STAY:
            return legs[:no]
    return legs


def detour(legs: Sequence[Row]) -> float | None:
    """How many times as long as the straight line the way out is that is flown; None where an airport is not
    known, or the way ends where it began.

    >>> legs = [{"origin": "BGW", "destination": "IST"}, {"origin": "IST", "destination": "DXB"}]
    >>> detour(legs), detour(legs[:1])
    (3.33, 1.0)
    """
    known, way = airports(), outward(legs)
    ends = [(one.get("origin", ""), one.get("destination", "")) for one in way]
    if not ends or any(place not in known for pair in ends for place in pair) or ends[0][0] == ends[-1][1]:
        return None
    flown = sum(distance(known[origin], known[destination]) for origin, destination in ends)
    return round(flown / distance(known[ends[0][0]], known[ends[-1][1]]), 2)
