"""That somebody complained, without what they complain of: the letter stays closed until somebody inside the
compartment takes it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime

from tahqiq.desk.details import Details, made, stated
from tahqiq.desk.moments import Happened
from tahqiq.desks.custody.name import NAME
from tahqiq.desks.custody.people.record import A_PERSON
from tahqiq.desks.custody.places.record import FACILITY
from tahqiq.model.kind import Key, Kind


class ComplaintNoticeDetails(Details):
    """What whoever takes the letter or hears of it states; nothing of the content."""

    facility: Annotated[str, FACILITY] = stated("The facility.", bounds=(1, 200))
    person: Annotated[str, A_PERSON] = stated(
        "Who complains; empty: they ask that it stays confidential.", "", bounds=(0, 200)
    )
    made: Annotated[AwareDatetime, Happened()] = stated("When they handed it in or asked to be heard.")
    way: Literal["closed-letter", "wants-to-be-heard"] = stated("A closed letter, or asks to be heard alone.")
    addressed: Literal["director", "inspector", "judge", "other-body"] = stated("To whom.")


class ComplaintNotice(ComplaintNoticeDetails):
    """The notice. ``taken`` is when somebody inside the compartment took it."""

    number: str = made("The number.")
    taken: datetime | None = made("When it was taken.", None)


NOTICE = Kind(
    "custody-complaint-notice",
    ComplaintNotice,
    lambda body: body.number,
    NAME,
    ComplaintNotice(
        number="CN-1",
        facility="F01",
        person="P-000001",
        made=datetime.fromisoformat("2026-05-03T10:00:00+03:00"),
        way="closed-letter",
        addressed="inspector",
    ),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("person", "text", lambda body: body.person),
        Key("facility", "text", lambda body: body.facility),
        Key("made", "time", lambda body: body.made),
        Key("open", "flag", lambda body: body.taken is None),
    ),
    numbered="number",
)
