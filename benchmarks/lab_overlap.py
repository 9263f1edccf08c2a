"""The laboratory: two compounds under one peak, found and taken apart, against what their pure spectra would
give.

    python benchmarks/lab_overlap.py LIBRARY BLANK [--half 1] [--seed 1] [--pairs 60]

LIBRARY is a folder made by ``tahqiq lab library build`` that holds compounds more than once, BLANK a real run
without them. Two spectra of different compounds of one half (by the digest of the compound) are put into the
blank as Gaussians of three scans' deviation with Poisson noise; tops and widths are found, not given. What
counts is whether the smaller one's spectrum still finds its compound, the spectrum itself left out of the
library. The same smaller one is also put into the blank without the bigger one: what it loses there it loses
to noise.
"""

import argparse
import hashlib
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tahqiq.desks.lab.components.operations import unknown_of
from tahqiq.desks.lab.library.bins import DEFECT, Binned, binned
from tahqiq.desks.lab.library.search import rank
from tahqiq.desks.lab.library.store import Library
from tahqiq.desks.lab.library.trial import own, replicated
from tahqiq.desks.lab.readers import read
from tahqiq.desks.lab.signal.components import components
from tahqiq.desks.lab.signal.grid import ions_of
from tahqiq.desks.lab.spectrum import Run

WIDTH, WIDEST, LEAST = 3.0, 700, 60.0
"""Scans of a peak's deviation; masses looked at; the smallest signal the instrument writes."""
CELLS = (
    (0.1, 1.0, 2e4),
    (0.1, 1.0, 5e4),
    (0.1, 1.0, 1e5),
    (0.1, 1.0, 1e6),
    (0.1, 2.0, 5e4),
    (0.1, 0.33, 5e4),
    (1.0, 0.67, 5e4),
    (1.0, 0.33, 5e4),
)
"""Ratio of the heights, distance in deviations, height of the bigger one's base peak in counts."""


def put_in(run: Run, peaks: list[tuple[float, float, Binned]], rng: np.random.Generator) -> Run:
    """The run with peaks (scan of the top, height, spectrum) put in."""
    grid = np.zeros((len(run), WIDEST))
    scans = np.repeat(np.arange(len(run)), np.diff(run.starts))
    np.add.at(grid, (scans, np.floor(run.mz + DEFECT).astype(np.int64)), run.intensity)
    added = np.zeros_like(grid)
    lowest = int(np.floor(run.mz.min() + DEFECT))
    for top, height, spectrum in peaks:
        keep = (spectrum.bins >= lowest) & (spectrum.bins < WIDEST)
        shape = np.exp(-0.5 * ((np.arange(len(run)) - top) / WIDTH) ** 2)
        added[:, spectrum.bins[keep]] += shape[:, None] * height * spectrum.heights[keep]
    grid += rng.poisson(added)
    grid[grid < LEAST] = 0
    rows, masses = np.nonzero(grid)
    return Run(
        run.times,
        np.searchsorted(rows, np.arange(len(run) + 1)).astype(np.int64),
        masses.astype(float),
        grid[rows, masses],
    )


def right(library: Library, unknown: Binned, row: int) -> bool:
    """Whether the first hit is the compound of ``row``, itself left out."""
    found = rank(library, unknown, None, np.array([row]))
    return bool(len(found)) and bool(library.compounds[found.rows[0]] == library.compounds[row])


def cell(
    library: Library,
    blank: Run,
    rows: npt.NDArray[np.int64],
    wanted: tuple[float, float, float],
    pairs: int,
    seed: int,
) -> tuple[int, int, int, int]:
    """How many of the smaller ones were right as pure spectra, how many were found at their place, how many
    of those were right, how many are right without the bigger one."""
    ratio, apart, height = wanted
    rng = np.random.default_rng(seed)
    lowest = float(np.floor(blank.mz.min() + DEFECT))
    pure = found = hits = alone = 0
    for _ in range(pairs):
        big, small = rng.choice(rows, 2, replace=False).tolist()
        top = rng.uniform(0.25 * len(blank), 0.75 * len(blank))
        place = top + WIDTH * apart
        whole = own(library, small)
        seen = whole.bins >= lowest
        pure += right(
            library, binned(whole.bins[seen].astype(np.float64), whole.heights[seen], lowest), small
        )
        for beside in ([(top, height, own(library, big))], []):
            ions = ions_of(put_in(blank, [*beside, (place, height * ratio, whole)], rng))
            near = [one for one in components(ions) if abs(one.scan - place) < 1.5]
            held = bool(near) and right(
                library, unknown_of(min(near, key=lambda one: abs(one.scan - place)), ions.masses), small
            )
            found, hits, alone = (
                (found + bool(near), hits + held, alone) if beside else (found, hits, alone + held)
            )
    return pure, found, hits, alone


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("library", type=Path)
    parser.add_argument("blank", type=Path)
    parser.add_argument("--half", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pairs", type=int, default=60)
    given = parser.parse_args()
    library, blank = Library(given.library), read(given.blank).run
    if blank is None:
        sys.stdout.write(f"{given.blank.name}: no run\n")
        return 1
    rows = np.array(
        [
            row
            for row in replicated(library).tolist()
            if hashlib.sha256(str(library.entry(row)["compound"]).encode()).digest()[-1] % 2 == given.half
        ]
    )
    sys.stdout.write(
        "| ratio | apart (deviations) | height | pure right | found | right | of pure % | right "
        "alone |\n|---|---|---|---|---|---|---|---|\n"
    )
    for wanted in CELLS:
        pure, found, hits, alone = cell(library, blank, rows, wanted, given.pairs, given.seed)
        sys.stdout.write(
            f"| {wanted[0]:g} | {wanted[1]:g} | {wanted[2]:g} | {pure} | {found} | {hits} | "
            f"{100 * hits / max(pure, 1):.0f} | {alone} |\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
