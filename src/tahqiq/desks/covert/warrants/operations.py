"""Taking a warrant message: its orders come into the register as received, with the original they stand in.
Nothing is granted by it; what is no order is said with its place."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ARGUMENT, COLLECTED, ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import ProblemView, Strict, problem_views
from tahqiq.desk.moments import happened
from tahqiq.desks.covert.authorisations.applications import ScopeRequest, scoped
from tahqiq.desks.covert.authorisations.lookup import keep
from tahqiq.desks.covert.authorisations.record import AUTHORISATION, Authorisation, Cancellation, Decision
from tahqiq.desks.covert.authorisations.view import AuthorisationView, authorisation_view
from tahqiq.desks.covert.states import open_to
from tahqiq.desks.covert.techniques.record import JURISDICTION
from tahqiq.desks.covert.warrants.orders import LooseTask, WarrantOrder, located, of_tasks, orders_of
from tahqiq.formats.etsi.product import warrant
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.model.problem import Problem


class WarrantMessageRequest(Strict):
    """A warrant message that was collected."""

    source: Annotated[str, ARGUMENT, COLLECTED] = Field(
        description="The message (ETSI TS 103 120, XML), by the id of its original."
    )
    technique: str = Field(
        default="",
        description=(
            "What an authorisation without a task is for: source, undercover, directed-surveillance, "
            "interception, retained-data, controlled-delivery."
        ),
    )
    jurisdiction: str = Field(default=JURISDICTION, description="Whose law it is: federal, kurdistan.")
    matter: str = Field(default="", max_length=200, description="The case it is for, by its number.")


class WarrantMessageAnswer(Strict):
    """A warrant message and what came of it. ``taken`` are new lines of the register, ``changed`` lines that
    the message ended, prolonged or added tasks to; ``orders`` counts the orders that stand in it: taken,
    changed and those of which a problem says why not. ``signed``: it carries a signature, which nobody
    checked here."""

    version: str
    profile: str
    sender: str
    receiver: str
    transaction: str
    at: str
    signed: bool
    actions: int
    orders: int
    taken: list[AuthorisationView]
    changed: list[AuthorisationView]
    problems: list[ProblemView]


def take(at: ActingDesktop, asked: WarrantMessageRequest, _progress: Progress | None) -> WarrantMessageAnswer:
    """Take the orders of a message. Raises ``WrongUse`` (``covert-no-message``) for what is none,
    ``NotFound`` (``no-such-source``, ``covert-no-technique``, ``covert-no-jurisdiction``)."""
    source, path = at.bench.original(asked.source)
    found, broken = warrant(path)
    if broken:
        raise WrongUse("covert-no-message", name=source.name)
    now = clock.now()
    orders, loose, doubts = orders_of(found)
    if asked.technique:
        doubts = [one for one in doubts if one.code != "covert-warrant-no-task"]
    orders += [part for one in loose for part in _added(at, one, doubts)]
    taken, changed = list[RecordVersion[Authorisation]](), list[RecordVersion[Authorisation]]()
    for one in orders:
        _take(at, asked, source.id, one, now, doubts, taken, changed)
    return WarrantMessageAnswer(
        version=found.version,
        profile=found.profile,
        sender=found.sender,
        receiver=found.receiver,
        transaction=found.transaction,
        at=found.at,
        signed=found.signed,
        actions=found.actions,
        orders=len(orders),
        taken=[authorisation_view(one, now) for one in taken],
        changed=[authorisation_view(one, now) for one in changed],
        problems=problem_views(doubts),
    )


def _added(at: Desktop, one: LooseTask, doubts: list[Problem]) -> list[WarrantOrder]:
    """A task of an authorisation that the register has already, as an order of that authorisation."""
    lines = [
        kept.body
        for belongs in one.belongs
        for kept in at.records(AUTHORISATION).find({"external": belongs}).records
    ]
    if not lines:
        doubts.append(located("covert-warrant-loose", one.place, one.task.identifier))
        return []
    body, decision = lines[0], lines[0].decision
    if decision is None or decision.begins is None or decision.ends is None:
        return []
    base = WarrantOrder(
        one.place,
        body.external,
        decision.reason.partition(" · ")[0],
        decision.by,
        decision.at,
        (decision.begins, decision.ends),
        emergency=bool(body.urgent),
        verb="UPDATE",
    )
    return list(of_tasks(base, [(one.place, one.task)], doubts))


def _take(
    at: ActingDesktop,
    asked: WarrantMessageRequest,
    source: str,
    one: WarrantOrder,
    now: datetime,
    doubts: list[Problem],
    taken: list[RecordVersion[Authorisation]],
    changed: list[RecordVersion[Authorisation]],
) -> None:
    known = list(at.records(AUTHORISATION).find({"external": one.external}).records) if one.external else []
    technique = one.technique or asked.technique
    if one.over is not None:
        ended = [made for kept in known if (made := _ended(at, kept, one, now, doubts)) is not None]
        changed += ended
        if not known:
            doubts.append(located("covert-warrant-status", one.place, "Cancelled"))
        return
    try:
        happened(one.at)
    except WrongUse as error:
        doubts.append(located(error.code, one.place, one.at.isoformat()))
        return
    same = [kept for kept in known if not one.technique or kept.body.technique == technique]
    if same:
        made = _changed(at, same[0], one, doubts)
        if made is not None:
            changed.append(made)
        return
    if not technique:
        return  # ordered() has said that no task stands with it
    taken.append(keep(at, _body(at, asked, source, replace(one, technique=technique), now)))


def _body(
    at: Desktop, asked: WarrantMessageRequest, source: str, one: WarrantOrder, now: datetime
) -> Authorisation:
    body = scoped(
        at,
        ScopeRequest(
            technique=one.technique,
            jurisdiction=asked.jurisdiction,
            matter=asked.matter,
            subjects=list(one.subjects),
        ),
    )
    decision = Decision(
        granted=True,
        by=one.issuer,
        at=one.at,
        entered_at=now,
        reason=" · ".join(filter(None, (one.reference, *one.requests))),
        received=True,
        begins=max(one.span[0], one.at),
        ends=one.span[1],
    )
    first, last = one.data or (None, None)
    return body.model_copy(
        update={
            "applied_at": one.at,
            "submitted_at": one.at,
            "decision": decision,
            "liids": list(one.liids),
            "data_from": first,
            "data_until": last,
            "message": source,
            "external": one.external,
            "urgent": one.reference or "–" if one.emergency else "",
        }
    )


def _ended(
    at: ActingDesktop,
    kept: RecordVersion[Authorisation],
    one: WarrantOrder,
    now: datetime,
    doubts: list[Problem],
) -> RecordVersion[Authorisation] | None:
    """The line after the message ended it; a moment that has not come yet, and a line that is over, are
    said."""
    over = one.over
    if over is None or over > now or not open_to(at, "authorisation", "cancel", kept.body.state(now)):
        doubts.append(located("covert-warrant-known", one.place, kept.body.number))
        return None
    made = Cancellation(decided_at=now, by=one.issuer, reason=one.reference.ljust(3, "–"), stopped_at=over)
    return keep(at, kept.body.model_copy(update={"cancellation": made}), kept)


def _changed(
    at: ActingDesktop, kept: RecordVersion[Authorisation], one: WarrantOrder, doubts: list[Problem]
) -> RecordVersion[Authorisation] | None:
    """The line with what the message adds: subjects, identifiers, another end. An end that is put off after
    it came needs a new order; what says nothing new is said."""
    body, decision, until = kept.body, kept.body.decision, kept.body.until
    if decision is None or until is None or body.cancellation is not None:
        doubts.append(located("covert-warrant-known", one.place, body.number))
        return None
    ends = one.span[1]
    if ends > until and one.at.replace(microsecond=0) > until:
        doubts.append(located("clock-renewal-late", one.place, ends.isoformat(), until=until.isoformat()))
        return None
    update = {
        "subjects": list(dict.fromkeys((*body.subjects, *one.subjects))),
        "liids": list(dict.fromkeys((*body.liids, *one.liids))),
        "decision": decision.model_copy(update={"ends": ends}),
    }
    made = body.model_copy(update=update)
    if made == body:
        doubts.append(located("covert-warrant-known", one.place, body.number))
        return None
    return keep(at, made, kept)


EXAMPLE = """<?xml version="1.0" encoding="UTF-8"?>
<HI1Message xmlns="http://uri.etsi.org/03120/common/2019/10/Core" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<Header><SenderIdentifier><CountryCode>IQ</CountryCode><UniqueIdentifier>COURT-1</UniqueIdentifier></SenderIdentifier>\
<Timestamp>{at}</Timestamp><Version><ETSIVersion>V1.16.1</ETSIVersion></Version></Header>
<Payload><RequestPayload><ActionRequests><ActionRequest><ActionIdentifier>0</ActionIdentifier>\
<CREATE><HI1Object xsi:type="AuthorisationObject"><ObjectIdentifier>{name}</ObjectIdentifier>
<AuthorisationReference>61/2026</AuthorisationReference>\
<AuthorisationTimespan><StartTime>{at}</StartTime><EndTime>{until}</EndTime></AuthorisationTimespan></HI1Object></CREATE></ActionRequest>
<ActionRequest><ActionIdentifier>1</ActionIdentifier>\
<CREATE><HI1Object xsi:type="LITaskObject"><ObjectIdentifier>{name}-1</ObjectIdentifier>
<AssociatedObjects><AssociatedObject>{name}</AssociatedObject></AssociatedObjects>\
<Reference>L-61</Reference><TargetIdentifier><TargetIdentifierValues><TargetIdentifierValue>
<FormatType><FormatOwner>ETSI</FormatOwner><FormatName>InternationalE164</FormatName></FormatType>\
<Value>9647701234567</Value></TargetIdentifierValue></TargetIdentifierValues></TargetIdentifier>
</HI1Object></CREATE></ActionRequest></ActionRequests></RequestPayload></Payload></HI1Message>
"""
"""An invented message: one authorisation with one task."""


def _example(at: ActingDesktop) -> WarrantMessageRequest:
    now = clock.now()
    text = EXAMPLE.format(
        at=now.isoformat(),
        until=now.replace(year=now.year + 1, day=1).isoformat(),
        name=f"sample-{now.timestamp()}",
    )
    return WarrantMessageRequest(
        source=at.bench.collect_made(text.encode(), "order.xml", at.bench.deposit(at.home)).source
    )


OPERATIONS = (
    Operation(
        "message-take",
        WarrantMessageRequest,
        WarrantMessageAnswer,
        "act",
        "write-case",
        take,
        _example,
        group="message",
    ),
)
