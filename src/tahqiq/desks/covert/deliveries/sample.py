"""A controlled delivery of the invented case, whose weight closes."""

from datetime import datetime, timedelta

from tahqiq.casework.vault.pseudonym import mint
from tahqiq.desk import ActingDesktop
from tahqiq.desk.custody import Step
from tahqiq.desks.covert.authorisations.lookup import keep
from tahqiq.desks.covert.authorisations.record import Authorisation, Decision
from tahqiq.desks.covert.deliveries.record import DELIVERY, Delivery, DeliveryDecision, Leg, LegProgress
from tahqiq.desks.covert.exhibits.record import take

COURT = "محكمة تحقيق العينة"


def delivered(at: ActingDesktop, authorisation: str, moment: datetime) -> None:
    """A consignment let through in two legs under an order, and seized at the end of them: all that came in
    is in hand."""
    number, day = mint(), timedelta(days=1)
    legs = [
        Leg(
            holder="C-1",
            taker="C-2",
            territory="المنفذ",
            authority=COURT,
            reference=f"44/{moment.year}",
            due=moment + day,
        ),
        Leg(
            holder="C-2",
            taker="C-3",
            territory="بغداد",
            authority=COURT,
            reference=f"44/{moment.year}",
            due=moment + 2 * day,
        ),
    ]
    gone = [
        LegProgress(
            begun_at=moment + place * day,
            begun_entered=moment + place * day,
            ended_at=moment + (place + 0.5) * day,
            ended_entered=moment + (place + 0.5) * day,
        )
        for place in range(2)
    ]
    at.records(DELIVERY).save(
        Delivery(
            number=number,
            authorisation=authorisation,
            exhibit="D-1",
            holder="C-1",
            abort=["انقطاع الاتصال ساعتين"],
            legs=legs,
            gone=gone,
            result="ضُبط الكل عند المستلم",
            words=[
                DeliveryDecision(
                    word="go", at=moment, entered_at=moment, reason="الطريق تحت النظر", by=at.actor.id
                )
            ],
            closed_at=moment + 2 * day,
            closed_entered=moment + 2 * day,
        )
    )
    taken = Step(
        id="1", what="taken", exhibit="D-1", happened=moment, recorded=moment, by="C-1", amount="40000"
    )
    take(at, "D-1", number, taken)


def ordered(at: ActingDesktop, begins: datetime, ends: datetime) -> str:
    """The number of a court's order for the delivery."""
    decision = Decision(
        granted=True,
        by=COURT,
        at=begins,
        entered_at=begins,
        reason=f"44/{begins.year}",
        received=True,
        begins=begins,
        ends=ends,
    )
    return keep(
        at,
        Authorisation(
            number=mint(),
            technique="controlled-delivery",
            jurisdiction="federal",
            applied_at=begins,
            submitted_at=begins,
            applied_by="sample",
            subjects=["V-1"],
            decision=decision,
        ),
    ).body.number
