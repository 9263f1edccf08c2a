"""What no rule may ask: closed kinds of data and their proxies, sex, age or nationality alone, numbers about
persons; and fields that do not exist."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from tahqiq.casework.conditions import ITEM, All, Among, Compare, Condition, Count, Exists, Not, Operand, Some
from tahqiq.casework.rules.declaration import FieldInfo, KindFields, Kinds
from tahqiq.kit.yaml_nodes import Node

CLOSED = frozenset({"ethnicity", "religion", "sect", "tribe", "politics", "health", "score"})
"""Data classes that no rule reads, whatever it is for (docs/explanation/limits.md)."""
NEVER_ALONE = frozenset({"nationality", "sex", "age"})
"""Data classes on which alone no rule draws attention to a person."""
_CLOSED_WORDS = frozenset(
    [
        "ethnic",
        "ethnicity",
        "race",
        "racial",
        "religion",
        "religious",
        "sect",
        "sectarian",
        "madhhab",
        "confession",
        "tribe",
        "tribal",
        "clan",
        "nisba",
        "politics",
        "political",
        "score",
        "scores",
        "scoring",
    ]
)
SCORING = frozenset(
    {
        "score",
        "scores",
        "points",
        "rank",
        "rating",
        "level",
        "probability",
        "risk",
        "grade",
        "colour",
        "output",
        "value",
        "factor",
    }
)
"""Keys that would give a number or a grade out; none of them is known to rules, and the refusal says why."""


class Reads:
    """The fields a rule reads, checked one by one. ``lists`` are the records beside (name → kind), ``made``
    the derived values (name → type)."""

    def __init__(self, kinds: Kinds, about: str) -> None:
        self.kinds, self.about = dict(kinds), about
        self.lists: dict[str, str] = {}
        self.made: dict[str, FieldInfo] = {}
        self.classes: set[str] = set()

    def field(self, node: Node, name: str, kind: str | None = None, read: bool = True) -> FieldInfo:
        """The field of a kind (of the record asked about where None); ``read`` False: only the way to the
        fields of its items.

        Raises :class:`tahqiq.kit.yaml_nodes.Mistake` at ``node``.
        """
        if kind is None and name in self.made:
            return self.made[name]
        own = kind or self.about
        found = self.kinds[own].fields.get(name)
        if found is None:
            node.wrong(
                "rule-field-unknown", value=name, kind=own, known=", ".join(sorted(self.kinds[own].fields))
            )
        if {found.data_class, found.proxy_for} & CLOSED or _CLOSED_WORDS & set(
            re.split(r"[^a-z]+", name.casefold())
        ):
            node.wrong("rule-field-closed", value=name)
        if read:
            self.classes.add(found.proxy_for or found.data_class)
        return found

    def condition(self, node: Node, condition: Condition, kind: str | None = None) -> None:
        """Checks every field and comparison of a condition. Raises :class:`tahqiq.kit.yaml_nodes.Mistake` at
        ``node``."""
        match condition:
            case All(parts) | Some(parts):
                for part in parts:
                    self.condition(node, part, kind)
            case Not(part):
                self.condition(node, part, kind)
            case Count(of, where, _, _):
                self._count(node, of, where, kind)
            case Exists(name):
                self.field(node, name, kind)
            case Among(operand, values):
                for info in self._operands(node, (operand,), kind):
                    for value in values:
                        self._suits(node, info, value, str(operand.value), ordered=False)
            case Compare(op, left, right):
                infos = list(self._operands(node, (left, right), kind))
                for info in infos:
                    for side in (left, right):
                        if side.kind == "value":
                            self._suits(
                                node, info, side.value, str(left.value), ordered=op not in ("eq", "ne")
                            )
                if len(infos) == 2 and _sort(infos[0]) != _sort(infos[1]):
                    node.wrong("rule-compares-unlike", first=str(left.value), second=str(right.value))

    def _count(self, node: Node, of: str, where: Condition | None, kind: str | None) -> None:
        if kind is None and of in self.lists:
            if where is not None:
                self.condition(node, where, self.lists[of])
            return
        info = self.field(node, of, kind, read=where is None)
        if info.type != "list":
            node.wrong("rule-no-list", value=of)
        if where is not None:
            inside = f"{kind or self.about}.{of}"
            self.kinds[inside] = KindFields(
                self.kinds[kind or self.about].person,
                info.items or {ITEM: FieldInfo("text", info.data_class)},
            )
            self.condition(node, where, inside)

    def _operands(self, node: Node, operands: tuple[Operand, ...], kind: str | None) -> Iterator[FieldInfo]:
        for operand in operands:
            if operand.kind == "field":
                yield self.field(node, str(operand.value), kind)
            elif operand.kind == "now":
                yield FieldInfo("moment")

    def _suits(self, node: Node, info: FieldInfo, value: object, name: str, ordered: bool) -> None:
        """Whether a written value can be one of the field, so that a slip does not make a rule that is never
        broken."""
        sort = _sort(info)
        fits = {
            "number": _number(value),
            "time": _time(value),
            "flag": isinstance(value, bool) and not ordered,
            "text": isinstance(value, str) and not ordered and (not info.options or value in info.options),
        }[sort]
        if not fits:
            node.wrong("rule-value-unlike", value=str(value), field=name, type=info.type)


def _sort(info: FieldInfo) -> str:
    return {"number": "number", "date": "time", "moment": "time", "flag": "flag"}.get(info.type, "text")


def _number(value: object) -> bool:
    try:
        return not isinstance(value, bool) and Decimal(str(value)).is_finite()
    except InvalidOperation:
        return False


def _time(value: object) -> bool:
    text = str(value)
    try:
        if len(text) == 10:
            date.fromisoformat(text)
        else:
            datetime.fromisoformat(text)
    except ValueError:
        return bool(re.fullmatch(r"[12][0-9]{3}(-(0[1-9]|1[0-2]))?", text))
    return True
