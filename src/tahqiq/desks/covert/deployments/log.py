"""The numbered log of a deployment, with the time at which something was seen or heard and the time at which
it was written down."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from tahqiq.casework.clocks import TO_THE_TIME, Deadline, Period, deadline
from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop
from tahqiq.desk.details import Details
from tahqiq.desk.lines import Lines
from tahqiq.desks.covert.deployments.record import LONG, Deployment
from tahqiq.model.kind import Key, Kind
from tahqiq.model.line import Line, keys_of_line, sealed
from tahqiq.store.record_where import Condition

What = Literal["note", "words", "buy", "contact", "debrief"]
Settles = Literal["", "starts", "settles"]


class LogEntryDetails(Details):
    """What people state in a line of the log."""

    what: What = Field(
        description=(
            "note, words (verbatim), contact (a sign of life), debrief; a buy has a command of its own."
        )
    )
    text: str = Field(
        min_length=1, max_length=LONG, description="What was seen or heard; words stand as they were said."
    )
    speaker: str = Field(
        default="", max_length=200, description="Words: who said them, by the code of a subject, or officer."
    )
    settles: Settles = Field(default="", description="Words: whether they start or settle an offence.")


class DeploymentLogEntry(LogEntryDetails):
    """What a line of the log says. ``corrects`` is the number of the line whose text it replaces: that one
    stays. ``author`` says in which part: officer or cover."""

    observed_at: AwareDatetime
    written_at: AwareDatetime
    author: Literal["officer", "cover"]
    serials: list[str] = Field(default=[], max_length=5_000)
    exhibit: str = ""
    corrects: int = 0


class DeploymentLogLine(Line):
    """A line of the log of a deployment."""

    entry: DeploymentLogEntry


_WHEN = datetime.fromisoformat("2026-03-01T08:00:00+00:00")
LOG_LINE = Kind(
    "covert-deployment-line",
    DeploymentLogLine,
    lambda body: f"{body.of} {body.number}",
    "covert",
    sealed(
        DeploymentLogLine(
            log="0" * 16,
            of="ACDE-FGHL",
            number=1,
            entry=DeploymentLogEntry(
                what="contact", observed_at=_WHEN, written_at=_WHEN, author="cover", text="بخير، عاد"
            ),
        )
    ),
    home="desk",
    hides_actor=True,
    keys=(
        *keys_of_line(),
        Key("what", "text", lambda body: body.entry.what),
        Key("observed", "time", lambda body: body.entry.observed_at),
        Key("corrects", "integer", lambda body: body.entry.corrects or None),
    ),
    together=(
        ("log", "number"),
        ("log", "corrects", "number"),
        ("log", "what", "observed"),
        ("log", "observed"),
    ),
    numbered="line",
)


def log_of(at: Desktop, kept: RecordVersion[Deployment]) -> Lines[DeploymentLogLine]:
    """The lines of a deployment."""
    return Lines(at, LOG_LINE, kept.id)


def corrections(lines: Lines[DeploymentLogLine], numbers: Sequence[int]) -> dict[int, int]:
    """Which of some lines is replaced by which."""
    return {one.body.entry.corrects: one.body.number for one in lines.found("corrects", numbers)}


def observed_last(at: Desktop, kept: RecordVersion[Deployment], what: What | None = None) -> datetime | None:
    """When the latest of what its log tells was, or of one sort; None where there is none."""
    where: dict[str, Condition] = {"log": kept.id, **({"what": what} if what else {})}
    page = at.records(LOG_LINE).find(where, order="observed", descending=True, limit=1).records
    return page[0].body.entry.observed_at if page else None


def contact_due(at: Desktop, kept: RecordVersion[Deployment]) -> Deadline | None:
    """Until when the next sign of life is due, after the last one or the start; None where the officer is not
    out."""
    body = kept.body
    if not body.under_way or body.started_at is None:
        return None
    last = observed_last(at, kept, "contact") or body.started_at
    return deadline(last, Period(body.instructions.hours, "hours"), TO_THE_TIME)
