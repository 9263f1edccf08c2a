"""The parts of the vocabulary as frozen types: a type of thing (Schema), its properties, and the rules for
links, identifiers and events."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Labels = Mapping[str, str]
"""Words for people by locale: en, ar, ckb, kmr-Arab; all four are always there."""

NODE_COLUMNS = ("a", "b", "place", "place2", "device", "sim")
VALUE_COLUMNS = ("start", "start_text", "zone", "seconds", "amount", "currency", "service", "text")
FACT_COLUMNS = NODE_COLUMNS + VALUE_COLUMNS
"""The columns of a fact that stand for a property (docs/decisions/0005); the rest says where the fact comes
from."""


@dataclass(frozen=True, slots=True)
class Reverse:
    """How a property reads from the other end: ``name`` is unique on the type it points to."""

    name: str
    labels: Labels


@dataclass(frozen=True, slots=True, eq=False)
class Property:
    """One property of a type, as declared by ``schema`` and inherited by its descendants.

    ``type`` names the property type (``tahqiq.model.types``) that cleans, compares and shows the values,
    ``ftm_type`` the type that FollowTheMoney gives it (column ``prop_type`` of its statements), ``standard``
    whether FollowTheMoney knows the property at all. ``range`` is the schema of an entity-valued property;
    ``identifier`` the identifier schema whose shared entity each value *is*, with ``kind`` as the fixed part
    of its namespace (``passport``); both are empty elsewhere. ``sensitive`` values feed no rule, measure or
    facet; ``hidden`` ones are kept for exchange and not shown in forms, search or tables. ``deprecated`` ones
    are read and never offered for new data. ``matchable`` values may count when two entities are compared.
    """

    name: str
    schema: str
    type: str
    ftm_type: str
    labels: Labels
    descriptions: Labels | None = None
    range: str = ""
    identifier: str = ""
    kind: str = ""
    reverse: Reverse | None = None
    sensitive: bool = False
    hidden: bool = False
    deprecated: bool = False
    matchable: bool = True
    standard: bool = False

    @property
    def is_link(self) -> bool:
        """Whether a value stands for another entity: entity-valued, or an identifier that is an entity of its
        own."""
        return bool(self.range or self.identifier)

    @property
    def long(self) -> bool:
        """Whether the values may have several lines."""
        return self.type == "text"

    def label(self, locale: str) -> str:
        """The word in ``locale``; English where the locale is unknown."""
        return self.labels.get(locale, self.labels["en"])


@dataclass(frozen=True, slots=True)
class Edge:
    """A type that is drawn as a line from property ``source`` to property ``target``; ``caption`` lists what
    is written on it, best first."""

    source: str
    target: str
    directed: bool
    caption: tuple[str, ...]
    labels: Labels

    def label(self, locale: str) -> str:
        """The verb between the two ends in ``locale`` (``owns``); English where the locale is unknown."""
        return self.labels.get(locale, self.labels["en"])


@dataclass(frozen=True, slots=True)
class IdentifierRule:
    """What makes two entities of an identifier schema the same everywhere: the normalised value of
    ``property``, read as ``type``.

    ``namespace`` says what the value is unique within: ``none``, ``operator``, ``bank``, ``country``,
    ``service``, ``country-kind`` (issuing country and kind of document, written ``IQ/passport``) or
    ``numbering`` (a short number is that of its operator, or else of its source; any other is the world's).
    """

    schema: str
    property: str
    type: str
    namespace: str


@dataclass(frozen=True, slots=True)
class FactRule:
    """How an event of type ``kind`` is stored as a fact: for each fact column the properties it stands for,
    the most usual first.

    A node column (``a``, ``b``, ``place`` …) may stand for several properties, of which the type of the node
    decides one.
    """

    kind: str
    columns: Mapping[str, tuple[str, ...]]

    def column_of(self, prop: str) -> str | None:
        """The fact column that holds the property, None when the property is not part of the fact."""
        return next((column for column, names in self.columns.items() if prop in names), None)


@dataclass(frozen=True, slots=True)
class Interval:
    """The properties that say from when to when the entity or link holds; the first that has a value
    counts."""

    start: tuple[str, ...] = ()
    end: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Schema:
    """One type of thing, with everything inherited.

    ``lineage`` holds the type itself and all its ancestors, nearest first; ``properties`` is ordered,
    ancestors' first. ``identifiers`` is empty unless entities of the type are shared by all sources; ``edge``
    is None unless the type is a link; ``fact`` is None unless it is stored as events. ``standard`` types are
    FollowTheMoney's. ``unreviewed`` lists the locales whose words no native professional has read yet.
    ``file`` is where it is declared.
    """

    name: str
    labels: Labels
    plurals: Labels
    descriptions: Labels
    extends: tuple[str, ...]
    lineage: tuple[str, ...]
    properties: Mapping[str, Property]
    caption: tuple[str, ...]
    featured: tuple[str, ...]
    required: tuple[str, ...]
    icon: str
    shape: str
    abstract: bool
    matchable: bool
    hidden: bool
    standard: bool
    edge: Edge | None
    identifiers: tuple[IdentifierRule, ...]
    fact: FactRule | None
    interval: Interval
    unreviewed: tuple[str, ...]
    file: str

    def is_a(self, name: str) -> bool:
        """Whether the type is ``name`` or descends from it."""
        return name in self.lineage

    def label(self, locale: str) -> str:
        """The singular in ``locale``; English where the locale is unknown."""
        return self.labels.get(locale, self.labels["en"])

    def plural(self, locale: str) -> str:
        """The plural in ``locale``; English where the locale is unknown."""
        return self.plurals.get(locale, self.plurals["en"])

    def description(self, locale: str) -> str:
        """One line that says what the type is for, in ``locale``; English where the locale is unknown."""
        return self.descriptions.get(locale, self.descriptions["en"])

    def caption_of(self, values: Mapping[str, Sequence[str]]) -> str:
        """What an entity with these values is called: the first value of the first caption property that has
        one, else empty.

        ``values`` maps property names to values in the order of preference; the text keeps its script.
        """
        for name in self.caption:
            found = next((value for value in values.get(name, ()) if value.strip()), None)
            if found is not None:
                return found
        return ""

    def visible(self) -> tuple[Property, ...]:
        """The properties for forms, tables and search: featured first, then as declared; hidden and
        deprecated ones left out."""
        shown = {name: prop for name, prop in self.properties.items() if not (prop.hidden or prop.deprecated)}
        first = [shown.pop(name) for name in self.featured if name in shown]
        return (*first, *shown.values())


def merged(groups: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """All names of all groups once, in the order of their first appearance.

    >>> merged([("a", "b"), ("b", "c")])
    ('a', 'b', 'c')
    """
    return tuple(dict.fromkeys(name for group in groups for name in group))
