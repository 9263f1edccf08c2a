"""Room for every item: who stands too near another steps aside, who is held stays.

Neighbours are found in squares, in compiled loops, so that neither a hundred thousand items nor all of them
on one spot take long or much memory (``_CROWD``).
"""

import math

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.jit import compiled
from tahqiq.analyse.layouts.network import Points

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Radii = NDArray[np.float64]
LEAST = 0.9
"""How far apart two items stand at least, units: one is the length of a link."""
_GOLDEN = math.pi * (3 - 5**0.5)
_CROWD = 24
"""How many of one square push an item in one round: of thousands on one spot these say as well where it is
free."""
_ALMOST = 0.9999


def roomy(points: Points, held: Flags | None = None, least: float = LEAST, rounds: int = 60) -> Points:
    """The same picture with no two nodes nearer than ``least``, except where both are ``held`` in their
    places. Those that are too near push one another away; what is still too near after ``rounds`` goes to the
    nearest free place.

    >>> roomy(np.zeros((2, 2)), np.array([True, False]))[0].tolist()
    [0.0, 0.0]
    """
    count = len(points)
    if count < 2:
        return points
    fixed = np.zeros(count, dtype=np.bool_) if held is None else held
    made = np.ascontiguousarray(points, dtype=np.float64).copy()
    radius = np.zeros(count)
    for _ in range(rounds):
        move = np.zeros((count, 2))
        if not pushed(made, radius, fixed, least, move):
            return made
        made += move
    moving = _crowded(made, fixed, least)
    if moving.any():
        wide = least * 4
        squares = np.floor(made / wide).astype(np.int64)
        _, square = np.unique(squares, axis=0, return_inverse=True)
        _freed(made, moving, squares, square.ravel().astype(np.int64), least, wide)
    return made


@compiled
def _squares(points: Points, size: float) -> tuple[Numbers, Numbers, int]:
    """The square of each node, and a number by which column and row become one: squares of a compact picture
    then have buckets of their own, one beside the other in memory; those of a scattered one share some."""
    count = len(points)
    columns, rows = np.empty(count, np.int64), np.empty(count, np.int64)
    for node in range(count):
        columns[node] = int(np.floor(points[node, 0] / size))
        rows[node] = int(np.floor(points[node, 1] / size))
    low, high = rows[0], rows[0]
    for row in rows:
        low, high = min(low, row), max(high, row)
    return columns, rows, (high - low + 3) | 1


@compiled
def _buckets(count: int) -> int:
    width = 16
    while width < 4 * count:
        width *= 2
    return width


@compiled
def _sorted(columns: Numbers, rows: Numbers, stride: int) -> tuple[Numbers, Numbers]:
    """Where each bucket of squares begins, and the nodes in the order of their buckets."""
    width = _buckets(len(columns))
    begins = np.zeros(width + 1, np.int64)
    for node in range(len(columns)):
        begins[((columns[node] * stride + rows[node]) & (width - 1)) + 1] += 1
    filled = np.empty(width, np.int64)
    for at in range(width):
        begins[at + 1] += begins[at]
        filled[at] = begins[at]
    order = np.empty(len(columns), np.int64)
    for node in range(len(columns)):
        bucket = (columns[node] * stride + rows[node]) & (width - 1)
        order[filled[bucket]] = node
        filled[bucket] += 1
    return begins, order


@compiled
def pushed(points: Points, radius: Radii, fixed: Flags, least: float, move: Points) -> int:
    """How many pairs stand nearer than ``least`` and their radii together; what each node has to move away
    from the others is added to ``move``."""
    size = least * 1.02
    columns, rows, stride = _squares(points, size)
    begins, order = _sorted(columns, rows, stride)
    mask = len(begins) - 2
    count = len(points)
    sorted_columns, sorted_rows, held = (
        np.empty(count, np.int64),
        np.empty(count, np.int64),
        np.empty(count, np.bool_),
    )
    places, radii, moved = np.empty((count, 2)), np.empty(count), np.zeros((count, 2))
    for rank in range(count):
        node = order[rank]
        sorted_columns[rank], sorted_rows[rank], held[rank], radii[rank] = (
            columns[node],
            rows[node],
            fixed[node],
            radius[node],
        )
        places[rank, 0], places[rank, 1] = points[node, 0], points[node, 1]
    found = 0
    for node in range(count):
        x, y = places[node, 0], places[node, 1]
        across = 1 if radii[node] == 0 else int(np.ceil((least + 2 * radii[node]) / size))
        for column in range(sorted_columns[node] - across, sorted_columns[node] + across + 1):
            for row in range(sorted_rows[node] - across, sorted_rows[node] + across + 1):
                bucket = (column * stride + row) & mask
                begin, there = begins[bucket], begins[bucket + 1] - begins[bucket]
                for step in range(min(there, _CROWD)):
                    other = begin + (step if there <= _CROWD else (node + step) % there)
                    if radii[other] > radii[node] or (radii[other] == radii[node] and other <= node):
                        continue
                    if (
                        sorted_columns[other] != column
                        or sorted_rows[other] != row
                        or (held[node] and held[other])
                    ):
                        continue
                    wanted = least + radii[node] + radii[other]
                    away_x, away_y = places[other, 0] - x, places[other, 1] - y
                    apart = np.sqrt(away_x * away_x + away_y * away_y)
                    if apart >= wanted * _ALMOST:
                        continue
                    found += 1
                    lacking = (wanted * 1.02 - apart) / 2
                    if apart < 1e-9:
                        away_x, away_y, apart = (
                            np.cos((node + other) * _GOLDEN),
                            np.sin((node + other) * _GOLDEN),
                            1.0,
                        )
                    mine = 0.0 if held[node] else 2.0 if held[other] else 1.0
                    step_x, step_y = away_x / apart * lacking, away_y / apart * lacking
                    moved[node, 0] -= step_x * mine
                    moved[node, 1] -= step_y * mine
                    moved[other, 0] += step_x * (2.0 - mine)
                    moved[other, 1] += step_y * (2.0 - mine)
    for rank in range(count):
        move[order[rank], 0] += moved[rank, 0]
        move[order[rank], 1] += moved[rank, 1]
    return found


@compiled
def _crowded(points: Points, fixed: Flags, least: float) -> Flags:
    """Who stands too near somebody that stays: somebody held, or with a smaller number."""
    columns, rows, stride = _squares(points, least)
    begins, order = _sorted(columns, rows, stride)
    mask = len(begins) - 2
    found = np.zeros(len(points), np.bool_)
    limit = (least * _ALMOST) ** 2
    for node in range(len(points)):
        if fixed[node]:
            continue
        for column in range(columns[node] - 1, columns[node] + 2):
            for row in range(rows[node] - 1, rows[node] + 2):
                bucket = (column * stride + row) & mask
                for at in range(begins[bucket], begins[bucket + 1]):
                    other = order[at]
                    if not found[node] and other != node and (other < node or fixed[other]):
                        far = (points[other, 0] - points[node, 0]) ** 2 + (
                            points[other, 1] - points[node, 1]
                        ) ** 2
                        found[node] = far < limit
                    if found[node]:
                        break
    return found


@compiled
def _freed(
    points: Points, moving: Flags, squares: Numbers, square: Numbers, least: float, wide: float
) -> None:
    """Who is ``moving`` goes to the nearest free place around the middle of its square, one after the other.
    What is taken stays taken, so nobody of a square looks twice at the same place."""
    _, _, stride = _squares(points, least)
    mask = _buckets(len(points)) - 1
    first, after = np.empty(mask + 1, np.int64), np.empty(len(points), np.int64)
    for at in range(mask + 1):
        first[at] = -1
    searched = np.zeros(len(points), np.int64)
    for turn in range(2):
        for node in range(len(points)):
            if moving[node] != (turn == 1):
                continue
            x, y = points[node, 0], points[node, 1]
            while True:
                column, row = int(np.floor(x / least)), int(np.floor(y / least))
                free = True
                for across in range(column - 1, column + 2):
                    for down in range(row - 1, row + 2):
                        other = first[(across * stride + down) & mask]
                        while free and turn == 1 and other >= 0:
                            free = (points[other, 0] - x) ** 2 + (
                                points[other, 1] - y
                            ) ** 2 >= least * least * 0.9998
                            other = after[other]
                if free:
                    break
                at = searched[square[node]] = searched[square[node]] + 1
                far = least * 0.5 * np.sqrt(at)
                x = (squares[node, 0] + 0.5) * wide + np.cos(at * _GOLDEN) * far
                y = (squares[node, 1] + 0.5) * wide + np.sin(at * _GOLDEN) * far
            points[node, 0], points[node, 1] = x, y
            bucket = (column * stride + row) & mask
            after[node] = first[bucket]
            first[bucket] = node
