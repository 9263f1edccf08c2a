"""Whether two substances that were each measured several times can be told apart by their spectra: the
min-max test (Moorthy and Sisco 2021, Anal Chem 93:13319).

No threshold is chosen: how much repeated measurements of one substance differ among themselves says how much
difference means nothing. Where no spectrum of the one comes as close to one of the other as those of each
come to each other, they are two substances; otherwise the spectra do not tell them apart, which isomers do
not either.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from tahqiq.desks.lab.library.bins import Binned
from tahqiq.desks.lab.spectrum import Floats
from tahqiq.kit.errors import WrongUse

FEWEST = 3
"""Measurements of each that the test needs."""


@dataclass(frozen=True, slots=True)
class MinMax:
    """``sample`` and ``reference``: the least cosine among the measurements of each; ``between``: the highest
    of one with the other. ``index`` is 1 where they are not told apart, less by as much as ``between`` stays
    below the lesser of the two."""

    sample: float
    reference: float
    between: float

    @property
    def index(self) -> float:
        """1 - max(0, least within - highest between)."""
        return 1 - max(min(self.sample, self.reference) - self.between, 0.0)

    @property
    def different(self) -> bool:
        """Whether the spectra are of two substances."""
        return self.between < min(self.sample, self.reference)


def min_max(sample: Sequence[Binned], reference: Sequence[Binned]) -> MinMax:
    """Hold the measurements of a sample against those of a reference, over the masses that all scans cover,
    by the cosine of the roots of the heights (as its authors do).

    Raises ``WrongUse``: ``lab-replicates-few`` where either has fewer than three.

    >>> from tahqiq.desks.lab.library.bins import binned
    >>> def measured(last): return binned(np.array([58.0, 91.0, 134.0]), np.array([100.0, 20.0, last]), 40.0)
    >>> min_max([measured(5), measured(6), measured(7)], [measured(60), measured(64), measured(66)]).different
    True
    >>> min_max([measured(5), measured(6), measured(7)], [measured(5.5), measured(6), measured(7)]).different
    False
    """
    for few in (sample, reference):
        if len(few) < FEWEST:
            raise WrongUse("lab-replicates-few", count=len(few), least=FEWEST)
    low = max(one.low for one in (*sample, *reference))
    width = max(int(one.bins.max(initial=0)) for one in (*sample, *reference)) + 1
    left, right = (np.array([_unit(one, low, width) for one in some]) for some in (sample, reference))
    within = [
        min(float(some[a] @ some[b]) for a, b in combinations(range(len(some)), 2)) for some in (left, right)
    ]
    return MinMax(within[0], within[1], float((left @ right.T).max()))


def _unit(one: Binned, low: int, width: int) -> Floats:
    found = np.zeros(width)
    found[one.bins] = np.sqrt(one.heights)
    found[:low] = 0
    length = float(np.linalg.norm(found))
    return found / length if length else found
