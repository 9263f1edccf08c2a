"""Two tables in which a row has at most one partner: candidates of a row compete with each other and with
having none."""

import numpy as np
from numpy.typing import NDArray

from tahqiq.resolve.tables.comparable_columns import Rows
from tahqiq.resolve.tables.fellegi import Candidates, Numbers

_ROUNDS = 60
_CLIP = 60.0


def competing(candidates: Candidates, evidence: Numbers, rows: int, first: int) -> Numbers:
    """The chance of each candidate, given that each row has one partner or none; the share of rows with a
    partner is found with it.

    For a pair with likelihood ratio R it is R / (all R of both rows, counting R once, + the odds of having no
    partner).
    """
    ratios = np.exp2(np.clip(evidence, -_CLIP, _CLIP))
    sums = np.bincount(candidates.left, weights=ratios, minlength=rows)[candidates.left]
    sums += np.bincount(candidates.right, weights=ratios, minlength=rows)[candidates.right]
    few, many = sorted((first, rows - first))
    share = 0.5
    chances = ratios / sums
    for _ in range(_ROUNDS):
        chances = ratios / (sums - ratios + many * (1 - share) / share)
        before, share = share, float(np.clip(chances.sum() / few, 0.5 / few, 0.98))
        if abs(before - share) < 1e-4:
            break
    made: Numbers = chances
    return made


def best(left: Rows, right: Rows, rows: int) -> NDArray[np.bool_]:
    """Of pairs ordered best first, those both of whose rows are still free."""
    taken = np.zeros(rows, dtype=bool)
    kept = np.zeros(len(left), dtype=bool)
    for at, (one, two) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
        if not taken[one] and not taken[two]:
            taken[one] = taken[two] = kept[at] = True
    return kept


__all__ = ["best", "competing"]
