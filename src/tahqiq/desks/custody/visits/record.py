"""A visit or a call."""

from datetime import date, datetime
from typing import Literal

from tahqiq.desk.told import Strict
from tahqiq.desks.custody.fields import NAME, said
from tahqiq.model.kind import Key, Kind


class Visit(Strict):
    """A visit, or a day's contact with the family in another way."""

    number: str = said("The number.")
    facility: str = said("The facility.")
    person: str = said("Who was visited, by the number of the file.")
    sort: Literal["family", "lawyer", "consular", "clergy", "official", "call"] = said("Who came.")
    visitor: str = said("The visitor's name.", data_class="identity")
    at: datetime = said("When.")
    ends: datetime | None = said("Until when.", None)
    within_hearing: bool | None = said("Whether staff could hear it.", None)
    excluded: bool | None = said("Whether the visitor stands on the person's excluded list.", None)
    banned_until: date | None = said("Of a refused visit: until when; empty: not refused.", None)
    refused: bool = said("Whether it was refused.", False)


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
