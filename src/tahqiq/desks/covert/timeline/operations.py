"""What is in force at a moment, and what ends or begins around it: the register as a line of time. Read by
keys, so that a long register costs no more than a short one."""

from datetime import datetime, timedelta

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.authorisations.decisions import granted
from tahqiq.desks.covert.authorisations.record import AUTHORISATION, Authorisation, State
from tahqiq.desks.covert.authorisations.view import write_up_due
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.payments.receipts import concerns
from tahqiq.desks.covert.payments.record import PAYMENT
from tahqiq.desks.covert.relations import controls
from tahqiq.desks.covert.techniques.record import techniques
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.messages import wanted
from tahqiq.store.record_where import Between, Where

MOST = 200
"""So many lines are told at most; the rest is a number."""
SOON = timedelta(days=7)


class TimelineRequest(Strict):
    """A moment, and how much before and after it is shown."""

    as_of: AwareDatetime | None = Field(
        default=None, description="The moment, with its zone; without it, now."
    )
    before: int = Field(default=30, ge=0, le=400, description="So many days before it.")
    after: int = Field(default=60, ge=1, le=400, description="So many days after it.")


class TimelineBar(Strict):
    """One authorisation on the line: times in UTC, null where there is none. ``received``: others gave it;
    ``review_due`` and ``write_up_due``: until when it has to be looked at, or written up."""

    number: str
    technique: str
    title: str
    state: State
    begins: str
    until: str
    received: bool
    urgent: bool
    matter: str
    renewals: int
    review_due: str | None
    write_up_due: str | None


class TimelineApplication(Strict):
    """An application that waits for a decision: since when, in UTC."""

    number: str
    technique: str
    title: str
    matter: str
    submitted: str


class TimelinePayment(Strict):
    """A payment that was paid out on the line: to which source, how much in IQD, when, in UTC."""

    payment: str
    code: str
    amount: int
    paid_at: str


class TimelineView(Strict):
    """The line from ``since`` to ``until``. ``in_force`` at the moment, ``ending`` of those within seven
    days, ``waiting`` for a decision and ``awaiting`` which those are, the oldest first; ``total`` that touch
    the line; ``bars`` are the first to end, those
    that are over below, ``paid`` what was paid out until the moment (to controllers, and
    to those whom a payment concerns), the latest first; 200 of each at most."""

    as_of: str
    since: str
    until: str
    in_force: int
    ending: int
    waiting: int
    awaiting: list[TimelineApplication]
    total: int
    bars: list[TimelineBar]
    paid: list[TimelinePayment]


def timeline(at: Desktop, asked: TimelineRequest, _progress: Progress | None) -> TimelineView:
    """The register around a moment, by what had been entered until now."""
    moment = (asked.as_of or clock.now()).replace(microsecond=0)
    since, until = moment - timedelta(days=asked.before), moment + timedelta(days=asked.after)
    records = at.records(AUTHORISATION)

    def spanning(first: datetime, last: datetime, ends: datetime | None = None) -> Where:
        return {
            "begins": Between(None, last),
            "ends": Between(first, ends),
            "decided": Between(None, last),
            "applied": Between(None, moment),
        }

    page = records.find(spanning(since, until), order="ends", limit=MOST)
    undecided = records.find(
        {"decided": None, "applied": Between(None, moment)}, order="applied", limit=500
    ).records
    waiting = [one.body for one in undecided if one.body.state(moment) == "submitted"]
    asked_for = (
        (spanning(since, until), None),
        (spanning(moment, moment), None),
        (spanning(moment, moment, moment + SOON), None),
    )
    total, in_force, ending = (int(one.get(None, 0)) for one in records.counts(asked_for))
    titles = {name: one.title[wanted()] for name, one in techniques().items()}
    bars = [bar for one in page.records if (bar := _bar(one.body, moment, titles)) is not None]
    return TimelineView(
        as_of=stamp(moment),
        since=stamp(since),
        until=stamp(until),
        in_force=in_force,
        ending=ending,
        waiting=len(waiting),
        awaiting=[_application(one, titles) for one in waiting[:MOST]],
        total=total,
        bars=sorted(bars, key=lambda one: one.until < stamp(moment)),
        paid=_paid(at, since, moment),
    )


def _application(body: Authorisation, titles: dict[str, str]) -> TimelineApplication:
    return TimelineApplication(
        number=body.number,
        technique=body.technique,
        title=titles.get(body.technique, body.technique),
        matter=body.matter,
        submitted=stamp(body.submitted_at or body.applied_at),
    )


def _paid(at: Desktop, since: datetime, moment: datetime) -> list[TimelinePayment]:
    found = at.records(PAYMENT).every({"state": "paid", "paid": Between(since, moment)}, order="paid")
    all_of_them = controls(at)
    shown = [one for one in found if all_of_them or concerns(at, one)]
    return [
        TimelinePayment(
            payment=one.id, code=one.body.code, amount=one.body.amount, paid_at=stamp(one.body.paid_at)
        )
        for one in shown[::-1][:MOST]
        if one.body.paid_at is not None
    ]


def _bar(body: Authorisation, moment: datetime, titles: dict[str, str]) -> TimelineBar | None:
    begins, until, decision = body.begins, body.until, body.decision
    if begins is None or until is None or decision is None:
        return None
    review, write_up = body.review_due(), write_up_due(body)
    return TimelineBar(
        number=body.number,
        technique=body.technique,
        title=titles.get(body.technique, body.technique),
        state=body.state(moment),
        begins=stamp(begins),
        until=stamp(until),
        received=decision.received,
        urgent=bool(body.urgent),
        matter=body.matter,
        renewals=len(body.renewals),
        review_due=stamp(review) if review else None,
        write_up_due=stamp(write_up) if write_up else None,
    )


def _example(at: ActingDesktop) -> TimelineRequest:
    granted(at)
    return TimelineRequest()


OPERATIONS = (Operation("timeline", TimelineRequest, TimelineView, "look", "read-case", timeline, _example),)
