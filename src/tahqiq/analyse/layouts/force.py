"""Force-directed pictures: stress majorization (Gansner, Koren, North 2004), from a start by pivot distances (Brandes, Pich 2006); above ``EXACT`` nodes
by that start and local forces. Nodes with one link stand around what they hang on, separate parts side by side, and at last nobody on anybody.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from tahqiq.analyse.layouts import network as net
from tahqiq.analyse.layouts.network import Edges, Points
from tahqiq.analyse.layouts.room import roomy

EXACT = 400
_PIVOTS = 40
_GOLDEN = np.pi * (3 - 5**0.5)


def force(count: int, edges: Edges, seed: int) -> Points:
    """What is linked stands near; every node has room."""
    parts = net.parts(count, edges)
    pictures = [_picture(len(part), net.inside(part, edges, count), seed) for part in parts]
    made = np.zeros((count, 2))
    for part, picture, corner in zip(parts, pictures, net.packed(pictures), strict=True):
        made[part] = picture - picture.min(axis=0) + corner
    made -= made.mean(axis=0)
    return made


def _picture(count: int, edges: Edges, seed: int) -> Points:
    """One connected part."""
    if count <= 2:
        return np.array([[0.0, 0.0], [1.0, 0.0]])[:count]
    linked = net.degrees(count, edges)
    leaves: dict[int, list[int]] = {}
    for a, b in edges.tolist():
        if 1 in (linked[a], linked[b]):
            leaf, holder = (a, b) if linked[a] == 1 else (b, a)
            leaves.setdefault(holder, []).append(leaf)
    middle = np.array([node for node in range(count) if linked[node] > 1], dtype=np.int64)
    radius = np.array([_spiral_radius(len(leaves.get(node, ()))) for node in middle.tolist()])
    made = np.zeros((count, 2))
    made[middle] = core(len(middle), net.inside(middle, edges, count), radius, seed)
    centre = made[middle].mean(axis=0)
    for holder, hanging in leaves.items():
        out = made[holder] - centre
        made[hanging] = made[holder] + _spiral(len(hanging), float(np.arctan2(out[1], out[0])))
    return roomy(made)


def _spiral(count: int, direction: float) -> Points:
    """Leaves around the origin: few of them side by side outwards, many in a sunflower of even density."""
    if count <= 8:
        angle = direction + (np.arange(count) - (count - 1) / 2) * min(0.7, 2 * np.pi / max(count, 1))
        return np.stack([np.cos(angle), np.sin(angle)], axis=1)
    at = np.arange(count)
    distance = np.sqrt(1 + at * 0.45)
    return np.stack([np.cos(at * _GOLDEN) * distance, np.sin(at * _GOLDEN) * distance], axis=1)


def _spiral_radius(count: int) -> float:
    return 0.0 if count == 0 else 0.5 if count <= 8 else float(np.sqrt(1 + count * 0.45))


def core(count: int, edges: Edges, radius: NDArray[np.float64], seed: int) -> Points:
    if count <= 1:
        return np.zeros((count, 2))
    lengths = 1 + radius[edges[:, 0]] + radius[edges[:, 1]]
    graph = net.matrix(count, edges, lengths)
    random = np.random.default_rng(seed)
    start = _pivots(count, graph) + random.normal(scale=0.05, size=(count, 2))
    if count <= EXACT:
        return _apart(_majorized(np.asarray(dijkstra(graph, directed=False)), start), radius)
    return _apart(_loosened(start, edges, lengths, random), radius)


def _apart(points: Points, radius: NDArray[np.float64], rounds: int = 25) -> Points:
    """Room for every node: the picture is stretched to an even density, then nodes that still touch push one another aside."""
    count = len(points)
    room = float(((1 + 2 * radius) ** 2).sum()) * 1.2
    spread = 4 * float(points.std(axis=0).prod()) * np.pi
    made = points * max(1.0, float(np.sqrt(room / max(spread, 1e-9)))) if count > 2 else points
    near = min(9, count)
    rows = np.repeat(np.arange(count), near - 1)
    for _ in range(rounds):
        distance, index = cKDTree(made).query(made, k=near)
        columns = index[:, 1:].ravel()
        least = 0.9 + radius[rows] + radius[columns]
        lacking = np.maximum(least - distance[:, 1:].ravel(), 0)
        if not lacking.any():
            break
        away = made[rows] - made[columns]
        push = away / np.maximum(distance[:, 1:].ravel(), 1e-6)[:, None] * (lacking / 3)[:, None]
        made = made + np.stack([np.bincount(rows, push[:, axis], count) for axis in (0, 1)], axis=1)
    return made


def _pivots(count: int, graph: csr_array) -> Points:
    """The two main axes of the distances to pivots that are far from one another."""
    chosen = [int(np.argmax(np.diff(graph.indptr)))]
    distances = [np.asarray(dijkstra(graph, directed=False, indices=chosen[0]))]
    nearest = distances[0]
    while len(chosen) < min(_PIVOTS, count):
        chosen.append(int(np.argmax(nearest)))
        distances.append(np.asarray(dijkstra(graph, directed=False, indices=chosen[-1])))
        nearest = np.minimum(nearest, distances[-1])
    squared = np.stack(distances, axis=1) ** 2
    centred = -(squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean()) / 2
    _, axes = np.linalg.eigh(centred.T @ centred)
    axes = axes[:, [-1, -2]] if axes.shape[1] > 1 else np.concatenate([axes, axes * 0], axis=1)
    axes = axes * np.where(axes[np.abs(axes).argmax(axis=0), [0, 1]] < 0, -1, 1)
    made: Points = centred @ axes
    spread = np.sqrt((made**2).sum(axis=1).mean())
    far = np.sqrt((np.stack(distances, axis=1) ** 2).mean())
    made *= far / spread / 1.4 if spread > 0 else 1
    return made


def _majorized(wanted: NDArray[np.float64], start: Points, rounds: int = 60) -> Points:
    """Positions whose distances come close to ``wanted``, near ones weighing more."""
    count = len(wanted)
    weights = np.where(wanted > 0, 1 / np.maximum(wanted, 1e-9) ** 2, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplacian + 1 / count, hermitian=True) - 1 / count
    scaled = weights * wanted
    made = start
    for _ in range(rounds):
        apart = np.sqrt(((made[:, None] - made[None]) ** 2).sum(axis=2))
        pull = np.where(apart > 1e-9, scaled / np.maximum(apart, 1e-9), 0.0)
        moved = inverse @ (made * pull.sum(axis=1, keepdims=True) - pull @ made)
        still = float(np.abs(moved - made).max())
        made = moved
        if still < 0.002:
            break
    return made


def _loosened(start: Points, edges: Edges, lengths: NDArray[np.float64], random: np.random.Generator, rounds: int = 70) -> Points:
    """Links pull to their length, the twelve nearest nodes push one another away; steps shrink (Fruchterman, Reingold 1991)."""
    count = len(start)
    made = start * (np.sqrt(count) / max(float(np.ptp(start, axis=0).max()), 1e-9)) * 1.6
    near = min(13, count)
    rows = np.repeat(np.arange(count), near - 1)
    a, b = edges.T
    linked = np.maximum(net.degrees(count, edges), 1)
    for step in range(rounds):
        gap = made[b] - made[a]
        apart = np.maximum(np.sqrt((gap**2).sum(axis=1)), 1e-6)
        pull = gap * ((apart - lengths) / apart / 2)[:, None]
        move = np.stack([np.bincount(a, pull[:, axis], count) - np.bincount(b, pull[:, axis], count) for axis in (0, 1)], axis=1)
        move /= linked[:, None]
        distance, index = cKDTree(made).query(made, k=near)
        away = made[rows] - made[index[:, 1:].ravel()] + random.normal(scale=1e-4, size=(len(rows), 2))
        push = away * (np.maximum(1.2 - distance[:, 1:].ravel(), 0) / np.maximum(distance[:, 1:].ravel(), 0.05) / 3)[:, None]
        move += np.stack([np.bincount(rows, push[:, axis], count) for axis in (0, 1)], axis=1)
        limit = 0.2 + 2.0 * (1 - step / rounds)
        size = np.maximum(np.sqrt((move**2).sum(axis=1)), 1e-9)
        made = made + move * np.minimum(1, limit / size)[:, None]
    return np.asarray(made)
