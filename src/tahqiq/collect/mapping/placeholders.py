"""The placeholders of a template: columns in place of meanings, in its entities and facts."""

from collections.abc import Mapping as MappingOf
from dataclasses import replace

from tahqiq.collect.mapping.document import (
    EntitySpec,
    FactSpec,
    Moment,
    Source,
    Sources,
    Transform,
    Value,
)
from tahqiq.collect.mapping.looks import Column
from tahqiq.collect.mapping.template import Match, Template
from tahqiq.collect.mapping.texts import as_value
from tahqiq.formats.cargo.amounts import unit_in


def fill(
    template: Template, found: MappingOf[str, Source]
) -> tuple[dict[str, EntitySpec], dict[str, FactSpec]]:
    """The template's entities and facts with columns in place of meanings; what has no column, and what rests
    on it, is left out."""
    entities = {
        name: spec
        for name, raw in (template.entities or {}).items()
        if (spec := _entity(raw, found)) is not None
    }
    while True:
        kept = {name: spec for name, raw in entities.items() if (spec := _without(raw, entities)) is not None}
        if kept.keys() == entities.keys() and kept == entities:
            break
        entities = kept
    facts = {
        name: fact
        for name, raw in (template.facts or {}).items()
        if (fact := _fact(raw, found, entities)) is not None
    }
    return entities, facts


def _entity(raw: EntitySpec, found: MappingOf[str, Source]) -> EntitySpec | None:
    key = tuple(source for item in raw.key if (source := fill_source(item, found)) is not None)
    if raw.key and not key:
        return None
    properties: dict[str, Sources] = {}
    for name, sources in raw.properties.items():
        listed = sources if isinstance(sources, tuple) else (sources,)
        kept = [source for item in listed if (source := fill_source(item, found)) is not None]
        if kept:
            properties[name] = kept[0] if len(kept) == 1 else tuple(kept)
    when = tuple(replace(item, column=_name(found[item.column])) for item in raw.when if item.column in found)
    own = any(as_value(item).entity is None and as_value(item).value is None for item in _all(properties))
    return (
        replace(raw, key=key, properties=properties, when=when)
        if own or any(as_value(i).entity for i in _all(properties))
        else None
    )


def _all(properties: MappingOf[str, Sources]) -> list[Source]:
    return [
        item
        for sources in properties.values()
        for item in (sources if isinstance(sources, tuple) else (sources,))
    ]


def _without(raw: EntitySpec, entities: MappingOf[str, EntitySpec]) -> EntitySpec | None:
    """The entity without properties that point to entities left out; None when it was a link that lost an end
    or lost everything."""
    kept = {
        name: sources
        for name, sources in raw.properties.items()
        if all(as_value(i).entity in (None, *entities) for i in _all({name: sources}))
    }
    ends = [
        name
        for name, sources in raw.properties.items()
        if any(as_value(item).entity for item in _all({name: sources}))
    ]
    lost = [name for name in ends if name not in kept]
    if not kept or (lost and (len(ends) == 2 or not [name for name in ends if name in kept])):
        return None
    return replace(raw, properties=kept)


def _fact(
    raw: FactSpec, found: MappingOf[str, Source], entities: MappingOf[str, EntitySpec]
) -> FactSpec | None:
    changes: dict[str, Source | None] = {}
    for name in ("a", "b", "place", "place2", "device", "sim", "currency", "service", "text"):
        source: Source | None = getattr(raw, name)
        changes[name] = _existing(fill_source(source, found), entities) if source is not None else None
    if changes["a"] is None and changes["b"] is None:
        return None
    start = moment(raw.start.columns, found) if raw.start else None
    amount = (
        replace(raw.amount, column=_name(found[raw.amount.column]))
        if raw.amount and raw.amount.column in found
        else None
    )
    seconds = None
    if raw.seconds is not None and raw.seconds.column is not None and raw.seconds.column in found:
        seconds = replace(raw.seconds, column=_name(found[raw.seconds.column]))
    return replace(
        raw,
        start=start,
        amount=amount,
        seconds=seconds,
        a=changes["a"],
        b=changes["b"],
        place=changes["place"],
        place2=changes["place2"],
        device=changes["device"],
        sim=changes["sim"],
        currency=changes["currency"],
        service=changes["service"],
        text=changes["text"],
    )


def _existing(source: Source | None, entities: MappingOf[str, EntitySpec]) -> Source | None:
    """The source, its fallback where it names an entity that was left out."""
    if source is None:
        return None
    value = as_value(source)
    other = _existing(value.otherwise, entities) if value.otherwise is not None else None
    if value.entity is not None and value.entity not in entities:
        return other
    return source if value.otherwise is None else replace(value, otherwise=other)


def moment(meanings: tuple[str, ...], found: MappingOf[str, Source]) -> Moment | None:
    """The moment of the first meaning that is found, or of those of ``a+b`` that are found together."""
    for meaning in meanings:
        columns = tuple(_name(found[part]) for part in meaning.split("+") if part in found)
        if columns:
            return Moment(columns)
    return None


def _name(source: Source) -> str:
    return as_value(source).column or ""


def fill_source(source: Source, found: MappingOf[str, Source]) -> Source | None:
    """A source with columns in place of meanings, None when what it needs is not found."""
    if isinstance(source, str):
        return found.get(source)
    if source.column is not None:
        return _filled_column(source, found)
    if source.columns:
        columns = tuple(_name(found[name]) for name in source.columns if name in found)
        return (
            replace(source, columns=columns)
            if len(columns) > 1
            else Value(column=columns[0])
            if columns
            else _otherwise(source, found)
        )
    if source.template is not None:
        return _filled_template(source, found)
    if source.namespace_column is not None and source.namespace_column not in found:
        return replace(source, namespace_column=None)
    return source


def _filled_column(source: Value, found: MappingOf[str, Source]) -> Source | None:
    target = found.get(source.column or "")
    if target is None:
        return _otherwise(source, found)
    other = fill_source(source.otherwise, found) if source.otherwise is not None else None
    space = (
        _name(found[source.namespace_column])
        if source.namespace_column and source.namespace_column in found
        else None
    )
    base = as_value(target)
    made = replace(
        source,
        column=base.column,
        template=base.template,
        columns=base.columns,
        outside=base.outside,
        otherwise=other,
        namespace_column=space,
    )
    return _plain(
        replace(made, transform=(*base.transform, *source.transform), words={**base.words, **source.words})
    )


def _otherwise(source: Value, found: MappingOf[str, Source]) -> Source | None:
    return fill_source(source.otherwise, found) if source.otherwise is not None else None


def _filled_template(source: Value, found: MappingOf[str, Source]) -> Source | None:
    text = source.template or ""
    for name in set(_places(text)):
        if name not in found:
            return _otherwise(source, found)
        text = text.replace("{" + name + "}", "{" + _name(found[name]) + "}")
    return replace(source, template=text)


def _places(text: str) -> list[str]:
    return [piece.split("}", 1)[0] for piece in text.split("{")[1:]]


def _plain(value: Value) -> Source:
    """A value that only names a column, as the plain text it is written as."""
    return value.column if value.column is not None and value == Value(column=value.column) else value


def assigned(found: Match) -> dict[str, Source]:
    """Meaning → column name; a weight that its header or its cells give in another unit is brought to
    kilograms."""
    return {
        concept: _in_kilograms(column) if concept == "gross_weight" else column.name
        for concept, column in found.columns.items()
    }


def _in_kilograms(column: Column) -> Source:
    told: dict[str, Transform] = {"TNE": "tonnes_to_kilograms", "LBR": "pounds_to_kilograms"}
    transform = told.get(unit_in(column.header))
    if transform is None and any(sign.isalpha() for text in column.distinct[:300] for sign in text):
        transform = "kilograms"
    return column.name if transform is None else Value(column=column.name, transform=(transform,))
