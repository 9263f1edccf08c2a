"""Pictures of trees: fans around the most linked (peacock), and an organisation chart from the top down.

Both walk the network breadth first from a root (the given ones, else the most linked node of each part);
links beside that tree are drawn and do not move anything.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.layouts import network as net

Draw = Callable[[int, net.Edges, list[int]], net.Points]
_STACK = 4
"""More leaves than this below one item stand below one another instead of side by side."""


def _tree(
    count: int, edges: net.Edges, roots: Sequence[int]
) -> tuple[list[int], list[list[int]], NDArray[np.int64]]:
    """Nodes of a connected part in breadth-first order, the children of each, and how deep each is. Several
    roots: the first holds the others."""
    next_to = net.neighbours(count, edges)
    linked = net.degrees(count, edges)
    starts = list(roots) or [int(np.argmax(linked))]
    depth = np.full(count, -1, dtype=np.int64)
    below: list[list[int]] = [[] for _ in range(count)]
    depth[starts] = 0
    order = list(starts)
    for node in order:
        for other in sorted(next_to[node], key=lambda one: (-int(linked[one]), one)):
            if depth[other] < 0:
                depth[other] = depth[node] + 1
                below[node].append(other)
                order.append(other)
    return order, below, depth


def peacock(count: int, edges: net.Edges, roots: Sequence[int]) -> net.Points:
    """Fans: around the root a ring of what it is linked to, around that a ring of what those are linked to;
    each as wide as what hangs on it (Eades 1992)."""
    return _by_part(count, edges, roots, _fan)


def organisation(count: int, edges: net.Edges, roots: Sequence[int]) -> net.Points:
    """From the top down, each above the middle of what is below it; many leaves below one item stand in
    columns."""
    return _by_part(count, edges, roots, _chart)


def _by_part(count: int, edges: net.Edges, roots: Sequence[int], draw: Draw) -> net.Points:
    found = net.parts(count, edges)
    pictures = []
    for part, inner in found:
        place = {node: at for at, node in enumerate(part.tolist())}
        picture = draw(len(part), inner, [place[root] for root in dict.fromkeys(roots) if root in place])
        pictures.append(picture - picture.min(axis=0))
    made = np.zeros((count, 2))
    for (part, _), picture, corner in zip(found, pictures, net.packed(pictures), strict=True):
        made[part] = picture + corner
    return made


def _fan(count: int, edges: net.Edges, roots: list[int]) -> net.Points:
    order, below, depth = _tree(count, edges, roots)
    leaves = np.ones(count)
    for node in reversed(order):
        if below[node]:
            leaves[node] = leaves[below[node]].sum()
    tops = [node for node in order if depth[node] == 0]
    low, wide = np.zeros(count), np.zeros(count)
    whole, angle = float(leaves[tops].sum()), 0.0
    for node in tops:
        low[node], wide[node] = angle, 2 * np.pi * leaves[node] / whole
        angle += wide[node]
    for node in order:
        angle = float(low[node])
        for child in below[node]:
            low[child], wide[child] = angle, wide[node] * leaves[child] / leaves[node]
            angle += wide[child]
    radius = np.zeros(int(depth.max()) + 1)
    radius[0] = 0.0 if len(tops) == 1 else len(tops) * 1.1 / (2 * np.pi)
    for ring in range(1, len(radius)):
        there = depth == ring
        needed = min(0.95 / max(float(wide[there].min()), 1e-9), int(there.sum()) * 0.95 / (2 * np.pi) * 2)
        radius[ring] = max(radius[ring - 1] + 1.3, needed)
    middle = low + wide / 2 - np.pi / 2
    return np.stack([np.cos(middle), np.sin(middle)], axis=1) * radius[depth][:, None]


def _chart(count: int, edges: net.Edges, roots: list[int]) -> net.Points:
    order, below, depth = _tree(count, edges, roots)
    stacks = {node: [child for child in below[node] if not below[child]] for node in order}
    stacked = {node: some for node, some in stacks.items() if len(some) > _STACK}
    hung = {child: node for node, some in stacked.items() for child in some}
    columns = {
        node: int(np.ceil(len(some) / max(_STACK, int(np.ceil(np.sqrt(len(some)))))))
        for node, some in stacked.items()
    }
    width = np.full(count, net.GAP)
    for node in reversed(order):
        inner = (
            sum(float(width[child]) for child in below[node] if child not in hung)
            + columns.get(node, 0) * net.GAP
        )
        width[node] = max(net.GAP, inner)
    made = np.zeros((count, 2))
    left = 0.0
    for node in order:
        if depth[node] == 0:
            made[node, 0] = left + width[node] / 2
            left += float(width[node])
        at = float(made[node, 0] - width[node] / 2)
        for child in below[node]:
            if child not in hung:
                made[child] = at + width[child] / 2, made[node, 1] + 2.0
                at += float(width[child])
        for rank, child in enumerate(stacked.get(node, ())):
            column, row = rank % columns[node], rank // columns[node]
            made[child] = at + (column + 0.5) * net.GAP, made[node, 1] + 2.0 + row
    return net.deepened(made)
