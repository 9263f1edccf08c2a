"""Force-directed pictures: stress majorization (Gansner, Koren, North 2004), from a start by pivot distances
(Brandes, Pich 2006); above ``EXACT`` nodes the stress of links and pivots alone (:mod:`.stress`), room
(:mod:`.spread`) and local forces. Nodes with one link stand around what they hang on, separate parts side by
side, and at last nobody on anybody.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra

from tahqiq.analyse.layouts import network as net
from tahqiq.analyse.layouts.network import Edges, Points
from tahqiq.analyse.layouts.room import LEAST, pushed, roomy
from tahqiq.analyse.layouts.spread import spread
from tahqiq.analyse.layouts.stress import main_axes, pivots, stressed

EXACT = 400
_ALIKE = 60
"""Small parts that are linked alike look alike, and are drawn once."""
_GOLDEN = np.pi * (3 - 5**0.5)


def force(count: int, edges: Edges, seed: int) -> Points:
    """What is linked stands near; every node has room."""
    parts = net.parts(count, edges)
    known: dict[bytes, Points] = {}
    pictures: list[Points] = []
    for part, inner in parts:
        shape = inner.tobytes() if len(part) <= _ALIKE else b""
        picture = known.get(shape) if shape else None
        pictures.append(_picture(len(part), inner, seed) if picture is None else picture)
        if shape:
            known[shape] = pictures[-1]
    made = np.zeros((count, 2))
    for (part, _), picture, corner in zip(parts, pictures, net.packed(pictures), strict=True):
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
    chosen, distances = pivots(count, graph)
    start = main_axes(distances) + random.normal(scale=0.05, size=(count, 2))
    if count <= EXACT:
        made = _majorized(np.asarray(dijkstra(graph, directed=False)), start)
        return _apart(_stretched(made, radius), radius)
    area = (1 + 2 * radius) ** 2
    made = spread(stressed(start, graph, chosen, distances, random), area)
    return _apart(spread(_loosened(made, edges, lengths, radius), area), radius)


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


def _loosened(
    start: Points, edges: Edges, lengths: NDArray[np.float64], radius: NDArray[np.float64], rounds: int = 70
) -> Points:
    """Links pull to their length, who stands too near is pushed away; steps shrink (Fruchterman, Reingold
    1991)."""
    count = len(start)
    made = start
    free = np.zeros(count, dtype=np.bool_)
    a, b = edges.T
    linked = np.maximum(net.degrees(count, edges), 1)[:, None]
    for step in range(rounds):
        gap = made[b] - made[a]
        apart = np.maximum(np.sqrt((gap**2).sum(axis=1)), 1e-6)
        pull = gap * ((apart - lengths) / apart / 2)[:, None]
        move = (
            np.stack(
                [
                    np.bincount(a, pull[:, axis], count) - np.bincount(b, pull[:, axis], count)
                    for axis in (0, 1)
                ],
                axis=1,
            )
            / linked
        )
        pushed(made, radius, free, 1.2, move)
        limit = 0.2 + 2.0 * (1 - step / rounds)
        size = np.maximum(np.sqrt((move**2).sum(axis=1)), 1e-9)
        made = made + move * np.minimum(1, limit / size)[:, None]
    return np.asarray(made)


def _stretched(points: Points, radius: NDArray[np.float64]) -> Points:
    """As large as its nodes need together. A row takes the room of a band a third as wide as long: its nodes
    need none beside it."""
    if len(points) <= 2:
        return points
    room = float(((1 + 2 * radius) ** 2).sum()) * 1.2
    minor, major = np.sqrt(np.maximum(np.linalg.eigvalsh(np.cov(points.T, bias=True)), 0))
    taken = 4 * np.pi * major * max(float(minor), float(major) / 3)
    return points * max(1.0, float(np.sqrt(room / max(float(taken), 1e-9))))


def _apart(points: Points, radius: NDArray[np.float64], rounds: int = 40) -> Points:
    """Nodes that still touch push one another aside."""
    made = points
    free = np.zeros(len(points), dtype=np.bool_)
    for _ in range(rounds):
        move = np.zeros_like(made)
        if not pushed(made, radius, free, LEAST, move):
            break
        made = made + move
    return made
