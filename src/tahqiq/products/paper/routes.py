"""How lines run on paper so that none lies over the icon of another item: the same steps as on the screen
(``ui/src/core/chart/routes.ts``), held together by ``tests/golden/products/routes.json``. Straight where the
way is free, else as the flattest bow that is, else straight with a step aside at each item in the way."""

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
Spot = tuple[float, float, float]
"""An item that no line may run through: x and y of its middle and how far from it lines stay, in units of a
chart, y downwards."""

Spots = NDArray[np.float64]

CLEAR = 0.34
"""How far lines stay from the middle of an item of the usual size."""
POINTS = 22
"""Points of a way at most: as many as the screen draws."""
APART = 0.32
"""Between two of several lines that join the same items."""
_FIRST, _GROWS, _TRIES = 0.2, 1.18, 24
_OUTSIDE = 1 / math.cos(math.pi / 6)


class Field:
    """Items of a chart, asked for those near a line."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        self._spots = np.array(spots, dtype=np.float64).reshape(-1, 3)

    def near(self, a: Point, b: Point) -> Spots:
        """Those near a line (rows x, y, r), without its ends; where one of them lies at an end itself it
        takes no more room than there is."""
        reach = 0.7 * math.dist(a, b) + 5
        x, y, r = self._spots.T
        inside = (
            (x >= min(a[0], b[0]) - reach)
            & (x <= max(a[0], b[0]) + reach)
            & (y >= min(a[1], b[1]) - reach)
            & (y <= max(a[1], b[1]) + reach)
        )
        x, y, r = x[inside], y[inside], r[inside]
        free = np.minimum(np.hypot(x - a[0], y - a[1]), np.hypot(x - b[0], y - b[1]))
        return np.stack([x, y, np.minimum(r, free * 0.98)], axis=1)[free >= 1e-6]


def hits(way: Sequence[Point], spots: Spots | Sequence[Spot]) -> int:
    """How many items (rows x, y, r) a way runs through."""
    spots = np.asarray(spots, dtype=np.float64).reshape(-1, 3)
    points = np.array(way, dtype=np.float64)
    begin, step = points[:-1, :, None], np.diff(points, axis=0)[:, :, None]
    low, high = points.min(axis=0), points.max(axis=0)
    x, y, r = spots[
        ((spots[:, :2] > low - spots[:, 2:]) & (spots[:, :2] < high + spots[:, 2:])).all(axis=1)
    ].T
    if not len(x):
        return 0
    dx, dy = x - begin[:, 0], y - begin[:, 1]
    length = step[:, 0] ** 2 + step[:, 1] ** 2
    share = np.divide(
        dx * step[:, 0] + dy * step[:, 1], length, out=np.zeros_like(dx), where=length > 0
    ).clip(0.0, 1.0)
    apart = np.hypot(dx - step[:, 0] * share, dy - step[:, 1] * share)
    return int((apart < r - 1e-9).any(axis=0).sum())


def bow(a: Point, b: Point, high: float) -> list[Point]:
    """A bow whose middle lies ``high`` beside the straight way, on the right of who walks from ``a`` to ``b``
    (y downwards); straight where it is 0."""
    if abs(high) < 1e-9:
        return [a, b]
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy) or 1.0
    cx, cy = (a[0] + b[0]) / 2 - dy / length * 2 * high, (a[1] + b[1]) / 2 + dx / length * 2 * high
    made = []
    for at in range(POINTS):
        t = at / (POINTS - 1)
        p, q, s = (1 - t) * (1 - t), 2 * t * (1 - t), t * t
        made.append((p * a[0] + q * cx + s * b[0], p * a[1] + q * cy + s * b[1]))
    return made


def _bows(wish: float) -> Iterator[float]:
    yield wish
    side = -1.0 if wish < 0 else 1.0
    step, more = _FIRST, 0.0
    for _ in range(_TRIES):
        more += step
        step *= _GROWS
        yield wish + side * more
        yield wish - side * more


def _stepping(a: Point, b: Point, spots: Spots) -> list[Point]:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length
    met = sorted(
        ((x - a[0]) * ux + (y - a[1]) * uy, (y - a[1]) * ux - (x - a[0]) * uy, r)
        for x, y, r in spots.tolist()
    )
    way = [a]
    for along, aside, r in met:
        if abs(aside) >= r or not 0 < along < length:
            continue
        side = -1 if aside > 0 else 1
        half, outside = math.sqrt(r * r - aside * aside), r * _OUTSIDE
        start, end = math.atan2(-aside, -half), math.atan2(-aside, half)
        turn = ((start - end) if side > 0 else (end - start)) % (2 * math.pi)
        steps = max(1, math.ceil(turn / (math.pi / 3)))
        angles = [start - side * ((step + 0.5) / steps) * turn for step in range(steps)]
        corners = [(max(0.0, along - half), 0.0)]
        corners += [
            (along + math.cos(angle) * outside, aside + math.sin(angle) * outside) for angle in angles
        ]
        corners.append((min(length, along + half), 0.0))
        way += [(a[0] + ux * far - uy * high, a[1] + uy * far + ux * high) for far, high in corners]
    return [*way, b]


Window = tuple[float, float, float, float]
"""Left, top, right and bottom, in units of a chart."""


def routed(a: Point, b: Point, field: Field, wish: float = 0.0, within: Window | None = None) -> list[Point]:
    """The way of a line between two points, ``wish`` how high its bow would be with nothing in the way. Where
    no way is free, the one that runs through fewest. Bows that would leave ``within`` are not drawn: on paper
    one far bow would make everything else small, or add empty sheets.

    >>> routed((0, 0), (2, 0), Field([(0, 0, CLEAR), (2, 0, CLEAR)]))
    [(0, 0), (2, 0)]
    >>> len(routed((0, 0), (2, 0), Field([(0, 0, CLEAR), (1, 0, CLEAR), (2, 0, CLEAR)])))
    22
    """
    spots = field.near(a, b)
    best = bow(a, b, wish)
    least = hits(best, spots)
    if least == 0:
        return best
    for high in _bows(wish):
        way = bow(a, b, high)
        if within is not None and not _inside(way, within):
            continue
        count = hits(way, spots)
        if count == 0:
            return way
        if count < least:
            best, least = way, count
    way = _stepping(a, b, spots)
    return way if len(way) <= POINTS and hits(way, spots) < least else best


def _inside(way: Sequence[Point], window: Window) -> bool:
    left, top, right, bottom = window
    return all(left <= x <= right and top <= y <= bottom for x, y in way)


def point_at(way: Sequence[Point], share: float) -> Point:
    """The point at a share (0 to 1) of the length of a way."""
    return next(points_at(way, (share,)))


def points_at(way: Sequence[Point], shares: Iterable[float]) -> Iterator[Point]:
    """The points at shares (0 to 1) of the length of a way, each when it is asked for."""
    lengths = [math.dist(one, other) for one, other in itertools.pairwise(way)]
    whole = sum(lengths)
    for share in shares:
        left, at = share * whole, 0
        while left > lengths[at] and at < len(lengths) - 1:
            left -= lengths[at]
            at += 1
        part = 0.0 if lengths[at] == 0 else min(1.0, left / lengths[at])
        (x1, y1), (x2, y2) = way[at], way[at + 1]
        yield x1 + (x2 - x1) * part, y1 + (y2 - y1) * part


def without_ends(way: Sequence[Point], begin: float, end: float) -> list[Point]:
    """A way without so much of its beginning and of its end; its middle alone where nothing would be left."""
    lengths = [math.dist(one, other) for one, other in itertools.pairwise(way)]
    length = sum(lengths)
    if begin + end >= length:
        return [point_at(way, 0.5), point_at(way, 0.5)]
    gone, inside = 0.0, []
    for point, before in zip(way[1:], lengths, strict=False):
        gone += before
        if begin < gone < length - end:
            inside.append(point)
    return [point_at(way, begin / length), *inside, point_at(way, 1 - end / length)]
