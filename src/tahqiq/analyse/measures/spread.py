"""Measures by weight and spreading: degree, eigenvector, PageRank, k-core."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.graph.arrays import BACKWARD, FORWARD, Int32, Int64
from tahqiq.analyse.graph.view import Network
from tahqiq.analyse.jit import compiled

Values = NDArray[np.float64]
ReportProgress = Callable[[int, int], None]
_ROUNDS = 10
"""Rounds between two reports."""


def degree(network: Network, direction: str = "both", weighted: bool = False) -> Values:
    """How many others a thing is linked to (``both``, ``out`` or ``in``), or the weights of those links added
    up."""
    weight = network.weight.astype(np.float64) if weighted else np.ones(len(network.a))
    forward, backward = (network.flow & FORWARD) > 0, (network.flow & BACKWARD) > 0
    of_a = {"both": forward | backward | True, "out": forward, "in": backward}[direction]
    of_b = {"both": forward | backward | True, "out": backward, "in": forward}[direction]
    found = np.bincount(network.a, weight * of_a, network.size) + np.bincount(
        network.b, weight * of_b, network.size
    )
    return found.astype(np.float64)


def arcs(network: Network, directed: bool, weighted: bool) -> tuple[Int32, Int32, Values]:
    """From, to and weight of every step that may be taken."""
    weight = network.weight.astype(np.float64) if weighted else np.ones(len(network.a))
    forward = (network.flow & FORWARD) > 0 if directed else np.ones(len(network.a), np.bool_)
    backward = (network.flow & BACKWARD) > 0 if directed else forward
    start = np.concatenate([network.a[forward], network.b[backward]])
    end = np.concatenate([network.b[forward], network.a[backward]])
    return start, end, np.concatenate([weight[forward], weight[backward]])


def outward(network: Network, directed: bool, reverse: bool = False) -> tuple[Int64, Int32, Int32]:
    """Adjacency of the steps that may be taken: offsets, heads and the pair of each; ``reverse`` for the
    steps that lead to a thing."""
    if not directed:
        return network.offsets, network.heads, network.edges
    forward, backward = (network.flow & FORWARD) > 0, (network.flow & BACKWARD) > 0
    if reverse:
        forward, backward = backward, forward
    pairs = np.arange(len(network.a), dtype=np.int32)
    start = np.concatenate([network.a[forward], network.b[backward]])
    end = np.concatenate([network.b[forward], network.a[backward]])
    edge = np.concatenate([pairs[forward], pairs[backward]])
    by = np.lexsort((end, start))
    offsets = np.concatenate([[0], np.cumsum(np.bincount(start, minlength=network.size))]).astype(np.int64)
    return offsets, end[by], edge[by]


def pagerank(
    network: Network,
    directed: bool = True,
    weighted: bool = True,
    damping: float = 0.85,
    error: float = 1e-10,
    most: int = 200,
    tell: ReportProgress = lambda done, total: None,
) -> Values:
    """PageRank (Brin and Page 1998): where a walk along the links is found, that starts anywhere again one
    time in seven. Adds up to 1.

    Iterates until the sum of changes is below ``error`` times the number of things.
    """
    if not network.size:
        return np.zeros(0)
    if not directed and not weighted:
        return _rounds(
            lambda rank, few: _flat(network.offsets, network.heads, damping, error, few, rank),
            np.full(network.size, 1.0 / network.size),
            most,
            tell,
        )
    start, end, weight = arcs(network, directed, weighted)
    by = np.argsort(end, kind="stable")
    offsets = np.concatenate([[0], np.cumsum(np.bincount(end, minlength=network.size))]).astype(np.int64)
    out = np.bincount(start, weight, network.size)
    share = weight[by] / out[start[by]]
    tails, last = start[by], out == 0
    return _rounds(
        lambda rank, few: _pagerank(offsets, tails, share, last, damping, error, few, rank),
        np.full(network.size, 1.0 / network.size),
        most,
        tell,
    )


def _rounds(act: Callable[[Values, int], bool], value: Values, most: int, tell: ReportProgress) -> Values:
    """``act`` for some rounds at a time until it says that nothing changes any more (or ``most`` rounds); it
    changes ``value``."""
    for done in range(0, most, _ROUNDS):
        tell(done, most)
        if act(value, min(_ROUNDS, most - done)):
            break
    return value


@compiled
def _pagerank(
    offsets: Int64,
    tails: Int32,
    share: Values,
    ends: "NDArray[np.bool_]",
    damping: float,
    error: float,
    most: int,
    rank: Values,
) -> bool:
    size = len(offsets) - 1
    fresh = np.empty(size)
    for _ in range(most):
        lost = 0.0
        for node in range(size):
            if ends[node]:
                lost += rank[node]
        base = (1.0 - damping + damping * lost) / size
        change = 0.0
        for node in range(size):
            total = 0.0
            for at in range(offsets[node], offsets[node + 1]):
                total += rank[tails[at]] * share[at]
            fresh[node] = base + damping * total
            change += abs(fresh[node] - rank[node])
        rank[:] = fresh
        if change < error * size:
            return True
    return False


@compiled
def _flat(offsets: Int64, heads: Int32, damping: float, error: float, most: int, rank: Values) -> bool:
    """``most`` rounds of PageRank without direction and weight, from ``rank`` on and into it: what each thing
    hands on is worked out once a round. Whether nothing changed any more."""
    size = len(offsets) - 1
    hand = np.empty(size)
    for _ in range(most):
        lost = 0.0
        for node in range(size):
            links = offsets[node + 1] - offsets[node]
            if links:
                hand[node] = rank[node] / links
            else:
                hand[node] = 0.0
                lost += rank[node]
        base = (1.0 - damping + damping * lost) / size
        change = 0.0
        for node in range(size):
            total = 0.0
            for at in range(offsets[node], offsets[node + 1]):
                total += hand[heads[at]]
            value = base + damping * total
            change += abs(value - rank[node])
            rank[node] = value
        if change < error * size:
            return True
    return False


def eigenvector(
    network: Network,
    weighted: bool = True,
    error: float = 1e-9,
    most: int = 500,
    tell: ReportProgress = lambda done, total: None,
) -> Values:
    """Eigenvector centrality (Bonacich 1987), the largest value 1, by power iteration of A + I; things
    outside the leading part come out near 0."""
    if not len(network.a):
        return np.zeros(network.size)
    weight = network.weight.astype(np.float64) if weighted else np.ones(len(network.a))
    return _rounds(
        lambda value, few: _eigenvector(
            network.offsets, network.heads, network.edges, weight, error, few, value
        ),
        np.full(network.size, 1.0),
        most,
        tell,
    )


@compiled
def _eigenvector(
    offsets: Int64, heads: Int32, edges: Int32, weight: Values, error: float, most: int, value: Values
) -> bool:
    size = len(offsets) - 1
    fresh = np.empty(size)
    for _ in range(most):
        highest = 0.0
        for node in range(size):
            total = value[node]
            for at in range(offsets[node], offsets[node + 1]):
                total += value[heads[at]] * weight[edges[at]]
            fresh[node] = total
            highest = max(highest, total)
        change = 0.0
        for node in range(size):
            fresh[node] /= highest
            change = max(change, abs(fresh[node] - value[node]))
        value[:] = fresh
        if change < error:
            return True
    return False


@compiled
def cores(offsets: Int64, heads: Int32) -> Int32:
    """The core number of each node: the largest k such that it is in a part where all have k links or more.

    Peeled level by level (Kabir and Madduri 2017, on one thread): those with as many links as the level is
    high go, and with them what falls to it. Only the number of links is kept of each neighbour, where the
    order of Batagelj and Zaveršnik (2003) keeps four; what is looked through again at each level still has
    more links than the level, so that all in all no more is looked at than there are links.
    """
    size = len(offsets) - 1
    degree = np.empty(size, np.int32)
    for node in range(size):
        degree[node] = offsets[node + 1] - offsets[node]
    left, going = np.arange(size).astype(np.int32), np.empty(size, np.int32)
    many, level = size, 0
    while many:
        kept, waiting, lowest = 0, 0, size
        for at in range(many):
            node = left[at]
            if degree[node] > level:
                left[kept] = node
                kept += 1
                lowest = min(lowest, degree[node])
            elif degree[node] == level:
                going[waiting] = node
                waiting += 1
        many, at = kept, 0
        while at < waiting:
            node = going[at]
            at += 1
            for where in range(offsets[node], offsets[node + 1]):
                other = heads[where]
                if degree[other] > level:
                    degree[other] -= 1
                    if degree[other] == level:
                        going[waiting] = other
                        waiting += 1
        level = level + 1 if waiting else lowest
    return degree
