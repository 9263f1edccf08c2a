"""Deconvolution: what rises and falls together is one component (after Stein 1999, J Am Soc Mass Spectrom
10:770, with models of two half Gaussians).

Maxima of ions that lie at one time make a component; its model is the shape that most of them agree in. Every
ion around is then explained by the models of the components that overlap there and a straight baseline, none
of them negative; what an ion owes to a component is a peak of its spectrum where it stands above its
uncertainty.
"""

from dataclasses import dataclass

import numpy as np

from tahqiq.desks.lab.signal.apexes import Apexes, apexes, usual_width
from tahqiq.desks.lab.signal.grid import Ions
from tahqiq.desks.lab.signal.nonnegative import nonnegative
from tahqiq.desks.lab.spectrum import Floats, Integers

TOGETHER = 0.15
"""Maxima count as simultaneous within about this part of the width of a peak."""
NEAR = 1.8
"""They are taken from within this many times that: farther ones were pulled by a neighbour, or are its
own."""
FEWEST_IONS = 3
STRONG = 12.0
"""The noise deviations that the maxima of a component must come to together (root of the sum of squares)."""
PAIR = 15.0
"""Two maxima that come to this are looked at as well: a third ion, whose maximum a bigger neighbour hides,
must then show itself in the fit."""
SURE = 3.0
"""A component stands by ions that are this many standard errors high; three of them at least."""
LIKELY = 2.0
"""Then every ion of this many standard errors is a peak of its spectrum: what is left out is missed more in a
search than what chance adds."""
PRIOR = 5.0
"""How many scans the noise of the run counts as, beside the misfit of the ion itself, when its errors are
told."""
OWN = 0.15
"""A component beside a bigger one must have this share of its spectrum to itself."""
REACH = 4.0
"""Widths to each side over which models and baseline are fitted."""


@dataclass(frozen=True, slots=True, eq=False)
class Component:
    """One component. ``scan`` (with its fraction) and ``time`` (s) of its top, ``left`` and ``right`` widths
    of its model in scans; its spectrum ``mz``, ``heights`` (of the model's top) and their ``errors``;
    ``area`` of all ions (counts x s). ``purity``: its share of the signal above the baseline at its top;
    ``ratio``: signal to noise of its strongest ion."""

    scan: float
    time: float
    left: float
    right: float
    mz: Integers
    heights: Floats
    errors: Floats
    area: float
    purity: float
    ratio: float


@dataclass(slots=True)
class _Seed:
    scan: float
    left: float
    right: float
    weight: float
    ions: Apexes


def components(ions: Ions) -> list[Component]:
    """The components of a run in the order of time."""
    seeds = _seeds(ions, apexes(ions))
    found: list[Component] = []
    for group in _groups(seeds):
        found += _explained(ions, group)
    return _without_satellites(sorted(found, key=lambda one: one.scan))


def _without_satellites(found: list[Component]) -> list[Component]:
    """Leave out what a bigger neighbour leaves because its peak is no perfect model: little of its height
    lies in masses that are not much stronger there."""
    kept = []
    scans, areas = np.array([one.scan for one in found]), np.array([one.area for one in found])
    reaches = np.array([REACH * max(one.left, one.right) + 2 for one in found])
    for one in found:
        bigger = [
            found[place]
            for place in np.flatnonzero(
                (areas > 1.5 * one.area) & (np.abs(scans - one.scan) < reaches)
            ).tolist()
        ]
        if all(_own_share(one, other) > OWN for other in bigger):
            kept.append(one)
    return kept


def _own_share(one: Component, other: Component) -> float:
    """The share of a spectrum's weighted height in masses in which ``other`` is less than twice as high."""
    theirs = np.zeros(len(one.mz))
    _, here, there = np.intersect1d(one.mz, other.mz, return_indices=True)
    theirs[here] = other.heights[there]
    weights = np.sqrt(one.heights) * one.mz
    return float(weights[theirs < 2 * one.heights].sum() / weights.sum())


def _seeds(ions: Ions, tops: Apexes) -> list[_Seed]:
    """Where maxima gather: peaks of their density in time, each maximum weighing by the logarithm of its
    significance."""
    if not len(tops):
        return []
    usual = usual_width(tops)
    step = 0.05
    span = max(TOGETHER * usual, 0.25)
    cells = np.arange(0, len(ions.grid) + step, step)
    weights = np.log1p(tops.significance / 5)
    density = np.bincount(
        np.clip((tops.scan / step).astype(np.int64), 0, len(cells) - 1), weights, minlength=len(cells)
    )
    kernel = np.exp(-0.5 * (np.arange(-int(4 * span / step), int(4 * span / step) + 1) * step / span) ** 2)
    density = np.convolve(density, kernel, "same")
    peaks = np.flatnonzero((density[1:-1] > density[:-2]) & (density[1:-1] >= density[2:])) + 1
    taken = np.zeros(len(tops), bool)
    seeds = []
    bounds = np.searchsorted(tops.scan, cells[peaks][:, None] + np.array([-NEAR, NEAR]) * span)
    for place in np.argsort(-density[peaks]).tolist():
        begin, end = bounds[place].tolist()
        near = begin + np.flatnonzero(~taken[begin:end])
        strength = float(np.sqrt(np.square(tops.significance[near]).sum()))
        if len(near) < FEWEST_IONS - 1 or strength < (STRONG if len(near) >= FEWEST_IONS else PAIR):
            continue
        taken[near] = True
        seeds.append(_model(ions, tops.take(near), usual))
    return _merged(sorted(seeds, key=lambda one: one.scan), span)


def _model(ions: Ions, tops: Apexes, usual: float) -> _Seed:
    """The shape that most ions of a component agree in: the weighted median of tops and of the widths to each
    side."""
    weights = np.sqrt(tops.significance)
    scan = _median(tops.scan, weights)
    sharp = tops.take(
        np.argsort(np.abs(tops.scan - scan) - 0.02 * np.sqrt(tops.significance), kind="stable")[
            : max(3, 2 * len(tops) // 3)
        ]
    )
    width = _median(sharp.width, np.sqrt(sharp.significance))
    width = float(np.clip(width, 0.5 * usual, 3 * usual))
    left, right = _sides(ions, sharp, scan, width)
    return _Seed(scan, left, right, float(weights.sum()), tops)


def _sides(ions: Ions, tops: Apexes, scan: float, width: float) -> tuple[float, float]:
    """The widths to the left and to the right by the moments of the best ions near their tops; the plain
    width where they say nothing."""
    reach = int(np.ceil(1.5 * width)) + 1
    middle = round(scan)
    near = slice(max(middle - reach, 0), min(middle + reach + 1, len(ions.grid)))
    rows = np.arange(near.start, near.stop)
    best = tops.place[np.argsort(-tops.significance)[:8]]
    shape = np.maximum(ions.grid[near, best] - ions.base[near, best], 0).astype(np.float64)
    top = shape.max(0)
    shape = _middle(shape / np.maximum(top, 1e-9))
    sides = []
    for side in (rows < scan, rows > scan):
        away = np.abs(rows[side] - scan)
        use = (shape[side] > 0.25) & (shape[side] < 0.95) & (away > 0.3 * width)
        found = away[use] / np.sqrt(-2 * np.log(shape[side][use])) if use.any() else np.array([width])
        sides.append(min(max(float(_middle(found)), 0.7 * width), 1.8 * width))
    return sides[0], sides[1]


def _middle(values: Floats) -> Floats:
    """The median over the last axis; of the few values that stand here a sort is many times as fast as
    numpy's."""
    ordered, count = np.sort(values, axis=-1), values.shape[-1]
    found: Floats = (ordered[..., (count - 1) // 2] + ordered[..., count // 2]) / 2
    return found


def _median(values: Floats, weights: Floats) -> float:
    order = np.argsort(values)
    sums = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(sums, sums[-1] / 2)])


def _merged(seeds: list[_Seed], span: float) -> list[_Seed]:
    """Two seeds closer than the eye of the density are one, the weightier."""
    kept: list[_Seed] = []
    for seed in seeds:
        if kept and seed.scan - kept[-1].scan < 1.2 * span:
            if seed.weight > kept[-1].weight:
                kept[-1] = seed
            continue
        kept.append(seed)
    return kept


def _groups(seeds: list[_Seed]) -> list[list[_Seed]]:
    """Seeds whose models overlap, at most a dozen together."""
    groups: list[list[_Seed]] = []
    for seed in seeds:
        last = groups[-1][-1] if groups else None
        if last is not None and seed.scan - last.scan < 3 * (last.right + seed.left) and len(groups[-1]) < 12:
            groups[-1].append(seed)
        else:
            groups.append([seed])
    return groups


def shape(rows: Floats | Integers, scan: float, left: float, right: float) -> Floats:
    """A model: two half Gaussians that meet at their top, 1 there."""
    away = np.asarray(rows, np.float64) - scan
    found: Floats = np.exp(-0.5 * np.square(away / np.where(away < 0, left, right)))
    return found


def _explained(ions: Ions, group: list[_Seed]) -> list[Component]:
    """Fit every ion around a group by its models and a straight line."""
    first, last = group[0], group[-1]
    rows = np.arange(
        max(int(first.scan - REACH * first.left), 0),
        min(int(last.scan + REACH * last.right) + 2, len(ions.grid)),
    )
    models = np.stack([shape(rows, one.scan, one.left, one.right) for one in group], axis=1)
    line = np.linspace(0, 1, len(rows))
    design = np.column_stack([models, line, 1 - line])  # every straight line that is nowhere negative
    block = ions.grid[rows].astype(np.float64)
    middles = np.median(block, axis=0)
    places = np.flatnonzero((block - ions.base[rows]).max(0) > SURE * ions.noise(middles))
    signals = block[:, places]
    heights, errors = _fitted(
        design, signals, 1 / ions.noise(np.maximum(signals, middles[places])), len(group)
    )
    found = []
    for number, seed in enumerate(group):
        if int((heights[number] > SURE * errors[number]).sum()) < FEWEST_IONS:
            continue
        likely = heights[number] > LIKELY * errors[number]
        found.append(_component(ions, seed, places[likely], heights[number][likely], errors[number][likely]))
    return found


def _fitted(design: Floats, signals: Floats, scales: Floats, count: int) -> tuple[Floats, Floats]:
    """Heights of the first ``count`` models in each ion (columns of ``signals``, weighted by ``scales``),
    never negative, and their standard errors by the noise of the run and the misfit of the ion."""
    fit = nonnegative(design, signals, scales)
    misfit = (fit.rests + PRIOR) / (np.maximum(len(signals) - (fit.heights > 0).sum(0), 1) + PRIOR)
    return fit.heights[:count], np.sqrt(np.maximum(fit.variances[:count], 0) * misfit)


def _component(ions: Ions, seed: _Seed, places: Integers, heights: Floats, errors: Floats) -> Component:
    middle = min(max(round(seed.scan), 0), len(ions.grid) - 1)
    time = float(np.interp(seed.scan, np.arange(len(ions.times)), ions.times))
    pace = float(np.gradient(ions.times)[middle])
    above = float(np.maximum(ions.grid[middle] - ions.base[middle], 0).sum())
    strongest = int(np.argmax(heights))
    noise = float(ions.noise(ions.base[middle, places[strongest]]))
    area = float(heights.sum()) * (seed.left + seed.right) * np.sqrt(np.pi / 2) * pace
    return Component(
        seed.scan,
        time,
        seed.left,
        seed.right,
        ions.masses[places],
        heights,
        errors,
        area,
        min(1.0, float(heights.sum()) / max(above, 1e-9)),
        float(heights[strongest]) / max(noise, 1e-9),
    )
