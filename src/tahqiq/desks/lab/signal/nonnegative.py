"""Least squares without negative coefficients, for many signals at once that one design explains, each with
weights of its own.

The normal equations of all signals stand in one array, and each signal takes one variable in or out at a time
by the sweep of Goodnight (1979, Am Stat 33:149), the one that its gradient asks for most as Lawson and Hanson
(1974) do. A sweep gives the solution, the gradient and the variances together. Signals whose variables are
too nearly dependent for that, or that do not settle, are solved one by one by scipy.
"""

from dataclasses import dataclass

import numpy as np

from tahqiq.desks.lab.spectrum import Floats, Integers

DEPENDENT = 1e-7
"""A variable of which those in the solution leave less than this part is not swept in."""
STILL = 1e-13
"""A gradient (or a negative coefficient) below this part of the signal is none."""
ROUNDS = 5
"""Variables go in and out at most this many times as often as there are any."""


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """``heights[variable, signal]``, none negative; ``variances`` of those that are used where the noise of
    the weighted signal is 1 (0 where unused); ``rests`` the sum of squares that is left of each weighted
    signal."""

    heights: Floats
    variances: Floats
    rests: Floats


def nonnegative(design: Floats, signals: Floats, scales: Floats) -> Fit:
    """Fit each column of ``signals`` (points x signals), weighted by that of ``scales``, by the columns of
    ``design`` (points x variables).

    >>> design = np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    >>> fit = nonnegative(design, np.array([[1.0, 3.0], [1.0, 1.0], [0.0, -1.0]]), np.ones((3, 2)))
    >>> fit.heights.round(9).tolist()
    [[1.0, 2.0], [0.0, 0.0]]
    """
    count = design.shape[1]
    squares = np.square(scales)
    table = _table(design, signals, squares)
    lengths = np.sqrt(np.maximum(np.diagonal(table, axis1=1, axis2=2), 1e-300)).copy()
    table /= lengths[:, :, None] * lengths[:, None, :]
    lost = _swept(table)
    used = np.diagonal(table, axis1=1, axis2=2)[:, :count] < 0
    heights = (
        np.where(used, np.maximum(table[:, :count, count], 0), 0) * lengths[:, count:] / lengths[:, :count]
    )
    variances = np.where(used, -np.diagonal(table, axis1=1, axis2=2)[:, :count], 0) / np.square(
        lengths[:, :count]
    )
    for signal in lost.tolist():
        heights[signal], variances[signal] = _alone(
            design * scales[:, signal, None], signals[:, signal] * scales[:, signal]
        )
    fitted = (heights[:, None] @ design.T)[:, 0].T
    rests = (squares * np.square(signals - fitted)).sum(0)
    return Fit(heights.T, variances.T, rests)


def _table(design: Floats, signals: Floats, squares: Floats) -> Floats:
    """The normal equations of each signal with its right side as last row and column. Products are stacks of
    small ones: one large one would be spread over the processors, which costs many times what it takes."""
    count = design.shape[1]
    table = np.empty((signals.shape[1], count + 1, count + 1))
    table[:, :count, :count] = design.T @ (squares.T[:, :, None] * design)
    weighted = (squares * signals).T
    table[:, count, :count] = table[:, :count, count] = (weighted[:, None] @ design)[:, 0]
    table[:, count, count] = (weighted * signals.T).sum(1)
    return table


def _swept(table: Floats) -> Integers:
    """Sweep ``table`` (its diagonal is 1) until no variable wants in or out; gives back the signals for which
    that failed. A swept variable has a negative diagonal."""
    count = table.shape[1] - 1
    going, part, lost = np.arange(len(table)), table.copy(), []
    for _ in range(ROUNDS * count):
        wish = _wish(part, count)
        which = wish.argmax(1)
        each = np.arange(len(going))
        pivot = part[each, which, which]
        weak = (pivot > 0) & (pivot < DEPENDENT)
        moving = wish[each, which] > 0
        if not moving.all() or weak.any():
            table[going[~moving]] = part[~moving]
            lost.append(going[moving & weak])
            moving &= ~weak
            part, which, going, pivot = part[moving], which[moving], going[moving], pivot[moving]
            each = np.arange(len(going))
        if not len(going):
            break
        row = part[each, which]
        across = row / pivot[:, None]
        part -= row[:, :, None] * across[:, None, :]
        across *= np.sign(pivot)[:, None]
        part[each, which] = across
        part[each, :, which] = across
        part[each, which, which] = -1 / pivot
    return np.concatenate([*lost, going])


def _wish(part: Floats, count: int) -> Floats:
    """How much each variable wants to change sides: out by how negative it is, and where none is, in by its
    gradient; 0 where it does not."""
    right = part[:, :count, count]
    swept = np.diagonal(part, axis1=1, axis2=2)[:, :count] < 0
    out = np.where(swept & (right < -STILL), -right, 0)
    inward = np.where(~swept & (right > STILL), right, 0)
    return np.where(out.any(1, keepdims=True), out, inward)


def _alone(design: Floats, signal: Floats) -> tuple[Floats, Floats]:
    """One signal by scipy, with the variances of the variables that are used."""
    from scipy.optimize import nnls  # 0.3 s to load, for the few signals that come here

    heights, _ = nnls(design, signal)
    variances = np.zeros(len(heights))
    used = heights > 0
    variances[used] = np.diagonal(np.linalg.pinv(design[:, used].T @ design[:, used]))
    return heights, variances
