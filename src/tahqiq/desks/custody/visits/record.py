"""A visit or a call."""

from datetime import date, datetime
from typing import Literal

from tahqiq.desk.details import stated
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind


class Visit(Strict):
    """A visit, or a day's contact with the family in another way."""

    number: str = stated("The number.")
    facility: str = stated("The facility.")
    person: str = stated("Who was visited, by the number of the file.")
    sort: Literal["family", "lawyer", "consular", "clergy", "official", "call"] = stated("Who came.")
    visitor: str = stated("The visitor's name.", data_class="identity")
    at: datetime = stated("When.")
    ends: datetime | None = stated("Until when.", None)
    within_hearing: bool | None = stated("Whether staff could hear it.", None)
    excluded: bool | None = stated("Whether the visitor stands on the person's excluded list.", None)
    banned_until: date | None = stated("Of a refused visit: until when; empty: not refused.", None)
    refused: bool = stated("Whether it was refused.", False)


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
