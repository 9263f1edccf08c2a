"""Searching many sorted pieces of one array at once."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


def within(values: Numbers, begin: Numbers, end: Numbers, wanted: Numbers, right: bool = False) -> Numbers:
    """For each piece ``values[begin:end]`` (sorted), where ``wanted`` would stand in it: before equal ones,
    behind them when ``right``. An index of ``values``.

    All pieces are halved together, so that a thousand of them cost twenty steps of numpy instead of a
    thousand calls.

    >>> within(np.array([1, 3, 5, 2, 4]), np.array([0, 3]), np.array([3, 5]), np.array([3, 9])).tolist()
    [1, 5]
    """
    low, high = begin.astype(np.int64), end.astype(np.int64)
    while len(going := np.flatnonzero(low < high)):
        middle = (low[going] + high[going]) // 2
        found = values[middle]
        behind = found <= wanted[going] if right else found < wanted[going]
        low[going[behind]] = middle[behind] + 1
        high[going[~behind]] = middle[~behind]
    return low
