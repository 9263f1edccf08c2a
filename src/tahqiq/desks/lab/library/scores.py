"""How alike two spectra are, in the measures that the literature gives, over the range that both scans cover.

cosine     of weights sqrt(I) * m/z (Stein and Scott 1994, J Am Soc Mass Spectrom 5:859), norms over the
common range only reverse    the same, with masses left out that only the unknown has ratio      of
neighbouring common masses, the mean of how alike their ratios are (the second part of Stein and Scott's
composite) composite  theirs: (Nu * cosine + Nc * ratio) / (Nu + Nc), Nu masses of the unknown, Nc common ones
entropy    spectral entropy similarity with weights below an entropy of 3 (Li and others 2021, Nat Methods
18:1524) score      what the order of hits begins with: .5 cosine + .35 entropy + .15 ratio; the three parts
were fitted on half of the compounds of a public set. :mod:`order` adds to it
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tahqiq.desks.lab.library.bins import Binned
from tahqiq.desks.lab.spectrum import Floats

PARTS = (0.5, 0.35, 0.15)
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Alike:
    """The measures of one unknown against some spectra of a library, each an array from 0 to 1; ``common``
    counts masses that both have, ``tops`` is how far apart their highest masses above 1 % of the base peak
    lie, ``bases`` whether their base peaks are the same."""

    score: Floats
    cosine: Floats
    reverse: Floats
    entropy: Floats
    composite: Floats
    common: Floats
    tops: Floats
    bases: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Peaks:
    """Spectra of a library one after the other: for each nominal mass its spectrum (``rows``, from 0,
    rising), the mass and the relative height; ``lows`` for each spectrum where its scan began. Every spectrum
    has at least one."""

    rows: npt.NDArray[np.int64]
    bins: npt.NDArray[np.int64]
    heights: Floats
    lows: npt.NDArray[np.int64]


def alike(unknown: Binned, peaks: Peaks) -> Alike:
    """Compare with each spectrum over the masses that both scans cover."""
    count = len(peaks.lows)
    own, shared_range = compared(unknown, peaks)
    ranges, rows, bins, heights = own.ranges, shared_range.rows, shared_range.bins, shared_range.heights
    weights = own.laid(
        np.sqrt(own.heights) * own.bins, int(max(bins.max(initial=0), own.bins.max(initial=0))) + 1
    )
    left = weights.take(ranges[rows] * weights.shape[1] + bins)
    both = np.flatnonzero(left)  # what only one of the two has adds nothing to most of the sums
    left, right, shared = left[both], (np.sqrt(heights[both]) * bins[both]).astype(np.float64), rows[both]

    def summed(values: Floats) -> Floats:
        return np.bincount(shared, values, minlength=count).astype(np.float64)

    product, mine = summed(left * right), np.square(weights).sum(1)[ranges]
    theirs = np.bincount(rows, heights * np.square(bins), minlength=count)
    cosine = product / np.sqrt(np.maximum(mine * theirs, _TINY))
    reverse = product / np.sqrt(np.maximum(summed(left * left) * theirs, _TINY))
    common = np.bincount(shared, minlength=count).astype(np.float64)
    ratio = neighbours(shared, np.log(right / left), count)
    entropy = entropies(own, shared_range)
    masses = (own.heights > 0).sum(1).astype(np.float64)[ranges]
    composite = (masses * cosine + common * ratio) / np.maximum(masses + common, 1)
    score = PARTS[0] * cosine + PARTS[1] * entropy + PARTS[2] * ratio
    tops, bases = (_last(peaks, peaks.heights > least) for least in (0.01, 0.99999))
    highest, base = (
        unknown.bins[unknown.heights > 0.01].max(initial=0),
        unknown.bins[unknown.heights > 0.99999].max(initial=0),
    )
    return Alike(
        score,
        cosine,
        reverse,
        entropy,
        composite,
        common,
        np.abs(tops - highest).astype(np.float64),
        bases == base,
    )


def _last(peaks: Peaks, which: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """The highest mass of each spectrum among ``which`` peaks; 0 where there is none."""
    if not len(peaks.rows):
        return np.zeros(len(peaks.lows), np.int64)
    found: npt.NDArray[np.int64] = np.maximum.reduceat(
        peaks.bins * which, np.searchsorted(peaks.rows, np.arange(len(peaks.lows)))
    )
    return found


def neighbours(rows: npt.NDArray[np.int64], logs: Floats, count: int) -> Floats:
    """The mean likeness of the ratios of neighbouring common masses (``logs``: their logarithms, spectrum by
    spectrum), 0 where there are fewer than two."""
    same = rows[1:] == rows[:-1]
    step = np.exp(-np.abs(np.diff(logs)))[same]
    found: Floats = np.bincount(rows[1:][same], step, minlength=count) / np.maximum(
        np.bincount(rows[1:][same], minlength=count), 1
    )
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Mine:
    """An unknown over some ranges: its ``bins``, what of their ``heights`` (columns) lies in each range
    (rows), and which range each spectrum is compared over."""

    bins: npt.NDArray[np.int64]
    heights: Floats
    ranges: npt.NDArray[np.int64]

    def laid(self, values: Floats, width: int) -> Floats:
        """Values of its peaks (columns) over the ranges (rows), by nominal mass up to ``width``."""
        found = np.zeros((len(values), width))
        found[:, self.bins] = values
        return found


def compared(unknown: Binned, peaks: Peaks) -> tuple[Mine, Peaks]:
    """An unknown and some spectra over the masses that both scans cover."""
    lows, ranges = np.unique(np.maximum(peaks.lows, unknown.low), return_inverse=True)
    inside = peaks.bins >= lows[ranges][peaks.rows]
    mine = Mine(unknown.bins, unknown.heights * (unknown.bins >= lows[:, None]), ranges)
    return mine, Peaks(peaks.rows[inside], peaks.bins[inside], peaks.heights[inside], peaks.lows)


def entropies(mine: Mine, peaks: Peaks) -> Floats:
    """The spectral entropy similarity of an unknown with the peaks of some spectra in the ranges that are
    compared; 0 where either has none there."""
    parts = mine.heights / np.maximum(mine.heights.sum(1), _TINY)[:, None]
    bits = -_bit(parts).sum(1)
    raised = np.power(
        parts, np.where(bits < 3, 0.25 + 0.25 * bits, 1)[:, None], where=parts > 0, out=np.zeros_like(parts)
    )
    parts = raised / np.maximum(raised.sum(1), _TINY)[:, None]
    shares = mine.laid(parts, int(max(peaks.bins.max(initial=0), mine.bins.max(initial=0))) + 1)
    mixed = shares.take(mine.ranges[peaks.rows] * shares.shape[1] + peaks.bins)
    both = np.flatnonzero(mixed)
    theirs = _weighted(peaks.rows, peaks.heights, len(mine.ranges))
    some = (parts.sum(1) > 0)[mine.ranges] & (theirs.totals > 0)
    found: Floats = (
        _likeness(
            theirs, both, mixed[both], (-_bit(parts).sum(1)[mine.ranges], _bit(parts / 2).sum(1)[mine.ranges])
        )
        * some
    )
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Shares:
    """The shares of the peaks after weighting, what each adds to the entropy of its spectrum, and ``rows``
    and sums by spectrum."""

    rows: npt.NDArray[np.int64]
    shares: Floats
    terms: Floats
    totals: Floats
    bits: Floats


def _weighted(rows: npt.NDArray[np.int64], heights: Floats, count: int) -> _Shares:
    """Weight spectra; those of an entropy of 3 and more stay as they are."""
    totals = np.bincount(rows, heights, minlength=count)
    shares = heights / np.maximum(totals, _TINY)[rows]
    terms = _bit(shares)
    bits = -np.bincount(rows, terms, minlength=count).astype(np.float64)
    low = np.flatnonzero((bits < 3)[rows])
    if len(low):
        own = rows[low]
        raised = np.power(shares[low], 0.25 + 0.25 * bits[own])
        shares[low] = raised / np.maximum(np.bincount(own, raised, minlength=count), _TINY)[own]
        terms[low] = _bit(shares[low])
        bits = -np.bincount(rows, terms, minlength=count).astype(np.float64)
    return _Shares(rows, shares, terms, (totals > 0).astype(np.float64), bits)


def _likeness(
    theirs: _Shares, both: npt.NDArray[np.int64], mixed: Floats, unknown: tuple[Floats, Floats]
) -> Floats:
    """The entropy similarity. ``both``: peaks that the unknown has as well, ``mixed`` its shares there; of
    the ``unknown`` its entropy and what halves of its shares add, for each spectrum. Half of a share s alone
    adds (s log s - s log 2) / 2 to the entropy of the mixture."""
    bits, halves = unknown
    shares, rows = theirs.shares[both], theirs.rows[both]
    more = _bit((shares + mixed) / 2) - _bit(mixed / 2) - (theirs.terms[both] - np.log(2) * shares) / 2
    alone = -(theirs.bits + np.log(2) * theirs.totals) / 2
    together = -alone - np.bincount(rows, more, minlength=len(bits)) - halves
    found: Floats = np.clip(1 - (2 * together - theirs.bits - bits) / np.log(4), 0, 1)
    return found


def _bit(shares: Floats) -> Floats:
    found: Floats = shares * np.log(np.maximum(shares, _TINY))
    return found
