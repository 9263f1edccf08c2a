"""A file of an airline: what it holds, what does not fit, what may not be kept."""

from datetime import date, datetime

from pydantic import Field

from tahqiq.desk.answers import Strict
from tahqiq.desks.passengers.law import law
from tahqiq.desks.passengers.travels.record import _SENT
from tahqiq.model.kind import Key, Kind


class FileRecord(Strict):
    """A collected file of an airline: when its earliest message was transferred, how much is in it, what does
    not agree (by code, and ``of_carriers`` by airline; what belongs to no flight stands under ""), what was
    dropped because it may not be kept (by code). ``erased``: its original is gone, as the law asks."""

    source: str
    sent: datetime
    received: datetime
    carriers: list[str]
    flights: list[str]
    messages: int
    records: int
    people: int
    problems: dict[str, int]
    of_carriers: dict[str, dict[str, int]] = Field(default={})
    dropped: dict[str, int]
    table: bool = Field(default=False, description="Whether it is a table that somebody loaded by hand.")
    erased: date | None = None


_EXAMPLE = FileRecord(
    source="00000000000000aa",
    sent=_SENT,
    received=_SENT,
    carriers=["ZZ"],
    flights=["ZZ410/2026-04-01/IST"],
    messages=1,
    records=1,
    people=1,
    problems={},
    dropped={"SSR MOML": 1},
)


FILE = Kind(
    "passenger-file",
    FileRecord,
    lambda body: body.source,
    "passengers",
    _EXAMPLE,
    home="desk",
    keys=(
        Key("source", "text", lambda body: body.source),
        Key("sent", "time", lambda body: body.sent),
        Key("received", "time", lambda body: body.received),
        Key("erase_on", "day", lambda body: None if body.erased else law().mask_on(body.sent)),
    ),
    until=lambda body: law().last_day(body.sent),
)
