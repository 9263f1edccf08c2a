"""Record an order; until when the person is held is counted anew with each."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.details import record_of
from tahqiq.desk.moments import MAY_LIE_AHEAD, Happened
from tahqiq.desk.records import changed, every
from tahqiq.desks.custody.answers import RecordAnswer
from tahqiq.desks.custody.bookings.record import BOOKING, Booking
from tahqiq.desks.custody.orders.holding_time import count
from tahqiq.desks.custody.orders.record import ORDER, Order, OrderDetails
from tahqiq.desks.custody.people.examples import example_held
from tahqiq.desks.custody.people.lookup import held_of, person_of
from tahqiq.desks.custody.people.record import OfPerson
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, WrongUse


class DetentionOrderRequest(OrderDetails, OfPerson, needs=("article",)):
    """An order by which somebody is held. Its end is a last day, or a length from its first."""

    sort: Literal["detention", "extension", "sentence"] = Field(description="What it is.")
    issued: Annotated[date, Happened()] = Field(description="Its day.")
    begins: Annotated[date, MAY_LIE_AHEAD] = Field(description="The first day it covers.")


class OrderAnswer(RecordAnswer):
    """The order, and until when all orders of the booking cover now; null: cannot be counted."""

    expected: str | None
    days: int | None
    uncovered: int | None


def record_order(at: ActingDesktop, asked: DetentionOrderRequest, _progress: Progress | None) -> OrderAnswer:
    """Enter an order and count anew until when the person is held. Raises ``NotFound``
    (``custody-nobody-called``, ``custody-not-held``), ``WrongUse`` (``custody-order-number-blank``,
    ``custody-order-days``, ``custody-order-length``), ``Conflict`` (``custody-number-taken``)."""
    who = person_of(at, asked.person)
    booking = held_of(at, who.number)
    if not asked.number.strip():
        raise WrongUse("custody-order-number-blank")
    if asked.until is not None and asked.until < asked.begins:
        raise WrongUse("custody-order-days")
    lengths = asked.years or asked.months or asked.length_days
    if bool(lengths) == (asked.until is not None):
        raise WrongUse("custody-order-length")
    body = record_of(Order, asked, booking=booking.body.number, number=asked.number.strip())
    return save_order(at, booking, body)


def save_order(at: ActingDesktop, booking: RecordVersion[Booking], body: Order) -> OrderAnswer:
    """Save an order of a booking and count anew until when all its orders hold the person. Raises
    ``Conflict`` (``custody-number-taken``)."""
    others = [one.body for one in every(at, ORDER, {"booking": booking.body.number})]
    if any(one.number == body.number for one in others):
        raise Conflict("custody-number-taken", value=body.number)
    made = at.records(ORDER).save(body)
    return _counted(at, booking, made, [*others, body])


def change_end(
    at: ActingDesktop, booking: RecordVersion[Booking], kept: RecordVersion[Order], end: Order
) -> OrderAnswer:
    """Give an order another end, and count anew until when all orders of its booking hold the person."""
    made = changed(
        at, ORDER, kept, until=end.until, length_days=end.length_days, months=0, years=0, begins=end.begins
    )
    others = [one.body for one in every(at, ORDER, {"booking": booking.body.number}) if one.id != kept.id]
    return _counted(at, booking, made, [*others, made.body])


def _counted(
    at: ActingDesktop, booking: RecordVersion[Booking], made: RecordVersion[Order], orders: list[Order]
) -> OrderAnswer:
    body = made.body
    counted = count(orders)
    gaps = sum((end - start).days + 1 for start, end in counted.gaps)
    changed(at, BOOKING, booking, expected=counted.until, days=counted.days, uncovered=gaps)
    until = counted.until.isoformat() if counted.until else None
    return OrderAnswer(record=made.id, number=body.number, expected=until, days=counted.days, uncovered=gaps)


_AT = datetime.fromisoformat("2026-05-10T10:00:00+03:00")


OPERATIONS = (
    Operation(
        "order",
        DetentionOrderRequest,
        OrderAnswer,
        "act",
        "write-case",
        record_order,
        lambda at: DetentionOrderRequest(
            person=example_held(at),
            number="77/2026",
            sort="detention",
            authority="Investigating judge",
            article="109",
            issued=_AT.date(),
            begins=_AT.date(),
            length_days=15,
        ),
    ),
)
