"""When a number is used: events by hour of day and day of week, in local time."""

from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.telephone.events import HOUR, Numbers
from tahqiq.store.facts.record import moment

_EPOCH_WEEKDAY = 3
"""1 January 1970 was a Thursday; Monday is 0."""


def local(start: Numbers, zone: str) -> Numbers:
    """µs of local wall-clock time; the offset is looked up once per hour of UTC, so that changes of summer time are right.

    >>> int(local(np.array([0]), "Asia/Baghdad")[0]) // 3_600_000_000
    3
    """
    if not len(start):
        return start.astype(np.int64)
    hours, at = np.unique(start.astype(np.int64) // HOUR, return_inverse=True)
    where = ZoneInfo(zone)
    shifts = [_offset(int(hour) * HOUR, where) for hour in hours.tolist()]
    shifted: Numbers = start.astype(np.int64) + np.array(shifts, dtype=np.int64)[at]
    return shifted


def _offset(micros: int, zone: ZoneInfo) -> int:
    told = moment(micros)
    delta = told.astimezone(zone).utcoffset() if told else None
    return int(delta.total_seconds()) * 1_000_000 if delta else 0


def wheel(wall: Numbers) -> NDArray[np.int64]:
    """Counts of local times as 7 rows (Monday first) by 24 hours."""
    hour = wall // HOUR
    weekday = (hour // 24 + _EPOCH_WEEKDAY) % 7
    return np.bincount(weekday * 24 + hour % 24, minlength=168).reshape(7, 24).astype(np.int64)
