"""One man books twice on a flight, with two passports: same name, same day of birth, same telephone. Others
share a name alone. Who is one person is put on a watchlist with both passports."""

from collections.abc import Iterable
from datetime import timedelta
from random import Random

from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.exercises.declaration import Claim, Exercise, Planted
from tahqiq.desk.exercises.invented import decoys, people, planted
from tahqiq.desks.passengers.exercises.flight import booking, fly, people_put_on, traveller

SAYS = "one-person"


def make(at: ActingDesktop, dice: Random, level: int) -> list[Planted]:
    """Pairs of bookings of one man, pairs of namesakes, and others."""
    same, alike, others = planted(level), decoys(level), 3 * level
    crowd = people(dice, same + alike + others)
    bookings, found = [], []
    for place, one in enumerate(crowd):
        first, second = sorted(f"X{9_600_000 + number}" for number in dice.sample(range(90_000), 2))
        phone = f"96478{dice.randrange(10**8):08d}"
        bookings.append(booking(dice, [traveller(one, first)], 2 * place, phone))
        if place >= same + alike:
            continue
        decoy = place >= same
        born = one.born + timedelta(days=dice.randrange(400, 4_000)) if decoy else one.born
        bookings.append(booking(dice, [traveller(one, second, born)], 2 * place + 1, "" if decoy else phone))
        found.append(
            Planted(
                f"{first} {second}",
                "" if decoy else SAYS,
                f"{one.given} {one.family}, {first} + {second}",
                decoy=decoy,
            )
        )
    dice.shuffle(bookings)
    fly(at, bookings)
    return found


def claims(at: Desktop) -> Iterable[Claim]:
    """Of whom somebody said that two passports are theirs."""
    for by, _, documents in people_put_on(at):
        yield Claim(by, " ".join(documents), SAYS)


PASSPORTS = Exercise(
    "passports",
    "/desks/passengers/board",
    make,
    claims,
    ("passengers-person-thin", "passengers-list-past", "passengers-person-listed"),
)
