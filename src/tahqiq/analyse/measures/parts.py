"""How a network hangs together: components, bridges, articulation points, communities, structural
equivalence."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from tahqiq.analyse.graph.arrays import Bool, Int32, Int64, UInt8
from tahqiq.analyse.graph.view import Network
from tahqiq.analyse.jit import compiled
from tahqiq.analyse.measures.leiden import Level, divided, quality
from tahqiq.analyse.measures.spread import ReportProgress, Values


@compiled
def components(offsets: Int64, heads: Int32) -> Int32:
    """The part each node is in, as the smallest node of it (union by the smaller, path halving)."""
    size = len(offsets) - 1
    above = np.arange(size).astype(np.int32)
    for node in range(size):
        for place in range(offsets[node], offsets[node + 1]):
            other = heads[place]
            if other > node:
                break
            one, two = node, other
            while above[one] != one:
                above[one] = above[above[one]]
                one = above[one]
            while above[two] != two:
                above[two] = above[above[two]]
                two = above[two]
            if one < two:
                above[two] = one
            elif two < one:
                above[one] = two
    for node in range(size):
        above[node] = above[above[node]]
    return above


@compiled
def cuts(offsets: Int64, heads: Int32, edges: Int32, pairs: int) -> tuple[Bool, Bool]:
    """Which nodes are articulation points and which pairs bridges (Hopcroft and Tarjan 1973), without
    recursion."""
    size = len(offsets) - 1
    joint, bridge = np.zeros(size, np.bool_), np.zeros(pairs, np.bool_)
    seen, low = np.full(size, -1, np.int64), np.zeros(size, np.int64)
    place, came, stack = offsets[:-1].copy(), np.full(size, -1, np.int64), np.empty(size, np.int64)
    clock = 0
    for root in range(size):
        if seen[root] >= 0:
            continue
        branches, top = 0, 0
        stack[0], seen[root], low[root] = root, clock, clock
        clock += 1
        while top >= 0:
            node = stack[top]
            if place[node] < offsets[node + 1]:
                at = place[node]
                place[node] += 1
                other = heads[at]
                if edges[at] == came[node]:
                    continue
                if seen[other] < 0:
                    came[other] = edges[at]
                    seen[other], low[other] = clock, clock
                    clock += 1
                    top += 1
                    stack[top] = other
                else:
                    low[node] = min(low[node], seen[other])
                continue
            top -= 1
            if top >= 0:
                parent = stack[top]
                low[parent] = min(low[parent], low[node])
                if low[node] > seen[parent]:
                    bridge[came[node]] = True
                if parent == root:
                    branches += 1
                elif low[node] >= seen[parent]:
                    joint[parent] = True
        joint[root] = branches > 1
    return joint, bridge


def communities(
    network: Network,
    seed: int,
    weighted: bool = True,
    resolution: float = 1.0,
    method: str = "leiden",
    stop: UInt8 | None = None,
    tell: ReportProgress = lambda done, total: None,
) -> tuple[Int64, float]:
    """The community of each node (numbered by size, the largest 0, equal ones by their smallest node) and the
    modularity of the division.

    ``leiden`` (Traag, Waltman and van Eck 2019) or ``louvain`` (Blondel and others 2008); a seed repeats,
    whatever the number of threads.
    """
    if not len(network.a):
        return np.arange(network.size), 0.0
    weight = network.weight.astype(np.float64) if weighted else np.ones(len(network.a))
    strength = np.bincount(network.a, weight, network.size) + np.bincount(network.b, weight, network.size)
    level = Level(network.offsets, network.heads, weight[network.edges], strength.astype(np.float64))
    found = divided(
        level,
        seed,
        resolution,
        method == "leiden",
        np.zeros(1, np.uint8) if stop is None else stop,
        lambda: tell(0, 0),
    )
    label = _numbered(found.astype(np.int64))
    return label, quality(network.a, network.b, weight, label)


def _numbered(labels: Int64) -> Int64:
    found, first, inverse, counts = np.unique(
        labels, return_index=True, return_inverse=True, return_counts=True
    )
    by = np.lexsort((first, -counts))
    rank = np.empty(len(found), np.int64)
    rank[by] = np.arange(len(found))
    return rank[inverse]


def likeness(network: Network, chosen: NDArray[np.int64]) -> Values:
    """For each of ``chosen`` against each of ``chosen``: the share of the others' links that both have
    (Jaccard; their own link set aside)."""
    size = network.size
    rows = np.repeat(np.arange(size), np.diff(network.offsets))
    matrix = csr_array((np.ones(len(network.heads)), (rows, network.heads)), shape=(size, size))[chosen]
    both = np.asarray((matrix @ matrix.T).todense())
    linked = np.asarray(matrix[:, chosen].todense())
    degree = np.asarray(matrix.sum(axis=1)).ravel()
    either = degree[:, None] + degree[None, :] - both - 2 * linked
    share: Values = np.divide(both, either, out=np.zeros_like(both), where=either > 0)
    return share
