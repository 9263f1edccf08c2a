"""Networks as numbered nodes and pairs: what every layout asks of one. Arguments: ``count`` nodes, ``edges``
of shape (m, 2)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Points = NDArray[np.float64]
Edges = NDArray[np.int64]
GAP = 1.5
"""Between two columns, units."""


FLATTEST, DEEPEST = 0.5, 8.0
"""How high a picture in rows is at least, as a share of its width, and by how much its rows are drawn apart
for that at most."""


def deepened(made: Points) -> Points:
    """A picture of a few long rows with the rows further apart, so that it uses the height of a window or a
    sheet as well as its width; what is high enough stays as it is.

    >>> deepened(np.array([[0.0, 0.0], [12.0, 2.0]]))[1].tolist()
    [12.0, 6.0]
    """
    if len(made) == 0:
        return made
    width, height = np.ptp(made, axis=0)
    if height == 0 or height >= FLATTEST * width:
        return made
    return np.asarray(made * [1.0, min(DEEPEST, FLATTEST * width / height)], dtype=np.float64)


def clean(count: int, edges: Sequence[tuple[int, int]]) -> Edges:
    """Each pair once, the smaller number first, no loops."""
    pairs = np.array(edges, dtype=np.int64).reshape(-1, 2)
    pairs = pairs[(pairs >= 0).all(axis=1) & (pairs < count).all(axis=1) & (pairs[:, 0] != pairs[:, 1])]
    return np.unique(np.sort(pairs, axis=1), axis=0)


def matrix(count: int, edges: Edges, lengths: NDArray[np.float64] | None = None) -> csr_array:
    values = np.ones(len(edges)) if lengths is None else lengths
    rows, columns = np.concatenate([edges, edges[:, ::-1]]).T
    return csr_array((np.concatenate([values, values]), (rows, columns)), shape=(count, count))


def degrees(count: int, edges: Edges) -> NDArray[np.int64]:
    return np.bincount(edges.ravel(), minlength=count)


def walk(count: int, edges: Edges) -> NDArray[np.int64]:
    """Nodes in depth-first order from the most linked one."""
    next_to = neighbours(count, edges)
    rank = np.lexsort((np.arange(count), -degrees(count, edges)))
    seen: set[int] = set()
    order: list[int] = []
    for start in rank.tolist():
        stack = [start]
        while stack:
            node = stack.pop()
            if node not in seen:
                seen.add(node)
                order.append(node)
                stack += [other for other in reversed(next_to[node]) if other not in seen]
    return np.array(order, dtype=np.int64)


def neighbours(count: int, edges: Edges) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(count)]
    for a, b in edges.tolist():
        found[a].append(b)
        found[b].append(a)
    return found


def parts(count: int, edges: Edges) -> list[tuple[NDArray[np.int64], Edges]]:
    """The connected parts, the largest first: the nodes of each, and its links between the places of nodes in
    it."""
    _, label = connected_components(matrix(count, edges), directed=False)
    sizes = np.bincount(label)
    order = np.argsort(label, kind="stable")
    starts = np.cumsum(sizes) - sizes
    place = np.empty(count, dtype=np.int64)
    place[order] = np.arange(count) - np.repeat(starts, sizes)
    of = label[edges[:, 0]]
    links = np.bincount(of, minlength=len(sizes))
    sorted_ = place[edges[np.argsort(of, kind="stable")]]
    ends = np.cumsum(links)
    found = [
        (order[start : start + size], sorted_[end - many : end])
        for start, size, end, many in zip(
            starts.tolist(), sizes.tolist(), ends.tolist(), links.tolist(), strict=True
        )
    ]
    return sorted(found, key=lambda part: (-len(part[0]), int(part[0][0])))


def inside(part: NDArray[np.int64], edges: Edges, count: int) -> Edges:
    number = np.full(count, -1, dtype=np.int64)
    number[part] = np.arange(len(part))
    kept: Edges = number[edges]
    return kept[(kept >= 0).all(axis=1)]


def packed(pictures: list[Points]) -> list[tuple[float, float]]:
    """The corner of each picture: in rows about as wide as all of them are high; one unit and a half between
    them."""
    sizes = [tuple(np.ptp(picture, axis=0) + GAP) for picture in pictures]
    width = max(max(w for w, _ in sizes), 1.3 * float(np.sqrt(sum(w * h for w, h in sizes))))
    corners: list[tuple[float, float]] = []
    x = y = height = 0.0
    for w, h in sizes:
        if x and x + w > width:
            x, y, height = 0.0, y + height, 0.0
        corners.append((x, y))
        x, height = x + w, max(height, h)
    return corners
