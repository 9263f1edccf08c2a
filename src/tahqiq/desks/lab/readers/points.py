"""What no measured point can be: masses outside any instrument, negative or missing intensities. They are
told and set aside, never mended."""

from collections.abc import Iterable

import numpy as np

from tahqiq.desks.lab.spectrum import Fields, Floats, Integers, Run, Spectrum
from tahqiq.model.place import WHOLE, Part, Place
from tahqiq.model.problem import Problem

HEAVIEST = 20_000.0
"""The highest m/z that is taken for one."""
LARGEST_SHARE = 0.5
"""A run of which more points than this are impossible is refused: its mass scale is not what the file
says."""
FLAT = 3
"""Scans in a row in which one mass stays at the highest value of a run before that is taken for the end of
the detector's scale."""


def possible(mz: Floats, intensity: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which points can be measurements."""
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = (
        np.isfinite(mz) & (mz > 0) & (mz <= HEAVIEST) & np.isfinite(intensity) & (intensity >= 0)
    )
    return found


def spectrum_of(
    name: str, mz: Floats, intensity: Floats, fields: Fields, row: int, part: Part = WHOLE
) -> tuple[Spectrum | None, list[Problem]]:
    """A spectrum of the possible points in the order of m/z, and what was set aside. None when nothing is
    left."""
    keep = possible(mz, intensity)
    problems = []
    if not keep.all():
        first = int(np.flatnonzero(~keep)[0])
        problems.append(_aside(Place(part, row), int((~keep).sum()), mz[first], intensity[first]))
    if not keep.any():
        return None, [*problems, Problem("lab-no-peaks", Place(part, row), value=name or None, records=1)]
    mz, intensity = mz[keep], intensity[keep]
    if len(mz) == 1:
        problems.append(Problem("lab-one-peak", Place(part, row), value=name or None))
    order = np.argsort(mz, kind="stable")
    return Spectrum(name, mz[order], intensity[order], fields, row), problems


def run_of(
    times: Floats,
    counts: Integers,
    mz: Floats,
    intensity: Floats,
    fields: Fields,
    ionisation: str,
    part: Part,
    full: Integers | None = None,
) -> tuple[Run | None, list[Problem]]:
    """A run of scans (``counts`` points each, one after the other), and what was set aside or is odd:
    impossible points, scans without a point, times that are missing or go back, points at the end of the
    detector's scale. ``full`` are the points that a format marks so; None: they are told by :func:`flat`. No
    run (with a problem) when the mass scale is wrong as a whole or there is nothing."""
    problems = []
    keep = possible(mz, intensity)
    lost = int((~keep).sum())
    scan = np.repeat(np.arange(len(counts)), counts)
    if lost:
        first = int(np.flatnonzero(~keep)[0])
        problems.append(_aside(Place(part, int(scan[first]) + 1), lost, mz[first], intensity[first]))
    wrong = ~(np.isfinite(mz) & (mz > 0) & (mz <= HEAVIEST))
    if len(mz) and wrong.mean() > LARGEST_SHARE:
        return None, [
            *problems,
            Problem("lab-mass-scale", Place(part), params={"share": round(100 * float(wrong.mean()))}),
        ]
    if not keep.any():
        return None, [*problems, Problem("lab-run-empty", Place(part))]
    full = flat(scan, mz, np.where(keep, intensity, 0.0)) if full is None else full
    saturated = np.unique(scan[full])
    if len(full):
        problems.append(
            Problem("lab-saturated", Place(part, int(saturated[0]) + 1), params={"count": len(full)})
        )
    mz, intensity, scan = mz[keep], intensity[keep], scan[keep]
    order = np.lexsort((mz, scan))
    starts = np.searchsorted(scan[order], np.arange(len(counts) + 1)).astype(np.int64)
    problems += _time_problems(times, part)
    empty = np.flatnonzero(np.diff(starts) == 0)
    if len(empty):
        problems.append(
            Problem("lab-scans-empty", Place(part, int(empty[0]) + 1), params={"count": len(empty)})
        )
    run = Run(times, starts, mz[order], intensity[order], fields, ionisation, saturated)
    return run, [*problems, *_ionisation_problems(ionisation, part)]


def flat(scan: Integers, mz: Floats, intensity: Floats) -> Integers:
    """The points at the end of a scale that the file does not name: those of the highest value, where one
    mass holds it for :data:`FLAT` scans in a row. None where it does not.

    >>> flat(np.arange(4), np.full(4, 91.0), np.array([10.0, 70, 70, 70]))
    array([1, 2, 3])
    >>> flat(np.arange(4), np.full(4, 91.0), np.array([10.0, 70, 70, 9]))
    array([], dtype=int64)
    """
    top = np.flatnonzero(intensity == intensity.max()) if len(intensity) else np.empty(0, np.int64)
    order = np.lexsort((scan[top], np.rint(mz[top])))
    scans, masses = scan[top][order], np.rint(mz[top])[order]
    follows = (np.diff(scans) == 1) & (np.diff(masses) == 0)
    held = (
        len(follows) >= FLAT - 1
        and np.convolve(follows, np.ones(FLAT - 1, np.int64), "valid").max() == FLAT - 1
    )
    return top if held else np.empty(0, np.int64)


def _time_problems(times: Floats, part: Part) -> Iterable[Problem]:
    missing = np.flatnonzero(~np.isfinite(times))
    if len(missing):
        yield Problem("lab-no-times", Place(part, int(missing[0]) + 1), params={"count": len(missing)})
    back = np.flatnonzero(np.diff(times) <= 0)
    if len(back):
        yield Problem("lab-times-back", Place(part, int(back[0]) + 2), params={"count": len(back)})


def _ionisation_problems(ionisation: str, part: Part) -> Iterable[Problem]:
    run = Run(np.empty(0), np.zeros(1, np.int64), np.empty(0), np.empty(0), ionisation=ionisation)
    if run.electron_impact is False:
        yield Problem("lab-not-electrons", Place(part), value=ionisation)


def _aside(place: Place, count: int, mz: float, intensity: float) -> Problem:
    return Problem(
        "lab-points-aside",
        place,
        value=f"m/z {mz:.6g}, {intensity:.6g}",
        params={"count": count},
        fields=count,
    )
