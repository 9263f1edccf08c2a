"""Betweenness and closeness: by breadth-first searches from all things, or from a sample of them with a
stated error."""

from collections.abc import Callable
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.graph.arrays import Int32, Int64
from tahqiq.analyse.graph.view import Network
from tahqiq.analyse.jit import compiled
from tahqiq.analyse.measures.spread import Values, outward

ReportProgress = Callable[[int, int], None]
PORTION = 2_000_000
"""Links walked between two reports, about."""


def sources(size: int, count: int, seed: int) -> Int32:
    """All nodes when ``count`` covers them, else a sample without repetition."""
    if count >= size:
        return np.arange(size, dtype=np.int32)
    return np.sort(np.random.default_rng(seed).choice(size, count, replace=False)).astype(np.int32)


def error_bound(size: int, count: int, risk: float = 0.05) -> float:
    """How far a sampled betweenness (as a share of all ordered pairs) may be off, at a risk of ``risk`` that
    any of ``size`` values is further off (Hoeffding's inequality and the union bound, as Brandes and Pich
    2007). 0 when nothing was sampled."""
    return 0.0 if count >= size else sqrt(log(2 * size / risk) / (2 * count))


def betweenness(
    network: Network, chosen: Int32, directed: bool = False, tell: ReportProgress = lambda done, total: None
) -> tuple[Values, Values]:
    """Of each node and each pair (Brandes 2001): on what share of the shortest ways between two others it
    lies, added up over ordered pairs.

    Unordered pairs count once when not directed. Sampled ``chosen`` sources stand for all.
    """
    offsets, heads, edges = outward(network, directed)
    nodes, pairs = np.zeros(network.size), np.zeros(len(network.a))
    portion = max(1, PORTION // max(1, len(heads) + network.size))
    for begin in range(0, len(chosen), portion):
        tell(begin, len(chosen))
        _brandes(offsets, heads, edges, chosen[begin : begin + portion], nodes, pairs)
    factor = network.size / max(1, len(chosen)) * (1 if directed else 0.5)
    return nodes * factor, pairs * factor


def brandes(offsets: Int64, heads: Int32, edges: Int32, pairs: int) -> Values:
    """Betweenness of every node of a small network given as adjacency, ways in both directions, unordered
    pairs once."""
    nodes = np.zeros(len(offsets) - 1)
    _brandes(offsets, heads, edges, np.arange(len(nodes), dtype=np.int32), nodes, np.zeros(pairs))
    found: Values = nodes * 0.5
    return found


@compiled
def _brandes(offsets: Int64, heads: Int32, edges: Int32, chosen: Int32, nodes: Values, pairs: Values) -> None:
    size = len(offsets) - 1
    depth, order = np.full(size, -1, np.int32), np.empty(size, np.int32)
    ways, owed = np.zeros(size), np.zeros(size)
    for start in chosen:
        depth[start], ways[start], order[0] = 0, 1.0, start
        end = 1
        at = 0
        while at < end:
            node = order[at]
            at += 1
            for place in range(offsets[node], offsets[node + 1]):
                other = heads[place]
                if depth[other] < 0:
                    depth[other] = depth[node] + 1
                    order[end] = other
                    end += 1
                if depth[other] == depth[node] + 1:
                    ways[other] += ways[node]
        for back in range(end - 1, -1, -1):
            node = order[back]
            for place in range(offsets[node], offsets[node + 1]):
                other = heads[place]
                if depth[other] == depth[node] + 1:
                    share = ways[node] / ways[other] * (1.0 + owed[other])
                    owed[node] += share
                    pairs[edges[place]] += share
            if node != start:
                nodes[node] += owed[node]
        for back in range(end):
            node = order[back]
            depth[node], ways[node], owed[node] = -1, 0.0, 0.0


def closeness(
    network: Network, chosen: Int32, directed: bool = False, tell: ReportProgress = lambda done, total: None
) -> Values:
    """Harmonic closeness (Marchiori and Latora 2000) of each node: the mean of 1/distance from all others to
    it; 0 to 1, defined in separate parts too."""
    offsets, heads, _ = outward(network, directed)
    total = np.zeros(network.size)
    portion = max(1, PORTION // max(1, len(heads) + network.size))
    for begin in range(0, len(chosen), portion):
        tell(begin, len(chosen))
        _harmonic(offsets, heads, chosen[begin : begin + portion], total)
    others = np.full(network.size, float(len(chosen)))
    others[chosen] -= 1
    mean: Values = np.divide(total, others, out=np.zeros(network.size), where=others > 0)
    return mean


@compiled
def spread(offsets: Int64, heads: Int32, start: int, steps: int, depth: Int32, order: Int32) -> int:
    """Walk from ``start`` in breadth, at most ``steps`` far (-1 = as far as it goes). ``depth`` comes in as
    -1 everywhere and holds the distances afterwards, ``order`` the nodes as they were reached; returns how
    many those are."""
    depth[start], order[0] = 0, start
    end, at = 1, 0
    while at < end:
        node = order[at]
        at += 1
        if depth[node] == steps:
            continue
        for place in range(offsets[node], offsets[node + 1]):
            other = heads[place]
            if depth[other] < 0:
                depth[other] = depth[node] + 1
                order[end] = other
                end += 1
    return end


@compiled
def _harmonic(offsets: Int64, heads: Int32, chosen: Int32, total: Values) -> None:
    size = len(offsets) - 1
    depth, order = np.full(size, -1, np.int32), np.empty(size, np.int32)
    for start in chosen:
        end = spread(offsets, heads, start, -1, depth, order)
        for back in range(1, end):
            total[order[back]] += 1.0 / depth[order[back]]
        for back in range(end):
            depth[order[back]] = -1


def distances(offsets: Int64, heads: Int32, start: int) -> NDArray[np.int32]:
    """Steps from ``start`` to every node, -1 where there is no way."""
    depth = np.full(len(offsets) - 1, -1, np.int32)
    _distances(offsets, heads, start, depth)
    return depth


@compiled
def _distances(offsets: Int64, heads: Int32, start: int, depth: Int32) -> None:
    spread(offsets, heads, start, -1, depth, np.empty(len(offsets) - 1, np.int32))


def masked_distances(
    offsets: Int64, heads: Int32, edges: Int32, allowed: NDArray[np.uint8], start: int, most: int
) -> NDArray[np.int32]:
    """As :func:`distances`, over links that may be walked only and no further than ``most`` steps."""
    depth = np.full(len(offsets) - 1, -1, np.int32)
    _masked(offsets, heads, edges, allowed, start, most, depth)
    return depth


@compiled
def _masked(
    offsets: Int64,
    heads: Int32,
    edges: Int32,
    allowed: "NDArray[np.uint8]",
    start: int,
    most: int,
    depth: Int32,
) -> None:
    order = np.empty(len(offsets) - 1, np.int32)
    depth[start], order[0] = 0, start
    end, at = 1, 0
    while at < end:
        node = order[at]
        at += 1
        if depth[node] == most:
            break
        for place in range(offsets[node], offsets[node + 1]):
            other = heads[place]
            if depth[other] < 0 and allowed[edges[place]]:
                depth[other] = depth[node] + 1
                order[end] = other
                end += 1
