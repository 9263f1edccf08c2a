"""What the runs of an examination showed, for the page."""

from tahqiq.desk import Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.lab.examinations.lookup import examination_of
from tahqiq.desks.lab.examinations.operations import example
from tahqiq.desks.lab.examinations.requests import OneExaminationRequest
from tahqiq.desks.lab.reported_runs.runs import ReportedRunView, reported_runs
from tahqiq.jobs.progress import Progress


class ReportedRunsView(Strict):
    """The runs of an examination in the order of its ledger; empty where no result was taken up from one."""

    exhibit: str
    runs: list[ReportedRunView]


def look(at: Desktop, asked: OneExaminationRequest, _progress: Progress | None) -> ReportedRunsView:
    """The runs an examination rests on. Raises ``NotFound`` (``lab-no-exhibit``)."""
    body = examination_of(at, asked.examination).body
    return ReportedRunsView(exhibit=body.exhibit, runs=reported_runs(at, body))


RUNS = Operation(
    "exhibit-runs",
    OneExaminationRequest,
    ReportedRunsView,
    "look",
    "read-case",
    look,
    lambda at: OneExaminationRequest(case=at.home, examination=example(at).examination),
)
