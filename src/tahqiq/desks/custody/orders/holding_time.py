"""How long orders hold somebody: every step of the calculation, with the order it comes from. Orders are
taken as they stand; sentences run together unless their days say otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tahqiq.casework.clocks import BEGINNING_WITH, Period, Unit, deadline, last_moment
from tahqiq.desks.custody.orders.record import Order
from tahqiq.model.kind import day_of


@dataclass(frozen=True, slots=True)
class Step:
    """One step: ``what`` (begins, years, months, days, credit, until, gap, together, no-end), how much, the
    day it leads to, and the order."""

    what: str
    amount: int
    day: date | None
    order: str


@dataclass(frozen=True, slots=True)
class Counted:
    """``until`` is the last moment covered (UTC; None: cannot be counted, the steps say why), ``days`` how
    many days the orders give from the first, ``gaps`` the days between orders that no order covers."""

    until: datetime | None
    days: int | None
    gaps: tuple[tuple[date, date], ...]
    steps: tuple[Step, ...]


def last_day(order: Order) -> tuple[date | None, list[Step]]:
    """The last day that one order covers, with the steps to it; None where it says neither a day nor a
    length, or not from when."""
    if order.until is not None:
        first = [Step("begins", 0, order.begins, order.number)] if order.begins else []
        return order.until, [*first, Step("until", 0, order.until, order.number)]
    lengths: tuple[tuple[Unit, int], ...] = (
        ("years", order.years),
        ("months", order.months),
        ("days", order.length_days),
    )
    if order.begins is None or not any(amount for _, amount in lengths):
        return None, [Step("no-end", 0, None, order.number)]
    day, steps = order.begins, [Step("begins", 0, order.begins, order.number)]
    for unit, amount in lengths:
        if amount:
            until = deadline(day, Period(amount, unit), BEGINNING_WITH).until
            if until is None:
                return None, [*steps, Step("no-end", 0, None, order.number)]
            day = day_of(until) + timedelta(days=1)
            steps.append(Step(unit, amount, day - timedelta(days=1), order.number))
    if order.credit:
        day -= timedelta(days=order.credit)
        steps.append(Step("credit", order.credit, day - timedelta(days=1), order.number))
    return day - timedelta(days=1), steps


def count(orders: Sequence[Order]) -> Counted:
    """Until when the orders of one booking hold somebody. A sentence takes the place of detention before
    trial; an order to release is not counted here."""
    sentences = [one for one in orders if one.sort == "sentence"]
    holding = sentences or sorted(
        (one for one in orders if one.sort in ("detention", "extension")),
        key=lambda one: (one.begins or date.max, one.number),
    )
    steps, ends = list[Step](), list[date]()
    gaps, unknown = list[tuple[date, date]](), not holding
    for one in holding:
        if not sentences and ends and one.begins is not None and one.begins > max(ends) + timedelta(days=1):
            gap = (max(ends) + timedelta(days=1), one.begins - timedelta(days=1))
            gaps.append(gap)
            steps.append(Step("gap", (gap[1] - gap[0]).days + 1, gap[0], one.number))
        end, counted = last_day(one)
        steps += counted
        unknown = unknown or end is None
        if end is not None:
            ends.append(end)
    if len(sentences) > 1:
        steps.append(Step("together", len(sentences), max(ends, default=None), ""))
    if unknown:
        return Counted(None, None, tuple(gaps), tuple(steps))
    begun = min((one.begins for one in holding if one.begins), default=None)
    return Counted(
        last_moment(max(ends)), (max(ends) - begun).days + 1 if begun else None, tuple(gaps), tuple(steps)
    )
