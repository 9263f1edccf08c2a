"""The way of a lorry as its seal and posts tell it: how long against the straight line, how fast, and where
it stood."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tahqiq.desks.cargo.arrivals.record import ArrivalEvent
from tahqiq.model.types.geo import Point, distance

NEAR = 1_000.0
"""Metres within which a lorry counts as standing: positions of seals err by some hundred metres."""
LEAST = 5_000.0
"""Metres below which ends are one place, and a detour means nothing."""


@dataclass(frozen=True, slots=True)
class Track:
    """``kilometres`` along the positions, ``straight`` between their ends, in ``hours``; ``stop`` is the
    longest standing in minutes, ``fastest`` the highest speed between two positions (km/h)."""

    kilometres: float
    straight: float
    hours: float
    stop: float
    fastest: float

    @property
    def detour(self) -> float | None:
        """How many times the straight line; None where the ends are one place."""
        return self.kilometres / self.straight if self.straight * 1000 >= LEAST else None

    @property
    def speed(self) -> float | None:
        """Kilometres an hour from end to end; None where no time passed."""
        return self.kilometres / self.hours if self.hours > 0 else None


def track_of(events: Sequence[ArrivalEvent]) -> Track | None:
    """The track of events that have a position, in the order of their time; None for fewer than two.

    >>> track_of([]) is None
    True
    """
    seen = sorted(
        (one for one in events if one.lat is not None and one.lon is not None), key=lambda one: one.at
    )
    if len(seen) < 2:
        return None
    points = [Point(one.lat or 0.0, one.lon or 0.0) for one in seen]
    legs = [distance(one, other) for one, other in pairwise(points)]
    hours = [(other.at - one.at).total_seconds() / 3600 for one, other in pairwise(seen)]
    speeds = [leg / 1000 / taken for leg, taken in zip(legs, hours, strict=True) if taken > 0]
    return Track(
        sum(legs) / 1000,
        distance(points[0], points[-1]) / 1000,
        sum(hours),
        _standing(seen, points),
        max(speeds, default=0.0),
    )


def _standing(seen: Sequence[ArrivalEvent], points: Sequence[Point]) -> float:
    """The longest time, in minutes, in which every position lay near the first of them."""
    longest, begin = 0.0, 0
    for place, point in enumerate(points):
        if distance(points[begin], point) > NEAR:
            begin = place
        longest = max(longest, (seen[place].at - seen[begin].at).total_seconds() / 60)
    return longest
