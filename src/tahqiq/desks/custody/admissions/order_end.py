"""The end of the commitment order as it stands on the paper at admission: with it the order is saved, so that
it can be counted at once until when the person is held."""

from datetime import date
from typing import Annotated

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desk.records import every
from tahqiq.desks.custody.bookings.record import Booking
from tahqiq.desks.custody.orders.operations import change_end, save_order
from tahqiq.desks.custody.orders.record import ORDER, Order
from tahqiq.kit.errors import WrongUse
from tahqiq.model.kind import day_of


class OrderEnd(Strict):
    """Until when the order of an admission holds the person: a last day, or days from its first."""

    order_until: Annotated[date | None, MAY_LIE_AHEAD] = Field(
        default=None, description="The last day of the order; empty: its days are given, or neither is known."
    )
    order_days: int = Field(
        default=0, ge=0, le=36_500, description="For how many days the order holds the person."
    )


def order_of(asked: OrderEnd, booking: Booking) -> Order | None:
    """The order of an admission; None where its end is not known, so that it becomes due. Raises ``WrongUse``
    (``custody-order-number-blank``, ``custody-order-days``, ``custody-order-length``)."""
    if asked.order_until is None and not asked.order_days:
        return None
    if asked.order_until is not None and asked.order_days:
        raise WrongUse("custody-order-length")
    if not booking.order.strip():
        raise WrongUse("custody-order-number-blank")
    begins = booking.order_issued or (day_of(booking.admitted) if booking.admitted else None)
    if asked.order_until is not None and begins is not None and asked.order_until < begins:
        raise WrongUse("custody-order-days")
    return Order(
        number=booking.order.strip(),
        sort="sentence" if booking.status == "convicted" else "detention",
        authority=booking.order_authority,
        article=booking.order_article,
        issued=booking.order_issued,
        begins=begins,
        until=asked.order_until,
        length_days=asked.order_days,
        booking=booking.number,
    )


def correct_end(at: ActingDesktop, booking: RecordVersion[Booking], order: Order | None) -> None:
    """Give the order of an admission the end that stands on the paper; one that is not saved yet is saved."""
    if order is None:
        return
    for kept in every(at, ORDER, {"booking": booking.body.number}):
        if kept.body.number == order.number:
            change_end(at, booking, kept, order)
            return
    write_order(at, booking, order)


def write_order(at: ActingDesktop, booking: RecordVersion[Booking], order: Order | None) -> None:
    """Save the order of an admission; nothing where its end is not known."""
    if order is not None:
        save_order(at, booking, order.model_copy(update={"booking": booking.body.number}))
