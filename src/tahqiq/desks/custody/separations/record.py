"""A time apart from the others, whatever it is called."""

from datetime import date, datetime
from typing import Literal

from tahqiq.desk.details import stated
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind

FORBIDDEN = frozenset(
    {
        "corporal",
        "collective",
        "dark-cell",
        "lit-cell",
        "diet",
        "water",
        "indefinite",
        "restraint-as-punishment",
        "no-family",
    }
)
"""Sanctions that nobody may order (Mandela Rule 43): they cannot be entered here; in a file that is read they
stay a problem with its place."""


class Spell(Strict):
    """A time apart from the others, whatever it is called. What counts is the condition: ``in_cell`` minutes
    a day; null where no log says it, which counts as the whole day."""

    number: str = stated("The number of the decision.")
    person: str = stated("The number of the person's file.")
    facility: str = stated("The facility.")
    called: Literal[
        "disciplinary",
        "separation",
        "protection",
        "restricted-regime",
        "medical-isolation",
        "own-wish",
        "other",
    ] = stated("What it is called.")
    begins: datetime = stated("From when.")
    ends: datetime | None = stated("Until when; empty: goes on.", None)
    planned: date | None = stated("The last day that was ordered; empty: none was.", None)
    in_cell: int | None = stated(
        "Minutes a day in the cell without meaningful contact with anybody, as the log says.", None
    )
    basis: str = stated("The legal basis, by its article.", "")
    by: str = stated("Who ordered it.", "")
    reviewed_by: str = stated("Who reviewed it independently.", "")
    not_forbidden: bool | None = stated(
        "Whether health staff confirmed that Rule 45 does not forbid it for this person.", None
    )
    considered: bool | None = stated(
        "Whether mental illness or disability was considered before a sanction, and recorded.", None
    )
    charge_told: bool | None = stated(
        "Of a sanction: whether the charge was explained in a language understood.", None
    )
    act: str = stated("Of a sanction: the number of the act it answers.", "")
    family_limited_until: date | None = stated(
        "Until when contact with the family is limited; empty: it is not.", None
    )


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


SPELL = Kind(
    "custody-spell",
    Spell,
    lambda body: f"{body.number} {body.person}",
    NAME,
    Spell(
        number="S-1",
        person="P-000001",
        facility="F01",
        called="separation",
        begins=_AT,
        planned=date(2026, 5, 6),
        in_cell=1380,
        basis="12",
        by="Director",
    ),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("person", "text", lambda body: body.person),
        Key("facility", "text", lambda body: body.facility),
        Key("begins", "time", lambda body: body.begins),
        Key("open", "flag", lambda body: body.ends is None),
    ),
    numbered="number",
)
