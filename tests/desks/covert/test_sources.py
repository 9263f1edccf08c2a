"""Sources: names in the vault alone, contacts that start a clock or are refused (T5), money that needs two
and a state (T6)."""

from datetime import timedelta

import pytest

from tahqiq.casework.vault.vault import Vault
from tahqiq.desks.covert.authorisations.applications import ApplicationRequest, apply
from tahqiq.desks.covert.authorisations.decisions import DecisionRequest, decide
from tahqiq.desks.covert.contacts.operations import ContactRequest, contact
from tahqiq.desks.covert.identities import IDENTITY, says_who
from tahqiq.desks.covert.inspections.operations import InspectionRequest, inspect
from tahqiq.desks.covert.payments.operations import (
    CashRequest,
    PaymentApproval,
    PaymentRequest,
    approve,
    cash,
    pay,
)
from tahqiq.desks.covert.payments.record import ONCE, PAYMENT, YEARLY
from tahqiq.desks.covert.registrations.operations import SourceRequest, register
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.desks.covert.sources.operations import SourceStateRequest, move
from tahqiq.desks.covert.sources.record import SOURCE, of_code
from tahqiq.desks.covert.sources.steps import authorisations_for
from tahqiq.kit.errors import NotFound, Refused
from tests.desks.conftest import Turn, performed, person
from tests.desks.covert.conftest import granted, moment, now
from tests.desks.covert.test_authorisations import refusal
from tests.seat import Seat

CANARY = "zzqxcanary"


def source(handler: Seat, name: str = "سلام العينة") -> str:
    return register(
        handler, SourceRequest(name=name, phone="+9647700000001", handlers=["handler"]), None
    ).code


def active(at: Seat, handler: Seat) -> str:
    code = source(handler)
    number = granted(person(at, "applicant", "analyst"), at, technique="source", handlers=["handler"])
    move(handler, SourceStateRequest(code=code, state="assessed", reason="قُيّم"), None)
    refusal(
        "covert-decider-involved",
        move,
        handler,
        SourceStateRequest(code=code, state="authorised", reason="أُذن", number=number),
        None,
    )
    move(at, SourceStateRequest(code=code, state="authorised", reason="أُذن", number=number), None)
    move(at, SourceStateRequest(code=code, state="active", reason="بدأ"), None)
    return code


def test_a_name_is_in_the_vault_alone(at: Seat, handler: Seat) -> None:
    code = source(handler, f"{CANARY} {CANARY}")
    told = register(
        handler, SourceRequest(name="Another", phone="+9647700000001", handlers=["handler"]), None
    )
    assert (told.duplicate, told.remarks[0].code) == (True, "covert-second-code-waits")
    assert (told.code, told.state) == ("", "waiting")
    with pytest.raises(NotFound):
        register(person(at, "stranger", "supervisor"), SourceRequest(name="X Y", handlers=["handler"]), None)
    refusal(
        "covert-child", register, handler, SourceRequest(name="X Y", child=True, handlers=["handler"]), None
    )
    root = at.bench.workspace.root
    at.bench.workspace.database.scrub()
    found = [path for path in root.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    assert found == []
    assert not any(CANARY in str(leaf) for leaf in at.bench.door.audit.leaves())
    assert handler.actor.id not in of_code(at, code).body.model_dump_json()


def test_who_may_open_the_identity_of_a_source_the_policies_say(at: Seat, handler: Seat) -> None:
    door, code = at.bench.door, source(handler)
    admitted = {"handler": handler.actor, "decider": at.actor}
    for login, role in (("auditor1", "auditor"), ("boss", "administrator")):
        admitted[login] = person(at, login, role).actor
        door.cases.admit(SOURCE_ID, admitted[login].id, at.actor.id)
    vault = {login: Vault(door, actor, IDENTITY) for login, actor in admitted.items()}
    for login in ("auditor1", "boss"):
        refusal("refused-by-policy", vault[login].ask, code, "welfare", "x")
        refusal("vault-custodian-needed", vault[login].history, code)
        refusal("vault-keeper-needed", vault[login].register, {"name": "X Y"})
    for login in vault:
        refusal("vault-no-glass", vault[login].break_glass, code, "welfare", "x", timedelta(minutes=5))
    request = vault["handler"].ask(code, "welfare", "no word for a week")
    refusal("vault-custodian-needed", vault["handler"].grant, request, "mine", timedelta(hours=1))
    vault["decider"].grant(request, "agreed", timedelta(hours=1))
    assert vault["handler"].open(request)["name"] == "سلام العينة"


def test_the_second_contact_without_an_authorisation_starts_a_clock_and_the_fourth_is_refused(
    handler: Seat, turn: Turn
) -> None:
    code = source(handler)
    turn("2026-03-02T08:00")
    assert [one.code for one in contact(handler, ContactRequest(code=code, at=now()), None).remarks] == [
        "covert-second-contact"
    ]
    turn("2026-03-03T08:00")
    contact(handler, ContactRequest(code=code, at=now()), None)
    turn("2026-03-04T08:00")
    refusal("covert-too-many-contacts", contact, handler, ContactRequest(code=code, at=now()), None)
    refusal(
        "moment-field-ahead",
        performed,
        handler,
        "source-contact",
        ContactRequest(code=code, at=now() + timedelta(minutes=3)),
    )
    turn("2026-04-15T08:00")
    assert contact(handler, ContactRequest(code=code, at=now()), None).contacts == 1
    codes = {one.code for one in inspect(handler, InspectionRequest(seed=1, sample=1), None).findings}
    assert codes == {"covert-found-no-authorisation"}


def test_money_needs_a_state_two_signatures_and_limits(at: Seat, handler: Seat, turn: Turn) -> None:
    code = active(at, handler)
    chief, cashier = person(at, "chief", "supervisor"), person(at, "cashier", "analyst")
    refusal("no-such-record", approve, chief, PaymentApproval(payment="0" * 16, sentence="fair"), None)
    for one in (chief, cashier):
        at.bench.door.cases.admit(SOURCE_ID, one.actor.id, at.actor.id)
    refusal(
        "covert-payment-limit",
        pay,
        handler,
        PaymentRequest(code=code, amount=ONCE + 1, reason="for his way"),
        None,
    )
    asked = PaymentApproval(
        payment=pay(handler, PaymentRequest(code=code, amount=ONCE, reason="for his way"), None).payment,
        sentence="fair",
    )
    refusal("covert-payment-state", cash, cashier, CashRequest(payment=asked.payment), None)
    refusal("covert-decider-involved", approve, handler, asked, None)
    assert approve(chief, asked, None).stands == "approved"
    refusal("covert-decider-involved", cash, chief, CashRequest(payment=asked.payment), None)
    assert cash(cashier, CashRequest(payment=asked.payment), None).stands == "paid"
    for _ in range(YEARLY // ONCE - 1):
        approve(
            chief,
            PaymentApproval(
                payment=pay(
                    handler, PaymentRequest(code=code, amount=ONCE, reason="for his way", again=True), None
                ).payment,
                sentence="fair",
            ),
            None,
        )
    refusal(
        "covert-payment-limit", pay, handler, PaymentRequest(code=code, amount=1, reason="for his way"), None
    )
    assert (
        pay(handler, PaymentRequest(code=code, amount=YEARLY, reason="for his way", offer=True), None).stands
        == "offer"
    )
    assert at.records(PAYMENT).count({"offer": True})[None] == 1
    turn("2026-03-05T08:00")
    move(at, SourceStateRequest(code=code, state="suspended", reason="مذكرة قبض"), None)
    refusal(
        "covert-source-not-paid",
        pay,
        handler,
        PaymentRequest(code=code, amount=1, reason="for his way"),
        None,
    )


def test_nobody_is_paid_after_the_end_of_the_authorisation_they_work_under(
    at: Seat, handler: Seat, turn: Turn
) -> None:
    code = active(at, handler)
    asked = PaymentApproval(
        payment=pay(handler, PaymentRequest(code=code, amount=10_000, reason="for his way"), None).payment,
        sentence="fair",
    )
    turn("2030-03-01T08:00")
    refusal(
        "covert-not-in-force",
        pay,
        handler,
        PaymentRequest(code=code, amount=10_000, reason="for his way"),
        None,
    )
    chief = person(at, "chief", "supervisor")
    refusal(
        "no-such-record", approve, chief, asked, None
    )  # as one that is not there: who is not admitted does not see it
    at.bench.door.cases.admit(SOURCE_ID, chief.actor.id, at.actor.id)
    refusal("covert-not-in-force", approve, chief, asked, None)
    assert (
        pay(handler, PaymentRequest(code=code, amount=10_000, reason="for his way", offer=True), None).stands
        == "offer"
    )


def test_a_payment_on_paper_to_a_suspended_source_is_kept_and_the_inspector_finds_it(
    at: Seat, handler: Seat, turn: Turn
) -> None:
    code = active(at, handler)
    turn("2026-03-02T08:00")
    move(at, SourceStateRequest(code=code, state="suspended", reason="مذكرة قبض"), None)
    turn("2026-03-20T08:00")
    refusal(
        "covert-paper-needs-both",
        pay,
        handler,
        PaymentRequest(code=code, amount=50_000, reason="for his way", paper="W-7"),
        None,
    )
    told = pay(
        handler,
        PaymentRequest(
            code=code, amount=50_000, reason="for his way", paper="W-7", paid_at=moment("2026-03-03T08:00")
        ),
        None,
    )
    assert (told.stands, told.remarks[0].code) == ("paid", "covert-paid-on-paper")
    codes = [one.code for one in inspect(at, InspectionRequest(seed=1, sample=9), None).findings]
    assert "covert-found-paid" in codes
    assert "covert-found-late" in codes


def test_states_follow_and_nothing_goes_back_in_time(at: Seat, handler: Seat) -> None:
    code = source(handler)
    refusal(
        "covert-source-state", move, at, SourceStateRequest(code=code, state="active", reason="نعم"), None
    )
    refusal(
        "covert-source-state",
        move,
        at,
        SourceStateRequest(code=code, state="assessed", reason="نعم", at=now() - timedelta(days=1)),
        None,
    )
    move(at, SourceStateRequest(code=code, state="assessed", reason="نعم"), None)
    refusal(
        "covert-source-unauthorised",
        move,
        at,
        SourceStateRequest(code=code, state="authorised", reason="نعم"),
        None,
    )
    assert [one.state for one in at.records(SOURCE).find().records[0].body.stages] == [
        "approached",
        "assessed",
    ]


def test_an_authorisation_of_another_source_is_not_offered_and_is_refused(at: Seat, handler: Seat) -> None:
    code, other = (
        source(handler),
        register(handler, SourceRequest(name="جاسم العينة", handlers=["handler"]), None).code,
    )
    applicant = person(at, "applicant", "analyst")
    theirs = granted(applicant, at, technique="source", subjects=[other.lower()])
    own = granted(applicant, at, technique="source", subjects=["+9647700000001", code])
    open_to_all = granted(applicant, at, technique="source", subjects=["V-1"])
    assert [one.number for one in authorisations_for(at, code)] == [own, open_to_all]
    move(handler, SourceStateRequest(code=code, state="assessed", reason="قُيّم"), None)

    def step(number: str) -> SourceStateRequest:
        return SourceStateRequest(code=code, state="authorised", reason="أُذن", number=number)

    refusal("covert-other-source", move, at, step(theirs), None)
    assert move(at, step(own), None).state == "authorised"


def test_a_source_is_suspended_however_often_the_vault_was_asked(at: Seat, handler: Seat) -> None:
    code = active(at, handler)
    with pytest.raises(Refused, match="within an hour") as limit:
        _ = [says_who(handler, code, "سلام") for _ in range(60)]
    assert limit.value.code == "vault-asked-too-often"
    asked = SourceStateRequest(code=code, state="suspended", reason="خطر")
    assert move(handler, asked, None).state == "suspended"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("purpose", "معرفة المخزن الذي ذكره سلام العينة"),
        ("collateral", "رقمه 0770 000 0001"),
        ("permitted", ["لقاء سلام العينة"]),
        ("purpose", "معرفة ما يعرفه العينة عن المخزن"),
    ],
)
def test_an_application_does_not_say_who_the_source_is(
    at: Seat, handler: Seat, field: str, text: str | list[str]
) -> None:
    code = source(handler, "سلام جاسم العينة")
    plain = {"purpose": "معرفة المخزن", "necessity": "لا طريق آخر", "proportionality": "قليل الأثر"}

    def asked(**more: str | list[str]) -> ApplicationRequest:
        return ApplicationRequest.model_validate({"technique": "source", "subjects": [code], **plain, **more})

    refusal("covert-text-source", apply, handler, asked(**{field: text}), None)
    made = apply(handler, asked(), None).number
    refusal(
        "covert-text-source",
        decide,
        at,
        DecisionRequest(number=made, granted=False, reason="جاسم"),
        None,
    )


def test_the_reason_of_a_step_does_not_say_who_the_source_is(at: Seat, handler: Seat) -> None:
    code = source(handler, "سلام جاسم العينة")
    for reason in ("قُيّم سلام العينة ويُعتمد عليه", "رقمه 0770 000 0001", "العينة موثوق", "بجاسم ثقة"):
        refusal(
            "covert-reason-source",
            move,
            handler,
            SourceStateRequest(code=code, state="assessed", reason=reason),
            None,
        )
    move(handler, SourceStateRequest(code=code, state="assessed", reason="المصدر يصل إلى المخزن"), None)
    assert "العينة" not in at.records(SOURCE).find().records[0].body.model_dump_json()
