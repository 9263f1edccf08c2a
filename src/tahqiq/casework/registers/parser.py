"""Reads registers from YAML, strictly: every mistake names file, line and key."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from importlib.resources.abc import Traversable
from typing import Final, get_args

from pydantic import BaseModel

from tahqiq.casework.field_words import words
from tahqiq.casework.registers.conditions import where_of
from tahqiq.casework.registers.declaration import Column, ColumnType, Given, Register, View
from tahqiq.kit import yaml_nodes
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import LOCALES
from tahqiq.kit.yaml_nodes import Node
from tahqiq.model.body_fields import annotation_at, choices, display, given
from tahqiq.model.kind import KeyType
from tahqiq.model.kinds import AnyKind

_REGISTER = ("register", "kind", "title", "help", "columns", "order", "views")
_COLUMN = ("name", "path", "label", "type", "options", "key", "filter", "facet", "hidden")
_VIEW = ("name", "title", "where", "order")
_TYPES: tuple[str, ...] = get_args(ColumnType)
EVERY: Final = "*"
_KEYS: Mapping[ColumnType, KeyType] = {
    "text": "text",
    "choice": "text",
    "number": "integer",
    "flag": "flag",
    "time": "time",
    "day": "day",
}
_COUNTED = ("text", "integer", "flag", "day")


def load(paths: Iterable[Traversable], kinds: Mapping[str, AnyKind]) -> dict[str, Register]:
    """Every register of some YAML files, over kinds by their name. Raises
    :class:`tahqiq.kit.yaml_nodes.Mistake`."""
    return yaml_nodes.named(yaml_nodes.files(paths), "register", lambda root: build(root, kinds))


def read(text: str, kinds: Mapping[str, AnyKind], file: str = "register.yaml") -> Register:
    """One register of a YAML text. Raises :class:`tahqiq.kit.yaml_nodes.Mistake`."""
    return build(yaml_nodes.read(text, file), kinds)


def build(root: Node, kinds: Mapping[str, AnyKind]) -> Register:
    """The register of a declaration, checked against the kind it is over."""
    entries = root.mapping(_REGISTER, ("register", "kind", "title", "help", "columns"))
    kind = kinds[entries["kind"].choice(list(kinds))]
    columns: list[Column] = []
    for node in each_column(entries["columns"], kind.body):
        made = _column(node, kind)
        if any(one.name == made.name for one in columns):
            node.wrong("declared-twice", name=made.name)
        columns.append(made)
    order, descending = _order(entries.get("order"), columns)
    bare = Register(
        entries["register"].name(),
        kind.name,
        entries["title"].words(),
        entries["help"].words(),
        tuple(columns),
        order,
        descending,
    )
    views = tuple(_view(node, bare) for node in entries["views"].items()) if "views" in entries else ()
    return Register(bare.name, bare.kind, bare.title, bare.help, bare.columns, order, descending, views)


def each_column(node: Node, body: type[BaseModel]) -> tuple[Node, ...]:
    """The columns of a list. :data:`EVERY` stands for each field that people are asked for
    (:func:`tahqiq.model.body_fields.given`) and that no other entry of the list names."""
    items = node.items()
    named = {_named(one) for one in items}
    found: list[Node] = []
    for one in items:
        if one.value != EVERY:
            found.append(one)
            continue
        found += [replace(one, value=name) for name in given(body) if name not in named]
    return tuple(found)


def _named(node: Node) -> str:
    """The field that an entry shows; "" where it cannot be told (its own reading says what is wrong)."""
    if isinstance(node.value, str):
        return node.value.replace("-", "_")
    entries = node.value if isinstance(node.value, dict) else {}
    way = entries.get("path") or entries.get("name")
    return way.value.replace("-", "_") if way is not None and isinstance(way.value, str) else ""


def _column(node: Node, kind: AnyKind) -> Column:
    bare = shown_column(node, kind.body, kind, _COLUMN)
    entries = node.mapping(_COLUMN) if isinstance(node.value, dict) else {}
    if "key" in entries:
        key, flags = entries["key"].choice([one.name for one in kind.keys]), dict[str, bool]()
    else:
        key = next((one.name for one in kind.keys if (one.name, one.type) == _key_of(bare)), "")
        flags = {"filter": bool(key), "facet": bool(key) and bare.type in ("choice", "flag")}
    flags |= {name: entries[name].flag() for name in ("filter", "facet", "hidden") if name in entries}
    if (flags.get("filter") or flags.get("facet")) and not key:
        node.wrong("register-needs-key", name=bare.name)
    key_type = kind.key(key).type if key else "text"
    if flags.get("facet") and key_type not in _COUNTED:
        (entries.get("facet") or node).wrong("register-no-facet", name=bare.name)
    return Column(bare.name, bare.path, bare.label, bare.type, bare.options, key, key_type, **flags)


def _key_of(column: Column) -> tuple[str, KeyType | None]:
    """The key that is of the column's own field: same name, and of a type that holds the same."""
    return column.path, _KEYS.get(column.type)


def shown_column(node: Node, body: type[BaseModel], kind: AnyKind, allowed: Collection[str]) -> Column:
    """What a column shows of a body, without a key to find it by: name, path, label, type and options.

    The name of a field alone is enough: label and options are then the catalogue's
    (:mod:`tahqiq.casework.field_words`), the type follows from the field. What is written wins. ``allowed``
    are the entries that may be. Raises :class:`tahqiq.kit.yaml_nodes.Mistake`.
    """
    entries = {"name": node} if isinstance(node.value, str) else node.mapping(allowed, ("name",))
    name = entries["name"].name()
    path = entries["path"].text() if "path" in entries else _field_called(name, body)
    shown = _shown_as(entries.get("type"), path, body)
    if shown != "state" and not all(one.split(".")[0] in body.model_fields for one in path.split("|")):
        node.wrong("register-no-field", name=path, kind=kind.name)
    field, values = _field_at(path), choices(annotation_at(body, path.split("|")[0]))
    if "options" in entries:
        options = {word: told.words() for word, told in entries["options"].mapping().items()}
    elif shown == "choice" and values:
        found = {one: words(kind.desk, kind.name, "value", one) for one in values}
        options = {one: told or dict.fromkeys(LOCALES, one) for one, told in found.items()}
    else:
        options = {}
    if (shown == "choice") != bool(options):
        node.wrong("register-options", name=name)
    if "label" in entries:
        return Column(name, path, entries["label"].words(), shown, options)
    label = words(kind.desk, kind.name, "field", field)
    if label is None:
        node.wrong("register-no-label", name=name, message=f"desk-{kind.name}-field-{field}")
    return Column(name, path, label, shown, options)


def _field_called(name: str, body: type[BaseModel]) -> str:
    field = name.replace("-", "_")
    return field if field in body.model_fields else name


def _field_at(path: str) -> str:
    return path.split("|")[0].split(".")[-1]


def _shown_as(node: Node | None, path: str, body: type[BaseModel]) -> ColumnType:
    if node is None:
        return display(annotation_at(body, path.split("|")[0]))
    return next(one for one in get_args(ColumnType) if one == node.choice(_TYPES))


def _view(node: Node, register: Register) -> View:
    entries = node.mapping(_VIEW, ("name", "title"))
    given = (
        {name: _given(told) for name, told in entries["where"].mapping().items()}
        if "where" in entries
        else {}
    )
    try:
        where_of(register, given)
    except WrongUse as error:
        entries["where"].wrong("register-view", name=error.say("en").sentence)
    order, descending = _order(entries.get("order"), register.columns)
    return View(entries["name"].name(), entries["title"].words(), given, order, descending)


def _given(node: Node) -> Given:
    if isinstance(node.value, dict):
        return {name: told.text() for name, told in node.mapping(("from", "to")).items()}
    if isinstance(node.value, tuple):
        return [told.text() for told in node.items()]
    value = node.scalar()
    return value if isinstance(value, str | int | bool) or value is None else str(value)


def _order(node: Node | None, columns: "list[Column] | tuple[Column, ...]") -> tuple[str, bool]:
    if node is None:
        return "", True
    name, _, direction = node.text().partition(" ")
    if name not in [one.name for one in columns if one.key] or direction not in ("", "descending"):
        node.wrong("register-order", name=node.text())
    return name, direction == "descending"
