"""Something that was found."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime

from tahqiq.desk.details import Details, made, stated
from tahqiq.desk.moments import Happened
from tahqiq.desks.custody.name import NAME
from tahqiq.desks.custody.people.record import A_PERSON
from tahqiq.desks.custody.places.record import FACILITY
from tahqiq.model.kind import Key, Kind


class FindDetails(Details):
    """What people state of something that was found."""

    search: str = stated("The search in which it was found; empty: without one.", "", bounds=(0, 40))
    facility: Annotated[str, FACILITY] = stated("The facility.", bounds=(1, 200))
    at: Annotated[AwareDatetime, Happened()] = stated("When.")
    sort: Literal["phone", "drug", "weapon", "tool", "money", "alcohol", "other"] = stated("What.")
    place: str = stated("Where, by the code of the place.", "", bounds=(0, 100))
    person: Annotated[str, A_PERSON] = stated("With whom, by the number of the file.", "", bounds=(0, 200))
    method: Literal["visit", "parcel", "mail", "thrown", "drone", "staff", "made-inside", "unknown"] = stated(
        "How it came in.", "unknown"
    )
    amount: str = stated("How much.", "", bounds=(0, 100))
    sealed: str = stated("The number of the seal, and of the photograph.", "", bounds=(1, 100))


class Find(FindDetails):
    """Something that was found: an exhibit. Its way goes on in the case's custody of things and in the
    laboratory."""

    number: str = made("The number of the exhibit.")
    laboratory: str = made("The number of the request to the laboratory.", "")
    case: str = made("The case it went to.", "")
    order: str = made("Of a phone: the order to read it.", "")


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


FIND = Kind(
    "custody-find",
    Find,
    lambda body: body.number,
    NAME,
    Find(number="E-1", search="Q-1", facility="F01", at=_AT, place="F01/A/1/01", sort="phone"),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("search", "text", lambda body: body.search),
        Key("facility", "text", lambda body: body.facility),
        Key("place", "text", lambda body: body.place),
        Key("at", "time", lambda body: body.at),
        Key("sort", "text", lambda body: body.sort),
    ),
    numbered="number",
)
