"""Reads schema YAML strictly: every mistake is a ``ValueError`` that names the file and the key. Nothing is
looked up across types here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.resources.abc import Traversable
from typing import cast

import yaml

from tahqiq.kit.messages import LOCALES
from tahqiq.model.schemata import FACT_COLUMNS, Labels

FTM_TYPE_OF = {
    "name": "name",
    "date": "date",
    "country": "country",
    "phone": "phone",
    "imei": "identifier",
    "imsi": "identifier",
    "iccid": "identifier",
    "cell": "identifier",
    "iban": "identifier",
    "account": "identifier",
    "plate": "identifier",
    "container": "identifier",
    "email": "email",
    "url": "url",
    "money": "number",
    "number": "number",
    "currency": "string",
    "geo": "string",
    "identifier": "identifier",
    "language": "language",
    "string": "string",
    "text": "text",
    "address": "address",
    "hash": "checksum",
    "gender": "gender",
    "topic": "topic",
    "mimetype": "mimetype",
    "entity": "entity",
}
"""Our property types and the FollowTheMoney type each one is exchanged as, unless a property says otherwise
with ``ftm``."""

FTM_TYPES = frozenset(FTM_TYPE_OF.values()) | {"html", "ip", "json"}
NAMESPACES = frozenset({"none", "operator", "numbering", "bank", "country", "service", "country-kind"})
SHAPES = frozenset({"circle", "square", "diamond", "hexagon", "triangle", "pill", "line"})
_ICONS = (
    "account address airplane assessment asset audio bank booking box call case cell container "
    "contract court customs data decision "
    "detention document email event evidence exit family flask folder government handset house "
    "identity image job label link map message "
    "money note order organization page passport payment person phone pin plate position project "
    "report sanction seal security ship "
    "sighting sim table thing ticket trip value vehicle video wallet warrant weapon"
)
ICONS = frozenset(_ICONS.split())
"""The pictures the interface draws, by name."""

_SCHEMA_KEYS = (
    "label plural description extends abstract matchable hidden standard caption featured required "
    "icon shape edge identifier fact "
    "interval properties reviewed"
)
_PROPERTY_KEYS = (
    "type label description range identifier kind reverse sensitive hidden deprecated matchable ftm"
)
SCHEMA_KEYS = frozenset(_SCHEMA_KEYS.split())
ADDITION_KEYS = frozenset({"properties"})
PROPERTY_KEYS = frozenset(_PROPERTY_KEYS.split())


class Mistake(ValueError):
    """A schema file cannot be used as it stands; the text names file and key."""


@dataclass(frozen=True, slots=True)
class Where:
    """A key of a file, for messages."""

    file: str
    key: str = ""

    def at(self, key: object) -> "Where":
        return Where(self.file, f"{self.key}.{key}" if self.key else str(key))

    def mistake(self, what: str) -> Mistake:
        return Mistake(f"{self.file}: {self.key or 'the file'}: {what}")


@dataclass(frozen=True, slots=True)
class Node:
    """A checked mapping of a schema file with its place."""

    where: Where
    items: dict[str, object]

    def has(self, key: str) -> bool:
        return key in self.items

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.items.get(key, default)
        if not isinstance(value, bool):
            raise self.where.at(key).mistake("must be true or false")
        return value

    def text(self, key: str, default: str = "") -> str:
        value = self.items.get(key, default)
        if not isinstance(value, str) or (self.has(key) and not value):
            raise self.where.at(key).mistake("must be a word")
        return value

    def choice(self, key: str, allowed: Iterable[str], default: str = "") -> str:
        value = self.text(key, default)
        if value != default and value not in allowed:
            raise self.where.at(key).mistake(f"{value} is unknown; use one of {', '.join(sorted(allowed))}")
        return value

    def names(self, key: str) -> tuple[str, ...]:
        return names(self.items.get(key, []), self.where.at(key))

    def labels(self, key: str) -> Labels:
        return labels(self.items.get(key), self.where.at(key))

    def node(self, key: str, allowed: frozenset[str]) -> "Node":
        return node(self.items.get(key, {}), self.where.at(key), allowed)


@dataclass(frozen=True, slots=True)
class Declaration:
    """One top-level entry of a schema file. ``addition`` entries (written ``+Person``) only add properties to
    a type declared elsewhere."""

    name: str
    addition: bool
    node: Node
    properties: dict[str, Node]


def read_folder(folder: Traversable) -> Iterator[Declaration]:
    """Every entry of every ``*.yaml`` file of ``folder``, in order of file name; raises ``ValueError`` for a
    mistake."""
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        if path.name.endswith(".yaml"):
            yield from read_text(path.read_text("utf-8"), path.name)


def read_text(text: str, file: str) -> Iterator[Declaration]:
    """The entries of one schema file; ``file`` is its name for messages. Raises ``ValueError`` for a
    mistake."""
    where = Where(file)
    try:
        loaded: object = yaml.load(text, _Loader)  # noqa: S506 - derives from the safe loader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise where.mistake(" ".join(str(error).split())) from error
    for name, raw in mapping(loaded, where).items():
        yield _declaration(name, raw, where.at(name))


def _declaration(name: str, raw: object, where: Where) -> Declaration:
    addition = name.startswith("+")
    plain = name.removeprefix("+")
    if not (plain.isascii() and plain.isalnum() and plain[0].isupper()):
        raise where.mistake("a type has a name of letters and digits that starts with a capital")
    declared = node(raw, where, ADDITION_KEYS if addition else SCHEMA_KEYS)
    properties = mapping(declared.items.get("properties", {}), where.at("properties"))
    checked = {
        key: _property(key, value, where.at("properties").at(key)) for key, value in properties.items()
    }
    return Declaration(plain, addition, declared, checked)


def _property(name: str, raw: object, where: Where) -> Node:
    if not (name.isascii() and name.isalnum() and name[0].islower()):
        raise where.mistake("a property has a name of letters and digits that starts with a small letter")
    return node(raw, where, PROPERTY_KEYS)


def mapping(value: object, where: Where) -> dict[str, object]:
    """``value`` as a mapping with text keys; raises ``ValueError`` otherwise."""
    if not isinstance(value, dict):
        raise where.mistake("must hold key: value lines")
    for key in value:
        if not isinstance(key, str) or not key:
            raise where.mistake(f'the key {key!r} must be a word (write "{key}" in quotes if it is one)')
    return cast("dict[str, object]", value)


def node(value: object, where: Where, allowed: frozenset[str]) -> Node:
    """``value`` as a mapping that has only ``allowed`` keys."""
    items = mapping(value, where)
    for key in items:
        if key not in allowed:
            raise where.at(key).mistake(f"unknown key; known are {', '.join(sorted(allowed))}")
    return Node(where, items)


def names(value: object, where: Where) -> tuple[str, ...]:
    """``value`` as a list of different words; a single word is a list of one."""
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(item, str) and item for item in found):
        raise where.mistake("must be a list of words")
    if len(set(found)) != len(found):
        raise where.mistake("a word stands twice")
    return tuple(found)


def labels(value: object, where: Where) -> Labels:
    """Words in all four languages, written ``{en: …, ar: …, ckb: …, kmr-Arab: …}`` or as a list in that
    order."""
    if isinstance(value, list):
        if len(value) != len(LOCALES):
            raise where.mistake(f"needs the words in {', '.join(LOCALES)}; {len(value)} are there")
        value = dict(zip(LOCALES, value, strict=True))
    items = mapping(value, where) if value is not None else {}
    for locale in LOCALES:
        word = items.get(locale)
        if not isinstance(word, str) or not word.strip():
            raise where.at(locale).mistake("the word in this language is missing")
    if len(items) != len(LOCALES):
        raise where.mistake(f"has a language that is not one of {', '.join(LOCALES)}")
    return {locale: str(items[locale]).strip() for locale in LOCALES}


def property_type(where: Node, default: str) -> str:
    """The ``type`` of an entry: one of ours, or of those that an installed package adds in the entry-point
    group ``tahqiq.types``."""
    value = where.text("type", default)
    if value not in FTM_TYPE_OF and value not in entry_points(group="tahqiq.types").names:
        raise where.where.at("type").mistake(
            f"{value} is not a type; use one of {', '.join(sorted(FTM_TYPE_OF))}"
        )
    return value


def fact_columns(value: object, where: Where) -> dict[str, tuple[str, ...]]:
    """The columns of a ``fact:`` entry with the properties each stands for."""
    declared = node(value, where, frozenset(FACT_COLUMNS))
    return {column: declared.names(column) for column in FACT_COLUMNS if declared.has(column)}


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML that refuses a key written twice and leaves ``on``, ``no`` and dates as the words they are."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        built: dict[object, object] = super().construct_mapping(node, deep)
        if len(built) != len(node.value):
            written = [key.value for key, _ in node.value]
            twice = next((key for key in written if written.count(key) > 1), "a key")
            raise yaml.constructor.ConstructorError(None, None, f"{twice} is written twice", node.start_mark)
        return built


def _boolean(loader: yaml.SafeLoader, scalar: yaml.ScalarNode) -> object:
    return {"true": True, "false": False}.get(scalar.value, scalar.value)


def _word(loader: yaml.SafeLoader, scalar: yaml.ScalarNode) -> object:
    return scalar.value


_Loader.add_constructor("tag:yaml.org,2002:bool", _boolean)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _word)
