"""Weights without labels: u from random pairs, m by expectation maximisation within selective blocks (Fellegi
and Sunter 1969; Winkler 1988).

Within a block the fields of its key agree by construction, so m of the other fields is estimated there, and
averaged over the blocks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tahqiq.resolve.components import components
from tahqiq.resolve.tables.blocks import Block
from tahqiq.resolve.tables.bonds import Bonds, bonds, weakened
from tahqiq.resolve.tables.column_topics import is_personal
from tahqiq.resolve.tables.common import Commonness, agreement, commonness, contexts
from tahqiq.resolve.tables.comparable_columns import MISSING, Levels, Prepared, Rows
from tahqiq.resolve.tables.distinct import counted

Numbers = NDArray[np.float64]

_RANDOM = 400_000
_SEED = 20241124
_PASSES = 3
_SURE = 0.8
_LEAST = 1e-9
_SETTLED = 1e-7
"""The share by which an expected number may still move when it is taken for found."""
_ROUNDS = 60
_SESSIONS = 8
_LEAST_SHARE = 0.02
_LEAST_COLUMNS = 2
"""Columns outside of a block's key without which maximisation has nothing to tell matches by."""
_DIFFER = {"name": 0.25, "date": 0.4}
"""How often records of one person may differ wholly in a name and in a date: in a class of pairs that does
more, they are a household's."""
_WIDTH = 32
"""More than the levels of any column."""
_PRIOR = 20.0
"""Pseudo-pairs that hold m near its starting value where a block is small."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of rows that are looked at: sorted numbers (``left * rows + right``), the levels they reach by
    column, and of how many possible pairs they are."""

    pairs: Rows
    left: Rows
    right: Rows
    levels: Mapping[str, Levels]
    possible: float

    def some(self, where: Rows) -> "Candidates":
        """Those at some positions."""
        levels = {label: one[where] for label, one in self.levels.items()}
        return Candidates(self.pairs[where], self.left[where], self.right[where], levels, self.possible)


@dataclass(frozen=True, slots=True)
class Weights:
    """For each column label its m and u by level, how common each row's value is, and what agrees
    together."""

    m: Mapping[str, Numbers]
    u: Mapping[str, Numbers]
    common: Mapping[str, Commonness]
    bonds: Bonds

    def of(self, column: Prepared, candidates: Candidates, cautious: bool = False) -> Numbers:
        """The weight in bits of the candidates in one column; an agreement weighs by the rarity of its value,
        what is missing weighs nothing.

        ``cautious``: values count as common as they are with the pair itself among them.
        """
        levels = candidates.levels[column.label]
        m, u = self.m[column.label], self.u[column.label]
        bits = falling(m, u) if column.ordered else np.log2(m / u)
        made: Numbers = np.where(levels == MISSING, 0.0, bits[np.maximum(levels, 0)])
        equal = levels == 0
        share = self.common[column.label].at(
            candidates.left, candidates.levels, np.flatnonzero(equal), cautious
        )
        made[equal] += np.log2(self.u[column.label][0] / np.maximum(share, 1e-9))
        return made

    def total(self, columns: Sequence[Prepared], candidates: Candidates) -> Numbers:
        """The evidence of all columns in bits, without the prior."""
        bits = {column.label: self.of(column, candidates) for column in columns}
        made: Numbers = np.sum(
            list(weakened(columns, candidates.levels, bits, self.bonds, self.order(columns)).values()), axis=0
        )
        return made

    def order(self, columns: Sequence[Prepared]) -> list[str]:
        """The labels of columns, from those in which different things seldom agree to those in which they
        often do."""
        return sorted((column.label for column in columns), key=lambda label: float(self.u[label][0]))


def estimate(
    columns: Sequence[Prepared],
    found: Sequence[Block],
    candidates: Candidates,
    rows: int,
    first: int,
    named: bool = False,
) -> tuple[Weights, Numbers]:
    """Weights, and the evidence for each candidate in bits, without the prior.

    ``named``: nothing but names is compared. In passes, because random pairs of a small table are not rarely
    of one thing: the later leave out what the first took for matches.
    """
    sample = _Sample(columns, rows, first)
    same = np.arange(rows)
    likely = np.zeros(len(candidates.pairs))
    weights = Weights({}, {}, {}, {})
    bound: Bonds = {}
    for turn in range(_PASSES):
        u = sample.unlike(candidates, likely, same)
        m = _matching(columns, found, candidates, u, rows)
        common = commonness(columns, u, same, named)
        if turn:
            bound = bonds(columns, candidates.levels, likely, m, u, first, contexts(common))
        weights = Weights(m, u, common, bound)
        evidence = weights.total(columns, candidates)
        likely = probability(evidence + prior(evidence, candidates.possible, rows))
        sure = likely > _SURE
        same = components(rows, candidates.left[sure], candidates.right[sure])
    return weights, evidence


def falling(m: Numbers, u: Numbers) -> Numbers:
    """The weights of levels that must not rise from strong to weak: neighbours that do are taken together.

    >>> falling(np.array([0.1, 0.8, 0.1]), np.array([0.1, 0.1, 0.8])).round(2).tolist()
    [2.17, 2.17, -3.0]
    """
    pools: list[list[float]] = []
    for one, two in zip(m, u, strict=True):
        pools.append([float(one), float(two), 1.0])
        while len(pools) > 1 and pools[-1][0] * pools[-2][1] > pools[-2][0] * pools[-1][1]:
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    made: Numbers = np.concatenate([np.full(int(count), np.log2(one / two)) for one, two, count in pools])
    return made


def prior(evidence: Numbers, possible: float, rows: int) -> float:
    """The prior in bits that agrees with the scores it leads to: as many matches expected before as after."""
    matches = min(rows / 2, possible / 2)
    for _ in range(_ROUNDS):
        bits = np.log2(matches / (possible - matches))
        expected = float(probability(evidence + bits).sum())
        before, matches = matches, min(possible / 2, max(1.0, expected))
        if abs(matches - before) <= _SETTLED * before:
            break
    return float(np.log2(matches / (possible - matches)))


def probability(bits: Numbers) -> Numbers:
    """Log odds to base two as probabilities."""
    made: Numbers = 1 / (1 + np.exp2(-np.clip(bits, -500, 500)))
    return made


class _Sample:
    """Random pairs and the levels they reach."""

    def __init__(self, columns: Sequence[Prepared], rows: int, first: int) -> None:
        rng = np.random.default_rng(_SEED)
        left = rng.integers(0, first, _RANDOM)
        right = rng.integers(first if first < rows else 0, rows, _RANDOM)
        apart = left != right
        self._columns, self._rows = columns, rows
        self._left, self._right = np.minimum(left[apart], right[apart]), np.maximum(left[apart], right[apart])
        self._levels = {column.label: column.levels(self._left, self._right) for column in columns}

    def unlike(self, candidates: Candidates, likely: Numbers, same: Rows) -> dict[str, Numbers]:
        """How often different things reach each level, given how likely candidates are matches and which rows
        are one.

        What random pairs are too few to show (high levels) is counted among the candidates.
        """
        different = same[self._left] != same[self._right]
        u = {}
        for column in self._columns:
            reached = self._levels[column.label][different]
            known = reached[reached != MISSING]
            counts = np.bincount(known, minlength=column.count) / max(1, len(known))
            levels = candidates.levels[column.label]
            there = levels != MISSING
            both = float((column.codes >= 0).mean()) ** 2
            seen = np.bincount(levels[there], weights=1 - likely[there], minlength=column.count) / max(
                1.0, candidates.possible * both
            )
            made = np.maximum(np.maximum(counts, seen), _LEAST)
            made[0] = agreement(column, same)
            made[1:] *= (1 - made[0]) / made[1:].sum()
            u[column.label] = made
        return u


def _matching(
    columns: Sequence[Prepared],
    found: Sequence[Block],
    candidates: Candidates,
    u: Mapping[str, Numbers],
    rows: int,
) -> dict[str, Numbers]:
    """m by column from the training blocks."""
    start = {column.label: _starting(column.count) for column in columns}
    sums = {column.label: np.zeros(column.count) for column in columns}
    for block in _sessions(found, rows):
        rest = [column for column in columns if column.label not in block.fields]
        if len(rest) < _LEAST_COLUMNS:
            continue
        where = np.searchsorted(candidates.pairs, block.pairs)
        matches, counts = _maximise(
            rest, {column.label: candidates.levels[column.label][where] for column in rest}, start, u
        )
        if matches > _LEAST_SHARE * len(where) and not any(
            _relatives(column, counts[column.label]) for column in rest
        ):
            for label, one in counts.items():
                sums[label] += one
    made = {}
    for column in columns:
        weighted = sums[column.label] + _PRIOR * start[column.label]
        made[column.label] = weighted / weighted.sum()
    return made


def _sessions(found: Sequence[Block], rows: int) -> list[Block]:
    """Selective blocks to train in: keys of equal values with the most pairs that are still few, such that
    every column is outside of some."""
    fitting = [block for block in found if 20 <= len(block.pairs) <= 4 * rows]
    fitting.sort(key=lambda block: (not block.exact, -len(block.pairs)))
    kept: list[Block] = []
    for block in fitting:
        if len(kept) < _SESSIONS and all(block.fields != one.fields for one in kept):
            kept.append(block)
    return kept


def _starting(count: int) -> Numbers:
    weights = 0.25 ** np.arange(count)
    weights[-1] = 0.08
    made: Numbers = weights / weights.sum()
    return made


def _maximise(
    columns: Sequence[Prepared],
    levels: Mapping[str, Levels],
    start: Mapping[str, Numbers],
    u: Mapping[str, Numbers],
) -> tuple[float, dict[str, Numbers]]:
    """Expected matches in a block, and expected counts of matches by level for each column."""
    patterns, counts = _patterns([levels[column.label] for column in columns])
    m = {column.label: start[column.label] for column in columns}
    share = 0.3
    matches = np.zeros(0)
    for _ in range(_ROUNDS):
        weight = np.full(len(counts), np.log(share / (1 - share)))
        for at, column in enumerate(columns):
            level = patterns[:, at]
            ratio = np.log(m[column.label] / u[column.label])
            weight += np.where(level == MISSING, 0.0, ratio[np.maximum(level, 0)])
        matches = counts / (1 + np.exp(-np.clip(weight, -60, 60)))
        before = share
        share = float(np.clip(matches.sum() / counts.sum(), 1e-4, 1 - 1e-4))
        for at, column in enumerate(columns):
            level = patterns[:, at]
            known = level != MISSING
            made = (
                np.bincount(level[known], weights=matches[known], minlength=column.count)
                + _PRIOR * start[column.label]
            )
            m[column.label] = _capped(made / made.sum(), column)
        if abs(before - share) < 1e-4:
            break
    expected = {}
    for at, column in enumerate(columns):
        known = patterns[:, at] != MISSING
        expected[column.label] = np.bincount(
            patterns[known, at], weights=matches[known], minlength=column.count
        ).astype(float)
    return float(matches.sum()), expected


def _relatives(column: Prepared, counts: Numbers) -> bool:
    """Whether what a block holds are not records of one person: too many of them differ wholly in a name or a
    date."""
    return float(counts[-1]) > _most(column) * max(1e-9, float(counts.sum()))


def _most(column: Prepared) -> float:
    return _DIFFER[column.role] if is_personal(column.label, column.role) else 1.0


def _capped(m: Numbers, column: Prepared) -> Numbers:
    """m with a limit on how often two records of one thing differ wholly in a name or a date: what differs
    more is another class, a household."""
    most = _most(column)
    if m[-1] <= most:
        return m
    made = m.copy()
    made[:-1] *= (1 - most) / max(1e-12, float(m[:-1].sum()))
    made[-1] = most
    return made


def _patterns(levels: Sequence[Levels]) -> tuple[Levels, Numbers]:
    """The different combinations of levels, with how often each occurs."""
    if not levels:
        return np.zeros((0, 0), dtype=np.int8), np.zeros(0)
    made = np.zeros(len(levels[0]), dtype=np.int64)
    for one in levels:
        made = made * _WIDTH + (one + 1)
    found, counts = counted(made)
    parts = []
    for _ in levels:
        parts.append((found % _WIDTH - 1).astype(np.int8))
        found = found // _WIDTH
    return np.stack(parts[::-1], axis=1), counts.astype(float)


__all__ = ["Candidates", "Numbers", "Weights", "estimate", "falling", "prior", "probability"]
