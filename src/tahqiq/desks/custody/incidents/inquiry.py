"""The inquiry into a death or a complaint of torture: a case of its own. Who took part or is implicated is
never let into it, and cannot open it."""

from datetime import datetime

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import Details, record_of
from tahqiq.desk.records import changed, example_entry, one
from tahqiq.desks.custody.answers import RecordAnswer
from tahqiq.desks.custody.incidents.record import INCIDENT, Incident
from tahqiq.desks.custody.inquiries.record import GRAVE, INQUIRY, IncidentContent, Inquiry
from tahqiq.desks.custody.people.lookup import example_person
from tahqiq.desks.custody.roll_call.operations import names_of
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, NotFound, Refused, WrongUse


def shell(body: Incident) -> Incident:
    """What the register keeps of a grave incident: that it happened, where, when, and whom it was told. How
    many statements are missing is counted, nobody is named."""
    return body.model_copy(
        update={
            name: type(getattr(body, name))()
            for name in (
                "people",
                "staff",
                "implicated",
                "handled_by",
                "statements",
                "statement_texts",
                "outcome",
                "text",
            )
        }
    )


def open_inquiry(at: ActingDesktop, content: Inquiry) -> str:
    """Open the case of a grave incident and keep its content there; "" where the person may not open cases,
    or took part themselves: then nothing of the content is kept."""
    if at.bench.person.login in content.shut():
        return ""
    try:
        case = at.bench.open_case(f"{content.number} {content.sort}")
    except Refused:
        return ""
    at.bench.door.cases.bar(case.id, content.shut())
    at.records(INQUIRY).save(content, case=case.id)
    return case.id


def inquiry_of(at: Desktop, incident: Incident) -> RecordVersion[Inquiry]:
    """The content of a grave incident, for a member of its case. Raises ``NotFound``
    (``custody-inquiry-closed``) alike for whoever is outside it and where none was opened."""
    try:
        found = (
            at.records(INQUIRY).find({"number": incident.number}, case=incident.inquiry, limit=1).records
            if incident.inquiry
            else []
        )
    except NotFound:
        found = []
    if not found or at.bench.person.login in found[0].body.shut():
        raise NotFound("custody-inquiry-closed", value=incident.number)
    return found[0]


def state_in_inquiry(at: ActingDesktop, incident: RecordVersion[Incident], officer: str, text: str) -> str:
    """Keep a statement in the case: whoever deals with it writes it down as it was given, the officer reads
    nothing there. The record's id."""
    found = inquiry_of(at, incident.body)
    body = found.body
    if officer not in body.staff:
        raise WrongUse("custody-statement-whose", value=officer, known=", ".join(body.staff) or "-")
    if officer in body.statements:
        raise Conflict("custody-statement-there", value=officer)
    made = body.model_copy(
        update={
            "statements": [*body.statements, officer],
            "statement_texts": [*body.statement_texts, f"{officer}: {text}"],
        }
    )
    kept = at.records(INQUIRY).save(
        made, case=incident.body.inquiry, identity=found.id, version=found.version
    )
    changed(at, INCIDENT, incident, statements_missing=len(set(made.staff) - set(made.statements)))
    return kept.id


def write_handlers(
    at: ActingDesktop,
    incident: Incident,
    inquiry: RecordVersion[Inquiry],
    handlers: list[str],
    implicated: list[str],
    outcome: str,
) -> None:
    """Write down what was found, who deals with it and who turned out to be implicated: whoever of these has
    an account and was let into the case is taken out of it. Raises ``Conflict`` (``last-supervisor``) where
    nobody could let people into the case afterwards: somebody else is let in first."""
    names: dict[str, list[str]] = {
        "handled_by": sorted({*inquiry.body.handled_by, *handlers}),
        "implicated": sorted({*inquiry.body.implicated, *implicated}),
    }
    for login in implicated:
        try:
            member = at.bench.door.people.get(login).id in at.bench.door.cases.members(incident.inquiry)
        except NotFound:  # a number of somebody without an account
            continue
        if member:
            at.bench.team.remove(incident.inquiry, login)
    found = {"outcome": outcome} if outcome else {}
    body = inquiry.body.model_copy(update=names | found)
    at.bench.door.cases.bar(incident.inquiry, body.shut())
    at.records(INQUIRY).save(body, case=incident.inquiry, identity=inquiry.id, version=inquiry.version)


class OneIncidentRequest(Details):
    """Which incident."""

    number: str = Field(min_length=1, max_length=80, description="The number of the incident.")


class InquiryRequest(IncidentContent, OneIncidentRequest, needs=("text",)):
    """The content of a grave incident of which only that it happened was kept. People and staff by their
    numbers or logins, one in each line."""


def inquire(at: ActingDesktop, asked: InquiryRequest, _progress: Progress | None) -> RecordAnswer:
    """Open the inquiry. Raises ``NotFound`` (``custody-nothing-called``), ``WrongUse``
    (``custody-inquiry-sort``), ``Conflict`` (``custody-inquiry-there``, ``custody-implicated``), ``Refused``
    (``custody-inquiry-who``: who may not open cases)."""
    found = one(at, INCIDENT, number=asked.number)
    body = found.body
    if body.sort not in GRAVE:
        raise WrongUse("custody-inquiry-sort", value=asked.number)
    if body.inquiry:
        raise Conflict("custody-inquiry-there", value=asked.number)
    content = record_of(Inquiry, asked, facility=body.facility, at=body.at, sort=body.sort)
    if at.bench.person.login in content.shut():
        raise Conflict("custody-implicated", value=at.bench.person.login)
    case = open_inquiry(at, content)
    if not case:
        raise Refused("custody-inquiry-who", value=asked.number)
    kept = changed(at, INCIDENT, found, inquiry=case, statements_missing=len(set(content.staff)))
    return RecordAnswer(record=kept.id, number=asked.number)


class NamedPersonView(Strict):
    """Somebody by number and name; an empty name: no file has this number."""

    person: str
    name: str


class IncidentView(Strict):
    """An incident as the person may see it. ``outcome`` is what was found when it was closed. ``inquiry``:
    none (no grave incident), missing (nobody opened it), closed (to the person), open. Of a closed one
    nothing stands here but that it happened, when, and whom it was told."""

    record: str
    number: str
    facility: str
    at: str
    sort: str
    text: str
    people: list[NamedPersonView]
    staff: list[str]
    implicated: list[str]
    handled_by: list[str]
    statements: list[str]
    owed: list[str]
    statements_missing: int | None
    basis: str
    told_director: str | None
    told_authority: str | None
    told_family: str | None
    closed: str | None
    outcome: str
    inquiry: str
    inquiry_case: str


def incident_file(at: Desktop, asked: OneIncidentRequest, _progress: Progress | None) -> IncidentView:
    """Look at an incident, by its number or the id of its record. Raises ``NotFound``
    (``custody-nothing-called``)."""
    try:
        found = one(at, INCIDENT, number=asked.number)
    except NotFound as missing:
        try:
            found = at.records(INCIDENT).get(asked.number)
        except NotFound:
            raise missing from None
    body = at.records(INCIDENT).get(found.id).body
    content: Incident | Inquiry = body
    state = "none"
    if body.sort in GRAVE:
        state = "closed" if body.inquiry else "missing"
        try:
            content, state = inquiry_of(at, body).body, "open"
        except NotFound:
            content = shell(body)
    moments = {
        name: value.isoformat() if (value := getattr(body, name)) is not None else None
        for name in ("told_director", "told_authority", "told_family", "closed")
    }
    names = names_of(at, content.people)
    return IncidentView(
        record=found.id,
        number=body.number,
        facility=body.facility,
        at=body.at.isoformat(),
        sort=body.sort,
        text=content.text,
        people=[NamedPersonView(person=one_, name=names.get(one_, "")) for one_ in content.people],
        staff=content.staff,
        implicated=content.implicated,
        handled_by=content.handled_by,
        statements=content.statement_texts,
        owed=[one_ for one_ in content.staff if one_ not in content.statements],
        statements_missing=body.statements_missing,
        outcome=content.outcome,
        basis=body.basis,
        inquiry=state,
        inquiry_case=body.inquiry if state == "open" else "",
        **moments,
    )


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


def _example(at: ActingDesktop, sort: str = "death") -> str:
    return example_entry(at, INCIDENT, "I", sort=sort, people=[])


OPERATIONS = (
    Operation(
        "inquire",
        InquiryRequest,
        RecordAnswer,
        "act",
        "write-case",
        inquire,
        lambda at: InquiryRequest(
            number=_example(at),
            text="Found dead at the morning count.",
            people=[example_person(at)],
            staff=["7"],
        ),
        leaves=True,
    ),
    Operation(
        "incident-file",
        OneIncidentRequest,
        IncidentView,
        "look",
        "read-case",
        incident_file,
        lambda at: OneIncidentRequest(number=_example(at, "injury")),
    ),
)
