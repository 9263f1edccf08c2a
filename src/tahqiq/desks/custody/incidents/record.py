"""Something that happened, with the statements of who took part."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime

from tahqiq.desk.details import Details, made, stated
from tahqiq.desk.moments import Happened
from tahqiq.desks.custody.inquiries.record import IncidentContent, IncidentStatements
from tahqiq.desks.custody.name import NAME
from tahqiq.desks.custody.places.record import FACILITY
from tahqiq.model.kind import Key, Kind

EnteredSort = Literal[
    "use-of-force",
    "restraint",
    "injury",
    "death",
    "escape",
    "assault",
    "disorder",
    "release-in-error",
    "unlawful-detention",
    "key-loss",
    "tool-loss",
    "torture-complaint",
    "other",
]
"""What somebody enters; a difference of a roll check becomes an incident by itself."""


class IncidentNotices(Details):
    """Who was told of an incident, and when."""

    told_director: Annotated[AwareDatetime | None, Happened(after=("at",))] = stated(
        "When the director was told.", None
    )
    told_authority: Annotated[AwareDatetime | None, Happened(after=("at",))] = stated(
        "When the independent authority was told.", None
    )
    told_family: Annotated[AwareDatetime | None, Happened(after=("at",))] = stated(
        "When the family was told.", None
    )


class IncidentEvent(Details):
    """What happened where and when."""

    facility: Annotated[str, FACILITY] = stated("The facility.", bounds=(1, 200))
    at: Annotated[AwareDatetime, Happened()] = stated("When.")
    sort: Literal["roll-difference", EnteredSort] = stated("What.")


class ForceBasis(Details):
    """On what ground force was used."""

    basis: str = stated("Of restraint and force: the legal basis.", "", bounds=(0, 200))


class IncidentDetails(IncidentNotices, ForceBasis, IncidentContent, IncidentEvent):
    """What people state of an incident. Who is implicated is shut out of the case."""


class Incident(IncidentStatements, IncidentDetails):
    """Something that happened. Who is implicated is shut out of the case."""

    number: str = made("The number.")
    statements_missing: int | None = made("How many statements are missing.", None)
    conflicted: int | None = made("How many of those who deal with it are implicated.", None)
    closed: datetime | None = made("When it was closed.", None)
    inquiry: str = made(
        "Of a death or a complaint of torture: the case in which its content lies; empty: none was opened.",
        "",
    )


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


INCIDENT = Kind(
    "custody-incident",
    Incident,
    lambda body: body.number,
    NAME,
    Incident(number="I-1", facility="F01", at=_AT, sort="injury", people=["P-000001"], told_director=_AT),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("facility", "text", lambda body: body.facility),
        Key("sort", "text", lambda body: body.sort),
        Key("at", "time", lambda body: body.at),
        Key("open", "flag", lambda body: body.closed is None),
    ),
    numbered="number",
    relations={"implicated": lambda at, body: at.bench.person.login in body.implicated},
)
