"""Something that happened, with the statements of who took part."""

from datetime import datetime
from typing import Literal

from tahqiq.desk.details import many, stated
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind


class Incident(Strict):
    """Something that happened. Who is implicated is shut out of the case."""

    number: str = stated("The number.")
    facility: str = stated("The facility.")
    at: datetime = stated("When.")
    sort: Literal[
        "roll-difference",
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
    ] = stated("What.")
    people: list[str] = many("Who was held there, by number.")
    staff: list[str] = many("The staff who took part, by number.")
    implicated: list[str] = many("Staff who are implicated, by number.")
    handled_by: list[str] = many("Who deals with it, by number.")
    statements: list[str] = many("The staff whose statement is here, by number.")
    statement_texts: list[str] = many("What they state: the number, a colon, the words.")
    statements_missing: int | None = stated("How many statements are missing.", None)
    conflicted: int | None = stated("How many of those who deal with it are implicated.", None)
    told_director: datetime | None = stated("When the director was told.", None)
    told_authority: datetime | None = stated("When the independent authority was told.", None)
    told_family: datetime | None = stated("When the family was told.", None)
    basis: str = stated("Of restraint and force: the legal basis.", "")
    closed: datetime | None = stated("When it was closed.", None)
    text: str = stated("What happened.", "")
    inquiry: str = stated(
        "Of a death or a complaint of torture: the case in which its content lies; empty: none was opened.",
        "",
    )


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


INCIDENT = Kind(
    "custody-incident",
    Incident,
    lambda body: f"{body.number} {body.sort}",
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
)
