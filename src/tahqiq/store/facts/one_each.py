"""Groups of records of one thing with one of each teller at most, in the order in which they come: the first
that is free opens a group, and of every other teller the earliest that is near enough joins it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tahqiq.store.facts.columns import NULL64, Array

Labels = NDArray[np.int64]


def changes(columns: Sequence[Array]) -> NDArray[np.bool_]:
    """Of each row but the first, whether it differs from the one before in any of the columns."""
    changed = np.zeros(max(len(columns[0]) - 1, 0), dtype=np.bool_)
    for values in columns:
        changed |= values[1:] != values[:-1]
    return changed


def one_each(
    key: Labels,
    start: Labels,
    teller: Labels,
    reach: Labels,
    seconds: Labels | None = None,
    apart: int = 0,
) -> Labels:
    """The record that opened the group of each record. Records come sorted by (``key``, ``start`` µs); one
    joins whose start is at most ``reach`` (µs, the same within a key) after the first of the group, and whose
    ``seconds``, where given, differ from its by at most ``apart``. One without a start is a group alone."""
    cluster = clusters(key, start, reach)
    anchor = np.arange(len(key), dtype=np.int64)
    free = several(cluster, teller)
    while len(free):
        free = _round(free, anchor, cluster, start, teller, reach, seconds, apart)
    return anchor


def clusters(key: Labels, start: Labels, reach: Labels) -> Labels:
    """Numbers of the runs of one key in which each record is within ``reach`` of the one before."""
    if not len(key):
        return np.zeros(0, dtype=np.int64)
    gap = changes([key]) | (start[1:] == NULL64) | (start[:-1] == NULL64)
    gap |= np.where(gap, False, start[1:] - np.where(gap, start[1:], start[:-1]) > reach[1:])
    return np.concatenate([[0], np.cumsum(gap)])


def several(cluster: Labels, teller: Labels) -> Labels:
    """The records of the clusters that more than one tells of; the others are groups by themselves."""
    if not len(cluster):
        return np.zeros(0, dtype=np.int64)
    inside = cluster[1:] == cluster[:-1]
    mixed = np.zeros(int(cluster[-1]) + 1, dtype=np.bool_)
    mixed[cluster[1:][inside & (teller[1:] != teller[:-1])]] = True
    return np.flatnonzero(mixed[cluster])


def _round(
    free: Labels,
    anchor: Labels,
    cluster: Labels,
    start: Labels,
    teller: Labels,
    reach: Labels,
    seconds: Labels | None,
    apart: int,
) -> Labels:
    """Open one group in each cluster at its first free record and let others join; returns the records still
    free."""
    group_of = cluster[free]
    first = np.concatenate([[True], group_of[1:] != group_of[:-1]])
    head = free[np.flatnonzero(first)[np.cumsum(first) - 1]]
    joins = (start[free] - start[head] <= reach[head]) & (teller[free] != teller[head])
    if seconds is not None:
        joins &= np.abs(seconds[free] - seconds[head]) <= apart
    candidates = np.flatnonzero(joins)
    by = candidates[np.lexsort([candidates, teller[free[candidates]], group_of[candidates]])]
    earliest = (
        np.concatenate([[True], changes([teller[free[by]], group_of[by]])])
        if len(by)
        else np.zeros(0, dtype=np.bool_)
    )
    joined = by[earliest]
    anchor[free[joined]] = head[joined]
    left = ~first
    left[joined] = False
    remaining: Labels = free[left]
    return remaining
