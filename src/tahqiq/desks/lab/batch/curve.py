"""Calibration: weighted least squares, amounts with their uncertainty, limits of detection and quantitation.

Uncertainty of an amount by the delta method from the covariance of the coefficients and the residual
deviation (for a straight line this is the textbook formula); limits after ICH Q2: 3.3 and 10 residual
deviations over the slope at zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tahqiq.desks.lab.spectrum import Floats
from tahqiq.kit.errors import WrongUse

Model = Literal["linear", "quadratic"]
Weights = Literal["1", "1/x", "1/x2"]


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """``response = c0 + c1 amount (+ c2 amount²)``. ``spread`` is the residual deviation at weight 1, None
    where no degree of freedom is left; ``lowest`` and ``highest`` amounts of the calibrators: beyond them
    nothing is told."""

    coefficients: Floats
    covariance: Floats
    spread: float | None
    r2: float
    lowest: float
    highest: float
    levels: int
    weights: Weights

    def response(self, amount: float) -> float:
        """What the curve expects."""
        return float(sum(one * amount**power for power, one in enumerate(self.coefficients)))

    def slope(self, amount: float) -> float:
        """Its slope."""
        return float(
            sum(power * one * amount ** (power - 1) for power, one in enumerate(self.coefficients) if power)
        )

    def amount(self, response: float) -> float | None:
        """The amount of a response; None where the curve never has it, or turns back there."""
        if len(self.coefficients) == 2:
            return (
                (response - float(self.coefficients[0])) / float(self.coefficients[1])
                if self.coefficients[1] > 0
                else None
            )
        roots = np.roots([self.coefficients[2], self.coefficients[1], self.coefficients[0] - response])
        real = [
            float(one.real)
            for one in roots
            if abs(one.imag) < 1e-9 * max(1, abs(one)) and self.slope(float(one.real)) > 0
        ]
        return min(real, key=lambda one: abs(one - (self.lowest + self.highest) / 2)) if real else None

    def uncertainty(self, amount: float) -> float | None:
        """The standard uncertainty of an amount read off once; None where no degree of freedom is left to
        know the spread by."""
        slope = self.slope(amount)
        if self.spread is None or slope <= 0:
            return None
        powers = np.array([amount**power for power in range(len(self.coefficients))])
        own = self.spread**2 / weight(np.array([max(amount, self.lowest)]), self.weights)[0]
        return float(np.sqrt(own + powers @ self.covariance @ powers) / slope)

    def limits(self) -> tuple[float, float] | None:
        """Limits of detection and of quantitation; None where the spread is not known."""
        slope = self.slope(0.0)
        if self.spread is None or slope <= 0:
            return None
        low = self.spread / float(np.sqrt(weight(np.array([self.lowest]), self.weights)[0]))
        return 3.3 * low / slope, 10 * low / slope


def curve(amounts: Sequence[float], responses: Sequence[float], model: Model, weights: Weights) -> Curve:
    """Fit a curve. Raises ``WrongUse`` (``lab-curve-few``) where there are fewer levels than coefficients,
    (``lab-curve-flat``) where responses do not rise."""
    x, y = np.array(amounts, np.float64), np.array(responses, np.float64)
    count = 2 if model == "linear" else 3
    levels = len(np.unique(x))
    if levels < count or (x <= 0).any():
        raise WrongUse("lab-curve-few", found=levels, fewest=count)
    scale = float(x.max())
    design = np.vander(x / scale, count, increasing=True)
    roots = np.sqrt(weight(x, weights))
    solved = np.linalg.lstsq(design * roots[:, None], y * roots, rcond=None)[0]
    left = (y - design @ solved) * roots
    free = len(x) - count
    spread = float(np.sqrt(left @ left / free)) if free > 0 else None
    inverse = np.linalg.inv((design * roots[:, None]).T @ (design * roots[:, None]))
    powers = scale ** -np.arange(count, dtype=np.float64)
    middle = float(np.average(y, weights=roots**2))
    total = float(np.square((y - middle) * roots).sum())
    found = Curve(
        solved * powers,
        inverse * np.outer(powers, powers) * (spread or 0.0) ** 2,
        spread,
        1 - float(left @ left) / total if total else 0.0,
        float(x.min()),
        float(x.max()),
        levels,
        weights,
    )
    if found.response(found.highest) <= found.response(found.lowest):
        raise WrongUse("lab-curve-flat")
    return found


def weight(amounts: Floats, weights: Weights) -> Floats:
    """The weights of amounts."""
    found: Floats = (
        np.ones_like(amounts) if weights == "1" else 1 / amounts if weights == "1/x" else 1 / amounts**2
    )
    return found
