"""Invented runs: Gaussian peaks of given spectra on a noisy background."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tahqiq.desks.lab.spectrum import Run


@dataclass(frozen=True)
class Peak:
    """A compound: the scan of its top, its width in scans, its height, its spectrum (relative)."""

    scan: float
    spectrum: Mapping[int, float]
    height: float = 1e5
    width: float = 3.0


def run(peaks: Sequence[Peak], scans: int = 400, seed: int = 3, pace: float = 0.3) -> Run:
    """A run of them with column bleed at m/z 207 and 281 and a sparse noise; times from 60 s."""
    rng = np.random.default_rng(seed)
    grid = np.zeros((scans, 400))
    grid[:, 207], grid[:, 281], grid[:, 73] = 900, 400, 300
    steps = np.arange(scans, dtype=np.float64)
    for peak in peaks:
        shape = np.exp(-0.5 * ((steps - peak.scan) / peak.width) ** 2) * peak.height
        for mass, share in peak.spectrum.items():
            grid[:, mass] += shape * share
    grid = (rng.poisson(grid / 20) * 20.0).astype(np.float64)
    grid[rng.random(grid.shape) < 0.002] += 60
    grid[grid < 100] = 0
    rows, masses = np.nonzero(grid)
    starts = np.searchsorted(rows, np.arange(scans + 1)).astype(np.int64)
    return Run(60 + steps * pace, starts, masses.astype(float), grid[rows, masses])


MANY = dict(zip((44, 91, 119, 134, 162, 58), (1.0, 0.6, 0.4, 0.3, 0.2, 0.15), strict=True))
OTHER = dict(zip((42, 58, 91, 150, 194, 303), (0.5, 0.3, 0.2, 0.7, 1.0, 0.4), strict=True))
