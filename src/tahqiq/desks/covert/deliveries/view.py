"""A controlled delivery as an answer: its legs, its decisions, and where the weight went."""

from datetime import datetime
from decimal import Decimal

from tahqiq.casework.custody import GRAMS
from tahqiq.casework.records import PAGE
from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import record_of
from tahqiq.desk.exhibit_state import walk_of
from tahqiq.desks.covert.authorisations.references import UnderAuthorisation
from tahqiq.desks.covert.deliveries.record import (
    Delivery,
    DeliveryDetails,
    DeliveryPart,
    Leg,
    LegDetails,
    LegProgress,
)
from tahqiq.desks.covert.exhibits.record import ACT_LINE, ExhibitView, exhibit_view, of_exhibit
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.remarks import Remark, remark


class LegView(LegDetails):
    """A leg, times in UTC; ``overdue`` where it was not there in time."""

    due: str
    begun: str | None
    ended: str | None
    overdue: bool


class DeliveryDecisionView(Strict):
    """A word on whether it goes on."""

    word: str
    at: str
    entered: str
    reason: str


class DeliveryMassView(Strict):
    """Where the weight went, in grams as text: what came in = what was delivered + sampled + removed + lost +
    still in hand. ``difference`` is what is nowhere; it closes within 0.1 g."""

    came_in: str
    delivered: str
    sampled: str
    removed: str
    lost: str
    in_hand: str
    difference: str | None
    closes: bool
    accepted: list[str]


class DeliveryView(DeliveryDetails, UnderAuthorisation):
    """A delivery: its legs, words, mass, and the exhibit with everybody who held it."""

    legs: list[LegView]
    words: list[DeliveryDecisionView]
    parts: list[DeliveryPart]
    mass: DeliveryMassView
    exhibit: ExhibitView
    result: str
    closed: str | None
    remarks: list[Remark]


def mass(at: Desktop, body: Delivery) -> DeliveryMassView:
    """Where the weight of a delivery went, from the custody of its exhibit: nothing is added up that nobody
    weighed."""
    exhibit = of_exhibit(at, body.exhibit)
    walked = walk_of(exhibit.body.standing)
    balance, root = walked.balance(body.exhibit), walked.exhibits[body.exhibit]
    accepted = (
        at.records(ACT_LINE)
        .find({"log": exhibit.id, "accepted": True}, order="number", descending=True, limit=PAGE)
        .records
    )
    known = not balance.unweighed
    taken = {
        why: sum((Decimal(one.grams) for one in body.parts if one.why == why), Decimal(0))
        for why in ("sampled", "removed")
    }
    in_hand = root.amount if root.amount is not None else Decimal(0)
    came_in = balance.taken + balance.gained
    difference = came_in - balance.disposed - taken["sampled"] - taken["removed"] - balance.lost - in_hand
    return DeliveryMassView(
        came_in=f"{came_in:f}",
        delivered=f"{balance.disposed:f}",
        sampled=f"{taken['sampled']:f}",
        removed=f"{taken['removed']:f}",
        lost=f"{balance.lost:f}",
        in_hand=f"{in_hand:f}",
        difference=f"{difference:f}" if known else None,
        closes=known and abs(difference) <= GRAMS["g"],
        accepted=[f"{one.body.step.accepted}: {one.body.step.why}" for one in reversed(accepted)],
    )


def delivery_view(
    at: Desktop, body: Delivery, now: datetime, remarks: list[Remark] | None = None
) -> DeliveryView:
    """A delivery as it stands at ``now``."""
    due = body.due()
    notes = [
        *(remarks or []),
        *([remark("covert-leg-overdue", due=stamp(due))] if due is not None and now > due else []),
    ]
    return record_of(
        DeliveryView,
        body,
        legs=[
            _leg_view(one, body.gone[place] if place < len(body.gone) else None, now)
            for place, one in enumerate(body.legs)
        ],
        words=[
            DeliveryDecisionView(
                word=one.word, at=stamp(one.at), entered=stamp(one.entered_at), reason=one.reason
            )
            for one in body.words
        ],
        parts=body.parts,
        mass=mass(at, body),
        exhibit=exhibit_view(at, of_exhibit(at, body.exhibit)),
        result=body.result,
        closed=stamp(body.closed_at) if body.closed_at else None,
        remarks=notes,
    )


def _leg_view(leg: Leg, gone: LegProgress | None, now: datetime) -> LegView:
    ended = gone.ended_at if gone else None
    return record_of(
        LegView,
        leg,
        due=stamp(leg.due),
        begun=stamp(gone.begun_at) if gone else None,
        ended=stamp(ended) if ended else None,
        overdue=gone is not None and (ended or now) > leg.due,
    )
