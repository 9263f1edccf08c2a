"""Pictures by what is known of the items themselves: when they first appear, and where they are."""

from collections.abc import Sequence

import numpy as np

from tahqiq.analyse.layouts import network as net


def themes(count: int, groups: Sequence[int], times: Sequence[float | None]) -> net.Points:
    """A line for each item, one below the other, the earliest on top within its group; each stands where it
    first appears on the axis of time, what has no time before the beginning. ``times`` in any unit, as many
    as nodes."""
    when = np.array(
        [np.nan if one is None else one for one in times] if len(times) == count else [np.nan] * count,
        dtype=np.float64,
    )
    group = np.array(groups, dtype=np.int64) if len(groups) == count else np.zeros(count, dtype=np.int64)
    made = np.zeros((count, 2))
    made[np.lexsort((np.arange(count), when, group)), 1] = np.arange(count)
    known = ~np.isnan(when)
    if known.any():
        first, last = float(when[known].min()), float(when[known].max())
        made[known, 0] = (when[known] - first) / max(last - first, 1e-9) * max(6.0, count * 0.6)
        made[~known, 0] = -2.0
    return made


def geographic(count: int, edges: net.Edges, places: Sequence[tuple[float, float] | None]) -> net.Points:
    """As on a map (Mercator, north above): ``places`` are longitude and latitude in degrees. What has no
    place stands in the middle of what it is linked to, and where nothing around it has one, in a row below
    the map."""
    given = list(places) if len(places) == count else [None] * count
    known = np.array([one is not None for one in given], dtype=np.bool_)
    made = np.zeros((count, 2))
    if known.any():
        lon, lat = np.array([one for one in given if one is not None], dtype=np.float64).T
        lat = np.clip(lat, -85.0, 85.0)
        flat = np.stack([np.radians(lon), -np.log(np.tan(np.pi / 4 + np.radians(lat) / 2))], axis=1)
        flat -= flat.mean(axis=0)
        across = float(np.ptp(flat, axis=0).max())
        made[known] = flat * ((np.sqrt(count) * 3 + 4) / across if across > 0 else 1.0)
    next_to = net.neighbours(count, edges)
    placed = known.copy()
    waiting = [node for node in range(count) if not known[node]]
    while waiting:
        ready = [(node, [other for other in next_to[node] if placed[other]]) for node in waiting]
        found = [(node, around) for node, around in ready if around]
        if not found:
            break
        for node, around in found:
            made[node] = made[around].mean(axis=0) + np.array([0.3, 0.5])
        placed[[node for node, _ in found]] = True
        waiting = [node for node in waiting if not placed[node]]
    bottom = float(made[placed, 1].max()) + 2.0 if placed.any() else 0.0
    for rank, node in enumerate(waiting):
        made[node] = rank % 20 * net.GAP, bottom + rank // 20 * net.GAP
    return made
