"""Moving the things of a very large network on all processors, with the same answer on one as on many.

In each of some hundred steps one thing in so many is looked at as everything stood before the step, which any
number of threads can do, and what they chose is done when all have chosen. Neighbours by number are never in
one step: they are often neighbours in the network too, and would change places for ever.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import starmap
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.graph.arrays import Bool, Int32, Int64
from tahqiq.analyse.jit import compiled

R = TypeVar("R")
Weights = NDArray[np.float64]
Stop = NDArray[np.uint8]
_STEPS, _MOST, _ROUNDS = 256, 8, 50
_FEW = 0.05
"""A round in which fewer move is the last: what is left is done by moving whole parts."""
LEAST = 1e-9
"""What a move must gain at least: rounding must not move anything for ever."""


def workers() -> int:
    """How many threads are worth while here."""
    return max(
        1,
        min(_MOST, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1),
    )


def at_once(act: Callable[..., R], given: Sequence[tuple[object, ...]], pool: ThreadPoolExecutor) -> list[R]:
    """``act`` with each of some arguments, at the same time."""
    return list(pool.map(lambda one: act(*one), given)) if len(given) > 1 else list(starmap(act, given))


def moved(
    offsets: Int64,
    heads: Int32,
    weights: Weights,
    strength: Weights,
    community: Int32,
    total: Weights,
    scale: float,
    stop: Stop,
    pool: ThreadPoolExecutor,
    many: int,
) -> None:
    """Move each thing to the community that gains most, and look again at the neighbours of those that moved,
    until few move. Changes ``community`` and ``total`` (what the things of each community weigh); ``many``
    threads of ``pool`` are used."""
    size = len(strength)
    scratch = [(np.zeros(size), np.empty(size, np.int32)) for _ in range(many)]
    awake = np.ones(size, np.bool_)
    for _ in range(_ROUNDS):
        waiting, changed = np.flatnonzero(awake).astype(np.int32), 0
        for first in range(min(_STEPS, len(waiting))):
            if stop[0]:
                return
            nodes = waiting[first::_STEPS].copy()
            awake[nodes] = False
            before, best = community[nodes], np.empty(len(nodes), np.int32)
            shares = [slice(len(nodes) * at // many, len(nodes) * (at + 1) // many) for at in range(many)]
            at_once(
                _choose,
                [
                    (
                        offsets,
                        heads,
                        weights,
                        strength,
                        community,
                        total,
                        nodes[share],
                        scale,
                        best[share],
                        *own,
                    )
                    for share, own in zip(shares, scratch, strict=True)
                ],
                pool,
            )
            changed += _take(nodes, best, community, total, strength)
            at_once(
                _wake,
                [(offsets, heads, community, nodes[share], before[share], awake) for share in shares],
                pool,
            )
        if changed < _FEW * size:
            return


@compiled
def _choose(
    offsets: Int64,
    heads: Int32,
    weights: Weights,
    strength: Weights,
    community: Int32,
    total: Weights,
    nodes: Int32,
    scale: float,
    best: Int32,
    weight: Weights,
    met: Int32,
) -> None:
    """The community that gains most for each of ``nodes``, into ``best``; ``weight`` (zeros) and ``met`` are
    room to work in."""
    for place in range(len(nodes)):
        node = nodes[place]
        mine, own = community[node], strength[node]
        many = 0
        for at in range(offsets[node], offsets[node + 1]):
            other = community[heads[at]]
            if weight[other] == 0.0:
                met[many] = other
                many += 1
            weight[other] += weights[at]
        chosen, gain = mine, weight[mine] - own * (total[mine] - own) * scale + LEAST
        for at in range(many):
            other = met[at]
            value = weight[other] - own * total[other] * scale
            weight[other] = 0.0
            if other != mine and value > gain:
                chosen, gain = other, value
        best[place] = chosen


@compiled
def _take(nodes: Int32, best: Int32, community: Int32, total: Weights, strength: Weights) -> int:
    """Move each of ``nodes`` where it chose; how many moved."""
    changed = 0
    for place in range(len(nodes)):
        node = nodes[place]
        if best[place] != community[node]:
            total[community[node]] -= strength[node]
            total[best[place]] += strength[node]
            community[node] = best[place]
            changed += 1
    return changed


@compiled
def _wake(offsets: Int64, heads: Int32, community: Int32, nodes: Int32, before: Int32, awake: Bool) -> None:
    """Mark the neighbours of those that moved and are elsewhere, to be looked at again."""
    for place in range(len(nodes)):
        here = community[nodes[place]]
        if here != before[place]:
            for at in range(offsets[nodes[place]], offsets[nodes[place] + 1]):
                if community[heads[at]] != here:
                    awake[heads[at]] = True
