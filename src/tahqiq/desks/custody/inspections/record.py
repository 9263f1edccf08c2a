"""An inspection board, as it stood."""

from datetime import datetime
from typing import Annotated

from tahqiq.desk.answers import Strict
from tahqiq.desk.details import Details, made, many, stated
from tahqiq.desks.custody.contradictions.record import SourcesDiffer
from tahqiq.desks.custody.name import NAME
from tahqiq.desks.custody.places.record import FACILITY
from tahqiq.model.kind import Key, Kind


class BoardRule(Strict):
    """A rule on the board: counts of records, never a share."""

    rule: str
    source: str
    text: str
    who: str
    verified: bool
    holds: int
    broken: int
    unknown: int
    records: list[str]


class BoardDetails(Details):
    """What people state of an inspection."""

    facility: Annotated[str, FACILITY] = stated("The facility, by its code; empty: all.", "", bounds=(0, 200))
    by: str = stated("Who inspects.", bounds=(2, 200))


class Board(BoardDetails):
    """An inspection board as it stood."""

    number: str = made("The number of the inspection.")
    as_of: datetime = made("As of when.")
    language: str = made("In which language the rules stand here.", "")
    rules: list[BoardRule] = many("Every rule.")
    contradictions: list[SourcesDiffer] = many("Where independent sources contradict each other.")
    incomplete: list[str] = many("Registers of which not everything could be seen.")


_AT = datetime.fromisoformat("2026-05-04T10:00:00+03:00")


BOARD = Kind(
    "custody-board",
    Board,
    lambda body: f"{body.number} {body.facility}",
    NAME,
    Board(number="V-1", facility="F01", as_of=_AT, by="Inspector 2", language="en"),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("facility", "text", lambda body: body.facility),
        Key("as_of", "time", lambda body: body.as_of),
    ),
    numbered="number",
)
