"""Local times to UTC. Zones come from the ``tzdata`` package or the system (IANA)."""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

from tahqiq.kit.errors import WrongUse


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of an IANA name; raises ``WrongUse`` (``unknown-zone``) when there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise WrongUse("unknown-zone", value=name) from None


def to_utc(local: datetime, name: str) -> tuple[datetime, str | None]:
    """A naive local time in UTC (naive), with ``time-ambiguous`` when clocks were put back over it (the
    earlier is taken) or ``time-nonexistent`` when they were put forward over it.

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
