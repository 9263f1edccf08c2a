"""Applications wait for a decision. Some give reasons that were copied from another matter, word for word;
others only give short ones."""

from collections.abc import Iterable
from datetime import timedelta
from random import Random

from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.exercises.declaration import Claim, Exercise, Planted
from tahqiq.desk.exercises.invented import decoys, planted
from tahqiq.desks.covert.authorisations.lookup import keep
from tahqiq.desks.covert.authorisations.record import AUTHORISATION
from tahqiq.desks.covert.exercises.register import PLACES, TRAINEES, WAYS, application, verified
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.kit import clock

TECHNIQUE = "directed-surveillance"
NO, YES = "refused", "granted"


def make(at: ActingDesktop, dice: Random, level: int) -> list[Planted]:
    """Applications: copied, short, and with reasons of their own."""
    verified(at, TECHNIQUE, 3)
    now = clock.now()
    kinds = ["copied"] * planted(level) + ["short"] * decoys(level)
    dice.shuffle(kinds)
    places = dice.sample(PLACES, len(PLACES))
    elsewhere = places[-1]
    copied = f"لا سبيل إلى معرفة ما يدخل {elsewhere} إلا بالرصد لأنه {dice.choice(WAYS)} ولم تنجح محاولتان"
    found = []
    for place, kind in enumerate(kinds):
        matter = f"{dice.randrange(10, 99)}{place}/{now.year}"
        where = places[place % (len(places) - 1)]
        text = copied if kind == "copied" else f"{where} {dice.choice(WAYS)}"
        keep(at, application(TECHNIQUE, matter, now - timedelta(hours=place + 2), text, where))
        found.append(
            Planted(matter, NO if kind == "copied" else YES, f"{matter}, {where}", decoy=kind != "copied")
        )
    return found


def claims(at: Desktop) -> Iterable[Claim]:
    """What was decided on each matter."""
    for kept in at.records(AUTHORISATION).find(limit=500).records:
        decision = kept.body.decision
        if decision is not None:
            yield Claim(kept.by, kept.body.matter, YES if decision.granted else NO)


APPLICATIONS = Exercise(
    "applications",
    "/desks/covert/decisions",
    make,
    claims,
    ("covert-too-long", "covert-backdated", "covert-reasons-missing", "covert-not-verified", "covert-state"),
    roles=TRAINEES,
    compartments=(SOURCE_ID,),
)
