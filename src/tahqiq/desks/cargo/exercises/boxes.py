"""Boxes at the port. In some the seal at the gate is another than in the manifest and the box is heavier than
on the ship; of honest ones only the seal, or only the scale, differs. The list of the shift waits for
decisions."""

from collections.abc import Iterable
from random import Random

from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.exercises.declaration import Claim, Exercise, Planted
from tahqiq.desks.cargo.exercises.arrivals import arrived
from tahqiq.desks.cargo.selection_lists.record import LIST, Capacity, SelectionList, SelectionListEntry
from tahqiq.desks.cargo.synthetic.traffic import SEA
from tahqiq.kit import clock
from tahqiq.model.kind import day_of

OPEN, PASS = "accept", "override"


def make(at: ActingDesktop, dice: Random, level: int) -> list[Planted]:
    """The arrivals and the list."""
    sent = arrived(at, dice, level, SEA)
    lines = [
        SelectionListEntry(
            place=place,
            id=one.number,
            line=place,
            examination="full",
            minutes={"team": 90},
            why="spare",
            threat="narcotics",
            chances={"narcotics": 0.05},
            expected=0.25,
            probability=1.0,
            sentence="",
            containers=[one.box],
            goods=one.goods,
        )
        for place, one in enumerate(sent, 1)
    ]
    at.records(LIST).save(
        SelectionList(
            shift=f"{SEA}-{day_of(clock.now())}",
            seed=1,
            considered=len(lines),
            lines=lines,
            hands=[Capacity(name="team", minutes=90 * len(lines), used=90 * len(lines))],
            owed=[],
            left=[],
            drawn=0,
            among=0,
            problems=[],
            remarks=[],
            by=at.actor.id,
            recorded=clock.now(),
        )
    )
    return [
        Planted(one.number, OPEN if one.hidden else PASS, f"{one.number}, {one.box}", decoy=not one.hidden)
        for one in sent
    ]


def claims(at: Desktop) -> Iterable[Claim]:
    """What was decided about the lines of lists."""
    for kept in at.records(LIST).find(limit=500).records:
        for one in kept.body.decided:
            yield Claim(one.by, one.id, OPEN if one.choice == "accept" else PASS)


BOXES = Exercise(
    "boxes",
    "/desks/cargo/list",
    make,
    claims,
    ("cargo-say-why", "cargo-list-signed", "cargo-sign-own-list", "cargo-list-undecided", "cargo-hold-stays"),
)
