"""One event, several records: which records tell of the same call, message or payment.

The rule, applied to the records of one pair of parties (ordered, or unordered on request), one kind, amount and currency (the word for the service is each
source's own: the caller's operator says MOC where the other's says MTC):

1. *Doubles.* Records of one source that agree in everything but their place in the original (parties and direction, start, duration, places,
   device, SIM, service, amount, currency) are one report.
2. *Reports of different sources* are taken in the order of start, duration, source. The first that is still free opens an occasion and is its
   anchor; every later free report joins whose start is at most ``tolerance`` after the anchor's, whose duration differs from the anchor's
   by at most ``seconds_apart`` (a missing duration counts as 0), and whose source has no report in the occasion yet.
3. Two records of one source that are no doubles are never one occasion, however close they are. A record without a start is an occasion alone.

Nothing is stored: another tolerance gives another reading of the same records.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tahqiq.store.facts.columns import NULL32, NULL64, Array, Columns
from tahqiq.store.facts.ordering import order_of

_DETAIL = ("place", "place2", "device", "sim", "service")
Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What still counts as the same event: starts within ``start`` seconds, durations within ``seconds`` seconds; ``directed`` = who called whom matters."""

    start: float = 5.0
    seconds: int = 2
    directed: bool = True


NEEDED = ("self", "other", "out", "start", "seconds", *_DETAIL, "amount", "currency", "source", "part", "row")
"""Columns that :func:`group` reads (and ``kind`` where several kinds are mixed)."""


def group(rows: Columns, tolerance: Tolerance) -> tuple[Labels, Labels]:
    """Labels of the occasion and of the report (set of doubles) that each row belongs to, each numbered from 0 without gaps.

    ``rows`` are records, each once, seen from one or more parties (``self, other, out``). The labels of occasions follow the order
    of their anchors within a pair of parties.
    """
    count = len(rows["start"])
    if not count:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    alike = _alike(rows, tolerance.directed)
    out = np.asarray(rows["out"], dtype=np.int64)
    start = rows["start"].astype(np.int64)
    seconds = np.where(rows["seconds"] == NULL32, 0, rows["seconds"]).astype(np.int64)
    source = rows["source"].astype(np.int64)
    detail = [rows[name] for name in ("seconds", *_DETAIL) if name in rows and _varies(rows[name])]
    by = order_of([alike, start, seconds, source, out, *reversed(detail), rows["part"], rows["row"]])
    told = [values[by] for values in (alike, start, seconds, source, out, *detail)]
    report = np.concatenate([[0], np.cumsum(_changes(told) | (told[1][1:] == NULL64))])
    heads = np.flatnonzero(np.concatenate([[True], report[1:] != report[:-1]]))
    occasion = _join(alike[by][heads], start[by][heads], seconds[by][heads], source[by][heads], tolerance)[report]
    labels, reports = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
    labels[by], reports[by] = occasion, report
    return labels, reports


def _alike(rows: Columns, directed: bool) -> Labels:
    """One number for what must be equal within an occasion."""
    one, two = rows["self"], rows["other"]
    parts: list[Array] = [np.minimum(one, two), np.maximum(one, two)]
    parts += [rows[name] for name in ("kind", "amount", "currency") if name in rows]
    if directed:
        outward = np.where(one == two, True, (one == parts[0]) == rows["out"])
        parts.append(outward)
    varying = [part for part in parts if _varies(part)]
    if not varying:
        return np.zeros(len(one), dtype=np.int64)
    by = order_of(varying)
    number = np.concatenate([[0], np.cumsum(_changes([part[by] for part in varying]))])
    result = np.empty(len(one), dtype=np.int64)
    result[by] = number
    return result


def _varies(values: Array) -> bool:
    return bool((values[1:] != values[:-1]).any())


def _changes(columns: Sequence[Array]) -> NDArray[np.bool_]:
    changed = np.zeros(max(len(columns[0]) - 1, 0), dtype=np.bool_)
    for values in columns:
        changed |= values[1:] != values[:-1]
    return changed


def _join(alike: Labels, start: Labels, seconds: Labels, source: Labels, tolerance: Tolerance) -> Labels:
    """Occasion of each report; reports come sorted by (alike, start, seconds, source)."""
    reach = int(tolerance.start * 1_000_000)
    gap = _changes([alike]) | (start[1:] == NULL64) | (start[:-1] == NULL64)
    gap |= np.where(gap, False, start[1:] - np.where(gap, start[1:], start[:-1]) > reach)
    cluster = np.concatenate([[0], np.cumsum(gap)])
    anchor = np.arange(len(alike))
    free = _mixed(cluster, source)
    if not len(free):
        return anchor
    while len(free):
        free = _round(free, anchor, cluster, start, seconds, source, reach, tolerance.seconds)
    labels: Labels = np.unique(anchor, return_inverse=True)[1]
    return labels


def _mixed(cluster: Labels, source: Labels) -> Labels:
    """Reports of the clusters that more than one source tells of; the others are occasions by themselves."""
    inside = cluster[1:] == cluster[:-1]
    differs = np.flatnonzero(inside & (source[1:] != source[:-1]))
    mixed = np.zeros(int(cluster[-1]) + 1, dtype=np.bool_)
    mixed[cluster[differs]] = True
    return np.flatnonzero(mixed[cluster])


def _round(free: Labels, anchor: Labels, cluster: Labels, start: Labels, seconds: Labels, source: Labels, reach: int, apart: int) -> Labels:
    """Open one occasion in each cluster at its first free report and let others join; returns the reports still free."""
    group_of = cluster[free]
    first = np.concatenate([[True], group_of[1:] != group_of[:-1]])
    head = free[np.flatnonzero(first)[np.cumsum(first) - 1]]
    joins = (start[free] - start[head] <= reach) & (np.abs(seconds[free] - seconds[head]) <= apart) & (source[free] != source[head])
    candidates = np.flatnonzero(joins)
    by = candidates[np.lexsort([candidates, source[free[candidates]], group_of[candidates]])]
    earliest = np.concatenate([[True], _changes([source[free[by]], group_of[by]])]) if len(by) else np.zeros(0, dtype=np.bool_)
    joined = by[earliest]
    anchor[free[joined]] = head[joined]
    left = ~first
    left[joined] = False
    remaining: Labels = free[left]
    return remaining
