"""A search of a person, cell, vehicle, parcel or letter."""

from datetime import datetime
from typing import Literal

from tahqiq.desk.details import stated
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind


class Search(Strict):
    """A search of a person, cell, vehicle, parcel or letter."""

    number: str = stated("The number in the register.")
    facility: str = stated("The facility.")
    at: datetime = stated("When.")
    sort: Literal["frisk", "strip", "cavity", "cell", "vehicle", "parcel", "mail", "area"] = stated(
        "What was done."
    )
    person: str = stated("Whose, by the number of the file; empty: of nobody held.", "")
    place: str = stated("Where.", "")
    reason: str = stated("Why it was necessary.", "")
    authority: str = stated("Who ordered it.", "")
    by: str = stated("Who searched.", "")
    same_sex: bool | None = stated("Whether who searched is of the person's sex.", None)
    by_health: bool | None = stated(
        "Of a cavity search: by a health professional who does not treat the person.", None
    )
    result: Literal["nothing", "find"] | None = stated("What came of it.", None)


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


SEARCH = Kind(
    "custody-search",
    Search,
    lambda body: f"{body.number} {body.sort}",
    NAME,
    Search(
        number="Q-1",
        facility="F01",
        at=_AT,
        sort="cell",
        place="F01/A/1/01",
        reason="Report of a phone",
        authority="Director",
        by="Officer 7",
        result="nothing",
    ),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("facility", "text", lambda body: body.facility),
        Key("person", "text", lambda body: body.person),
        Key("place", "text", lambda body: body.place),
        Key("at", "time", lambda body: body.at),
        Key("sort", "text", lambda body: body.sort),
    ),
    numbered="number",
)
