"""A step change: what an authorisation does not cover takes a new one, which ends the old."""

from tahqiq.desks.covert.authorisations.applications import apply
from tahqiq.desks.covert.authorisations.decisions import DecisionRequest, RenewalRequest, decide, renew
from tahqiq.desks.covert.authorisations.lookup import of_number
from tahqiq.desks.covert.tasks.operations import TaskRequest, task
from tahqiq.desks.covert.uses.record import USE
from tests.desks.conftest import Turn, person
from tests.desks.covert.conftest import application, granted, now
from tests.desks.covert.test_authorisations import refusal
from tests.seat import Seat


def test_a_changed_task_is_refused_until_a_new_authorisation_ends_the_old_one(at: Seat, turn: Turn) -> None:
    applicant = person(at, "applicant", "analyst")
    places, permitted, prohibited = ["المخزن"], ["الرصد"], ["الدخول"]
    old = granted(
        applicant, at, months=3, subjects=["V-1"], places=places, permitted=permitted, prohibited=prohibited
    )
    task(applicant, TaskRequest(number=old, subjects=["v-1"], places=["المخزن"], acts=["الرصد"]), None)
    for more in ({"subjects": ["V-2"]}, {"places": ["المطار"]}, {"acts": ["الدخول"]}, {"acts": ["الشراء"]}):
        refusal(
            "covert-step-change", task, applicant, TaskRequest.model_validate({"number": old, **more}), None
        )
    assert at.records(USE).count({"what": "tasking"})[None] == 1
    turn("2026-03-05T08:00")
    new = apply(
        applicant,
        application(
            subjects=["V-1", "V-2"], places=places, permitted=permitted, prohibited=prohibited, replaces=old
        ),
        None,
    ).number
    refusal("covert-step-open", renew, at, RenewalRequest(number=old, months=1, gain="حُدد المخزن"), None)
    task(applicant, TaskRequest(number=old, subjects=["V-1"]), None)
    turn("2026-03-06T08:00")
    decide(at, DecisionRequest(number=new, granted=True, reason="الأسباب محددة", months=3), None)
    assert (of_number(at, old).body.state(now()), of_number(at, new).body.state(now())) == (
        "cancelled",
        "in-force",
    )
    refusal("covert-not-in-force", task, applicant, TaskRequest(number=old, subjects=["V-1"]), None)
    task(applicant, TaskRequest(number=new, subjects=["V-2"]), None)


def test_a_refused_step_change_leaves_the_old_authorisation_as_it_is(at: Seat) -> None:
    applicant = person(at, "applicant", "analyst")
    old = granted(applicant, at, subjects=["V-1"])
    new = apply(applicant, application(subjects=["V-2"], replaces=old), None).number
    decide(at, DecisionRequest(number=new, granted=False, reason="لا ضرورة"), None)
    assert of_number(at, old).body.state(now()) == "in-force"
    renew(at, RenewalRequest(number=old, months=1, gain="حُدد المخزن"), None)
