"""Days on which periods end: months by the calendar, working days one by one, days on which a clock stood
still left out."""

import calendar as gregorian
from datetime import date, timedelta
from typing import Literal

from tahqiq.casework.clocks.period import Period
from tahqiq.casework.clocks.workdays import Calendar
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.reasons import Day

_DAY = timedelta(days=1)


def plus_months(day: date, months: int, absent: Literal["first-of-next", "last-of-month"]) -> date:
    """The day with the same number ``months`` on; where there is none, the first of the next month or the
    last of that one.

    >>> plus_months(date(2026, 11, 30), 3, "first-of-next")
    datetime.date(2027, 3, 1)
    >>> plus_months(date(2026, 11, 30), 3, "last-of-month")
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9990:
        raise WrongUse("clock-far", start=Day.of(day))
    length = gregorian.monthrange(year, month + 1)[1]
    if day.day <= length:
        return date(year, month + 1, day.day)
    end = date(year, month + 1, length)
    return end + _DAY if absent == "first-of-next" else end


def last_day(
    first: date,
    period: Period,
    first_day_counts: bool,
    absent: Literal["first-of-next", "last-of-month"],
    calendar: Calendar | None,
    still: frozenset[date],
) -> date:
    """The day on which a period of days, weeks, months, years or working days ends that begins on ``first``.

    Days of ``still`` do not count: as many of them as lie in the period (also those that its own lengthening
    takes in) are added. Raises ``WrongUse`` (``clock-far``) when the end lies beyond the calendar.
    """
    if period.unit == "working-days":
        return _working(first, period.count, first_day_counts, calendar, still)
    try:
        match period.unit:
            case "years" | "months":
                end = plus_months(first, period.count * (12 if period.unit == "years" else 1), absent)
            case _:
                end = first + _DAY * (period.count * (7 if period.unit == "weeks" else 1))
        if first_day_counts:
            end -= _DAY
        counted = first if first_day_counts else first + _DAY
        for day in sorted(still):
            if counted <= day <= end:
                end += _DAY
    except OverflowError:
        raise WrongUse("clock-far", start=Day.of(first)) from None
    return end


def _working(
    first: date, count: int, first_day_counts: bool, calendar: Calendar | None, still: frozenset[date]
) -> date:
    if calendar is None:
        raise WrongUse("clock-calendar", period=f"{count} working days")
    day = first if first_day_counts else first + _DAY
    try:
        while True:
            if day not in still and calendar.open(day):
                count -= 1
            if not count:
                return day
            day += _DAY
    except OverflowError:
        raise WrongUse("clock-far", start=Day.of(first)) from None
