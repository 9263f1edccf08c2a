"""One substance in one run: its peak, and whether it meets what was seen of the reference material in the
same sequence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tahqiq.desks.lab.batch.method import Target
from tahqiq.desks.lab.batch.runs import RunData
from tahqiq.desks.lab.signal.components import REACH, Component


@dataclass(frozen=True, slots=True)
class Peak:
    """What was measured: ``time`` (s), ``area`` (counts x s) and ``height`` of the trace of one ion above its
    baseline, its signal to noise ``ratio``, heights of other ions relative to it (0 = absent), ``tailing`` =
    right over left width; ``saturated``: a scan of it is at the end of the detector's scale."""

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
    each side; None where none has it."""
    found: tuple[float, Component, int] | None = None
    for part in run.parts:
        at = int(np.searchsorted(part.mz, ion))
        if (
            first <= part.time <= last
            and at < len(part.mz)
            and part.mz[at] == ion
            and (found is None or part.heights[at] > found[0])
        ):
            found = float(part.heights[at]), part, at
    if found is None:
        return None
    modelled, part, at = found
    have = dict(zip(part.mz.tolist(), part.heights.tolist(), strict=True))
    begin, end = max(int(part.scan - REACH * part.left), 0), int(part.scan + REACH * part.right) + 2
    trace, times = run.traces[ion][begin:end], run.times[begin:end]
    return Peak(
        part.time,
        float(np.trapezoid(trace, times)),
        float(trace.max()),
        modelled / max(float(part.errors[at]), 1e-9),
        {one: have.get(one, 0.0) / modelled for one in others},
        part.right / part.left,
        bool(((run.saturated >= begin) & (run.saturated < end)).any()),
    )


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
