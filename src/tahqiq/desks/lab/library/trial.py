"""A library tried on itself: spectra of compounds that it has more than once, searched without themselves and
without their compound."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tahqiq.desks.lab.library.bins import Binned
from tahqiq.desks.lab.library.features import features_of
from tahqiq.desks.lab.library.retention import Retention
from tahqiq.desks.lab.library.search import Ranking, first_look, rank
from tahqiq.desks.lab.library.store import Library
from tahqiq.desks.lab.library.tiers import FEWEST, Tiers, Trial, measured_tiers

MOST = 3000
"""Spectra searched for at most; which ones is decided by the digests of their compounds, not by chance."""
Masked = Callable[[int], npt.NDArray[np.int64]]


@dataclass(frozen=True, slots=True, eq=False)
class TrialSpectrum:
    """One spectrum of a library as an unknown: its row, itself at unit mass, its first look at everything."""

    row: int
    unknown: Binned
    retention: Retention | None
    first: npt.NDArray[np.float32]


def replicated(library: Library) -> npt.NDArray[np.int64]:
    """The rows of compounds that the library has more than once, spectra of at least two masses."""
    counts = np.bincount(library.compounds, minlength=1)
    masses = np.diff(np.concatenate([[0], library.bin_ends]))
    return np.flatnonzero((counts[library.compounds] > 1) & (masses > 1))


def trial_spectra(
    library: Library, rows: npt.NDArray[np.int64], *, indexed: bool = True
) -> Iterator[TrialSpectrum]:
    """Spectra of a library as unknowns. ``indexed``: with their retention indices."""
    for row in rows.tolist():
        unknown = own(library, row)
        index = float(library.indices[row])
        yield TrialSpectrum(
            row,
            unknown,
            Retention(index, int(library.phases[row])) if indexed and not np.isnan(index) else None,
            first_look(library, unknown),
        )


def own(library: Library, row: int) -> Binned:
    """A spectrum of a library at unit mass, as an unknown."""
    here = slice(int(library.bin_ends[row - 1]) if row else 0, int(library.bin_ends[row]))
    bins = library.matrix.indices[here].astype(np.int64)
    heights = np.square(library.matrix.data[here].astype(np.float64) * float(library.norms[row]) / bins)
    return Binned(bins, heights / heights.max(), int(library.lows[row]))


def without_itself(library: Library, one: TrialSpectrum) -> Ranking:
    """The ranking as if the spectrum were not in the library."""
    return rank(library, one.unknown, one.retention, np.array([one.row]), one.first)


def without_compound(library: Library, one: TrialSpectrum) -> Ranking:
    """The ranking as if nothing of its compound were in the library."""
    return rank(
        library,
        one.unknown,
        one.retention,
        np.flatnonzero(library.compounds == library.compounds[one.row]),
        one.first,
    )


def trial(library: Library, rows: npt.NDArray[np.int64], *, indexed: bool = True) -> Trial:
    """Both rankings of each spectrum."""
    features, right, formula, present, compounds = [], [], [], [], []
    for one in trial_spectra(library, rows, indexed=indexed):
        for there, ranking in ((True, without_itself(library, one)), (False, without_compound(library, one))):
            if len(ranking):
                hit = int(ranking.rows[0])
                features.append(features_of(library, one.unknown, ranking))
                right.append(library.compounds[hit] == library.compounds[one.row])
                formula.append(
                    library.formulas[hit] == library.formulas[one.row] and library.formulas[hit] >= 0
                )
                present.append(there)
                compounds.append(library.compounds[one.row])
    return Trial(
        np.array(features),
        np.array(right, bool),
        np.array(formula, bool),
        np.array(present, bool),
        np.array(compounds, np.int64),
    )


def measure(library: Library, most: int = MOST, on: str = "") -> Tiers | None:
    """The tiers of a library by itself; None where too few of its compounds have replicates. ``on`` says what
    was measured, in words."""
    rows = replicated(library)
    if len(np.unique(library.compounds[rows])) < FEWEST:
        return None
    names = {
        row: hashlib.sha256(str(library.entry(row)["compound"]).encode()).digest() for row in rows.tolist()
    }
    rows = np.array(sorted(names, key=lambda row: (names[row], row))[:most])
    halves = np.array([names[row][-1] % 2 for row in rows.tolist()])
    chosen_on, counted_on = (trial(library, rows[halves == number]) for number in (0, 1))
    if not (chosen_on.present.any() and counted_on.present.any()):
        return None
    words = on or (
        f"{len(rows)} spectra of this library's own compounds, chosen on half of the compounds and "
        "counted on the other half"
    )
    return measured_tiers(chosen_on, counted_on, words)
