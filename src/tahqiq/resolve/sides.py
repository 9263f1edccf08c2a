"""Two candidates side by side: values aligned with their sources, names part by part, whom and what they share."""

from dataclasses import dataclass
from itertools import product

from tahqiq.model.entity import Entity
from tahqiq.model.statement import Statement
from tahqiq.model.vocabulary import vocabulary
from tahqiq.names.score import Comparison, compare, score

_NAMES = 6
"""How many names of each are held against one another."""
_NAME_PROPS = ("name", "alias", "weakAlias", "previousName")


@dataclass(frozen=True, slots=True)
class Row:
    """One property of both: its recorded values, and whether they share one (None where only one of them has any)."""

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
    told = [{prop: tuple(item for item in one.statements if item.prop == prop) for prop in one.properties} for one in (left, right)]
    made = []
    for prop in dict.fromkeys([*told[0], *told[1]]):
        here, there = told[0].get(prop, ()), told[1].get(prop, ())
        if not _hidden(left.schema, prop):
            both = bool(here and there)
            made.append(Row(prop, here, there, bool({_value(item) for item in here} & {_value(item) for item in there}) if both else None))
    return sorted(made, key=lambda row: row.agrees is None)


def names(left: Entity, right: Entity) -> NamesAligned | None:
    """The names of the two that are most alike, held against one another; None where one of them has no name."""
    mine, other = ([value for prop in _NAME_PROPS for value in one.values(prop)][:_NAMES] for one in (left, right))
    if not mine or not other:
        return None
    best = max(product(mine, other), key=lambda pair: score(*pair))
    return NamesAligned(*best, compare(*best))


def _value(item: Statement) -> str:
    return item.target.hex() if item.target else item.value


def _hidden(schema: str, name: str) -> bool:
    known = vocabulary().schemata.get(schema)
    prop = known.properties.get(name) if known else None
    return prop is not None and prop.hidden
