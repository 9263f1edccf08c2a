"""Conditions over a record as data: what forms, flows and rules ask of it. Three values (Kleene), never
``eval``, never a guess.

``not known`` is a value of its own: a field that the record does not hold, or that says *unknown*, *refused*
or *not asked*, makes a comparison :attr:`Truth.UNKNOWN`, which is neither met nor broken. Written in YAML or
JSON, one key each::

    all: [condition, …]          any: [condition, …]          not: condition
    eq | ne | lt | le | gt | ge: [OPERAND, OPERAND]
    in: [OPERAND, [word, …]]     exists: field
    count: {of: field, where: condition, ge: 2}              some | every: {of: field, where: condition}

An OPERAND in the first place that is a word is the field of that name (``person.sex``: the way through
mappings); in the second place it is the value itself. ``{field: f}``, ``{value: v}`` and ``{now: true}`` say
it outright; ``plus: {days: 15, hours: 2, minutes: 5}`` moves a date or moment (calendar months belong to the
clocks). Inside ``where`` fields are those of the item; an item that is no mapping is ``item``.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Literal

from tahqiq.kit.yaml_nodes import Node

Op = Literal["eq", "ne", "lt", "le", "gt", "ge"]
OPS: tuple[Op, ...] = ("eq", "ne", "lt", "le", "gt", "ge")
Plain = str | int | float | bool | None
ITEM = "item"
"""The field under which ``where`` finds an item that is no mapping."""


class Truth(StrEnum):
    """What is known of a condition."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Gap:
    """Stands in a record for what is not known. ``why`` is a word such as ``unknown``, ``refused``,
    ``not-asked``."""

    why: str = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A truth with its evidence: the fields that ``decided`` it, and those whose value is ``missing`` (only
    where it is unknown)."""

    truth: Truth
    decided: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()

    @property
    def holds(self) -> bool:
        """Whether the condition is known to be met; *unknown* is not."""
        return self.truth is Truth.YES


@dataclass(frozen=True, slots=True)
class Operand:
    """One side of a comparison: a field, a value, or the moment of asking; ``plus`` moves a date or
    moment."""

    kind: Literal["field", "value", "now"]
    value: Plain = None
    plus: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Compare:
    """``left op right``."""

    op: Op
    left: Operand
    right: Operand


@dataclass(frozen=True, slots=True)
class Among:
    """Whether a value (or one value of a list) is one of ``values``."""

    operand: Operand
    values: tuple[Plain, ...]


@dataclass(frozen=True, slots=True)
class Exists:
    """Whether a field holds something; an empty text or list is nothing, a field that the record does not
    hold is not known."""

    field: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many items of a list meet ``where``, compared with ``number``. A list that the record does not hold
    is not known."""

    of: str
    where: "Condition | None"
    op: Op
    number: int


@dataclass(frozen=True, slots=True)
class All:
    """Every part; met where there are none."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part; broken where there are none."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary; what is not known stays not known."""

    part: "Condition"


Condition = Compare | Among | Exists | Count | All | Some | Not
_ORDERED = re.compile(r"-?\d+(\.\d+)?|\d{4}(-\d\d(-\d\d([T ].*)?)?)?")
_KEYS = (*OPS, "in", "exists", "count", "some", "every", "all", "any", "not")


def read(node: Node) -> Condition:
    """The condition that a declaration holds. Raises :class:`tahqiq.kit.yaml_nodes.Mistake` naming file and
    line."""
    entries = node.mapping(_KEYS)
    if len(entries) != 1:
        node.wrong("condition-one-key")
    [(key, inner)] = entries.items()
    match key:
        case "all" | "any":
            parts = tuple(read(item) for item in inner.items())
            return All(parts) if key == "all" else Some(parts)
        case "not":
            return Not(read(inner))
        case "exists":
            return Exists(inner.text())
        case "in":
            left, values = _pair(inner)
            return Among(_operand(left, first=True), tuple(_plain(item) for item in values.items()))
        case "count" | "some" | "every":
            return _counted(key, inner)
    left, right = _pair(inner)
    made = Compare(_op(key), _operand(left, first=True), _operand(right, first=False))
    for side, node_of in ((made.left, left), (made.right, right)):
        if made.op not in ("eq", "ne") and side.kind == "value" and not _ORDERED.fullmatch(str(side.value)):
            node_of.wrong("condition-no-order", value=str(side.value))
    return made


def _pair(node: Node) -> tuple[Node, Node]:
    items = node.items()
    if len(items) != 2:
        node.wrong("condition-two-sides")
    return items[0], items[1]


def _op(key: str) -> Op:
    return next(op for op in OPS if op == key)


def _counted(key: str, node: Node) -> Count:
    entries = node.mapping(
        (*OPS, "of", "where") if key == "count" else ("of", "where"),
        ("of",) if key == "count" else ("of", "where"),
    )
    where = read(entries["where"]) if "where" in entries else None
    of = entries["of"].text()
    if key == "some":
        return Count(of, where, "ge", 1)
    if key == "every":
        return Count(of, Not(where) if where else None, "eq", 0)
    ops = [op for op in OPS if op in entries]
    if len(ops) != 1:
        node.wrong("condition-one-comparison", known=", ".join(OPS))
    return Count(of, where, ops[0], entries[ops[0]].number())


def _operand(node: Node, first: bool) -> Operand:
    if not isinstance(node.value, dict):
        if first and not isinstance(node.value, str):
            node.wrong("condition-field-first")
        return Operand("field", node.text()) if first else Operand("value", _plain(node))
    entries = node.mapping(("field", "value", "now", "plus"))
    kinds = [kind for kind in ("field", "value", "now") if kind in entries]
    if len(kinds) != 1:
        node.wrong("condition-operand")
    plus = timedelta()
    if "plus" in entries:
        units = entries["plus"].mapping(("days", "hours", "minutes"))
        amounts = {unit: amount.number(-1_000_000, 1_000_000) for unit, amount in units.items()}
        plus = timedelta(**amounts)
    if kinds[0] == "now":
        if not entries["now"].flag():
            node.wrong("condition-operand")
        return Operand("now", None, plus)
    if kinds[0] == "field":
        return Operand("field", entries["field"].text(), plus)
    return Operand("value", _plain(entries["value"]), plus)


def _plain(node: Node) -> Plain:
    value = node.scalar()
    if value is None or isinstance(value, str | int | bool):
        return value
    return str(value)


def fields(condition: Condition) -> frozenset[str]:
    """Every field of the record that a condition reads (inside ``where``: the list only), so that a loader
    can ask whether they exist."""
    match condition:
        case Compare(_, left, right):
            return _named((left, right))
        case Among(operand, _):
            return _named((operand,))
        case Exists(field):
            return frozenset({field})
        case Count(of, _, _, _):
            return frozenset({of})
        case All(parts) | Some(parts):
            return frozenset().union(*map(fields, parts)) if parts else frozenset()
        case Not(part):
            return fields(part)


def _named(operands: Iterable[Operand]) -> frozenset[str]:
    return frozenset(str(operand.value) for operand in operands if operand.kind == "field")


def to_data(condition: Condition) -> dict[str, object]:
    """The condition as plain JSON values, in the form that :func:`read` reads; the same condition always
    gives the same data."""
    match condition:
        case Compare(op, left, right):
            return {op: [_operand_data(left), _operand_data(right)]}
        case Among(operand, values):
            return {"in": [_operand_data(operand), list(values)]}
        case Exists(field):
            return {"exists": field}
        case Count(of, where, op, number):
            inner: dict[str, object] = {"of": of, op: number}
            if where is not None:
                inner["where"] = to_data(where)
            return {"count": inner}
        case All(parts):
            return {"all": [to_data(part) for part in parts]}
        case Some(parts):
            return {"any": [to_data(part) for part in parts]}
        case Not(part):
            return {"not": to_data(part)}


def _operand_data(operand: Operand) -> dict[str, object]:
    data: dict[str, object] = {operand.kind: True if operand.kind == "now" else operand.value}
    if operand.plus:
        minutes = operand.plus // timedelta(minutes=1)
        data["plus"] = {"minutes": minutes}
    return data


def values_at(record: Mapping[str, object], field: str) -> object:
    """What a record holds under a field (``a.b``: the entry ``b`` of the mapping ``a``; a name with the point
    itself comes first).

    A :class:`Gap` where it holds nothing of that name.

    >>> values_at({"person": {"sex": "female"}}, "person.sex")
    'female'
    """
    if field in record:
        return record[field]
    found: object = record
    for part in field.split("."):
        if not isinstance(found, Mapping):
            return found if isinstance(found, Gap) else Gap("absent")
        found = found.get(part, Gap("absent"))
    return found


def listed(value: object) -> Sequence[object] | None:
    """A list or tuple as such; None for anything else."""
    return value if isinstance(value, list | tuple) else None
