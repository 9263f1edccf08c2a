"""Whole records by their place in the original, from the ``by_row`` layout."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import UTC
from itertools import repeat

import numpy as np
import pyarrow as pa

from tahqiq.model.scope import Scope
from tahqiq.store.facts.columns import LAYOUTS, Array, money
from tahqiq.store.facts.fetch import Fetch
from tahqiq.store.facts.open_files import Groups, OpenFile
from tahqiq.store.facts.record import Address, FactRecord, address


def records_at(fetch: Fetch, scope: Scope, places: Sequence[Address]) -> list[FactRecord]:
    """The visible records at ``places``, in the order asked for; a place with nothing visible is left out.

    Several records of different kinds may stand at one place; then all are returned.
    """
    return fetch.again(lambda: _records_at(fetch, scope, places)) if places else []


def _records_at(fetch: Fetch, scope: Scope, places: Sequence[Address]) -> list[FactRecord]:
    asked = np.array(places, dtype=np.int64).reshape(-1, 5)
    found: dict[Address, list[FactRecord]] = {}
    for file in fetch.visible(scope, "by_row"):
        wanted = asked[(asked[:, 0] >= file.min_key) & (asked[:, 0] <= file.max_key)]
        if len(wanted):
            opened = fetch.files.get(file)
            for record in _matching(opened, scope, wanted):
                found.setdefault(address(record), []).append(record)
    return [record for place in dict.fromkeys(map(_plain, places)) for record in found.get(place, ())]


def _plain(place: Iterable[int]) -> Address:
    source, part, row, serial, key = (int(number) for number in place)
    return source, part, row, serial, key


def _matching(
    opened: OpenFile, scope: Scope, wanted: np.ndarray[tuple[int, int], np.dtype[np.int64]]
) -> list[FactRecord]:
    groups = opened.holding(wanted[:, 0], wanted[:, 2])
    records: list[FactRecord] = []
    asked = {_plain(place) for place in wanted}
    for group in groups.tolist():
        records += _of_group(opened, scope, np.array([group]), wanted, asked)
    return records


def _of_group(
    opened: OpenFile, scope: Scope, group: Groups, wanted: Array, asked: set[Address]
) -> list[FactRecord]:
    keys = opened.arrow(group, ["source", "row"])
    there = _spot(keys.column("source").to_numpy(), keys.column("row").to_numpy())
    near = np.flatnonzero(np.isin(there, _spot(wanted[:, 0], wanted[:, 2])))
    if not len(near):
        return []
    table = opened.arrow(group, [name for name in LAYOUTS["by_row"] if name in opened.names]).take(
        pa.array(near)
    )
    rows = _records(opened.file.kind, table)
    return [
        row
        for row in rows
        if row.class_no in scope.classes and row.source not in scope.closed and address(row) in asked
    ]


def _spot(source: Array, row: Array) -> Array:
    """Source and row as one number: many sources of a group have a row of the same number."""
    return (source.astype(np.int64) << 40) | row.astype(np.int64)


def _records(kind: str, table: pa.Table) -> Iterator[FactRecord]:
    """The rows of a table as records, column after column; files of before ``fine``, ``mark`` and ``book``
    lack these."""
    held = set(table.column_names)
    columns = {
        name: table.column(name).to_pylist() if name in held else [None] * len(table)
        for name in LAYOUTS["by_row"]
    }
    fines = columns["fine"]
    columns["amount"] = [
        amount if fine is None else money(int(amount.scaleb(3)), fine)
        for amount, fine in zip(columns["amount"], fines, strict=True)
    ]
    columns["start"] = [None if start is None else start.replace(tzinfo=UTC) for start in columns["start"]]
    return map(
        FactRecord,
        repeat(kind),
        *(columns["class" if one.name == "class_no" else one.name] for one in fields(FactRecord)[1:]),
    )
