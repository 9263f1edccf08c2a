"""A decision to keep two people apart."""

from datetime import date
from typing import Literal

from tahqiq.desk.answers import Strict
from tahqiq.desk.details import stated
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind


class Apart(Strict):
    """Two people who are not to be in one place, and how far apart."""

    number: str = stated("The number of the decision.")
    person: str = stated("The number of the first person's file.")
    other: str = stated("The number of the second person's file.")
    role: Literal["harmed", "harms", "both", "unknown"] = stated("What the first person is in it.", "unknown")
    reason: Literal["bullying", "gang", "organised-crime", "order", "threat", "violence", "other"] = stated(
        "Why."
    )
    reach: Literal["cell", "landing", "wing"] = stated(
        "How far apart: not in one cell, on one landing, in one wing."
    )
    by: str = stated("Who decided it.")
    begins: date = stated("From when.")
    ends: date | None = stated("Until when; empty: until it is closed.", None)


APART = Kind(
    "custody-apart",
    Apart,
    lambda body: f"{body.person} / {body.other}",
    NAME,
    Apart(
        number="NA-1",
        person="P-000001",
        other="P-000002",
        reason="threat",
        reach="wing",
        by="Officer 7",
        begins=date(2026, 5, 1),
    ),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("person", "text", lambda body: body.person),
        Key("other", "text", lambda body: body.other),
    ),
    numbered="number",
)
