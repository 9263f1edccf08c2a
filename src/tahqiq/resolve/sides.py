"""Two candidates side by side: values aligned with their sources, names part by part, whom and what they
share."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from tahqiq.model.entity import Entity
from tahqiq.model.statement import Statement
from tahqiq.model.vocabulary import vocabulary
from tahqiq.names.score import Comparison, compare, score
from tahqiq.names.threshold import is_likely

_NAMES = 6
"""How many names of each are held against one another."""
_UNLIKE = 0.4
"""Below this names are marked as contradicting; as agreeing from the threshold for their number of parts
on."""
_NAME_PROPS = ("name", "alias", "weakAlias", "previousName")


@dataclass(frozen=True, slots=True)
class Row:
    """One property of both: its recorded values, and whether they agree. None where only one of them has any,
    or where two may well differ (a person has several phones and addresses): only names, dates and sex
    contradict."""

    prop: str
    left: tuple[Statement, ...]
    right: tuple[Statement, ...]
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class NamesAligned:
    """The two names that are most alike, part by part."""

    left: str
    right: str
    comparison: Comparison


def rows(left: Entity, right: Entity) -> list[Row]:
    """The properties of both, those that both have first; hidden ones are left out."""
    told = [
        {prop: tuple(item for item in one.statements if item.prop == prop) for prop in one.properties}
        for one in (left, right)
    ]
    made = []
    for prop in dict.fromkeys([*told[0], *told[1]]):
        here, there = told[0].get(prop, ()), told[1].get(prop, ())
        if not _hidden(left.schema, prop):
            made.append(
                Row(prop, here, there, _agrees(left.schema, prop, here, there) if here and there else None)
            )
    return sorted(made, key=lambda row: (row.agrees is None, not (row.left and row.right)))


def aligned(candidates: Sequence[Entity]) -> list[tuple[str, tuple[tuple[Statement, ...], ...]]]:
    """The properties of several things, those that most of them have first, each with the values of every
    one; hidden ones are left out."""
    told = [
        {prop: tuple(item for item in one.statements if item.prop == prop) for prop in one.properties}
        for one in candidates
    ]
    made = [
        (prop, tuple(one.get(prop, ()) for one in told))
        for prop in dict.fromkeys(prop for one in told for prop in one)
        if not any(_hidden(one.schema, prop) for one in candidates)
    ]
    return sorted(made, key=lambda row: -sum(bool(values) for values in row[1]))


def names(left: Entity, right: Entity) -> NamesAligned | None:
    """The names of the two that are most alike, held against one another; None where one of them has no
    name."""
    mine, other = (
        [value for prop in _NAME_PROPS for value in one.values(prop)][:_NAMES] for one in (left, right)
    )
    if not mine or not other:
        return None
    best = max(product(mine, other), key=lambda pair: score(*pair))
    return NamesAligned(*best, compare(*best))


def _agrees(schema: str, prop: str, left: tuple[Statement, ...], right: tuple[Statement, ...]) -> bool | None:
    """Whether two lists of values share one; names in whatever script and spelling. A date agrees with one
    that only says its year."""
    if {_value(item) for item in left} & {_value(item) for item in right}:
        return True
    if prop.lower().endswith(("name", "alias")):
        scored = [
            (one.value, other.value, score(one.value, other.value)) for one, other in product(left, right)
        ]
        return (
            True
            if any(is_likely(*one) for one in scored)
            else False
            if max(one[2] for one in scored) < _UNLIKE
            else None
        )
    known = vocabulary().schemata.get(schema)
    kind = known.properties[prop].type if known and prop in known.properties else ""
    if kind == "date" and any(_within(one.value, other.value) for one, other in product(left, right)):
        return None
    return False if kind in ("date", "gender") else None


def _within(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _value(item: Statement) -> str:
    return item.target.hex() if item.target else item.value


def _hidden(schema: str, name: str) -> bool:
    known = vocabulary().schemata.get(schema)
    prop = known.properties.get(name) if known else None
    return prop is not None and prop.hidden
