"""A deployment of an undercover officer: instructions that were signed before, and a numbered log with the
time at which something was seen or heard and the time at which it was written down."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.casework.clocks import TO_THE_TIME, Deadline, Period, deadline
from tahqiq.casework.shelves import Kept
from tahqiq.casework.vault.pseudonym import needed
from tahqiq.desk import Desktop, Needs
from tahqiq.desk.lines import LATEST, Lines, PageOfLog
from tahqiq.desk.told import Strict
from tahqiq.desks.covert.answers import Remark, said
from tahqiq.desks.covert.clock_tool import stamp
from tahqiq.desks.covert.field.officers import OFFICER
from tahqiq.desks.covert.involved import NOT_RELATED, involvement, supervises
from tahqiq.desks.covert.register import leads
from tahqiq.kit.errors import NotFound
from tahqiq.kit.messages import message, wanted
from tahqiq.model.kind import ACTED_DIGEST, Json, Key, Kind
from tahqiq.model.line import Line, keys_of_line, sealed
from tahqiq.store.shelf_where import Condition

What = Literal["note", "words", "buy", "contact", "debrief"]
Settles = Literal["", "starts", "settles"]
ALWAYS = ("incitement", "sexual-relationship", "violence")
"""What is prohibited in every deployment, whatever its instructions say."""
LONG = 20_000


class Instructions(Strict):
    """What the officer is told before. ``hours``: a sign of life is due at least so often; ``cover`` is the
    digest of the officer who waits for it."""

    objectives: str = Field(min_length=3, max_length=LONG)
    permitted: list[str] = Field(default=[], max_length=200)
    prohibited: list[str] = Field(default=[], max_length=200)
    exit_plan: str = Field(min_length=3, max_length=LONG)
    hours: int = Field(ge=1, le=168)
    cover: Annotated[str, ACTED_DIGEST]
    given_at: AwareDatetime
    signed_at: AwareDatetime | None = None


class Entry(Strict):
    """What a line of the log says. ``corrects`` is the number of the line whose text it replaces: that one
    stays. ``author`` says in which part: officer or cover."""

    what: What
    observed_at: AwareDatetime
    written_at: AwareDatetime
    author: Literal["officer", "cover"]
    text: str = Field(min_length=1, max_length=LONG)
    speaker: str = Field(default="", max_length=200)
    settles: Settles = ""
    serials: list[str] = Field(default=[], max_length=5_000)
    exhibit: str = ""
    corrects: int = 0


class EntryLine(Line):
    """A line of the log of a deployment."""

    entry: Entry


class SuspicionFact(Strict):
    """Something that was known against somebody, since when, and by which record or paper."""

    since: AwareDatetime = Field(description="Since when it was known, with its zone.")
    fact: str = Field(min_length=3, max_length=LONG, description="What was known.")
    rests_on: str = Field(min_length=1, max_length=300, description="The record or paper that shows it.")


class Sheet(Strict):
    """What a court will ask about incitement. There is no field for a verdict."""

    first_contact: AwareDatetime | None = Field(
        default=None,
        description="The first contact with whom it is about, where it lies before the deployment.",
    )
    proposed_by: Literal["subject", "officer", "third", "unknown"] = Field(
        description="Who proposed the offence first."
    )
    insistence: str = Field(
        default="", max_length=LONG, description="How often and how insistently it was proposed."
    )
    unusual: str = Field(default="", max_length=LONG, description="What was unusual in the opportunity.")
    vulnerability: str = Field(default="", max_length=LONG, description="What made the person vulnerable.")
    supervision: str = Field(
        default="", max_length=LONG, description="Who watched over the deployment, and how."
    )


class Deployment(Strict):
    """One deployment, by its random number. The lines of its log are records beside it."""

    number: str
    authorisation: str
    officer: str
    instructions: Instructions
    started_at: AwareDatetime | None = None
    start_entered: AwareDatetime | None = None
    ended_at: AwareDatetime | None = None
    end_entered: AwareDatetime | None = None
    suspicion: list[SuspicionFact] = Field(default=[], max_length=200)
    sheet: Sheet | None = None

    @property
    def under_way(self) -> bool:
        """Whether the officer is out."""
        return self.started_at is not None and self.ended_at is None


def _without_lines(body: Json) -> dict[str, object]:
    """A deployment as it was before its lines were records: they stood in it."""
    return {name: value for name, value in body.items() if name != "log"}


_WHEN = datetime.fromisoformat("2026-03-01T08:00:00+00:00")
DEPLOYMENT = Kind(
    "covert-deployment",
    Deployment,
    lambda body: body.number,
    "covert",
    Deployment(
        number="ACDE-FGHL",
        authorisation="ACDE-FGHL",
        officer="ACDE-FGHL",
        instructions=Instructions(
            objectives="شراء واحد",
            exit_plan="الخروج من الباب الخلفي",
            hours=6,
            cover="0" * 64,
            given_at=_WHEN,
        ),
    ),
    home="desk",
    hides_actor=True,
    relations={
        "officer": lambda at, body: _part(at, body) == "officer",
        "cover": lambda at, body: _part(at, body) == "cover",
        "lead": lambda at, body: leads(at, body.authorisation),
        "supervisor": supervises,
    },
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("authorisation", "text", lambda body: body.authorisation),
        Key("officer", "text", lambda body: body.officer),
        Key("given", "time", lambda body: body.instructions.given_at),
        Key("started", "time", lambda body: body.started_at),
        Key("ended", "time", lambda body: body.ended_at),
        Key("out", "flag", lambda body: body.under_way),
    ),
    numbered="number",
    shape=2,
    migrations={1: _without_lines},
)
ENTRY_LINE = Kind(
    "covert-deployment-line",
    EntryLine,
    lambda body: f"{body.of} {body.number}",
    "covert",
    sealed(
        EntryLine(
            log="0" * 16,
            of="ACDE-FGHL",
            number=1,
            entry=Entry(
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


class DeploymentLogEntryView(Strict):
    """A line of the log. Times in UTC; ``late`` where it was written down more than a day after.
    ``corrected_by`` is the number of the line that replaces its text, 0 where none does."""

    seq: int
    what: str
    observed: str
    written: str
    late: bool
    author: str
    text: str
    speaker: str
    settles: str
    serials: list[str]
    exhibit: str
    corrects: int
    corrected_by: int


class DeploymentView(Strict):
    """A deployment: instructions, a page of its log, which has ``lines`` lines, until when the next sign of
    life is due. ``prohibited`` begins with what is prohibited always. ``sheet`` null: not filled in."""

    number: str
    authorisation: str
    officer: str
    objectives: str
    permitted: list[str]
    prohibited: list[str]
    exit_plan: str
    hours: int
    given: str
    signed: str | None
    started: str | None
    ended: str | None
    contact_due: str | None
    overdue: bool
    lines: int
    log: list[DeploymentLogEntryView]
    suspicion: list[SuspicionFact]
    sheet: Sheet | None
    remarks: list[Remark]


def of_number(at: Desktop, number: str) -> Kept[Deployment]:
    """The deployment of a number. Raises ``WrongUse`` (``pseudonym-wrong``), ``NotFound``
    (``covert-no-deployment``)."""
    page = at.shelf(DEPLOYMENT).find({"number": needed(number)}, limit=1).records
    if not page:
        raise NotFound("covert-no-deployment", number=needed(number))
    return page[0]


def part(at: Desktop, body: Deployment, officer: str) -> Literal["officer", "cover", ""]:
    """In which part the person at the desk stands to a deployment: its officer (whose digest is ``officer``),
    its cover officer, or none."""
    if involvement(at, body.officer, at.actor.id) == officer:
        return "officer"
    return "cover" if involvement(at, body.number, at.actor.id) == body.instructions.cover else ""


def _part(at: Desktop, body: Deployment) -> str:
    found = at.shelf(OFFICER).find({"code": body.officer}, limit=1).records
    return part(at, body, found[0].body.involved if found else "")


BY_PART = Needs(
    DEPLOYMENT, "deployment", ("officer", "cover", "lead", "supervisor"), NOT_RELATED, "number", needed
)
"""What somebody has to be to a deployment that is written on."""


def log_of(at: Desktop, kept: Kept[Deployment]) -> Lines[EntryLine]:
    """The lines of a deployment."""
    return Lines(at, ENTRY_LINE, kept.id)


def corrections(lines: Lines[EntryLine], numbers: Sequence[int]) -> dict[int, int]:
    """Which of some lines is replaced by which."""
    return {one.body.entry.corrects: one.body.number for one in lines.found("corrects", numbers)}


def observed_last(at: Desktop, kept: Kept[Deployment], what: What | None = None) -> datetime | None:
    """When the latest of what its log tells was, or of one sort; None where there is none."""
    where: dict[str, Condition] = {"log": kept.id, **({"what": what} if what else {})}
    page = at.shelf(ENTRY_LINE).find(where, order="observed", descending=True, limit=1).records
    return page[0].body.entry.observed_at if page else None


def contact_due(at: Desktop, kept: Kept[Deployment]) -> Deadline | None:
    """Until when the next sign of life is due, after the last one or the start; None where the officer is not
    out."""
    body = kept.body
    if not body.under_way or body.started_at is None:
        return None
    last = observed_last(at, kept, "contact") or body.started_at
    return deadline(last, Period(body.instructions.hours, "hours"), TO_THE_TIME)


def told(
    at: Desktop,
    kept: Kept[Deployment],
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
        *([said("covert-contact-overdue", since=stamp(due.until))] if overdue and due and due.until else []),
    ]
    return DeploymentView(
        number=body.number,
        authorisation=body.authorisation,
        officer=body.officer,
        objectives=order.objectives,
        permitted=order.permitted,
        prohibited=[
            *(message(f"covert-never-{one}", wanted(), {}).sentence for one in ALWAYS),
            *order.prohibited,
        ],
        exit_plan=order.exit_plan,
        hours=order.hours,
        given=stamp(order.given_at),
        signed=_stamp(order.signed_at),
        started=_stamp(body.started_at),
        ended=_stamp(body.ended_at),
        contact_due=_stamp(due.until if due else None),
        overdue=overdue,
        lines=lines.count(),
        log=[_line(one, corrected.get(one.number, 0)) for one in page],
        suspicion=body.suspicion,
        sheet=body.sheet,
        remarks=notes,
    )


def _line(line: EntryLine, corrected_by: int) -> DeploymentLogEntryView:
    one = line.entry
    return DeploymentLogEntryView(
        seq=line.number,
        what=one.what,
        observed=stamp(one.observed_at),
        written=stamp(one.written_at),
        late=(one.written_at - one.observed_at).total_seconds() > 86_400,
        author=one.author,
        text=one.text,
        speaker=one.speaker,
        settles=one.settles,
        serials=one.serials,
        exhibit=one.exhibit,
        corrects=one.corrects,
        corrected_by=corrected_by,
    )


def _stamp(moment: datetime | None) -> str | None:
    return stamp(moment) if moment is not None else None
