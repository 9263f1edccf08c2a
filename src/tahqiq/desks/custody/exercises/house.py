"""The house of an exercise: cells, and people who are held in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tahqiq.desk import ActingDesktop
from tahqiq.desk.exercises.invented import Someone
from tahqiq.desks.custody.bookings.record import BOOKING, Booking
from tahqiq.desks.custody.moves.record import MOVE, Move
from tahqiq.desks.custody.orders.record import ORDER, Order
from tahqiq.desks.custody.people.record import PERSON, PersonFile
from tahqiq.desks.custody.places.record import PLACE, Place
from tahqiq.model.kind import day_of

COURT = "محكمة التحقيق"
WING = "F01/A/1"


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody in the house: the numbers of file and booking, and when they came."""

    person: str
    booking: str
    came: datetime


def cells(at: ActingDesktop, count: int, capacity: int = 2) -> list[str]:
    """Open so many cells of a wing; their codes."""
    codes = [f"{WING}/{number:02}" for number in range(1, count + 1)]
    at.records(PLACE).save_new(
        [
            Place(
                code="F01",
                name="دار الإيداع",
                sort="site",
                facility="F01",
                sex="male",
                ages="adult",
                status="any",
            ),
            Place(code=WING, sort="wing", within="F01", facility="F01", capacity=count * capacity),
            *(
                Place(
                    code=code,
                    sort="cell",
                    within=WING,
                    facility="F01",
                    capacity=capacity,
                    floor=12.0,
                    x=number * 40,
                    y=0,
                    width=36,
                    height=36,
                )
                for number, code in enumerate(codes)
            ),
        ]
    )
    return codes


def file_of(at: ActingDesktop, one: Someone) -> str:
    """Open a file of somebody; its number."""
    number = at.records(PERSON).next_number("P")
    at.records(PERSON).save(
        PersonFile(number=number, name=one.name, sex="male", born=one.born, identity="document")
    )
    return number


def order(booking: str, number: str, begins: date, until: date) -> Order:
    """An order of the court that holds somebody."""
    return Order(
        number=number,
        booking=booking,
        sort="detention",
        authority=COURT,
        article="109",
        issued=begins,
        begins=begins,
        until=until,
    )


def hold(
    at: ActingDesktop,
    one: Someone,
    came: datetime,
    cell: str,
    orders: Sequence[tuple[int, int]],
    released: datetime | None = None,
) -> Held:
    """Somebody who is held since ``came`` in a cell, on orders of so many days each after that: from, until.
    ``released``: they were let go again."""
    person, booking = file_of(at, one), at.records(BOOKING).next_number("B")
    made = [
        order(
            booking,
            f"{booking[2:].lstrip('0')}-{place}/{came.year}",
            day_of(came) + timedelta(days=first),
            day_of(came) + timedelta(days=last),
        )
        for place, (first, last) in enumerate(orders, 1)
    ]
    at.records(ORDER).save_new(made)
    at.records(BOOKING).save(
        Booking(
            number=booking,
            person=person,
            facility="F01",
            status="untried",
            admitted=came,
            released=released,
            release_order=f"R-{booking}" if released else "",
            order=made[0].number,
            order_authority=COURT,
            order_article="109",
            order_issued=day_of(came),
        )
    )
    at.records(MOVE).save(
        Move(
            person=person,
            booking=booking,
            facility="F01",
            sort="admission",
            place=cell,
            arrived=came,
            ended=released,
            reason="إيداع",
            authority="ضابط الاستقبال",
            escort="حارس",
            sex="male",
            place_sex="male",
        )
    )
    return Held(person, booking, came)
