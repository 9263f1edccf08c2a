"""Searching a library: one product with everything, the measures of :mod:`scores` for the best hundred, a
closer look (:mod:`pairs`, :mod:`order`) at the best twenty, then one hit for each compound."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tahqiq.desks.lab.library.bins import WIDEST, Binned
from tahqiq.desks.lab.library.order import corrections
from tahqiq.desks.lab.library.pairs import PAIRS, pairs
from tahqiq.desks.lab.library.retention import Retention
from tahqiq.desks.lab.library.scores import Alike, Peaks, alike
from tahqiq.desks.lab.library.store import Library
from tahqiq.desks.lab.spectrum import Floats

LOOKED_AT = 100
"""Spectra that are compared in every measure; the product alone decides which."""
CLOSER = 20
"""Of these so many are looked at closer, and their scores corrected by what :mod:`order` learned."""
SAMPLED = 32
"""Every so manieth spectrum is a sample of the first look."""
FREE, STEEP, MOST = 20.0, 0.001, 0.3
"""A retention index may differ by 20 units; each further one costs .001 of the score, .3 at most. A narrow
window throws right answers away."""
ISOMERS_WITHIN = 0.1
"""Compounds of the best hit's formula whose score is at most this far below it cannot be told apart from it
here."""
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """What was found: ``rows`` of the library, the best spectrum of each compound, the best compound first;
    ``scores`` after the penalty of the retention index, ``away`` how far it is off in units of the unknown
    (NaN where either has none); ``alike`` all measures of ``rows``. ``gaps[i]``: how far the score lies above
    the best of any other compound that comes after it (of the first: the gap). ``closer``: the values of
    :data:`pairs.PAIRS` of those that were looked at closer, else zeros. ``support`` is how many spectra of
    the first compound come before any other compound."""

    rows: Rows
    scores: Floats
    away: Floats
    gaps: Floats
    alike: Alike
    closer: Floats
    support: int

    def __len__(self) -> int:
        return len(self.rows)


def first_look(library: Library, unknown: Binned) -> npt.NDArray[np.float32]:
    """The cosine of weights with every spectrum (norms over the whole range of each): one sparse product."""
    vector = np.zeros(WIDEST, np.float32)
    weights = unknown.weights
    vector[unknown.bins] = weights / (np.linalg.norm(weights) or 1.0)
    found: npt.NDArray[np.float32] = library.matrix @ vector
    return found


def rank(
    library: Library,
    unknown: Binned,
    retention: Retention | None = None,
    without: Rows | None = None,
    first: npt.NDArray[np.float32] | None = None,
) -> Ranking:
    """Search for ``unknown``, with its retention index where it has one. ``without`` are rows that do not
    count; ``first`` a first look that was taken already. Spectra of one mass never count."""
    rows = looked_at(library, first_look(library, unknown) if first is None else first, without)
    measured = alike(unknown, peaks_of(library, rows))
    away = np.full(len(rows), np.nan)
    if retention is not None:
        off = np.abs(library.indices[rows].astype(np.float64) - retention.index) / retention.unit
        away = np.where(library.phases[rows] == retention.phase, off, np.nan)
    free = FREE if retention is None else FREE + retention.slack
    scores, closer = _closer(
        library,
        unknown,
        rows,
        measured.score - np.where(np.isnan(away), 0, np.clip((away - free) * STEEP, 0, MOST)),
    )
    order = np.argsort(-scores, kind="stable")
    compounds = library.compounds[rows]
    _, firsts = np.unique(compounds[order], return_index=True)
    best = order[np.sort(firsts)]
    alone = np.flatnonzero(compounds[order] != compounds[order[0]]) if len(order) else np.empty(0, np.int64)
    support = int(alone[0]) if len(alone) else len(order)
    after = np.append(scores[best][1:], 0.0) if len(best) else np.empty(0)
    return Ranking(
        rows[best],
        scores[best],
        away[best],
        scores[best] - after,
        _taken(measured, best),
        closer[best],
        support,
    )


def looked_at(library: Library, first: npt.NDArray[np.float32], without: Rows | None = None) -> Rows:
    """The rows that are compared in every measure, the highest of a first look first."""
    seen = first
    if without is not None and len(without):
        seen = seen.copy()
        seen[without] = -1
    rows = _highest(seen, LOOKED_AT)
    rows = rows[(seen[rows] > 0) & (_counts(library, rows) > 1)]
    found: Rows = rows[np.argsort(-seen[rows], kind="stable")].astype(np.int64)
    return found


def _closer(library: Library, unknown: Binned, rows: Rows, scores: Floats) -> tuple[Floats, Floats]:
    """The scores after a closer look at the nearest, and what was seen there (zeros for the others, which
    stay behind all of them)."""
    near = np.argsort(-scores, kind="stable")[:CLOSER]
    seen, found = np.zeros((len(rows), len(PAIRS))), scores.copy()
    if len(near):
        seen[near] = pairs(unknown, peaks_of(library, rows[near]), library.masses(rows[near]))
        found[near] = np.clip(scores[near] + corrections(seen[near]), 0, 1)
        rest = np.argsort(-scores, kind="stable")[CLOSER:]
        found[rest] = np.minimum(scores[rest], found[near].min())
    return found, seen


def _highest(seen: npt.NDArray[np.float32], count: int) -> Rows:
    """Where the highest ``count`` values stand, in no order. A sample says which values can be among them, so
    that few are sorted."""
    if len(seen) <= count:
        return np.arange(len(seen))
    sample = seen[::SAMPLED]
    wanted = 4 * count // SAMPLED + 4
    rows = (
        np.flatnonzero(seen >= np.partition(sample, -wanted)[-wanted])
        if len(sample) > wanted
        else np.arange(len(seen))
    )
    if len(rows) < count:
        rows = np.arange(len(seen))
    found: Rows = rows[np.argpartition(seen[rows], len(rows) - count)[len(rows) - count :]]
    return found


def peaks_of(library: Library, rows: Rows) -> Peaks:
    """Some spectra of a library as they are compared."""
    picked = library.matrix[rows]
    own = np.repeat(np.arange(len(rows)), np.diff(picked.indptr))
    bins = picked.indices.astype(np.int64)
    heights = np.square(picked.data.astype(np.float64) * library.norms[rows].astype(np.float64)[own] / bins)
    return Peaks(own, bins, heights, library.lows[rows].astype(np.int64))


def _counts(library: Library, rows: Rows) -> Rows:
    ends = library.bin_ends
    found: Rows = ends[rows] - np.where(rows > 0, ends[rows - 1], 0)
    return found


def _taken(measured: Alike, places: Rows) -> Alike:
    return Alike(*(getattr(measured, name)[places] for name in Alike.__slots__))


def isomers(library: Library, ranking: Ranking) -> list[int]:
    """Places in the ranking of the compounds that have the formula of the first and whose scores lie within
    :data:`ISOMERS_WITHIN` of it, the first among them."""
    if not len(ranking):
        return []
    formulas = library.formulas[ranking.rows]
    close = (
        (formulas == formulas[0])
        & (formulas[0] >= 0)
        & (ranking.scores >= ranking.scores[0] - ISOMERS_WITHIN)
    )
    close[0] = True
    return [int(place) for place in np.flatnonzero(close)]


def formula_gap(library: Library, ranking: Ranking) -> float:
    """How far the best hit lies above the best of another formula; its whole score where there is none. 0
    where the first has no formula."""
    if not len(ranking):
        return 0.0
    formulas = library.formulas[ranking.rows]
    if formulas[0] < 0:
        return 0.0
    other = np.flatnonzero(formulas != formulas[0])
    return float(ranking.scores[0] - (ranking.scores[other[0]] if len(other) else 0.0))
