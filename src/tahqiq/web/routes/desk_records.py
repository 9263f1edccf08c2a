"""Records of desks: one as a whole, steps in its flow, who opened it; what is due, what the rules say, how
the clocks are."""

from collections.abc import Mapping
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from tahqiq.casework.clocks import Jurisdiction
from tahqiq.casework.flows.diagram import diagram, svg
from tahqiq.casework.forms.declaration import say
from tahqiq.casework.openings import Opening
from tahqiq.casework.rules import Cited, Finding, Lacking, Tally
from tahqiq.desk import desk as desk_named
from tahqiq.desk.clockwork import states
from tahqiq.desk.common_inbox import common_inbox
from tahqiq.desk.entry import enter
from tahqiq.desk.inbox import Item, inbox
from tahqiq.desk.lifecycles import Lives, Stands
from tahqiq.desk.rule_results import judged, moment
from tahqiq.desk.whole import Whole, opened_by, whole
from tahqiq.kit import clock
from tahqiq.kit.messages import LOCALES, message
from tahqiq.web.deps import Bench, Language
from tahqiq.web.desk_bodies import (
    ClockBody,
    CommonInboxBody,
    DeskCited,
    DeskDueRecord,
    DeskRule,
    DeskRules,
    DueRecord,
    HistoryFault,
    InboxBody,
    NamedPart,
    NewStep,
    NextStep,
    OpeningBody,
    OpeningsBody,
    RecordBody,
    RecordField,
    RecordLink,
    RecordStands,
    RecordStep,
    RecordThings,
    RecordVersionBody,
    RuleFinding,
)
from tahqiq.web.pages import Cursor
from tahqiq.web.routes.desk_registers import CaseQuery, DeskName
from tahqiq.workbench import Workbench

router = APIRouter(tags=["records"])
KindName = Annotated[str, Path(pattern="^[a-z][a-z0-9-]{0,79}$", description="A kind of record.")]
RecordId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="A record's id.")]
FINDINGS = 100
"""The most records behind one rule that are listed."""


@router.get("/desks/{desk}/records/{kind}/{record}")
def shown(
    desk: DeskName, kind: KindName, record: RecordId, bench: Bench, locale: Language, case: CaseQuery = ""
) -> RecordBody:
    """A record with its fields, versions, links, and where it stands. The look is in the log."""
    declared = desk_named(desk)
    return _record(
        bench, declared.name, kind, whole(enter(bench, declared, case), kind, record, locale), locale
    )


@router.post("/desks/{desk}/records/{kind}/{record}/steps", status_code=201)
def step(
    desk: DeskName, kind: KindName, record: RecordId, asked: NewStep, bench: Bench, locale: Language
) -> RecordBody:
    """Take a step in a record's flow; an approval holds only for the content that was seen."""
    declared = desk_named(desk)
    at = enter(bench, declared, asked.case, "take-step")
    Lives(at, declared.kind(kind)).act(record, asked.transition, asked.seen, asked.reason)
    return _record(bench, declared.name, kind, whole(at, kind, record, locale), locale)


@router.get("/desks/{desk}/records/{kind}/{record}/openings")
def opened(
    desk: DeskName, kind: KindName, record: RecordId, bench: Bench, case: CaseQuery = ""
) -> OpeningsBody:
    """Who opened a record or wrote it, for those whom the policies let see it. The look is in the log."""
    declared = desk_named(desk)
    at = enter(bench, declared, case)
    told = opened_by(at, declared.kind(kind), record)
    entries = [
        OpeningBody(at=item.at, name=item.name, act=_act(item), version=item.version, failed=item.failed)
        for item in told.entries
    ]
    return OpeningsBody(entries=entries, more=told.more, people=told.by_person)


@router.get(
    "/desks/{desk}/flows/{kind}", response_class=Response, responses={200: {"content": {"image/svg+xml": {}}}}
)
def drawn(desk: DeskName, kind: KindName, bench: Bench, locale: Language, case: CaseQuery = "") -> Response:
    """The flow of a kind as a picture, in the reader's language."""
    declared = desk_named(desk)
    flow = Lives(enter(bench, declared, case), declared.kind(kind)).flow
    return Response(
        svg(diagram(flow, locale)), media_type="image/svg+xml", headers={"Content-Security-Policy": "sandbox"}
    )


@router.get("/desks/{desk}/inbox")
def due(
    desk: DeskName,
    bench: Bench,
    locale: Language,
    case: CaseQuery = "",
    cursor: Cursor = "",
) -> InboxBody:
    """What is due at a desk: approvals that wait for the caller, deadlines, drafts."""
    at = enter(bench, desk_named(desk), case)
    found = inbox(at, clock.now(), locale, cursor)
    return InboxBody(items=[_due(item) for item in found.items], counts=dict(found.counts), next=found.after)


@router.get("/inbox")
def everything_due(bench: Bench, locale: Language) -> CommonInboxBody:
    """What has to be done now at every desk at which the caller works."""
    found = common_inbox(bench, clock.now(), locale)
    return CommonInboxBody(
        items=[DeskDueRecord(desk=line.desk, **_due(line.item).model_dump()) for line in found.items],
        counts=found.counts,
        later=found.later,
        unread=list(found.unread),
    )


@router.get("/desks/{desk}/rules")
def rules(
    desk: DeskName,
    bench: Bench,
    locale: Language,
    case: CaseQuery = "",
    as_of: Annotated[str, Query(max_length=40, description="ISO 8601 with zone; empty: now.")] = "",
    jurisdiction: Jurisdiction = "federal",
) -> DeskRules:
    """What the desk's rules say of its records, as law and records were at a moment."""
    at = enter(bench, desk_named(desk), case)
    asked = moment(as_of)
    found = judged(at, asked, jurisdiction)
    by_rule: dict[str, list[Finding]] = {}
    for item in found.found.findings:
        by_rule.setdefault(item.rule.version, []).append(item)
    told = [_rule(item, by_rule.get(item.rule.version, []), found.titles, locale) for item in found.tallies]
    return DeskRules(
        as_of=asked.isoformat(), jurisdiction=jurisdiction, rules=told, incomplete=list(found.incomplete)
    )


@router.get("/desks/{desk}/clocks")
def clocks(desk: DeskName, bench: Bench, locale: Language) -> list[ClockBody]:
    """How far the clocks of a desk are."""
    at = enter(bench, desk_named(desk))
    return [
        ClockBody(
            name=item.clock.name,
            title=item.clock.title[LOCALES.index(locale)],
            done=item.done.isoformat() if item.done else None,
            next=item.next.isoformat(),
            missed=item.missed,
        )
        for item in states(at, clock.now())
    ]


def _record(bench: Workbench, desk: str, kind: str, found: Whole, locale: str) -> RecordBody:
    record = found.record
    names = bench.names({item.by for item, _ in found.versions})
    until = desk_named(desk).kind(kind).until(record.body)
    return RecordBody(
        desk=desk,
        kind=kind,
        id=record.id,
        case=record.home,
        version=record.version,
        at=record.at,
        by=names.get(record.by, record.by),
        title=found.title,
        put_away=record.state == "put-away",
        until=until.isoformat() if until else None,
        fields=[
            RecordField(
                name=one.name,
                label=one.label,
                type=one.type,
                values=list(one.cell.values),
                labels=list(one.cell.labels),
                things=RecordThings.of(one.things),
            )
            for one in found.fields
        ],
        links=[
            RecordLink(entity=entity, caption=caption)
            for entity, caption in sorted(found.links.items(), key=lambda item: item[1])
        ],
        history=[
            RecordVersionBody(
                version=item.version,
                at=item.at,
                by=names.get(item.by, item.by),
                state=item.state,
                changed=list(changed),
            )
            for item, changed in found.versions
        ],
        stands=_stands(bench, found.stands, locale) if found.stands else None,
        openings=found.openings,
        prints=[NamedPart(name=one.name, title=say(one.title, locale)) for one in found.prints],
    )


def _stands(bench: Workbench, stands: Stands, locale: str) -> RecordStands:
    flow, history = stands.flow, stands.history
    names = bench.names({stands.who(item) for item in history.steps})
    steps = [
        RecordStep(
            label=say(flow.transitions[item.transition].label, locale),
            to=say(flow.states[item.to].label, locale),
            by=names.get(stands.who(item), stands.who(item)),
            at=item.at.isoformat(),
            reason=item.reason,
            certificate=item.certificate.name if item.certificate else "",
            approves=bool(flow.transitions[item.transition].approves),
            current=item.sha256 == stands.sha256,
        )
        for item in history.steps
    ]
    may = []
    for one, refusal in stands.may.items():
        transition, told = flow.transitions[one], refusal.say(locale) if refusal else None
        may.append(
            NextStep(
                name=one,
                label=say(transition.label, locale),
                to=say(flow.states[transition.to].label, locale),
                reason=transition.reason,
                asks=transition.asks,
                approves=bool(transition.approves),
                refusal=told.sentence if told else "",
                next_step=told.next_step if told else "",
            )
        )
    state = flow.states[stands.standing.state]
    faults = [
        HistoryFault(step=item.step, sentence=message(item.code, locale, item.params).sentence)
        for item in history.findings
    ]
    return RecordStands(
        flow=say(flow.title, locale),
        state=state.name,
        label=say(state.label, locale),
        lapsed=stands.standing.lapsed,
        ended=state.end,
        sha256=stands.sha256,
        steps=steps,
        may=may,
        faults=faults,
    )


def _act(item: Opening) -> Literal["opened", "history", "openings", "saved", "step", "other"]:
    if item.act == "record":
        return "opened"
    if item.act == "record-history":
        return "history"
    if item.act == "record-openings":
        return "openings"
    if item.act == "save-record":
        return "saved"
    return "step" if "." in item.act else "other"


def _due(item: Item) -> DueRecord:
    return DueRecord(
        why=item.why,
        key=item.key,
        label=item.label,
        title=item.title,
        kind=item.kind,
        id=item.id,
        case=item.home,
        standing=item.standing,
        until=item.until.isoformat() if item.until else None,
        left_seconds=item.left_seconds,
        explained=item.explained,
        to=item.to,
    )


_FIRST = {"broken": 0, "unknown": 1, "holds": 2}


def _rule(line: Tally, findings: list[Finding], titles: Mapping[str, str], locale: str) -> DeskRule:
    rule = line.rule
    ordered = sorted(findings, key=lambda item: (_FIRST[item.verdict.value], item.record.key))
    told = [
        RuleFinding(
            record=item.record.key,
            kind=item.record.kind,
            title=titles.get(item.record.key, item.record.key),
            verdict=item.verdict.value,
            cited=[_cited(one) for one in item.cited],
            lacking=[_cited(one) for one in item.lacking],
        )
        for item in ordered[:FINDINGS]
    ]
    return DeskRule(
        id=rule.id,
        version=rule.version,
        text=say(rule.text, locale),
        law=rule.source.law,
        article=rule.source.article,
        verified=rule.verified,
        aim=rule.aim,
        who=say(rule.who, locale) if rule.who else "",
        holds=line.holds,
        broken=line.broken,
        unknown=line.unknown,
        outside=line.outside,
        findings=told,
        more=max(0, len(ordered) - FINDINGS),
    )


def _cited(one: Cited | Lacking) -> DeskCited:
    if isinstance(one, Lacking):
        return DeskCited(kind=one.kind, key=one.key, field=one.field, value="", why=one.why)
    return DeskCited(
        kind=one.kind, key=one.key, field=one.field, value="" if one.value is None else str(one.value), why=""
    )
