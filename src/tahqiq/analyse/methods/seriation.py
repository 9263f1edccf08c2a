"""An order of the items of a matrix in which those that have much to do with each other stand together."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


def by_links(counts: Numbers) -> Numbers:
    """Place of each item when the ones with the most others come first, then those with the most links, then
    in the given order.

    ``counts`` is symmetric, one row for each item.
    """
    others, links = (counts > 0).sum(axis=1), counts.sum(axis=1)
    return _places(np.lexsort((np.arange(len(counts)), -links, -others)))


def by_cluster(counts: Numbers) -> Numbers:
    """Place of each item in the leaves of a tree of groups (average linkage of how rarely two have to do with
    each other), turned so that neighbours are near (Bar-Joseph, Gifford and Jaakkola 2001).

    >>> order = by_cluster(np.array([[0, 0, 9], [0, 0, 0], [9, 0, 0]])).tolist()
    >>> order in ([0, 2, 1], [1, 2, 0], [2, 0, 1], [1, 0, 2])
    True
    """
    if len(counts) < 3:
        return np.arange(len(counts))
    from scipy.cluster.hierarchy import (
        leaves_list,
        linkage,
        optimal_leaf_ordering,
    )  # here: it takes a while to load

    near = np.log1p(counts.astype(np.float64))
    apart = 1 - near / max(float(near.max()), 1e-9)
    upper = apart[np.triu_indices(len(counts), 1)]
    tree = linkage(upper, "average")
    return _places(np.asarray(leaves_list(optimal_leaf_ordering(tree, upper)), np.int64))


def _places(order: Numbers) -> Numbers:
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(len(order))
    return places
