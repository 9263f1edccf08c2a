"""Times during which a clock stood still, by order, with who and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.kit.locale import format_date
from tahqiq.kit.reasons import reason

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stop:
    """The clock stood from ``since`` until ``until`` (None: it still stands). ``why`` and ``by`` are what the
    order says.

    Raises ``WrongUse`` for a time without zone (``clock-zone``), an end before its beginning
    (``clock-stop-backwards``) and a stop without a reason or without a person (``clock-stop-why``).
    """

    since: datetime
    until: datetime | None
    why: str
    by: str

    def __post_init__(self) -> None:
        for moment in (self.since, self.until):
            if moment is not None and moment.tzinfo is None:
                raise WrongUse("clock-zone", value=moment.isoformat())
        if self.until is not None and self.until <= self.since:
            raise WrongUse("clock-stop-backwards", since=self.since.isoformat(), until=self.until.isoformat())
        if not self.why.strip() or not self.by.strip():
            raise WrongUse("clock-stop-why")

    @property
    def length(self) -> timedelta:
        """How long the clock stood; nothing while it still stands."""
        return self.until - self.since if self.until else timedelta()

    def say(self, locale: str, zone: str) -> str:
        """The stop in one sentence of ``locale``, its times in ``zone``."""
        since, until = (
            format_date(
                one.astimezone(ZoneInfo(zone)).replace(tzinfo=None).isoformat(timespec="minutes"), locale
            )
            if one
            else ""
            for one in (self.since, self.until)
        )
        if not until:
            return reason("clock-said-stands", since=since, why=self.why).in_words(locale)
        return reason("clock-said-stood", since=since, until=until, why=self.why).in_words(locale)


def in_order(stops: Sequence[Stop], begun: datetime) -> list[Stop]:
    """The stops in order of time.

    Raises ``Conflict`` (``clock-stops-overlap``) when one begins before the one before it has ended,
    ``WrongUse`` (``clock-stop-early``) when one begins before the clock does.
    """
    ordered = sorted(stops, key=lambda stop: stop.since)
    for earlier, later in pairwise(ordered):
        if earlier.until is None or earlier.until > later.since:
            raise Conflict(
                "clock-stops-overlap", first=earlier.since.isoformat(), second=later.since.isoformat()
            )
    if ordered and ordered[0].since < begun:
        raise WrongUse("clock-stop-early", since=ordered[0].since.isoformat(), begun=begun.isoformat())
    return ordered


def stopped_days(stops: Sequence[Stop], zone: ZoneInfo) -> frozenset[date]:
    """The days of ``zone`` during the whole of which the clock stood. A day on which it ran for a while
    counts, so that a stop of an afternoon never lengthens a detention.
    """
    days: set[date] = set()
    spans: list[tuple[datetime, datetime]] = []
    for stop in stops:
        if stop.until is None:
            continue
        joined = bool(spans) and spans[-1][1] == stop.since
        spans.append((spans.pop()[0] if joined else stop.since, stop.until))
    for begin, end in spans:
        since, until = begin.astimezone(zone), end.astimezone(zone)
        day = since.date() if since.time() == time() else since.date() + _DAY
        while day < until.date():
            days.add(day)
            day += _DAY
    return frozenset(days)
