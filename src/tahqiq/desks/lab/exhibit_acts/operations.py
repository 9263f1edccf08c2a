"""Acts with an exhibit in the laboratory: seals, handing on, splitting."""

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.acts import add_acts
from tahqiq.desk.custody import ExhibitActRequest
from tahqiq.desks.lab.examinations.lookup import working
from tahqiq.desks.lab.examinations.operations import changed, example
from tahqiq.desks.lab.examinations.record import ACT_LINE
from tahqiq.desks.lab.examinations.requests import ExaminationVersionRequest
from tahqiq.desks.lab.examinations.view import ExaminationView
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock


class HandlingRequest(ExhibitActRequest, ExaminationVersionRequest):
    """An act with an exhibit."""


def handle(at: ActingDesktop, asked: HandlingRequest, _progress: Progress | None) -> ExaminationView:
    """Write down an act with an exhibit. Raises ``Conflict`` for what cannot have happened
    (``custody-…``)."""
    kept = working(at, asked.examination)
    step = asked.step(kept.body.exhibit)
    custody = add_acts(at, ACT_LINE, kept.id, kept.body.exhibit, kept.body.custody, step)
    return changed(at, kept, asked.version, custody=custody)


HANDLE = Operation(
    "handle",
    HandlingRequest,
    ExaminationView,
    "act",
    "write-case",
    handle,
    lambda at: HandlingRequest(
        case=at.home,
        examination=example(at).examination,
        version=1,
        doing="sealed",
        at=clock.now(),
        holder=at.bench.person.login,
        seal="L-0001",
    ),
)
