"""A day of a handler and a controller: receipts, the calendar of one's own sources, the handlers; and who
sees nothing of it."""

from datetime import timedelta
from io import BytesIO

import pytest

from tahqiq.desk import NoQuestion
from tahqiq.desk.inbox import inbox
from tahqiq.desks.covert.approvals.awaited import payments
from tahqiq.desks.covert.handlers.operations import look as handlers
from tahqiq.desks.covert.meetings.operations import (
    MeetingOutcomeRequest,
    MeetingRequest,
    WeekRequest,
    close,
    plan,
    week,
)
from tahqiq.desks.covert.meetings.record import MEETING, Meeting
from tahqiq.desks.covert.payments.operations import (
    CashRequest,
    PaymentApproval,
    PaymentRequest,
    approve,
    cash,
    pay,
)
from tahqiq.desks.covert.payments.receipt_paper import Receipt, pdf, text_of
from tahqiq.desks.covert.payments.receipts import (
    ReceiptAttachment,
    ReceiptRequest,
    attach,
    listed,
    make,
)
from tahqiq.desks.covert.payments.record import PAYMENT
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.kit import clock
from tahqiq.kit.exercise_mark import within
from tahqiq.model.kind import day_of
from tests.desks.conftest import person
from tests.desks.covert.test_authorisations import refusal
from tests.desks.covert.test_payments_wait import admitted
from tests.desks.covert.test_sources import active
from tests.seat import Seat


def paid(at: Seat, handler: Seat, code: str, witness: str = "") -> tuple[Seat, str]:
    chief, cashier = admitted(at, "chief", "supervisor"), admitted(at, "cashier", "supervisor")
    payment = pay(handler, PaymentRequest(code=code, amount=250_000, reason="for his way"), None).payment
    approve(chief, PaymentApproval(payment=payment, sentence="It is fair"), None)
    assert [act for act, _ in payments(cashier)] == ["cash"]
    refusal("covert-receipt-unpaid", make, cashier, ReceiptRequest(payment=payment), None)
    for wrong in ("cashier", "nobody"):
        refusal("covert-witness-wrong", cash, cashier, CashRequest(payment=payment, witness=wrong), None)
    cash(cashier, CashRequest(payment=payment, witness=witness), None)
    assert [*payments(chief), *payments(cashier)] == []
    return cashier, payment


def test_a_receipt_has_the_code_and_never_a_name_of_the_source_and_is_due_until_it_is_signed(
    at: Seat, handler: Seat
) -> None:
    code = active(at, handler)
    cashier, payment = paid(at, handler, code, witness="chief")
    made = make(cashier, ReceiptRequest(payment=payment, language="en"), None)
    assert made.file.content.startswith(b"%PDF")
    body = cashier.records(PAYMENT).get(payment).body
    assert body.paid_at is not None
    for language, words in (("en", "two hundred fifty thousand Iraqi dinars"), ("ar", "مئتان وخمسون ألف")):
        told = text_of(Receipt(payment, code, 250_000, body.paid_at, "Cashier", "Chief"), language)
        assert words in told
        assert code in told
    assert [one.due is not None for one in listed(handler, NoQuestion(), None).receipts] == [True]
    due = [one for one in inbox(handler, clock.now() + timedelta(days=8), "en").items if one.to == "receipts"]
    assert [(one.standing, one.title) for one in due] == [("overdue", code)]
    outsider = person(at, "outsider", "analyst")
    refusal("no-such-record", make, outsider, ReceiptRequest(payment=payment), None)
    assert listed(outsider, NoQuestion(), None).receipts == []
    plain = _scan(cashier, "")
    refusal("covert-receipt-open", attach, cashier, ReceiptAttachment(payment=payment, scan=plain), None)
    noted = _scan(cashier, SOURCE_ID, b"not a receipt")
    refusal("covert-receipt-not-scan", attach, cashier, ReceiptAttachment(payment=payment, scan=noted), None)
    headed = _scan(cashier, SOURCE_ID, b"%PDF-1.4 with nothing behind it")
    refusal("covert-receipt-not-scan", attach, cashier, ReceiptAttachment(payment=payment, scan=headed), None)
    scan = _scan(cashier, SOURCE_ID)
    assert attach(cashier, ReceiptAttachment(payment=payment, scan=scan), None).due is None
    refusal("covert-receipt-there", attach, cashier, ReceiptAttachment(payment=payment, scan=scan), None)
    assert not [one for one in inbox(handler, clock.now(), "en").items if one.to == "receipts"]


def _scan(at: Seat, compartment: str, held: bytes = b"") -> str:
    held = held or pdf(Receipt("p-1", compartment, 1, clock.now(), "", ""), "en")
    said = at.bench.deposit(at.desk.file, compartment=compartment)
    sealed = at.bench.seal(BytesIO(held), "receipt.pdf")
    return at.bench.deposit_later([(sealed, "receipt.pdf")], said)[0].id


def test_the_calendar_shows_ones_own_sources_alone_and_says_what_came_of_a_plan(
    at: Seat, handler: Seat
) -> None:
    code, now = active(at, handler), clock.now()
    made = plan(handler, MeetingRequest(code=code, what="meeting", at=now + timedelta(hours=30)), None)
    refusal(
        "covert-meeting-twice",
        plan,
        handler,
        MeetingRequest(code=code, what="call", at=now + timedelta(hours=30, minutes=20)),
        None,
    )
    refusal(
        "covert-meeting-past",
        plan,
        handler,
        MeetingRequest(code=code, what="call", at=now - timedelta(hours=1)),
        None,
    )
    unassessed = MeetingRequest(code=code, what="task", at=now + timedelta(days=3))
    refusal("covert-risk-needed", plan, handler, unassessed, None)
    day = day_of(now + timedelta(hours=30))
    told = week(handler, WeekRequest(day=day), None)
    assert [one.meeting for each in told.days for one in each.planned] == [made.meeting]
    assert (told.days[0].day.weekday(), told.codes) == (6, [code])
    for seat in (at, admitted(at, "peer", "analyst"), person(at, "outside", "analyst")):
        other = week(seat, WeekRequest(day=day), None)
        assert (other.codes, [one for each in other.days for one in each.planned]) == ([], [])
    asked = MeetingOutcomeRequest(meeting=made.meeting, outcome="done")
    refusal("covert-meeting-ahead", close, handler, asked, None)
    over = handler.records(MEETING).save(
        Meeting(code=code, what="task", at=now - timedelta(days=9), entered_at=now - timedelta(days=12))
    )
    assert [one.meeting for one in week(handler, WeekRequest(), None).before] == [over.id]
    labels = {one.label for one in inbox(handler, now, "en").items if one.to == "calendar"}
    assert labels == {f"Meet {code}", f"Task {code}"}
    assert not [one for one in inbox(at, now, "en").items if one.to == "calendar"]
    close(handler, MeetingOutcomeRequest(meeting=over.id, outcome="missed"), None)
    refusal(
        "covert-meeting-closed",
        close,
        handler,
        MeetingOutcomeRequest(meeting=over.id, outcome="done"),
        None,
    )
    assert week(handler, WeekRequest(), None).before == []


def test_a_controller_sees_each_handler_with_the_lists_behind_the_numbers(at: Seat, handler: Seat) -> None:
    code = active(at, handler)
    chief = admitted(at, "chief", "supervisor")
    payment = pay(handler, PaymentRequest(code=code, amount=5_000, reason="for his way"), None).payment
    (one,) = handlers(chief, NoQuestion(), None).handlers
    assert (one.handler, [each.code for each in one.sources]) == ("handler", [code])
    waiting = {kept.id for _, kept in payments(chief)}
    assert {each.payment for each in one.payments} == waiting == {payment}
    assert {each.code for each in one.overdue} <= {each.code for each in one.sources}
    refusal("covert-not-controller", handlers, handler, NoQuestion(), None)
    refusal("covert-not-controller", handlers, person(at, "outside", "supervisor"), NoQuestion(), None)


@pytest.mark.parametrize("amount", [1, 2, 10, 11, 200, 101_000, 999_999_999_999])
def test_every_amount_has_words_in_both_languages(amount: int) -> None:
    from tahqiq.kit.amount_words import dinars

    assert dinars(amount, "en") != dinars(amount, "ar")


def test_a_receipt_of_an_exercise_says_so_on_the_paper() -> None:
    told = Receipt("p1", "K-1", 100_000, clock.now(), "سارا", "")
    assert "Exercise: invented case" not in text_of(told, "en")
    with within("exercise-00aa"):
        assert "Exercise: invented case" in text_of(told, "en")
        assert pdf(told, "ar").startswith(b"%PDF-")
