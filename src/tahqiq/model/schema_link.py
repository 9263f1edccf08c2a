"""Puts declared types together: inheritance, references between types, the rules for links, identifiers and
events. Strict like the reader."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from tahqiq.kit.messages import LOCALES
from tahqiq.model import schema_yaml
from tahqiq.model.schema_yaml import Declaration, Node, Where
from tahqiq.model.schemata import (
    NODE_COLUMNS,
    Edge,
    FactRule,
    IdentifierRule,
    Interval,
    Labels,
    Property,
    Reverse,
    Schema,
    merged,
)

COLUMN_TYPES = {"start": {"date"}, "seconds": {"number"}, "amount": {"money"}, "currency": {"currency"}}
"""Property types a value column of a fact takes; the others take text."""


def link(declarations: Iterable[Declaration]) -> dict[str, Schema]:
    """All types by name, parents before children; raises ``ValueError`` naming file and key for a mistake."""
    types: dict[str, Declaration] = {}
    additions: dict[str, list[Declaration]] = {}
    for entry in declarations:
        if entry.addition:
            additions.setdefault(entry.name, []).append(entry)
        elif entry.name in types:
            raise entry.node.where.mistake(
                f"the type is also declared in {types[entry.name].node.where.file}"
            )
        else:
            types[entry.name] = entry
    for name, added in additions.items():
        if name not in types:
            raise added[0].node.where.mistake(f"there is no type {name} to add properties to")
    return _Linker(types, additions).all()


class _Linker:
    def __init__(self, types: Mapping[str, Declaration], additions: Mapping[str, list[Declaration]]) -> None:
        self.types = types
        self.additions = additions
        self.done: dict[str, Schema] = {}
        self.open: list[str] = []
        entries = [*types.values(), *(entry for added in additions.values() for entry in added)]
        self.places = {
            (entry.name, name): node for entry in entries for name, node in entry.properties.items()
        }

    def all(self) -> dict[str, Schema]:
        for name in self.types:
            self.schema(name)
        for name, schema in self.done.items():
            _check(schema, self.types[name].node, self.done)
        _check_reverses(self.done, {name: entry.node.where for name, entry in self.types.items()})
        return self.done

    def schema(self, name: str) -> Schema:
        if name not in self.done:
            where = self.types[name].node.where.at("extends")
            if name in self.open:
                raise where.mistake(f"the type descends from itself: {' > '.join([*self.open, name])}")
            self.open.append(name)
            self.done[name] = self.build(self.types[name])
            self.open.pop()
        return self.done[name]

    def build(self, entry: Declaration) -> Schema:
        node = entry.node
        parents = [self.parent(name, node.where.at("extends")) for name in node.names("extends")]
        declared = {prop.name: prop for prop in self.declared(entry)}
        properties = _inherit(parents, declared, node.where)
        edge = (
            _edge(node)
            if node.has("edge")
            else next((parent.edge for parent in parents if parent.edge), None)
        )
        return Schema(
            name=entry.name,
            labels=node.labels("label"),
            plurals=node.labels("plural"),
            descriptions=node.labels("description"),
            extends=tuple(parent.name for parent in parents),
            lineage=merged([(entry.name,), *_breadth_first(parents)]),
            properties=MappingProxyType(properties),
            caption=node.names("caption") or _first([parent.caption for parent in parents]),
            featured=node.names("featured") or _first([parent.featured for parent in parents]),
            required=node.names("required"),
            icon=node.choice("icon", schema_yaml.ICONS)
            or next((parent.icon for parent in parents if parent.icon), "thing"),
            shape=node.choice("shape", schema_yaml.SHAPES)
            or next((parent.shape for parent in parents if parent.shape), "circle"),
            abstract=node.flag("abstract"),
            matchable=node.flag("matchable", any(parent.matchable for parent in parents)),
            hidden=node.flag("hidden"),
            standard=node.flag("standard"),
            edge=edge,
            identifiers=_identifiers(entry)
            or next((_renamed(parent, entry.name) for parent in parents if parent.identifiers), ()),
            fact=_fact(entry, parents),
            interval=_interval(node, parents),
            unreviewed=_unreviewed(node),
            file=node.where.file,
        )

    def parent(self, name: str, where: Where) -> Schema:
        if name not in self.types:
            raise where.mistake(f"there is no type {name}")
        return self.schema(name)

    def declared(self, entry: Declaration) -> Iterable[Property]:
        standard = entry.node.flag("standard")
        seen: dict[str, Where] = {}
        for origin in [entry, *self.additions.get(entry.name, [])]:
            for name, node in origin.properties.items():
                if name in seen:
                    raise node.where.mistake(f"the property is also declared in {seen[name].file}")
                seen[name] = node.where
                yield self.property(entry.name, name, node, standard and not origin.addition)

    def property(self, schema: str, name: str, node: Node, standard: bool) -> Property:
        kind = schema_yaml.property_type(node, "string")
        prop = Property(
            name=name,
            schema=schema,
            type=kind,
            ftm_type=node.choice("ftm", schema_yaml.FTM_TYPES) or schema_yaml.FTM_TYPE_OF.get(kind, "string"),
            labels=self.labels(node),
            descriptions=node.labels("description") if node.has("description") else None,
            range=node.choice("range", self.types),
            identifier=node.choice("identifier", self.types),
            kind=node.text("kind"),
            reverse=_reverse(node) if node.has("reverse") else None,
            sensitive=node.flag("sensitive"),
            hidden=node.flag("hidden"),
            deprecated=node.flag("deprecated"),
            matchable=node.flag("matchable", default=True),
            standard=standard,
        )
        _check_property(prop, node)
        return prop

    def labels(self, node: Node) -> Labels:
        """The words of a property; ``Thing.name`` means the same words as there, ``Thing.label`` those of the
        type."""
        value = node.items.get("label")
        if not isinstance(value, str):
            return node.labels("label")
        schema, _, name = value.partition(".")
        other = (
            self.types[schema].node
            if name == "label" and schema in self.types
            else self.places.get((schema, name))
        )
        if other is None or isinstance(other.items.get("label"), str):
            raise node.where.at("label").mistake(
                f"{value} has no words of its own; write Type.property, Type.label or four words"
            )
        return other.labels("label")


def _breadth_first(parents: Iterable[Schema]) -> list[tuple[str, ...]]:
    lineages = [parent.lineage for parent in parents]
    return [*((lineage[0],) for lineage in lineages), *lineages]


def _first(options: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return next((option for option in options if option), ())


def _inherit(
    parents: Iterable[Schema], declared: Mapping[str, Property], where: Where
) -> dict[str, Property]:
    found: dict[str, Property] = {}
    for parent in parents:
        for name, prop in parent.properties.items():
            known = found.setdefault(name, prop)
            if name not in declared and (known.type, known.range) != (prop.type, prop.range):
                raise where.at("extends").mistake(
                    f"{known.schema}.{name} and {prop.schema}.{name} are of different types; declare "
                    f"{name} here"
                )
    for name, prop in declared.items():
        known = found.get(name, prop)
        if known.ftm_type != prop.ftm_type:
            raise (
                where.at("properties")
                .at(name)
                .mistake(f"is exchanged as {prop.ftm_type}, but {known.schema}.{name} as {known.ftm_type}")
            )
        found[name] = prop
    return found


def _reverse(node: Node) -> Reverse:
    inner = node.node("reverse", frozenset({"name", "label"}))
    if not inner.has("name"):
        raise inner.where.at("name").mistake("the name of the property at the other end is missing")
    return Reverse(inner.text("name"), inner.labels("label"))


def _check_property(prop: Property, node: Node) -> None:
    if (prop.type == "entity") != bool(prop.range):
        raise node.where.at("range").mistake(
            "an entity-valued property names the type it points to, and only such a property does"
        )
    if prop.reverse and not prop.range:
        raise node.where.at("reverse").mistake("only an entity-valued property has another end")
    if prop.kind and not prop.identifier:
        raise node.where.at("kind").mistake("only a property with an identifier has a kind")
    if prop.sensitive and not prop.hidden:
        raise node.where.at("sensitive").mistake("a sensitive property is hidden as well")


def _edge(node: Node) -> Edge:
    inner = node.node("edge", frozenset({"source", "target", "directed", "caption", "label"}))
    for key in ("source", "target"):
        if not inner.has(key):
            raise inner.where.at(key).mistake("a link has a source and a target")
    return Edge(
        inner.text("source"),
        inner.text("target"),
        inner.flag("directed", default=True),
        inner.names("caption"),
        inner.labels("label"),
    )


def _identifiers(entry: Declaration) -> tuple[IdentifierRule, ...]:
    value = entry.node.items.get("identifier", [])
    where = entry.node.where.at("identifier")
    rules = []
    for raw in value if isinstance(value, list) else [value]:
        inner = schema_yaml.node(raw, where, frozenset({"property", "type", "namespace"}))
        for key in ("property", "type", "namespace"):
            if not inner.has(key):
                raise where.at(key).mistake("is missing")
        kind = schema_yaml.property_type(inner, "")
        rules.append(
            IdentifierRule(
                entry.name, inner.text("property"), kind, inner.choice("namespace", schema_yaml.NAMESPACES)
            )
        )
    return tuple(rules)


def _renamed(parent: Schema, name: str) -> tuple[IdentifierRule, ...]:
    return tuple(
        IdentifierRule(name, rule.property, rule.type, rule.namespace) for rule in parent.identifiers
    )


def _fact(entry: Declaration, parents: Iterable[Schema]) -> FactRule | None:
    if entry.node.has("fact"):
        return FactRule(
            entry.name, schema_yaml.fact_columns(entry.node.items["fact"], entry.node.where.at("fact"))
        )
    inherited = next((parent.fact for parent in parents if parent.fact), None)
    return FactRule(entry.name, inherited.columns) if inherited else None


def _interval(node: Node, parents: Iterable[Schema]) -> Interval:
    inner = node.node("interval", frozenset({"start", "end"}))
    known = list(parents)
    start = inner.names("start") or _first([parent.interval.start for parent in known])
    end = inner.names("end") or _first([parent.interval.end for parent in known])
    return Interval(start, end)


def _unreviewed(node: Node) -> tuple[str, ...]:
    reviewed = node.names("reviewed") or ("en",)
    for locale in reviewed:
        if locale not in LOCALES:
            raise node.where.at("reviewed").mistake(f"{locale} is not one of {', '.join(LOCALES)}")
    return tuple(locale for locale in LOCALES if locale not in reviewed)


def _check(schema: Schema, node: Node, types: Mapping[str, Schema]) -> None:
    groups = {"caption": schema.caption, "featured": schema.featured, "required": schema.required}
    groups |= {"interval": schema.interval.start + schema.interval.end}
    for key, names in groups.items():
        for name in names:
            _known(schema, name, node.where.at(key))
    for name in schema.caption:
        if schema.properties[name].range:
            raise node.where.at("caption").mistake(f"{name} is an entity and cannot be a caption")
    for name in schema.interval.start + schema.interval.end:
        _typed(schema, name, {"date"}, node.where.at("interval"))
    for prop in schema.properties.values():
        if prop.identifier and not types[prop.identifier].identifiers:
            raise (
                node.where.at("properties")
                .at(prop.name)
                .mistake(f"{prop.identifier} is not an identifier type")
            )
    for rule in schema.identifiers:
        _typed(schema, rule.property, {rule.type}, node.where.at("identifier"))
    _check_edge(schema, node)
    _check_fact(schema, node)


def _check_edge(schema: Schema, node: Node) -> None:
    if schema.edge is None:
        return
    where = node.where.at("edge")
    for key in (schema.edge.source, schema.edge.target):
        _typed(schema, key, {"entity"}, where)
    for name in schema.edge.caption:
        _known(schema, name, where.at("caption"))


def _check_fact(schema: Schema, node: Node) -> None:
    if schema.fact is None:
        return
    where = node.where.at("fact")
    for key in ("a", "start"):
        if key not in schema.fact.columns:
            raise where.at(key).mistake("an event has a first party (a) and a time (start)")
    for column, names in schema.fact.columns.items():
        for name in names:
            prop = _known(schema, name, where.at(column))
            if column in NODE_COLUMNS and not prop.is_link:
                raise where.at(column).mistake(f"{name} is not an entity or an identifier")
            if column not in NODE_COLUMNS:
                _typed(schema, name, COLUMN_TYPES.get(column, {"string", "text"}), where.at(column))


def _known(schema: Schema, name: str, where: Where) -> Property:
    if name not in schema.properties:
        raise where.mistake(f"{schema.name} has no property {name}")
    return schema.properties[name]


def _typed(schema: Schema, name: str, kinds: set[str], where: Where) -> None:
    if _known(schema, name, where).type not in kinds:
        raise where.mistake(f"{name} must have the type {' or '.join(sorted(kinds))}")


def _check_reverses(types: Mapping[str, Schema], places: Mapping[str, Where]) -> None:
    """A property and the name of a reverse do not collide on one type."""
    for schema in types.values():
        for prop in schema.properties.values():
            if (
                prop.reverse
                and prop.schema == schema.name
                and prop.reverse.name in types[prop.range].properties
            ):
                where = places[schema.name].at("properties").at(prop.name).at("reverse")
                raise where.mistake(f"{prop.range} has a property {prop.reverse.name} of its own")
