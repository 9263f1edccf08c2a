"""A deployment as an answer, with a page of its log."""

from datetime import datetime

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import record_of
from tahqiq.desk.lines import LATEST, PageOfLog
from tahqiq.desks.covert.authorisations.references import UnderAuthorisation
from tahqiq.desks.covert.deployments.log import (
    DeploymentLogLine,
    LogEntryDetails,
    contact_due,
    corrections,
    log_of,
)
from tahqiq.desks.covert.deployments.record import (
    ALWAYS,
    Deployment,
    IncitementSheet,
    InstructionDetails,
    SuspicionFact,
)
from tahqiq.desks.covert.moments import stamp, stamp_or_none
from tahqiq.desks.covert.remarks import Remark, remark
from tahqiq.kit.messages import message, wanted


class LogEntryHead(Strict):
    """Which line of the log, its times in UTC, and who wrote it; ``late``: more than a day after."""

    seq: int
    observed: str
    written: str
    late: bool
    author: str


class DeploymentLogEntryView(LogEntryDetails, LogEntryHead):
    """A line of the log. Times in UTC; ``late`` where it was written down more than a day after.
    ``corrected_by`` is the number of the line that replaces its text, 0 where none does."""

    serials: list[str]
    exhibit: str
    corrects: int
    corrected_by: int


class DeploymentHead(UnderAuthorisation):
    """Which deployment, and its officer by code."""

    officer: str


class DeploymentView(InstructionDetails, DeploymentHead):
    """A deployment: instructions, a page of its log, which has ``lines`` lines, until when the next sign of
    life is due. ``prohibited`` begins with what is prohibited always. ``sheet`` null: not filled in."""

    prohibited: list[str]
    given: str
    signed: str | None
    started: str | None
    ended: str | None
    contact_due: str | None
    overdue: bool
    lines: int
    log: list[DeploymentLogEntryView]
    suspicion: list[SuspicionFact]
    sheet: IncitementSheet | None
    remarks: list[Remark]


def deployment_view(
    at: Desktop,
    kept: RecordVersion[Deployment],
    now: datetime,
    remarks: list[Remark] | None = None,
    asked: PageOfLog = LATEST,
) -> DeploymentView:
    """A deployment as it stands at ``now``, with the latest lines of its log or those of a page."""
    body, lines = kept.body, log_of(at, kept)
    due = contact_due(at, kept)
    overdue = due is not None and due.over(now)
    order = body.instructions
    page = [one.body for one in lines.page(asked)]
    corrected = corrections(lines, [one.number for one in page])
    notes = [
        *(remarks or []),
        *(
            [remark("covert-contact-overdue", since=stamp(due.until))]
            if overdue and due and due.until
            else []
        ),
    ]
    return record_of(
        DeploymentView,
        order,
        number=body.number,
        authorisation=body.authorisation,
        officer=body.officer,
        prohibited=[
            *(message(f"covert-never-{one}", wanted(), {}).sentence for one in ALWAYS),
            *order.prohibited,
        ],
        given=stamp(order.given_at),
        signed=stamp_or_none(order.signed_at),
        started=stamp_or_none(body.started_at),
        ended=stamp_or_none(body.ended_at),
        contact_due=stamp_or_none(due.until if due else None),
        overdue=overdue,
        lines=lines.count(),
        log=[_line(one, corrected.get(one.number, 0)) for one in page],
        suspicion=body.suspicion,
        sheet=body.sheet,
        remarks=notes,
    )


def _line(line: DeploymentLogLine, corrected_by: int) -> DeploymentLogEntryView:
    one = line.entry
    return record_of(
        DeploymentLogEntryView,
        one,
        seq=line.number,
        observed=stamp(one.observed_at),
        written=stamp(one.written_at),
        late=(one.written_at - one.observed_at).total_seconds() > 86_400,
        corrected_by=corrected_by,
    )
