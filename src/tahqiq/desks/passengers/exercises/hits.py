"""A flight and a watchlist: some travellers are the people of the list, others have their names and were born
in the same year on another day."""

from collections.abc import Iterable
from random import Random

from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.exercises.declaration import Claim, Exercise, Planted
from tahqiq.desk.exercises.invented import decoys, people, planted
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.passengers.exercises.flight import booking, fly, listed, traveller
from tahqiq.desks.passengers.hits.record import HIT

RIGHT, WRONG = "confirmed", "rejected"
SAID = {"confirmed": RIGHT, "asked": RIGHT, "referred": RIGHT, "doubted": WRONG, "rejected": WRONG}
"""What a state of a hit says of the traveller."""


def make(at: ActingDesktop, dice: Random, level: int) -> list[Planted]:
    """The list, the flight, and the hits."""
    same, alike, others = planted(level), decoys(level), 3 * level
    crowd = people(dice, same + alike + others)
    listed(at, "قائمة التمرين", [(one.name, one.born.isoformat()) for one in crowd[: same + alike]])
    bookings, found = [], []
    for place, one in enumerate(crowd):
        passport = f"X{9_400_000 + dice.randrange(90_000)}"
        decoy = same <= place < same + alike
        born = one.born.replace(month=one.born.month % 12 + 1, day=1) if decoy else one.born
        bookings.append(booking(dice, [traveller(one, passport, born)], place))
        if place < same + alike:
            found.append(
                Planted(
                    f"{one.given} {one.family}",
                    WRONG if decoy else RIGHT,
                    f"{one.given} {one.family} ({born.isoformat()})",
                    decoy=decoy,
                )
            )
    dice.shuffle(bookings)
    fly(at, bookings)
    return found


def claims(at: Desktop) -> Iterable[Claim]:
    """Which hits were decided, and who took the last step."""
    lives = Lives(at, HIT)
    for kept in at.records(HIT).find(limit=500).records:
        history = lives.of(kept)
        says = SAID.get(history.standing.state)
        if says:
            yield Claim(history.history.steps[-1].by, kept.body.traveller, says)


HITS = Exercise(
    "hits",
    "/desks/passengers/queue",
    make,
    claims,
    ("flow-not-from-here", "flow-role-needed", "reason-needed", "content-changed-since"),
)
