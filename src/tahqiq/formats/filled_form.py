"""A filled form as a sealed document: JSON lines, one for the form and one for each answer, the same bytes
for the same answers. In and out.

The first line says which form in which version, when it was filled in and when it was typed; each other line
is one answer with its path, its state (``given``, ``empty``, ``unknown``, ``refused``, ``not-asked``) and,
where the form says so, the entity, type and property that it is a value of. Such answers become ``ftm.value``
records (row = line); all others are set aside under their path and stay readable in the original.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tahqiq.formats.base import FormatReader
from tahqiq.formats.ftm import VALUE, VALUE_COLUMNS
from tahqiq.formats.jsontext import Json, as_text, items_of, leaves
from tahqiq.formats.jsontext import field as member
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.kit.reasons import reason
from tahqiq.model.account import FORM_ANSWER, TECHNICAL, UNKNOWN
from tahqiq.model.place import WHOLE, Place
from tahqiq.model.problem import Problem

LAYOUT = 1
MARK = "tahqiq-form"
_HEAD = ("id", "form", "version", "title", "filled_on", "filled_by", "typed_on", "typed_by", "compartment")
_ENTRY = frozenset({"path", "state", "values", "note", "entity", "schema", "property", "said"})


@dataclass(frozen=True, slots=True)
class AnsweredValue:
    """What an answer is a value of: ``entity`` (32 hexadecimal digits), its type and property, and the
    ``values`` as the property has them."""

    entity: str
    schema: str
    property: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer: ``path`` (``items.2.name``), ``state``, the ``values`` as they were written, a ``note``,
    and what it says (None: nothing). An entry with an empty path ties two things of the form together."""

    path: str
    state: str
    values: tuple[str, ...] = ()
    note: str = ""
    said: AnsweredValue | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A filled form. ``filled_on`` is the day on the paper (``2026-03-01``), ``typed_on`` the moment of
    typing (ISO 8601 UTC); ``compartment`` is empty for the part that everybody of the case may see."""

    id: str
    form: str
    version: int
    title: str
    filled_on: str
    filled_by: str
    typed_on: str
    typed_by: str
    compartment: str
    entries: tuple[Entry, ...]


def write(document: Document) -> bytes:
    """The bytes of a filled form: UTF-8, one line an entry in the order given, keys sorted; equal documents
    give equal bytes.

    >>> day, at = "2026-03-01", "2026-03-02T08:00:00Z"
    >>> write(Document("a", "visit", 1, "Visit", day, "p", at, "p", "", ())).count(b"\\n")
    1
    """
    head = {name: getattr(document, name) for name in _HEAD}
    return b"".join(_lines({MARK: LAYOUT, **head}, document.entries))


def _lines(head: dict[str, str | int], entries: Iterable[Entry]) -> Iterator[bytes]:
    yield _line(head)
    for entry in entries:
        told: dict[str, object] = {"path": entry.path, "state": entry.state, "values": list(entry.values)}
        if entry.note:
            told["note"] = entry.note
        if entry.said:
            told |= {
                "entity": entry.said.entity,
                "schema": entry.said.schema,
                "property": entry.said.property,
            }
            if entry.said.values != entry.values:
                told["said"] = list(entry.said.values)
        yield _line(told)


def _line(value: object) -> bytes:
    return (
        json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
            "utf-8", "replace"
        )
        + b"\n"
    )


def parse(data: bytes) -> Document:
    """The document behind the bytes of :func:`write`. Raises ``ValueError`` for anything else."""
    lines = data.decode("utf-8").split("\n")
    head: Json = json.loads(lines[0])
    if not isinstance(head, dict) or head.get(MARK) != LAYOUT or not isinstance(head.get("version"), int):
        raise ValueError("no filled form")
    entries = tuple(_entry(json.loads(line)) for line in lines[1:] if line)
    said = {name: str(head.get(name, "")) for name in _HEAD if name != "version"}
    version = head["version"]
    return Document(**said, version=version if isinstance(version, int) else 0, entries=entries)


def _entry(value: Json) -> Entry:
    path, state = member(value, "path"), member(value, "state")
    if not isinstance(path, str) or not isinstance(state, str):
        raise ValueError("an entry has a path and a state")
    values = _texts(member(value, "values"))
    entity, schema, prop = (member(value, name) for name in ("entity", "schema", "property"))
    said = None
    if isinstance(entity, str) and isinstance(schema, str) and isinstance(prop, str):
        told = member(value, "said")
        said = AnsweredValue(entity, schema, prop, values if told is None else _texts(told))
    note = member(value, "note")
    return Entry(path, state, values, note if isinstance(note, str) else "", said)


def _texts(value: Json) -> tuple[str, ...]:
    return tuple(text for item in items_of(value) if (text := as_text(item)) is not None)


def sniff(head: bytes, name: str) -> Confidence:
    """The mark that the first line begins or goes on with."""
    first = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0]
    if first.startswith(b"{") and f'"{MARK}":'.encode() in first:
        return Confidence(0.995, reason("format-contains", what=MARK))
    return NO


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """The answers that are values of something as records, all else set aside by path."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as stream:
        for row, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                value: Json = json.loads(line)
            except (ValueError, RecursionError) as error:
                rows.tell(
                    Problem(
                        "entry-unreadable",
                        Place(WHOLE, row),
                        value=line[:200],
                        params={"reason": str(error)[:200]},
                        records=1,
                    )
                )
                continue
            if row == 1 and isinstance(value, dict) and MARK in value:
                _head(rows, row, value)
            elif isinstance(value, dict):
                _answer(rows, row, value)
            else:
                why: dict[str, str | int] = {"reason": "no answer"}
                rows.tell(
                    Problem("entry-unreadable", Place(WHOLE, row), value=line[:200], params=why, records=1)
                )
            yield from rows.ready()


def _head(rows: Rows, row: int, head: dict[str, Json]) -> None:
    for key, value in head.items():
        for name, _ in leaves(key, value):
            rows.aside(name, Place(WHOLE, row), TECHNICAL if key in _HEAD or key == MARK else UNKNOWN)


def _answer(rows: Rows, row: int, entry: dict[str, Json]) -> None:
    place = Place(WHOLE, row)
    path = as_text(entry.get("path"))
    entity, schema, prop = (entry.get(name) for name in ("entity", "schema", "property"))
    values, said = _texts(entry.get("values")), _texts(entry.get("said"))
    whole = isinstance(entity, str) and isinstance(schema, str) and isinstance(prop, str)
    if whole:
        for text in said or values:
            rows.add(VALUE, WHOLE, VALUE_COLUMNS, row, (str(entity), str(schema), str(prop), text))
    for text in values if said or not whole else ():
        if text.strip():
            rows.aside(path or "values", place, FORM_ANSWER)
    for key in ("path", "state"):
        if (as_text(entry.get(key)) or "").strip():
            rows.aside(key, place, TECHNICAL)
    for key, value in entry.items():
        if (
            key == "note"
            or (key not in _ENTRY)
            or (key in ("entity", "schema", "property", "said") and not whole)
        ):
            for name, _ in leaves(f"{path}.{key}" if path else key, value):
                rows.aside(name, place, FORM_ANSWER if key == "note" else UNKNOWN)


READER = FormatReader("filled_form", 1, "Filled form", (".form",), sniff, read)
