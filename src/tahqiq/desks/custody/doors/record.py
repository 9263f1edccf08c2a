"""What doors recorded: a stretch of one log."""

from datetime import datetime

from pydantic import Field

from tahqiq.desk.answers import Strict
from tahqiq.desk.details import stated
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind


class Passes(Strict):
    """What doors recorded: a stretch of one log, in the order of badges and times. The columns belong
    together by their position. ``late`` are seconds after ``begins``."""

    source: str = Field(description="The sealed log, by the id of its source.")
    facility: str = stated("The facility.")
    begins: datetime = stated("The first moment.")
    ends: datetime = stated("The last moment.")
    first: str = stated("The first badge.")
    last: str = stated("The last badge.")
    badges: list[str] = Field(description="The badges, each once.")
    doors: list[str] = Field(description="The doors, each once.")
    badge: list[int] = Field(description="Whose badge, by its position in badges.")
    door: list[int] = Field(description="Which door, by its position in doors.")
    late: list[int] = Field(description="When, in seconds after the beginning.")
    way: str = Field(
        description="Which way: i in, o out, x refused, k key taken, r key returned, one letter each."
    )
    row: list[int] = Field(description="The row of the log.")


PASSES = Kind(
    "custody-passes",
    Passes,
    lambda body: f"{body.facility} {body.begins.isoformat()}",
    NAME,
    Passes(
        source="00000000000000aa",
        facility="F01",
        begins=datetime.fromisoformat("2026-05-01T15:00:00+03:00"),
        ends=datetime.fromisoformat("2026-05-01T15:00:00+03:00"),
        first="P-000001",
        last="P-000001",
        badges=["P-000001"],
        doors=["F01/A/1"],
        badge=[0],
        door=[0],
        late=[0],
        way="i",
        row=[2],
    ),
    home="desk",
    keys=(
        Key("source", "text", lambda body: body.source),
        Key("facility", "text", lambda body: body.facility),
        Key("begins", "time", lambda body: body.begins),
        Key("ends", "time", lambda body: body.ends),
        Key("first", "text", lambda body: body.first),
        Key("last", "text", lambda body: body.last),
    ),
)
