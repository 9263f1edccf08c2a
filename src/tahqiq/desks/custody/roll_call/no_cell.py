"""Who is in custody and has no cell yet: on the roll from admission on, in no place of the house."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from tahqiq.desk import Desktop
from tahqiq.desk.records import every
from tahqiq.desks.custody.bookings.record import BOOKING, Booking
from tahqiq.desks.custody.moves.record import MOVE, Move
from tahqiq.kit import clock
from tahqiq.store.record_where import Between, OneOf, Where

TOGETHER = 200
"""How many bookings are looked for among the moves at once."""


def without_cell(
    at: Desktop, when: datetime, standing: Iterable[Move], facility: str = "", person: str = ""
) -> Iterator[Booking]:
    """The bookings open at ``when`` of which no move is recorded up to then, in order of people: of a
    facility, of a person, or of all. ``standing`` are moves that are known already; whoever stands in one of
    them has a place."""
    asked: Where = {
        "admitted": Between(None, when),
        **({"facility": facility} if facility else {}),
        **({"person": person} if person else {}),
    }
    placed = {one.booking for one in standing}
    found = [kept.body for kept in every(at, BOOKING, {**asked, "held": True})]
    if when < clock.now():
        closed = every(at, BOOKING, {**asked, "held": False})
        found += [kept.body for kept in closed if kept.body.released and kept.body.released > when]
    left = sorted((one for one in found if one.number not in placed), key=lambda one: one.person)
    for start in range(0, len(left), TOGETHER):
        some = left[start : start + TOGETHER]
        moved: Where = {
            "booking": OneOf(tuple(one.number for one in some)),
            "arrived": Between(None, when),
        }
        known = {kept.body.booking for kept in every(at, MOVE, moved)}
        yield from (one for one in some if one.number not in known)
