"""A visit or a call."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime

from tahqiq.desk.details import Details, made, stated, yes_no
from tahqiq.desk.moments import Happened
from tahqiq.desks.custody.name import NAME
from tahqiq.desks.custody.people.record import A_PERSON
from tahqiq.desks.custody.places.record import FACILITY
from tahqiq.model.kind import Key, Kind

VisitSort = Literal["family", "lawyer", "consular", "clergy", "official", "call"]


class VisitDetails(Details):
    """What people state of a visit, or a day's contact in another way."""

    facility: Annotated[str, FACILITY] = stated("The facility.", bounds=(1, 200))
    person: Annotated[str, A_PERSON] = stated(
        "Who was visited: the number of the file, or the whole name.", bounds=(1, 200)
    )
    sort: VisitSort = stated("Who came.")
    visitor: str = stated("The visitor's name.", data_class="identity", bounds=(2, 200))
    at: Annotated[AwareDatetime, Happened()] = stated("When.")
    ends: Annotated[AwareDatetime | None, Happened(after=("at",))] = stated("Until when.", None)
    within_hearing: bool | None = yes_no("Whether staff could hear it; of a lawyer's never.")


class Visit(VisitDetails):
    """A visit, or a day's contact with the family in another way. ``banned_until`` and ``refused`` come
    from registers in files."""

    number: str = made("The number.")
    excluded: bool | None = made("Whether the visitor stands on the person's excluded list.", None)
    banned_until: date | None = made("Of a refused visit: until when; empty: not refused.", None)
    refused: bool = made("Whether it was refused.", False)
    corrected: str = made("What was entered wrongly before.", "")


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


VISIT = Kind(
    "custody-visit",
    Visit,
    lambda body: f"{body.number} {body.visitor}",
    NAME,
    Visit(
        number="V-1",
        facility="F01",
        person="P-000001",
        sort="lawyer",
        visitor="هيوا كريم",
        at=_AT,
        within_hearing=False,
        excluded=False,
    ),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("person", "text", lambda body: body.person),
        Key("facility", "text", lambda body: body.facility),
        Key("at", "time", lambda body: body.at),
        Key("sort", "text", lambda body: body.sort),
    ),
    numbered="number",
)
