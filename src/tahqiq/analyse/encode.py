"""A result as the bytes that are kept: canonical JSON with ids instead of numbers, the same for the same
result wherever it is computed."""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime, timedelta

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Analysis, Cell, Column, Money, Reference, Result, Word
from tahqiq.store.facts.columns import plain_amount
from tahqiq.store.facts.days import written_day

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def encode(context: Context, analysis: Analysis, result: Result) -> dict[str, Json]:
    """``columns``, ``rows`` (objects by column name), ``left_out`` and ``notes``; numbers have nine digits.

    A time is ISO 8601 UTC to the second; that of an event of which a cited source wrote the day only is that
    day (``2024-03-08``).
    """
    encoder = _Encoder(context, analysis.columns, result)
    return {
        "columns": [{"name": item.name, "kind": item.kind} for item in analysis.columns],
        "rows": [encoder.row(row) for row in result.rows],
        "left_out": {name: count for name, count in sorted(result.left_out.items()) if count},
        "notes": [_word(note) for note in result.notes],
    }


def canonical(value: Mapping[str, Json]) -> bytes:
    """The bytes that are hashed and compared.

    >>> canonical({"b": 1, "a": "م"}).decode()
    '{"a":"م","b":1}'
    """
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


class _Encoder:
    def __init__(self, context: Context, columns: tuple[Column, ...], result: Result) -> None:
        self._columns = columns
        nodes: set[int] = set()
        sources: set[int] = set()
        times: set[int] = set()
        for row in result.rows:
            for column, cell in zip(columns, row, strict=True):
                if column.kind in ("node", "nodes"):
                    nodes.update(item for item in _flat(cell) if isinstance(item, int))
                elif column.kind == "evidence":
                    sources.update(_cited(cell))
                elif column.kind == "time":
                    times.update(item for item in _flat(cell) if isinstance(item, int))
        self._days = context.events.days(sources, times)
        self._ids = context.ids(nodes)
        self._sources = context.things.source_ids(sources)

    def row(self, row: tuple[Cell, ...]) -> Json:
        pairs = list(zip(self._columns, row, strict=True))
        cited = (
            {source for column, cell in pairs if column.kind == "evidence" for source in _cited(cell)}
            if self._days
            else frozenset()
        )
        return {column.name: self._cell(column.kind, cell, cited) for column, cell in pairs}

    def _cell(self, kind: str, cell: Cell, cited: Collection[int]) -> Json:
        if cell is None:
            return None
        if isinstance(cell, tuple):
            return [self._cell(kind, item, cited) for item in cell]
        if isinstance(cell, Word):
            return _word(cell)
        if isinstance(cell, Money):
            return {"amount": plain_amount(cell.amount), "currency": cell.currency}
        if isinstance(cell, Reference):
            return self._reference(cell)
        if kind in ("node", "nodes") and isinstance(cell, int):
            return self._ids[cell].hex()
        if kind == "time" and isinstance(cell, int):
            return written_day(self._days, cited, cell) or moment(cell)
        return float(f"{cell:.9g}") + 0.0 if isinstance(cell, float) else cell

    def _reference(self, item: Reference) -> Json:
        told: dict[str, Json] = {"source": self._sources.get(item.source, "")}
        if item.entity:
            told["entity"] = item.entity.hex()
        if item.statement:
            told["statement"] = item.statement.hex()
        if item.row:
            told |= {"part": item.part, "row": item.row}
        return told


def moment(micros: int) -> str:
    """µs since 1970 as ISO 8601 UTC to the second.

    >>> moment(1_700_000_000_000_000)
    '2023-11-14T22:13:20Z'
    """
    return (_EPOCH + timedelta(microseconds=micros)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _word(item: Word) -> Json:
    params: dict[str, Json] = {}
    params.update(item.params)
    return {"code": item.code, "params": params}


def _cited(cell: Cell) -> Iterable[int]:
    return (item.source for item in _flat(cell) if isinstance(item, Reference))


def _flat(cell: Cell) -> Iterable[Cell]:
    return cell if isinstance(cell, tuple) else (cell,)
