"""What follows from rows beside one another is written into them: until when orders hold, when health staff
saw somebody, what a level rests on, which statements are missing."""

from collections.abc import Iterable, Mapping

from tahqiq.desks.custody.holding_time import count
from tahqiq.desks.custody.records.holding import Booking, Order
from tahqiq.desks.custody.records.people import Assessment
from tahqiq.desks.custody.records.rights import Incident, Seen

OWN = frozenset({"conduct", "history-of-conduct", "protection", "need"})
"""Grounds that are the person's own; offence, association, kinship and origin never carry a level alone."""


def covered(bookings: Iterable[Booking], orders: Mapping[str, list[Order]]) -> None:
    """Until when the orders hold each booking."""
    for booking in bookings:
        found = count(orders.get(booking.number, []))
        booking.expected, booking.days = found.until, found.days
        booking.uncovered = (
            sum((last - first).days + 1 for first, last in found.gaps) if orders.get(booking.number) else None
        )
        releases = [one.number for one in orders.get(booking.number, []) if one.sort == "release"]
        booking.release_order = booking.release_order or "".join(releases[:1])


def screened(bookings: Iterable[Booking], seen: Mapping[str, list[Seen]]) -> None:
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


def grounded(body: Assessment) -> None:
    """The newest evidence of the person's own, and whether there is any."""
    own = [one.day for one in body.evidence if one.ground in OWN]
    body.newest = max(own, default=None)
    body.own_ground = bool(own) if body.evidence else False


def stated(body: Incident) -> None:
    """How many statements are missing, and how many of those who deal with it are implicated."""
    body.statements_missing = len(set(body.staff) - set(body.statements))
    body.conflicted = len(set(body.handled_by) & set(body.implicated))
