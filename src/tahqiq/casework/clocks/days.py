"""Where a day begins and ends in Baghdad: what a day that is asked for covers in every register, report and
board."""

from datetime import UTC, date, datetime, time, timedelta

from tahqiq.casework.clocks.convention import TO_THE_TIME
from tahqiq.casework.clocks.deadline import ZONE, Deadline, deadline
from tahqiq.casework.clocks.period import Period
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


def ends_at(moment: datetime) -> Deadline:
    """A deadline that was given as a moment and not counted.

    >>> ends_at(datetime(2026, 5, 1, 9, tzinfo=UTC)).until
    datetime.datetime(2026, 5, 1, 9, 0, tzinfo=datetime.timezone.utc)
    """
    return deadline(moment - timedelta(minutes=1), Period(1, "minutes"), TO_THE_TIME)


def ends_with(day: date) -> Deadline:
    """A deadline that was given as a day: until 23:59 of it in Baghdad.

    >>> ends_with(date(2026, 5, 1)).until.astimezone(UTC).isoformat()
    '2026-05-01T20:59:00+00:00'
    """
    return ends_at(datetime.combine(day, time(23, 59), zone(ZONE)))


def day_of(at: str, clocks: str = ZONE) -> str:
    """The day of a moment (ISO 8601 in UTC) on the clocks of a zone; what is a day or less exact
    as it stands.

    >>> day_of("2026-04-30T21:30:00Z"), day_of("2026-04-30T21:30:00Z", "UTC"), day_of("2026-04")
    ('2026-05-01', '2026-04-30', '2026-04')
    """
    if "T" not in at:
        return at
    try:
        return datetime.fromisoformat(at).astimezone(zone(clocks)).date().isoformat()
    except (ValueError, OverflowError):
        return at[:10]
