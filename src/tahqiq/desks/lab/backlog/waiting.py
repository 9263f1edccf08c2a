"""Which examinations of a case wait, for the list of the backlog and for the due lines of the home page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tahqiq.access.cases import Case
from tahqiq.access.desk_file import desk_of
from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.lines import Lines
from tahqiq.desks.lab.examinations.record import ACT_LINE, EXAMINATION, Examination
from tahqiq.desks.lab.examinations.stage import EXAMINED, NOT_BEGUN, stage


@dataclass(frozen=True, slots=True)
class Waiting:
    """An examination that was not released: its ``state`` as it is shown, and the day by which its report is
    wanted (None: none was named)."""

    kept: RecordVersion[Examination]
    state: str

    @property
    def due_on(self) -> date | None:
        """The day by which the report is wanted."""
        return self.kept.body.intake.due_on

    @property
    def at_bench(self) -> bool:
        """Whether it is to be examined, not reviewed."""
        return self.state in (NOT_BEGUN, EXAMINED)


def readable_cases(at: Desktop) -> Iterator[tuple[Case, Desktop]]:
    """The cases that the person may read, each with the desk at it; the desks' own files are none."""
    for case in at.bench.door.cases.of(at.actor.id):
        if not desk_of(case.id) and at.bench.door.may(at.actor, "read-case", case):
            yield case, Desktop(at.bench, at.desk, case.id, at.purpose)


def waiting(at: Desktop) -> Iterator[Waiting]:
    """The examinations of the case of ``at`` that were not released yet."""
    lives = Lives(at, EXAMINATION)
    for page in at.records(EXAMINATION).pages(case=at.home):
        states = lives.states(page)
        for kept in page:
            state = states[kept.id][1].state
            if state != "issued":
                yield Waiting(kept, stage(state, kept.body))


def received(at: Desktop, kept: RecordVersion[Examination]) -> datetime | None:
    """When the exhibit came, by the first act with it; None where none was written down."""
    first = Lines(at, ACT_LINE, kept.id).numbered([1]).get(1)
    return None if first is None else first.body.step.happened
