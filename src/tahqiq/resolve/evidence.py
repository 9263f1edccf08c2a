"""What a score is made of: for each candidate and field the level reached and its weight, as columns for many
pairs at once."""

from dataclasses import dataclass
from math import log2

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tahqiq.model.pair import Reason
from tahqiq.resolve.comparison import Comparison
from tahqiq.resolve.model import Model

MISSING = -1
Numbers = NDArray[np.float64]
Levels = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Field:
    """One field over all candidates: ``levels`` are positions in ``comparison.levels`` (-1: nothing can be
    said), ``weights`` bits with rarity in them."""

    comparison: Comparison
    levels: Levels
    weights: Numbers

    def at(self, *names: str) -> NDArray[np.bool_]:
        """Which candidates reach one of the named levels."""
        wanted = [position for position, level in enumerate(self.comparison.levels) if level.name in names]
        return np.isin(self.levels, wanted)

    def bits(self, level: int) -> float:
        """The weight of a level by its position, before rarity."""
        found = self.comparison.levels[level]
        return log2(found.m / found.u)

    def reason(self, row: int) -> Reason | None:
        """The field of one candidate in the words of a pair; None when it says nothing."""
        if self.levels[row] == MISSING:
            return None
        return Reason(
            self.comparison.field,
            self.comparison.levels[self.levels[row]].name,
            round(float(self.weights[row]), 2),
        )


def fields(model: Model, scored: pa.Table) -> dict[str, Field]:
    """The fields of scored candidates by name."""
    found: dict[str, Field] = {}
    for comparison in model.comparisons:
        plain = numbers(scored, f"mw_{comparison.field}")
        steps = np.array([log2(level.m / level.u) for level in comparison.levels])
        levels = np.abs(plain[:, None] - steps[None, :]).argmin(axis=1).astype(np.int8)
        levels[plain == 0.0] = MISSING
        rarity = numbers(scored, f"mw_tf_adj_{comparison.field}") if comparison.rare else 0.0
        found[comparison.field] = Field(comparison, levels, plain + rarity)
    return found


def numbers(scored: pa.Table, column: str) -> Numbers:
    """A numeric column with 0 where there is nothing."""
    made: Numbers = scored[column].fill_null(0.0).to_numpy().astype(np.float64)
    return made


def probabilities(weights: Numbers) -> Numbers:
    """The chance that two records are of one thing, from weights in bits with the prior in them.

    >>> probabilities(np.array([0.0, 10.0])).round(4).tolist()
    [0.5, 0.999]
    """
    made: Numbers = 1.0 / (1.0 + np.exp2(-weights))
    return made


__all__ = ["MISSING", "Field", "Levels", "Numbers", "fields", "numbers", "probabilities"]
