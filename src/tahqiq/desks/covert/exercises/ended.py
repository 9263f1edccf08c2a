"""Authorisations are in force. The last review of some says that they are no longer needed: they have to be
cancelled. Of others an earlier review said so, and a later one found a new reason."""

from collections.abc import Iterable
from datetime import timedelta
from random import Random

from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.exercises.declaration import Claim, Exercise, Planted
from tahqiq.desk.exercises.invented import decoys, planted
from tahqiq.desks.covert.authorisations.lookup import keep
from tahqiq.desks.covert.authorisations.record import AUTHORISATION
from tahqiq.desks.covert.exercises.register import PLACES, TRAINEES, WAYS, application, granted, verified
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.kit import clock

TECHNIQUE = "directed-surveillance"
SAYS = "cancelled"
OVER, ON = "أُلقي القبض على صاحب المكان ولم تبقَ حركة", "ظهرت حركة جديدة في الليل"


def make(at: ActingDesktop, dice: Random, level: int) -> list[Planted]:
    """Authorisations that run, with their reviews."""
    verified(at, TECHNIQUE, 3)
    now = clock.now()
    kinds = ["over"] * planted(level) + ["again"] * decoys(level) + ["running"] * level
    dice.shuffle(kinds)
    found = []
    for place, kind in enumerate(kinds):
        began = now - timedelta(days=dice.randrange(30, 60))
        matter, where = f"{dice.randrange(10, 99)}{place}/{now.year}", PLACES[place % len(PLACES)]
        asked = application(TECHNIQUE, matter, began, f"{where} {dice.choice(WAYS)}", where)
        reviews: tuple[tuple[int, str, bool], ...] = {
            "over": ((12, ON, True), (25, OVER, False)),
            "again": ((12, OVER, False), (25, ON, True)),
            "running": ((20, ON, True),),
        }[kind]
        keep(at, granted(asked, began, 3, reviews))
        if kind != "running":
            found.append(
                Planted(matter, SAYS if kind == "over" else "", f"{matter}, {where}", decoy=kind != "over")
            )
    return found


def claims(at: Desktop) -> Iterable[Claim]:
    """What was cancelled."""
    for kept in at.records(AUTHORISATION).find(limit=500).records:
        if kept.body.cancellation is not None:
            yield Claim(kept.by, kept.body.matter, SAYS)


ENDED = Exercise(
    "ended",
    "/desks/covert/timeline",
    make,
    claims,
    ("covert-state", "covert-backdated", "covert-not-related"),
    roles=TRAINEES,
    compartments=(SOURCE_ID,),
)
