"""Items that would lie on one another with their names are pushed apart, each as little as it takes; which is
above, below or beside which stays as somebody put it."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from tahqiq.products.paper.chart_picture import Drawable, named
from tahqiq.products.paper.layout import Layout
from tahqiq.products.paper.names import GAP

_BESIDE, _BELOW = 16.0, 20.0
"""Room in points that is left between two items with their names: what lines say stands there."""
_ROUNDS = 120


def pushed(what: Drawable, unit: float) -> Drawable:
    """The same chart with its items far enough apart when ``unit`` points lie between two that are one unit
    apart. What is written about an item goes along with it."""
    places = {one.id: (one.x * unit, one.y * unit) for one in what.layout.items if one.id in what.items}
    spots, _ = named(places, what.items, what.locale, what.styled, what.photos)
    if not spots:
        return what
    wide = np.array([max(one.wide, one.radius * 2.6) + _BESIDE for one in spots])
    high = np.array([one.radius * 2 + GAP + one.high + _BELOW for one in spots])
    x = np.array([one.x for one in spots])
    y = np.array([one.y + (GAP + one.high) / 2 for one in spots])
    first = np.sign(np.arange(len(spots))[:, None] - np.arange(len(spots))[None, :])
    for _ in range(_ROUNDS):
        dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
        over_x = (wide[:, None] + wide[None, :]) / 2 - np.abs(dx)
        over_y = (high[:, None] + high[None, :]) / 2 - np.abs(dy)
        over = (over_x > 0.01) & (over_y > 0.01)
        np.fill_diagonal(over, val=False)
        if not over.any():
            break
        level = over & (over_x < over_y)
        x += (np.where(level, over_x, 0) * np.where(dx == 0, first, np.sign(dx))).sum(axis=1) * 0.5
        y += (np.where(over & ~level, over_y, 0) * np.where(dy == 0, first, np.sign(dy))).sum(axis=1) * 0.5
    moved = {
        one.id: (float(left) / unit, float(top) / unit)
        for one, left, top in zip(
            spots, x, y - np.array([(GAP + one.high) / 2 for one in spots]), strict=True
        )
    }
    return replace(what, layout=_moved(what.layout, moved))


def _moved(layout: Layout, to: Mapping[str, tuple[float, float]]) -> Layout:
    by = {one.id: (to[one.id][0] - one.x, to[one.id][1] - one.y) for one in layout.items if one.id in to}
    none = (0.0, 0.0)
    return replace(
        layout,
        items=tuple(
            replace(one, x=one.x + by[one.id][0], y=one.y + by[one.id][1]) if one.id in by else one
            for one in layout.items
        ),
        texts=tuple(
            replace(one, x=one.x + by.get(one.of, none)[0], y=one.y + by.get(one.of, none)[1])
            for one in layout.texts
        ),
    )
