"""Retention indices: the ladder of standards is found in a run by itself, with safeguards, and nothing is
ever extrapolated.

Index by van den Dool and Kratz (1963, J Chromatogr 11:463) for programmed temperature: linear in time between
the two standards around.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tahqiq.desks.lab.library.bins import Binned, binned, of
from tahqiq.desks.lab.library.scores import Peaks, alike
from tahqiq.desks.lab.signal.components import Component
from tahqiq.desks.lab.spectrum import Spectrum
from tahqiq.kit.errors import WrongUse

ALIKE = 0.85
"""The cosine from which a component can be a standard; below it neighbours in the series take each other's
place."""
FEWEST = 5
"""A ladder of fewer steps is refused."""


@dataclass(frozen=True, slots=True)
class Step:
    """One standard that was found: its index, its time (s), its name and how alike (cosine)."""

    index: float
    time: float
    name: str
    cosine: float


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps in the order of time; indices rise with them. ``missing`` are names of standards that were
    not found."""

    steps: Sequence[Step]
    missing: Sequence[str]

    def index(self, time: float) -> float | None:
        """The retention index at a time; None before the first and after the last step."""
        times = [step.time for step in self.steps]
        if not times[0] <= time <= times[-1]:
            return None
        return float(np.interp(time, times, [step.index for step in self.steps]))


def ladder(found: Sequence[Component], standards: Sequence[Spectrum]) -> Ladder:
    """Find standards (spectra with their indices) among the components of a run: the rising sequence with the
    most in common, one component for each standard.

    Raises ``WrongUse``: ``lab-ladder-bare`` where a standard states no index, ``lab-ladder-short`` where
    fewer than five are found.
    """
    bare = next((one.name for one in standards if one.retention_index is None), None)
    if bare is not None:
        raise WrongUse("lab-ladder-bare", name=bare)
    wanted = sorted(standards, key=lambda one: one.retention_index or 0)
    parts = sorted(found, key=lambda one: one.time)
    scores = _scores(parts, [of(one) for one in wanted])
    chosen = _rising(scores)
    if len(chosen) < FEWEST:
        raise WrongUse("lab-ladder-short", found=len(chosen), fewest=FEWEST)
    steps = [
        Step(
            float(wanted[row].retention_index or 0),
            parts[column].time,
            wanted[row].name,
            float(scores[row, column]),
        )
        for row, column in chosen
    ]
    rows = {row for row, _ in chosen}
    return Ladder(steps, [one.name for row, one in enumerate(wanted) if row not in rows])


def _scores(parts: Sequence[Component], standards: Sequence[Binned]) -> npt.NDArray[np.float64]:
    """The cosine of each standard (rows) with each component (columns)."""
    unknowns = [binned(one.mz.astype(np.float64), one.heights) for one in parts]
    rows = np.repeat(np.arange(len(standards)), [len(one.bins) for one in standards])
    peaks = Peaks(
        rows,
        np.concatenate([one.bins for one in standards]),
        np.concatenate([one.heights for one in standards]),
        np.array([one.low for one in standards], np.int64),
    )
    found = np.zeros((len(standards), len(parts)))
    for column, unknown in enumerate(unknowns):
        found[:, column] = alike(unknown, peaks).cosine
    return found


def _rising(scores: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
    """Pairs (standard, component), both rising, each at least :data:`ALIKE`, with the greatest sum of how far
    they lie above it and one for each step."""
    rows, columns = scores.shape
    best = np.zeros((rows + 1, columns + 1))
    for row in range(rows):
        for column in range(columns):
            take = (
                best[row, column] + 0.2 + scores[row, column] - ALIKE
                if scores[row, column] >= ALIKE
                else -1.0
            )
            best[row + 1, column + 1] = max(take, best[row, column + 1], best[row + 1, column])
    row, column = rows, columns
    chosen = []
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            chosen.append((row, column))
    return chosen[::-1]
