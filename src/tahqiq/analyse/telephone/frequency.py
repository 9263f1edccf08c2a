"""Frequency and duration tables: with whom a number is in touch, how often, how long, first and last."""

from dataclasses import dataclass

import numpy as np

from tahqiq.analyse.telephone.events import Numbers, seconds
from tahqiq.store.facts.columns import NULL64, Columns


@dataclass(frozen=True, slots=True)
class Frequencies:
    """One line per counterpart, most events first, as equally long columns. Times in µs UTC, the smallest int64 where none is known."""

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
    """The table of the events ``rows`` (:func:`tahqiq.analyse.telephone.events.happened`); ``call`` is the kind whose events without seconds were not answered."""
    others, at = np.unique(rows["other"].astype(np.int64), return_inverse=True)
    count = len(others)
    length = seconds(rows)
    start = rows["start"].astype(np.int64)
    highest = np.iinfo(np.int64).max
    first, last, longest = np.full(count, highest), np.full(count, NULL64), np.zeros(count, dtype=np.int64)
    np.minimum.at(first, at, np.where(start == NULL64, highest, start))
    np.maximum.at(last, at, start)
    np.maximum.at(longest, at, length)
    known = start != NULL64
    days = np.unique(np.stack([at[known], start[known] // 86_400_000_000]), axis=1)[0]
    table = (
        others, np.bincount(at, minlength=count), _sum(at, rows["records"], count), _sum(at, rows["out"], count), _sum(at, length, count), longest,
        _sum(at, (length == 0) & (rows["kind"] == call), count), np.where(first == highest, NULL64, first), last, np.bincount(days, minlength=count),
    )  # fmt: skip
    by = np.lexsort((others, -table[1]))
    return Frequencies(*(column[by] for column in table))


def _sum(at: Numbers, values: np.ndarray[tuple[int, ...], np.dtype[np.generic]], count: int) -> Numbers:
    return np.bincount(at, values.astype(np.float64), minlength=count).astype(np.int64)
