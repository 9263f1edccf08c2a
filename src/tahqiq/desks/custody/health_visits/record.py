"""That health staff saw somebody."""

from datetime import datetime
from typing import Literal

from tahqiq.desk.answers import Strict
from tahqiq.desk.details import stated
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind

_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


class Seen(Strict):
    """That health staff saw somebody; what was found stands in the health compartment alone."""

    person: str = stated("The number of the person's file.")
    facility: str = stated("The facility.", "")
    at: datetime = stated("When.")
    by: str = stated("Who.")
    why: Literal["admission", "daily", "asked", "after-force", "other"] = stated(
        "On which occasion.", "other"
    )


SEEN = Kind(
    "custody-seen",
    Seen,
    lambda body: f"{body.person} {body.at.isoformat()}",
    NAME,
    Seen(person="P-000001", at=_AT, by="Nurse 2", why="daily"),
    home="desk",
    keys=(Key("person", "text", lambda body: body.person), Key("at", "time", lambda body: body.at)),
    together=(("person", "at"),),
)
