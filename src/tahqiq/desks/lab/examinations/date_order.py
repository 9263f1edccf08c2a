"""Seized, received, examined, report wanted: in this order, whichever is entered last."""

from datetime import date, datetime

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop
from tahqiq.desk.lines import Lines
from tahqiq.desk.moments import shown
from tahqiq.desks.lab.examinations.record import ACT_LINE, Examination
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.reasons import Day
from tahqiq.model.kind import day_of


def require_seized_before(at: Desktop, kept: RecordVersion[Examination], seized: date | None) -> None:
    """Raise ``WrongUse`` (``lab-seized-later``) for a day of seizure after that on which the exhibit came."""
    came = received_at(at, kept)
    if seized is not None and came is not None and seized > day_of(came):
        said = {"seized": seized.isoformat(), "received": shown(came)}
        raise WrongUse("lab-seized-later", **said).of_field("seized_on")


def require_wanted_after(came: datetime | None, due: date | None) -> None:
    """Raise ``WrongUse`` (``lab-due-before-receipt``) for a report that is wanted before the exhibit came."""
    if due is not None and came is not None and due < day_of(came):
        said = {"due": Day.of(due), "received": Day.of(day_of(came))}
        raise WrongUse("lab-due-before-receipt", **said).of_field("due_on")


def require_run_after(at: Desktop, kept: RecordVersion[Examination], run: str, acquired: str | None) -> None:
    """Raise ``WrongUse`` (``lab-run-before-receipt``) for a run that was measured on a day before that on
    which the exhibit came. Days are compared, because the clock of an instrument has no zone; a run whose
    file does not say when it was measured is not judged."""
    came = received_at(at, kept)
    if came is not None and acquired and acquired[:10] < day_of(came).isoformat():
        raise WrongUse(
            "lab-run-before-receipt", run=run, taken=Day(acquired[:10]), received=Day.of(day_of(came))
        )


def received_at(at: Desktop, kept: RecordVersion[Examination]) -> datetime | None:
    """When an exhibit came: its first act; None where none was written down."""
    first = Lines(at, ACT_LINE, kept.id).numbered([1]).get(1)
    return None if first is None else first.body.step.happened
