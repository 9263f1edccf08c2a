"""Payments wait for a controller. Some may not be made: the source is suspended, the sum is over the limit,
or the authorisation has ended. Others look so: a sum at the limit, a source in aftercare."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from random import Random

from tahqiq.casework.vault.pseudonym import mint
from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.exercises.declaration import Claim, Exercise, Planted
from tahqiq.desk.exercises.invented import decoys, planted
from tahqiq.desks.covert.authorisations.lookup import keep
from tahqiq.desks.covert.exercises.register import PLACES, TRAINEES, WAYS, application, granted, verified
from tahqiq.desks.covert.payments.record import ONCE, PAYMENT, Payment
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.desks.covert.sources.record import SOURCE, SourceRef, SourceState, Stage
from tahqiq.kit import clock

NO, YES = "declined", "approved"
FAULTS = ("suspended", "limit", "ended")
LOOKS = ("at-limit", "aftercare")
STATES: Mapping[str, SourceState] = {"suspended": "suspended", "aftercare": "aftercare"}
"""The state of the source where the payment is about that; active elsewhere."""


def make(at: ActingDesktop, dice: Random, level: int) -> list[Planted]:
    """Sources, their authorisations and the payments."""
    verified(at, "source", 12)
    now = clock.now()
    kinds = [FAULTS[number % len(FAULTS)] for number in range(planted(level))]
    kinds += [LOOKS[number % len(LOOKS)] for number in range(decoys(level))] + ["plain"] * level
    dice.shuffle(kinds)
    found, sums = [], dice.sample(range(60, 950), len(kinds))
    for place, (kind, thousands) in enumerate(zip(kinds, sums, strict=True)):
        began = now - timedelta(days=200 if kind == "ended" else 40)
        text = f"المصدر وحده يدخل {PLACES[place % len(PLACES)]} وهو {dice.choice(WAYS)}"
        asked = application("source", f"{20 + place}/{now.year}", began, text, PLACES[place % len(PLACES)])
        under = keep(at, granted(asked, began, 3 if kind == "ended" else 12)).body.number
        state = STATES.get(kind, "active")
        code = at.records(SOURCE).save(_source(under, state, began)).body.code
        amount = thousands * 1_000 + (ONCE if kind == "limit" else 0)
        amount = ONCE - place if kind == "at-limit" else amount
        at.records(PAYMENT).save(
            Payment(
                code=code,
                amount=amount,
                reason=text,
                asked_by="0" * 64,
                asked_at=now - timedelta(hours=place + 1),
            )
        )
        wrong = kind in FAULTS
        found.append(Planted(str(amount), NO if wrong else YES, f"{amount:,} IQD", decoy=not wrong))
    return found


def _source(authorisation: str, last: SourceState, began: datetime) -> SourceRef:
    states: tuple[SourceState, ...] = ("approached", "assessed", "authorised", "active")
    if last != "active":
        states = (*states, last)
    return SourceRef(
        code=mint(),
        stages=[
            Stage(state=state, at=began + timedelta(days=day), entered_at=began + timedelta(days=day))
            for day, state in enumerate(states)
        ],
        authorisation=authorisation,
    )


def claims(at: Desktop) -> Iterable[Claim]:
    """Which payments were approved or declined."""
    for kept in at.records(PAYMENT).find(limit=500).records:
        if kept.body.declined_at or kept.body.approved_by:
            yield Claim(kept.by, str(kept.body.amount), NO if kept.body.declined_at else YES)


PAYMENTS = Exercise(
    "payments",
    "/desks/covert/decisions",
    make,
    claims,
    ("covert-source-not-paid", "covert-payment-limit", "covert-not-in-force", "covert-payment-state"),
    roles=TRAINEES,
    compartments=(SOURCE_ID,),
)
