"""What has to be done in time at this desk: write-ups, reviews, signs of life, meetings,
receipts, and the authorisation of somebody who was met twice without one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from tahqiq.casework.clocks import AFTER, TO_THE_TIME, Deadline, Obligation, Period, deadline
from tahqiq.desk import Desktop, Owed
from tahqiq.desks.covert.authorisations.record import AUTHORISATION, WRITE_UP
from tahqiq.desks.covert.authorisations.view import write_up_due
from tahqiq.desks.covert.deliveries.record import DELIVERY
from tahqiq.desks.covert.deployments.log import contact_due
from tahqiq.desks.covert.deployments.record import DEPLOYMENT
from tahqiq.desks.covert.meetings.planned import planned_due
from tahqiq.desks.covert.payments.receipts import concerns
from tahqiq.desks.covert.payments.record import PAYMENT, RECEIPT_WITHIN
from tahqiq.desks.covert.risks.record import RISK
from tahqiq.desks.covert.sources.record import EARLY, SOURCE
from tahqiq.desks.covert.techniques.record import technique
from tahqiq.desks.covert.uses.record import USE
from tahqiq.kit import clock
from tahqiq.kit.messages import in_every_language
from tahqiq.kit.yaml_nodes import Words
from tahqiq.store.record_where import Between

UNREGISTERED = Period(72, "hours")
"""How long after the second contact with somebody whom nobody authorised it is decided whether they are (a
usual practice, no law)."""


def due(at: Desktop) -> Iterator[Owed]:
    """Every clock of the desk that runs now."""
    now = clock.now()
    for one in at.records(AUTHORISATION).every(
        {"until": Between(now - timedelta(days=1), None), "closed": False}
    ):
        body = one.body
        if write_up_due(body) is not None and body.decision is not None:
            end = deadline(
                body.decision.at, Period(int(WRITE_UP.total_seconds()) // 3600, "hours"), TO_THE_TIME
            )
            yield _owed("write-up", one.id, body.number, end, AUTHORISATION.name)
        if body.review_due() is not None and body.begins is not None:
            last = max([item.at for item in body.reviews], default=body.begins)
            yield _owed(
                "review",
                one.id,
                body.number,
                deadline(last, technique(body.technique).review, TO_THE_TIME),
                AUTHORISATION.name,
            )
    for sent in at.records(DEPLOYMENT).every({"out": True}):
        end_of = contact_due(at, sent)
        if end_of is not None:
            yield _owed("contact", sent.id, sent.body.number, end_of, DEPLOYMENT.name)
    for moving in at.records(DELIVERY).every({"way": True}):
        until, begun = moving.body.due(), moving.body.gone[-1].begun_at
        if until is not None:
            minutes = max(1, int((until - begun).total_seconds() // 60))
            yield _owed(
                "leg",
                moving.id,
                moving.body.number,
                deadline(begun, Period(min(minutes, 100_000), "minutes"), TO_THE_TIME),
                DELIVERY.name,
            )
    for seen in at.records(RISK).every({"review": Between(None, None)}, "review"):
        day = seen.body.until
        if day is not None:
            yield _owed(
                "risk",
                seen.id,
                seen.body.number,
                deadline(day - timedelta(days=1), Period(1, "days"), AFTER),
                RISK.name,
            )
    for paid in at.records(PAYMENT).every({"wants_receipt": True}, "paid"):
        if paid.body.paid_at is not None and concerns(at, paid):
            yield replace(
                _owed(
                    "receipt",
                    paid.id,
                    paid.body.code,
                    deadline(paid.body.paid_at, Period(RECEIPT_WITHIN.days, "days"), TO_THE_TIME),
                    PAYMENT.name,
                ),
                to="receipts",
            )
    yield from planned_due(at, now)
    for state in sorted(EARLY):
        for met in at.records(SOURCE).every({"state": state}):
            times = sorted(
                use.body.at for use in at.records(USE).every({"what": "contact", "of": met.body.code})
            )
            if len(times) > 1:
                yield _owed(
                    "second-contact",
                    met.id,
                    met.body.code,
                    deadline(times[1], UNREGISTERED, TO_THE_TIME),
                    SOURCE.name,
                )


def _owed(name: str, record: str, number: str, end: Deadline, kind: str) -> Owed:
    return Owed(Obligation(f"{name}:{record}", name, record, end), _label(name, number), kind, number)


def _label(name: str, number: str) -> Words:
    return in_every_language(f"covert-due-{name}", {"number": number})
