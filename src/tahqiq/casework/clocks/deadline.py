"""From a beginning and a period to the last second that is in time, with the calculation said in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tahqiq.casework.clocks.caveat import Caveat, caveats
from tahqiq.casework.clocks.convention import Convention
from tahqiq.casework.clocks.day_count import last_day
from tahqiq.casework.clocks.period import EXACT, Period
from tahqiq.casework.clocks.stops import Stop, in_order, stopped_days
from tahqiq.casework.clocks.workdays import Calendar
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.locale import format_date, zone_name
from tahqiq.kit.reasons import reason
from tahqiq.model.kind import LAW_ZONE
from tahqiq.model.types.zones import zone as zone_of

ZONE = LAW_ZONE
"""The zone in which days are counted unless a case says otherwise; it has had no summer time since 2008."""

_LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of one period. All moments are in UTC.

    ``until`` is the last second that is in time; None while the clock is stopped. ``begun`` is the moment it
    began: the first of the day when ``day_only``. ``last_day`` the day on which it ends, in ``zone``, as it
    was counted before a closed day moved it (None when it was not moved). ``stops`` are those that held the
    clock up, ``caveats`` what the reader must know: sources that nobody verified, feasts that are not
    announced yet, stops that came after the end.
    """

    begun: datetime
    until: datetime | None
    period: Period
    convention: Convention
    zone: str = ZONE
    day_only: bool = False
    last_day: date | None = None
    stops: tuple[Stop, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    running_left: timedelta | None = None

    def over(self, moment: datetime) -> bool:
        """Whether ``moment`` is too late: at ``until`` it is in time, a second later it is not; fractions of
        a second belong to their second."""
        return self.until is not None and _aware(moment).replace(microsecond=0) > self.until

    def left(self, moment: datetime) -> timedelta:
        """The time left at ``moment``, negative when it is over; of a stopped clock the time that was left
        when it stopped."""
        if self.until is None:
            return self.running_left or timedelta()
        return self.until - _aware(moment).replace(microsecond=0)

    def explain(self, locale: str) -> str:
        """How the end was found, in one sentence of ``locale``.

        >>> from tahqiq.casework.clocks.convention import BEGINNING_WITH
        >>> deadline(date(2026, 1, 1), Period(3, "months"), BEGINNING_WITH).explain("en")
        '3 calendar months from 1 January 2026 less one day: until 31 March 2026, 23:59:59 (Baghdad time).'
        """
        given = {
            "period": self.period.say(locale),
            "start": self._start(locale),
            "until": self._shown(self.until, locale),
            "zone": zone_name(self.zone, locale),
        }
        if self.until is None:
            code = "clock-said-stopped"
        elif self.period.unit in EXACT or self.convention.ends == "same-time":
            code = "clock-said-to-the-time"
        elif self.convention.first_day_counts:
            code = "clock-said-first-day" if self.period.unit == "working-days" else "clock-said-less-one"
        else:
            code = "clock-said-after"
        said = [reason(code, **given).in_words(locale)]
        if self.last_day:
            said.append(
                reason("clock-said-moved", day=format_date(self.last_day.isoformat(), locale)).in_words(
                    locale
                )
            )
        said += [stop.say(locale, self.zone) for stop in self.stops]
        return " ".join(said)

    def _start(self, locale: str) -> str:
        local = self.begun.astimezone(ZoneInfo(self.zone))
        whole = self.day_only or (self.convention.ends == "end-of-day" and self.period.unit not in EXACT)
        return format_date(local.date().isoformat(), locale) if whole else self._shown(self.begun, locale)

    def _shown(self, moment: datetime | None, locale: str) -> str:
        if moment is None:
            return ""
        return format_date(
            moment.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None).isoformat(timespec="seconds"), locale
        )


def deadline(
    start: date | datetime,
    period: Period,
    convention: Convention,
    *,
    zone: str = ZONE,
    calendar: Calendar | None = None,
    stops: Sequence[Stop] = (),
) -> Deadline:
    """The deadline of a period that begins at ``start``: a moment with its zone, or a day in ``zone`` where
    the hour does not matter.

    ``calendar`` is needed for working days and for conventions that move closed days. ``stops`` in any order.
    Raises ``WrongUse`` for a time without zone (``clock-zone``), a day where a time is needed
    (``clock-time``), a missing calendar (``clock-calendar``), an unknown zone (``unknown-zone``) or stops
    that are no sequence (see :class:`Stop`).
    """
    local_zone = zone_of(zone)
    begun, day_only = _begin(start, local_zone)
    if day_only and (period.unit in EXACT or convention.ends == "same-time"):
        raise WrongUse("clock-time", period=period.say("en"))
    if calendar is None and (period.unit == "working-days" or convention.closed != "stays"):
        raise WrongUse("clock-calendar", period=period.say("en"))
    used: list[Stop] = []
    late: list[Stop] = []
    until = _until(begun, period, convention, local_zone, calendar, ())
    for stop in in_order(stops, begun):
        if stop.since.replace(microsecond=0) > until:
            late.append(stop)
            continue
        used.append(stop)
        if stop.until is None:
            break
        until = _until(begun, period, convention, local_zone, calendar, used)
    open_stop = used[-1] if used and used[-1].until is None else None
    counted = until.astimezone(local_zone).date()
    moved = _moved(counted, convention, calendar)
    if moved != counted:
        until = _end_of(moved, local_zone)
    return Deadline(
        begun=begun,
        until=None if open_stop else until,
        period=period,
        convention=convention,
        zone=zone,
        day_only=day_only,
        last_day=counted if moved != counted else None,
        stops=tuple(used),
        caveats=caveats(
            calendar if period.unit == "working-days" or convention.closed != "stays" else None,
            late,
            *_looked_at(begun.astimezone(local_zone).date(), counted, moved, period),
        ),
        running_left=until - open_stop.since.replace(microsecond=0) if open_stop else None,
    )


def renewed(
    current: Deadline, signed: datetime, period: Period, calendar: Calendar | None = None
) -> Deadline:
    """The deadline after a renewal signed at ``signed``: it runs from the day after the present end, never
    from the signature.

    Raises ``WrongUse`` (``clock-renewal-late``) when the present period is over or stopped: then a new
    authorisation is needed.
    """
    if current.until is None or current.over(signed):
        raise WrongUse("clock-renewal-late", until=current._shown(current.until, "en"))
    if current.period.unit in EXACT or current.convention.ends == "same-time":
        start: date | datetime = current.until
    else:
        start = current.until.astimezone(ZoneInfo(current.zone)).date() + timedelta(days=1)
    return deadline(start, period, current.convention, zone=current.zone, calendar=calendar)


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise WrongUse("clock-zone", value=moment.isoformat())
    return moment.astimezone(UTC)


def _begin(start: date | datetime, zone: ZoneInfo) -> tuple[datetime, bool]:
    if isinstance(start, datetime):
        return _aware(start).replace(microsecond=0), False
    return datetime.combine(start, time(), zone).astimezone(UTC), True


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, _LAST_SECOND, zone).astimezone(UTC)


def _until(
    begun: datetime,
    period: Period,
    convention: Convention,
    zone: ZoneInfo,
    calendar: Calendar | None,
    stops: Sequence[Stop],
) -> datetime:
    """The end before closed days move it. Stops are all ended."""
    if period.unit in EXACT:
        length = timedelta(hours=period.count) if period.unit == "hours" else timedelta(minutes=period.count)
        return begun + length + sum((stop.length for stop in stops), timedelta())
    local = begun.astimezone(zone)
    if convention.ends == "same-time":
        day = last_day(local.date(), period, False, convention.absent, calendar, frozenset())
        return datetime.combine(day, local.time(), zone).astimezone(UTC) + sum(
            (stop.length for stop in stops), timedelta()
        )
    still = stopped_days(stops, zone)
    return _end_of(
        last_day(local.date(), period, convention.first_day_counts, convention.absent, calendar, still), zone
    )


def _moved(day: date, convention: Convention, calendar: Calendar | None) -> date:
    if convention.closed == "stays" or calendar is None:
        return day
    return calendar.next_open(day, 1 if convention.closed == "next-open" else -1)


def _looked_at(first: date, counted: date, moved: date, period: Period) -> tuple[date, date]:
    """The days whose being open or closed decided the end."""
    if period.unit == "working-days":
        return first, max(counted, moved)
    return min(counted, moved), max(counted, moved)
