"""Columns of any name, as charts and maps have them: properties where the vocabulary has one of that name,
named details otherwise (docs/decisions/0024)."""

from collections.abc import Iterator
from functools import cache

import pyarrow as pa

from tahqiq.collect.mapping.cleaner import Cleaner
from tahqiq.collect.mapping.document import EntitySpec, Mapping, Value
from tahqiq.collect.mapping.identify import Answer, Ground, Typed
from tahqiq.collect.mapping.texts import columns_of
from tahqiq.collect.mapping.words import fold
from tahqiq.formats.reader import Records
from tahqiq.model.vocabulary import Property, vocabulary

Source = tuple[Property, Value, Cleaner]


def detail_columns(mapping: Mapping, records: Records) -> Iterator[str]:
    """The columns of a batch that an entity of the document takes by their beginning."""
    prefixes = tuple(
        spec.details.prefix
        for spec in mapping.entities.values()
        if spec.details is not None and (not spec.kinds or records.kind in spec.kinds)
    )
    return (name for name in records.columns.schema.names if prefixes and name.startswith(prefixes))


class DetailMaker:
    """The sources of one entity of the document that its batch's columns give; each column's cleaners live as
    long as the application."""

    def __init__(self, spec: EntitySpec, ground: Ground) -> None:
        self._details = spec.details
        self._schema = spec.schema
        self._ground = ground
        listed = (
            item
            for sources in spec.properties.values()
            for item in (sources if isinstance(sources, tuple) else (sources,))
        )
        self._read = {name for source in (*spec.key, *listed) for name in columns_of(source)}
        self._made: dict[str, list[Source]] = {}

    def sources(self, names: Iterator[str]) -> Iterator[Source]:
        """Property, source and cleaner of each of the columns that begins as the document says and that the
        entity reads nowhere else."""
        if self._details is None:
            return
        for name in names:
            if name.startswith(self._details.prefix) and name not in self._read:
                if name not in self._made:
                    self._made[name] = list(
                        self._make(name, name.removeprefix(self._details.prefix), self._details.property)
                    )
                yield from self._made[name]

    def _make(self, column: str, label: str, rest: str) -> Iterator[Source]:
        value = Value(column=column)
        named = by_word(self._schema).get(fold(label))
        typed = (
            Typed(self._ground, named.type, named if named.identifier else None)
            if named is not None
            else None
        )
        if named is not None and typed is not None:
            yield named, value, Cleaner(value, lambda texts: _fitting(typed, texts))
        yield (
            vocabulary().property(self._schema, rest),
            value,
            Cleaner(value, lambda texts: _named(label, typed, texts)),
        )


def _fitting(typed: Typed, texts: pa.Array) -> Answer:
    """The texts that the type takes; the others are details, and so no problem."""
    values, notes, nodes = typed(texts)
    return (
        values,
        [note if value is not None else None for value, note in zip(values, notes, strict=True)],
        nodes,
    )


def _named(label: str, typed: Typed | None, texts: pa.Array) -> Answer:
    """``NAME: text`` for the texts that no property takes."""
    taken = typed(texts)[0] if typed is not None else [None] * len(texts)
    values = [
        f"{label}: {text}" if other is None else None
        for text, other in zip(texts.to_pylist(), taken, strict=True)
    ]
    return values, [None] * len(values), [-1] * len(values)


@cache
def by_word(schema: str) -> dict[str, Property]:
    """The properties of a type by their name and by what they are called in each language, folded; those that
    hold another entity, are hidden or sensitive are left out."""
    found: dict[str, Property] = {}
    properties = [
        prop
        for prop in vocabulary().get(schema).properties.values()
        if not prop.hidden and not prop.sensitive and (not prop.range or prop.identifier)
    ]
    for prop in properties:
        found.setdefault(fold(prop.name), prop)
    for prop in properties:
        for word in prop.labels.values():
            found.setdefault(fold(word), prop)
    return found


__all__ = ["DetailMaker", "by_word", "detail_columns"]
