"""The cells a handset uses at night and in working hours: where it is at rest, not where somebody lives."""

from dataclasses import dataclass

import numpy as np

from tahqiq.analyse.places.sites import Numbers

HOUR, DAY = 3_600_000_000, 86_400_000_000
WORKDAYS = (6, 0, 1, 2, 3)
"""Sunday to Thursday, Monday being 0."""


@dataclass(frozen=True, slots=True)
class Base:
    """A place with the days (or nights) on which it was used in the hours asked about, its records in them,
    and their share of all such days."""

    place: int
    days: int
    records: int
    share: float


def bases(
    place: Numbers, wall: Numbers, hours: tuple[int, int], weekdays: tuple[int, ...] | None
) -> list[Base]:
    """Places by days of use within local ``hours`` (from, to; over midnight when from > to, counted to the
    evening's day). ``wall`` local µs."""
    hour = wall // HOUR % 24
    low, high = hours
    inside = (hour >= low) & (hour < high) if low < high else (hour >= low) | (hour < high)
    day = (wall - (high * HOUR if low > high else 0)) // DAY
    if weekdays is not None:
        inside &= np.isin((day + 3) % 7, weekdays)
    place, day = place[inside], day[inside]
    total = len(np.unique(day))
    places, at = np.unique(place, return_inverse=True)
    found = [
        Base(int(one), len(np.unique(day[at == number])), int((at == number).sum()), 0.0)
        for number, one in enumerate(places.tolist())
    ]
    return sorted(
        (Base(one.place, one.days, one.records, one.days / total) for one in found),
        key=lambda one: (-one.days, -one.records),
    )
