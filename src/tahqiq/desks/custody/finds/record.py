"""Something that was found."""

from datetime import datetime
from typing import Literal

from tahqiq.desk.details import stated
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind


class Find(Strict):
    """Something that was found: an exhibit. Its way goes on in the case's custody of things and in the
    laboratory."""

    number: str = stated("The number of the exhibit.")
    search: str = stated("The search; empty: without one.", "")
    facility: str = stated("The facility.")
    at: datetime = stated("When.")
    place: str = stated("Where.", "")
    person: str = stated("With whom, by the number of the file.", "")
    sort: Literal["phone", "drug", "weapon", "tool", "money", "alcohol", "other"] = stated("What.")
    method: Literal["visit", "parcel", "mail", "thrown", "drone", "staff", "made-inside", "unknown"] = stated(
        "How it came in.", "unknown"
    )
    amount: str = stated("How much.", "")
    sealed: str = stated("Seal and photograph.", "")
    laboratory: str = stated("The number of the request to the laboratory.", "")
    case: str = stated("The case it went to.", "")
    order: str = stated("Of a phone: the order to read it.", "")


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


FIND = Kind(
    "custody-find",
    Find,
    lambda body: f"{body.number} {body.sort}",
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
