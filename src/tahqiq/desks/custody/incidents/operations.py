"""Incidents: use of force, injuries and the rest, with the statement of every officer. What is known of a
death or a complaint of torture lies in a case of its own, out of reach of whoever took part
(``tahqiq.desks.custody.incidents.inquiry``)."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Needs, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import Details, record_of
from tahqiq.desk.moments import Happened, happened
from tahqiq.desk.records import example_entry, one
from tahqiq.desks.custody.answers import RecordAnswer, answer_of
from tahqiq.desks.custody.incidents.inquiry import (
    inquiry_of,
    open_inquiry,
    shell,
    state_in_inquiry,
    write_handlers,
)
from tahqiq.desks.custody.incidents.record import (
    INCIDENT,
    EnteredSort,
    Incident,
    IncidentDetails,
    IncidentNotices,
)
from tahqiq.desks.custody.incidents.statements import count_statements
from tahqiq.desks.custody.inquiries.record import GRAVE, Inquiry
from tahqiq.desks.custody.people.examples import example_held
from tahqiq.desks.custody.people.lookup import held_when
from tahqiq.desks.custody.places.lookup import example_facility
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, WrongUse

FORCE = ("use-of-force", "restraint")
OUTSIDE = ("escape", "release-in-error", "unlawful-detention", "torture-complaint")
"""Incidents that may be found out after somebody has left."""


class IncidentRequest(IncidentDetails, needs=("text",)):
    """Something that happened. People and staff by their numbers, one in each line."""

    sort: EnteredSort = Field(description="What.")
    only_happened: bool = Field(
        default=False,
        description="Of a death or a complaint of torture: keep only that it happened, nothing of the text.",
    )


class IncidentAnswer(RecordAnswer):
    """The incident. ``inquiry`` is the case in which the content of a grave one lies; ``content`` says
    whether it was kept: of a death or a complaint of torture only who may open a case, and had no part in it,
    can keep it; everybody else keeps that it happened."""

    inquiry: str
    content: bool


def record_incident(at: ActingDesktop, asked: IncidentRequest, _progress: Progress | None) -> IncidentAnswer:
    """Enter an incident; each officer who took part owes a statement. Of a grave one the register keeps that
    it happened, and its content lies in a case of its own: who cannot open one is refused until they say that
    nothing of what they wrote is to be kept. Raises ``WrongUse`` (``custody-force-basis``,
    ``custody-force-staff``), ``NotFound`` (``custody-nobody-called``), ``Conflict``
    (``custody-not-held-then``, ``custody-content-not-kept``)."""
    if asked.sort in FORCE and not asked.basis.strip():
        raise WrongUse("custody-force-basis")
    if asked.sort in FORCE and not asked.staff:
        raise WrongUse("custody-force-staff")
    for number in asked.people:
        held_when(at, number, asked.at, afterwards=asked.sort in OUTSIDE)
    body = record_of(Incident, asked, number=at.records(INCIDENT).next_number("I"))
    count_statements(body)
    if body.sort not in GRAVE:
        made = at.records(INCIDENT).save(body)
        return IncidentAnswer(record=made.id, number=body.number, inquiry="", content=True)
    content = record_of(Inquiry, asked, number=body.number)
    case = "" if asked.only_happened else open_inquiry(at, content)
    if not case and not asked.only_happened:
        raise Conflict("custody-content-not-kept")
    made = at.records(INCIDENT).save(shell(body).model_copy(update={"inquiry": case}))
    return IncidentAnswer(record=made.id, number=body.number, inquiry=case, content=bool(case))


class StatementRequest(Strict):
    """What somebody who took part says."""

    number: str = Field(min_length=1, description="The number of the incident.")
    officer: str = Field(min_length=1, max_length=100, description="Who states it, by their number.")
    text: str = Field(min_length=5, max_length=20_000, description="What they did and saw.")


def state(at: ActingDesktop, asked: StatementRequest, _progress: Progress | None) -> RecordAnswer:
    """Add a statement; one that is there is not replaced. Raises ``NotFound`` (``custody-nothing-called``),
    ``WrongUse`` (``custody-statement-whose``), ``Conflict`` (``custody-statement-there``)."""
    found = one(at, INCIDENT, number=asked.number)
    if found.body.sort in GRAVE:
        return RecordAnswer(
            record=state_in_inquiry(at, found, asked.officer, asked.text), number=asked.number
        )
    body = found.body
    if asked.officer not in body.staff:
        raise WrongUse("custody-statement-whose", value=asked.officer, known=", ".join(body.staff) or "-")
    if asked.officer in body.statements:
        raise Conflict("custody-statement-there", value=asked.officer)
    made = body.model_copy(
        update={
            "statements": [*body.statements, asked.officer],
            "statement_texts": [*body.statement_texts, f"{asked.officer}: {asked.text}"],
        }
    )
    count_statements(made)
    return answer_of(at.records(INCIDENT).save(made, identity=found.id, version=found.version))


class HandledIncident(Details):
    """Which incident, and who deals with it."""

    number: str = Field(min_length=1, description="The number of the incident.")
    handled_by: list[str] = Field(default=[], max_length=50, description="Who deals with it, by number.")
    implicated: list[str] = Field(
        default=[],
        max_length=200,
        description="Who turned out to be implicated, by number or login: they are taken out of the inquiry.",
    )


class IncidentHandlingRequest(IncidentNotices, HandledIncident, needs=()):
    """Who deals with an incident, and whom it was told."""

    closed: Annotated[AwareDatetime | None, Happened()] = Field(
        default=None, description="When it was closed."
    )
    outcome: str = Field(default="", max_length=5_000, description="What was found: to close it.")


def handle(at: ActingDesktop, asked: IncidentHandlingRequest, _progress: Progress | None) -> RecordAnswer:
    """Say who deals with an incident; whoever took part in a death or a complaint of torture, or is
    implicated, never does, neither may they enter anything here themselves. It is not closed before every
    statement is there, nor without what was found. Raises ``NotFound`` (``custody-nothing-called``,
    ``custody-inquiry-closed``),
    ``Conflict`` (``custody-implicated``, ``custody-statements-missing``, ``custody-authority-first``),
    ``WrongUse`` (``moment-order``: told or closed before it happened; ``custody-incident-outcome``)."""
    found = one(at, INCIDENT, number=asked.number)
    body = found.body
    for later in (asked.told_director, asked.told_authority, asked.told_family, asked.closed):
        happened(body.at, later)
    inquiry = inquiry_of(at, found.body) if body.sort in GRAVE else None
    shut = (inquiry.body.shut() if inquiry else set(body.implicated)) | set(asked.implicated)
    if asked.closed is not None and body.sort in GRAVE and not (asked.told_authority or body.told_authority):
        raise Conflict("custody-authority-first", value=asked.number)
    wrong = sorted(shut & set(asked.handled_by) | set(asked.implicated) & {at.bench.person.login})
    if wrong:
        raise Conflict("custody-implicated", value=", ".join(wrong))
    if asked.closed is not None and body.statements_missing:
        raise Conflict("custody-statements-missing", n=body.statements_missing)
    if asked.closed is not None and len(asked.outcome.strip()) < 3:
        raise WrongUse("custody-incident-outcome")
    given = {
        name: value
        for name, value in asked.model_dump(exclude={"number", "handled_by", "implicated", "outcome"}).items()
        if value
    }
    if inquiry is not None:
        write_handlers(at, body, inquiry, asked.handled_by, asked.implicated, asked.outcome.strip())
        made = body.model_copy(update=given)
    else:
        named = {
            "handled_by": sorted({*body.handled_by, *asked.handled_by}),
            "implicated": sorted({*body.implicated, *asked.implicated}),
            "outcome": asked.outcome.strip() or body.outcome,
        }
        made = body.model_copy(update=given | named)
        count_statements(made)
    return answer_of(at.records(INCIDENT).save(made, identity=found.id, version=found.version))


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


def _example(at: ActingDesktop) -> str:
    return example_entry(at, INCIDENT, "I", staff=["7"], statements_missing=1)


OPERATIONS = (
    Operation(
        "incident",
        IncidentRequest,
        IncidentAnswer,
        "act",
        "write-case",
        record_incident,
        lambda at: IncidentRequest(
            facility=example_facility(at),
            at=_AT,
            sort="use-of-force",
            text="Two officers held him by the arms.",
            people=[example_held(at)],
            staff=["7", "9"],
            basis="12",
            told_director=_AT,
        ),
        leaves=True,
    ),
    Operation(
        "statement",
        StatementRequest,
        RecordAnswer,
        "act",
        "write-case",
        state,
        lambda at: StatementRequest(number=_example(at), officer="7", text="I held his left arm."),
        leaves=True,
    ),
    Operation(
        "handle",
        IncidentHandlingRequest,
        RecordAnswer,
        "act",
        "write-case",
        handle,
        lambda at: IncidentHandlingRequest(number=_example(at), handled_by=["21"], told_authority=_AT),
        needs=(Needs(INCIDENT, "number", (), "custody-implicated-self", "number", none_of=("implicated",)),),
        leaves=True,
    ),
)
