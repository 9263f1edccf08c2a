"""Frequency and duration tables: with whom a number is in touch, how often, how long, first and last."""

from dataclasses import dataclass

import numpy as np

from tahqiq.analyse.events.occurrences import Numbers, seconds
from tahqiq.store.facts.columns import NULL64, Columns, take
from tahqiq.store.facts.row_order import order

_READ = ("other", "start", "seconds", "records", "out", "kind")


@dataclass(frozen=True, slots=True)
class Frequencies:
    """One line per counterpart, most events first, as equally long columns. Times in µs UTC, the smallest
    int64 where none is known."""

    other: Numbers
    events: Numbers
    records: Numbers
    outgoing: Numbers
    seconds: Numbers
    longest: Numbers
    unanswered: Numbers
    first: Numbers
    last: Numbers
    days: Numbers

    def __len__(self) -> int:
        return len(self.other)


def frequencies(rows: Columns, call: int) -> Frequencies:
    """The table of the events ``rows`` (:func:`tahqiq.analyse.events.occurrences.happened`); ``call`` is the
    kind whose events without seconds were not answered."""
    rows = take({name: rows[name] for name in _READ}, order(rows["other"], rows["start"]))
    other, start, length = rows["other"].astype(np.int64), rows["start"].astype(np.int64), seconds(rows)
    heads = (
        np.flatnonzero(np.concatenate([[True], other[1:] != other[:-1]]))
        if len(other)
        else np.zeros(0, dtype=np.int64)
    )
    if not len(heads):
        return Frequencies(*[np.zeros(0, dtype=np.int64)] * 10)
    ends = np.append(heads[1:], len(other))
    day, known = start // 86_400_000_000, start != NULL64
    fresh = np.ones(len(day), dtype=np.bool_)
    fresh[1:] = (day[1:] != day[:-1]) | ~known[:-1]
    fresh[heads] = True
    first = start[np.minimum(heads + np.add.reduceat(~known, heads, dtype=np.int64), ends - 1)]
    table = (
        other[heads],
        ends - heads,
        _sum(rows["records"], heads),
        _sum(rows["out"], heads),
        _sum(length, heads),
        np.maximum.reduceat(length, heads),
        _sum((length == 0) & (rows["kind"] == call), heads),
        first,
        start[ends - 1],
        _sum(fresh & known, heads),
    )
    by = order(-table[1], table[0])
    return Frequencies(*(column[by] for column in table))


def _sum(values: np.ndarray[tuple[int, ...], np.dtype[np.generic]], heads: Numbers) -> Numbers:
    return np.add.reduceat(values.astype(np.int64), heads)
