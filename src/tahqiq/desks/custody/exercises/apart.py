"""Two people who must be kept apart share a cell, and one of them has to go elsewhere. Other decisions have
ended, or are about people who are in different cells."""

from collections.abc import Iterable
from datetime import timedelta
from random import Random

from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.exercises.declaration import Claim, Exercise, Planted
from tahqiq.desk.exercises.invented import Someone, decoys, people, planted
from tahqiq.desks.custody.exercises.house import cells, hold
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.non_associations.record import APART, Apart
from tahqiq.kit import clock
from tahqiq.model.kind import day_of

MOVED = "moved"


def make(at: ActingDesktop, dice: Random, level: int) -> list[Planted]:
    """Cells of two, decisions, and free cells."""
    broken, alike = planted(level), decoys(level)
    crowd = people(dice, 2 * (broken + alike))
    now = clock.now().replace(second=0, microsecond=0)
    house = cells(at, broken + alike + broken + 1, capacity=2)
    found = []
    kinds = ["broken"] * broken + ["ended"] * alike
    dice.shuffle(kinds)
    for place, what in enumerate(kinds):
        pair: list[Someone] = crowd[2 * place : 2 * place + 2]
        came = now - timedelta(days=20 + dice.randrange(9))
        held = [hold(at, one, came, house[place], [(0, 60)]) for one in pair]
        number = at.records(APART).next_number("NA")
        begins = day_of(came) - timedelta(days=90)
        at.records(APART).save(
            Apart(
                number=number,
                person=held[0].person,
                other=held[1].person,
                reason=dice.choice(("threat", "gang", "violence")),
                reach="cell",
                by="المدير",
                begins=begins,
                ends=day_of(now) - timedelta(days=dice.randrange(2, 9)) if what == "ended" else None,
            )
        )
        names = " / ".join(f"{one.person} {some.name}" for one, some in zip(held, pair, strict=True))
        found.append(
            Planted(
                number,
                MOVED if what == "broken" else "",
                f"{number}: {names}",
                decoy=what != "broken",
            )
        )
    return found


def claims(at: Desktop) -> Iterable[Claim]:
    """Who was moved to another cell: the decision that this person is named in, or the person."""
    of: dict[str, str] = {}
    for kept in at.records(APART).find(limit=500).records:
        of.setdefault(kept.body.person, kept.body.number)
        of.setdefault(kept.body.other, kept.body.number)
    for move in at.records(MOVE).find({"sort": "cell"}, limit=500).records:
        yield Claim(move.by, of.get(move.body.person, move.body.person), MOVED)


APART_IN_ONE_CELL = Exercise(
    "apart", "/desks/custody/map", make, claims, ("custody-cell-refused", "custody-moved-since")
)
