"""Where a day begins and ends in Baghdad: what a day that is asked for covers in every register, report and
board."""

from datetime import UTC, date, datetime, time

from tahqiq.casework.clocks.deadline import ZONE
from tahqiq.model.types.zones import zone


def first_moment(day: date) -> datetime:
    """The first microsecond of a day in Baghdad, in UTC. Raises ``OverflowError`` on the first day of the
    calendar.

    >>> first_moment(date(2026, 5, 1)).isoformat()
    '2026-04-30T21:00:00+00:00'
    """
    return datetime.combine(day, time.min, zone(ZONE)).astimezone(UTC)


def last_moment(day: date) -> datetime:
    """The last microsecond of a day in Baghdad, in UTC.

    >>> last_moment(date(2026, 5, 1)).isoformat()
    '2026-05-01T20:59:59.999999+00:00'
    """
    return datetime.combine(day, time.max, zone(ZONE)).astimezone(UTC)


def day_of(at: str) -> str:
    """The day of a moment (ISO 8601 in UTC) in Baghdad; what is a day or less exact as it stands.

    >>> day_of("2026-04-30T21:30:00Z"), day_of("2026-04")
    ('2026-05-01', '2026-04')
    """
    if "T" not in at:
        return at
    try:
        return datetime.fromisoformat(at).astimezone(zone(ZONE)).date().isoformat()
    except (ValueError, OverflowError):
        return at[:10]
