"""Templates: what kinds of table there are, and which columns have the meanings of one."""

import json
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import ConfigDict, TypeAdapter

from tahqiq.collect.mapping.assignment import best_matching
from tahqiq.collect.mapping.document import (
    EntitySpec,
    FactSpec,
    Mapping,
)
from tahqiq.collect.mapping.looks import STRICT, Column
from tahqiq.collect.mapping.words import fold, likeness, says_something, without_remark
from tahqiq.kit.tables import table

LEAST = 0.3
"""Below this fit a column is not taken for a meaning."""

WEAK_AMOUNTS = frozenset(map(fold, ("value", "price", "qty", "sum", "quantity", "n")))
"""Headers of figures that may be amounts and as often are prices of a piece or numbers of pieces: a column
that is called an amount goes before them."""


NAMES = frozenset(
    {
        "name",
        "name_other",
        "first_name",
        "middle_name",
        "second_name",
        "third_name",
        "last_name",
        "mother",
        "alias",
        "company",
        "company_other",
        "director",
        "shareholder",
        "site_name",
        "counter_name",
        "sender",
        "receiver",
        "vehicle_owner",
    }
)
"""Meanings whose values name somebody or something: running numbers, single letters and codes do not."""


@dataclass(frozen=True)
class Template:
    """A kind of table. ``concepts``: meaning → look its values have. ``needs``: of each group at least one
    meaning must be found. ``guess``: meanings that may be told from values alone where no header says
    anything. ``marks``: at least one of these columns must be found by its header for the template to count
    as recognised (empty: the needs suffice)."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)

    name: str
    title: str
    concepts: dict[str, str]
    needs: tuple[tuple[str, ...], ...]
    marks: tuple[str, ...] = ()
    guess: tuple[str, ...] = ()
    entities: dict[str, EntitySpec] | None = None
    facts: dict[str, FactSpec] | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Columns found for the meanings of a template. ``fits`` how well each fits, 0 … 1; ``by_header`` which
    were told by their header."""

    template: Template
    columns: dict[str, Column]
    fits: dict[str, float]
    by_header: frozenset[str]

    @property
    def complete(self) -> bool:
        """Whether each group of needs is met."""
        return all(any(name in self.columns for name in group) for group in self.template.needs)

    @property
    def marked(self) -> bool:
        """Whether a column that is typical of the template was told by its header."""
        return not self.template.marks or any(name in self.by_header for name in self.template.marks)


@cache
def templates() -> MappingOf[str, Template]:
    """The templates of this package by name, most special first."""
    adapter = TypeAdapter(tuple[Template, ...])
    found: list[Template] = []
    for path in sorted(files(__package__).joinpath("templates").iterdir(), key=lambda item: item.name):
        if path.name.endswith(".yaml"):
            found.extend(adapter.validate_json(json.dumps(table(__package__, "templates", path.name))))
    return {template.name: template for template in found}


def match(template: Template, columns: list[Column], headed: bool) -> Match:
    """The best columns for the meanings of ``template``: by header and values; needs that stay open by values
    alone.

    A column whose header says something else is never taken by its values."""
    concepts = list(template.concepts)
    scores = [[_fit(template, concept, column) for column in columns] for concept in concepts]
    chosen = {
        concept: index for concept, index in zip(concepts, best_matching(scores), strict=True) if index >= 0
    }
    chosen = {
        concept: index for concept, index in chosen.items() if scores[concepts.index(concept)][index] >= LEAST
    }
    for concept in [
        name for name in chosen if name.endswith("_other") and name.removesuffix("_other") in concepts
    ]:
        first = concept.removesuffix("_other")
        column = columns[chosen[concept]]
        if first not in chosen:  # a second name without a first is the first
            chosen[first] = chosen.pop(concept)
        elif likeness(column.header, first) > likeness(columns[chosen[first]].header, first):
            second, chosen[first] = chosen[first], chosen.pop(concept)
            if scores[concepts.index(concept)][second] >= LEAST:
                chosen[concept] = second
        elif repeats(column, first):
            del chosen[concept]
    by_header = frozenset(chosen)
    fits = {concept: scores[concepts.index(concept)][index] for concept, index in chosen.items()}
    guessed = _guess(template, columns, set(chosen.values()), chosen, headed)
    for concept, (index, fit) in guessed.items():
        chosen[concept], fits[concept] = index, fit
    return Match(template, {concept: columns[index] for concept, index in chosen.items()}, fits, by_header)


SLIP = 0.8
"""A header below this likeness only holds the word: where another kind of table explains as much, such a
column decides nothing in silence."""


def repeats(column: Column, meaning: str) -> bool:
    """Whether what is only nearly called a name says the same in many rows: then it is a property of the rows
    (a programme, a group), not what they are about."""
    return (
        likeness(column.header, meaning) < SLIP
        and len(column.values) >= 10
        and len(column.distinct) < 0.5 * len(column.values)
    )


def _fit(template: Template, concept: str, column: Column) -> float:
    told = likeness(column.header, concept) if column.header else 0.0
    if told == 0.0:
        return 0.0
    look = template.concepts[concept]
    share = column.share(look)
    early = 0.002 * (1.0 - column.index / 1_000)
    told -= 0.05 if concept.endswith("_other") else 0.0
    early += (
        0.03 if fold(column.header) == concept else 0.0
    )  # a city goes before a region where a city is looked for
    told -= 0.15 if concept == "amount" and fold(without_remark(column.header)) in WEAK_AMOUNTS else 0.0
    told -= (
        0.1 if concept == "serial" and any(text.startswith("+") for text in column.distinct[:5]) else 0.0
    )  # +964… counts no rows
    if concept == "transacted" and (told < SLIP or share < SLIP):
        return 0.0  # a day is the day of booking, whatever else it is called
    if look in STRICT and column.values and share < 0.2:
        return told * (0.45 if told == 1.0 else 0.2)
    if look == "text" and column.values and share < 0.4:
        return 0.0  # numbers and codes are no words
    if concept in NAMES and column.values and column.share("worded") < 0.4:
        return 0.0  # nobody is called 17, or B
    return (0.72 * told + 0.28 * (share if column.values else 0.5)) * (1.0 if told >= 0.55 else 0.6) + early


def _guess(
    template: Template, columns: list[Column], taken: set[int], chosen: dict[str, int], headed: bool
) -> dict[str, tuple[int, float]]:
    """Meanings told by values: of open needs, and in tables without a header of everything in ``guess``."""
    open_groups = [group for group in template.needs if not any(name in chosen for name in group)]
    wanted = [name for group in open_groups for name in group if name in template.guess]
    if not headed:
        wanted = [name for name in template.guess if name not in chosen]
    if not wanted:
        return {}
    free = [
        index
        for index, column in enumerate(columns)
        if index not in taken and column.values and not says_something(column.header)
    ]
    scores = [
        [_by_values(template, name, columns[index], order) for index in free]
        for order, name in enumerate(wanted)
    ]
    pairs = zip(wanted, best_matching(scores), strict=True)
    found = {name: (free[place], scores[wanted.index(name)][place]) for name, place in pairs if place >= 0}
    if {
        "a_number",
        "b_number",
    } <= found.keys():  # by values alone the first of two columns of numbers is the caller's
        ends = sorted((found["a_number"], found["b_number"]))
        found["a_number"], found["b_number"] = ends[0], ends[1]
    return found


def _by_values(template: Template, name: str, column: Column, order: int) -> float:
    share = column.share(template.concepts[name])
    return 0.5 * share - 0.001 * order - 0.0005 * column.index if share >= 0.7 else 0.0


def empty_mapping(name: str, title: str) -> Mapping:
    """A document with only a name."""
    return Mapping(name=name, title=title)
