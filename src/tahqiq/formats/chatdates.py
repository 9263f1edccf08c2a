"""The order of day, month and year in the dates of a chat, decided from all of them; never assumed."""

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tahqiq.formats.chatheads import Line

Order = Literal["dmy", "mdy", "ymd"]
Numbers = tuple[int, int, int]
_FIRST_YEAR, _LAST_YEAR = 9, 60
"""Two digits can be a year of such a chat between these: the program is from 2009."""
_CLEARLY = 3
"""One order is taken when the days it gives lie so many times closer together."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The order of the dates of a chat: None when nothing shows it; ``mixed`` when the evidence contradicts
    itself."""

    order: Order | None
    mixed: bool = False


def decide(dates: Iterable[Numbers], dashed: bool = False) -> Decision:
    """Day, month or year first, by the evidence of the whole chat. ``dashed``: hyphens stand between the
    numbers, so that a year of two digits may come first.

    1. What is impossible falls (a number over 12 is no month). 2. Of what is left, the order in which time
    never (or less often) runs backwards. 3. Otherwise, with four or more different dates, the one that puts
    them clearly closest together. Dates with a year of four digits first need none.

    >>> decide([(1, 2, 26), (13, 2, 26)]).order, decide([(1, 2, 26)]).order
    ('dmy', None)
    """
    plain = [date for date in dates if date[0] < 1000]
    if not plain:
        return Decision("ymd")
    orders: list[Order] = ["dmy", "mdy", *(["ymd"] if dashed else [])]  # type: ignore[list-item]
    possible = [order for order in orders if all(_day(date, order) is not None for date in plain)]
    if len(possible) == 1:
        return Decision(possible[0])
    if not possible:
        day_first, month_first = (
            any(first > 12 for first, _, _ in plain),
            any(second > 12 for _, second, _ in plain),
        )
        return (
            Decision(None, mixed=True)
            if day_first and month_first
            else Decision("dmy" if day_first else "mdy" if month_first else None)
        )
    if possible == ["dmy", "mdy"] and all(first == second for first, second, _ in plain):
        return Decision("dmy")
    return Decision(_by_course(plain, possible))


def _by_course(dates: Sequence[Numbers], possible: Sequence[Order]) -> Order | None:
    """By the course of time, then by how close the days lie together."""
    days = {order: [_day(date, order) or dt.date.min for date in dates] for order in possible}
    back = {
        order: sum(later < earlier for earlier, later in itertools.pairwise(course))
        for order, course in days.items()
    }
    least = min(back.values())
    left = [order for order in possible if back[order] == least]
    if len(left) == 1:
        return left[0]
    if len(set(dates)) < 4:
        return None
    spans = sorted(((max(days[order]) - min(days[order])).days, order) for order in left)
    return spans[0][1] if spans[0][0] * _CLEARLY < spans[1][0] else None


def _pieces(date: Numbers, order: Order) -> Numbers:
    first, second, third = date
    return {"ymd": (first, second, third), "dmy": (third, second, first), "mdy": (third, first, second)}[
        order
    ]


def _day(date: Numbers, order: Order) -> dt.date | None:
    """The day that three numbers give in an order; None when there is none, or when a year of two digits is
    not of this age."""
    year, month, day = _pieces(date, order)
    if year < 100 and not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return dt.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def moment(line: Line, decision: Decision) -> tuple[str | None, Order | None]:
    """Local time as ISO 8601 without zone, and the order used; ``(None, None)`` when the order or the date is
    not certain.

    In a mixed chat only dates with a number over 12 are certain. A year before 2000 is of another calendar
    (1403 is solar Hijri) or a mistake.
    """
    first, second, _ = line.date
    order: Order | None = "ymd" if first >= 1000 else "dmy" if line.named else decision.order
    if decision.mixed and order is None:
        order = "dmy" if first > 12 else "mdy" if second > 12 else None
    day = _day(line.date, order) if order is not None else None
    if day is None or day.year < 2000:
        return None, None
    try:
        return dt.datetime.combine(day, dt.time(*line.clock)).isoformat(), order  # local time, zone unknown
    except ValueError:
        return None, None
