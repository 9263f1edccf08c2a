"""``tahqiq custody rules``: the rules over one facility or all, as things stood at a moment: holds, broken, unknown, and the records behind it. No percentage."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, Literal

from pydantic import Field

from tahqiq.casework.clocks import ZONE
from tahqiq.casework.rules import Record, Rule, World, judge
from tahqiq.casework.rules.judging import Finding, Verdict
from tahqiq.casework.shelves import Kept
from tahqiq.desk import Desktop, Operation
from tahqiq.desk.derived import plain
from tahqiq.desk.ruling import moment
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.book import every, identity
from tahqiq.jobs.register import Progress
from tahqiq.kit.messages import wanted
from tahqiq.model.kind import Kind
from tahqiq.model.types.zones import zone

BEGINS: Mapping[str, str] = {
    "custody-booking": "admitted", "custody-order": "issued", "custody-move": "arrived", "custody-alert": "raised", "custody-apart": "begins", "custody-assessment": "decided", "custody-plan": "made", "custody-spell": "begins",
    "custody-seen": "at", "custody-roll": "at", "custody-search": "at", "custody-find": "at", "custody-incident": "at", "custody-complaint": "made", "custody-visit": "at",
}  # fmt: skip
"""From when a record of a kind is asked about: what happened after the moment asked for is not there yet."""
LATER = (
    "released",
    "ended",
    "ends",
    "closed",
    "answered",
    "told_authority",
    "told_director",
    "told_family",
    "family_told",
    "screening_asked",
    "screened",
    "informed",
    "referred",
    "told",
    "challenged",
)
"""Moments that are empty as long as they lie after the moment asked for."""


class AskedRules(Strict):
    """Which rules of whom."""

    facility: str = Field(default="", description="Only of this facility, by its code; empty: all.")
    as_of: str = Field(
        default="", description="As law and facts stood at this moment, by what is known today; ISO 8601 with zone; empty: now."
    )
    jurisdiction: Literal["federal", "kurdistan-region"] = Field(default="federal", description="Whose law: federal or kurdistan-region.")


class ToldRow(Strict):
    """A record that breaks a rule, or of which it is not known: ``why`` names the fields that made it so, with their values, or what is missing."""

    kind: str
    record: str
    person: str
    facility: str
    verdict: Literal["broken", "unknown"]
    why: list[str]


class RuleLine(Strict):
    """One rule. ``source`` is law and article; ``holds``, ``broken`` and ``unknown`` are counts of records, never a share; ``rows`` are those broken and unknown."""

    id: str
    source: str
    text: str
    who: str
    verified: bool
    holds: int
    broken: int
    unknown: int
    rows: list[ToldRow]


class RuleBoard(Strict):
    """Every rule that was law. ``incomplete`` are kinds of which not everything may be seen: what rests on them is unknown."""

    rules: list[RuleLine]
    as_of: str
    facility: str
    incomplete: list[str]


def board(at: Desktop, asked: AskedRules, _progress: Progress | None) -> RuleBoard:
    """Ask every rule. Raises ``WrongUse`` (``clock-zone``)."""
    now = moment(asked.as_of)
    rules = [rule for rule in at.desk.rules if asked.jurisdiction in rule.jurisdictions]
    known = list(_records(at, rules, now))
    complete = {kind.name for kind in at.desk.kinds if not kind.compartment and at.shelf(kind).whole(at.case_of(kind))}
    complete |= {kind.name for kind in at.desk.kinds if kind.compartment and _admitted(at, kind)}
    world = World([_record(kind, kept, now) for kind, kept in known], complete)
    homes = {kept.id: kept.body for _, kept in known}
    shown = {kept.id: identity(kind, kept.body) for kind, kept in known}
    found = judge(rules, world, now, asked.jurisdiction)
    mine = people_of(known, asked.facility, now) if asked.facility else None
    by = dict[str, list[Finding]]()
    for one in found.findings:
        if mine is None or _of(homes[one.record.key], asked.facility, mine):
            by.setdefault(one.rule.id, []).append(one)
    day = now.astimezone(zone(ZONE)).date()
    told = [_told(rule, by.get(rule.id, []), homes, shown) for rule in rules if rule.dated or rule.valid(day)]
    wanted_kinds = {rule.about for rule in rules} | {beside.kind for rule in rules for beside in rule.beside.values()}
    return RuleBoard(rules=told, as_of=now.isoformat(), facility=asked.facility, incomplete=sorted(wanted_kinds - complete))


def _admitted(at: Desktop, kind: Kind[Any]) -> bool:
    """Whether a person sees a compartment's whole register: only who is admitted does."""
    return kind.compartment in at.bench.door.cases.compartments(at.actor.id) and at.shelf(kind).whole(at.case_of(kind))


def _records(at: Desktop, rules: list[Rule], now: datetime) -> Iterator[tuple[Kind[Any], Kept[Any]]]:
    wanted_kinds = {rule.about for rule in rules} | {beside.kind for rule in rules for beside in rule.beside.values()}
    for kind in at.desk.kinds:
        if kind.name in wanted_kinds:
            for kept in every(at, kind):
                begun = _moment(getattr(kept.body, BEGINS.get(kind.name, ""), None))
                if begun is None or begun <= now:
                    yield kind, kept


def _record(kind: Kind[Any], kept: Kept[Any], now: datetime) -> Record:
    """A record as it stood at ``now``: what happened to it later is empty."""
    values = dict(plain(kept.body))
    for name in LATER:
        later = _moment(getattr(kept.body, name, None))
        if later is not None and later > now:
            values[name] = None
    return Record(kind.name, kept.id, values, datetime.min.replace(tzinfo=UTC))


def _moment(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, datetime.min.time(), zone(ZONE))
    return None


def people_of(known: list[tuple[Kind[Any], Kept[Any]]], facility: str, now: datetime) -> frozenset[str]:
    """The numbers of everybody who is or was held in a facility."""
    return frozenset(
        kept.body.person for kind, kept in known if kind.name in ("custody-booking", "custody-move") and kept.body.facility == facility
    )


def _of(body: Any, facility: str, people: frozenset[str]) -> bool:  # noqa: ANN401 (the body of any kind)
    """Whether a record is of a facility: by its own field, or else by whom it is about."""
    own = getattr(body, "facility", "")
    if own:
        return bool(own == facility)
    return getattr(body, "person", getattr(body, "number", "")) in people


def _told(rule: Rule, found: list[Finding], homes: Mapping[str, Any], shown: Mapping[str, str]) -> RuleLine:
    locale = wanted()
    rows = [_row(one, homes[one.record.key], shown[one.record.key]) for one in found if one.verdict is not Verdict.HOLDS]
    counts = [sum(one.verdict is verdict for one in found) for verdict in (Verdict.HOLDS, Verdict.BROKEN, Verdict.UNKNOWN)]
    return RuleLine(
        id=rule.id, source=f"{rule.source.law} {rule.source.article}", text=rule.text.get(locale, rule.text["en"]), who=rule.who.get(locale, rule.who["en"]) if rule.who else "", verified=rule.verified,
        holds=counts[0], broken=counts[1], unknown=counts[2], rows=sorted(rows, key=lambda row: (row.verdict, row.record)),
    )  # fmt: skip


def _row(found: Finding, body: Any, shown: str) -> ToldRow:  # noqa: ANN401
    why = (
        [f"{one.field}={one.value}" for one in found.cited]
        if found.verdict is Verdict.BROKEN
        else [f"{one.field}: {one.why}" for one in found.lacking]
    )
    person = getattr(body, "person", "") or (shown if found.record.kind == "custody-person" else "")
    verdict: Literal["broken", "unknown"] = "broken" if found.verdict is Verdict.BROKEN else "unknown"
    return ToldRow(
        kind=found.record.kind, record=shown, person=person, facility=getattr(body, "facility", ""), verdict=verdict, why=why[:12]
    )


RULES = Operation(
    "board", AskedRules, RuleBoard, "look", "read-case", board, lambda _at: AskedRules(as_of="2026-05-01T19:00:00+03:00"), command="rules"
)
