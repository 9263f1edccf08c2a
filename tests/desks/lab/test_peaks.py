"""One substance in one run: a peak is measured on its trace, however many models explain it."""

from pathlib import Path

import numpy as np
import pytest

from tahqiq.desks.lab.batch.peaks import peak
from tahqiq.desks.lab.batch.runs import RunData, read_runs
from tahqiq.desks.lab.batch.sheet import Injection
from tahqiq.desks.lab.signal.components import Component, shape

from .runs import MANY, Peak
from .runs import run as made
from .test_batch import write

QUALIFIERS = (119, 134)


def part(scan: float, width: float, heights: dict[int, float]) -> Component:
    """A component of equal sides."""
    mz, values = np.array(list(heights)), np.array(list(heights.values()))
    return Component(scan, 60 + 0.3 * scan, width, width, mz, values, values / 50, 1.0, 1.0, 100.0)


def read(path: Path, peaks: list[Peak]) -> RunData:
    """A run of these peaks, taken apart; the trace of m/z 91 is kept."""
    write(path, made(peaks, scans=300))
    (one,), problems = read_runs([Injection(1, path.stem, "case", "4/1", None, "", path)], {91})
    assert problems == []
    return one


def test_a_strong_peak_that_no_model_fits_is_high_above_the_noise(tmp_path: Path) -> None:
    """One ion comes a little later than the others: the fit knows its height to a fourth only, and that is no
    noise."""
    one = read(
        tmp_path / "late.cdf",
        [Peak(200, MANY, 200_000, 3.2), Peak(202.5, {91: 0.6, 134: 0.3}, 140_000, 1.6)],
    )
    (part,) = [part for part in one.parts if 91 in part.mz and 115 <= part.time <= 125]
    at = part.mz.tolist().index(91)
    assert part.heights[at] / part.errors[at] < 10
    seen = peak(one, 91, 115, 125, QUALIFIERS)
    assert seen is not None
    assert seen.ratio > 200


def test_what_is_left_and_right_of_one_top_is_one_peak() -> None:
    scans = np.arange(300, dtype=np.float64)
    halves = [part(199.0, 3.0, {91: 28_000.0, 119: 11_000.0}), part(202.0, 2.5, {91: 17_000.0, 119: 2_000.0})]
    trace = sum(shape(scans, one.scan, one.left, one.right) * one.heights[0] for one in halves)
    run = RunData(
        Injection(1, "x", "case", "4/1", None, "", Path("x")),
        "",
        None,
        np.array([91, 119]),
        halves,
        60 + 0.3 * scans,
        {91: np.asarray(trace)},
        noises={91: np.full(300, 20.0)},
    )
    seen = peak(run, 91, 115, 125, (119,))
    assert seen is not None
    assert seen.relative[119] == pytest.approx(12_300 / 39_500, rel=0.05)  # of the first alone: 11 / 28


def test_a_peak_as_high_as_the_noise_is_weak(tmp_path: Path) -> None:
    seen = peak(read(tmp_path / "low.cdf", [Peak(200, MANY, 700)]), 91, 115, 125, QUALIFIERS)
    assert seen is not None
    assert seen.ratio < 10


def test_two_peaks_with_a_valley_between_them_are_two(tmp_path: Path) -> None:
    one = read(tmp_path / "two.cdf", [Peak(190, MANY, 100_000), Peak(206, {**MANY, 119: 0.05}, 60_000)])
    first, second = peak(one, 91, 110, 119, QUALIFIERS), peak(one, 91, 120, 125, QUALIFIERS)
    assert first is not None
    assert second is not None
    assert first.relative[119] == pytest.approx(0.4 / 0.6, rel=0.1)
    assert second.relative[119] == pytest.approx(0.05 / 0.6, rel=0.3)
