"""People for the examples of operations."""

from datetime import datetime

from tahqiq.desk import ActingDesktop
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.people.record import PERSON

_AT = datetime.fromisoformat("2026-05-10T10:00:00+03:00")


def example_held(at: ActingDesktop) -> str:
    """The number of somebody who is held in the facility of the examples, kept once in each call."""
    number = at.records(PERSON).next_number("P")
    at.records(PERSON).save(
        PERSON.example.model_copy(update={"number": number, "name": f"نوزاد احمد {number}"})
    )
    booked = BOOKING.example.model_copy(
        update={
            "number": at.records(BOOKING).next_number("B"),
            "person": number,
            "admitted": _AT.replace(day=1),
            "released": None,
            "expected": None,
        }
    )
    at.records(BOOKING).save(booked)
    return number
