"""Where ions have their maxima, to a tenth of a scan, and which of them stand above the noise."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tahqiq.desks.lab.signal.grid import Ions
from tahqiq.desks.lab.spectrum import Floats

HIGH = 5.0
"""A maximum counts from this many noise deviations (of the smoothed signal) above the baseline."""
SMOOTH = 0.8
"""Scans (standard deviation) over which ions are smoothed to learn how wide the peaks of a run are."""
MATCHED = 0.5
"""Then they are smoothed by this part of that width: close to the filter that noise hides a peak from the
least, and still narrow beside it."""


@dataclass(frozen=True, slots=True, eq=False)
class Apexes:
    """Maxima of ions in the order of time: ``scan`` with its fraction, ``place`` of the ion, ``height`` above
    the baseline, ``width`` (standard deviation in scans, of the parabola of the logarithm), ``significance``
    in noise deviations."""

    scan: Floats
    place: npt.NDArray[np.int64]
    height: Floats
    width: Floats
    significance: Floats

    def __len__(self) -> int:
        return len(self.scan)

    def take(self, which: npt.NDArray[np.int64] | npt.NDArray[np.bool_]) -> "Apexes":
        """Some of them."""
        return Apexes(
            self.scan[which],
            self.place[which],
            self.height[which],
            self.width[which],
            self.significance[which],
        )


def apexes(ions: Ions) -> Apexes:
    """All maxima that count, of ions smoothed as wide as the peaks of the run allow."""
    found = _maxima(ions, SMOOTH)
    if not len(found):
        return found
    wide = float(np.clip(MATCHED * usual_width(found), SMOOTH, 3))
    return _maxima(ions, wide) if wide > SMOOTH else found


def usual_width(tops: Apexes) -> float:
    """The median width of the strongest maxima of the run."""
    best = np.argsort(-tops.significance)[: max(50, len(tops) // 10)]
    return float(np.median(tops.width[best]))


def _maxima(ions: Ions, wide: float) -> Apexes:
    """Maxima of the ions smoothed by a Gaussian of ``wide`` scans, whose noise is that of the scans by the
    root of how many of them it takes together."""
    from scipy.ndimage import gaussian_filter1d  # slow to load: no start of the program waits for it

    smooth = gaussian_filter1d(ions.grid, wide, axis=0, mode="nearest")
    above = np.maximum(smooth - ions.base, 0)
    calm = ions.factor / np.sqrt(2 * np.sqrt(np.pi) * wide)
    high = above[1:-1] > HIGH * calm * np.sqrt(np.maximum(ions.base[1:-1], ions.floor))
    top = (smooth[1:-1] > smooth[:-2]) & (smooth[1:-1] >= smooth[2:]) & high
    scans, places = np.nonzero(top)
    scans = scans + 1
    height = above[scans, places].astype(np.float64)
    noise = calm * np.sqrt(np.maximum(smooth[scans, places].astype(np.float64) * 0.5, ions.floor))
    reach = np.clip(_reach(above, scans, places), 1, 8)
    shift, width = _parabola(above, scans, places, reach, wide)
    keep = (np.abs(shift) <= reach) & (width > 0.4) & (width < 60) & (height > HIGH * noise)
    order = np.argsort((scans + shift)[keep], kind="stable")
    found = Apexes(scans + shift, places, height, width, height / noise)
    return found.take(np.flatnonzero(keep)[order])


def _reach(
    above: npt.NDArray[np.float32], scans: npt.NDArray[np.int64], places: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """How many scans to each side stay above six tenths of the maximum, the shorter side."""
    found = np.zeros(len(scans), np.int64)
    top = above[scans, places]
    going = np.ones(len(scans), bool)
    for step in range(1, 9):
        left, right = np.maximum(scans - step, 0), np.minimum(scans + step, len(above) - 1)
        going &= (above[left, places] > 0.6 * top) & (above[right, places] > 0.6 * top)
        found[going] = step
    return found


def _parabola(
    above: npt.NDArray[np.float32],
    scans: npt.NDArray[np.int64],
    places: npt.NDArray[np.int64],
    reach: npt.NDArray[np.int64],
    wide: float,
) -> tuple[Floats, Floats]:
    """Least squares of a parabola to the logarithm over ``reach`` scans to each side: how far the top lies
    from the scan, and the width of the Gaussian."""
    shift, width = np.zeros(len(scans)), np.full(len(scans), np.nan)
    for size in np.unique(reach).tolist():
        here = np.flatnonzero(reach == size)
        steps = np.arange(-size, size + 1)
        rows = np.clip(scans[here][:, None] + steps, 0, len(above) - 1)
        values = np.log(np.maximum(above[rows, places[here][:, None]].astype(np.float64), 1e-3))
        fit = np.einsum("ks,is->ki", np.linalg.pinv(np.vander(steps, 3, increasing=True)), values)
        bent = fit[2] < 0
        with np.errstate(divide="ignore", invalid="ignore"):
            shift[here] = np.where(bent, -fit[1] / (2 * fit[2]), 1e9)
            width[here] = np.where(bent, np.sqrt(-1 / (2 * fit[2])), np.nan)
    width = np.sqrt(np.maximum(width**2 - wide**2, 0.16))
    return shift, width
