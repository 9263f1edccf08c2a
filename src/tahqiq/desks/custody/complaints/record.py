"""A request or complaint."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime

from tahqiq.desk.details import made as _made
from tahqiq.desk.details import stated
from tahqiq.desk.moments import Happened
from tahqiq.desks.custody.name import NAME
from tahqiq.desks.custody.people.record import OfPerson
from tahqiq.desks.custody.places.record import FACILITY
from tahqiq.model.kind import Key, Kind


class ComplaintDetails(OfPerson):
    """What people state of a request or complaint."""

    facility: Annotated[str, FACILITY] = stated("The facility.", bounds=(1, 200))
    made: Annotated[AwareDatetime, Happened()] = stated("When.")
    torture: bool = stated("Whether it is of torture or ill-treatment.", False)
    text: str = stated("What is complained of.", "", bounds=(2, 20_000))
    told_authority: Annotated[AwareDatetime | None, Happened(after=("made",))] = stated(
        "Of torture: when the independent authority was told.", None
    )


class Complaint(ComplaintDetails):
    """A request or complaint, in a compartment of its own."""

    number: str = _made("The number.")
    answered: datetime | None = _made("When it was answered.", None)
    answer: str = _made("The answer, with reasons.", "")


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
