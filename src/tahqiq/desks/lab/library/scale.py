"""Whether retention indices of unknowns stand on the same ladder as those of a library: alkanes and methyl esters differ by hundreds of units.

Comparing across ladders takes the right compound away from where it was (on a public pair of sets the first place fell from 84 to 52 %), so it is asked first: hits that
are sure by their spectra alone say how far the indices lie apart. Where they lie apart as a whole, no index is compared.
"""

from collections.abc import Iterable
from itertools import islice

import numpy as np

from tahqiq.desks.lab.library.bins import Binned
from tahqiq.desks.lab.library.retention import Retention
from tahqiq.desks.lab.library.search import rank
from tahqiq.desks.lab.library.store import Library

SURE_SCORE, SURE_GAP = 0.85, 0.05
"""A hit is sure enough to be asked, by its spectrum alone."""
FEWEST, MOST = 5, 60
"""How many sure hits are needed to say anything, and how many unknowns are looked at."""
APART = 60.0
"""Indices that lie this far apart in the median stand on another ladder: on one phase laboratories differ by ten or twenty."""


def apart(library: Library, unknowns: Iterable[tuple[Binned, Retention | None]]) -> float | None:
    """By how many units the unknowns' indices lie above the library's, where that is so much that they stand on another ladder; None = they do not, or too few say.

    Unknowns without an index and libraries without any say nothing.
    """
    if not np.isfinite(library.indices).any():
        return None
    indexed = ((unknown, retention) for unknown, retention in unknowns if retention is not None and len(unknown.bins) > 1)
    found = []
    for unknown, retention in islice(indexed, MOST):
        ranking = rank(library, unknown)
        if not len(ranking) or ranking.scores[0] < SURE_SCORE or ranking.gaps[0] < SURE_GAP:
            continue
        row = int(ranking.rows[0])
        if int(library.phases[row]) == retention.phase and np.isfinite(library.indices[row]):
            found.append(retention.index - float(library.indices[row]))
    if len(found) < FEWEST:
        return None
    middle = float(np.median(found))
    return middle if float(np.median(np.abs(found))) > APART else None
