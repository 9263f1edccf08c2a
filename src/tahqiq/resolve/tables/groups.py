"""Rows into groups: chains of doubtful pairs are taken apart where their members do not agree with one
another on the whole."""

from collections.abc import Callable

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

from tahqiq.resolve.components import components, numbered
from tahqiq.resolve.tables.comparable_columns import Rows
from tahqiq.resolve.tables.fellegi import Numbers

_LARGEST = 300
"""Rows of a chain that are compared all with all; a longer one is first parted at its weaker pairs."""
_STEP = 2.0
_CLIP = 25.0


def grouped(
    rows: int,
    left: Rows,
    right: Rows,
    bits: Numbers,
    weigh: Callable[[Rows, Rows], Numbers],
    threshold: float,
) -> Rows:
    """The group of every row. ``bits`` are those of the candidates, ``weigh`` gives them for any pairs of
    rows.

    Members of a chain are compared all with all and joined while the mean of their weights speaks for it
    (average linkage) by ``threshold`` bits.
    """
    made = np.arange(rows, dtype=np.int64)
    next_number = rows
    waiting = [(np.arange(rows, dtype=np.int64), threshold)]
    chains: list[Rows] = []
    while waiting:
        members, least = waiting.pop()
        inside = np.zeros(rows, dtype=bool)
        inside[members] = True
        kept = (bits >= least) & inside[left] & inside[right]
        found = components(rows, left[kept], right[kept])[members]
        order = np.argsort(found, kind="stable")
        for part in np.split(members[order], np.flatnonzero(np.diff(found[order])) + 1):
            if len(part) > _LARGEST:
                waiting.append((part, least + _STEP))
            elif len(part) > 1:
                chains.append(part)
    if not chains:
        return made
    ones = np.concatenate([np.repeat(chain, np.arange(len(chain) - 1, -1, -1)) for chain in chains])
    twos = np.concatenate(
        [
            chain[np.concatenate([np.arange(at + 1, len(chain)) for at in range(len(chain))])]
            for chain in chains
        ]
    )
    weights = np.clip(weigh(np.minimum(ones, twos), np.maximum(ones, twos)), -_CLIP, _CLIP)
    start = 0
    for chain in chains:
        count = len(chain) * (len(chain) - 1) // 2
        distance = _CLIP - weights[start : start + count]
        start += count
        labels = (
            fcluster(linkage(distance, "average"), _CLIP - threshold, "distance")
            if len(chain) > 2
            else _two(distance[0], threshold)
        )
        made[chain] = next_number + labels
        next_number += len(chain) + 1
    return numbered(made)


def _two(distance: float, threshold: float) -> Rows:
    return np.array([1, 1 if distance <= _CLIP - threshold else 2], dtype=np.int64)


__all__ = ["grouped"]
