"""A mapping document checked against the vocabulary: every name in it exists, entities come before those that
point to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from tahqiq.collect.mapping.document import EntitySpec, FactSpec, Mapping, Source, Value
from tahqiq.collect.mapping.texts import as_value, columns_of, template_transforms
from tahqiq.collect.mapping.transforms import NAMED, keep_match
from tahqiq.kit.errors import WrongUse
from tahqiq.model.types.zones import zone
from tahqiq.model.vocabulary import IdentifierRule, Property, Vocabulary

NODE_FIELDS = ("a", "b", "place", "place2", "device", "sim")


@dataclass(frozen=True, slots=True)
class PlannedEntity:
    """An entity of the document. ``rules`` is empty for a source-local one. ``ends`` are the entity-valued
    properties without which it does not exist: both ends of a link, the entity a sanction is about."""

    name: str
    spec: EntitySpec
    pool: str
    rules: tuple[IdentifierRule, ...]
    ends: tuple[str, ...]
    properties: tuple[tuple[Property, Value], ...]

    def for_kind(self, kind: str) -> bool:
        """Whether the entity is made of records of this kind."""
        return not self.spec.kinds or kind in self.spec.kinds


@dataclass(frozen=True, slots=True)
class PlannedFact:
    """An event of the document."""

    number: int
    name: str
    spec: FactSpec
    rules: dict[str, tuple[tuple[Value, tuple[IdentifierRule, ...]], ...]]
    """Node field → its alternatives in order; an alternative without rules names an entity."""

    def for_kind(self, kind: str) -> bool:
        """Whether the event is made of records of this kind."""
        return not self.spec.kinds or kind in self.spec.kinds


@dataclass(frozen=True, slots=True)
class Plan:
    """What is left to do at run time."""

    entities: tuple[PlannedEntity, ...]
    facts: tuple[PlannedFact, ...]


def plan(mapping: Mapping, vocabulary: Vocabulary) -> Plan:
    """Checks ``mapping`` and puts it in order.

    Raises ``NotFound`` (``unknown-schema``, ``unknown-property``) and ``WrongUse`` (``mapping-mistake`` with
    place and reason, ``unknown-zone``) for what cannot work.
    """
    for name in (
        mapping.zone,
        *(moment.zone for fact in mapping.facts.values() for moment in (fact.start,) if moment),
    ):
        if name:
            zone(name)
    _check_patterns(mapping)
    entities = tuple(_entity(name, mapping, vocabulary) for name in _ordered(mapping))
    facts = tuple(_fact(number, name, mapping, vocabulary) for number, name in enumerate(mapping.facts))
    return Plan(entities, facts)


def used_columns(mapping: Mapping, kind: str | None = None) -> Iterator[str]:
    """Every column a document mentions (for records of ``kind``), in order, with repetitions."""
    for condition in mapping.when:
        yield condition.column
    for entity in mapping.entities.values():
        if kind is not None and entity.kinds and kind not in entity.kinds:
            continue
        yield from (condition.column for condition in entity.when)
        for source in (
            *entity.key,
            *(item for sources in entity.properties.values() for item in listed(sources)),
        ):
            yield from columns_of(source)
    for fact in mapping.facts.values():
        if kind is None or not fact.kinds or kind in fact.kinds:
            yield from _fact_columns(fact)


def _fact_columns(fact: FactSpec) -> Iterator[str]:
    yield from (condition.column for condition in fact.when)
    for name in (*NODE_FIELDS, "currency", "service", "text", "mark"):
        source: Source | None = getattr(fact, name)
        if source is not None:
            yield from columns_of(source)
    yield from fact.details
    if fact.direction:
        yield fact.direction.column
    if fact.start:
        yield from fact.start.columns
    if fact.seconds:
        yield from (
            [fact.seconds.column]
            if fact.seconds.column
            else fact.seconds.until.columns
            if fact.seconds.until
            else []
        )
    if fact.amount:
        yield fact.amount.column
        yield from [fact.amount.unit_column] if fact.amount.unit_column else []


def listed(sources: str | Value | tuple[Source, ...]) -> tuple[Source, ...]:
    """One source or several, as a tuple."""
    return sources if isinstance(sources, tuple) else (sources,)


def mistake(where: str, reason: str) -> WrongUse:
    """The error for a document that cannot work."""
    return WrongUse("mapping-mistake", where=where, reason=reason)


def _ordered(mapping: Mapping) -> list[str]:
    """Entity names so that those that others point to come first; raises for circles and unknown names."""
    done: list[str] = []
    doing: set[str] = set()

    def visit(name: str, where: str) -> None:
        if name not in mapping.entities:
            raise mistake(where, f"there is no entity {name}")
        if name in done:
            return
        if name in doing:
            raise mistake(where, f"the entity {name} points back to itself")
        doing.add(name)
        for prop, sources in mapping.entities[name].properties.items():
            for source in listed(sources):
                target = as_value(source).entity
                if target is not None:
                    visit(target, f"entities.{name}.{prop}")
        done.append(name)

    for name in mapping.entities:
        visit(name, f"entities.{name}")
    return done


def _entity(name: str, mapping: Mapping, vocabulary: Vocabulary) -> PlannedEntity:
    spec = mapping.entities[name]
    where = f"entities.{name}"
    schema = vocabulary.get(spec.schema)
    if schema.abstract:
        raise mistake(where, f"{spec.schema} is only a family of types; name one of them")
    if schema.identifiers and len(spec.key) != 1:
        raise mistake(where, f"a {spec.schema} needs exactly one key: the identifier itself")
    ends: tuple[str, ...] = (schema.edge.source, schema.edge.target) if schema.edge else ()
    properties = []
    for prop_name, sources in spec.properties.items():
        prop = vocabulary.property(spec.schema, prop_name)
        for source in listed(sources):
            value = as_value(source)
            _check(value, f"{where}.{prop_name}", mapping)
            if prop.range and not prop.identifier and value.entity is None:
                raise mistake(
                    f"{where}.{prop_name}",
                    f"its value is another entity: write {{entity: …}} naming a {prop.range}",
                )
            if (
                value.entity is not None
                and prop.range
                and not vocabulary.is_a(mapping.entities[value.entity].schema, prop.range)
            ):
                raise mistake(
                    f"{where}.{prop_name}", f"{mapping.entities[value.entity].schema} is no {prop.range}"
                )
            properties.append((prop, value))
    for source in spec.key:
        _check(as_value(source), f"{where}.key", mapping)
    if spec.details is not None:
        vocabulary.property(spec.schema, spec.details.property)
    ends = tuple(end for end in ends if end in schema.required or end in spec.properties)
    missing = [end for end in ends if end not in spec.properties]
    if missing:
        raise mistake(where, f"{spec.schema} is a link and needs {' and '.join(missing)}")
    rules = _typed_rules(schema.identifiers, as_value(spec.key[0])) if schema.identifiers else ()
    needed = tuple(end for end in ends if end in schema.required) or ends
    needed += tuple(
        prop.name
        for prop, value in properties
        if value.entity and prop.name in schema.required and prop.name not in needed
    )
    return PlannedEntity(name, spec, spec.pool or name, rules, needed, tuple(properties))


def _fact(number: int, name: str, mapping: Mapping, vocabulary: Vocabulary) -> PlannedFact:
    spec = mapping.facts[name]
    where = f"facts.{name}"
    vocabulary.get(spec.schema)
    if spec.schema not in vocabulary.facts:
        raise mistake(where, f"{spec.schema} is not stored as events; make it an entity")
    if mapping.layout.unpivot is not None:
        raise mistake(where, "a matrix makes entities, not events")
    if spec.a is None and spec.b is None:
        raise mistake(where, "an event needs a or b")
    rules = {}
    for field in NODE_FIELDS:
        source: Source | None = getattr(spec, field)
        if source is not None:
            rules[field] = tuple(_alternatives(source, spec.schema, field, mapping, vocabulary, where))
    return PlannedFact(number, name, spec, rules)


def _alternatives(
    source: Source, kind: str, field: str, mapping: Mapping, vocabulary: Vocabulary, where: str
) -> Iterator[tuple[Value, tuple[IdentifierRule, ...]]]:
    value = as_value(source)
    _check(value, f"{where}.{field}", mapping)
    rules = () if value.entity is not None else _field_rules(kind, field, value, vocabulary, where)
    yield replace(value, otherwise=None), rules
    if value.otherwise is not None:
        yield from _alternatives(value.otherwise, kind, field, mapping, vocabulary, where)


def _field_rules(
    kind: str, field: str, value: Value, vocabulary: Vocabulary, where: str
) -> tuple[IdentifierRule, ...]:
    schema = value.as_ or _default_schema(kind, field, vocabulary)
    rules = vocabulary.get(schema).identifiers if schema else ()
    if not rules:
        raise mistake(
            f"{where}.{field}", "say with `as` which kind of identifier the column holds, or name an entity"
        )
    return _typed_rules(rules, value)


def _default_schema(kind: str, field: str, vocabulary: Vocabulary) -> str:
    for name in vocabulary.facts[kind].columns.get(field, ()):
        prop = vocabulary.property(kind, name)
        for schema in (prop.identifier, prop.range):
            if schema and vocabulary.get(schema).identifiers:
                return schema
    return ""


def _typed_rules(rules: Sequence[IdentifierRule], value: Value) -> tuple[IdentifierRule, ...]:
    chosen = tuple(rule for rule in rules if rule.type == value.type) if value.type else ()
    return chosen or tuple(rules)


def _check(value: Value, where: str, mapping: Mapping) -> None:
    given = [
        name
        for name in ("column", "columns", "value", "outside", "entity", "template")
        if getattr(value, name) not in (None, ())
    ]
    if len(given) != 1:
        raise mistake(
            where,
            (
                "exactly one of column, columns, value, outside, entity, template is needed, not "
                f"{', '.join(given) or 'none'}"
            ),
        )
    unknown = [name for name in template_transforms(value.template or "") if name not in NAMED]
    if unknown:
        raise mistake(where, f"{unknown[0]} is no transform; known are {', '.join(NAMED)}")
    if value.outside is not None and value.outside not in mapping.outside:
        raise mistake(where, f"outside has no entry {value.outside}")
    if value.entity is not None and value.entity not in mapping.entities:
        raise mistake(where, f"there is no entity {value.entity}")


def _check_patterns(mapping: Mapping) -> None:
    values = [
        as_value(s)
        for e in mapping.entities.values()
        for items in (e.key, *map(listed, e.properties.values()))
        for s in items
    ]
    values += [
        as_value(source)
        for fact in mapping.facts.values()
        for name in NODE_FIELDS
        if (source := getattr(fact, name)) is not None
    ]
    conditions = [*mapping.when, *(c for entity in mapping.entities.values() for c in entity.when)]
    conditions += [c for fact in mapping.facts.values() for c in fact.when]
    patterns = (
        [value.pattern for value in values]
        + [item for value in values for item in (value.split, value.piece)]
        + [out.pattern for out in mapping.outside.values()]
    )
    patterns += [condition.matches for condition in conditions] + [
        *mapping.layout.skip,
        mapping.layout.split,
        mapping.for_.sheet,
    ]
    for pattern in patterns:
        if pattern:
            try:
                keep_match(pa.array([""], pa.string()), pattern)
            except pa.ArrowInvalid as error:
                raise mistake(pattern, str(error)) from error
