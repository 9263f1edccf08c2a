"""Record who comes in at the gate and goes out."""

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.records import changed, one
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.answers import RecordAnswer, kept
from tahqiq.desks.custody.gate.record import GATE, Gate
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, WrongUse


class GateEntryRequest(Strict):
    """Somebody or something that comes in."""

    facility: str = Field(min_length=1, max_length=40, description="The facility.")
    at: AwareDatetime = Field(description="When they came in.")
    sort: Literal["visitor", "lawyer", "staff", "official", "vehicle", "delivery"] = Field(
        description="Who or what."
    )
    who: str = Field(min_length=2, max_length=200, description="The name; of a vehicle its driver.")
    document: str = Field(default="", max_length=100, description="The document shown.")
    plate: str = Field(default="", max_length=40, description="Of a vehicle: its plate.")
    purpose: str = Field(min_length=2, max_length=300, description="What for.")
    person: str = Field(default="", max_length=40, description="To whom, by the number of the file.")
    let_in_by: str = Field(min_length=2, max_length=200, description="Who let them in.")
    searched: str = Field(default="", max_length=40, description="The number of the search at the gate.")


def come_in(at: ActingDesktop, asked: GateEntryRequest, _progress: Progress | None) -> RecordAnswer:
    """Write down who came in."""
    return kept(at.shelf(GATE).save(Gate(number=at.shelf(GATE).next_number("G"), **asked.model_dump())))


class GateExitRequest(Strict):
    """Who goes out, and when."""

    number: str = Field(min_length=1, description="The number in the register of the gate.")
    left: AwareDatetime = Field(description="When they went out.")


def go_out(at: ActingDesktop, asked: GateExitRequest, _progress: Progress | None) -> RecordAnswer:
    """Write down that somebody went out again. Raises ``NotFound`` (``custody-nothing-called``), ``Conflict``
    (``custody-gate-left``), ``WrongUse`` (``custody-arrives-first``)."""
    found = one(at, GATE, number=asked.number)
    if found.body.left is not None:
        raise Conflict("custody-gate-left", value=asked.number)
    if asked.left < found.body.at:
        raise WrongUse("custody-arrives-first")
    return kept(changed(at, GATE, found, left=asked.left))


_AT = datetime.fromisoformat("2026-05-01T14:00:00+03:00")


def _example(at: ActingDesktop) -> GateExitRequest:
    number = at.shelf(GATE).next_number("G")
    at.shelf(GATE).save(GATE.example.model_copy(update={"number": number}))
    return GateExitRequest(number=number, left=_AT.replace(hour=15))


OPERATIONS = (
    Operation(
        "gate",
        GateEntryRequest,
        RecordAnswer,
        "act",
        "write-case",
        come_in,
        lambda _at: GateEntryRequest(
            facility="F01",
            at=_AT,
            sort="vehicle",
            who="نوزاد احمد",
            plate="22 A 12345",
            purpose="Bread",
            let_in_by="Officer 3",
        ),
    ),
    Operation("gate-out", GateExitRequest, RecordAnswer, "act", "write-case", go_out, _example),
)
