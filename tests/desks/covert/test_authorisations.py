"""The register: who may decide, what is refused, clocks, renewals, endings, and that nothing is back-dated or
lost."""

from datetime import timedelta

import pytest

from tahqiq.desk import NoQuestion
from tahqiq.desks.covert.authorisations.applications import (
    OralDecisionRequest,
    ReceivedOrderRequest,
    apply,
    oral,
    receive,
    submit,
    withdraw,
)
from tahqiq.desks.covert.authorisations.decisions import (
    CancellationRequest,
    DecisionRequest,
    MatterClosureRequest,
    RenewalRequest,
    ReviewRequest,
    WriteUpRequest,
    cancel,
    close,
    decide,
    renew,
    review,
    write_up,
)
from tahqiq.desks.covert.authorisations.lookup import of_number
from tahqiq.desks.covert.authorisations.overview import AuthorisationRegisterRequest, authorisations
from tahqiq.desks.covert.authorisations.record import AUTHORISATION
from tahqiq.desks.covert.authorisations.references import AuthorisationReference
from tahqiq.desks.covert.techniques.operations import known
from tahqiq.kit.errors import Conflict, Refused, TahqiqError, WrongUse
from tests.desks.conftest import Turn, performed, person
from tests.desks.covert.conftest import application, granted, law, moment, now
from tests.seat import Seat


def refusal(code: str, run: object, *given: object) -> TahqiqError:
    with pytest.raises(TahqiqError) as caught:
        run(*given)  # type: ignore[operator]
    assert caught.value.code == code
    return caught.value


def test_what_is_asked_for_is_decided_by_another_and_runs_from_then(at: Seat) -> None:
    officer = person(at, "officer", "analyst")
    number = granted(officer, at)
    told = authorisations(at, AuthorisationRegisterRequest(), None)
    (line,) = told.authorisations
    assert (line.number, line.state, line.begins, line.until) == (
        number,
        "in-force",
        "2026-03-01T08:00:00Z",
        "2026-05-31T20:59:59Z",
    )
    assert (line.verified, line.remarks, told.states) == (True, [], {"in-force": 1})
    assert authorisations(
        at, AuthorisationRegisterRequest(as_of=moment("2026-05-31T20:59:59")), None
    ).states == {"in-force": 1}
    assert authorisations(
        at, AuthorisationRegisterRequest(as_of=moment("2026-05-31T21:00:00")), None
    ).states == {"expired": 1}
    assert authorisations(at, AuthorisationRegisterRequest(as_of=moment("2026-02-28T08:00")), None).total == 0


def test_who_handles_leads_or_applied_does_not_decide_and_is_not_named(at: Seat) -> None:
    law(at)
    chief, other = person(at, "chief", "supervisor"), person(at, "other", "analyst")
    for application_, by in (
        (application(handlers=["chief"]), other),
        (application(officers=["chief"]), other),
        (application(), chief),
    ):
        number = apply(by, application_, None).number
        asked = DecisionRequest(number=number, granted=True, reason="لا يجوز", months=1)
        error = refusal("covert-decider-involved", decide, chief, asked, None)
        assert "chief" not in str(error).casefold()
        assert of_number(at, number).body.state(now()) == "submitted"
        assert decide(at, asked, None).state == "in-force"
    handled = next(one.body for one in at.records(AUTHORISATION).find().records if one.body.involved)
    assert chief.actor.id not in handled.model_dump_json()
    assert any(
        leaf.act == "covert.decide" and leaf.result == "refused:covert-decider-involved"
        for leaf in at.bench.door.audit.leaves()
    )


def test_nothing_is_granted_on_a_basis_that_counsel_did_not_verify(at: Seat) -> None:
    number = apply(person(at, "officer", "analyst"), application("source"), None).number
    refusal(
        "covert-not-verified",
        decide,
        at,
        DecisionRequest(number=number, granted=True, reason="نعم نعم", months=1),
        None,
    )
    interception = apply(person(at, "second", "analyst"), application("interception"), None).number
    law(at, "interception")
    refusal(
        "covert-judge-only",
        decide,
        at,
        DecisionRequest(number=interception, granted=True, reason="نعم نعم", months=1),
        None,
    )
    assert (
        decide(at, DecisionRequest(number=number, granted=False, reason="بلا سند"), None).state == "refused"
    )
    unverified = [one for one in known(at, NoQuestion(), None).techniques if not one.verified]
    assert len(unverified) == 11
    assert all(one.remarks[0].code == "covert-unverified" for one in unverified)


def test_an_order_is_received_with_its_end_and_both_times(at: Seat, turn: Turn) -> None:
    turn("2026-04-02T08:00")
    asked = ReceivedOrderRequest(
        technique="interception",
        issuer="محكمة العينة",
        reference="7/2026",
        at=moment("2026-03-01T10:00+03:00"),
        begins=moment("2026-03-01T10:00+03:00"),
        ends=moment("2026-04-30T23:59:59+03:00"),
        subjects=["+9647701234567"],
    )
    told = receive(at, asked, None)
    assert (told.state, told.received, told.decided, told.entered) == (
        "in-force",
        True,
        "2026-03-01T07:00:00Z",
        "2026-04-02T08:00:00Z",
    )
    assert [one.code for one in told.remarks] == ["covert-entered-late", "covert-unverified"]
    refusal("covert-open-ended", receive, at, asked.model_copy(update={"ends": None}), None)
    refusal("covert-ends-first", receive, at, asked.model_copy(update={"ends": asked.begins}), None)
    refusal(
        "moment-field-ahead", performed, at, "receive", asked.model_copy(update={"at": moment("2026-04-03")})
    )
    law(at, "interception")
    refusal(
        "covert-renew-elsewhere", renew, at, RenewalRequest(number=told.number, months=1, gain="لا شيء"), None
    )


def test_a_renewal_runs_from_the_day_after_and_after_the_end_there_is_none(at: Seat, turn: Turn) -> None:
    turn("2025-12-31T21:00")
    officer = person(at, "officer", "analyst")
    number = granted(officer, at)
    assert of_number(at, number).body.until == moment("2026-03-31T20:59:59")
    turn("2026-03-20T08:00")
    told = renew(at, RenewalRequest(number=number, months=3, gain="حُدد المخزن"), None)
    assert (told.until, told.renewals) == ("2026-06-30T20:59:59Z", 1)
    turn("2026-06-30T21:00")
    with pytest.raises(WrongUse) as caught:
        renew(at, RenewalRequest(number=number, months=3, gain="متأخر"), None)
    assert caught.value.code == "clock-renewal-late"
    assert of_number(at, number).body.state(now()) == "expired"


def test_nothing_is_back_dated_and_nothing_is_longer_than_the_law(at: Seat) -> None:
    officer = person(at, "officer", "analyst")
    law(at, months=3)
    number = apply(officer, application(), None).number
    base = DecisionRequest(number=number, granted=True, reason="نعم نعم", months=3)
    refusal(
        "covert-backdated", decide, at, base.model_copy(update={"begins": now() - timedelta(hours=1)}), None
    )
    refusal("covert-too-long", decide, at, base.model_copy(update={"months": 4}), None)
    refusal("covert-too-long", decide, at, base.model_copy(update={"months": 0}), None)
    bare = apply(officer, application(necessity=" "), None).number
    refusal("covert-reasons-missing", decide, at, base.model_copy(update={"number": bare}), None)
    assert (
        decide(at, base.model_copy(update={"begins": moment("2026-03-05T00:00+03:00")}), None).state
        == "granted"
    )
    refusal("covert-state", decide, at, base, None)


def test_an_urgent_oral_decision_lasts_72_hours_and_is_written_up_within_24(at: Seat, turn: Turn) -> None:
    law(at)
    officer = person(at, "officer", "analyst")
    turn("2026-03-28T21:00")
    asked = OralDecisionRequest(
        technique="directed-surveillance",
        purpose="منع جريمة",
        urgent="الليلة",
        by="owner",
        at=moment("2026-03-28T23:30+03:00"),
    )
    told = oral(officer, asked, None)
    assert (told.until, told.write_up_due, told.oral) == (
        "2026-03-31T20:30:00Z",
        "2026-03-29T20:30:00Z",
        True,
    )
    refusal("covert-decider-role", oral, officer, asked.model_copy(update={"by": "officer"}), None)
    refusal("covert-decider-involved", oral, at, asked, None)
    written = WriteUpRequest(number=told.number, necessity="كان الموعد الليلة", proportionality="ليلة واحدة")
    refusal("covert-decider-writes", write_up, person(at, "chief", "supervisor"), written, None)
    turn("2026-03-29T20:31")
    assert "covert-write-up-late" in [
        one.code for one in authorisations(at, AuthorisationRegisterRequest(), None).authorisations[0].remarks
    ]
    late = write_up(at, written, None)
    assert [one.code for one in late.remarks] == ["covert-write-up-late"]
    refusal("covert-not-oral", write_up, at, written, None)


def test_what_is_no_longer_needed_ends_and_nothing_covers_what_comes_after(at: Seat, turn: Turn) -> None:
    number = granted(person(at, "officer", "analyst"), at)
    turn("2026-03-10T12:00")
    told = review(at, ReviewRequest(number=number, conclusion="انتهى الغرض", needed=False), None)
    assert told.remarks[0].code == "covert-cancel-today"
    refusal(
        "moment-field-ahead",
        performed,
        at,
        "cancel",
        CancellationRequest(number=number, reason="انتهى", stopped_at=moment("2026-03-11")),
    )
    ended = cancel(
        at, CancellationRequest(number=number, reason="انتهى", stopped_at=moment("2026-03-10T11:30")), None
    )
    assert (ended.state, ended.until) == ("cancelled", "2026-03-10T11:30:00Z")
    law(at)
    refusal("covert-state", renew, at, RenewalRequest(number=number, months=1, gain="لا شيء"), None)


def test_drafts_are_handed_in_or_withdrawn_and_stay(at: Seat) -> None:
    officer = person(at, "officer", "analyst")
    first = apply(officer, application(draft=True), None)
    assert first.state == "draft"
    assert submit(officer, AuthorisationReference(number=first.number), None).state == "submitted"
    refusal("covert-state", submit, officer, AuthorisationReference(number=first.number), None)
    assert withdraw(officer, AuthorisationReference(number=first.number), None).state == "withdrawn"
    assert [one.version for one in at.records(AUTHORISATION).history(first.id)] == [3, 2, 1]


def test_a_case_with_something_live_is_not_closed(at: Seat) -> None:
    number = granted(person(at, "officer", "analyst"), at, matter="Case 3")
    refusal("covert-still-live", close, at, MatterClosureRequest(matter="Case 3"), None)
    cancel(at, CancellationRequest(number=number, reason="انتهى الغرض"), None)
    assert close(at, MatterClosureRequest(matter="Case 3"), None).closed == 1
    assert of_number(at, number).body.state(now()) == "closed"


def test_reasons_that_repeat_earlier_ones_stand_side_by_side(at: Seat) -> None:
    officer = person(at, "officer", "analyst")
    words = "لا يمكن الحصول على الدليل بوسيلة أخرى لأن الشبكة مغلقة وتتبدل أرقامها كل أسبوع"
    first = apply(officer, application(necessity=words), None)
    again = apply(officer, application(necessity=words.replace("أسبوع", "شهر")), None)
    other = apply(
        officer,
        application(necessity="المخزن خلف السوق ولا يُرى من الشارع والحارس يعرف سياراتنا كلها منذ الصيف"),
        None,
    )
    assert (first.copied, other.copied) == ([], [])
    assert [(one.number, one.likeness > 0.9) for one in again.copied] == [(first.number, True)]
    assert "شهر" in again.copied[0].these
    assert "أسبوع" in again.copied[0].those


def test_an_unknown_number_and_another_technique_are_refused(at: Seat) -> None:
    refusal("pseudonym-wrong", cancel, at, CancellationRequest(number="nothing", reason="لا شيء"), None)
    refusal(
        "covert-none",
        cancel,
        at,
        CancellationRequest(number=AUTHORISATION.example.number, reason="لا شيء"),
        None,
    )
    with pytest.raises(Conflict):
        cancel(at, CancellationRequest(number=apply(at, application(), None).number, reason="لا شيء"), None)
    with pytest.raises(Refused):
        at.bench.door.require(
            person(at, "officer", "analyst").actor, "release", at.bench.door.cases.find(at.actor.id, at.home)
        )
