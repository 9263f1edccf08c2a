"""Who sits at the laboratory's desk in these tests, and the invented sequence they work on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tahqiq.access.door import Door
from tahqiq.desk import desk
from tahqiq.desks.lab.examinations.view import ExaminationView
from tahqiq.desks.lab.exhibit_acts.operations import HandlingRequest, handle
from tahqiq.desks.lab.sequences.evaluation import SequenceImportRequest, SequenceImportView, load
from tahqiq.desks.lab.synthetic_sequence import archive
from tahqiq.workbench import Workbench
from tests.seat import Seat

from .test_reviews import person


@contextmanager
def seated(folder: Path, case: str) -> Iterator[Seat]:
    """The owner at the desk in a case of this name."""
    door = Door.found(folder / "ws", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    bench.open_desk("lab")
    yield Seat(bench, desk("lab"), bench.open_case(case).id, "work")
    door.close()


def colleagues(at: Seat) -> tuple[Seat, Seat, Seat]:
    """Analyst, second analyst, supervisor."""
    return (
        person(at, "analyst", "analyst"),
        person(at, "second", "analyst"),
        person(at, "chief", "supervisor"),
    )


def unsealed(at: Seat, told: ExaminationView) -> ExaminationView:
    """An exhibit whose seal was opened when it had come."""
    asked = HandlingRequest(
        case=at.home,
        examination=told.examination,
        version=told.version,
        doing="opened",
        at=datetime.fromisoformat(told.steps[-1].happened),
        holder=told.holder,
        seal=told.seal,
        reason="فحص",
    )
    return handle(at, asked, None)


def taken_in(at: Seat) -> SequenceImportView:
    """The invented sequence, deposited and taken in by whoever sits there."""
    source = at.bench.deposit_later(
        [(at.bench.seal(archive(), "sequence.zip"), "sequence.zip")], at.bench.deposit(at.home)
    )[0]
    return load(at, SequenceImportRequest(case=at.home, source=source.id), None)
