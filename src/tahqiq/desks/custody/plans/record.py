"""The individual plan of a person, with attendance and reviews."""

from datetime import date
from typing import Literal

from tahqiq.desk.details import many, stated
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind


class PlanAttendance(Strict):
    """Whether somebody came to what their plan offers on a day; ``not-let``: the house did not let or bring
    them."""

    day: date
    programme: str
    came: Literal["came", "excused", "stayed-away", "not-let"]
    by: str


class PlanReview(Strict):
    """A review of the plan, with what the person said."""

    day: date
    by: str
    text: str
    view: str


class Plan(Strict):
    """The individual plan: what is aimed at, and what was done towards it."""

    person: str = stated("The number of the person's file.")
    booking: str = stated("The number of the booking.")
    made: date = stated("The day on which it was made.")
    review: date = stated("The day of the next review.")
    goals: list[str] = many("What the person and the staff aim at.")
    work: str = stated("Work.", "")
    education: str = stated("Education.", "")
    programmes: list[str] = many("Programmes.")
    release: str = stated("How release is prepared.", "")
    family: str = stated("Contact with the family.", "")
    by: str = stated("Who made it with the person.", "")
    view: str = stated("What the person themselves wants; 'declined' where they gave no view.", "")
    attended: list[PlanAttendance] = many("Attendance, day by day.")
    reviews: list[PlanReview] = many("What each review came to.")


PLAN = Kind(
    "custody-plan",
    Plan,
    lambda body: f"{body.person} {body.made.isoformat()}",
    NAME,
    Plan(
        person="P-000001",
        booking="B-000001",
        made=date(2026, 5, 9),
        review=date(2026, 8, 9),
        goals=["Reading course"],
    ),
    home="desk",
    keys=(
        Key("person", "text", lambda body: body.person),
        Key("booking", "text", lambda body: body.booking),
        Key("review", "day", lambda body: body.review),
    ),
)
