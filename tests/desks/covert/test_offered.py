"""What follows is offered to whoever may do it, and to nobody else: applications, sources to authorise,
payments; a second equal request asks, a request is withdrawn, a receipt is replaced with a reason."""

from datetime import date

import pytest

from tahqiq.desk import NoQuestion
from tahqiq.desk.operation_form import form_called
from tahqiq.desks.covert.approvals.awaited import awaited
from tahqiq.desks.covert.approvals.operations import waiting
from tahqiq.desks.covert.authorisations.applications import apply
from tahqiq.desks.covert.authorisations.decisions import DecisionRequest, decide
from tahqiq.desks.covert.my_sources.operations import mine
from tahqiq.desks.covert.payments.operations import (
    CashRequest,
    PaymentApproval,
    PaymentReference,
    PaymentRequest,
    PaymentView,
    approve,
    cash,
    pay,
    withdraw,
)
from tahqiq.desks.covert.payments.record import paid_within
from tahqiq.desks.covert.registrations.age import of_age
from tahqiq.desks.covert.sources.operations import SourceStateRequest, move
from tahqiq.kit.errors import TahqiqError
from tests.desks.conftest import Turn, performed, person
from tests.desks.covert.conftest import application, law, now
from tests.desks.covert.test_authorisations import refusal
from tests.desks.covert.test_payments_wait import admitted
from tests.desks.covert.test_sources import active, source
from tests.seat import Seat


def request(code: str, amount: int, again: bool = False) -> PaymentRequest:
    return PaymentRequest(code=code, amount=amount, reason="travel", again=again)


def approval(of: PaymentReference | PaymentView) -> PaymentApproval:
    return PaymentApproval(payment=of.payment, sentence="fair")


def test_an_application_waits_for_whoever_may_decide_with_the_months_of_the_law(
    at: Seat, handler: Seat
) -> None:
    outside = person(at, "outside", "analyst")
    number = apply(handler, application(subjects=["V-9"]), None).number
    found = waiting(at, NoQuestion(), None).applications[0]
    assert (found.number, found.technique, found.bar) == (number, "Physical surveillance", "unverified")
    law(at, months=3)
    found = waiting(at, NoQuestion(), None).applications[0]
    assert (found.months, found.bar, found.subjects) == (3, "", ["V-9"])
    assert [one.to for one in awaited(at)] == ["decisions"]
    for seat in (handler, outside):
        assert (waiting(seat, NoQuestion(), None).applications, list(awaited(seat))) == ([], [])
    assert waiting(handler, NoQuestion(), None).own_applications[0].state == "submitted"
    granted = decide(at, DecisionRequest(number=number, granted=True, reason="الأسباب محددة"), None)
    assert (granted.state, waiting(at, NoQuestion(), None).applications) == ("in-force", [])


def test_the_technique_is_chosen_in_words_and_states_are_told_in_words(at: Seat, handler: Seat) -> None:
    form = form_called(at.desk, "apply")
    asked = {one.name: one for section in form.sections for one in section.fields}
    options = {one.name: one.label["ar"] for one in asked["technique"].options}
    assert options["directed-surveillance"] == "مراقبة ميدانية"
    assert {one.name for one in asked["jurisdiction"].options} == {"federal", "kurdistan"}
    with pytest.raises(TahqiqError) as told:
        pay(handler, PaymentRequest(code=source(handler), amount=1_000, reason="travel"), None)
    assert told.value.code == "covert-source-not-paid"
    assert "approached" in told.value.say("en").sentence
    assert "تم الاتصال به" in told.value.say("ar").sentence


def test_the_next_step_of_a_source_is_offered_to_whoever_may_take_it(at: Seat, handler: Seat) -> None:
    code = source(handler)
    law(at, "source")
    number = apply(handler, application("source", subjects=[code]), None).number
    decide(at, DecisionRequest(number=number, granted=True, reason="الأسباب محددة"), None)
    line = mine(handler, NoQuestion(), None).sources[0]
    assert (line.granted, line.payable, [one.state for one in line.steps]) == (
        number,
        False,
        ["assessed", "refused", "blacklisted"],
    )
    assert waiting(at, NoQuestion(), None).sources == []
    move(handler, SourceStateRequest(code=code, state="assessed", reason="قُيّم"), None)
    line = mine(handler, NoQuestion(), None).sources[0]
    assert [one.state for one in line.steps] == ["refused", "blacklisted"]
    assert line.able == [at.bench.person.name or at.bench.person.login]
    offered = waiting(at, NoQuestion(), None).sources[0]
    assert (offered.code, offered.numbers, offered.named) == (code, [number], 1)
    assert waiting(handler, NoQuestion(), None).sources == []
    assert waiting(person(at, "outside", "supervisor"), NoQuestion(), None).sources == []
    move(at, SourceStateRequest(code=code, state="authorised", reason="أُذن", number=number), None)
    assert mine(handler, NoQuestion(), None).sources[0].steps[0].state == "active"


def test_who_may_pay_out_is_named_and_only_what_was_paid_out_counts(at: Seat, handler: Seat) -> None:
    code = active(at, handler)
    asked = PaymentReference(payment=pay(handler, request(code, 150_000), None).payment)
    assert waiting(handler, NoQuestion(), None).own[0].able == [at.bench.person.name or at.bench.person.login]
    approve(at, approval(asked), None)
    for seat in (handler, at):
        stands = waiting(seat, NoQuestion(), None).own[0]
        assert (stands.stands, stands.act, stands.able, stands.paid) == ("approved", "", [], 0)
    cashier = admitted(at, "cashier", "analyst")
    assert waiting(at, NoQuestion(), None).own[0].able == [cashier.bench.person.name]
    assert waiting(cashier, NoQuestion(), None).payments[0].act == "cash"
    cash(cashier, CashRequest(payment=asked.payment), None)
    assert paid_within(at, code, now()) == mine(handler, NoQuestion(), None).sources[0].paid == 150_000


def test_a_second_equal_request_of_the_day_asks_and_a_request_is_withdrawn(
    at: Seat, handler: Seat, turn: Turn
) -> None:
    turn("2026-03-02T08:00")
    code = active(at, handler)
    first = PaymentReference(payment=pay(handler, request(code, 10_000), None).payment)
    refusal("covert-payment-again", pay, handler, request(code, 10_000), None)
    refusal("covert-payment-own", withdraw, at, first, None)
    refusal("no-such-record", performed, person(at, "stranger", "analyst"), "source-pay-withdraw", first)
    assert withdraw(handler, first, None).stands == "withdrawn"
    refusal("covert-payment-state", approve, at, approval(first), None)
    second = pay(handler, request(code, 10_000), None)
    assert pay(handler, request(code, 10_000, again=True), None).stands == "asked"
    approve(at, approval(second), None)
    refusal("covert-payment-state", withdraw, handler, PaymentReference(payment=second.payment), None)
    turn("2026-03-03T08:00")
    assert pay(handler, request(code, 10_000), None).stands == "asked"


def test_nobody_under_age_is_registered_whatever_form_the_birth_has() -> None:
    today = date(2026, 3, 1)
    for born in ("", "1990", "١٩٩٠", "2008-03-01", "1/3/2008", "17/05/1990"):
        of_age(born, today)
    for born, code in (
        ("2026-02-28", "covert-child"),
        ("2008-03-02", "covert-child"),
        ("2015", "covert-child"),
        ("2008", "covert-born-day"),
        ("2026-03-02", "covert-born-ahead"),
        ("about thirty", "covert-born-unread"),
        ("2008-13-01", "covert-born-unread"),
    ):
        refusal(code, of_age, born, today)
