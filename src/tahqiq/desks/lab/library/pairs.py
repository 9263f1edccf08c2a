"""How an unknown differs from each spectrum it may be, beyond one number: what repeated measurements of one
compound leave alike, and what only another compound changes.

Everything is taken over the masses that both scans cover, from the two spectra and the molecular mass of the
one in the library alone: neither who measured nor what kind of compound it is takes part, so that the same
pair gives the same values in every library. :data:`PAIRS` names them in their order.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tahqiq.desks.lab.library.bins import Binned
from tahqiq.desks.lab.library.scores import Mine, Peaks, compared, entropies, neighbours
from tahqiq.desks.lab.spectrum import Floats

PAIRS = (
    "squared",
    "cubed",
    "entropy-mass",
    "slope",
    "spread",
    "bend",
    "ratio",
    "unexplained",
    "missing",
    "within-30",
    "within-50",
    "upper",
    "molecular",
    "molecular-ratio",
    "above",
    "tops",
    "beyond",
)
"""``squared``, ``cubed``: cosines of sqrt(I) times m/z to the power of 2 and 3; ``entropy-mass``: entropy
similarity of heights times m/z. ``slope``: by how much heights change with m/z from one instrument to the
other (percent a unit), ``spread`` and ``bend``: what is left of the ratios of common ions then.
``unexplained``: the unknown's weight in masses that the other lacks, ``missing`` the other way round.
``upper``: the cosine over the upper part of the range. ``molecular``: the unknown's ion at the other's
molecular mass, ``above``: its highest above that, ``beyond``: how far that mass lies above its last ion,
``tops``: how far the last ions lie apart."""
_TINY = 1e-12
_HIGH, _LAST, _LOW = 0.1, 0.01, 0.003
_STEEPEST, _FIRM = 0.02, 20.0
"""The steepest slope that is believed (logarithm a unit of m/z), and the width of m/z that a slope must be
learned over to be believed by half."""
_UPPER = 0.6
_ISOTOPES = 2
"""Ions of a molecule stand up to so many units above its mass. A spectrum with higher ones is of a
derivative, whose mass the formula of its parent does not tell."""
_UNKNOWN_MASS = 99.0
_Places = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class _Dense:
    """The unknown by nominal mass (columns) over each range that is asked for (rows), the highest 1."""

    heights: Floats

    @cached_property
    def masses(self) -> _Places:
        return np.arange(self.heights.shape[1])

    @cached_property
    def last(self) -> _Places:
        return _last(self.heights > _LAST)

    @cached_property
    def highest_from(self) -> Floats:
        """The highest from each mass on."""
        found: Floats = np.maximum.accumulate(self.heights[:, ::-1], 1)[:, ::-1]
        return found

    @cached_property
    def sum_from(self) -> Floats:
        found: Floats = np.cumsum(self.heights[:, ::-1], 1)[:, ::-1]
        return found

    def summed(self, power: int) -> Floats:
        """Sum of heights times m/z to a power."""
        found: Floats = self.heights @ self.masses.astype(np.float64) ** power
        return found

    @cached_property
    def weights(self) -> Floats:
        """Roots of heights times m/z."""
        found: Floats = np.sqrt(self.heights) * self.masses
        return found


def pairs(unknown: Binned, peaks: Peaks, masses: _Places) -> Floats:
    """The values of :data:`PAIRS` for an unknown with each of some spectra (rows); ``masses`` are their
    nominal molecular masses, 0 where that is not known.

    >>> one = Binned(np.array([43, 58, 91]), np.array([0.2, 1.0, 0.4]), 40)
    >>> held = Peaks(np.zeros(3, np.int64), one.bins, one.heights, np.array([40]))
    >>> dict(zip(PAIRS, pairs(one, held, np.array([149]))[0].round(3).tolist()))["squared"]
    1.0
    """
    count = len(peaks.lows)
    seen, shared = compared(unknown, peaks)
    own, rows, bins = seen.ranges, shared.rows, shared.bins
    width = int(max(peaks.bins.max(initial=0), unknown.bins.max(initial=0))) + 1
    mine = _Dense(
        seen.laid(seen.heights / np.maximum(seen.heights.max(1, keepdims=True, initial=0), _TINY), width)
    )
    theirs = _to_top(shared.heights, rows, count)
    ours = mine.heights[own[rows], bins]
    both = ours > 0
    wide, product = bins.astype(np.float64), np.sqrt(ours * theirs)

    def summed(values: Floats) -> Floats:
        return np.bincount(rows, values, minlength=count).astype(np.float64)

    def cosine(power: int) -> Floats:
        scale = wide ** (2 * power)
        found: Floats = summed(product * scale) / np.sqrt(
            np.maximum(mine.summed(2 * power)[own] * summed(theirs * scale), _TINY)
        )
        return found

    logs = np.zeros(len(rows))
    logs[both] = np.log(ours[both] / theirs[both])
    tilt = _tilt(rows[both], wide[both], logs[both], product[both], count)
    left = np.where(both, np.abs(logs - tilt.level[rows] - tilt.slope[rows] * (wide - tilt.middle[rows])), 0)
    their_weights = np.sqrt(theirs) * wide
    total, their_total = np.maximum(mine.weights.sum(1)[own], _TINY), np.maximum(summed(their_weights), _TINY)
    explained = np.where(both, np.sqrt(ours) * wide, 0)
    high = (mine.heights >= _HIGH).sum(1)[own] + summed(
        ((theirs >= _HIGH) & (ours < _HIGH)).astype(np.float64)
    )
    share = np.abs(ours - theirs) / np.maximum(np.maximum(ours, theirs), _TINY)
    within = [
        (((ours >= _HIGH) | (theirs >= _HIGH)) & (share < least)).astype(np.float64) for least in (0.3, 0.5)
    ]
    their_last = np.zeros(count, np.int64)
    their_last[rows[theirs > _LAST]] = bins[theirs > _LAST]
    masses = np.where(their_last > masses + _ISOTOPES, 0, masses)
    begin = np.ceil(_UPPER * np.maximum(masses, their_last)).astype(np.int64)
    upper = np.where(bins >= begin[rows], theirs, 0)
    known = (masses > 0) & (masses < width)
    molecular = np.where(known, mine.heights[own, np.where(known, masses, 0)], 0)
    their_molecular = summed(np.where(bins == masses[rows], theirs, 0)) * known
    beyond = (masses > 0) & (masses + _ISOTOPES + 1 < width)
    values = [
        cosine(2),
        cosine(3),
        entropies(
            Mine(seen.bins, mine.heights[:, seen.bins] * seen.bins, own),
            Peaks(rows, bins, theirs * wide, peaks.lows),
        ),
        100 * tilt.slope,
        np.sqrt(summed(product * left**2) / np.maximum(tilt.weight, _TINY)),
        summed(product * wide * left) / np.maximum(summed(product * wide), _TINY),
        neighbours(rows[both], logs[both], count),
        1 - summed(explained) / total,
        summed(np.where(both, 0, their_weights)) / their_total,
        summed(within[0]) / np.maximum(high, 1),
        summed(within[1]) / np.maximum(high, 1),
        summed(np.sqrt(ours * upper))
        / np.sqrt(np.maximum(mine.sum_from[own, np.minimum(begin, width - 1)] * summed(upper), _TINY)),
        molecular,
        np.log((molecular + _LOW) / (their_molecular + _LOW)),
        np.where(beyond, mine.highest_from[own, np.where(beyond, masses + _ISOTOPES + 1, 0)], 0),
        (mine.last[own] - their_last).astype(np.float64),
        np.where(masses > 0, masses - mine.last[own], _UNKNOWN_MASS).astype(np.float64),
    ]
    return np.column_stack(values)


def _to_top(heights: Floats, rows: _Places, count: int) -> Floats:
    """Heights relative to the highest of their spectrum."""
    top = np.zeros(count)
    np.maximum.at(top, rows, heights)
    found: Floats = heights / np.maximum(top, _TINY)[rows]
    return found


def _last(which: npt.NDArray[np.bool_]) -> _Places:
    """The last true column of each row; the last of all where none is."""
    found: _Places = which.shape[1] - 1 - np.argmax(which[:, ::-1], 1)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Tilt:
    """A straight line through the logarithms of the ratios of common ions, each weighing by the root of the
    product of its heights."""

    slope: Floats
    middle: Floats
    level: Floats
    weight: Floats


def _tilt(rows: _Places, wide: Floats, logs: Floats, weights: Floats, count: int) -> _Tilt:
    def summed(values: Floats) -> Floats:
        return np.bincount(rows, values, minlength=count).astype(np.float64)

    weight = summed(weights)
    firm = np.maximum(weight, _TINY)
    middle, level = summed(weights * wide) / firm, summed(weights * logs) / firm
    away = wide - middle[rows]
    slope = summed(weights * away * (logs - level[rows])) / np.maximum(
        summed(weights * away**2) + weight * _FIRM**2, _TINY
    )
    return _Tilt(np.clip(slope, -_STEEPEST, _STEEPEST), middle, level, weight)
