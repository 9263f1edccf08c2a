"""A courier of the watchlist is on a flight. Who gave the same telephone as the courier, in a booking of
their own? Others gave one that differs in its last digits, or share a booking agency."""

from collections.abc import Iterable
from random import Random

from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.exercises.declaration import Claim, Exercise, Planted
from tahqiq.desk.exercises.invented import decoys, people, planted
from tahqiq.desks.passengers.exercises.flight import booking, fly, key_of, listed, people_put_on, traveller

SAYS = "listed"


def make(at: ActingDesktop, dice: Random, level: int) -> list[Planted]:
    """The courier, who travels under one telephone with the courier, and everybody else."""
    with_him, alike, others = planted(level), decoys(level), 3 * level
    crowd = people(dice, 1 + with_him + alike + others)
    courier, phone = crowd[0], f"96479{dice.randrange(10**8):08d}"
    near = phone[:-2] + f"{(int(phone[-2:]) + 11) % 100:02d}"
    listed(at, "قائمة التمرين", [(courier.name, courier.born.isoformat())])
    bookings, found = [], []
    for place, one in enumerate(crowd):
        right, decoy = place <= with_him, with_him < place <= with_him + alike
        passport = f"X{9_500_000 + dice.randrange(90_000)}"
        bookings.append(
            booking(dice, [traveller(one, passport)], place, phone if right else near if decoy else "")
        )
        if place and (right or decoy):
            found.append(
                Planted(
                    key_of(f"{one.given} {one.family}"),
                    SAYS if right else "",
                    f"{one.given} {one.family}",
                    decoy=decoy,
                )
            )
    dice.shuffle(bookings)
    fly(at, bookings)
    return found


def claims(at: Desktop) -> Iterable[Claim]:
    """Whom somebody put on a watchlist by name."""
    return (Claim(by, name, SAYS) for by, name, _ in people_put_on(at))


TELEPHONE = Exercise(
    "telephone",
    "/desks/passengers/board",
    make,
    claims,
    ("passengers-person-thin", "passengers-list-past", "passengers-person-listed"),
)
