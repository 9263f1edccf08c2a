"""Until when the orders of a booking cover it."""

from collections.abc import Iterable, Mapping

from tahqiq.desks.custody.bookings.record import Booking
from tahqiq.desks.custody.orders.holding_time import count
from tahqiq.desks.custody.orders.record import Order


def write_coverage(bookings: Iterable[Booking], orders: Mapping[str, list[Order]]) -> None:
    """Until when the orders hold each booking."""
    for booking in bookings:
        found = count(orders.get(booking.number, []))
        booking.expected, booking.days = found.until, found.days
        booking.uncovered = (
            sum((last - first).days + 1 for first, last in found.gaps) if orders.get(booking.number) else None
        )
        releases = [one.number for one in orders.get(booking.number, []) if one.sort == "release"]
        booking.release_order = booking.release_order or "".join(releases[:1])
