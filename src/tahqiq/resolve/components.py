"""Groups of records that hang together by accepted pairs."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

Rows = NDArray[np.int64]


def components(count: int, left: Rows, right: Rows) -> Rows:
    """For each of ``count`` rows the number of its group; the numbers follow the first row of each group.

    >>> components(4, np.array([0]), np.array([2])).tolist()
    [0, 1, 0, 2]
    """
    ones = np.ones(len(left), dtype=np.int8)
    _, found = connected_components(coo_matrix((ones, (left, right)), shape=(count, count)), directed=False)
    return numbered(found)


def numbered(values: Rows) -> Rows:
    """Equal numbers for equal values, counted from 0 in the order in which values come first. By hashing: two
    to three times as quick as by sorting.

    >>> numbered(np.array([7, 2, 7, 9])).tolist()
    [0, 1, 0, 2]
    """
    made: Rows = pa.array(values).dictionary_encode().indices.to_numpy().astype(np.int64)
    return made


__all__ = ["Rows", "components", "numbered"]
