"""New items beside those that stay: a picture grows without what a reader has learned by heart being
moved."""

from collections.abc import Mapping

import numpy as np

from tahqiq.analyse.layouts import network as net
from tahqiq.analyse.layouts.room import pushed

Fixed = Mapping[int, tuple[float, float]]


def beside(count: int, edges: net.Edges, fixed: Fixed, seed: int, rounds: int = 60) -> net.Points:
    """Positions by links with some nodes held: the others begin in the middle of what they are linked to and
    are drawn and pushed from there."""
    random = np.random.default_rng(seed)
    held = np.zeros(count, dtype=np.bool_)
    held[list(fixed)] = True
    made = _begun(count, edges, fixed, held)
    made[~held] += random.normal(scale=0.4, size=(int((~held).sum()), 2))
    radius = np.zeros(count)
    a, b = edges.T
    linked = np.maximum(net.degrees(count, edges), 1)
    for step in range(rounds):
        gap = made[b] - made[a]
        apart = np.maximum(np.sqrt((gap**2).sum(axis=1)), 1e-6)
        pull = gap * ((apart - 1) / apart / 2)[:, None]
        move = (
            np.stack(
                [
                    np.bincount(a, pull[:, axis], count) - np.bincount(b, pull[:, axis], count)
                    for axis in (0, 1)
                ],
                axis=1,
            )
            / linked[:, None]
        )
        pushed(made, radius, held, 1.2, move)
        size = np.maximum(np.sqrt((move**2).sum(axis=1)), 1e-9)
        move *= np.minimum(1, (0.1 + 1.2 * (1 - step / rounds)) / size)[:, None]
        move[held] = 0
        made = made + move
    return made


def _begun(
    count: int, edges: net.Edges, fixed: Fixed, held: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
) -> net.Points:
    made = np.zeros((count, 2))
    made[list(fixed)] = list(fixed.values())
    next_to = net.neighbours(count, edges)
    placed = held.copy()
    order = [node for node in range(count) if placed[node]]
    for node in order:
        for other in next_to[node]:
            if not placed[other]:
                placed[other] = True
                around = [one for one in next_to[other] if placed[one] and one != other]
                made[other] = made[around].mean(axis=0)
                order.append(other)
    lone = np.flatnonzero(~placed)
    edge = made[placed].max(axis=0) if placed.any() else np.zeros(2)
    made[lone] = np.stack([np.full(len(lone), edge[0] + 2.0), edge[1] - np.arange(len(lone))], axis=1)
    return made


def turned_onto(points: net.Points, fixed: Fixed, turn: bool) -> net.Points:
    """A picture moved (and, where that means nothing in it, turned) so that it comes nearest to the fixed
    nodes, which then stand where they stood (Kabsch 1976); without fixed nodes as it is."""
    if not fixed:
        return points
    nodes, wanted = list(fixed), np.array(list(fixed.values()), dtype=np.float64)
    mine = points[nodes]
    middle, aim = mine.mean(axis=0), wanted.mean(axis=0)
    made = points - middle
    if turn and len(nodes) > 1:
        u, _, v = np.linalg.svd((mine - middle).T @ (wanted - aim))
        made = made @ (u @ np.diag([1.0, np.sign(np.linalg.det(u @ v)) or 1.0]) @ v)
    found: net.Points = made + aim
    found[nodes] = wanted
    return found
