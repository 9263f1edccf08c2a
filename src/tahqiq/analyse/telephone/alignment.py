"""Circles that change together: the networks of the numbers that end and of those that begin, laid upon each
other as wholes.

Where everybody of a circle takes a new number on one day, no counterpart of the old numbers is a counterpart
of the new ones, and comparing pair by pair finds nothing. But each belief that one number became another
makes the neighbours of both a little more alike, the more so if they are spoken to as often. Beliefs and
overlaps are worked out in turn until they settle (similarity propagation: Melnik, Garcia-Molina and Rahm
2002; alignment of networks: Singh, Xu and Berger 2008). A belief is shared out among rivals, so that what
could be anybody stays little. Where no counterpart stayed, the first beliefs come from how much a number is
used and by how many of the circle.
"""

from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tahqiq.analyse.telephone.lives import Lives
from tahqiq.analyse.telephone.overlap import Candidate, Circles, Members, Search, in_touch
from tahqiq.analyse.telephone.stretches import DAY, Numbers, Reals

SHARPNESS = (2.0, 2.0, 2.0, 3.0, 3.0, 4.0, 4.0, 6.0, 6.0, 8.0, 8.0, 8.0, 8.0, 8.0)
"""How sharply rivals are told apart, turn by turn: open at first, decided at last."""
LEAST_BELIEF = 0.01
NEAR = 14.0
"""Days between end and beginning (after two for free) in which a belief halves."""
FULL = 0.4
"""The overlap from which a pair without rivals is believed in full."""
TRUSTED = 0.7
"""The belief from which a pair that is no finding itself is followed when others are held to account."""
SEED = 0.15
"""The overlap that two numbers of like use start with when both stand in a circle that changes."""
SEED_DAYS = 7.0
MOST_SEEDS = 200_000
CENTRES = np.arange(-6.0, 7.0, 2.0)
"""Binary logarithms of events a day between which how often somebody is spoken to is told apart."""
Matrix: TypeAlias = sparse.csr_array
"""A sparse table of reals; scipy has no types of its own."""


@dataclass(frozen=True, slots=True)
class _Ring:
    """Who among the lives of one side is in whose circle: ``weights``, the same by how often they speak, half
    of what sharing tells, and ones."""

    weights: Matrix
    often: tuple[Matrix, ...]
    told: Matrix
    ones: Matrix


def aligned(
    lives: Lives, search: Search, found: Circles, offered: list[Candidate]
) -> tuple[list[Candidate], set[tuple[int, int]]]:
    """``offered`` and the pairs that only their neighbours speak for, each with the overlap that it has when
    the likely changes of others are followed; and the pairs of numbers that are believed, each the other's
    best."""
    olds, news = found.olds, found.news
    if not len(olds) or not len(news):
        return offered, set()
    row, column = (np.full(len(lives.number), -1, dtype=np.int64) for _ in range(2))
    row[olds], column[news] = np.arange(len(olds)), np.arange(len(news))
    old_ring, new_ring = _ring(lives, found.before, row, olds), _ring(lives, found.after, column, news)
    if not old_ring.weights.nnz or not new_ring.weights.nnz:
        return offered, set()
    one, two = (
        np.array([side[at] for at in some], dtype=np.int64)
        for side, some in ((row, [item.old for item in offered]), (column, [item.new for item in offered]))
    )
    anchored = sparse.csr_array(
        (np.array([item.overlap for item in offered], dtype=np.float64), (one, two)), (len(olds), len(news))
    )
    scale_old, scale_new = (
        1 / np.maximum(norm, 1e-9) for norm in (found.norm_old[olds], found.norm_new[news])
    )
    belief = _belief(lives, found, anchored + _seeds(lives, search, found, old_ring, new_ring), SHARPNESS[0])
    for sharpness in SHARPNESS:
        ring = sum(
            (
                _scaled(before @ belief @ after.T, scale_old, scale_new)
                for before, after in zip(old_ring.often, new_ring.often, strict=True)
            ),
            anchored,
        )
        belief = _belief(lives, found, _possible(lives, search, found, ring), sharpness)
    plain = _possible(
        lives, search, found, _scaled(old_ring.weights @ belief @ new_ring.weights.T, scale_old, scale_new)
    )
    counted = _on(old_ring.ones @ belief @ new_ring.ones.T, plain)
    worth = _on(old_ring.told @ belief @ new_ring.told.T, plain)
    return _reported(lives, found, offered, one, two, plain, counted, worth), _trusted(lives, found, belief)


def _trusted(lives: Lives, found: Circles, belief: Matrix) -> set[tuple[int, int]]:
    cells = belief.tocoo()
    best_row, best_column = np.zeros(belief.shape[0]), np.zeros(belief.shape[1])
    np.maximum.at(best_row, cells.row, cells.data)
    np.maximum.at(best_column, cells.col, cells.data)
    good = (
        (cells.data >= TRUSTED) & (cells.data >= best_row[cells.row]) & (cells.data >= best_column[cells.col])
    )
    pairs = zip(
        lives.number[found.olds[cells.row[good]]].tolist(),
        lives.number[found.news[cells.col[good]]].tolist(),
        strict=True,
    )
    return {(int(old), int(new)) for old, new in pairs}


def _ring(lives: Lives, part: Members, row: Numbers, chosen: Numbers) -> _Ring:
    place = np.full(
        max(len(lives.degree), int(lives.number.max(initial=0)) + 1, int(part.other.max(initial=0)) + 1),
        -1,
        dtype=np.int64,
    )
    place[lives.number[chosen]] = row[chosen]
    inside = np.flatnonzero(place[part.other] >= 0)
    at = (row[part.life[inside]], place[part.other[inside]])
    shape = (len(chosen), len(chosen))
    life = part.life[inside]
    days = np.maximum((lives.end[life] - lives.begin[life]) / DAY, 1.0)
    frequency = np.log2(part.count[inside] / days)
    near = np.maximum(
        1 - np.abs(np.clip(frequency, CENTRES[0], CENTRES[-1])[:, None] - CENTRES[None, :]) / 2, 0.0
    )
    near /= np.sqrt((near**2).sum(axis=1, keepdims=True))
    weight = part.weight[inside]
    half = np.sqrt(0.5)

    def matrix(values: Reals) -> Matrix:
        used = values > 0
        return sparse.csr_array((values[used], (at[0][used], at[1][used])), shape)

    often = (
        matrix(half * weight),
        *(matrix(half * weight * near[:, centre]) for centre in range(len(CENTRES))),
    )
    return _Ring(matrix(weight), often, matrix(np.sqrt(part.idf[inside])), matrix(np.ones(len(inside))))


def _seeds(lives: Lives, search: Search, found: Circles, old_ring: _Ring, new_ring: _Ring) -> Matrix:
    """Pairs of numbers that stand in circles which end and begin within days of each other, by how alike the
    use of both is."""
    sizes = [np.diff(part.ones.indptr) for part in (old_ring, new_ring)]
    rows, columns = (np.flatnonzero(some >= 2) for some in sizes)
    ends, begins = lives.end[found.olds[rows]], lives.begin[found.news[columns]]
    by = np.argsort(begins, kind="stable")
    low = np.searchsorted(begins[by], ends - int(SEED_DAYS * DAY))
    high = np.searchsorted(begins[by], ends + int(SEED_DAYS * DAY), side="right")
    lengths = high - low
    shape = (len(found.olds), len(found.news))
    if not lengths.sum() or lengths.sum() > MOST_SEEDS:
        return sparse.csr_array(shape)
    one = np.repeat(rows, lengths)
    two = columns[
        by[
            np.arange(int(lengths.sum()))
            - np.repeat(np.cumsum(lengths) - lengths, lengths)
            + np.repeat(low, lengths)
        ]
    ]
    use_old, use_new = (
        np.log2(lives.events[some] / np.maximum((lives.end[some] - lives.begin[some]) / DAY, 1.0))
        for some in (found.olds, found.news)
    )
    many_old, many_new = (np.log2(np.maximum(some, 1)) for some in sizes)
    alike = np.exp2(-np.abs(use_old[one] - use_new[two]) - np.abs(many_old[one] - many_new[two]))
    return _possible(lives, search, found, sparse.csr_array((SEED * alike, (one, two)), shape))


def _scaled(matrix: Matrix, rows: Reals, columns: Reals) -> Matrix:
    cells = matrix.tocoo()
    return sparse.csr_array(
        (cells.data * rows[cells.row] * columns[cells.col], (cells.row, cells.col)), matrix.shape
    )


def _possible(lives: Lives, search: Search, found: Circles, matrix: Matrix) -> Matrix:
    """Only pairs of which the times allow that one followed the other, and which do not speak with each
    other."""
    cells = matrix.tocoo()
    old, new = found.olds[cells.row], found.news[cells.col]
    apart = lives.begin[new] - lives.end[old]
    good = (
        (apart <= search.gap * DAY) & (apart >= -search.both * DAY) & (lives.number[old] != lives.number[new])
    )
    good &= (
        (lives.begin[old] < lives.begin[new]) & (lives.end[old] < lives.end[new]) & ~in_touch(lives, old, new)
    )
    return _cells(matrix, cells.data, good)


def _cells(matrix: Matrix, data: Reals, kept: NDArray[np.bool_]) -> Matrix:
    cells = matrix.tocoo()
    return sparse.csr_array((data[kept], (cells.row[kept], cells.col[kept])), matrix.shape)


def _belief(lives: Lives, found: Circles, overlap: Matrix, sharpness: float) -> Matrix:
    """How far each pair is believed: its overlap, less for a gap in time, shared out among the rivals of
    either side."""
    cells = overlap.tocoo()
    apart = np.abs(lives.begin[found.news[cells.col]] - lives.end[found.olds[cells.row]]) / DAY
    near = np.minimum(cells.data, 1.0) * np.exp2(-np.maximum(apart - 2.0, 0.0) / NEAR)
    power = near**sharpness
    by_row, by_column = (
        np.bincount(cells.row, power, overlap.shape[0]),
        np.bincount(cells.col, power, overlap.shape[1]),
    )
    value = (
        power
        / np.sqrt(np.maximum(by_row[cells.row] * by_column[cells.col], 1e-60))
        * np.sqrt(np.minimum(near / FULL, 1.0))
    )
    return _cells(overlap, value, value >= LEAST_BELIEF)


def _on(matrix: Matrix, cells: Matrix) -> Matrix:
    """The values of a matrix where another has any."""
    ones = cells.copy()
    ones.data = np.ones_like(ones.data)
    return sparse.csr_array(matrix.multiply(ones))


def _reported(
    lives: Lives,
    found: Circles,
    offered: list[Candidate],
    one: Numbers,
    two: Numbers,
    ring: Matrix,
    counted: Matrix,
    worth: Matrix,
) -> list[Candidate]:
    """Offered pairs with what the ring adds, and pairs of the ring alone."""
    keys = {(int(a), int(b)): at for at, (a, b) in enumerate(zip(one, two, strict=True))}
    result = list(offered)
    followed, weight = (
        {(int(a), int(b)): float(value) for a, b, value in zip(some.row, some.col, some.data, strict=True)}
        for some in (counted.tocoo(), worth.tocoo())
    )
    pairs = ring.tocoo()
    for a, b, value in zip(pairs.row.tolist(), pairs.col.tolist(), pairs.data.tolist(), strict=True):
        many, told = followed.get((a, b), 0.0), weight.get((a, b), 0.0)
        at = keys.get((a, b))
        if at is None:
            old, new = int(found.olds[a]), int(found.news[b])
            apart = float(lives.begin[new] - lives.end[old]) / DAY
            result.append(Candidate(old, new, min(value, 1.0), round(many), told, apart, many))
        else:
            item = offered[at]
            result[at] = replace(
                item,
                overlap=min(item.overlap + value, 1.0),
                shared=item.shared + round(many),
                evidence=item.evidence + told,
                followed=many,
            )
    return result
