"""A time apart from the others, whatever it is called."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime

from tahqiq.desk.details import made, stated, yes_no
from tahqiq.desk.moments import Happened
from tahqiq.desks.custody.name import NAME
from tahqiq.desks.custody.people.record import OfPerson
from tahqiq.desks.custody.places.record import FACILITY
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


class SpellDetails(OfPerson):
    """What people state of a separation. There is no field for a dark cell, less food or water, or a ban of
    the family: nobody may order them."""

    facility: Annotated[str, FACILITY] = stated("The facility.", bounds=(1, 200))
    called: Literal[
        "disciplinary",
        "separation",
        "protection",
        "restricted-regime",
        "medical-isolation",
        "own-wish",
        "other",
    ] = stated("What it is called.")
    begins: Annotated[AwareDatetime, Happened()] = stated("From when.")
    planned: date | None = stated("The last day that is ordered; empty: none was.", None)
    in_cell: int | None = stated(
        "Minutes a day in the cell without meaningful contact with anybody; empty: no log says it.",
        None,
        bounds=(0, 1_440),
    )
    basis: str = stated("The legal basis, by its article.", "", bounds=(1, 200))
    by: str = stated("Who ordered it.", "", bounds=(2, 200))
    reviewed_by: str = stated("Who reviewed it independently.", "", bounds=(0, 200))
    not_forbidden: bool | None = yes_no(
        "Whether health staff confirmed that Rule 45 does not forbid it for this person."
    )
    considered: bool | None = yes_no(
        "Whether mental illness or disability was considered before a sanction, and recorded."
    )
    charge_told: bool | None = yes_no(
        "Of a sanction: whether the charge was explained in a language understood."
    )
    act: str = stated("Of a sanction: the number of the act it answers.", "", bounds=(0, 100))


class Spell(SpellDetails):
    """A time apart from the others, whatever it is called. What counts is the condition: ``in_cell`` minutes
    a day; null where no log says it, which counts as the whole day. ``family_limited_until`` comes from
    registers in files."""

    number: str = made("The number of the decision.")
    ends: datetime | None = made("Until when; empty: goes on.", None)
    family_limited_until: date | None = made(
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
