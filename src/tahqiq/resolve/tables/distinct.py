"""Different numbers by sorting: several times as quick as ``numpy.unique`` on long columns of whole numbers,
which counts in a table first."""

import numpy as np

from tahqiq.resolve.tables.comparable_columns import Rows


def different(values: Rows) -> Rows:
    """The different values, in rising order.

    >>> different(np.array([3, 1, 3, 2])).tolist()
    [1, 2, 3]
    """
    ordered = np.sort(values)
    return ordered[_first(ordered)]


def counted(values: Rows) -> tuple[Rows, Rows]:
    """The different values, in rising order, and how often each occurs.

    >>> [part.tolist() for part in counted(np.array([3, 1, 3, 2]))]
    [[1, 2, 3], [1, 1, 2]]
    """
    ordered = np.sort(values)
    starts = np.flatnonzero(_first(ordered))
    return ordered[starts], np.diff(np.append(starts, len(ordered)))


def _first(ordered: Rows) -> Rows:
    made = np.ones(len(ordered), dtype=bool)
    made[1:] = ordered[1:] != ordered[:-1]
    return made


__all__ = ["counted", "different"]
