"""How retention indices of unknowns stand to those of a library: on the same ladder, on another that a bridge
leads from, or on another without one.

Alkanes and methyl esters differ by hundreds of units, and some laboratories count in units of their own.
Comparing across ladders takes the right compound away from where it was (on a public pair of sets the first
place fell from 84 to 52 %), so hits that are sure by their spectra alone are asked first. Where they lie
apart as a whole, a smooth rising curve through them is the bridge: wrong hits among them lose their weight,
and it is used only where it foretells sure hits that it was not made from, and only between the lowest and
the highest of them. Else no index is compared.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from numpy.polynomial import Polynomial

from tahqiq.desks.lab.library.bins import Binned
from tahqiq.desks.lab.library.retention import Retention
from tahqiq.desks.lab.library.search import rank
from tahqiq.desks.lab.library.store import Library
from tahqiq.desks.lab.spectrum import Floats

SURE_SCORE, SURE_GAP = 0.85, 0.05
"""A hit is sure enough to be asked, by its spectrum alone (the score before the closer look)."""
FEWEST, LOOKED_AT = 5, 60
"""How many sure hits are needed to say that ladders differ, and how many unknowns are looked at for that, of
those that a bridge would be made from."""
APART = 60.0
"""Indices that lie this far apart in the median stand on another ladder: on one phase laboratories differ by
ten or twenty."""
BEARING, MOST, POOL = 15, 400, 5000
"""How many sure hits carry a bridge, how many unknowns are looked at to find them (as they lie evenly in the
order of their indices), and from how many they are taken."""
LONGEST, BEYOND = 3000.0, 5000.0
"""About the highest index of a library on alkanes, and what lies beyond any."""
CLOSE = 25.0
"""A bridge must foretell half of the sure hits left aside as closely as this."""
DEGREES = (1, 2, 3)
"""Of the curve; each needs ten sure hits more, and must be a tenth better than a simpler one."""
FOLDS, TURNS = 5, 25
Unknown = tuple[Binned, Retention]


@dataclass(frozen=True, slots=True, eq=False)
class Bridge:
    """The way from the unknowns' ladder to the library's. ``low`` to ``high``: where it holds, on the
    unknowns' ladder; ``hits`` that it is carried by of those ``asked``; ``residual``: how far half of the
    sure hits left aside lay from it at most. ``unit``: as of :class:`Standing`, ``residual`` is told in
    it."""

    curve: Polynomial
    low: float
    high: float
    hits: int
    asked: int
    residual: float
    unit: float

    def across(self, retention: Retention) -> Retention | None:
        """An index on the library's ladder; None outside of what the bridge was made from."""
        if not self.low <= retention.index <= self.high:
            return None
        return Retention(
            float(self.curve(retention.index)), retention.phase, self.residual, self.unit, led=True
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """``off``: by how many units the unknowns' indices lie above the library's in the median, where that is
    so much that they stand on another ladder; None = they do not, or too few say. ``bridge``: the way across,
    None where none was needed or none holds. ``unit``: how many units of the library are about one of a
    ladder of alkanes."""

    off: float | None = None
    bridge: Bridge | None = None
    unit: float = 1.0

    def compared(self, retention: Retention | None) -> Retention | None:
        """The index that is held against the library; None = none is."""
        if retention is None:
            return None
        if self.off is None:
            return replace(retention, unit=self.unit)
        return None if self.bridge is None else self.bridge.across(retention)


def standing(library: Library, unknowns: Iterable[tuple[Binned, Retention | None]]) -> Standing:
    """How the indices of ``unknowns`` stand to those of a library. Unknowns without an index and libraries
    without any say nothing."""
    if not np.isfinite(library.indices).any():
        return Standing()
    indexed = (
        (unknown, retention)
        for unknown, retention in unknowns
        if retention is not None and len(unknown.bins) > 1
    )
    pool = _spread(sorted(islice(indexed, POOL), key=lambda one: one[1].index), MOST)
    step = _step(pool, LOOKED_AT)
    unit = _unit(library)
    first = list(_sure(library, pool[::step]))
    apart = [mine - theirs for mine, theirs in first]
    if len(first) < FEWEST or float(np.median(np.abs(apart))) <= APART * unit:
        return Standing(unit=unit)
    pairs = np.array([*first, *_sure(library, [one for place, one in enumerate(pool) if place % step])])
    return Standing(float(np.median(apart)), bridge(pairs[:, 0], pairs[:, 1], unit), unit)


def _unit(library: Library) -> float:
    """Indices that no column could give on alkanes stand in finer units (of methyl esters in BinBase: 387 to
    one)."""
    highest = float(np.nanpercentile(library.indices, 99))
    return highest / LONGEST if highest > BEYOND else 1.0


def _step(some: Sequence[Unknown], most: int) -> int:
    return max(1, -(-len(some) // most))


def _spread(some: Sequence[Unknown], most: int) -> Sequence[Unknown]:
    """At most so many of them, evenly."""
    return some[:: _step(some, most)]


def _sure(library: Library, unknowns: Iterable[Unknown]) -> Iterator[tuple[float, float]]:
    """The index of each unknown that has a sure hit on its phase, and that of the hit."""
    for unknown, retention in unknowns:
        ranking = rank(library, unknown)
        if not len(ranking) or ranking.alike.score[0] < SURE_SCORE or ranking.gaps[0] < SURE_GAP:
            continue
        row = int(ranking.rows[0])
        if int(library.phases[row]) == retention.phase and np.isfinite(library.indices[row]):
            yield retention.index, float(library.indices[row])


def bridge(mine: Floats, theirs: Floats, unit: float = 1.0) -> Bridge | None:
    """A rising curve from ``mine`` to ``theirs`` (the same sure hits on either ladder, some of them wrong),
    of the lowest degree that foretells nearly as well as any; None where none does.

    >>> mine = np.linspace(200_000, 900_000, 40)
    >>> astray = np.where(np.arange(40) % 5 == 2, 300.0, 0.0)
    >>> found = bridge(mine, mine / 400 + np.square(mine) / 4e9 + astray)
    >>> found.hits, round(found.across(Retention(520_000.0)).index), found.across(Retention(100_000.0))
    (32, 1368, None)
    """
    if len(mine) < BEARING or np.ptp(mine) == 0:
        return None
    foretold = [(_foretold(mine, theirs, degree), degree) for degree in DEGREES if len(mine) >= 10 * degree]
    residual, degree = foretold[0]
    for error, higher in foretold[1:]:
        if error < 0.9 * residual:
            residual, degree = error, higher
    curve = _curve(mine, theirs, degree)
    off = np.abs(theirs - curve(mine))
    carried = np.sort(mine[off <= 4 * max(residual, float(np.median(off)), 1e-9)])
    low, high = float(carried[1]), float(carried[-2])
    if residual > CLOSE * unit or float(curve.deriv()(np.linspace(low, high, 50)).min()) <= 0:
        return None
    return Bridge(curve, low, high, len(carried), len(mine), residual / unit, unit)


def _foretold(mine: Floats, theirs: Floats, degree: int) -> float:
    """How far half of the hits lie at most from curves that they were left out of, a fifth at a time."""
    fold = np.argsort(np.argsort(mine, kind="stable")) % FOLDS
    off = np.empty(len(mine))
    for aside in range(FOLDS):
        here = fold == aside
        off[here] = np.abs(theirs[here] - _curve(mine[~here], theirs[~here], degree)(mine[here]))
    return float(np.median(off))


def _curve(mine: Floats, theirs: Floats, degree: int) -> Polynomial:
    """A polynomial by least squares in which what lies far off weighs little (weights of Cauchy, by the
    median distance, until they stand)."""
    weights = np.ones(len(mine))
    for _ in range(TURNS):
        found = Polynomial.fit(mine, theirs, degree, w=np.sqrt(weights))
        off = np.abs(theirs - found(mine))
        weights = 1 / (1 + np.square(off / max(1.4826 * float(np.median(off)), 1e-6)))
    return found
