"""A request or complaint."""

from datetime import datetime

from tahqiq.desk.details import stated
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind


class Complaint(Strict):
    """A request or complaint, in a compartment of its own."""

    number: str = stated("The number.")
    person: str = stated("The number of the person's file.")
    facility: str = stated("The facility.")
    made: datetime = stated("When.")
    torture: bool = stated("Whether it is of torture or ill-treatment.", False)
    text: str = stated("What is complained of.", "")
    told_authority: datetime | None = stated("Of torture: when the independent authority was told.", None)
    answered: datetime | None = stated("When it was answered.", None)
    answer: str = stated("The answer, with reasons.", "")


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


COMPLAINT = Kind(
    "custody-complaint",
    Complaint,
    lambda body: f"{body.number} {body.person}",
    NAME,
    Complaint(number="K-1", person="P-000001", facility="F01", made=_AT, text="No visit for a month"),
    home="desk",
    compartment="custody-complaints",
    hides_actor=True,
    inside_sees_actor=True,
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("person", "text", lambda body: body.person),
        Key("facility", "text", lambda body: body.facility),
        Key("made", "time", lambda body: body.made),
        Key("open", "flag", lambda body: body.answered is None),
    ),
    numbered="number",
)
