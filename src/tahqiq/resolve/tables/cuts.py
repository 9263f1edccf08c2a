"""What to expect of the pairs above a probability: how many are wrong, how many true ones stand below."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

CUTS = (0.999, 0.99, 0.9, 0.5, 0.1)
_HALF = 0.5


class Cut(NamedTuple):
    """The pairs from a probability on: how many, how many of them are expected to be wrong, and how many true
    ones are expected among the candidates below. Pairs that were never candidates are in no number."""

    probability: float
    pairs: int
    wrong: float
    missing: float


def cuts(probabilities: NDArray[np.float64], at: Sequence[float] = CUTS) -> list[Cut]:
    """What to expect at each cut, the highest first, if the probabilities are right.

    >>> cuts(np.array([0.9995, 0.8, 0.2]), [0.5])
    [Cut(probability=0.5, pairs=2, wrong=0.2, missing=0.2)]
    """
    made = []
    for cut in at:
        above = probabilities >= cut
        wrong = float((1.0 - probabilities[above]).sum())
        made.append(Cut(cut, int(above.sum()), round(wrong, 1), round(float(probabilities[~above].sum()), 1)))
    return made


def is_mostly_missing(probabilities: NDArray[np.float64], threshold: float) -> bool:
    """Whether more true pairs are expected below the threshold than above it."""
    found = next(iter(cuts(probabilities, [threshold])))
    return found.missing > _HALF * float(probabilities.sum())


def weakest(members: Sequence[int], chances: dict[tuple[int, int], float]) -> float:
    """The probability of the least sure member of a group: of each member that of its surest pair in the
    group, of these the lowest.

    >>> weakest([1, 2, 3], {(1, 2): 0.9, (2, 3): 0.6})
    0.6
    """
    surest = dict.fromkeys(members, 0.0)
    for at, one in enumerate(members):
        for two in members[at + 1 :]:
            chance = chances.get((min(one, two), max(one, two)), 0.0)
            surest[one], surest[two] = max(surest[one], chance), max(surest[two], chance)
    return min(surest.values())


__all__ = ["CUTS", "Cut", "cuts", "is_mostly_missing", "weakest"]
