"""A search of a person, cell, vehicle, parcel or letter."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime

from tahqiq.desk.details import Details, made, stated, yes_no
from tahqiq.desk.moments import Happened
from tahqiq.desks.custody.name import NAME
from tahqiq.desks.custody.people.record import A_PERSON
from tahqiq.desks.custody.places.record import FACILITY
from tahqiq.model.kind import Key, Kind


class SearchDetails(Details):
    """What people state of a search."""

    facility: Annotated[str, FACILITY] = stated("The facility.", bounds=(1, 200))
    at: Annotated[AwareDatetime, Happened()] = stated("When.")
    sort: Literal["frisk", "strip", "cavity", "cell", "vehicle", "parcel", "mail", "area"] = stated(
        "What was done."
    )
    person: Annotated[str, A_PERSON] = stated(
        "Whose, by the number of the file; empty: of nobody held.", "", bounds=(0, 200)
    )
    place: str = stated("Where, by the code of the place.", "", bounds=(0, 100))
    reason: str = stated("Why it was necessary.", "", bounds=(2, 500))
    authority: str = stated("Who ordered it.", "", bounds=(2, 200))
    by: str = stated("Who searched.", "", bounds=(2, 200))
    same_sex: bool | None = yes_no("Whether who searched is of the person's sex.")
    by_health: bool | None = yes_no(
        "Of a cavity search: by a health professional who does not treat the person."
    )
    result: Literal["nothing", "find"] | None = stated("What came of it.", None)


class Search(SearchDetails):
    """A search of a person, cell, vehicle, parcel or letter."""

    number: str = made("The number in the register.")


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


SEARCH = Kind(
    "custody-search",
    Search,
    lambda body: body.number,
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
