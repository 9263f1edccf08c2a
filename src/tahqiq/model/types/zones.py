"""Local times to UTC, one by one and for whole columns. Zones come from the ``tzdata`` package or the system (IANA)."""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from tahqiq.kit.errors import WrongUse


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of an IANA name; raises ``WrongUse`` (``unknown-zone``) when there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise WrongUse("unknown-zone", value=name) from None


def to_utc(local: datetime, name: str) -> tuple[datetime, str | None]:
    """A naive local time in UTC (naive), with ``time-ambiguous`` when clocks were put back over it (the earlier is taken) or
    ``time-nonexistent`` when they were put forward over it.

    >>> to_utc(datetime(2024, 3, 1, 10, 15), "Asia/Baghdad")
    (datetime.datetime(2024, 3, 1, 7, 15), None)
    """
    here = zone(name)
    aware = local.replace(tzinfo=here)
    moment = aware.astimezone(UTC)
    note = None
    if aware.utcoffset() != aware.replace(fold=1).utcoffset():
        back = moment.astimezone(here).replace(tzinfo=None)
        note = "time-ambiguous" if back == local else "time-nonexistent"
    return moment.replace(tzinfo=None), note


_HOUR = 3600


def seconds_to_utc(local: npt.NDArray[np.int64], name: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Local seconds since 1970 to UTC seconds, and which of them fall into an hour around a clock change.

    The offset is asked for once per distinct hour; the hours flagged True must be converted one by one with :func:`to_utc`.
    """
    hours, place = np.unique(local // _HOUR, return_inverse=True)
    offsets = np.empty(len(hours), np.int64)
    doubtful = np.zeros(len(hours), np.bool_)
    here, start = zone(name), datetime(1970, 1, 1)
    for at, hour in enumerate(hours):
        first = (start + timedelta(hours=int(hour))).replace(tzinfo=here)
        last = first + timedelta(seconds=_HOUR - 1)
        found = {moment.replace(fold=fold).utcoffset() for moment in (first, last) for fold in (0, 1)}
        offsets[at] = int((first.utcoffset() or timedelta()).total_seconds())
        doubtful[at] = len(found) > 1
    return local - offsets[place], doubtful[place]
