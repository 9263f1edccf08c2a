"""The page of decisions: what waits for the person, and what became of the payments that they asked for."""

from tahqiq.desk import ActingDesktop, Desktop, NoQuestion, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.approvals.application_view import ApplicationView, application_view, own_applications
from tahqiq.desks.covert.approvals.awaited import applications, payments, second_codes
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.payments.able import who_may
from tahqiq.desks.covert.payments.record import (
    ONCE,
    PAYMENT,
    YEARLY,
    Payment,
    PaymentState,
    called,
    paid_within,
)
from tahqiq.desks.covert.relations import SOURCE_ID, involvement
from tahqiq.desks.covert.second_codes.operations import SecondCodeView, view, waiting_example
from tahqiq.desks.covert.sources.record import SourceRef
from tahqiq.desks.covert.sources.steps import authorisations_for, to_authorise
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock

FEW = 50
"""The most requests of one's own that are shown, the latest first."""


class AwaitedPayment(Strict):
    """A payment: for which source, how much in IQD, when it was asked for and where it stands. ``why`` it was
    asked for and ``asked_by`` whom, by name ("" : nobody who is admitted now); ``sentence`` is that of who
    approved it (``approved_by``). ``act`` is what the person may do now (approve, cash; "" : nothing),
    ``paid`` what the source got in 365 days of ``limit``, ``reason`` why it was declined. ``able`` are those
    who may do what follows, by name (empty: nothing follows, or nobody may), ``withdraws`` whether the person
    may take it back. Times in UTC."""

    payment: str
    code: str
    amount: int
    asked: str
    asked_by: str
    why: str
    approved_by: str
    sentence: str
    stands: PaymentState
    act: str
    paid: int
    once: int
    limit: int
    reason: str
    able: list[str]
    withdraws: bool


class WitnessView(Strict):
    """A colleague who may see a payment paid out: sign-in name and name."""

    login: str
    name: str


class AwaitedSource(Strict):
    """A source that waits to be authorised, since when (UTC); ``numbers`` are the authorisations in force
    that name it or no source, those that name it first, ``named`` how many of them do."""

    code: str
    since: str
    numbers: list[str]
    named: int


class DecisionsView(Strict):
    """What waits for the person, and what they asked for or approved themselves. ``witnesses`` may be
    named when one is paid out (empty where the person decides nothing)."""

    applications: list[ApplicationView]
    sources: list[AwaitedSource]
    payments: list[AwaitedPayment]
    second_codes: list[SecondCodeView]
    own: list[AwaitedPayment]
    own_applications: list[ApplicationView]
    witnesses: list[WitnessView]


def waiting(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> DecisionsView:
    """What waits for the person's decision, the oldest first."""
    own = [
        _payment(at, one.id, one.body, "")
        for one in at.records(PAYMENT).every({"offer": False}, order="asked")
        if involvement(at, one.body.code, at.actor.id) in _mine(one.body)
    ]
    waits = list(payments(at))
    return DecisionsView(
        applications=[application_view(at, kept.body) for kept in applications(at)],
        sources=[_source(at, kept.body) for kept in to_authorise(at)],
        payments=[_payment(at, kept.id, kept.body, act) for act, kept in waits],
        second_codes=[view(at, kept.id, kept.body) for kept in second_codes(at)],
        own=own[::-1][:FEW],
        own_applications=own_applications(at)[:FEW],
        witnesses=_witnesses(at) if any(act == "cash" for act, _ in waits) else [],
    )


def _mine(body: Payment) -> tuple[str, ...]:
    """The digests of those whose payment it is: who asked, and who approved it while it is not paid out."""
    return (body.asked_by, body.approved_by) if body.state == "approved" else (body.asked_by,)


def _source(at: Desktop, body: SourceRef) -> AwaitedSource:
    found = authorisations_for(at, body.code)
    return AwaitedSource(
        code=body.code,
        since=stamp(body.stages[-1].at),
        numbers=[one.number for one in found],
        named=sum(body.code in one.subjects for one in found),
    )


def _witnesses(at: Desktop) -> list[WitnessView]:
    """The others who are admitted to what is known of sources, by name."""
    admitted = at.bench.door.cases.admitted(SOURCE_ID)
    found = [
        WitnessView(login=one.login, name=one.name or one.login)
        for one in at.bench.door.people.all()
        if one.id in admitted and one.id != at.actor.id and not one.program
    ]
    return sorted(found, key=lambda one: one.name)


def _payment(at: Desktop, identity: str, body: Payment, act: str) -> AwaitedPayment:
    return AwaitedPayment(
        payment=identity,
        code=body.code,
        amount=body.amount,
        asked=stamp(body.asked_at),
        asked_by=called(at, body, body.asked_by),
        why=body.reason,
        approved_by=called(at, body, body.approved_by),
        sentence=body.approved_for,
        stands=body.state,
        act=act,
        paid=paid_within(at, body.code, clock.now()),
        once=ONCE,
        limit=YEARLY,
        reason=body.declined_for,
        able=who_may(at, body),
        withdraws=body.state == "asked" and body.asked_by == involvement(at, body.code, at.actor.id),
    )


def _example(at: ActingDesktop) -> NoQuestion:
    waiting_example(at)
    return NoQuestion()


OPERATIONS = (Operation("decisions", NoQuestion, DecisionsView, "look", "read-case", waiting, _example),)
