"""A bus arrives. Some of those on it were held here before, under another spelling of the name; others only
have such a name. Who was held before is kept apart from somebody in the house."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random

from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.exercises.declaration import Claim, Exercise, Planted
from tahqiq.desk.exercises.invented import decoys, people, planted
from tahqiq.desk.records import every
from tahqiq.desks.custody.arrivals.record import ARRIVAL, Arrival
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.exercises.house import cells, hold
from tahqiq.desks.custody.non_associations.record import APART, Apart
from tahqiq.kit import clock
from tahqiq.model.kind import day_of

NEW = "new-file"


def make(at: ActingDesktop, dice: Random, level: int) -> list[Planted]:
    """The house, those who were held before, and the bus."""
    known, alike = planted(level), decoys(level)
    crowd = people(dice, known + alike + 1)
    now = clock.now().replace(second=0, microsecond=0)
    house = cells(at, level + 2)
    enemy = hold(at, crowd[-1], now - timedelta(days=9), house[0], [(0, 20)])
    found, coming = [], list[tuple[str, Arrival, str]]()
    for place, one in enumerate(crowd[:-1]):
        before = now - timedelta(days=200 + 20 * place)
        held = hold(at, one, before, house[-1], [(0, 12)], before + timedelta(days=10))
        if place < known:
            coming.append((held.person, _announced(one.other, one.born, now), one.other))
            at.records(APART).save(
                Apart(
                    number=at.records(APART).next_number("NA"),
                    person=held.person,
                    other=enemy.person,
                    reason="threat",
                    reach="cell",
                    by="المدير",
                    begins=day_of(before),
                )
            )
        else:
            born = one.born.replace(month=one.born.month % 12 + 1, day=1)
            coming.append((NEW, _announced(one.name, born, now), one.name))
    dice.shuffle(coming)
    for right, arrival, name in coming:
        number = at.records(ARRIVAL).next_number("A")
        at.records(ARRIVAL).save(arrival.model_copy(update={"number": number}))
        found.append(Planted(number, right, f"{number} {name}", decoy=right == NEW))
    return found


def _announced(told: str, born: date, now: datetime) -> Arrival:
    return Arrival(
        number="",
        facility="F01",
        due=now,
        name=told,
        born=born,
        sex="male",
        sent_by="شرطة المحكمة",
        transport="حافلة 3",
    )


def claims(at: Desktop) -> Iterable[Claim]:
    """Under which file each of the bus was admitted: one that there was, or a new one."""
    bookings: dict[str, list[str]] = {}
    by: dict[str, str] = {}
    for kept in every(at, BOOKING):
        bookings.setdefault(kept.body.person, []).append(kept.body.number)
        by[kept.body.number] = kept.body.person
    for arrival in at.records(ARRIVAL).find(limit=500).records:
        person = by.get(arrival.body.booking, "")
        if person:
            yield Claim(arrival.by, arrival.body.number, person if len(bookings[person]) > 1 else NEW)


BUS = Exercise(
    "bus",
    "/desks/custody/intake",
    make,
    claims,
    ("custody-cell-refused", "custody-candidates-unseen", "custody-already-held", "custody-admitted-when"),
)
