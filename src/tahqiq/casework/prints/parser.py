"""Reads prints from YAML, strictly: every mistake names file, line and key."""

import re
from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable

from pydantic import BaseModel

from tahqiq.casework.prints.declaration import Part, Print
from tahqiq.casework.registers import Column
from tahqiq.casework.registers.parser import each_column, shown_column
from tahqiq.kit import yaml_nodes
from tahqiq.kit.yaml_nodes import Node
from tahqiq.model.body_fields import annotation_at, is_list, single
from tahqiq.model.kinds import AnyKind

_PRINT = (
    *("print", "kind", "code", "title", "basis", "source", "parts"),
    *("signatures", "states", "steps", "reasons"),
)
_PART = ("title", "help", "each", "table", "rows")
_ROW = ("name", "path", "label", "type", "options")
_ADDED = ("name", "label", "added")
"""A row whose value the desk adds on paper (``on_paper``): no field of the record holds it."""
_CODE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")


def load(paths: Iterable[Traversable], kinds: Mapping[str, AnyKind]) -> dict[str, Print]:
    """Every print of some YAML files, over kinds by their name. Raises
    :class:`tahqiq.kit.yaml_nodes.Mistake`."""
    return yaml_nodes.named(yaml_nodes.files(paths), "print", lambda root: build(root, kinds))


def read(text: str, kinds: Mapping[str, AnyKind], file: str = "print.yaml") -> Print:
    """One print of a YAML text. Raises :class:`tahqiq.kit.yaml_nodes.Mistake`."""
    return build(yaml_nodes.read(text, file), kinds)


def build(root: Node, kinds: Mapping[str, AnyKind]) -> Print:
    """The print of a declaration, checked against the kind it is over."""
    entries = root.mapping(_PRINT, ("print", "kind", "code", "title", "parts"))
    kind = kinds[entries["kind"].choice(list(kinds))]
    code = entries["code"].text()
    if not _CODE.fullmatch(code):
        entries["code"].wrong("print-code", value=code)
    parts = tuple(_part(node, kind) for node in entries["parts"].items())
    if not parts:
        entries["parts"].wrong("declared-missing", name="rows")
    return Print(
        entries["print"].name(),
        kind.name,
        code,
        entries["title"].words(),
        entries["basis"].words() if "basis" in entries else None,
        entries["source"].text() if "source" in entries else "",
        parts,
        tuple(node.words() for node in entries["signatures"].items()) if "signatures" in entries else (),
        states=_texts(entries, "states"),
        steps=_texts(entries, "steps"),
        reasons=entries["reasons"].flag() if "reasons" in entries else False,
    )


def _part(node: Node, kind: AnyKind) -> Part:
    entries = node.mapping(_PART, ("title", "rows"))
    each = entries["each"].text() if "each" in entries else ""
    body: type[BaseModel] = kind.body
    if each:
        item = _item(kind.body, each)
        if item is None:
            entries["each"].wrong("register-no-field", name=each, kind=kind.name)
        body = item
    rows: list[Column] = []
    for row in each_column(entries["rows"], body):
        made = _added(row) or shown_column(row, body, kind, _ROW)
        if any(one.name == made.name for one in rows):
            row.wrong("declared-twice", name=made.name)
        rows.append(made)
    table = bool(each) and "table" in entries and entries["table"].flag()
    return Part(
        entries["title"].words(),
        entries["help"].words() if "help" in entries else None,
        each,
        tuple(rows),
        table,
    )


def _texts(entries: Mapping[str, Node], name: str) -> tuple[str, ...]:
    return tuple(node.text() for node in entries[name].items()) if name in entries else ()


def _added(row: Node) -> Column | None:
    """A row that the desk adds on paper; None for one that a field of the record holds."""
    if not isinstance(row.value, dict) or "added" not in row.value:
        return None
    entries = row.mapping(_ADDED, _ADDED)
    name = entries["name"].name()
    return Column(name, name.replace("-", "_"), entries["label"].words(), "text")


def _item(body: type[BaseModel], name: str) -> type[BaseModel] | None:
    """The model of a list's items; None where the field is no list of such."""
    annotation = annotation_at(body, name)
    item = single(annotation)
    return item if is_list(annotation) and isinstance(item, type) and issubclass(item, BaseModel) else None
