"""JSON and NDJSON: an array of objects, an object with arrays of objects, one object, or one object a line.

Kind ``json.record``. Nested objects and lists are flattened into dotted columns (``from.name``,
``phones.0``); numbers keep their text, so no digit is lost; ``true`` and ``false`` are text, null is None; a
repeated key gets ``#2``. NDJSON: row = line, part = the whole file. JSON: row = position in its array from 1;
each array of objects is a part of kind ``entry`` named by its key, what stands beside the arrays is one
record of the part without name. A cut-off file gives every whole record before the cut and one problem.
"""

import json
import re
from collections.abc import Generator, Iterator
from pathlib import Path

from tahqiq.formats.base import FormatReader, TooMuch
from tahqiq.formats.reader import HEAD, NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.sniff import decode, encoding, is_text
from tahqiq.kit.reasons import reason
from tahqiq.model.place import WHOLE, Part, Place
from tahqiq.model.problem import Problem

KIND = "json.record"
WHOLE_LIMIT = 1 << 30
"""Bytes of a JSON text that is not one record a line: it is held in memory."""
_SPACE = re.compile(r"[ \t\r\n\ufeff]*")


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        name, number = key, 2
        while name in found:
            name, number = f"{key}#{number}", number + 1
        found[name] = value
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_float=str, parse_int=str, parse_constant=str)


def flatten(value: object, prefix: str = "") -> dict[str, str | None]:
    """A decoded value as dotted names and texts; an empty object or list gives nothing.

    >>> flatten({"a": {"b": "1"}, "c": [True, None]})
    {'a.b': '1', 'c.0': 'true', 'c.1': None}
    """
    if isinstance(value, dict):
        parts = [(str(key), inner) for key, inner in value.items()]
    elif isinstance(value, list):
        parts = [(str(index), inner) for index, inner in enumerate(value)]
    else:
        text = (
            None
            if value is None
            else ("true" if value is True else "false" if value is False else str(value))
        )
        return {prefix or "value": text}
    found: dict[str, str | None] = {}
    for key, inner in parts:
        found.update(flatten(inner, f"{prefix}.{key}" if prefix else key))
    return found


class _Sink:
    """Adds records; columns seen once stay, so that later batches have them too."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.names: dict[Part, list[str]] = {}

    def add(self, part: Part, row: int, value: object, text: str = "") -> None:
        cells = flatten(value)
        names = self.names.setdefault(part, [])
        known = set(names)
        fresh = [name for name in cells if name not in known]
        if not cells or len(names) + len(fresh) > self.rows.limits.max_columns:
            reason = "no values" if not cells else f"more than {self.rows.limits.max_columns} different names"
            self.rows.tell(_unreadable(part, row, reason, text))
            return
        names.extend(fresh)
        self.rows.add(KIND, part, names, row, cells)


def _unreadable(part: Part, row: int, reason: str, text: str) -> Problem:
    return Problem(
        "record-unreadable",
        Place(part, row),
        value=text[:1_000] or None,
        records=1,
        params={"reason": reason},
    )


def _body(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    with path.open("rb") as file:
        head = file.read(HEAD)
    if _is_lines(decode(head)):
        yield from _lines(path, encoding(head).codec, rows)
        return
    if path.stat().st_size > WHOLE_LIMIT:
        raise TooMuch(f"{WHOLE_LIMIT} B")
    text = path.read_bytes().decode(encoding(head).codec, errors="replace")
    yield from _document(text, rows)


def _is_lines(text: str) -> bool:
    """Whether the first filled line is a whole object and another one follows (or nothing at all)."""
    lines = [line for line in text.lstrip("\ufeff").splitlines()[:50] if line.strip()]
    whole = sum(line.lstrip().startswith("{") and line.rstrip().endswith("}") for line in lines)
    return len(lines) >= 2 and whole * 2 >= len(lines)


def _lines(path: Path, codec: str, rows: Rows) -> Iterator[Item]:
    sink = _Sink(rows)
    with path.open("r", encoding=codec, errors="replace", newline="\n") as file:
        for number, line in enumerate(file, start=1):
            text = line.strip(" \t\r\n\x1a\ufeff")
            if not text:
                continue
            try:
                value = _DECODER.decode(text)
            except (ValueError, RecursionError) as error:
                rows.tell(_unreadable(WHOLE, number, _reason(error), text))
            else:
                sink.add(WHOLE, number, value, text)
            yield from rows.ready()


def _document(text: str, rows: Rows) -> Iterator[Item]:
    """One JSON text, or several one after the other."""
    sink, at, number = _Sink(rows), _skip(text, 0), 0
    while at < len(text):
        number += 1
        if text[at] == "[":
            at = yield from _array(text, at, Part(0, "entry"), sink)
        elif text[at] == "{":
            at = yield from _object(text, at, number, sink)
        else:
            value, at = _value(text, at)
            sink.add(Part(0, "entry"), number, value)
        at = _skip(text, at)


def _array(text: str, at: int, part: Part, sink: _Sink) -> Generator[Item, None, int]:
    """The elements of the array at ``at`` as records; returns the place behind it."""
    at, row = _skip(text, at + 1), 0
    while text[at : at + 1] != "]":
        row += 1
        try:
            value, at = _value(text, at)
        except (ValueError, RecursionError) as error:
            sink.rows.tell(_unreadable(part, row, _reason(error), text[at : at + 200]))
            return len(text)
        sink.add(part, row, value)
        yield from sink.rows.ready()
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "]":
            sink.rows.tell(_unreadable(part, row + 1, "the list has no end", text[at : at + 200]))
            return len(text)
    return at + 1


def _object(text: str, at: int, number: int, sink: _Sink) -> Generator[Item, None, int]:
    """The members of the object at ``at``: arrays of objects as parts, the rest as one record; returns the
    place behind it."""
    beside: dict[str, object] = {}
    parts = 0
    at = _skip(text, at + 1)
    while at < len(text) and text[at] != "}":
        try:
            key, at = _value(text, at)
            at = _skip(text, _expect(text, _skip(text, at), ":"))
            if re.match(r"\[[ \t\r\n]*\{", text[at : at + 100]):
                parts += 1
                at = yield from _array(text, at, Part(parts, "entry", str(key)), sink)
            else:
                beside[str(key)], at = _value(text, at)
            at = _skip(text, at)
            if text[at : at + 1] != "}":
                at = _skip(text, _expect(text, at, ","))
        except (ValueError, RecursionError) as error:
            sink.rows.tell(_unreadable(Part(0, "entry"), number, _reason(error), text[at : at + 200]))
            at = len(text)
    if beside:
        sink.add(Part(0, "entry"), number, beside)
    return at + 1


def _value(text: str, at: int) -> tuple[object, int]:
    value, end = _DECODER.raw_decode(text, at)
    return value, int(end)


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _expect(text: str, at: int, mark: str) -> int:
    if text[at : at + 1] != mark:
        raise ValueError(f"{mark!r} is missing")
    return at + 1


def _reason(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:200]


def _sniff(head: bytes, name: str) -> Confidence:
    if not is_text(head):
        return NO
    text = decode(head).lstrip(" \t\r\n\ufeff")
    if re.match(r'\{\s*("|\})', text) and _is_lines(text):
        return Confidence(0.7, reason("format-begins", what="{ … }"))
    if re.match(r'\{\s*"(?:[^"\\]|\\.)*"\s*:', text) or re.match(r'\[\s*(\{\s*["}]|\[|"|\])', text):
        return Confidence(0.6, reason("format-begins", what="JSON"))
    if re.match(r"\[\s*(-?\d|true\b|false\b|null\b)", text) and (
        _is_json(text) if len(head) < HEAD else name.lower().endswith(".json")
    ):
        return Confidence(0.6, reason("format-begins", what="JSON"))
    return NO


def _is_json(text: str) -> bool:
    try:
        _DECODER.decode(text.strip())
    except (ValueError, RecursionError):
        return False
    return True


READER = FormatReader("json", 1, "JSON records (JSON, NDJSON)", (".json", ".ndjson", ".jsonl"), _sniff, _body)
