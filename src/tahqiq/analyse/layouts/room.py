"""Room for every item: who stands too near another steps aside, who is held stays."""

import math

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from tahqiq.analyse.layouts.network import Points

LEAST = 0.9
"""How far apart two items stand at least, units: one is the length of a link."""
_GOLDEN = np.pi * (3 - 5**0.5)


def roomy(points: Points, held: NDArray[np.bool_] | None = None, least: float = LEAST, rounds: int = 60) -> Points:
    """The same picture with no two nodes nearer than ``least``, except where both are ``held`` in their places. Those that are too near push one another
    away; what is still too near after ``rounds`` goes to the nearest free place.

    >>> roomy(np.zeros((2, 2)), np.array([True, False]))[0].tolist()
    [0.0, 0.0]
    """
    count = len(points)
    if count < 2:
        return points
    fixed = np.zeros(count, dtype=np.bool_) if held is None else held
    made = points.copy()
    for _ in range(rounds):
        near = _near(made, fixed, least)
        if not len(near):
            return made
        a, b = near.T
        away = made[b] - made[a]
        apart = np.sqrt((away**2).sum(axis=1))
        same = apart < 1e-9
        away[same] = np.stack([np.cos((a + b)[same] * _GOLDEN), np.sin((a + b)[same] * _GOLDEN)], axis=1)
        apart[same] = 1.0
        step = away / apart[:, None] * ((least * 1.02 - np.where(same, 0.0, apart)) / 2)[:, None]
        share_a = np.where(fixed[a], 0.0, np.where(fixed[b], 2.0, 1.0))[:, None]
        share_b = np.where(fixed[b], 0.0, np.where(fixed[a], 2.0, 1.0))[:, None]
        made += np.stack(
            [np.bincount(b, (step * share_b)[:, axis], count) - np.bincount(a, (step * share_a)[:, axis], count) for axis in (0, 1)], axis=1
        )
    return _freed(made, fixed, least)


def _near(points: Points, fixed: NDArray[np.bool_], least: float) -> NDArray[np.int64]:
    """Pairs that are too near and of which one can move, in order."""
    found = cKDTree(points).query_pairs(least * 0.9999, output_type="ndarray").astype(np.int64)
    found = found[~(fixed[found[:, 0]] & fixed[found[:, 1]])]
    ordered: NDArray[np.int64] = found[np.lexsort((found[:, 1], found[:, 0]))]
    return ordered


def _freed(points: Points, fixed: NDArray[np.bool_], least: float) -> Points:
    """What still stands too near something goes to the nearest free place around it, one after the other."""
    near = _near(points, fixed, least)
    moving = np.unique(np.where(fixed[near[:, 1]], near[:, 0], near[:, 1]))
    if not len(moving):
        return points
    made = points.copy()
    stays = np.ones(len(points), dtype=np.bool_)
    stays[moving] = False
    cells: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for x, y in made[stays].tolist():
        cells.setdefault((int(x // least), int(y // least)), []).append((x, y))
    searched: dict[tuple[int, int], int] = {}
    """How far the places around the middle of each square were looked through: what is taken stays taken, so nobody looks there again."""
    wide = least * 4
    for node in moving.tolist():
        place = (float(made[node, 0]), float(made[node, 1]))
        square = (int(place[0] // wide), int(place[1] // wide))
        while not _free(place, cells, least):
            at = searched[square] = searched.get(square, 0) + 1
            far = least * 0.5 * float(np.sqrt(at))
            place = ((square[0] + 0.5) * wide + math.cos(at * _GOLDEN) * far, (square[1] + 0.5) * wide + math.sin(at * _GOLDEN) * far)
        made[node] = place
        cells.setdefault((int(place[0] // least), int(place[1] // least)), []).append(place)
    return made


def _free(place: tuple[float, float], cells: dict[tuple[int, int], list[tuple[float, float]]], least: float) -> bool:
    (x, y), column, row = place, int(place[0] // least), int(place[1] // least)
    return all(
        (x - px) ** 2 + (y - py) ** 2 >= least**2 * 0.9998
        for across in (-1, 0, 1)
        for down in (-1, 0, 1)
        for px, py in cells.get((column + across, row + down), ())
    )
