"""From a model's margin to a chance that was measured: isotonic regression, made strictly rising so that no
order is lost."""

import numpy as np
from pydantic import BaseModel, ConfigDict

from tahqiq.desks.cargo.targeting.measures import Bools, Floats

OWN = 0.001
"""How much of the model's own chance stays mixed in: enough to keep the order inside a step, too little to be
seen."""


class Calibration(BaseModel):
    """Steps of an isotonic regression: ``chances`` at rising ``margins`` (log-odds of the model)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    margins: list[float]
    chances: list[float]

    def of(self, margins: Floats) -> Floats:
        """The chance for each margin, strictly between 0 and 1 and in the same order."""
        own = 1 / (1 + np.exp(-np.clip(margins, -40, 40)))
        steps = np.interp(margins, self.margins, self.chances) if self.margins else own
        return np.asarray((1 - OWN) * steps + OWN * own)


def calibrated(margins: Floats, finds: Bools) -> Calibration:
    """Learn the steps from rows that the model had not seen (R. E. Barlow et al. 1972; Zadrozny and Elkan
    2002)."""
    from scipy.optimize import isotonic_regression  # 0.3 s to load, which no start of the program should take

    order = np.argsort(margins, kind="stable")
    steps = isotonic_regression(finds[order].astype(np.float64))
    blocks = list(zip(steps.blocks[:-1].tolist(), steps.blocks[1:].tolist(), strict=True))
    sorted_margins = margins[order]
    places = [float(sorted_margins[start:end].mean()) for start, end in blocks]
    return Calibration(margins=places, chances=[float(steps.x[start]) for start, _ in blocks])
