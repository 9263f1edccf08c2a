"""A payment stands in the inbox of whoever may approve it, with its amount, until it is decided; who asked is
offered nothing."""

import pytest
from pydantic import ValidationError

from tahqiq.desk import NoQuestion
from tahqiq.desk.inbox import Item, inbox
from tahqiq.desks.covert.approvals.operations import waiting
from tahqiq.desks.covert.payments.operations import (
    CashRequest,
    PaymentApproval,
    PaymentRefusal,
    PaymentRequest,
    approve,
    cash,
    decline,
    pay,
)
from tahqiq.desks.covert.payments.record import PAYMENT
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.workbench import Workbench
from tests.desks.conftest import performed, person
from tests.desks.covert.conftest import now
from tests.desks.covert.test_authorisations import refusal
from tests.desks.covert.test_sources import active
from tests.seat import Seat


def lines(seat: Seat, locale: str = "en") -> list[Item]:
    return [
        one for one in inbox(seat, now(), locale).items if one.kind == PAYMENT.name and one.to == "decisions"
    ]


def admitted(at: Seat, login: str, role: str) -> Seat:
    found = person(at, login, role)
    at.bench.door.cases.admit(SOURCE_ID, found.actor.id, at.actor.id)
    return found


def test_it_waits_for_the_approver_then_for_who_pays_and_then_for_nobody(at: Seat, handler: Seat) -> None:
    code = active(at, handler)
    chief, cashier = admitted(at, "chief", "supervisor"), admitted(at, "cashier", "analyst")
    outside = person(at, "outside", "supervisor")
    payment = pay(handler, PaymentRequest(code=code, amount=125_000, reason="for his way"), None).payment
    assert [(one.why, one.id, one.to) for one in lines(chief)] == [("approval", payment, "decisions")]
    assert "125,000" in lines(chief)[0].label
    assert code in lines(chief)[0].label
    assert not [one for seat in (handler, cashier, outside) for one in lines(seat)]
    offered = waiting(chief, NoQuestion(), None).payments[0]
    assert (offered.payment, offered.amount, offered.act) == (payment, 125_000, "approve")
    assert (offered.asked_by, offered.why) == (handler.bench.person.name, "for his way")
    asked_for = PaymentApproval(payment=payment, sentence="It is fair")
    refusal("refused-by-policy", performed, handler, "source-approve", asked_for)
    refusal("no-such-record", performed, outside, "source-approve", asked_for)
    with pytest.raises(ValidationError):
        PaymentApproval(payment=payment, sentence="")
    with pytest.raises(ValidationError):
        PaymentRequest.model_validate({"code": code, "amount": 1})
    asked = waiting(handler, NoQuestion(), None)
    assert (asked.payments, [(one.payment, one.act, one.stands) for one in asked.own]) == (
        [],
        [(payment, "", "asked")],
    )
    approve(chief, PaymentApproval(payment=payment, sentence="It is fair"), None)
    assert lines(chief) == []
    told = waiting(handler, NoQuestion(), None).own[0]
    assert (told.stands, told.approved_by, told.sentence) == ("approved", "Chief", "It is fair")
    told_cashier = [(one.label, one.why) for one in lines(cashier)]
    assert told_cashier == [(f"Pay out 125,000 IQD to {code}", "task")], "it was approved already"
    assert not lines(handler)
    cash(cashier, CashRequest(payment=payment), None)
    assert not [one for seat in (at, handler, chief, cashier) for one in lines(seat)]


def test_a_supervisor_who_asked_or_handles_is_not_offered_the_approval(at: Seat, handler: Seat) -> None:
    code = active(at, handler)
    door = at.bench.door
    door.people.set_roles("handler", frozenset({"supervisor"}))
    both = Seat(Workbench(door, door.people.get("handler")), at.desk, at.desk.file)
    pay(both, PaymentRequest(code=code, amount=1_000, reason="for his way"), None)
    assert lines(both) == []
    assert waiting(both, NoQuestion(), None).payments == []
    assert len(lines(at)) == 1


def test_who_declines_says_why_and_who_asked_reads_it(at: Seat, handler: Seat) -> None:
    code = active(at, handler)
    payment = pay(handler, PaymentRequest(code=code, amount=1_000, reason="for his way"), None).payment
    asked = PaymentRefusal(payment=payment, reason="لا يبرره الخبر")
    refusal("refused-by-policy", performed, handler, "source-decline", asked)
    assert decline(at, asked, None).stands == "declined"
    assert lines(at) == []
    told = waiting(handler, NoQuestion(), None).own[0]
    assert (told.stands, told.reason) == ("declined", "لا يبرره الخبر")
    refusal("covert-payment-state", approve, at, PaymentApproval(payment=payment, sentence="fair"), None)
    refusal("covert-payment-state", cash, at, CashRequest(payment=payment), None)
