"""Calls of an invented world as a fact store, without the intake: node number = number of the world."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

from tahqiq.model.batch import FACT_COLUMNS, Facts
from tahqiq.model.scope import Actor, Scope
from tahqiq.store.facts.catalogue import MemoryCatalogue
from tahqiq.store.facts.store import FactStore
from tahqiq.store.facts.writer import FactWriter

SCOPE = Scope(Actor("test", "Test", frozenset({"analyst"})), "analysis", frozenset({1}))
FIRST_DAY = 1_709_251_200
"""2024-03-01 UTC in seconds: second 0 of the worlds."""


def store(root: Path, rows: Sequence[Mapping[str, object]], sources: int = 1) -> FactStore:
    """``rows`` with the columns of a call (``start`` in seconds since :data:`FIRST_DAY`, None = no time) as a
    store of one or several sources."""
    catalogue = MemoryCatalogue()
    for source in range(1, sources + 1):
        mine = rows[source - 1 :: sources]
        by_kind: dict[str, list[Mapping[str, object]]] = {}
        for row in mine:
            by_kind.setdefault(str(row.get("kind", "Call")), []).append(row)
        writer = FactWriter(root, source, 1)
        for kind, items in by_kind.items():
            writer.add(Facts(kind, _table(items)), 0)
        catalogue.add(writer.finish())
        catalogue.publish([source])
    return FactStore(root, catalogue)


def _table(rows: Sequence[Mapping[str, object]]) -> pa.RecordBatch:
    count = len(rows)
    given: dict[str, pa.Array] = {
        "key": pa.array(np.zeros(count, dtype=np.int16)),
        "serial": pa.array(np.zeros(count, dtype=np.int16)),
        "row": pa.array(np.arange(2, count + 2)),
    }
    for field in FACT_COLUMNS:
        if field.name in given:
            continue
        values = [row.get(field.name) for row in rows]
        if field.name == "start":
            moments = [
                None if value is None else (int(str(value)) + FIRST_DAY) * 1_000_000 for value in values
            ]
            given[field.name] = pa.array(moments, pa.int64()).cast(field.type)
        elif field.name == "side":
            given[field.name] = pa.array([value or 0 for value in values], field.type)
        else:
            given[field.name] = pa.array(values, field.type)
    return pa.RecordBatch.from_arrays([given[field.name] for field in FACT_COLUMNS], schema=FACT_COLUMNS)
