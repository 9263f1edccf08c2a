"""What rules and histograms may ask of the items and lines of a chart: types, properties, and measures
computed on this chart alone.

Fields of items: ``schema``, ``prop:NAME``, ``measure:NAME`` and ``told:NAME``
(:mod:`tahqiq.products.item_fields`); of lines: ``label``, ``strength``, ``weight``, ``records``, ``first``,
``last``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tahqiq.model.entity import Entity
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.board_lines import Line
from tahqiq.products.board_rules import Known, number_of

MEASURES = ("linked", "events", "betweenness", "closeness", "core")
"""On how many others an item is linked to, its events, the share of shortest ways through it (Brandes 2001),
how near it is to all (harmonic), its k-core."""
VALUES_MOST = 60
BINS, BINNED_FROM = 12, 13
"""In how many parts of equal width the numbers of a field are counted, and from how many different ones
on."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field, and who has it."""

    value: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bin:
    """How many have a number from ``low`` up to ``high``; that one itself only in the last bin."""

    low: float
    high: float
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the chart's items or lines, called in a language (measures by their name): its values, the
    most frequent first, of a measure the greatest; ``more`` counts values beyond the first sixty.
    ``numbers``: all of them are numbers; of many different ones ``bins`` count all, in parts of equal width,
    else it is empty."""

    on: Literal["item", "line"]
    by: str
    label: str
    numbers: bool
    values: tuple[Value, ...]
    more: int
    bins: tuple[Bin, ...] = ()


def known_items(
    entities: Mapping[str, Entity], lines: Sequence[Line], told: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> dict[str, Known]:
    """What may be asked of items, by id; ``told`` is what :func:`tahqiq.products.board_fields_of` says of
    them."""
    from tahqiq.products.board_measures import measures  # loads a compiler, which a command need not

    measured = measures(list(entities), lines)
    found: dict[str, Known] = {}
    for identity, entity in entities.items():
        schema = vocabulary().schemata.get(entity.schema)
        values: dict[str, tuple[str, ...]] = {"schema": (entity.schema,)}
        for name, texts in entity.properties.items():
            prop = schema.properties.get(name) if schema else None
            if prop is not None and not (prop.sensitive or prop.hidden or prop.range):
                values[f"prop:{name}"] = tuple(sorted(texts))
        values |= {f"measure:{name}": (f"{numbers[identity]:.6g}",) for name, numbers in measured.items()}
        values |= told.get(identity, {})
        found[identity] = Known(frozenset(schema.lineage if schema else (entity.schema,)), values)
    return found


def known_lines(lines: Sequence[Line]) -> dict[str, Known]:
    """What may be asked of recorded lines, by id."""
    return {
        line["id"]: Known(
            frozenset({line["label"], line["kind"]}),
            {
                "label": (line["label"],),
                "strength": (line["strength"],),
                "weight": (str(line["weight"]),),
                "records": (str(line["records"]),),
                **{
                    end: (text[:10],)
                    for end, text in (("first", line["first"]), ("last", line["last"]))
                    if text
                },
            },
        )
        for line in lines
        if line["kind"] not in ("sameness", "same")
    }


def fields(items: Mapping[str, Known], lines: Mapping[str, Known], locale: str) -> list[Field]:
    """The fields that some item or line has, with their values: what histograms show."""
    return [*_fields("item", items, locale), *_fields("line", lines, locale)]


def _fields(on: Literal["item", "line"], known: Mapping[str, Known], locale: str) -> list[Field]:
    found: dict[str, dict[str, list[str]]] = {}
    label: dict[str, str] = {}
    for identity, one in known.items():
        for by, texts in one.values.items():
            for text in texts:
                found.setdefault(by, {}).setdefault(text, []).append(identity)
            if by.startswith("prop:") and by not in label:
                label[by] = _label(one.types, by[5:], locale)
    made = []
    for by, values in found.items():
        numbers = all(number_of(value) is not None for value in values)
        measure = by.startswith("measure:") or by in ("weight", "records")
        order = sorted(
            values.items(),
            key=lambda pair: (-(number_of(pair[0]) or 0.0), pair[0]) if measure else (-len(pair[1]), pair[0]),
        )
        told = tuple(Value(value, tuple(ids)) for value, ids in order[:VALUES_MOST])
        counted = binned(values) if numbers and len(values) >= BINNED_FROM else ()
        made.append(
            Field(
                on,
                by,
                label.get(by, by.partition(":")[2] or by),
                numbers,
                told,
                max(0, len(order) - VALUES_MOST),
                counted,
            )
        )
    return made


def binned(values: Mapping[str, Sequence[str]]) -> tuple[Bin, ...]:
    """Who has a number, by parts of equal width from the least to the greatest; texts are plain numbers.

    >>> [(one.low, one.high, one.ids) for one in binned({"0": ["a"], "5": ["b"], "12": ["c", "d"]})][::6]
    [(0.0, 1.0, ('a',)), (6.0, 7.0, ())]
    """
    numbers = [(number, ids) for text, ids in values.items() if (number := number_of(text)) is not None]
    low, high = (
        min((number for number, _ in numbers), default=0.0),
        max((number for number, _ in numbers), default=0.0),
    )
    step = (high - low) / BINS or 1.0
    found: list[dict[str, None]] = [{} for _ in range(BINS)]
    for number, ids in sorted(numbers):
        found[min(BINS - 1, int((number - low) / step))].update(dict.fromkeys(ids))
    return tuple(Bin(low + at * step, low + (at + 1) * step, tuple(ids)) for at, ids in enumerate(found))


def _label(types: frozenset[str], name: str, locale: str) -> str:
    for one in sorted(types):
        schema = vocabulary().schemata.get(one)
        if schema is not None and name in schema.properties:
            return schema.properties[name].label(locale)
    return name
