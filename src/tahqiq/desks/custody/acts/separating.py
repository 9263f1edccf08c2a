"""Separation as it is ordered and ended: without a basis, an end and a review it is not entered, and what
nobody may order has no field."""

from datetime import date, datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.acts.told import CustodyKept, YesNo, kept, known
from tahqiq.desks.custody.book import changed, every, one
from tahqiq.desks.custody.people import person_of
from tahqiq.desks.custody.records.people import PERSON
from tahqiq.desks.custody.records.rights import SPELL, Spell
from tahqiq.desks.custody.solitary import BRIDGE, FIFTEEN, begun
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, WrongUse


class SeparationRequest(Strict):
    """A separation. There is no field for a dark cell, less food or water, or a ban of the family: nobody may
    order them."""

    person: str = Field(
        min_length=1, max_length=200, description="The number of the file, or the whole name."
    )
    facility: str = Field(min_length=1, max_length=40, description="The facility.")
    called: Literal[
        "disciplinary",
        "separation",
        "protection",
        "restricted-regime",
        "medical-isolation",
        "own-wish",
        "other",
    ] = Field(description="What it is called.")
    begins: AwareDatetime = Field(description="From when.")
    planned: date = Field(description="The last day that is ordered.")
    in_cell: int | None = Field(
        default=None, ge=0, le=1_440, description="Minutes a day in the cell; empty: no log says it."
    )
    basis: str = Field(min_length=1, max_length=200, description="The legal basis, by its article.")
    by: str = Field(min_length=2, max_length=200, description="Who ordered it.")
    reviewed_by: str = Field(default="", max_length=200, description="Who reviewed it independently.")
    not_forbidden: YesNo = Field(
        default="unknown", description="Whether health staff confirmed that Rule 45 does not forbid it."
    )
    considered: YesNo = Field(
        default="unknown", description="Whether mental illness or disability was considered."
    )
    charge_told: YesNo = Field(
        default="unknown", description="Of a sanction: whether the charge was explained."
    )
    act: str = Field(
        default="", max_length=100, description="Of a sanction: the number of the act it answers."
    )


def separate(at: ActingDesktop, asked: SeparationRequest, _progress: Progress | None) -> CustodyKept:
    """Enter a separation. What is already counted goes on: an order that would pass fifteen days of solitary
    confinement together with what came before is refused. Raises ``NotFound`` (``custody-nobody-called``),
    ``WrongUse`` (``custody-separation-forbidden``, ``custody-arrives-first``), ``Conflict``
    (``custody-separation-long``, ``custody-separation-twice``)."""
    who = person_of(at, asked.person)
    if asked.not_forbidden == "no":
        raise WrongUse("custody-separation-forbidden")
    if asked.planned < asked.begins.date():
        raise WrongUse("custody-arrives-first")
    before = [kept_.body for kept_ in every(at, SPELL, {"person": who.number})]
    if (
        asked.called == "disciplinary"
        and asked.act
        and any(one_.act == asked.act and one_.called == "disciplinary" for one_ in before)
    ):
        raise Conflict("custody-separation-twice", value=asked.act)
    given = asked.model_dump() | {
        "person": who.number,
        "not_forbidden": known(asked.not_forbidden),
        "considered": known(asked.considered),
        "charge_told": known(asked.charge_told),
    }
    spell = Spell(number=at.shelf(SPELL).next_number("S"), **given)
    since = begun([*before, spell], asked.begins).get(spell.number)
    if since is not None and asked.planned > (since + FIFTEEN).date():
        raise Conflict(
            "custody-separation-long",
            since=since.date().isoformat(),
            until=(since + FIFTEEN).date().isoformat(),
            pause=int(BRIDGE.total_seconds() // 3600),
        )
    return kept(at.shelf(SPELL).save(spell))


class SeparationEndRequest(Strict):
    """The end of a separation."""

    number: str = Field(min_length=1, description="The number of the separation.")
    ends: AwareDatetime = Field(description="When it ended.")


def rejoin(at: ActingDesktop, asked: SeparationEndRequest, _progress: Progress | None) -> CustodyKept:
    """End a separation. Raises ``NotFound`` (``custody-nothing-called``), ``Conflict``
    (``custody-separation-ended``), ``WrongUse`` (``custody-arrives-first``)."""
    found = one(at, SPELL, number=asked.number)
    if found.body.ends is not None:
        raise Conflict("custody-separation-ended", value=asked.number)
    if asked.ends < found.body.begins:
        raise WrongUse("custody-arrives-first")
    return kept(changed(at, SPELL, found, ends=asked.ends))


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


def _person(at: ActingDesktop) -> str:
    number = at.shelf(PERSON).next_number("P-7")
    at.shelf(PERSON).save(PERSON.example.model_copy(update={"number": number}))
    return number


def _spell(at: ActingDesktop) -> str:
    number = at.shelf(SPELL).next_number("S")
    at.shelf(SPELL).save(SPELL.example.model_copy(update={"number": number}))
    return number


OPERATIONS = (
    Operation(
        "separate",
        SeparationRequest,
        CustodyKept,
        "act",
        "write-case",
        separate,
        lambda at: SeparationRequest(
            person=_person(at),
            facility="F01",
            called="protection",
            begins=_AT,
            planned=date(2026, 5, 6),
            in_cell=1_200,
            basis="12",
            by="Director",
        ),
    ),
    Operation(
        "rejoin",
        SeparationEndRequest,
        CustodyKept,
        "act",
        "write-case",
        rejoin,
        lambda at: SeparationEndRequest(number=_spell(at), ends=_AT.replace(hour=18)),
    ),
)
