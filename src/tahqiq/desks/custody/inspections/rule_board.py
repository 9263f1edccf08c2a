"""``tahqiq custody rules``: the rules over one facility or all, as things stood at a moment: holds, broken,
unknown, and the records behind it. No percentage."""

from collections.abc import Iterator, Mapping, Set
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field

from tahqiq.casework.clocks import ZONE
from tahqiq.casework.records import RecordVersion
from tahqiq.casework.rules import Record, Rule, World, fields_needed, judge
from tahqiq.casework.rules.evidence import Cited
from tahqiq.casework.rules.judgement import Finding, Verdict
from tahqiq.desk import Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.derived_kinds import plain
from tahqiq.desk.field_labels import called, option
from tahqiq.desk.records import every
from tahqiq.desk.rule_results import moment
from tahqiq.desks.custody.places.record import FACILITY
from tahqiq.desks.custody.roll_call.operations import names_of
from tahqiq.desks.custody.row_identity import identity
from tahqiq.jobs.progress import Progress
from tahqiq.kit.messages import wanted
from tahqiq.model.kind import Kind, day_of
from tahqiq.model.types.zones import zone

BEGINS: Mapping[str, str] = {
    "custody-booking": "admitted",
    "custody-order": "issued",
    "custody-move": "arrived",
    "custody-alert": "raised",
    "custody-apart": "begins",
    "custody-assessment": "decided",
    "custody-plan": "made",
    "custody-spell": "begins",
    "custody-seen": "at",
    "custody-roll": "at",
    "custody-search": "at",
    "custody-find": "at",
    "custody-incident": "at",
    "custody-complaint": "made",
    "custody-visit": "at",
}
"""From when a record of a kind is asked about: what happened after the moment asked for is not there yet."""
LATER = frozenset(
    {
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
    }
)
"""Moments that are empty as long as they lie after the moment asked for."""


class RulesRequest(Strict):
    """Which rules of whom."""

    facility: Annotated[str, FACILITY] = Field(
        default="", description="Only of this facility, by its code; empty: all."
    )
    as_of: str = Field(
        default="",
        description=(
            "As law and facts stood at this moment, by what is known today; ISO 8601 with zone; empty: now."
        ),
    )
    jurisdiction: Literal["federal", "kurdistan-region"] = Field(
        default="federal", description="Whose law: federal or kurdistan-region."
    )


Says = Literal["text", "moment", "yes", "no", "empty", "not-known", "more", "withheld", "unclear"]
LACKS: Mapping[str, Says] = {"not-complete": "more", "refused": "withheld", "unclear": "unclear"}
"""What is shown for a reason for which a value is not known; the others: nobody has answered."""


class RuleReasonView(Strict):
    """A value that a verdict rests on: the field in words, and what it ``says``: a text (in words where it is
    one of several) or a moment (ISO 8601) in ``value``, yes, no, empty, or why it is not known."""

    field: str
    says: Says
    value: str


class RuleBreachView(Strict):
    """A record that breaks a rule, or of which it is not known: ``why`` names the fields that made it so,
    with their values, or what is missing. ``record`` is its number or code, ``id`` the record itself; the
    person by number and ``name``, both empty where it is of nobody."""

    kind: str
    id: str
    record: str
    person: str
    name: str
    facility: str
    verdict: Literal["broken", "unknown"]
    why: list[RuleReasonView]


class RuleView(Strict):
    """One rule. ``source`` is law and article; ``holds``, ``broken`` and ``unknown`` are counts of records,
    never a share; ``rows`` are those broken and unknown."""

    id: str
    source: str
    text: str
    who: str
    verified: bool
    holds: int
    broken: int
    unknown: int
    rows: list[RuleBreachView]


class RuleBoardView(Strict):
    """Every rule that was law. ``incomplete`` are kinds of which not everything may be seen: what rests on
    them is unknown."""

    rules: list[RuleView]
    as_of: str
    facility: str
    incomplete: list[str]


def board(at: Desktop, asked: RulesRequest, _progress: Progress | None) -> RuleBoardView:
    """Ask every rule. Raises ``WrongUse`` (``clock-zone``)."""
    now = moment(asked.as_of)
    rules = [rule for rule in at.desk.rules if asked.jurisdiction in rule.jurisdictions]
    needed = fields_needed(rules)
    kinds = [kind for kind in at.desk.kinds if kind.name in needed]
    homes: dict[str, _Home] = {}
    records = [
        _record(kind, kept, needed[kind.name], now, homes) for kind in kinds for kept in _begun(at, kind, now)
    ]
    complete = {
        kind.name
        for kind in at.desk.kinds
        if not kind.compartment and at.records(kind).whole(at.case_of(kind))
    }
    complete |= {kind.name for kind in at.desk.kinds if kind.compartment and _admitted(at, kind)}
    found = judge(rules, World(records, complete), now, asked.jurisdiction, holding=False)
    mine = (
        {one.person for one in homes.values() if one.held and one.facility == asked.facility}
        if asked.facility
        else None
    )
    by = dict[str, list[Finding]]()
    for one in found.findings:
        if mine is None or _of(homes[one.record.key], asked.facility, mine):
            by.setdefault(one.rule.id, []).append(one)
    day = day_of(now)
    names = names_of(
        at,
        [homes[one.record.key].person for one in found.findings if one.verdict is not Verdict.HOLDS],
    )
    views = [
        _rule_view(at, rule, by.get(rule.id, []), homes, names)
        for rule in rules
        if rule.dated or rule.valid(day)
    ]
    return RuleBoardView(
        rules=views,
        as_of=now.isoformat(),
        facility=asked.facility,
        incomplete=sorted(needed.keys() - complete),
    )


def _admitted(at: Desktop, kind: Kind[Any]) -> bool:
    """Whether a person sees a compartment's whole register: only who is admitted does."""
    return kind.compartment in at.bench.door.cases.compartments(at.actor.id) and at.records(kind).whole(
        at.case_of(kind)
    )


class _Home(NamedTuple):
    """What is shown of a record, and whose it is: its number or code, its facility and the number of the
    person's file (both empty: it names none)."""

    shown: str
    facility: str
    person: str
    held: bool
    """Whether it says that the person was held there."""


HELD = frozenset({"custody-booking", "custody-move"})


def _begun(at: Desktop, kind: Kind[Any], now: datetime) -> Iterator[RecordVersion[Any]]:
    """The records of a kind that were there at ``now``."""
    name = BEGINS.get(kind.name, "")
    for kept in every(at, kind):
        begun = _moment(getattr(kept.body, name)) if name else None
        if begun is None or begun <= now:
            yield kept


def _record(
    kind: Kind[Any], kept: RecordVersion[Any], needed: Set[str], now: datetime, homes: dict[str, _Home]
) -> Record:
    """A record as it stood at ``now``, with the fields that rules read: what happened to it later is
    empty."""
    body, fields = kept.body, kind.body.model_fields
    values = plain(body, needed)
    for name in LATER & values.keys():
        later = _moment(getattr(body, name))
        if later is not None and later > now:
            values[name] = None
    shown = identity(kind, body)
    person = body.person if "person" in fields else body.number if kind.name == "custody-person" else ""
    homes[kept.id] = _Home(shown, body.facility if "facility" in fields else "", person, kind.name in HELD)
    return Record(kind.name, kept.id, values, datetime.min.replace(tzinfo=UTC))


def _moment(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, datetime.min.time(), zone(ZONE))
    return None


def _of(home: _Home, facility: str, people: Set[str]) -> bool:
    """Whether a record is of a facility: by its own field, or else by whom it is about."""
    return home.facility == facility if home.facility else home.person in people


def _rule_view(
    at: Desktop, rule: Rule, found: list[Finding], homes: Mapping[str, _Home], names: Mapping[str, str]
) -> RuleView:
    locale = wanted()
    rows = [_row(at, one, homes[one.record.key], names) for one in found if one.verdict is not Verdict.HOLDS]
    counts = [
        sum(one.verdict is verdict for one in found)
        for verdict in (Verdict.HOLDS, Verdict.BROKEN, Verdict.UNKNOWN)
    ]
    return RuleView(
        id=rule.id,
        source=f"{rule.source.law} {rule.source.article}",
        text=rule.text.get(locale, rule.text["en"]),
        who=rule.who.get(locale, rule.who["en"]) if rule.who else "",
        verified=rule.verified,
        holds=counts[0],
        broken=counts[1],
        unknown=counts[2],
        rows=sorted(rows, key=lambda row: (row.verdict, row.record)),
    )


def _row(at: Desktop, found: Finding, home: _Home, names: Mapping[str, str]) -> RuleBreachView:
    locale = wanted()
    why = (
        [_says(at, one, locale) for one in found.cited]
        if found.verdict is Verdict.BROKEN
        else [
            RuleReasonView(
                field=called(at.desk, one.field, locale, one.kind),
                says=LACKS.get(one.why, "not-known"),
                value="",
            )
            for one in found.lacking
        ]
    )
    verdict: Literal["broken", "unknown"] = "broken" if found.verdict is Verdict.BROKEN else "unknown"
    return RuleBreachView(
        kind=found.record.kind,
        id=found.record.key,
        record=home.shown,
        person=home.person,
        name=names.get(home.person, ""),
        facility=home.facility,
        verdict=verdict,
        why=why[:12],
    )


def _says(at: Desktop, cited: Cited, locale: str) -> RuleReasonView:
    says: Says = "text"
    value = cited.value
    if isinstance(value, bool):
        says, value = ("yes" if value else "no"), ""
    elif value is None or value == "" or value == []:
        says, value = "empty", ""
    elif isinstance(value, datetime):
        says, value = "moment", value.isoformat()
    elif isinstance(value, list | tuple):
        value = ", ".join(option(at.desk, str(one), locale, cited.kind) for one in value)
    else:
        value = option(at.desk, str(value), locale, cited.kind)
    return RuleReasonView(field=called(at.desk, cited.field, locale, cited.kind), says=says, value=value)


RULES = Operation(
    "board",
    RulesRequest,
    RuleBoardView,
    "look",
    "read-case",
    board,
    lambda _at: RulesRequest(as_of="2026-05-01T19:00:00+03:00"),
    command="rules",
)
