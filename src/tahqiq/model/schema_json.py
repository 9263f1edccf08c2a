"""The vocabulary as plain JSON for the interface; keys are the attribute names of the frozen types."""

from collections.abc import Iterable

from tahqiq.model.schemata import Edge, FactRule, Labels, Property, Schema

JsonValue = None | bool | int | str | list["JsonValue"] | dict[str, "JsonValue"]


def vocabulary_json(schemata: Iterable[Schema]) -> dict[str, JsonValue]:
    """``schemata``: every type by name; ``properties``: every property once, under the name ``Type.property``
    of where it is declared.

    A type lists its properties by those names, inherited ones included, so that the many types do not repeat
    them.
    """
    types = list(schemata)
    properties = {
        _reference(prop): _property(prop) for schema in types for prop in schema.properties.values()
    }
    return {
        "schemata": {schema.name: _schema(schema) for schema in types},
        "properties": dict(sorted(properties.items())),
    }


def _reference(prop: Property) -> str:
    return f"{prop.schema}.{prop.name}"


def _schema(schema: Schema) -> dict[str, JsonValue]:
    return {
        "name": schema.name,
        "labels": _words(schema.labels),
        "plurals": _words(schema.plurals),
        "descriptions": _words(schema.descriptions),
        "lineage": list(schema.lineage),
        "caption": list(schema.caption),
        "featured": list(schema.featured),
        "required": list(schema.required),
        "icon": schema.icon,
        "shape": schema.shape,
        "abstract": schema.abstract,
        "matchable": schema.matchable,
        "hidden": schema.hidden,
        "standard": schema.standard,
        "edge": _edge(schema.edge),
        "identifiers": [
            {"property": rule.property, "type": rule.type, "namespace": rule.namespace}
            for rule in schema.identifiers
        ],
        "fact": _fact(schema.fact),
        "interval": {"start": list(schema.interval.start), "end": list(schema.interval.end)},
        "unreviewed": list(schema.unreviewed),
        "properties": [_reference(prop) for prop in schema.properties.values()],
    }


def _property(prop: Property) -> dict[str, JsonValue]:
    plain: dict[str, JsonValue] = {
        "name": prop.name,
        "schema": prop.schema,
        "type": prop.type,
        "labels": _words(prop.labels),
        "descriptions": _words(prop.descriptions) if prop.descriptions else None,
        "range": prop.range or None,
        "identifier": prop.identifier or None,
        "reverse": {"name": prop.reverse.name, "labels": _words(prop.reverse.labels)}
        if prop.reverse
        else None,
    }
    flags = ("sensitive", "hidden", "deprecated", "matchable", "standard")
    return plain | {flag: bool(getattr(prop, flag)) for flag in flags}


def _edge(edge: Edge | None) -> JsonValue:
    if edge is None:
        return None
    return {
        "source": edge.source,
        "target": edge.target,
        "directed": edge.directed,
        "caption": list(edge.caption),
        "labels": _words(edge.labels),
    }


def _fact(rule: FactRule | None) -> JsonValue:
    return {column: list(names) for column, names in rule.columns.items()} if rule else None


def _words(labels: Labels) -> dict[str, JsonValue]:
    return dict(labels)
