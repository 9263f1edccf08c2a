"""Pictures of groups: a circle for each, or a block for each."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.layouts import network as net
from tahqiq.analyse.layouts.force import core


def _members(count: int, groups: Sequence[int]) -> list[NDArray[np.int64]]:
    """The nodes of each group, in the order of the groups' numbers; without groups all are one."""
    number = np.array(groups, dtype=np.int64) if len(groups) == count else np.zeros(count, dtype=np.int64)
    return [np.flatnonzero(number == one) for one in np.unique(number)]


def circles(count: int, edges: net.Edges, seed: int, groups: Sequence[int]) -> net.Points:
    """Each group on a circle of its own, groups that are linked near one another; neighbours in a walk
    through the network stand side by side."""
    members = _members(count, groups)
    group_of = np.zeros(count, dtype=np.int64)
    for at, some in enumerate(members):
        group_of[some] = at
    radius = np.array(
        [0.0 if len(some) == 1 else max(0.7, len(some) * 1.1 / (2 * np.pi)) for some in members]
    )
    centres = _discs(len(members), net.clean(len(members), group_of[edges].tolist()), radius, seed)
    rank = np.zeros(count, dtype=np.int64)
    rank[net.walk(count, edges)] = np.arange(count)
    made = np.zeros((count, 2))
    for at, some in enumerate(members):
        order = some[np.argsort(rank[some])]
        angle = 2 * np.pi * np.arange(len(order)) / len(order) - np.pi / 2
        made[order] = centres[at] + np.stack([np.cos(angle), np.sin(angle)], axis=1) * radius[at]
    return made


def _discs(count: int, edges: net.Edges, radius: NDArray[np.float64], seed: int) -> net.Points:
    """Middles of discs that do not touch, linked ones near one another."""
    made = np.zeros((count, 2))
    found = net.parts(count, edges)
    pictures = []
    for part, inner in found:
        centres = core(len(part), inner, radius[part], seed)
        pictures.append(centres - (centres - radius[part][:, None]).min(axis=0))
    sizes = [
        np.concatenate([[[0.0, 0.0]], picture + radius[part][:, None]])
        for (part, _), picture in zip(found, pictures, strict=True)
    ]
    for (part, _), picture, corner in zip(found, pictures, net.packed(sizes), strict=True):
        made[part] = picture + corner
    return made


def blocks(count: int, groups: Sequence[int]) -> net.Points:
    """Each group as a block of rows, the blocks in rows with a street between them."""
    members = _members(count, groups)
    made = np.zeros((count, 2))
    shapes = []
    for some in members:
        columns = int(np.ceil(np.sqrt(len(some))))
        at = np.arange(len(some))
        shapes.append(np.stack([at % columns, at // columns], axis=1) * 1.2)
    corners = net.packed([np.concatenate([[[0.0, 0.0]], shape + 1.0]) for shape in shapes])
    for some, shape, corner in zip(members, shapes, corners, strict=True):
        made[some] = shape + corner
    return made
