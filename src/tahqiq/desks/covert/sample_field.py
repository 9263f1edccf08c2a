"""What was done outside in the desk's part of the invented case: one undercover buy, and a controlled
delivery whose weight closes. Everything is invented."""

from datetime import datetime, timedelta

from tahqiq.casework.vault.pseudonym import mint
from tahqiq.desk import ActingDesktop
from tahqiq.desk.custody import Step
from tahqiq.desk.lines import appended
from tahqiq.desks.covert.authorisation import Authorisation, Decision
from tahqiq.desks.covert.field.delivery import DELIVERY, Delivery, DeliveryWord, Gone, Leg
from tahqiq.desks.covert.field.deployment import DEPLOYMENT, ENTRY_LINE, Deployment, Entry, Instructions
from tahqiq.desks.covert.field.exhibits import take
from tahqiq.desks.covert.register import keep

COURT = "محكمة تحقيق العينة"


def bought(at: ActingDesktop, authorisation: str, moment: datetime) -> None:
    """One buy: instructions signed before, words as they were said, the notes by serial, what was bought as
    an exhibit."""
    number, hour = mint(), timedelta(hours=1)
    log = [
        Entry(
            what="words",
            observed_at=moment,
            written_at=moment + hour,
            author="officer",
            text="عندي منه، كم تريد؟",
            speaker="V-1",
            settles="starts",
        ),
        Entry(
            what="buy",
            observed_at=moment + hour / 2,
            written_at=moment + hour,
            author="officer",
            text="علبة واحدة",
            serials=["A 0001234", "A 0001235"],
            exhibit="E-1",
        ),
        Entry(
            what="contact",
            observed_at=moment + hour,
            written_at=moment + hour,
            author="cover",
            text="بخير، عاد",
        ),
    ]
    order = Instructions(
        objectives="شراء علبة واحدة ممن يعرضها",
        exit_plan="الخروج من الباب الخلفي إلى السيارة",
        hours=6,
        cover="0" * 64,
        given_at=moment - 8 * hour,
        signed_at=moment - 7 * hour,
    )
    kept = at.shelf(DEPLOYMENT).save(
        Deployment(
            number=number,
            authorisation=authorisation,
            officer=mint(),
            instructions=order,
            started_at=moment - hour,
            start_entered=moment - hour,
            ended_at=moment + 2 * hour,
            end_entered=moment + 2 * hour,
        )
    )
    for entry in log:
        appended(at, ENTRY_LINE, kept.id, number, entry=entry)
    taken = Step(
        id="1",
        what="taken",
        exhibit="E-1",
        happened=moment + hour / 2,
        recorded=moment + hour,
        by="U-1",
        amount="12.4",
    )
    take(at, "E-1", number, taken)


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
            reference="44/2024",
            due=moment + day,
        ),
        Leg(
            holder="C-2",
            taker="C-3",
            territory="بغداد",
            authority=COURT,
            reference="44/2024",
            due=moment + 2 * day,
        ),
    ]
    gone = [
        Gone(
            begun_at=moment + place * day,
            begun_entered=moment + place * day,
            ended_at=moment + (place + 0.5) * day,
            ended_entered=moment + (place + 0.5) * day,
        )
        for place in range(2)
    ]
    at.shelf(DELIVERY).save(
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
                DeliveryWord(
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
        reason="44/2024",
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
