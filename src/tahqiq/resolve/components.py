"""Groups of records that hang together by accepted pairs."""

import numpy as np
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
    _, first, inverse = np.unique(found, return_index=True, return_inverse=True)
    order = np.argsort(np.argsort(first))
    made: Rows = order[inverse].astype(np.int64)
    return made


__all__ = ["Rows", "components"]
