"""Events of one number as columns: one row per event whatever number of records tells of it, and the rows
that may not be counted put aside."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tahqiq.store.facts.columns import NULL32, NULL64, Columns, take
from tahqiq.store.facts.occasions import NEEDED, Tolerance, anchors, group
from tahqiq.store.facts.row_order import order

Numbers = NDArray[np.int64]
TALK = ("Call", "Message")
TELEPHONE = ("Call", "Message", "DataSession")
COLUMNS = (*NEEDED, "here", "serial", "key", "class")
DAY, HOUR, MINUTE = 86_400_000_000, 3_600_000_000, 60_000_000


@dataclass(frozen=True, slots=True)
class Aside:
    """What was not counted, in records: ``self_calls`` with the number itself, ``untimed`` without a time,
    ``service`` with service numbers, ``nobody`` without a counterpart; ``no_end`` calls without a duration
    are counted as events, with 0 seconds."""

    self_calls: int = 0
    untimed: int = 0
    service: int = 0
    nobody: int = 0
    no_end: int = 0


def talk(rows: Columns, services: Numbers) -> tuple[Columns, Aside]:
    """The rows of one number that tell of talk with somebody else; ``services`` are sorted node numbers."""
    alone = rows["other"] == NULL32
    itself = rows["self"] == rows["other"]
    service = np.isin(rows["other"], services) & ~itself
    untimed = rows["start"] == NULL64
    good = ~alone & ~itself & ~service
    calls = good & (rows["seconds"] == NULL32)
    aside = Aside(
        int(itself.sum()),
        int((untimed & good).sum()),
        int(service.sum()),
        int((alone & ~itself).sum()),
        int(calls.sum()),
    )
    return (rows if good.all() else take(rows, good)), aside


def happened(rows: Columns, tolerance: Tolerance) -> Columns:
    """One row per event, that of its earliest record, with ``records`` how many tell of it; in the order of
    time (events without one first)."""
    labels, _ = group(rows, tolerance)
    if not len(labels):
        return rows | {"records": np.zeros(0, dtype=np.int64)}
    heads = anchors(rows, labels)
    start = rows["start"][heads]
    heads = heads[order(start, np.zeros(len(start), dtype=np.int32))]
    return take(rows, heads) | {"records": np.bincount(labels)[labels[heads]]}


def timed(rows: Columns) -> Columns:
    """The rows with a time."""
    known = rows["start"] != NULL64
    return rows if known.all() else take(rows, known)


def seconds(rows: Columns) -> Numbers:
    """Durations with 0 where none is written."""
    return np.where(rows["seconds"] == NULL32, 0, rows["seconds"]).astype(np.int64)
