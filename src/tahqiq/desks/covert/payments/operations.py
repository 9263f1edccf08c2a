"""Asking for money, approving it, paying it out."""

from datetime import datetime

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop, Needs, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import record_of
from tahqiq.desks.covert.payments.record import (
    ONCE,
    PAID,
    PAYMENT,
    YEARLY,
    Payment,
    PaymentDetails,
    PaymentState,
    approved_for,
    paid_within,
)
from tahqiq.desks.covert.relations import SOURCE_ID, involvement
from tahqiq.desks.covert.remarks import Remark, remark
from tahqiq.desks.covert.sources.examples import source_example
from tahqiq.desks.covert.sources.record import SourceRef, by_source, handles, of_code, under_authorisation
from tahqiq.desks.covert.states import Worded, open_to
from tahqiq.desks.covert.uses.record import used
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Refused, WrongUse
from tahqiq.kit.locale import format_number
from tahqiq.kit.messages import wanted
from tahqiq.model.kind import day_of


class PaymentRequest(PaymentDetails, needs=("code", "amount", "reason")):
    """Money for a source."""

    again: bool = Field(
        default=False,
        description="The same amount was asked for this source today already, and it is meant a second time.",
    )


class PaymentReference(Strict):
    """A payment."""

    payment: str = Field(description="The payment, by its id.")


class PaymentApproval(PaymentReference):
    """A payment that is approved, with a sentence of who approves it."""

    sentence: str = Field(
        min_length=3,
        max_length=2_000,
        description="What you approve and why, in a sentence; no name stands in it: who asked reads it.",
    )


class CashRequest(PaymentReference):
    """A payment that is paid out."""

    witness: str = Field(
        default="",
        max_length=100,
        description="The colleague who saw it, by their sign-in name; the receipt leaves a line without one.",
    )


class PaymentRefusal(PaymentReference):
    """A payment that is not approved."""

    reason: str = Field(
        min_length=3, max_length=2_000, description="Why; no name stands in it: who asked reads it."
    )


class PaymentView(Strict):
    """A payment and where it stands."""

    payment: str
    code: str
    amount: int
    stands: PaymentState
    remarks: list[Remark]


def pay(at: ActingDesktop, asked: PaymentRequest, _progress: Progress | None) -> PaymentView:
    """Ask for money, write down an offer, or a payment made on paper before. Raises ``Refused``
    (``covert-source-not-paid``: its state, ``covert-payment-limit``), ``Conflict`` (``covert-not-in-force``,
    ``covert-source-unauthorised``, ``covert-payment-again``), ``WrongUse`` (``covert-paper-needs-both``)."""
    now, found = clock.now(), of_code(at, asked.code)
    if bool(asked.paper) != (asked.paid_at is not None):
        raise WrongUse("covert-paper-needs-both")
    body = record_of(
        Payment,
        asked,
        code=found.body.code,
        asked_by=involvement(at, found.body.code, at.actor.id),
        asked_at=now,
    )
    remarks: list[Remark] = []
    if asked.paid_at is not None:
        state = found.body.state_at(asked.paid_at)
        used(at, "payment", asked.paid_at, found.body.authorisation, state, found.body.code)
        remarks = [remark("covert-paid-on-paper", state=Worded(state).in_words(wanted()) if state else "–")]
    elif asked.offer:
        used(at, "offer", now, found.body.authorisation, found.body.state, found.body.code)
    else:
        _may_be_paid(at, found.body, asked.amount, now)
        if not asked.again:
            _not_twice(at, body)
    return _payment_view(at.records(PAYMENT).save(body), remarks)


def _not_twice(at: Desktop, body: Payment) -> None:
    """Raises ``Conflict`` (``covert-payment-again``) where the same amount was asked for a source on the same
    day of the office, and neither declined nor withdrawn."""
    for one in at.records(PAYMENT).every({"code": body.code, "amount": body.amount, "offer": False}):
        if one.body.state not in ("declined", "withdrawn") and day_of(one.body.asked_at) == day_of(
            body.asked_at
        ):
            raise Conflict("covert-payment-again", amount=format_number(body.amount, wanted()))


def withdraw(at: ActingDesktop, asked: PaymentReference, _progress: Progress | None) -> PaymentView:
    """Take a request back that nobody decided yet; for who asked. It stays in the register as withdrawn.
    Raises ``Refused`` (``covert-payment-own``), ``Conflict`` (``covert-payment-state``)."""
    kept = at.records(PAYMENT).get(asked.payment)
    if involvement(at, kept.body.code, at.actor.id) != kept.body.asked_by:
        at.bench.door.audit.refused(at.actor, "covert.source-pay-withdraw", "", "covert-payment-own", at.home)
        raise Refused("covert-payment-own")
    if not open_to(at, "payment", "withdraw", kept.body.state):
        raise Conflict("covert-payment-state")
    body = kept.body.model_copy(update={"withdrawn_at": clock.now()})
    return _payment_view(at.records(PAYMENT).save(body, "", kept.id, kept.version))


def approve(at: ActingDesktop, asked: PaymentApproval, _progress: Progress | None) -> PaymentView:
    """The first signature, with a sentence that who asked reads. Raises ``Refused``
    (``covert-decider-involved``: a handler, or who asked; ``covert-source-not-paid``,
    ``covert-payment-limit``), ``Conflict`` (``covert-payment-state``, ``covert-not-in-force``)."""
    now, kept = clock.now(), at.records(PAYMENT).get(asked.payment)
    body, found = kept.body, of_code(at, kept.body.code)
    own = _decider(at, body, found.body, "approve")
    _may_be_paid(at, found.body, body.amount, now)
    return _payment_view(
        at.records(PAYMENT).save(
            body.model_copy(
                update={"approved_by": own, "approved_at": now, "approved_for": asked.sentence.strip()}
            ),
            "",
            kept.id,
            kept.version,
        )
    )


def decline(at: ActingDesktop, asked: PaymentRefusal, _progress: Progress | None) -> PaymentView:
    """Say no to a payment, with a reason that who asked reads. Raises ``Refused``
    (``covert-decider-involved``), ``Conflict`` (``covert-payment-state``)."""
    kept = at.records(PAYMENT).get(asked.payment)
    own = _decider(at, kept.body, of_code(at, kept.body.code).body, "decline")
    said = {"declined_by": own, "declined_at": clock.now(), "declined_for": asked.reason}
    return _payment_view(
        at.records(PAYMENT).save(kept.body.model_copy(update=said), "", kept.id, kept.version)
    )


def _decider(at: Desktop, body: Payment, source: SourceRef, act: str) -> str:
    """The digest of who decides on a payment; neither who asked nor a handler."""
    own = involvement(at, body.code, at.actor.id)
    if not open_to(at, "payment", act, body.state):
        raise Conflict("covert-payment-state")
    if own == body.asked_by or handles(at, source, at.actor.id):
        raise Refused("covert-decider-involved")
    return own


def cash(at: ActingDesktop, asked: CashRequest, _progress: Progress | None) -> PaymentView:
    """The second signature: paid out. Raises ``Refused`` (``covert-decider-involved``: who asked or approved;
    ``covert-source-not-paid``), ``Conflict`` (``covert-payment-state``, ``covert-not-in-force``),
    ``WrongUse`` (``covert-witness-wrong``)."""
    now, kept = clock.now(), at.records(PAYMENT).get(asked.payment)
    body, found = kept.body, of_code(at, kept.body.code)
    own = involvement(at, body.code, at.actor.id)
    if not open_to(at, "payment", "cash", body.state):
        raise Conflict("covert-payment-state")
    if own in (body.asked_by, body.approved_by):
        raise Refused("covert-decider-involved")
    _payable(at, found.body, now)
    used(at, "payment", now, found.body.authorisation, found.body.state, body.code)
    return _payment_view(
        at.records(PAYMENT).save(
            body.model_copy(
                update={"paid_by": own, "paid_at": now, "witnessed_by": _witness(at, body, asked.witness)}
            ),
            "",
            kept.id,
            kept.version,
        )
    )


def _witness(at: Desktop, body: Payment, login: str) -> str:
    """The digest of who saw it; "" where nobody is named. Raises ``WrongUse`` (``covert-witness-wrong``) for
    oneself and for who is not admitted to what is known of sources."""
    if not login.strip():
        return ""
    admitted = at.bench.door.cases.admitted(SOURCE_ID)
    for one in at.bench.door.people.all():
        if one.login == login.strip() and one.id in admitted and one.id != at.actor.id:
            return involvement(at, body.code, one.id)
    raise WrongUse("covert-witness-wrong", name=login.strip()[:60])


def _may_be_paid(at: Desktop, body: SourceRef, amount: int, now: datetime) -> None:
    _payable(at, body, now)
    if amount > ONCE or paid_within(at, body.code, now) + approved_for(at, body.code) + amount > YEARLY:
        raise Refused("covert-payment-limit", once=ONCE, year=YEARLY)


def _payable(at: Desktop, body: SourceRef, now: datetime) -> None:
    """Nobody is paid in a state that bars it, nor for work under an authorisation that has ended; aftercare
    needs none."""
    if body.state not in PAID:
        raise Refused("covert-source-not-paid", state=Worded(body.state))
    if body.state == "active":
        under_authorisation(at, body.code, body.authorisation, now)


def _payment_view(kept: RecordVersion[Payment], remarks: list[Remark] | None = None) -> PaymentView:
    body = kept.body
    return PaymentView(
        payment=kept.id, code=body.code, amount=body.amount, stands=body.state, remarks=remarks or []
    )


def payment_example(at: ActingDesktop, **more: object) -> PaymentReference:
    body = Payment(
        code=source_example(at, "active", own=False),
        amount=100_000,
        reason="أجرة النقل",
        asked_by="0" * 64,
        asked_at=clock.now(),
    )
    return PaymentReference(payment=at.records(PAYMENT).save(body.model_copy(update=more)).id)


def _request(at: ActingDesktop) -> PaymentRequest:
    return PaymentRequest(
        code=source_example(at, "active"), amount=100_000, reason="أجرة النقل إلى ثلاثة لقاءات"
    )


def _own_request(at: ActingDesktop) -> PaymentReference:
    return PaymentReference(payment=pay(at, _request(at), None).payment)


OPERATIONS = (
    Operation(
        "source-pay",
        PaymentRequest,
        PaymentView,
        "act",
        "write-case",
        pay,
        _request,
        group="source",
        needs=(by_source("handler"),),
    ),
    Operation(
        "source-pay-withdraw",
        PaymentReference,
        PaymentView,
        "act",
        "write-case",
        withdraw,
        _own_request,
        group="source",
        needs=(Needs(PAYMENT, "payment", ("admitted",), "covert-not-controller"),),
    ),
    Operation(
        "source-approve",
        PaymentApproval,
        PaymentView,
        "act",
        "release",
        approve,
        lambda at: PaymentApproval(
            payment=payment_example(at).payment, sentence="يناسب المبلغ ما دل عليه الخبر"
        ),
        group="source",
        needs=(Needs(PAYMENT, "payment", ("controller",), "covert-not-controller"),),
    ),
    Operation(
        "source-decline",
        PaymentRefusal,
        PaymentView,
        "act",
        "release",
        decline,
        lambda at: PaymentRefusal(payment=payment_example(at).payment, reason="المبلغ غير مبرر"),
        group="source",
        needs=(Needs(PAYMENT, "payment", ("controller",), "covert-not-controller"),),
    ),
    Operation(
        "source-cash",
        CashRequest,
        PaymentView,
        "act",
        "write-case",
        cash,
        lambda at: CashRequest(
            payment=payment_example(at, approved_by="1" * 64, approved_at=clock.now()).payment
        ),
        group="source",
        needs=(Needs(PAYMENT, "payment", ("admitted",), "covert-not-controller"),),
    ),
)
