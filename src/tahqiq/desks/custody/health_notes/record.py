"""What health staff write of a person."""

from datetime import date

from tahqiq.desk.answers import Strict
from tahqiq.desk.details import stated
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind


class Health(Strict):
    """What health staff write of a person; nobody else reads it. That somebody was seen stands apart
    (:class:`Seen`), without what was found."""

    person: str = stated("The number of the person's file.")
    day: date = stated("The day.")
    by: str = stated("Who wrote it.")
    text: str = stated("What was found and done.", data_class="health")


HEALTH = Kind(
    "custody-health",
    Health,
    lambda body: f"{body.person} {body.day.isoformat()}",
    NAME,
    Health(person="P-000001", day=date(2026, 5, 1), by="Nurse 2", text="Seen; nothing to treat."),
    home="desk",
    compartment="custody-health",
    hides_actor=True,
    inside_sees_actor=True,
    keys=(Key("person", "text", lambda body: body.person), Key("day", "day", lambda body: body.day)),
)
