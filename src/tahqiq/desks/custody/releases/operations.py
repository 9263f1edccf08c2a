"""Release somebody: nobody is let go without an order."""

from datetime import date, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.moments import Happened, shown
from tahqiq.desk.records import changed, every
from tahqiq.desks.custody.answers import RecordAnswer
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.moves.record import MOVE, Move
from tahqiq.desks.custody.orders.record import ORDER, Order
from tahqiq.desks.custody.people.examples import example_held
from tahqiq.desks.custody.people.lookup import held_of, person_of
from tahqiq.desks.custody.people.record import OfPerson
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.kit.messages import message, wanted


class ReleaseRequest(OfPerson, needs=()):
    """Who is let go, when, and by which order."""

    released: Annotated[AwareDatetime, Happened()] = Field(description="Day and hour of release.")
    number: str = Field(
        min_length=1,
        max_length=100,
        description="The number of the order of release: without one nobody is let go.",
    )
    authority: str = Field(min_length=2, max_length=200, description="The authority that gave it.")
    issued: Annotated[date, Happened()] = Field(description="Its day.")


class ReleaseAnswer(RecordAnswer):
    """The booking that is closed. ``covered_until`` is until when the orders would have held the person: null
    where it cannot be counted; ``late_days`` says for how many days the person was held past it, null where
    they were not."""

    covered_until: str | None
    late_days: int | None


def release(at: ActingDesktop, asked: ReleaseRequest, _progress: Progress | None) -> ReleaseAnswer:
    """Let somebody go: the order is kept, the booking closed, the last stay ended. Raises ``NotFound``
    (``custody-nobody-called``, ``custody-not-held``), ``WrongUse`` (``custody-release-early``,
    ``custody-release-order-later``, ``custody-order-number-blank``), ``Conflict``
    (``custody-moved-since``, ``custody-released-already``: when and by which order)."""
    who = person_of(at, asked.person)
    _not_released(at, who.number)
    booking = held_of(at, who.number)
    body = booking.body
    if not asked.number.strip():
        raise WrongUse("custody-order-number-blank")
    if body.admitted is not None and asked.released < body.admitted:
        raise WrongUse("custody-release-early", admitted=shown(body.admitted))
    if asked.issued > asked.released.date():
        raise WrongUse("custody-release-order-later")
    last = (
        at.records(MOVE)
        .find({"person": who.number, "ended": None}, order="arrived", descending=True, limit=1)
        .records
    )
    if last and last[0].body.arrived > asked.released:
        raise Conflict("custody-moved-since", value=who.number, at=shown(last[0].body.arrived))
    at.records(ORDER).save(
        Order(
            number=asked.number.strip(),
            booking=body.number,
            sort="release",
            authority=asked.authority,
            issued=asked.issued,
            begins=asked.released.date(),
        )
    )
    if last:
        changed(at, MOVE, last[0], ended=asked.released)
    at.records(MOVE).save(
        Move(
            person=who.number,
            booking=body.number,
            facility=body.facility,
            sort="release",
            origin=last[0].body.place if last else "",
            left=asked.released,
            arrived=asked.released,
            ended=asked.released,
            reason=message("desk-custody-move-value-release", wanted(), {}).sentence,
            authority=asked.authority,
        )
    )
    made = changed(at, BOOKING, booking, released=asked.released, release_order=asked.number.strip())
    late = (
        (asked.released - body.expected).days + 1
        if body.expected is not None and asked.released > body.expected
        else None
    )
    until = body.expected.isoformat() if body.expected else None
    return ReleaseAnswer(record=made.id, number=body.number, covered_until=until, late_days=late)


def _not_released(at: ActingDesktop, number: str) -> None:
    """Say of somebody who is not held any more when and by which order they were released."""
    if at.records(BOOKING).count({"person": number, "held": True})[None]:
        return
    closed = [kept.body for kept in every(at, BOOKING, {"person": number})]
    last = max((one for one in closed if one.released), key=lambda one: one.released or _AT, default=None)
    if last is not None and last.released is not None:
        raise Conflict(
            "custody-released-already",
            value=number,
            at=shown(last.released),
            order=last.release_order or "-",
        )


_AT = datetime.fromisoformat("2026-05-10T10:00:00+03:00")


OPERATIONS = (
    Operation(
        "release",
        ReleaseRequest,
        ReleaseAnswer,
        "act",
        "write-case",
        release,
        lambda at: ReleaseRequest(
            person=example_held(at), released=_AT, number="12/2026", authority="Court", issued=_AT.date()
        ),
    ),
)
