"""The individual plan of a person, with attendance and reviews."""

from datetime import date
from typing import Annotated, Literal

from tahqiq.desk.details import Details, many, stated
from tahqiq.desk.details import made as _made
from tahqiq.desk.moments import MAY_LIE_AHEAD, Happened
from tahqiq.desks.custody.name import NAME
from tahqiq.desks.custody.people.record import OfPerson
from tahqiq.model.kind import Key, Kind


class PlanAttendance(Details):
    """Whether somebody came to what their plan offers on a day; ``not-let``: the house did not let or bring
    them."""

    programme: str = stated("The programme, course or workshop.", bounds=(2, 200))
    day: Annotated[date, Happened()] = stated("The day.")
    came: Literal["came", "excused", "stayed-away", "not-let"] = stated(
        "Whether they came, were excused, stayed away, or the house did not let or bring them."
    )
    by: str = stated("Who wrote it down.", bounds=(2, 200))


class PlanReview(Details):
    """A review of the plan, with what the person said."""

    day: Annotated[date, Happened()] = stated("The day.")
    by: str = stated("Who reviewed it with the person.", bounds=(2, 200))
    text: str = stated("What was reached, what hinders, what changes.", bounds=(5, 5_000))
    view: str = stated("What the person says; 'declined' where they gave no view.", bounds=(2, 5_000))


class PlanDetails(OfPerson):
    """What people state of a plan."""

    by: str = stated("Who makes it with the person.", "", bounds=(2, 200))
    made: Annotated[date, Happened()] = stated("The day on which it was made.")
    review: Annotated[date, MAY_LIE_AHEAD] = stated("The day of the next review: half a year at most.")
    view: str = stated(
        "What the person themselves wants; 'declined' where they gave no view.", "", bounds=(2, 5_000)
    )
    goals: list[str] = many("What the person and the staff aim at, one in each line.", bounds=(0, 30))
    work: str = stated("Work.", "", bounds=(0, 2_000))
    education: str = stated("Education.", "", bounds=(0, 2_000))
    programmes: list[str] = many("Programmes, one in each line.", bounds=(0, 30))
    release: str = stated(
        "How release is prepared: papers, housing, work, who waits for them.", "", bounds=(0, 2_000)
    )
    family: str = stated("Contact with the family: who, how often, by what.", "", bounds=(0, 2_000))


class Plan(PlanDetails):
    """The individual plan: what is aimed at, and what was done towards it."""

    booking: str = _made("The number of the booking.")
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
