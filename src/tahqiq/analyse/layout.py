"""Where the items of a chart stand: pure geometry over numbered nodes, the same for the same input and seed. One unit is the length of a link.

Force-directed pictures are made by stress majorization (Gansner, Koren, North 2004), from a start by pivot distances (Brandes, Pich 2006); above
``EXACT`` nodes by that start and local forces. Nodes with one link stand in a spiral around what they hang on, and separate parts side by side.
Arguments: ``count`` nodes, ``edges`` of shape (m, 2). Results have shape (count, 2); y grows downwards.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree

Points = NDArray[np.float64]
Edges = NDArray[np.int64]
LayoutKind = Literal["force", "circle", "hierarchy", "grid"]
EXACT = 400
_GAP = 1.5
_PIVOTS = 40
_GOLDEN = np.pi * (3 - 5**0.5)


def layout(kind: LayoutKind, count: int, edges: Sequence[tuple[int, int]], seed: int = 1, roots: Sequence[int] = ()) -> Points:
    """Positions of all nodes. ``roots`` stand at the top of a hierarchy (the most linked node of each part where none is given).

    >>> layout("grid", 4, []).tolist()
    [[0.0, 0.0], [1.5, 0.0], [0.0, 1.5], [1.5, 1.5]]
    """
    links = _clean(count, edges)
    if count == 0:
        return np.zeros((0, 2))
    return np.round(_KINDS[kind](count, links, seed, roots), 4) + 0.0


def _clean(count: int, edges: Sequence[tuple[int, int]]) -> Edges:
    """Each pair once, the smaller number first, no loops."""
    pairs = np.array(edges, dtype=np.int64).reshape(-1, 2)
    pairs = pairs[(pairs >= 0).all(axis=1) & (pairs < count).all(axis=1) & (pairs[:, 0] != pairs[:, 1])]
    return np.unique(np.sort(pairs, axis=1), axis=0)


def _matrix(count: int, edges: Edges, lengths: NDArray[np.float64] | None = None) -> csr_array:
    values = np.ones(len(edges)) if lengths is None else lengths
    rows, columns = np.concatenate([edges, edges[:, ::-1]]).T
    return csr_array((np.concatenate([values, values]), (rows, columns)), shape=(count, count))


def _degrees(count: int, edges: Edges) -> NDArray[np.int64]:
    return np.bincount(edges.ravel(), minlength=count)


def _grid(count: int, edges: Edges, seed: int, roots: Sequence[int]) -> Points:
    columns = int(np.ceil(np.sqrt(count)))
    at = np.arange(count)
    return np.asarray(np.stack([at % columns, at // columns], axis=1) * _GAP, dtype=np.float64)


def _circle(count: int, edges: Edges, seed: int, roots: Sequence[int]) -> Points:
    """All on one circle; neighbours in a walk through the network stand side by side."""
    order = _walk(count, edges)
    angle = 2 * np.pi * np.arange(count) / count - np.pi / 2
    radius = max(1.0, count / (2 * np.pi)) if count > 1 else 0.0
    made = np.zeros((count, 2))
    made[order] = np.stack([np.cos(angle), np.sin(angle)], axis=1) * radius
    return made


def _walk(count: int, edges: Edges) -> NDArray[np.int64]:
    """Nodes in depth-first order from the most linked one."""
    neighbours = _neighbours(count, edges)
    rank = np.lexsort((np.arange(count), -_degrees(count, edges)))
    seen: set[int] = set()
    order: list[int] = []
    for start in rank.tolist():
        stack = [start]
        while stack:
            node = stack.pop()
            if node not in seen:
                seen.add(node)
                order.append(node)
                stack += [other for other in reversed(neighbours[node]) if other not in seen]
    return np.array(order, dtype=np.int64)


def _neighbours(count: int, edges: Edges) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(count)]
    for a, b in edges.tolist():
        found[a].append(b)
        found[b].append(a)
    return found


def _parts(count: int, edges: Edges) -> list[NDArray[np.int64]]:
    """The connected parts, the largest first."""
    _, label = connected_components(_matrix(count, edges), directed=False)
    found = [np.flatnonzero(label == number) for number in range(int(label.max()) + 1)]
    return sorted(found, key=lambda part: (-len(part), int(part[0])))


def _inside(part: NDArray[np.int64], edges: Edges, count: int) -> Edges:
    number = np.full(count, -1, dtype=np.int64)
    number[part] = np.arange(len(part))
    kept: Edges = number[edges]
    return kept[(kept >= 0).all(axis=1)]


def _hierarchy(count: int, edges: Edges, seed: int, roots: Sequence[int]) -> Points:
    """Layers by distance from the roots, each ordered by the middle of its neighbours above and below (Sugiyama)."""
    given = {root for root in roots if 0 <= root < count}
    made = np.zeros((count, 2))
    offset = 0.0
    for part in _parts(count, edges):
        inner = _inside(part, edges, count)
        starts = [at for at, node in enumerate(part.tolist()) if node in given] or [int(np.argmax(_degrees(len(part), inner)))]
        layers = _layers(len(part), inner, starts)
        x = _ordered(layers, _neighbours(len(part), inner))
        made[part, 0] = x - x.min() + offset
        made[part, 1] = np.array([layers[at] for at in range(len(part))]) * 2.0
        offset = float(made[part, 0].max()) + _GAP * 1.5
    return made


def _layers(count: int, edges: Edges, starts: Sequence[int]) -> NDArray[np.int64]:
    steps = dijkstra(_matrix(count, edges), directed=False, indices=list(starts), unweighted=True, min_only=True)
    return np.asarray(steps, dtype=np.int64)


def _ordered(layers: NDArray[np.int64], neighbours: list[list[int]]) -> NDArray[np.float64]:
    rows = [np.flatnonzero(layers == number).tolist() for number in range(int(layers.max()) + 1)]
    x = np.zeros(len(layers))
    for row in rows:
        for place, node in enumerate(row):
            x[node] = (place - (len(row) - 1) / 2) * _GAP
    for sweep in range(8):
        for row in rows if sweep % 2 == 0 else rows[::-1]:
            middle = {node: float(np.mean([x[other] for other in neighbours[node]])) if neighbours[node] else x[node] for node in row}
            row.sort(key=lambda node: (middle[node], node))
            for place, node in enumerate(row):
                x[node] = (place - (len(row) - 1) / 2) * _GAP
    return x


def _force(count: int, edges: Edges, seed: int, roots: Sequence[int]) -> Points:
    parts = _parts(count, edges)
    pictures = [_picture(len(part), _inside(part, edges, count), seed) for part in parts]
    made = np.zeros((count, 2))
    for part, picture, corner in zip(parts, pictures, _packed(pictures), strict=True):
        made[part] = picture - picture.min(axis=0) + corner
    made -= made.mean(axis=0)
    return made


def _packed(pictures: list[Points]) -> list[tuple[float, float]]:
    """The corner of each picture: in rows about as wide as all of them are high."""
    sizes = [tuple(np.ptp(picture, axis=0) + _GAP) for picture in pictures]
    width = max(max(w for w, _ in sizes), 1.3 * float(np.sqrt(sum(w * h for w, h in sizes))))
    corners: list[tuple[float, float]] = []
    x = y = height = 0.0
    for w, h in sizes:
        if x and x + w > width:
            x, y, height = 0.0, y + height, 0.0
        corners.append((x, y))
        x, height = x + w, max(height, h)
    return corners


def _picture(count: int, edges: Edges, seed: int) -> Points:
    """One connected part."""
    if count <= 2:
        return np.array([[0.0, 0.0], [1.0, 0.0]])[:count]
    degrees = _degrees(count, edges)
    leaves: dict[int, list[int]] = {}
    for a, b in edges.tolist():
        if 1 in (degrees[a], degrees[b]):
            leaf, holder = (a, b) if degrees[a] == 1 else (b, a)
            leaves.setdefault(holder, []).append(leaf)
    core = np.array([node for node in range(count) if degrees[node] > 1], dtype=np.int64)
    radius = np.array([_spiral_radius(len(leaves.get(node, ()))) for node in core.tolist()])
    made = np.zeros((count, 2))
    made[core] = _core(len(core), _inside(core, edges, count), radius, seed)
    centre = made[core].mean(axis=0)
    for holder, hanging in leaves.items():
        out = made[holder] - centre
        made[hanging] = made[holder] + _spiral(len(hanging), float(np.arctan2(out[1], out[0])))
    return made


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


def _core(count: int, edges: Edges, radius: NDArray[np.float64], seed: int) -> Points:
    if count <= 1:
        return np.zeros((count, 2))
    lengths = 1 + radius[edges[:, 0]] + radius[edges[:, 1]]
    graph = _matrix(count, edges, lengths)
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
    degrees = np.maximum(_degrees(count, edges), 1)
    for step in range(rounds):
        gap = made[b] - made[a]
        apart = np.maximum(np.sqrt((gap**2).sum(axis=1)), 1e-6)
        pull = gap * ((apart - lengths) / apart / 2)[:, None]
        move = np.stack([np.bincount(a, pull[:, axis], count) - np.bincount(b, pull[:, axis], count) for axis in (0, 1)], axis=1)
        move /= degrees[:, None]
        distance, index = cKDTree(made).query(made, k=near)
        away = made[rows] - made[index[:, 1:].ravel()] + random.normal(scale=1e-4, size=(len(rows), 2))
        push = away * (np.maximum(1.2 - distance[:, 1:].ravel(), 0) / np.maximum(distance[:, 1:].ravel(), 0.05) / 3)[:, None]
        move += np.stack([np.bincount(rows, push[:, axis], count) for axis in (0, 1)], axis=1)
        limit = 0.2 + 2.0 * (1 - step / rounds)
        size = np.maximum(np.sqrt((move**2).sum(axis=1)), 1e-9)
        made = made + move * np.minimum(1, limit / size)[:, None]
    return np.asarray(made)


_KINDS: Mapping[LayoutKind, Callable[[int, Edges, int, Sequence[int]], Points]] = {
    "force": _force,
    "circle": _circle,
    "hierarchy": _hierarchy,
    "grid": _grid,
}
