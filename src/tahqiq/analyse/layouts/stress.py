"""Large networks by the stress of their links and of some far distances: pivots (Brandes, Pich 2006) stand
for everybody near them (Ortmann, Klimenta, Brandes 2016), and one distance after the other is made right in
shrinking steps (Zheng, Pawar, Goodman 2018)."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from tahqiq.analyse.jit import compiled
from tahqiq.analyse.layouts.network import Points

_PIVOTS = 40
_ROUNDS = 20
_LAST = 0.1
"""How far the last round still moves along the shortest distance."""
Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


def pivots(count: int, graph: csr_array) -> tuple[Numbers, Floats]:
    """Nodes that are far from one another, and the distances of all nodes to them, of shape (count,
    pivots)."""
    chosen = [int(np.argmax(np.diff(graph.indptr)))]
    distances = [np.asarray(dijkstra(graph, directed=False, indices=chosen[0]))]
    nearest = distances[0]
    while len(chosen) < min(_PIVOTS, count):
        chosen.append(int(np.argmax(nearest)))
        distances.append(np.asarray(dijkstra(graph, directed=False, indices=chosen[-1])))
        nearest = np.minimum(nearest, distances[-1])
    return np.array(chosen, dtype=np.int64), np.stack(distances, axis=1)


def main_axes(distances: Floats) -> Points:
    """The two main axes of the distances to pivots."""
    squared = distances**2
    centred = -(squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean()) / 2
    _, axes = np.linalg.eigh(centred.T @ centred)
    axes = axes[:, [-1, -2]] if axes.shape[1] > 1 else np.concatenate([axes, axes * 0], axis=1)
    axes = axes * np.where(axes[np.abs(axes).argmax(axis=0), [0, 1]] < 0, -1, 1)
    made: Points = centred @ axes
    spread = np.sqrt((made**2).sum(axis=1).mean())
    far = np.sqrt(squared.mean())
    made *= far / spread / 1.4 if spread > 0 else 1
    return made


def stressed(
    start: Points, graph: csr_array, chosen: Numbers, distances: Floats, random: np.random.Generator
) -> Points:
    """Positions whose distances come close to those of the network, near ones weighing more."""
    weights = _weights(distances)
    links = np.asarray(graph.data, dtype=np.float64)
    least = min(float(weights[weights > 0].min(initial=np.inf)), float((1 / links**2).min(initial=np.inf)))
    most = max(float(weights.max(initial=0)), float((1 / links**2).max(initial=0)))
    steps = np.exp(np.linspace(np.log(1 / least), np.log(_LAST / most), _ROUNDS))
    order = np.stack([random.permutation(len(start)) for _ in range(_ROUNDS)])
    made = start.copy()
    _relaxed(
        made,
        graph.indptr.astype(np.int64),
        graph.indices.astype(np.int64),
        links,
        chosen,
        distances,
        weights,
        steps,
        order,
    )
    return made


def _weights(distances: Floats) -> Floats:
    """What a pivot weighs for each node: as many nodes of its own as are nearer to it than half the way, by
    the square of the way."""
    owner = distances.argmin(axis=1)
    found = np.zeros_like(distances)
    for at in range(distances.shape[1]):
        own = np.sort(distances[owner == at, at])
        far = distances[:, at]
        many = np.searchsorted(own, far / 2, side="right")
        found[:, at] = np.where(far > 0, np.maximum(many, 1) / np.maximum(far, 1e-9) ** 2, 0.0)
    return found


@compiled
def _relaxed(
    points: Points,
    begins: Numbers,
    heads: Numbers,
    lengths: Floats,
    chosen: Numbers,
    distances: Floats,
    weights: Floats,
    steps: Floats,
    order: Numbers,
) -> None:
    for turn in range(len(steps)):
        step = steps[turn]
        for rank in range(len(points)):
            node = order[turn, rank]
            for at in range(begins[node], begins[node + 1]):
                other = heads[at]
                away_x, away_y = points[node, 0] - points[other, 0], points[node, 1] - points[other, 1]
                apart = max(np.sqrt(away_x * away_x + away_y * away_y), 1e-9)
                share = min(1.0, step / (lengths[at] * lengths[at])) * (apart - lengths[at]) / 2 / apart
                points[node, 0] -= away_x * share
                points[node, 1] -= away_y * share
                points[other, 0] += away_x * share
                points[other, 1] += away_y * share
            for nth in range(len(chosen)):
                at = (nth + rank) % len(chosen)
                other = chosen[at]
                if weights[node, at] <= 0:
                    continue
                away_x, away_y = points[node, 0] - points[other, 0], points[node, 1] - points[other, 1]
                apart = max(np.sqrt(away_x * away_x + away_y * away_y), 1e-9)
                share = min(1.0, step * weights[node, at]) * (apart - distances[node, at]) / apart
                points[node, 0] -= away_x * share
                points[node, 1] -= away_y * share
