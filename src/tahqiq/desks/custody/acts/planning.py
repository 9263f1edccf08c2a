"""Alerts that expire by design, and the individual plan: what is aimed at, what was done towards it, and what
each review came to. Nothing is counted into a figure of a person."""

from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from tahqiq.casework.shelves import Kept
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.acts.ordering import example_held
from tahqiq.desks.custody.acts.told import CustodyKept, YesNo
from tahqiq.desks.custody.book import changed, every
from tahqiq.desks.custody.people import held_of, person_of
from tahqiq.desks.custody.records.people import ALERT, PLAN, Alert, Plan, PlanAttendance, PlanReview
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, NotFound, WrongUse

LONGEST = timedelta(days=183)
"""For how long an alert may stand, and a plan go without a review (house rule)."""


class AlertRequest(Strict):
    """A warning, with what was seen and when it expires."""

    person: str = Field(
        min_length=1, max_length=200, description="The number of the file, or the whole name."
    )
    what: Literal[
        "escape",
        "self-harm",
        "harm-to-others",
        "harm-by-others",
        "medical-need",
        "lawful-restriction",
        "other",
    ] = Field(description="What it warns of.")
    reason: str = Field(min_length=5, max_length=5_000, description="What was seen, by whom, when.")
    by: str = Field(min_length=2, max_length=200, description="Who raises it.")
    raised: date = Field(description="The day.")
    review: date = Field(
        description="The day on which it expires unless somebody renews it: half a year at most."
    )
    withheld: YesNo = Field(default="no", description="Whether it is not to be shared with the person.")


def warn(at: ActingDesktop, asked: AlertRequest, _progress: Progress | None) -> CustodyKept:
    """Raise an alert; one of the same sort that is open is renewed, not doubled. Raises ``NotFound``
    (``custody-nobody-called``), ``WrongUse`` (``custody-review-days``), ``Conflict``
    (``custody-alert-open``)."""
    who = person_of(at, asked.person).number
    if not asked.raised < asked.review <= asked.raised + LONGEST:
        raise WrongUse("custody-review-days")
    if any(one.body.what == asked.what for one in every(at, ALERT, {"person": who, "open": True})):
        raise Conflict("custody-alert-open", value=who)
    made = at.shelf(ALERT).save(
        Alert(**(asked.model_dump() | {"person": who, "withheld": asked.withheld == "yes"}))
    )
    return CustodyKept(record=made.id, number=who)


class AlertRenewalRequest(Strict):
    """An alert that is looked at again: renewed with what was seen since, or closed."""

    person: str = Field(
        min_length=1, max_length=200, description="The number of the file, or the whole name."
    )
    what: Literal[
        "escape",
        "self-harm",
        "harm-to-others",
        "harm-by-others",
        "medical-need",
        "lawful-restriction",
        "other",
    ] = Field(description="What it warns of.")
    keep: YesNo = Field(description="Whether it stands on: yes or no; nothing is chosen for you.")
    reason: str = Field(
        min_length=5, max_length=5_000, description="What was seen since, or why it is closed."
    )
    by: str = Field(min_length=2, max_length=200, description="Who looked.")
    day: date = Field(description="The day.")
    review: date | None = Field(default=None, description="Of one that stands on: when it expires.")


def renew(at: ActingDesktop, asked: AlertRenewalRequest, _progress: Progress | None) -> CustodyKept:
    """Renew an alert or close it. Raises ``NotFound`` (``custody-nobody-called``,
    ``custody-nothing-called``), ``WrongUse`` (``custody-review-days``, ``custody-say-yes-or-no``)."""
    who = person_of(at, asked.person).number
    found = [one for one in every(at, ALERT, {"person": who, "open": True}) if one.body.what == asked.what]
    if not found:
        raise NotFound("custody-nothing-called", value=f"{who} {asked.what}")
    if asked.keep == "unknown":
        raise WrongUse("custody-say-yes-or-no")
    if asked.day < found[0].body.raised or (
        asked.keep == "yes" and (asked.review is None or not asked.day < asked.review <= asked.day + LONGEST)
    ):
        raise WrongUse("custody-review-days")
    told = {
        "reason": f"{found[0].body.reason}\n{asked.day.isoformat()} {asked.by}: {asked.reason}",
        "by": asked.by,
    }
    kept = changed(
        at,
        ALERT,
        found[0],
        **told,
        **({"review": asked.review} if asked.keep == "yes" else {"closed": asked.day}),
    )
    return CustodyKept(record=kept.id, number=who)


class PlanRequest(Strict):
    """The plan of somebody who is held. What is left empty stays as it was."""

    person: str = Field(
        min_length=1, max_length=200, description="The number of the file, or the whole name."
    )
    by: str = Field(min_length=2, max_length=200, description="Who makes it with the person.")
    made: date = Field(description="The day.")
    review: date = Field(description="The day of the next review: half a year at most.")
    view: str = Field(
        min_length=2,
        max_length=5_000,
        description="What the person themselves wants; 'declined' where they gave no view.",
    )
    goals: list[str] = Field(
        default=[], max_length=30, description="What the person and the staff aim at, one in each line."
    )
    work: str = Field(default="", max_length=2_000, description="Work.")
    education: str = Field(default="", max_length=2_000, description="Education.")
    programmes: list[str] = Field(default=[], max_length=30, description="Programmes, one in each line.")
    release: str = Field(
        default="",
        max_length=2_000,
        description="How release is prepared: papers, housing, work, who waits for them.",
    )
    family: str = Field(
        default="", max_length=2_000, description="Contact with the family: who, how often, by what."
    )


def plan(at: ActingDesktop, asked: PlanRequest, _progress: Progress | None) -> CustodyKept:
    """Make a plan, or change the one of the open booking: each change is a version, what was before stays in
    its history. Raises ``NotFound`` (``custody-nobody-called``, ``custody-not-held``), ``WrongUse``
    (``custody-review-days``, ``custody-plan-empty``)."""
    who = person_of(at, asked.person).number
    booking = held_of(at, who).body.number
    if not asked.made < asked.review <= asked.made + LONGEST:
        raise WrongUse("custody-review-days")
    found = plan_of(at, booking)
    given = {name: value for name, value in asked.model_dump(exclude={"person"}).items() if value}
    if found is not None:
        return CustodyKept(
            record=changed(at, PLAN, found, **(given | {"made": found.body.made})).id, number=booking
        )
    if not (asked.goals or asked.work or asked.education or asked.programmes):
        raise WrongUse("custody-plan-empty")
    return CustodyKept(
        record=at.shelf(PLAN).save(Plan(person=who, booking=booking, **given)).id, number=booking
    )


def plan_of(at: Desktop, booking: str) -> Kept[Plan] | None:
    """The plan of a booking, the newest where several were read from files; None where there is none."""
    found = sorted(every(at, PLAN, {"booking": booking}), key=lambda one: one.body.made)
    return found[-1] if found else None


def _own(at: Desktop, person: str) -> Kept[Plan]:
    booking = held_of(at, person_of(at, person).number).body.number
    found = plan_of(at, booking)
    if found is None:
        raise NotFound("custody-no-plan", value=booking)
    return found


class AttendanceRequest(Strict):
    """Whether somebody came to what their plan offers."""

    person: str = Field(
        min_length=1, max_length=200, description="The number of the file, or the whole name."
    )
    programme: str = Field(min_length=2, max_length=200, description="The programme, course or workshop.")
    day: date = Field(description="The day.")
    came: Literal["came", "excused", "stayed-away", "not-let"] = Field(
        description="Whether they came, were excused, stayed away, or the house did not let or bring them."
    )
    by: str = Field(min_length=2, max_length=200, description="Who wrote it down.")


def attend(at: ActingDesktop, asked: AttendanceRequest, _progress: Progress | None) -> CustodyKept:
    """Write down attendance, once for a day and programme. Raises ``NotFound`` (``custody-nobody-called``,
    ``custody-not-held``, ``custody-no-plan``), ``Conflict`` (``custody-attended``), ``WrongUse``
    (``custody-review-days``)."""
    found = _own(at, asked.person)
    if any((one.day, one.programme) == (asked.day, asked.programme) for one in found.body.attended):
        raise Conflict("custody-attended", value=asked.programme)
    if asked.day < found.body.made:
        raise WrongUse("custody-review-days")
    line = PlanAttendance(**asked.model_dump(exclude={"person"}))
    kept = changed(
        at,
        PLAN,
        found,
        attended=sorted([*found.body.attended, line], key=lambda one: (one.day, one.programme)),
    )
    return CustodyKept(record=kept.id, number=found.body.booking)


class PlanReviewRequest(Strict):
    """A review of the plan with the person."""

    person: str = Field(
        min_length=1, max_length=200, description="The number of the file, or the whole name."
    )
    day: date = Field(description="The day.")
    by: str = Field(min_length=2, max_length=200, description="Who reviewed it with the person.")
    text: str = Field(
        min_length=5, max_length=5_000, description="What was reached, what hinders, what changes."
    )
    view: str = Field(
        min_length=2,
        max_length=5_000,
        description="What the person says; 'declined' where they gave no view.",
    )
    review: date = Field(description="The day of the next review: half a year at most.")


def review(at: ActingDesktop, asked: PlanReviewRequest, _progress: Progress | None) -> CustodyKept:
    """Keep a review and set the next. Raises ``NotFound`` (``custody-nobody-called``, ``custody-not-held``,
    ``custody-no-plan``), ``WrongUse`` (``custody-review-days``)."""
    found = _own(at, asked.person)
    if asked.day < found.body.made or not asked.day < asked.review <= asked.day + LONGEST:
        raise WrongUse("custody-review-days")
    line = PlanReview(day=asked.day, by=asked.by, text=asked.text, view=asked.view)
    kept = changed(
        at,
        PLAN,
        found,
        reviews=sorted([*found.body.reviews, line], key=lambda one: one.day),
        review=asked.review,
    )
    return CustodyKept(record=kept.id, number=found.body.booking)


_DAY = date(2026, 5, 9)


def _with_plan(at: ActingDesktop) -> str:
    number = example_held(at)
    at.shelf(PLAN).save(
        PLAN.example.model_copy(update={"person": number, "booking": held_of(at, number).body.number})
    )
    return number


def _with_alert(at: ActingDesktop) -> str:
    number = example_held(at)
    at.shelf(ALERT).save(ALERT.example.model_copy(update={"person": number}))
    return number


OPERATIONS = (
    Operation(
        "alert",
        AlertRequest,
        CustodyKept,
        "act",
        "write-case",
        warn,
        lambda at: AlertRequest(
            person=example_held(at),
            what="self-harm",
            reason="Said so to the night guard.",
            by="Officer 7",
            raised=_DAY,
            review=date(2026, 6, 9),
        ),
    ),
    Operation(
        "alert-review",
        AlertRenewalRequest,
        CustodyKept,
        "act",
        "write-case",
        renew,
        lambda at: AlertRenewalRequest(
            person=_with_alert(at),
            what="self-harm",
            keep="no",
            reason="Not said again for a month.",
            by="Officer 7",
            day=_DAY,
        ),
    ),
    Operation(
        "plan",
        PlanRequest,
        CustodyKept,
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
        CustodyKept,
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
        CustodyKept,
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
