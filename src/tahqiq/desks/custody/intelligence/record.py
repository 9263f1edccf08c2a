"""What the prison's intelligence writes."""

from datetime import date

from tahqiq.desk.answers import Strict
from tahqiq.desk.details import many, stated
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind


class Intelligence(Strict):
    """What the prison's intelligence writes; it is no ground of a level, and nobody else reads it."""

    person: str = stated("The number of the person's file; empty: of nobody in particular.", "")
    day: date = stated("The day.")
    text: str = stated("What was reported, and how it is graded.", data_class="criminal")
    source: str = stated("By which code it is known where it comes from.", "")
    about: list[str] = many("Finds, visits and payments it links, by their numbers.")


INTELLIGENCE = Kind(
    "custody-intelligence",
    Intelligence,
    lambda body: f"{body.day.isoformat()} {body.person}",
    NAME,
    Intelligence(person="P-000001", day=date(2026, 5, 3), text="Two reports of parcels over the east wall."),
    home="desk",
    compartment="custody-intelligence",
    hides_actor=True,
    inside_sees_actor=True,
    keys=(Key("person", "text", lambda body: body.person), Key("day", "day", lambda body: body.day)),
)
