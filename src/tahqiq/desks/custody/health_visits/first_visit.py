"""When health staff first saw somebody after admission."""

from collections.abc import Iterable, Mapping

from tahqiq.desks.custody.bookings.record import Booking
from tahqiq.desks.custody.health_visits.record import Seen


def write_screening(bookings: Iterable[Booking], seen: Mapping[str, list[Seen]]) -> None:
    """When health staff first saw each person within the booking."""
    for booking in bookings:
        begun = booking.admitted
        times = [
            one.at
            for one in seen.get(booking.person, [])
            if begun is not None
            and one.at >= begun
            and (booking.released is None or one.at <= booking.released)
        ]
        booking.screened = min(times, default=None)
