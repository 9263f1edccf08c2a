"""Acts with an exhibit in the laboratory: seals, handing on, splitting."""

from decimal import Decimal

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.acts import add_acts
from tahqiq.desk.custody import ExhibitActRequest
from tahqiq.desks.lab.examinations.lookup import working
from tahqiq.desks.lab.examinations.operations import changed, example
from tahqiq.desks.lab.examinations.quantity import quantity
from tahqiq.desks.lab.examinations.record import ACT_LINE, Examination
from tahqiq.desks.lab.examinations.requests import ExaminationVersionRequest
from tahqiq.desks.lab.examinations.view import ExaminationView
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse


class HandlingRequest(ExhibitActRequest, ExaminationVersionRequest):
    """An act with an exhibit."""


def handle(at: ActingDesktop, asked: HandlingRequest, _progress: Progress | None) -> ExaminationView:
    """Write down an act with an exhibit. What a split leaves is what the exhibit weighed without its parts
    where nobody weighed the rest. Raises ``Conflict`` for what cannot have happened (``custody-…``)."""
    kept = working(at, asked.examination)
    if asked.doing == "split" and not asked.grams and not asked.part:
        asked = asked.model_copy(update={"grams": _left(kept.body, asked)})
    step = asked.step(kept.body.exhibit)
    custody = add_acts(at, ACT_LINE, kept.id, kept.body.exhibit, kept.body.custody, step)
    return changed(at, kept, asked.version, custody=custody)


def _left(body: Examination, asked: HandlingRequest) -> str:
    """What a split leaves of an exhibit whose weight is known, in grams; "" where a part was not weighed.
    Raises ``WrongUse`` (``lab-parts-more``: the parts are more than there was)."""
    there, parts = quantity(body), [one.rpartition("=")[2] for one in asked.parts]
    if there is None or not all(parts):
        return ""
    gone = sum(map(Decimal, parts), Decimal(asked.lost or 0))
    if gone > there:
        raise WrongUse("lab-parts-more", parts=f"{gone:f}", there=f"{there:f}").of_field("parts")
    return f"{there - gone:.3f}"


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
