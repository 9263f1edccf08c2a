"""Orders end. Some people are held past the last day of their last order; of others a later order stands
further down, or the last day is today."""

from collections.abc import Iterable
from datetime import timedelta
from random import Random

from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.exercises.declaration import Claim, Exercise, Planted
from tahqiq.desk.exercises.invented import decoys, people, planted
from tahqiq.desks.custody.exercises.house import cells, hold
from tahqiq.desks.custody.incidents.record import INCIDENT
from tahqiq.kit import clock

SORT = "unlawful-detention"


def make(at: ActingDesktop, dice: Random, level: int) -> list[Planted]:
    """People and their orders."""
    held, alike = planted(level), decoys(level)
    ordinary = 2 * level
    crowd = people(dice, held + alike + ordinary)
    now = clock.now().replace(second=0, microsecond=0)
    house = cells(at, (len(crowd) + 1) // 2)
    found = []
    order = [*["over"] * held, *["prolonged"] * alike, *["running"] * ordinary]
    dice.shuffle(order)
    for place, (one, what) in enumerate(zip(crowd, order, strict=True)):
        days = dice.randrange(20, 40)
        came = now - timedelta(days=days)
        late = dice.randrange(2, 6)
        spans = {
            "over": [(0, 10), (10, days - late)] if level > 1 else [(0, days - late)],
            "prolonged": [(0, days - late), (days - late, days + 9)],
            "running": [(0, days + dice.randrange(5, 30))],
        }[what]
        kept = hold(at, one, came, house[place // 2], spans)
        if what != "running":
            found.append(
                Planted(
                    kept.person,
                    SORT if what == "over" else "",
                    f"{kept.person} {one.name}",
                    decoy=what != "over",
                )
            )
    return found


def claims(at: Desktop) -> Iterable[Claim]:
    """Whom an incident says to be held without an order."""
    for kept in at.records(INCIDENT).find({"sort": SORT}, limit=500).records:
        for person in kept.body.people:
            yield Claim(kept.by, person, SORT)


OVERDUE = Exercise(
    "overdue",
    "/desks/custody/today",
    make,
    claims,
    ("custody-release-early", "custody-order-number-blank", "custody-implicated", "moment-ahead"),
)
