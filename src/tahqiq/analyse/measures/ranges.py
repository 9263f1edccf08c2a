"""How sure a rank is: the ranks that a thing takes when sources are drawn again, and when some links were
never recorded."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.graph.arrays import Bool, Int64
from tahqiq.analyse.graph.view import Network

Values = NDArray[np.float64]
LOW, HIGH = 5, 95
"""Percentiles of the replicates that bound a range."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """For each node the lowest and highest rank (1 = the largest value) in nine of ten replicates; None when
    there was nothing to draw."""

    low: Int64
    high: Int64


def ranks(values: Values) -> tuple[Int64, Int64]:
    """The best and the worst rank of each value: equal values share a stretch of ranks.

    >>> [item.tolist() for item in ranks(np.array([5.0, 7.0, 5.0]))]
    [[2, 1, 2], [3, 1, 3]]
    """
    order = np.sort(-values)
    return np.searchsorted(order, -values, side="left") + 1, np.searchsorted(order, -values, side="right")


def without_sources(network: Network, repeats: int, seed: int) -> Iterator[Bool]:
    """Which pairs are left when as many sources as there are are drawn with repetition (Efron 1979); nothing
    when there is only one."""
    sources, place = np.unique(network.told_source, return_inverse=True)
    if len(sources) < 2:
        return
    random = np.random.default_rng(seed)
    for _ in range(repeats):
        drawn = np.zeros(len(sources), np.bool_)
        drawn[random.integers(0, len(sources), len(sources))] = True
        keep = np.zeros(len(network.a), np.bool_)
        keep[network.told_pair[drawn[place]]] = True
        yield keep


def without_links(network: Network, share: float, repeats: int, seed: int) -> Iterator[Bool]:
    """Which pairs are left when a share of them had not been recorded."""
    random = np.random.default_rng(seed)
    for _ in range(repeats if share > 0 else 0):
        yield random.random(len(network.a)) >= share


def ranges(
    network: Network, kept: Iterator[Bool], measure: Callable[[Network], Values], tell: Callable[[], None]
) -> Ranges | None:
    """The ranges over the replicates."""
    low: list[Int64] = []
    high: list[Int64] = []
    for keep in kept:
        tell()
        best, worst = ranks(np.round(measure(network.only(keep)), 9))
        low.append(best)
        high.append(worst)
    if not low:
        return None
    return Ranges(
        np.percentile(np.array(low), LOW, axis=0, method="lower").astype(np.int64),
        np.percentile(np.array(high), HIGH, axis=0, method="higher").astype(np.int64),
    )
