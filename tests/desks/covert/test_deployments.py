"""Deployments: instructions before, both times, words as they were said, buys in custody, signs of life, and
the sheet without a verdict (T15, T19)."""

from datetime import timedelta

import pytest

from tahqiq.desk.inbox import inbox
from tahqiq.desks.covert.deployments.incitement import (
    DeploymentLogRequest,
    IncitementSheetRequest,
    SuspicionRequest,
    look,
    sheet,
    suspect,
)
from tahqiq.desks.covert.deployments.log_entries import BuyRequest, DeploymentLogEntryRequest, buy, enter
from tahqiq.desks.covert.deployments.operations import (
    BriefingRequest,
    DeploymentsRequest,
    brief,
    deployments,
    end,
    sign,
    start,
)
from tahqiq.desks.covert.deployments.record import DEPLOYMENT, of_number
from tahqiq.desks.covert.deployments.requests import DeploymentMomentRequest, DeploymentReference
from tahqiq.desks.covert.deployments.view import DeploymentView
from tahqiq.desks.covert.exhibits.operations import ExhibitCustodyRequest, ExhibitLogRequest, act
from tahqiq.desks.covert.exhibits.operations import look as exhibit
from tahqiq.desks.covert.exhibits.record import EXHIBIT
from tahqiq.desks.covert.inspections.operations import InspectionRequest, inspect
from tahqiq.desks.covert.officers.operations import OfficerRequest, register
from tahqiq.desks.covert.uses.record import USE
from tests.desks.conftest import Turn, performed, person
from tests.desks.covert.conftest import granted, moment, now
from tests.desks.covert.test_authorisations import refusal
from tests.seat import Seat

CANARY = "zzqxcanary"


@pytest.fixture
def team(at: Seat) -> dict[str, Seat]:
    """The chief who sends, the officer, the cover officer and somebody else."""
    return {"chief": at, **{login: person(at, login, "analyst") for login in ("officer", "cover", "other")}}


def briefed(team: dict[str, Seat], **more: object) -> str:
    chief = team["chief"]
    number = granted(
        team["other"],
        chief,
        months=3,
        technique="undercover",
        subjects=["V-1"],
        permitted=["الشراء"],
        prohibited=["السلاح"],
    )
    days = {"trained": (now() + timedelta(days=300)).date(), "checked": (now() + timedelta(days=30)).date()}
    code = register(chief, OfficerRequest.model_validate({"officer": "officer", **days}), None).code
    told = {
        "number": number,
        "code": code,
        "cover": "cover",
        "hours": 6,
        "objectives": "شراء واحد",
        "exit_plan": "الباب الخلفي",
        "permitted": ["الشراء"],
    }
    return brief(chief, BriefingRequest.model_validate(told | more), None).number


def sent(team: dict[str, Seat]) -> str:
    number = briefed(team)
    sign(team["officer"], DeploymentReference(deployment=number), None)
    start(team["chief"], DeploymentMomentRequest(deployment=number, at=now()), None)
    return number


def test_instructions_are_signed_by_the_officer_before_anything_begins(
    team: dict[str, Seat], turn: Turn
) -> None:
    number = briefed(team)
    chief, one = team["chief"], DeploymentReference(deployment=number)
    told = look(chief, DeploymentLogRequest(deployment=number), None)
    assert [
        text in told.prohibited
        for text in ("No incitement to an offence", "No sexual relationship", "No violence", "السلاح")
    ] == [True] * 4
    turn("2026-03-01T10:00")
    refusal("covert-not-signed", start, chief, DeploymentMomentRequest(deployment=number, at=now()), None)
    refusal("covert-officer-signs", sign, chief, one, None)
    refusal("covert-officer-signs", sign, team["cover"], one, None)
    sign(team["officer"], one, None)
    refusal("covert-deployment-state", sign, team["officer"], one, None)
    refusal(
        "covert-not-signed",
        start,
        chief,
        DeploymentMomentRequest(deployment=number, at=now() - timedelta(minutes=1)),
        None,
    )
    refusal(
        "moment-field-ahead",
        performed,
        chief,
        "deploy-start",
        DeploymentMomentRequest(deployment=number, at=now() + timedelta(minutes=3)),
    )
    assert (
        start(chief, DeploymentMomentRequest(deployment=number, at=now()), None).started
        == "2026-03-01T10:00:00Z"
    )
    refusal(
        "covert-deployment-state", start, chief, DeploymentMomentRequest(deployment=number, at=now()), None
    )
    assert chief.records(USE).count({"what": "deployment"})[None] == 1


def test_who_is_sent_writes_no_instructions_and_an_unfit_officer_is_not_sent(
    team: dict[str, Seat], turn: Turn
) -> None:
    refusal("covert-step-change", lambda: briefed(team, permitted=["الدخول"]))
    refusal("covert-cover-self", lambda: briefed(team, cover="officer"))
    number = briefed(team)
    code = of_number(team["chief"], number).body.officer
    days = OfficerRequest(code=code, trained=moment("2027-01-01").date(), checked=moment("2027-01-01").date())
    refusal("covert-officer-self", register, team["officer"], days, None)
    refusal(
        "covert-officer-self",
        register,
        team["officer"],
        OfficerRequest(officer="officer", trained=days.trained, checked=days.checked),
        None,
    )
    sign(team["officer"], DeploymentReference(deployment=number), None)
    turn("2026-04-05T08:00")
    refusal(
        "covert-officer-unfit",
        start,
        team["chief"],
        DeploymentMomentRequest(deployment=number, at=now()),
        None,
    )
    register(team["chief"], days, None)
    turn("2026-06-02T08:00")
    refusal(
        "covert-not-in-force",
        start,
        team["chief"],
        DeploymentMomentRequest(deployment=number, at=now()),
        None,
    )


def test_the_log_keeps_both_times_words_and_the_old_text(team: dict[str, Seat], turn: Turn) -> None:
    number = sent(team)
    turn("2026-03-03T09:00")
    line = {"deployment": number, "at": moment("2026-03-01T09:00"), "text": "بكم الكيلو؟  ", "what": "words"}
    refusal(
        "covert-words-speaker", enter, team["officer"], DeploymentLogEntryRequest.model_validate(line), None
    )
    refusal(
        "covert-not-deployed",
        enter,
        team["other"],
        DeploymentLogEntryRequest.model_validate(line | {"speaker": "V-1"}),
        None,
    )
    refusal(
        "covert-not-deployed",
        enter,
        team["chief"],
        DeploymentLogEntryRequest.model_validate(line | {"speaker": "V-1"}),
        None,
    )
    told = enter(
        team["officer"],
        DeploymentLogEntryRequest.model_validate(line | {"speaker": "V-1", "settles": "starts"}),
        None,
    )
    assert [one.code for one in told.remarks] == ["covert-entered-late", "covert-contact-overdue"]
    first = told.log[0]
    assert (first.observed, first.written, first.late, first.author, first.text) == (
        "2026-03-01T09:00:00Z",
        "2026-03-03T09:00:00Z",
        True,
        "officer",
        "بكم الكيلو؟  ",
    )
    note = {"deployment": number, "at": now(), "text": "عاد البائع", "what": "note"}
    refusal(
        "covert-no-line",
        enter,
        team["cover"],
        DeploymentLogEntryRequest.model_validate(note | {"corrects": 2}),
        None,
    )
    told = enter(team["cover"], DeploymentLogEntryRequest.model_validate(note | {"corrects": 1}), None)
    assert [(one.seq, one.text, one.corrects, one.corrected_by) for one in told.log] == [
        (1, "بكم الكيلو؟  ", 0, 2),
        (2, "عاد البائع", 1, 0),
    ]
    refusal(
        "covert-no-line",
        enter,
        team["cover"],
        DeploymentLogEntryRequest.model_validate(note | {"corrects": 1}),
        None,
    )
    refusal(
        "covert-outside-deployment",
        enter,
        team["officer"],
        DeploymentLogEntryRequest.model_validate(note | {"at": moment("2026-03-01T07:00")}),
        None,
    )
    refusal(
        "moment-field-ahead",
        performed,
        team["officer"],
        "deploy-log",
        DeploymentLogEntryRequest.model_validate(note | {"at": now() + timedelta(minutes=3)}),
    )
    refusal(
        "covert-buy-needs",
        enter,
        team["officer"],
        DeploymentLogEntryRequest.model_validate(note | {"what": "buy"}),
        None,
    )
    refusal(
        "covert-outside-deployment",
        end,
        team["officer"],
        DeploymentMomentRequest(deployment=number, at=moment("2026-03-02T00:00")),
        None,
    )
    end(team["officer"], DeploymentMomentRequest(deployment=number, at=now()), None)
    refusal(
        "covert-deployment-state",
        end,
        team["officer"],
        DeploymentMomentRequest(deployment=number, at=now()),
        None,
    )
    assert len(team["chief"].records(DEPLOYMENT).history(of_number(team["chief"], number).id)) == 4, (
        "its lines make no versions of it"
    )


def test_a_sign_of_life_that_does_not_come_is_an_alarm(team: dict[str, Seat], turn: Turn) -> None:
    number, chief = sent(team), team["chief"]
    turn("2026-03-01T14:00")
    assert [
        (one.number, one.contact_due, one.overdue)
        for one in deployments(chief, DeploymentsRequest(out=True), None).deployments
    ] == [(number, "2026-03-01T14:00:00Z", False)]
    turn("2026-03-01T14:01")
    assert deployments(chief, DeploymentsRequest(out=True), None).deployments[0].overdue
    box = inbox(chief, now(), "en")
    assert [(one.label, one.standing) for one in box.items if one.kind == "covert-deployment"] == [
        (f"Sign of life of the deployment {number}", "overdue")
    ]
    enter(
        team["cover"],
        DeploymentLogEntryRequest(deployment=number, at=now(), what="contact", text="اتصل"),
        None,
    )
    assert (
        deployments(chief, DeploymentsRequest(out=True), None).deployments[0].contact_due
        == "2026-03-01T20:01:00Z"
    )
    end(team["officer"], DeploymentMomentRequest(deployment=number, at=now()), None)
    assert deployments(chief, DeploymentsRequest(out=True), None).deployments == []
    assert [one for one in inbox(chief, now(), "en").items if one.kind == "covert-deployment"] == []


def test_what_was_bought_is_an_exhibit_with_its_holder_and_its_notes(
    team: dict[str, Seat], turn: Turn
) -> None:
    number, chief = sent(team), team["chief"]
    turn("2026-03-01T09:00")
    asked = BuyRequest(
        deployment=number,
        at=now(),
        text="اشترى كيساً",
        speaker="V-1",
        serials=["A1", "A2"],
        exhibit="K-1",
        grams="10.2",
    )
    told = buy(team["officer"], asked, None)
    assert (told.log[0].serials, told.log[0].exhibit) == (["A1", "A2"], "K-1")
    refusal("custody-taken-twice", buy, team["officer"], asked, None)
    refusal("covert-not-deployed", buy, team["other"], asked.model_copy(update={"exhibit": "K-2"}), None)
    officer = of_number(chief, number).body.officer
    kept = exhibit(chief, ExhibitLogRequest(exhibit="K-1"), None)
    assert (kept.holder, kept.of, kept.mass.taken, kept.mass.closes) == (officer, number, "10.2", True)
    turn("2026-03-01T10:00")
    handed = ExhibitCustodyRequest(
        exhibit="K-1", doing="handed", at=now(), holder="somebody", taker="lab", reason="فحص"
    )
    refusal("custody-gap", act, chief, handed, None)
    act(chief, handed.model_copy(update={"holder": officer}), None)
    refusal(
        "moment-field-ahead",
        performed,
        chief,
        "exhibit-act",
        ExhibitCustodyRequest(
            exhibit="K-1", doing="sealed", at=now() + timedelta(minutes=3), holder="lab", seal="S-1"
        ),
    )
    weighed = ExhibitCustodyRequest(exhibit="K-1", doing="weighed", at=now(), holder="lab", grams="9.9")
    refusal("custody-weight-differs", act, chief, weighed, None)
    told_exhibit = act(chief, weighed.model_copy(update={"accepted": "chief", "reason": "رطوبة"}), None)
    assert (told_exhibit.holder, told_exhibit.mass.lost, told_exhibit.mass.closes) == ("lab", "0.3", True)
    assert [one.what for one in told_exhibit.steps] == ["taken", "handed", "weighed"]
    assert chief.records(EXHIBIT).count()[None] == 1


def test_suspicion_that_is_dated_after_the_first_contact_is_said_and_nothing_judges(
    team: dict[str, Seat], turn: Turn
) -> None:
    number, chief = sent(team), team["chief"]
    turn("2026-03-02T08:00")

    def codes(told: DeploymentView) -> list[str]:
        return [one.code for one in told.remarks if one.code.startswith("covert-suspicion")]

    asked = IncitementSheetRequest(deployment=number, proposed_by="subject")
    assert codes(sheet(chief, asked, None)) == ["covert-suspicion-none"]
    after = SuspicionRequest(
        deployment=number, since=moment("2026-03-01T08:00"), fact="عرض البيع", rests_on="السجل"
    )
    assert codes(suspect(chief, after, None)) == ["covert-suspicion-after", "covert-suspicion-none"]
    told = suspect(
        chief, after.model_copy(update={"since": moment("2026-02-01T08:00"), "fact": "بلاغان"}), None
    )
    assert codes(told) == ["covert-suspicion-after"]
    assert told.sheet is not None
    assert "verdict" not in type(told.sheet).model_fields
    refusal(
        "moment-field-ahead",
        performed,
        chief,
        "deploy-suspicion",
        after.model_copy(update={"since": now() + timedelta(minutes=3)}),
    )
    earlier = sheet(chief, asked.model_copy(update={"first_contact": moment("2026-01-15T08:00")}), None)
    assert codes(earlier) == ["covert-suspicion-after", "covert-suspicion-none"]


def test_who_an_officer_is_stands_in_no_record_and_no_stranger_reads_a_deployment(
    team: dict[str, Seat], at: Seat
) -> None:
    spy = person(at, CANARY, "analyst")
    days = {"trained": moment("2027-01-01").date(), "checked": moment("2027-01-01").date()}
    code = register(at, OfficerRequest.model_validate({"officer": CANARY, **days}), None).code
    stored = at.bench.workspace.database.query("SELECT body FROM shelf_record")
    assert stored
    assert not any(CANARY in str(row) or spy.actor.id in str(row) for row in stored)
    refusal("covert-no-deployment", look, at, DeploymentLogRequest(deployment=code), None)
    assert not inspect(at, InspectionRequest(seed=1, sample=3), None).findings
