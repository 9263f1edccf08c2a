"""Rows, one circle, and layers by distance."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra

from tahqiq.analyse.layouts import network as net


def grid(count: int) -> net.Points:
    """In rows, as many as columns."""
    columns = int(np.ceil(np.sqrt(count)))
    at = np.arange(count)
    return np.asarray(np.stack([at % columns, at // columns], axis=1) * net.GAP, dtype=np.float64)


def circle(count: int, edges: net.Edges) -> net.Points:
    """All on one circle; neighbours in a walk through the network stand side by side."""
    order = net.walk(count, edges)
    angle = 2 * np.pi * np.arange(count) / count - np.pi / 2
    radius = max(1.0, count / (2 * np.pi)) if count > 1 else 0.0
    made = np.zeros((count, 2))
    made[order] = np.stack([np.cos(angle), np.sin(angle)], axis=1) * radius
    return made


def hierarchy(count: int, edges: net.Edges, roots: Sequence[int]) -> net.Points:
    """Layers by distance from the roots, each ordered by the middle of its neighbours above and below
    (Sugiyama)."""
    given = {root for root in roots if 0 <= root < count}
    made = np.zeros((count, 2))
    offset = 0.0
    for part, inner in net.parts(count, edges):
        starts = [at for at, node in enumerate(part.tolist()) if node in given] or [
            int(np.argmax(net.degrees(len(part), inner)))
        ]
        layers = _layers(len(part), inner, starts)
        x = _ordered(layers, net.neighbours(len(part), inner))
        made[part, 0] = x - x.min() + offset
        made[part, 1] = np.array([layers[at] for at in range(len(part))]) * 2.0
        offset = float(made[part, 0].max()) + net.GAP * 1.5
    return net.deepened(made)


def _layers(count: int, edges: net.Edges, starts: Sequence[int]) -> NDArray[np.int64]:
    steps = dijkstra(
        net.matrix(count, edges), directed=False, indices=list(starts), unweighted=True, min_only=True
    )
    return np.asarray(steps, dtype=np.int64)


def _ordered(layers: NDArray[np.int64], neighbours: list[list[int]]) -> NDArray[np.float64]:
    rows = [np.flatnonzero(layers == number).tolist() for number in range(int(layers.max()) + 1)]
    x = np.zeros(len(layers))
    for row in rows:
        for place, node in enumerate(row):
            x[node] = (place - (len(row) - 1) / 2) * net.GAP
    for sweep in range(8):
        for row in rows if sweep % 2 == 0 else rows[::-1]:
            middle = {
                node: float(np.mean([x[other] for other in neighbours[node]]))
                if neighbours[node]
                else x[node]
                for node in row
            }
            row.sort(key=lambda node: (middle[node], node))
            for place, node in enumerate(row):
                x[node] = (place - (len(row) - 1) / 2) * net.GAP
    return x
