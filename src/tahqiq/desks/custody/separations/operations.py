"""Separation as it is ordered and ended: without a basis, an end and a review it is not entered, and what
nobody may order has no field."""

from datetime import date, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import record_of
from tahqiq.desk.moments import MAY_LIE_AHEAD, Happened
from tahqiq.desk.records import ended, every, example_entry
from tahqiq.desks.custody.answers import RecordAnswer, answer_of
from tahqiq.desks.custody.people.lookup import person_of
from tahqiq.desks.custody.people.record import PERSON
from tahqiq.desks.custody.places.lookup import example_facility
from tahqiq.desks.custody.separations.record import SPELL, Spell, SpellDetails
from tahqiq.desks.custody.separations.solitary import BRIDGE, FIFTEEN, begun
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.kit.reasons import Day


class SeparationRequest(SpellDetails, needs=("basis", "by")):
    """A separation. There is no field for a dark cell, less food or water, or a ban of the family: nobody may
    order them."""

    planned: Annotated[date, MAY_LIE_AHEAD] = Field(description="The last day that is ordered.")


def separate(at: ActingDesktop, asked: SeparationRequest, _progress: Progress | None) -> RecordAnswer:
    """Enter a separation. What is already counted goes on: an order that would pass fifteen days of solitary
    confinement together with what came before is refused. Raises ``NotFound`` (``custody-nobody-called``),
    ``WrongUse`` (``custody-separation-forbidden``, ``custody-separation-early``), ``Conflict``
    (``custody-separation-long``, ``custody-separation-twice``)."""
    who = person_of(at, asked.person)
    if asked.not_forbidden is False:
        raise WrongUse("custody-separation-forbidden")
    if asked.planned < asked.begins.date():
        raise WrongUse("custody-separation-early")
    before = [kept_.body for kept_ in every(at, SPELL, {"person": who.number})]
    if (
        asked.called == "disciplinary"
        and asked.act
        and any(one_.act == asked.act and one_.called == "disciplinary" for one_ in before)
    ):
        raise Conflict("custody-separation-twice", value=asked.act)
    spell = record_of(Spell, asked, number=at.records(SPELL).next_number("S"), person=who.number)
    since = begun([*before, spell], asked.begins).get(spell.number)
    if since is not None and asked.planned > (since + FIFTEEN).date():
        raise Conflict(
            "custody-separation-long",
            since=Day.of(since),
            until=Day.of(since + FIFTEEN),
            pause=int(BRIDGE.total_seconds() // 3600),
        )
    return answer_of(at.records(SPELL).save(spell))


class SeparationEndRequest(Strict):
    """The end of a separation."""

    number: str = Field(min_length=1, description="The number of the separation.")
    ends: Annotated[AwareDatetime, Happened()] = Field(description="When it ended.")


def rejoin(at: ActingDesktop, asked: SeparationEndRequest, _progress: Progress | None) -> RecordAnswer:
    """End a separation. Raises ``NotFound`` (``custody-nothing-called``), ``Conflict``
    (``custody-separation-ended``), ``WrongUse`` (``custody-separation-early``)."""
    over = ended(
        at,
        SPELL,
        asked.number,
        began="begins",
        end={"ends": asked.ends},
        twice="custody-separation-ended",
        early="custody-separation-early",
    )
    return answer_of(over)


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


OPERATIONS = (
    Operation(
        "separate",
        SeparationRequest,
        RecordAnswer,
        "act",
        "write-case",
        separate,
        lambda at: SeparationRequest(
            person=example_entry(at, PERSON, "P-7"),
            facility=example_facility(at),
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
        RecordAnswer,
        "act",
        "write-case",
        rejoin,
        lambda at: SeparationEndRequest(number=example_entry(at, SPELL, "S"), ends=_AT.replace(hour=18)),
    ),
)
