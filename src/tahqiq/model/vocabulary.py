"""The vocabulary: every type of thing, link and event with its properties and words, read from
``model/schema/*.yaml`` and from extensions.

Names are FollowTheMoney's where it has the type; the words, descriptions and the types it lacks are ours. A
package adds types by an entry point in the group ``tahqiq.schemata`` whose value is an importable package
that holds schema YAML files. The least such file::

    Boat:
      extends: [Vehicle]
      label: [Boat, قارب, بەلەم, بەلەم]
      plural: [Boats, قوارب, بەلەمەکان, بەلەم]
      description: [A small ship, سفينة صغيرة, کەشتییەکی بچووک, گەمیەکا بچویک]

``+Boat: {properties: …}`` adds properties to a type declared elsewhere.
"""

import warnings
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable

from tahqiq.kit.entry_points import folder_of
from tahqiq.kit.errors import NotFound
from tahqiq.model.schema_json import JsonValue, vocabulary_json
from tahqiq.model.schema_link import link
from tahqiq.model.schema_yaml import read_folder
from tahqiq.model.schemata import Edge, FactRule, IdentifierRule, Interval, Property, Reverse, Schema

__all__ = [
    "Edge",
    "FactRule",
    "IdentifierRule",
    "Interval",
    "Property",
    "Reverse",
    "Schema",
    "Vocabulary",
    "load",
    "vocabulary",
]

GROUP = "tahqiq.schemata"


class Vocabulary:
    """All types by name. Immutable; obtained from :func:`vocabulary`, or from :func:`load` for folders of
    one's own.

    >>> vocabulary().get("Person").label("ar")
    'شخص'
    """

    def __init__(self, schemata: Mapping[str, Schema]) -> None:
        self.schemata = dict(sorted(schemata.items()))
        self.edges = tuple(schema for schema in self.schemata.values() if schema.edge and not schema.abstract)
        self.identifiers = tuple(
            schema for schema in self.schemata.values() if schema.identifiers and not schema.abstract
        )
        self.facts: dict[str, FactRule] = {
            name: schema.fact for name, schema in self.schemata.items() if schema.fact and not schema.abstract
        }

    def get(self, name: str) -> Schema:
        """The type called ``name``; raises ``NotFound`` (``unknown-schema``) when there is none."""
        try:
            return self.schemata[name]
        except KeyError:
            raise NotFound("unknown-schema", value=name) from None

    def __contains__(self, name: object) -> bool:
        return name in self.schemata

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether type ``name`` is ``ancestor`` or descends from it; raises ``NotFound`` for an unknown
        ``name``."""
        return self.get(name).is_a(ancestor)

    def property(self, schema: str, name: str) -> Property:
        """The property of a type; raises ``NotFound`` (``unknown-schema``, ``unknown-property``)."""
        found = self.get(schema).properties.get(name)
        if found is None:
            raise NotFound("unknown-property", schema=schema, value=name)
        return found

    def identifiers_for(self, prop: Property) -> tuple[IdentifierRule, ...]:
        """The rules by which a value of ``prop`` becomes a shared identifier entity: those of its property
        type, or all when none is.

        Empty when the property's values are not identifiers.

        >>> phone = vocabulary().property("Person", "phone")
        >>> [rule.namespace for rule in vocabulary().identifiers_for(phone)]
        ['numbering']
        """
        if not prop.identifier:
            return ()
        rules = self.get(prop.identifier).identifiers
        return tuple(rule for rule in rules if rule.type == prop.type) or rules

    def incoming(self, schema: str) -> tuple[Property, ...]:
        """The entity-valued properties with a reverse whose range accepts ``schema``; each as its declaring
        type has it."""
        target = self.get(schema)
        return tuple(
            prop
            for owner in self.schemata.values()
            for prop in owner.properties.values()
            if prop.schema == owner.name and prop.reverse and target.is_a(prop.range)
        )

    def fact_property(self, kind: str, column: str, node_schema: str = "") -> str | None:
        """The property that a fact's column stands for when it is written as an entity.

        For a node column ``node_schema`` (the type of the node) decides among several; None when the kind has
        no such property. Raises ``NotFound`` for a kind that is not stored as facts.

        >>> vocabulary().fact_property("Call", "a", "PhoneNumber")
        'callerNumber'
        >>> vocabulary().fact_property("Call", "a", "Person")
        'caller'
        """
        rule = self.facts.get(kind)
        if rule is None:
            raise NotFound("unknown-schema", value=kind)
        names = rule.columns.get(column, ())
        if not node_schema:
            return names[0] if names else None
        properties = self.schemata[kind].properties
        return next((name for name in names if self._accepts(properties[name], node_schema)), None)

    def _accepts(self, prop: Property, node_schema: str) -> bool:
        return self.is_a(node_schema, prop.identifier or prop.range)

    def to_json(self) -> dict[str, JsonValue]:
        """Everything as plain JSON for the interface, all four languages in it; the same vocabulary always
        gives the same text.

        ``{"schemata": {name: …, "properties": ["Thing.name", …]}, "properties": {"Thing.name": …}}``.
        """
        return vocabulary_json(self.schemata.values())


def load(*folders: Traversable) -> Vocabulary:
    """The vocabulary of all ``*.yaml`` files in ``folders``; raises ``ValueError`` that names file and key
    for any mistake."""
    return Vocabulary(link(entry for folder in folders for entry in read_folder(folder)))


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of this installation: ours and what installed packages add, a desk's kinds of things
    among them. Read once per process.

    A package whose files cannot be read, or do not fit the others, is left out with a ``UserWarning`` that
    says why: a stranger's mistake does not stop the program."""
    added = list(_extensions())
    try:
        return load(built_in(), *(folder for _, folder in added))
    except ValueError:
        return _fitting(added)


def _fitting(added: Iterable[tuple[str, Traversable]]) -> Vocabulary:
    """Ours and those of the packages that fit, taken one after the other in order of name."""
    kept = [built_in()]
    made = load(*kept)
    for name, folder in added:
        try:
            made = load(*kept, folder)
        except ValueError as error:
            warnings.warn(f"schemata {name} are left out: {error}", stacklevel=2)
        else:
            kept.append(folder)
    return made


def built_in() -> Traversable:
    """The folder of our own schema files."""
    return files("tahqiq.model").joinpath("schema")


def _extensions() -> Iterable[tuple[str, Traversable]]:
    """Names and folders behind the entry points, in order of name, so that two machines with the same
    packages agree."""
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        try:
            yield point.name, folder_of(point.value)
        except Exception as error:  # noqa: BLE001 (a stranger's package may fail in any way, and must not stop ours)
            warnings.warn(
                f"schemata {point.name} ({point.value}) cannot be loaded: {type(error).__name__}: {error}",
                stacklevel=2,
            )
