"""A run as a grid of scans and nominal masses, with the baseline and the noise of each ion."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tahqiq.desks.lab.library.bins import DEFECT, WIDEST
from tahqiq.desks.lab.spectrum import Floats, Run
from tahqiq.kit.errors import WrongUse

Grid = npt.NDArray[np.float32]
SEGMENT = 13
"""Scans of a segment in which noise is taken (Stein 1999, J Am Soc Mass Spectrom 10:770)."""
BASE = 61
"""Scans over which the baseline of an ion follows its valleys: several times a peak of a capillary column."""
FEWEST_SCANS = 30


@dataclass(frozen=True, slots=True, eq=False)
class Ions:
    """``grid[scan, place]`` of the nominal masses ``masses``; ``base`` its baseline; ``times`` in seconds,
    evenly enough spaced; ``factor`` the noise factor: noise of a signal a is ``factor * sqrt(a)``. ``floor``
    is the smallest signal the instrument writes."""

    masses: npt.NDArray[np.int64]
    grid: Grid
    base: Grid
    times: Floats
    factor: float
    floor: float

    def noise(self, signal: Grid | Floats) -> Floats:
        """The standard deviation of a signal of this height."""
        found: Floats = self.factor * np.sqrt(np.maximum(np.asarray(signal, np.float64), self.floor))
        return found


def ions_of(run: Run) -> Ions:
    """The grid of a run. Raises ``WrongUse``: ``lab-run-times`` where scans have no times, ``lab-run-short``
    for fewer than 30 scans."""
    if not np.isfinite(run.times).all() or (np.diff(run.times) <= 0).any():
        raise WrongUse("lab-run-times")
    if len(run) < FEWEST_SCANS:
        raise WrongUse("lab-run-short", count=len(run))
    nominal = np.floor(run.mz + DEFECT).astype(np.int64)
    keep = (nominal > 0) & (nominal < WIDEST) & (run.intensity > 0)
    scans = np.repeat(np.arange(len(run)), np.diff(run.starts))[keep]
    masses, places = np.unique(nominal[keep], return_inverse=True)
    flat = np.bincount(scans * len(masses) + places, run.intensity[keep], minlength=len(run) * len(masses))
    grid = flat.reshape(len(run), len(masses)).astype(np.float32)
    floor = float(np.percentile(run.intensity[keep], 1)) if keep.any() else 1.0
    return Ions(masses, grid, baseline(grid), run.times, noise_factor(grid, floor), floor)


def baseline(grid: Grid) -> Grid:
    """The valleys of each ion, smoothed: opening of the smoothed signal over :data:`BASE` scans."""
    from scipy.ndimage import (  # slow to load: no start of the program waits for it
        maximum_filter1d,
        minimum_filter1d,
        uniform_filter1d,
    )

    smooth = uniform_filter1d(grid, 5, axis=0, mode="nearest")
    low = maximum_filter1d(
        minimum_filter1d(smooth, BASE, axis=0, mode="nearest"), BASE, axis=0, mode="nearest"
    )
    found: Grid = uniform_filter1d(low, BASE // 2, axis=0, mode="nearest")
    return found


def noise_factor(grid: Grid, floor: float) -> float:
    """Median of |difference from the mean| / sqrt(mean) over segments in which the signal crosses its mean
    often (Stein 1999), times what makes it a standard deviation.

    Where no ion has such a segment (threshold cut everything away) sqrt(floor) stands for it: the smallest
    signal is then one deviation.
    """
    count = len(grid) // SEGMENT
    parts = grid[: count * SEGMENT].reshape(count, SEGMENT, -1)
    means = parts.mean(1)
    off = parts - means[:, None]
    crossings = (np.diff(np.sign(off), axis=1) != 0).sum(1)
    steady = (crossings > SEGMENT // 2) & (parts.min(1) > 0)
    if steady.sum() < 10:
        return float(np.sqrt(floor))
    deviation = np.median(np.abs(off), axis=1)[steady] / np.sqrt(means[steady])
    return float(1.4826 * np.median(deviation))
