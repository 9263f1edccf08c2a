"""Reads rules from YAML, strictly: every mistake names file and line. docs/explanation/rules.md shows the
form of a rule."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from importlib.resources.abc import Traversable
from typing import NamedTuple, cast

from tahqiq.casework import conditions
from tahqiq.casework.clocks import CONVENTIONS, JURISDICTIONS, Jurisdiction, Period
from tahqiq.casework.conditions import Condition
from tahqiq.casework.rules.declaration import (
    AIMS,
    Aim,
    Apart,
    Beside,
    Derived,
    FieldInfo,
    Kinds,
    Rule,
    Source,
    Unbroken,
    Until,
)
from tahqiq.casework.rules.refusals import NEVER_ALONE, SCORING, Reads
from tahqiq.kit import yaml_nodes
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.yaml_nodes import Mistake, Node

_RULE = (
    "id",
    "text",
    "source",
    "jurisdiction",
    "verified",
    "valid",
    "aim",
    "about",
    "when",
    "must",
    "who",
    "dated",
    "with",
    "derived",
    "weight",
)
_NEEDED = ("id", "text", "source", "jurisdiction", "verified", "valid", "aim", "about", "must")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[.-][A-Za-z0-9]+)*")
_LENGTHS = {
    "weeks": timedelta(weeks=1),
    "days": timedelta(days=1),
    "hours": timedelta(hours=1),
    "minutes": timedelta(minutes=1),
}


class Read(NamedTuple):
    """What a text of rules gave: the rules that can be used, and a located mistake for each that cannot."""

    rules: tuple[Rule, ...]
    mistakes: tuple[Mistake, ...]


def load(paths: Iterable[Traversable], kinds: Kinds) -> tuple[Rule, ...]:
    """Every rule of some YAML files of a desk. Raises the first
    :class:`tahqiq.kit.yaml_nodes.Mistake`; see :func:`read_all`."""
    found = read_all(((item.read_text("utf-8"), item.name) for item in paths), kinds)
    if found.mistakes:
        raise found.mistakes[0]
    return found.rules


def read_all(texts: Iterable[tuple[str, str]], kinds: Kinds) -> Read:
    """The rules of several texts, each with the name of its file. A rule that cannot be used is a mistake,
    the others are read.

    Two versions of one rule that hold on one day in one jurisdiction are a mistake of the later one, which is
    left out.
    """
    rules: list[Rule] = []
    mistakes: list[Mistake] = []
    for text, file in texts:
        try:
            nodes = yaml_nodes.read(text, file).mapping(("rules",), ("rules",))["rules"].items()
        except Mistake as mistake:
            mistakes.append(mistake)
            continue
        for node in nodes:
            try:
                rule = _rule(node, kinds)
                _beside_the_others(node, rule, rules)
                rules.append(rule)
            except Mistake as mistake:
                mistakes.append(mistake)
    return Read(tuple(rules), tuple(mistakes))


def _beside_the_others(node: Node, rule: Rule, others: Iterable[Rule]) -> None:
    for other in others:
        if other.id != rule.id:
            continue
        if (other.about, other.dated) != (rule.about, rule.dated):
            node.wrong("rule-version-other", id=rule.id, other=f"{other.file}:{other.line}")
        together = other.jurisdictions & rule.jurisdictions
        if (
            together
            and other.valid_from <= (rule.valid_to or date.max)
            and rule.valid_from <= (other.valid_to or date.max)
        ):
            node.wrong("rule-versions-overlap", id=rule.id, other=f"{other.file}:{other.line}")


def _rule(node: Node, kinds: Kinds) -> Rule:
    if isinstance(node.value, dict):
        for key, inner in node.value.items():
            if key in SCORING:
                inner.wrong("rule-scores")
    entries = node.mapping(_RULE, _NEEDED)
    name = entries["id"].text()
    if not _ID.fullmatch(name):
        entries["id"].wrong("declared-not-name", value=name)
    about = entries["about"].choice(kinds)
    aim = cast(Aim, entries["aim"].choice(AIMS))
    reads = Reads(kinds, about)
    beside = _besides(entries["with"], reads) if "with" in entries else {}
    derived = _deriveds(entries["derived"], reads) if "derived" in entries else {}
    must = _condition(entries["must"], reads)
    when = _condition(entries["when"], reads) if "when" in entries else None
    dated = entries["dated"].text() if "dated" in entries else ""
    if dated and reads.field(entries["dated"], dated).type not in ("date", "moment"):
        entries["dated"].wrong("rule-not-a-time", value=dated)
    person = kinds[about].person
    if aim == "attention" and person and reads.classes and reads.classes <= NEVER_ALONE:
        node.wrong("rule-alone", id=name, classes=", ".join(sorted(reads.classes)))
    weight = None
    if "weight" in entries:
        if person or aim != "attention":
            entries["weight"].wrong("rule-scores")
        weight = _weight(entries["weight"])
    source = entries["source"].mapping(("law", "article"), ("law", "article"))
    valid = entries["valid"].mapping(("from", "to"), ("from",))
    first, last = _day(valid["from"]), _day(valid["to"]) if "to" in valid else None
    if last is not None and last < first:
        valid["to"].wrong("rule-valid-backwards", first=first.isoformat(), last=last.isoformat())
    return Rule(
        id=name,
        text=entries["text"].words(),
        source=Source(source["law"].text(), str(source["article"].scalar())),
        jurisdictions=_jurisdictions(entries["jurisdiction"]),
        verified=entries["verified"].flag(),
        valid_from=first,
        valid_to=last,
        aim=aim,
        about=about,
        must=must,
        when=when,
        who=entries["who"].words() if "who" in entries else None,
        dated=dated,
        beside=beside,
        derived=derived,
        weight=weight,
        file=node.file,
        line=node.line,
    )


def _condition(node: Node, reads: Reads) -> Condition:
    condition = conditions.read(node)
    reads.condition(node, condition)
    return condition


def _besides(node: Node, reads: Reads) -> dict[str, Beside]:
    found: dict[str, Beside] = {}
    for name, inner in node.mapping().items():
        _free(inner, name, reads)
        entries = inner.mapping(("kind", "match"), ("kind", "match"))
        kind = entries["kind"].choice(reads.kinds)
        match = []
        for theirs, ours in entries["match"].mapping().items():
            reads.field(ours, theirs, kind)
            reads.field(ours, ours.text())
            match.append((theirs, ours.text()))
        if not match:
            entries["match"].wrong("declared-not-mapping")
        found[name] = Beside(kind, tuple(match))
        reads.lists[name] = kind
    return found


def _deriveds(node: Node, reads: Reads) -> dict[str, Derived]:
    found: dict[str, Derived] = {}
    for name, inner in node.mapping().items():
        _free(inner, name, reads)
        entries = inner.mapping(("until", "unbroken", "apart"))
        if len(entries) != 1:
            inner.wrong("rule-derived-one")
        if "until" in entries:
            found[name] = _until(entries["until"], reads)
            reads.made[name] = FieldInfo("moment")
        else:
            found[name] = (
                _unbroken(entries["unbroken"], reads)
                if "unbroken" in entries
                else _apart(entries["apart"], reads)
            )
            reads.made[name] = FieldInfo("flag")
    return found


def _until(node: Node, reads: Reads) -> Until:
    entries = node.mapping(("from", "period", "convention"), ("from", "period", "convention"))
    start = entries["from"].text()
    if reads.field(entries["from"], start).type not in ("date", "moment"):
        entries["from"].wrong("rule-not-a-time", value=start)
    return Until(start, _period(entries["period"]), CONVENTIONS[entries["convention"].choice(CONVENTIONS)])


def _unbroken(node: Node, reads: Reads) -> Unbroken:
    needed = ("of", "from", "to", "longer-than")
    entries = node.mapping((*needed, "where", "bridge"), needed)
    of = entries["of"].choice(reads.lists)
    kind = reads.lists[of]
    names = []
    for key in ("from", "to"):
        names.append(entries[key].text())
        if reads.field(entries[key], names[-1], kind).type not in ("date", "moment"):
            entries[key].wrong("rule-not-a-time", value=names[-1])
    where = None
    if "where" in entries:
        where = conditions.read(entries["where"])
        reads.condition(entries["where"], where, kind)
    bridge = _length(entries["bridge"]) if "bridge" in entries else timedelta()
    return Unbroken(of, names[0], names[1], where, bridge, _length(entries["longer-than"]))


def _apart(node: Node, reads: Reads) -> Apart:
    needed = ("of", "at", "from", "to", "longer-than")
    entries = node.mapping((*needed, "where"), needed)
    of = entries["of"].choice(reads.lists)
    kind = reads.lists[of]
    for key, own in (("at", kind), ("from", None), ("to", None)):
        if reads.field(entries[key], entries[key].text(), own).type not in ("date", "moment"):
            entries[key].wrong("rule-not-a-time", value=entries[key].text())
    where = None
    if "where" in entries:
        where = conditions.read(entries["where"])
        reads.condition(entries["where"], where, kind)
    return Apart(
        of,
        entries["at"].text(),
        entries["from"].text(),
        entries["to"].text(),
        where,
        _length(entries["longer-than"]),
    )


def _free(node: Node, name: str, reads: Reads) -> None:
    if name in reads.kinds[reads.about].fields or name in reads.lists or name in reads.made:
        node.wrong("rule-name-taken", name=name)


def _period(node: Node) -> Period:
    try:
        return Period.parse(node.text())
    except WrongUse:
        node.wrong("rule-no-period", value=node.text())


def _length(node: Node) -> timedelta:
    period = _period(node)
    if period.unit not in _LENGTHS:
        node.wrong("rule-no-length", value=node.text())
    return period.count * _LENGTHS[period.unit]


def _day(node: Node) -> date:
    try:
        return date.fromisoformat(str(node.scalar()))
    except ValueError:
        node.wrong("rule-no-day", value=str(node.scalar()))


def _weight(node: Node) -> Decimal:
    value = node.scalar()
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or value < 0:
        node.wrong("declared-not-number", least=0, most=1000)
    return Decimal(value)


def _jurisdictions(node: Node) -> frozenset[Jurisdiction]:
    nodes = (node,) if isinstance(node.value, str) else node.items()
    found = frozenset(cast(Jurisdiction, item.choice(JURISDICTIONS)) for item in nodes)
    if not found:
        node.wrong("declared-not-list")
    return found
