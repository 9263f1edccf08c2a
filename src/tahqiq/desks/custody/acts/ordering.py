"""Orders that hold somebody, and release: what they give is counted anew with every order, and nobody is let
go without one."""

from datetime import date, datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.acts.told import CustodyKept
from tahqiq.desks.custody.book import changed, every
from tahqiq.desks.custody.holding_time import count
from tahqiq.desks.custody.moves.record import MOVE, Move
from tahqiq.desks.custody.people import held_of, person_of
from tahqiq.desks.custody.records.holding import BOOKING, ORDER, Order
from tahqiq.desks.custody.records.people import PERSON
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, WrongUse


class DetentionOrderRequest(Strict):
    """An order by which somebody is held. Its end is a last day, or a length from its first."""

    person: str = Field(
        min_length=1, max_length=200, description="The number of the file, or the whole name."
    )
    number: str = Field(
        min_length=1, max_length=100, description="The number of the order: without one it is none."
    )
    sort: Literal["detention", "extension", "sentence"] = Field(description="What it is.")
    authority: str = Field(min_length=2, max_length=200, description="The authority that gave it.")
    article: str = Field(min_length=1, max_length=100, description="The article it names.")
    issued: date = Field(description="Its day.")
    begins: date = Field(description="The first day it covers.")
    until: date | None = Field(default=None, description="The last day it covers; empty: a length is given.")
    years: int = Field(default=0, ge=0, le=150, description="Years of a sentence.")
    months: int = Field(default=0, ge=0, le=1_200, description="Months of a sentence.")
    length_days: int = Field(default=0, ge=0, le=36_500, description="Days.")
    credit: int = Field(default=0, ge=0, le=36_500, description="Days that are taken off for time served.")


class CountedOrder(CustodyKept):
    """The order, and until when all orders of the booking cover now; null: cannot be counted."""

    expected: str | None
    days: int | None
    uncovered: int | None


def ordered(at: ActingDesktop, asked: DetentionOrderRequest, _progress: Progress | None) -> CountedOrder:
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
    others = [one.body for one in every(at, ORDER, {"booking": booking.body.number})]
    if any(one.number == asked.number.strip() for one in others):
        raise Conflict("custody-number-taken", value=asked.number)
    body = Order(
        booking=booking.body.number,
        **(asked.model_dump(exclude={"person"}) | {"number": asked.number.strip()}),
    )
    made = at.shelf(ORDER).save(body)
    counted = count([*others, body])
    gaps = sum((end - start).days + 1 for start, end in counted.gaps)
    changed(at, BOOKING, booking, expected=counted.until, days=counted.days, uncovered=gaps)
    until = counted.until.isoformat() if counted.until else None
    return CountedOrder(record=made.id, number=body.number, expected=until, days=counted.days, uncovered=gaps)


class ReleaseRequest(Strict):
    """Who is let go, when, and by which order."""

    person: str = Field(
        min_length=1, max_length=200, description="The number of the file, or the whole name."
    )
    released: AwareDatetime = Field(description="Day and hour of release.")
    number: str = Field(
        min_length=1,
        max_length=100,
        description="The number of the order of release: without one nobody is let go.",
    )
    authority: str = Field(min_length=2, max_length=200, description="The authority that gave it.")
    issued: date = Field(description="Its day.")


class KeptRelease(CustodyKept):
    """The booking that is closed. ``covered_until`` is until when the orders would have held the person: null
    where it cannot be counted; ``late_days`` says for how many days the person was held past it, null where
    they were not."""

    covered_until: str | None
    late_days: int | None


def release(at: ActingDesktop, asked: ReleaseRequest, _progress: Progress | None) -> KeptRelease:
    """Let somebody go: the order is kept, the booking closed, the last stay ended. Raises ``NotFound``
    (``custody-nobody-called``, ``custody-not-held``), ``WrongUse`` (``custody-release-early``,
    ``custody-release-order-later``, ``custody-order-number-blank``), ``Conflict``
    (``custody-moved-since``)."""
    who = person_of(at, asked.person)
    booking = held_of(at, who.number)
    body = booking.body
    if not asked.number.strip():
        raise WrongUse("custody-order-number-blank")
    if body.admitted is not None and asked.released < body.admitted:
        raise WrongUse("custody-release-early", admitted=body.admitted.isoformat(timespec="minutes"))
    if asked.issued > asked.released.date():
        raise WrongUse("custody-release-order-later")
    last = (
        at.shelf(MOVE)
        .find({"person": who.number, "ended": None}, order="arrived", descending=True, limit=1)
        .records
    )
    if last and last[0].body.arrived > asked.released:
        raise Conflict(
            "custody-moved-since", value=who.number, at=last[0].body.arrived.isoformat(timespec="minutes")
        )
    at.shelf(ORDER).save(
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
    at.shelf(MOVE).save(
        Move(
            person=who.number,
            booking=body.number,
            facility=body.facility,
            sort="release",
            origin=last[0].body.place if last else "",
            left=asked.released,
            arrived=asked.released,
            ended=asked.released,
            reason="release",
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
    return KeptRelease(record=made.id, number=body.number, covered_until=until, late_days=late)


_AT = datetime.fromisoformat("2026-05-10T10:00:00+03:00")


def example_held(at: ActingDesktop) -> str:
    """The number of somebody who is held in the facility of the examples, kept once in each call."""
    number = at.shelf(PERSON).next_number("P")
    at.shelf(PERSON).save(
        PERSON.example.model_copy(update={"number": number, "name": f"نوزاد احمد {number}"})
    )
    booked = BOOKING.example.model_copy(
        update={
            "number": at.shelf(BOOKING).next_number("B"),
            "person": number,
            "admitted": _AT.replace(day=1),
            "released": None,
            "expected": None,
        }
    )
    at.shelf(BOOKING).save(booked)
    return number


OPERATIONS = (
    Operation(
        "order",
        DetentionOrderRequest,
        CountedOrder,
        "act",
        "write-case",
        ordered,
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
    Operation(
        "release",
        ReleaseRequest,
        KeptRelease,
        "act",
        "write-case",
        release,
        lambda at: ReleaseRequest(
            person=example_held(at), released=_AT, number="12/2026", authority="Court", issued=_AT.date()
        ),
    ),
)
