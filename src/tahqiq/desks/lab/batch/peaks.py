"""One substance in one run: its peak, and whether it meets what was seen of the reference material in the
same sequence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tahqiq.desks.lab.batch.method import Target
from tahqiq.desks.lab.batch.runs import RunData
from tahqiq.desks.lab.signal.components import REACH, Component, shape
from tahqiq.desks.lab.signal.grid import BASE
from tahqiq.desks.lab.spectrum import Floats

VALLEY = 0.1
"""Two tops with a valley between them that is deeper than this share of the lower one are two peaks."""


@dataclass(frozen=True, slots=True)
class Peak:
    """What was measured: ``time`` (s), ``area`` (counts x s) and ``height`` of the trace of one ion above its
    baseline, its signal to noise ``ratio`` (height over the noise of the baseline beside it), heights of
    other ions relative to it (0 = absent), ``tailing`` = right over left width; ``saturated``: a scan of it
    is at the end of the detector's scale."""

    time: float
    area: float
    height: float
    ratio: float
    relative: Mapping[int, float]
    tailing: float
    saturated: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """The substance as its reference material showed it in this sequence: earliest and latest top, mean
    relative heights of the qualifiers, of how many injections."""

    first: float
    last: float
    relative: Mapping[int, float]
    count: int


def peak(run: RunData, ion: int, first: float, last: float, others: Sequence[int] = ()) -> Peak | None:
    """The component between two times (s) that is highest in ``ion``, its trace measured over four widths to
    each side; None where none has it. Components under one top of the trace are one peak: a peak whose sides
    differ is no perfect model and comes as several. Height and noise are those of the trace, so that they do
    not depend on how well a model fits."""
    within = [one for one in run.parts if first <= one.time <= last and _height(one, ion) > 0]
    if not within:
        return None
    part = max(within, key=lambda one: _height(one, ion))
    begin, end = max(int(part.scan - REACH * part.left), 0), int(part.scan + REACH * part.right) + 2
    whole, times = run.traces[ion], run.times[begin:end]
    trace = whole[begin:end]
    top = begin + int(np.argmax(trace))
    together = [one for one in within if one is part or _under_one_top(whole, round(one.scan), top)]
    heights = {
        mass: sum(
            _height(one, mass) * float(shape(np.array([top]), one.scan, one.left, one.right)[0])
            for one in together
        )
        for mass in (ion, *others)
    }
    return Peak(
        part.time,
        float(np.trapezoid(trace, times)),
        float(trace.max()),
        float(trace.max()) / _noise(run, ion, begin, end, top),
        {one: heights[one] / heights[ion] for one in others},
        part.right / part.left,
        bool(((run.saturated >= begin) & (run.saturated < end)).any()),
    )


def _height(part: Component, ion: int) -> float:
    at = int(np.searchsorted(part.mz, ion))
    return float(part.heights[at]) if at < len(part.mz) and part.mz[at] == ion else 0.0


def _under_one_top(trace: Floats, scan: int, top: int) -> bool:
    """Whether a trace rises from a scan to its top without a valley."""
    way = trace[min(scan, top) : max(scan, top) + 1]
    return scan < len(trace) and float(way.min()) >= (1 - VALLEY) * float(trace[scan])


def _noise(run: RunData, ion: int, begin: int, end: int, top: int) -> float:
    """The noise beside a peak: that of the baseline by the noise of the run, or how far the trace itself
    scatters on both sides where that is more (chemical noise)."""
    trace = run.traces[ion]
    beside = np.concatenate([trace[max(begin - BASE, 0) : begin], trace[end : end + BASE]])
    scatter = 1.4826 * float(np.median(np.abs(beside - np.median(beside)))) if len(beside) else 0.0
    return max(float(run.noises[ion][top]), scatter, 1e-9)


def reference(target: Target, peaks: Sequence[Peak]) -> Reference | None:
    """What calibrators showed; None without any."""
    good = [one for one in peaks if one.ratio >= target.ratio]
    if not good:
        return None
    means = {ion: float(np.mean([one.relative[ion] for one in good])) for ion in target.qualifiers}
    return Reference(min(one.time for one in good), max(one.time for one in good), means, len(good))


def failures(target: Target, seen: Peak | None, held: Reference | None) -> list[str]:
    """Why a peak is not the substance by the criteria of the method: codes, none where it meets them all."""
    if seen is None:
        return ["absent"]
    if held is None:
        return ["no-reference"]
    found = ["weak"] if seen.ratio < target.ratio else []
    if not held.first - target.window <= seen.time <= held.last + target.window:
        found.append("time")
    if any(
        abs(seen.relative[ion] - mean) > target.within * mean or not seen.relative[ion]
        for ion, mean in held.relative.items()
    ):
        found.append("ions")
    return found
