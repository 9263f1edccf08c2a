"""When a number is used: events by hour of day and day of week, in local time."""

from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np

from tahqiq.analyse.events.occurrences import HOUR, Numbers
from tahqiq.store.facts.record import moment
from tahqiq.store.facts.row_order import order

_EPOCH_WEEKDAY = 3
"""1 January 1970 was a Thursday; Monday is 0."""


def local(start: Numbers, zone: str) -> Numbers:
    """µs of local wall-clock time; the offset is looked up once per hour of UTC, so that changes of summer
    time are right.

    >>> int(local(np.array([0]), "Asia/Baghdad")[0]) // 3_600_000_000
    3
    """
    if not len(start):
        return start.astype(np.int64)
    every = start.astype(np.int64) // HOUR
    by = order(every, np.zeros(len(every), dtype=np.int32))
    new = np.concatenate([[True], every[by][1:] != every[by][:-1]])
    hours, at = every[by][new], np.empty(len(every), dtype=np.int64)
    at[by] = np.cumsum(new) - 1
    shifts = [_offset(hour, zone) for hour in hours.tolist()]
    shifted: Numbers = start.astype(np.int64) + np.array(shifts, dtype=np.int64)[at]
    return shifted


@lru_cache(maxsize=100_000)
def _offset(hour: int, zone: str) -> int:
    told = moment(hour * HOUR)
    delta = told.astimezone(ZoneInfo(zone)).utcoffset() if told else None
    return int(delta.total_seconds()) * 1_000_000 if delta else 0


def wheel_slots(wall: Numbers) -> Numbers:
    """Which hour of the week local times lie in: 0 = Monday from midnight, 167 = Sunday from 23:00."""
    hour = wall // HOUR
    return (hour // 24 + _EPOCH_WEEKDAY) % 7 * 24 + hour % 24
