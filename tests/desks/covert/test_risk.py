"""Risks of a tasking: words in the vault alone, no sum, a look with a conclusion by somebody else, no task
without; the inspector and the inbox see what is stale."""

from datetime import timedelta

from tahqiq.desks.covert.due import due
from tahqiq.desks.covert.inspections.operations import InspectionRequest, inspect
from tahqiq.desks.covert.registrations.operations import SourceRequest, register
from tahqiq.desks.covert.risks.operations import (
    RiskAdditionRequest,
    RiskAssessmentReference,
    RiskAssessmentRequest,
    RiskReviewRequest,
    add,
    assess,
    read,
    review,
)
from tahqiq.desks.covert.risks.record import RISK
from tahqiq.desks.covert.sources.operations import SourceStateRequest, move
from tahqiq.desks.covert.tasks.operations import TaskRequest, task
from tahqiq.desks.covert.uses.record import used
from tests.desks.conftest import Turn, person
from tests.desks.covert.conftest import granted, now
from tests.desks.covert.test_authorisations import refusal
from tests.seat import Seat

WORD = "zzqxrisk"


def active(at: Seat, handler: Seat) -> tuple[str, str]:
    """The code of an active source of the handler, and the number of its authorisation."""
    code = register(
        handler, SourceRequest(name="سلام العينة", phone="+9647700000001", handlers=["handler"]), None
    ).code
    number = granted(
        person(at, "applicant", "analyst"), at, months=12, technique="source", handlers=["handler"]
    )
    for state, who in (("assessed", handler), ("authorised", at), ("active", at)):
        move(
            who,
            SourceStateRequest.model_validate(
                {"code": code, "state": state, "reason": "نعم", "number": number}
            ),
            None,
        )
    return code, number


def asked(code: str, number: str, **more: object) -> RiskAssessmentRequest:
    told: dict[str, object] = {
        "code": code,
        "number": number,
        "task": f"{WORD} reads the book of movements",
        "towards": "source",
        "cause": f"{WORD} sees the book",
        "mitigation": "asks for nothing else",
        "owner": "C-7",
        "review_on": (now() + timedelta(days=30)).date(),
    }
    return RiskAssessmentRequest.model_validate(told | more)


def test_a_source_gets_no_task_without_risks_that_stand_and_were_assessed_for_it(
    at: Seat, handler: Seat
) -> None:
    code, number = active(at, handler)
    refusal("covert-risk-needed", task, handler, TaskRequest(number=number, code=code), None)
    refusal("covert-not-handler", assess, at, asked(code, number), None)
    refusal("covert-review-past", assess, handler, asked(code, number, review_on="2026-02-28"), None)
    refusal("covert-review-past", assess, handler, asked(code, number, review_on="2028-02-28"), None)
    told = assess(handler, asked(code, number), None)
    more = {
        "risk": told.risk,
        "towards": "public",
        "cause": "taken for a seller",
        "mitigation": "carries nothing",
        "owner": "C-7",
    }
    told = add(handler, RiskAdditionRequest.model_validate(more), None)
    assert [(one.towards, one.owner) for one in told.risks] == [("source", "C-7"), ("public", "C-7")]
    assert not {"score", "sum", "level"} & {*type(told).model_fields, *type(told.risks[0]).model_fields}
    other, another = active_again(at, handler)
    refusal(
        "covert-risk-needed", task, handler, TaskRequest(number=another, code=other, risk=told.risk), None
    )
    task(handler, TaskRequest(number=number, code=code, risk=told.risk), None)
    refusal("covert-risk-needed", task, handler, TaskRequest(number=number, code=code, risk=told.risk), None)
    refusal("covert-risk-over", add, handler, RiskAdditionRequest.model_validate(more), None)
    assert inspect(at, InspectionRequest(seed=1, sample=9), None).findings == []


def active_again(at: Seat, handler: Seat) -> tuple[str, str]:
    code = register(
        handler, SourceRequest(name="هيوا العينة", phone="+9647700000002", handlers=["handler"]), None
    ).code
    number = granted(
        at_other(at),
        at,
        months=12,
        technique="source",
        handlers=["handler"],
        necessity="سبب آخر مختلف كل الاختلاف عما قبله",
    )
    for state, who in (("assessed", handler), ("authorised", at), ("active", at)):
        move(
            who,
            SourceStateRequest.model_validate(
                {"code": code, "state": state, "reason": "نعم", "number": number}
            ),
            None,
        )
    return code, number


def at_other(at: Seat) -> Seat:
    return person(at, "applicant2", "analyst")


def test_a_look_needs_a_conclusion_and_somebody_else_and_what_is_stale_is_due_and_found(
    at: Seat, handler: Seat, turn: Turn
) -> None:
    code, number = active(at, handler)
    risk = assess(handler, asked(code, number), None).risk
    (owed,) = [one for one in due(at) if one.obligation.clock == "risk"]
    assert owed.obligation.deadline is not None
    assert str(owed.obligation.deadline.until) == "2026-03-31 20:59:59+00:00"
    turn("2026-03-31T20:59:59")
    assert read(handler, RiskAssessmentReference(risk=risk), None).standing
    turn("2026-03-31T21:00:00")
    assert not read(handler, RiskAssessmentReference(risk=risk), None).standing
    refusal("covert-risk-needed", task, handler, TaskRequest(number=number, code=code, risk=risk), None)
    used(handler, "tasking", now(), number, "active", code)
    codes = [one.code for one in inspect(at, InspectionRequest(seed=1, sample=9), None).findings]
    assert codes == ["covert-found-no-risk", "covert-found-risk-stale"], (
        "the first contact with somebody new is none"
    )
    wanted = {
        "risk": risk,
        "stands": True,
        "conclusion": f"{WORD} nobody asked about the book",
        "review_on": "2026-05-01",
    }
    refusal("covert-decider-involved", review, handler, RiskReviewRequest.model_validate(wanted), None)
    refusal(
        "covert-review-day", review, at, RiskReviewRequest.model_validate(wanted | {"review_on": None}), None
    )
    refusal(
        "covert-review-day", review, at, RiskReviewRequest.model_validate(wanted | {"stands": False}), None
    )
    told = review(at, RiskReviewRequest.model_validate(wanted), None)
    assert (told.standing, told.review_on, [one.conclusion for one in told.looks]) == (
        True,
        "2026-05-01",
        [wanted["conclusion"]],
    )
    review(at, RiskReviewRequest.model_validate(wanted | {"stands": False, "review_on": None}), None)
    refusal("covert-risk-over", review, at, RiskReviewRequest.model_validate(wanted), None)
    assert not [one for one in due(at) if one.obligation.clock == "risk"]


def test_the_words_lie_in_the_vault_alone(at: Seat, handler: Seat) -> None:
    code, number = active(at, handler)
    risk = assess(handler, asked(code, number), None).risk
    refusal(
        "covert-no-risk", read, person(at, "outsider", "supervisor"), RiskAssessmentReference(risk=risk), None
    )
    at.bench.workspace.database.scrub()
    assert [
        path
        for path in at.bench.workspace.root.rglob("*")
        if path.is_file() and WORD.encode() in path.read_bytes()
    ] == []
    assert not any(WORD in str(leaf) for leaf in at.bench.door.audit.leaves())
    assert handler.actor.id not in at.records(RISK).find().records[0].body.model_dump_json()
