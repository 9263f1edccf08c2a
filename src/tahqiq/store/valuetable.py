"""Every recorded value of the published sources as columns, whoever may see it: what questions over all
things are answered from. Nothing of it is shown; a question filters by class first, as the graph does
(:mod:`tahqiq.store.linktable`).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tahqiq.store.database import Database, integer, text
from tahqiq.store.decisions import STANDING

Numbers = NDArray[np.int64]
_CHUNK = 100_000
_HEADER = "values.json"


@dataclass(frozen=True)
class ValueTable:
    """Equally long columns in the order of property and value. ``entity`` and ``target`` node numbers (0 =
    none), ``prop`` indexes :attr:`props`, ``value`` as the statement keeps it
    (:mod:`tahqiq.store.value_sql`), ``data_class`` the class, ``source`` the source. ``type`` has one entry
    per node number and indexes :attr:`types`.
    """

    entity: NDArray[np.int32]
    prop: NDArray[np.int16]
    value: NDArray[np.int32]
    target: NDArray[np.int32]
    data_class: NDArray[np.int32]
    source: NDArray[np.int32]
    type: NDArray[np.uint16]
    props: tuple[str, ...]
    types: tuple[str, ...]

    @property
    def highest(self) -> int:
        """The highest node number."""
        return len(self.type) - 1

    def rows(self, prop: str) -> slice:
        """The rows of a property."""
        if prop not in self.props:
            return slice(0, 0)
        number = self.props.index(prop)
        return slice(
            int(np.searchsorted(self.prop, number, "left")), int(np.searchsorted(self.prop, number, "right"))
        )


_ARRAYS = tuple(item.name for item in fields(ValueTable) if item.name not in ("props", "types"))


def read_values(database: Database) -> ValueTable:
    """All standing values of published sources."""
    names = {integer(no): text(name) for no, name in database.query("SELECT no, name FROM prop")}
    props = tuple(sorted(names.values()))
    place = np.zeros(max(names, default=0) + 1, np.int16)
    for no, name in names.items():
        place[no] = props.index(name)
    entity, prop, value, target, kept, source = _columns(database)
    told = place[prop]
    by = np.lexsort((entity, value, told))
    types, of = _types(database)
    return ValueTable(
        entity[by].astype(np.int32),
        told[by],
        value[by].astype(np.int32),
        target[by].astype(np.int32),
        kept[by].astype(np.int32),
        source[by].astype(np.int32),
        of,
        props,
        types,
    )


def _columns(database: Database) -> tuple[Numbers, ...]:
    sql = (
        "SELECT s.entity, s.prop, s.value, COALESCE(s.target, 0), s.class, s.source FROM statement s"
        f" WHERE s.source IN (SELECT no FROM source WHERE state='published') AND {STANDING}"
    )
    pieces = list(_pieces(database, sql))
    whole = np.concatenate(pieces) if pieces else np.zeros((0, 6), np.int64)
    return tuple(whole.T)


def _pieces(database: Database, sql: str) -> Iterator[Numbers]:
    rows: list[tuple[int, ...]] = []
    for row in database.stream(sql, size=_CHUNK):
        rows.append(tuple(integer(one) for one in row))
        if len(rows) == _CHUNK:
            yield np.array(rows, np.int64)
            rows = []
    if rows:
        yield np.array(rows, np.int64)


def _types(database: Database) -> tuple[tuple[str, ...], NDArray[np.uint16]]:
    """The names of types (the first is none), and the type of each node number."""
    names: dict[str, int] = {"": 0}
    highest = integer(database.query("SELECT COALESCE(MAX(no), 0) FROM node")[0][0])
    of = np.zeros(highest + 1, np.uint16)
    for no, schema in database.stream("SELECT no, schema FROM node WHERE no <= ?", (highest,), size=_CHUNK):
        of[integer(no)] = names.setdefault(text(schema), len(names))
    return tuple(names), of


def save(table: ValueTable, folder: Path) -> None:
    """Write the columns into a folder that is there; the header last."""
    for name in _ARRAYS:
        np.save(folder / f"value-{name}.npy", getattr(table, name))
    (folder / _HEADER).write_text(json.dumps({"props": table.props, "types": table.types}), "utf-8")


def load(folder: Path) -> ValueTable:
    """The table of a folder, mapped read-only. Raises ``OSError`` or ``ValueError`` when it is not whole."""
    header = json.loads((folder / _HEADER).read_text("utf-8"))
    arrays = {name: np.asarray(np.load(folder / f"value-{name}.npy", mmap_mode="r")) for name in _ARRAYS}
    return ValueTable(**arrays, props=tuple(header["props"]), types=tuple(header["types"]))
