"""Opening the seal of an exhibit at the bench, for samples and exercises."""

from datetime import datetime

from tahqiq.desk import ActingDesktop
from tahqiq.desks.lab.examinations.view import ExaminationView
from tahqiq.desks.lab.exhibit_acts.operations import HandlingRequest, handle


def open_at_bench(at: ActingDesktop, view: ExaminationView, when: datetime) -> ExaminationView:
    """The exhibit after the seal under which it came was opened to take a sample. Raises as
    :func:`~tahqiq.desks.lab.exhibit_acts.operations.handle`."""
    asked = HandlingRequest(
        case=at.home,
        examination=view.examination,
        version=view.version,
        doing="opened",
        at=when,
        holder=view.holder,
        seal=view.seal,
        reason="لأخذ العينة",
    )
    return handle(at, asked, None)
