"""Spectra at unit mass, and the weights that searching goes by: intensity to the power of a half times m/z
(Stein and Scott 1994 use the same form)."""

from dataclasses import dataclass

import numpy as np

from tahqiq.desks.lab.spectrum import Floats, Integers, Spectrum

DEFECT = 0.3
"""m/z from .7 below to .3 above the next whole number count as that number less one: organic ions lie above
their nominal mass."""
WIDEST = 4096
"""Nominal masses at or above this are not searched by (they stay in the spectrum)."""


@dataclass(frozen=True, slots=True, eq=False)
class Binned:
    """A spectrum at unit mass. ``bins`` rise, ``heights`` are relative to the highest (1.0), none is zero;
    ``low`` is where its scan began as far as is known."""

    bins: Integers
    heights: Floats
    low: int

    @property
    def weights(self) -> Floats:
        """What the cosine is taken of, not normalised."""
        found: Floats = np.sqrt(self.heights) * self.bins
        return found


def binned(mz: Floats, intensity: Floats, low: float | None = None) -> Binned:
    """Add up the points of each nominal mass. ``low`` is the m/z where the scan began; None = the lowest mass
    that has a point.

    >>> binned(np.array([43.05, 43.9, 58.1]), np.array([10.0, 5.0, 20.0])).bins.tolist()
    [43, 44, 58]
    """
    nominal = np.floor(mz + DEFECT).astype(np.int64)
    keep = (nominal > 0) & (nominal < WIDEST) & (intensity > 0)
    bins, places = np.unique(nominal[keep], return_inverse=True)
    heights = np.bincount(places, intensity[keep], minlength=len(bins)).astype(np.float64)
    if not len(bins):
        return Binned(bins, heights, 0)
    begin = int(bins[0]) if low is None else min(int(low), int(bins[0]))
    return Binned(bins, heights / heights.max(), begin)


def of(spectrum: Spectrum) -> Binned:
    """A spectrum at unit mass."""
    return binned(spectrum.mz, spectrum.intensity)
