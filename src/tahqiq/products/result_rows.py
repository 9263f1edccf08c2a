"""The rows of a result as a file for people and spreadsheets, with what was left out and what the rows rest
on."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from tahqiq.formats.neutral import neutral
from tahqiq.kit.messages import message

Carried = Literal["csv", "json"]
CarriedPart = Mapping[str, object]


def carried(told: CarriedPart, form: Carried, locale: str) -> str:
    """The text of the file for a result as :func:`tahqiq.products.analysis_json.result_json` tells it. JSON
    is all of it; CSV has one line a row, and after an empty line what was left out, the notes and which
    result it is."""
    if form == "json":
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    return "\ufeff" + "".join(
        f"{','.join(_field(neutral(cell)) for cell in line)}\r\n" for line in _lines(told, locale)
    )


def _lines(told: CarriedPart, locale: str) -> Iterable[Sequence[str]]:
    columns, rows = _list(told["columns"]), _list(told["rows"])
    kinds = [(str(item["name"]), str(item["kind"])) for item in columns]
    yield [heading for item in columns for heading in _headings(str(item["label"]), str(item["kind"]))]
    for row in rows:
        yield [text for name, kind in kinds for text in _cells(row.get(name), kind)]
    yield []
    for item in (*_list(told["left_out"]), *_list(told["notes"])):
        yield [str(item["sentence"])]
    words = message(f"analysis-{told['analysis']}-meaning", locale, {})
    yield from ([text] for text in (words.sentence, words.next_step) if text)
    yield [str(told[name]) for name in ("analysis", "id", "at", "sha256")]


_PARTS = {"node": ("", " (id)"), "nodes": ("", " (id)"), "range": (" ≥", " ≤"), "money": ("", " ¤")}


def _headings(label: str, kind: str) -> list[str]:
    return [label + part for part in _PARTS.get(kind, ("",))]


def _cells(cell: object, kind: str) -> list[str]:
    """A cell as the columns that its kind has."""
    items: list[object] = cell if isinstance(cell, list) else [] if cell is None else [cell]
    if kind in ("node", "nodes"):
        return ["; ".join(_plain(_of(item, part)) for item in items) for part in ("caption", "id")]
    if kind == "range":
        return [_plain(items[at]) if len(items) == 2 else "" for at in (0, 1)]
    if kind == "money":
        return [_plain(_of(cell, "amount")), _plain(_of(cell, "currency"))]
    if kind == "evidence":
        return ["; ".join(_place(item) for item in items)]
    if kind == "word":
        return [" ".join(_plain(_of(item, "sentence")) for item in items)]
    return ["; ".join(_plain(item) for item in items)]


def _place(item: object) -> str:
    row = _of(item, "row")
    name = f"{_of(item, 'source_name') or _of(item, 'source')}"
    return f"{name} [{_of(item, 'part')}:{row}]" if row else name


def _of(item: object, name: str) -> object:
    return item.get(name) if isinstance(item, Mapping) else None


def _plain(value: object) -> str:
    return "" if value is None else ("1" if value else "0") if isinstance(value, bool) else str(value)


def _list(value: object) -> Sequence[Mapping[str, object]]:
    return value if isinstance(value, list) else []


def _field(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if any(letter in value for letter in ',"\r\n') else value
