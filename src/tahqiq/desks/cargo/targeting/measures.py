"""How good an order is: measured at the share that a unit can open, on rows later than those that taught
it."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from tahqiq.kit.shares import wilson

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
SHARES: Final = (1, 5, 10)
"""Per cent of the rows that are opened."""


class AtShare(BaseModel):
    """What is found when ``percent`` of the rows are opened, the first in order: ``found`` of ``opened`` had
    a find (``precision`` with its Wilson interval at 95 %), which is ``recall`` of all finds."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    percent: int
    opened: int
    found: int
    precision: float
    interval: tuple[float, float]
    recall: float


class Measured(BaseModel):
    """``auc``: the chance that a row with a find stands before one without. ``ece``: how far calibrated
    scores lie from what was found, in ten bands of equal size; None where it could not be told on rows that
    the calibration had not seen."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rows: int
    finds: int
    auc: float
    at: list[AtShare]
    ece: float | None = None


def auc(finds: Bools, scores: Floats) -> float:
    """The area under the curve, ties counted half; NaN where all rows are alike.

    >>> auc(np.array([False, True, True]), np.array([0.1, 0.9, 0.1]))
    0.75
    """
    positive = int(finds.sum())
    negative = len(finds) - positive
    if not positive or not negative:
        return float("nan")
    from scipy.stats import rankdata  # half a second to load, which no other command should wait for

    ranks = rankdata(scores)
    return float((ranks[finds].sum() - positive * (positive + 1) / 2) / (positive * negative))


def measured(finds: Bools, scores: Floats, ece: float | None = None) -> Measured:
    """All measures of one order; rows of one score keep the order of the file."""
    order = np.argsort(-scores, kind="stable")
    at = []
    for percent in SHARES:
        opened = max(1, len(finds) * percent // 100)
        found = int(finds[order[:opened]].sum())
        at.append(
            AtShare(
                percent=percent,
                opened=opened,
                found=found,
                precision=found / opened,
                interval=wilson(found, opened),
                recall=found / max(1, int(finds.sum())),
            )
        )
    return Measured(rows=len(finds), finds=int(finds.sum()), auc=auc(finds, scores), at=at, ece=ece)


def calibration_error(finds: Bools, scores: Floats, bands: int = 10) -> float:
    """The expected calibration error over bands of equal size (Naeini, Cooper, Hauskrecht 2015)."""
    order = np.argsort(scores, kind="stable")
    parts = [part for part in np.array_split(order, bands) if len(part)]
    return float(
        sum(len(part) * abs(finds[part].mean() - scores[part].mean()) for part in parts) / len(finds)
    )
