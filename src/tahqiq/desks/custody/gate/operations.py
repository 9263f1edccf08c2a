"""Record who comes in at the gate and goes out."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import Happened
from tahqiq.desk.records import added, ended, example_entry
from tahqiq.desks.custody.answers import RecordAnswer, answer_of
from tahqiq.desks.custody.gate.record import GATE, GateDetails
from tahqiq.desks.custody.places.lookup import example_facility
from tahqiq.jobs.progress import Progress


class GateEntryRequest(GateDetails, needs=("purpose", "let_in_by")):
    """Somebody or something that comes in."""


def record_entry(at: ActingDesktop, asked: GateEntryRequest, _progress: Progress | None) -> RecordAnswer:
    """Write down who came in."""
    return answer_of(added(at, GATE, "G", asked))


class GateExitRequest(Strict):
    """Who goes out, and when."""

    number: str = Field(min_length=1, description="The number in the register of the gate.")
    left: Annotated[AwareDatetime, Happened()] = Field(description="When they went out.")


def record_exit(at: ActingDesktop, asked: GateExitRequest, _progress: Progress | None) -> RecordAnswer:
    """Write down that somebody went out again. Raises ``NotFound`` (``custody-nothing-called``), ``Conflict``
    (``custody-gate-left``), ``WrongUse`` (``custody-gate-early``)."""
    left = ended(
        at,
        GATE,
        asked.number,
        began="at",
        end={"left": asked.left},
        twice="custody-gate-left",
        early="custody-gate-early",
    )
    return answer_of(left)


_AT = datetime.fromisoformat("2026-05-01T14:00:00+03:00")


OPERATIONS = (
    Operation(
        "gate",
        GateEntryRequest,
        RecordAnswer,
        "act",
        "write-case",
        record_entry,
        lambda at: GateEntryRequest(
            facility=example_facility(at),
            at=_AT,
            sort="vehicle",
            who="نوزاد احمد",
            plate="22 A 12345",
            purpose="Bread",
            let_in_by="Officer 3",
        ),
    ),
    Operation(
        "gate-out",
        GateExitRequest,
        RecordAnswer,
        "act",
        "write-case",
        record_exit,
        lambda at: GateExitRequest(number=example_entry(at, GATE, "G"), left=_AT.replace(hour=15)),
    ),
)
