"""Incidents: use of force, injuries and the rest, with the statement of every officer. What is known of a
death or a complaint of torture lies in a case of its own, out of reach of whoever took part
(``tahqiq.desks.custody.acts.inquiring``)."""

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.acts.inquiring import dealing, inquiry_of, opened, shell, stating
from tahqiq.desks.custody.acts.told import CustodyKept, kept
from tahqiq.desks.custody.book import one
from tahqiq.desks.custody.derivations import stated
from tahqiq.desks.custody.records.inquiries import GRAVE, Inquiry
from tahqiq.desks.custody.records.rights import INCIDENT, Incident
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, WrongUse

FORCE = ("use-of-force", "restraint")


class IncidentRequest(Strict):
    """Something that happened. People and staff by their numbers, one in each line."""

    facility: str = Field(min_length=1, max_length=40, description="The facility.")
    at: AwareDatetime = Field(description="When.")
    sort: Literal[
        "use-of-force",
        "restraint",
        "injury",
        "death",
        "escape",
        "assault",
        "disorder",
        "release-in-error",
        "unlawful-detention",
        "key-loss",
        "tool-loss",
        "torture-complaint",
        "other",
    ] = Field(description="What.")
    text: str = Field(min_length=5, max_length=20_000, description="What happened, in the order of time.")
    people: list[str] = Field(default=[], max_length=200, description="Who was held there.")
    staff: list[str] = Field(default=[], max_length=200, description="The staff who took part.")
    implicated: list[str] = Field(default=[], max_length=200, description="Staff who are implicated.")
    basis: str = Field(default="", max_length=200, description="Of restraint and force: the legal basis.")
    told_director: AwareDatetime | None = Field(default=None, description="When the director was told.")
    told_authority: AwareDatetime | None = Field(
        default=None, description="When the independent authority was told."
    )
    told_family: AwareDatetime | None = Field(default=None, description="When the family was told.")


class KeptIncident(CustodyKept):
    """The incident. ``inquiry`` is the case in which the content of a grave one lies; ``content`` says
    whether it was kept: of a death or a complaint of torture only who may open a case, and had no part in it,
    can keep it; everybody else keeps that it happened."""

    inquiry: str
    content: bool


def happened(at: ActingDesktop, asked: IncidentRequest, _progress: Progress | None) -> KeptIncident:
    """Enter an incident; each officer who took part owes a statement. Of a grave one the register keeps that
    it happened, and its content lies in a case of its own. Raises ``WrongUse`` (``custody-force-basis``,
    ``custody-force-staff``)."""
    if asked.sort in FORCE and not asked.basis.strip():
        raise WrongUse("custody-force-basis")
    if asked.sort in FORCE and not asked.staff:
        raise WrongUse("custody-force-staff")
    body = Incident(number=at.shelf(INCIDENT).next_number("I"), **asked.model_dump())
    stated(body)
    if body.sort not in GRAVE:
        made = at.shelf(INCIDENT).save(body)
        return KeptIncident(record=made.id, number=body.number, inquiry="", content=True)
    content = Inquiry(**asked.model_dump(include=set(Inquiry.model_fields)), number=body.number)
    case = opened(at, content)
    made = at.shelf(INCIDENT).save(shell(body).model_copy(update={"inquiry": case}))
    return KeptIncident(record=made.id, number=body.number, inquiry=case, content=bool(case))


class StatementRequest(Strict):
    """What somebody who took part says."""

    number: str = Field(min_length=1, description="The number of the incident.")
    officer: str = Field(min_length=1, max_length=100, description="Who states it, by their number.")
    text: str = Field(min_length=5, max_length=20_000, description="What they did and saw.")


def state(at: ActingDesktop, asked: StatementRequest, _progress: Progress | None) -> CustodyKept:
    """Add a statement; one that is there is not replaced. Raises ``NotFound`` (``custody-nothing-called``),
    ``WrongUse`` (``custody-statement-whose``), ``Conflict`` (``custody-statement-there``)."""
    found = one(at, INCIDENT, number=asked.number)
    if found.body.sort in GRAVE:
        return CustodyKept(record=stating(at, found, asked.officer, asked.text), number=asked.number)
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
    stated(made)
    return kept(at.shelf(INCIDENT).save(made, identity=found.id, version=found.version))


class IncidentHandling(Strict):
    """Who deals with an incident, and whom it was told."""

    number: str = Field(min_length=1, description="The number of the incident.")
    handled_by: list[str] = Field(default=[], max_length=50, description="Who deals with it, by number.")
    implicated: list[str] = Field(
        default=[],
        max_length=200,
        description="Who turned out to be implicated, by number or login: they are taken out of the inquiry.",
    )
    told_director: AwareDatetime | None = Field(default=None, description="When the director was told.")
    told_authority: AwareDatetime | None = Field(
        default=None, description="When the independent authority was told."
    )
    told_family: AwareDatetime | None = Field(default=None, description="When the family was told.")
    closed: AwareDatetime | None = Field(default=None, description="When it was closed.")


def handle(at: ActingDesktop, asked: IncidentHandling, _progress: Progress | None) -> CustodyKept:
    """Say who deals with an incident; whoever took part in a death or a complaint of torture, or is
    implicated, never does, neither may they enter anything here themselves. It is not closed before every
    statement is there. Raises ``NotFound`` (``custody-nothing-called``, ``custody-inquiry-closed``),
    ``Conflict`` (``custody-implicated``, ``custody-statements-missing``)."""
    found = one(at, INCIDENT, number=asked.number)
    body = found.body
    inquiry = inquiry_of(at, found.body) if body.sort in GRAVE else None
    shut = (inquiry.body.shut() if inquiry else set(body.implicated)) | set(asked.implicated)
    wrong = sorted(shut & {*asked.handled_by, at.bench.person.login})
    if wrong:
        raise Conflict("custody-implicated", value=", ".join(wrong))
    if asked.closed is not None and body.statements_missing:
        raise Conflict("custody-statements-missing", n=body.statements_missing)
    given = {
        name: value
        for name, value in asked.model_dump(exclude={"number", "handled_by", "implicated"}).items()
        if value
    }
    if inquiry is not None:
        dealing(at, body, inquiry, asked.handled_by, asked.implicated)
        made = body.model_copy(update=given)
    else:
        named = {
            "handled_by": sorted({*body.handled_by, *asked.handled_by}),
            "implicated": sorted({*body.implicated, *asked.implicated}),
        }
        made = body.model_copy(update=given | named)
        stated(made)
    return kept(at.shelf(INCIDENT).save(made, identity=found.id, version=found.version))


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


def _example(at: ActingDesktop) -> str:
    number = at.shelf(INCIDENT).next_number("I")
    at.shelf(INCIDENT).save(
        INCIDENT.example.model_copy(update={"number": number, "staff": ["7"], "statements_missing": 1})
    )
    return number


OPERATIONS = (
    Operation(
        "incident",
        IncidentRequest,
        KeptIncident,
        "act",
        "write-case",
        happened,
        lambda _at: IncidentRequest(
            facility="F01",
            at=_AT,
            sort="use-of-force",
            text="Two officers held him by the arms.",
            people=["P-000001"],
            staff=["7", "9"],
            basis="12",
            told_director=_AT,
        ),
    ),
    Operation(
        "statement",
        StatementRequest,
        CustodyKept,
        "act",
        "write-case",
        state,
        lambda at: StatementRequest(number=_example(at), officer="7", text="I held his left arm."),
    ),
    Operation(
        "handle",
        IncidentHandling,
        CustodyKept,
        "act",
        "write-case",
        handle,
        lambda at: IncidentHandling(number=_example(at), handled_by=["21"], told_authority=_AT),
    ),
)
