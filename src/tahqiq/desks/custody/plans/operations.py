"""Make the individual plan, record attendance and reviews. Nothing is counted into a figure of a person."""

from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.details import record_of
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desk.records import changed, every
from tahqiq.desks.custody.answers import RecordAnswer
from tahqiq.desks.custody.people.examples import example_held
from tahqiq.desks.custody.people.lookup import held_of
from tahqiq.desks.custody.people.record import OfPerson
from tahqiq.desks.custody.plans.record import PLAN, Plan, PlanAttendance, PlanDetails, PlanReview
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, NotFound, WrongUse

LONGEST = timedelta(days=183)
"""For how long an alert may stand, and a plan go without a review (house rule)."""


class PlanRequest(PlanDetails, needs=("by", "view")):
    """The plan of somebody who is held. What is left empty stays as it was."""


def plan(at: ActingDesktop, asked: PlanRequest, _progress: Progress | None) -> RecordAnswer:
    """Make a plan, or change the one of the open booking: each change is a version, what was before stays in
    its history. Raises ``NotFound`` (``custody-nobody-called``, ``custody-not-held``), ``WrongUse``
    (``custody-review-days``, ``custody-plan-empty``)."""
    who = asked.person
    booking = held_of(at, who).body.number
    if not asked.made < asked.review <= asked.made + LONGEST:
        raise WrongUse("custody-review-days")
    found = plan_of(at, booking)
    given = {name: value for name, value in asked.model_dump(exclude={"person"}).items() if value}
    if found is not None:
        return RecordAnswer(
            record=changed(at, PLAN, found, **(given | {"made": found.body.made})).id, number=booking
        )
    if not (asked.goals or asked.work or asked.education or asked.programmes):
        raise WrongUse("custody-plan-empty")
    return RecordAnswer(
        record=at.records(PLAN).save(Plan(person=who, booking=booking, **given)).id, number=booking
    )


def plan_of(at: Desktop, booking: str) -> RecordVersion[Plan] | None:
    """The plan of a booking, the newest where several were read from files; None where there is none."""
    found = sorted(every(at, PLAN, {"booking": booking}), key=lambda one: one.body.made)
    return found[-1] if found else None


def _own(at: Desktop, person: str) -> RecordVersion[Plan]:
    booking = held_of(at, person).body.number
    found = plan_of(at, booking)
    if found is None:
        raise NotFound("custody-no-plan", value=booking)
    return found


class AttendanceRequest(PlanAttendance, OfPerson, needs=()):
    """Whether somebody came to what their plan offers."""


def attend(at: ActingDesktop, asked: AttendanceRequest, _progress: Progress | None) -> RecordAnswer:
    """Write down attendance, once for a day and programme. Raises ``NotFound`` (``custody-nobody-called``,
    ``custody-not-held``, ``custody-no-plan``), ``Conflict`` (``custody-attended``), ``WrongUse``
    (``custody-review-days``)."""
    found = _own(at, asked.person)
    if any((one.day, one.programme) == (asked.day, asked.programme) for one in found.body.attended):
        raise Conflict("custody-attended", value=asked.programme)
    if asked.day < found.body.made:
        raise WrongUse("custody-review-days")
    line = record_of(PlanAttendance, asked)
    kept = changed(
        at,
        PLAN,
        found,
        attended=sorted([*found.body.attended, line], key=lambda one: (one.day, one.programme)),
    )
    return RecordAnswer(record=kept.id, number=found.body.booking)


class PlanReviewRequest(PlanReview, OfPerson, needs=()):
    """A review of the plan with the person."""

    review: Annotated[date, MAY_LIE_AHEAD] = Field(
        description="The day of the next review: half a year at most."
    )


def review(at: ActingDesktop, asked: PlanReviewRequest, _progress: Progress | None) -> RecordAnswer:
    """Keep a review and set the next. Raises ``NotFound`` (``custody-nobody-called``, ``custody-not-held``,
    ``custody-no-plan``), ``WrongUse`` (``custody-review-days``)."""
    found = _own(at, asked.person)
    if asked.day < found.body.made or not asked.day < asked.review <= asked.day + LONGEST:
        raise WrongUse("custody-review-days")
    line = record_of(PlanReview, asked)
    kept = changed(
        at,
        PLAN,
        found,
        reviews=sorted([*found.body.reviews, line], key=lambda one: one.day),
        review=asked.review,
    )
    return RecordAnswer(record=kept.id, number=found.body.booking)


_DAY = date(2026, 5, 9)


def _with_plan(at: ActingDesktop) -> str:
    number = example_held(at)
    at.records(PLAN).save(
        PLAN.example.model_copy(update={"person": number, "booking": held_of(at, number).body.number})
    )
    return number


OPERATIONS = (
    Operation(
        "plan",
        PlanRequest,
        RecordAnswer,
        "act",
        "write-case",
        plan,
        lambda at: PlanRequest(
            person=example_held(at),
            by="Social researcher 2",
            made=_DAY,
            review=date(2026, 8, 9),
            view="Wants to read.",
            goals=["Reading course"],
        ),
    ),
    Operation(
        "attendance",
        AttendanceRequest,
        RecordAnswer,
        "act",
        "write-case",
        attend,
        lambda at: AttendanceRequest(
            person=_with_plan(at),
            programme="Reading course",
            day=date(2026, 5, 12),
            came="came",
            by="Teacher 1",
        ),
    ),
    Operation(
        "plan-review",
        PlanReviewRequest,
        RecordAnswer,
        "act",
        "write-case",
        review,
        lambda at: PlanReviewRequest(
            person=_with_plan(at),
            day=date(2026, 5, 20),
            by="Social researcher 2",
            text="Reads the first book.",
            view="Wants to go on.",
            review=date(2026, 8, 20),
        ),
    ),
)
