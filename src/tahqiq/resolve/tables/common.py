"""How common a value is among different things: in the whole table, and within what else agrees (Kim is rare
in the world, and a fifth of Korea)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tahqiq.resolve.tables.comparable_columns import Levels, Prepared, Rows
from tahqiq.resolve.tables.distinct import counted, different

Numbers = NDArray[np.float64]

_BROAD = 200
"""A column is a context where it has so many rows for each of its values, or this few values:"""
_FEW = 12
_HOLD = 20.0
"""Pseudo-rows that hold the share within a context at that in the whole table."""
_TWO = 2.0
"""The two rows of a pair are not counted in the share of their value within a context: they may be one
thing."""
_TOGETHER, _RAREST = 2.0, -24.0
"""Words of a name go together four times as often as by chance, and no whole name counts as rarer than this
many bits."""
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Commonness:
    """The share of each row's value (0 where it has none).

    ``whole`` in all, ``within`` among the rows with the same value of another, broader column,
    the two of a pair left out; ``cautious``: with these two in it.
    """

    whole: Numbers
    within: Mapping[str, Numbers]
    cautious: Mapping[str, Numbers]

    def at(self, rows: Rows, levels: Mapping[str, Levels], where: Rows, cautious: bool) -> Numbers:
        """The share for pairs at positions ``where`` whose first rows are ``rows``: the largest of those
        contexts that agree in the pair."""
        own = rows[where]
        share: Numbers = self.whole[own]
        for label, inside in (self.cautious if cautious else self.within).items():
            np.maximum(share, np.where(levels[label][where] == 0, inside[own], 0.0), out=share)
        return share


def commonness(
    columns: Sequence[Prepared], u: Mapping[str, Numbers], same: Rows, named: bool = False
) -> dict[str, Commonness]:
    """For every column; ``same`` is the number of the thing each row is taken for, each thing counting once
    for each of its values.

    ``named``: nothing but names is compared; then a name of several words is as common as its words make it,
    since two rows with it are no proof that two bear it.
    """
    broad = [column for column in columns if _values(column) <= max(_FEW, len(same) // _BROAD)]
    made = {}
    for column in columns:
        whole = _by_words(column, _shares(column, same)) if named and column.words else _shares(column, same)
        around = [
            context for context in broad if context is not column and u[context.label][0] > u[column.label][0]
        ]
        within, cautious = (
            {context.label: _within(column, context, same, whole, out) for context in around}
            for out in (_TWO, 0.0)
        )
        made[column.label] = Commonness(whole, within, cautious)
    return made


def contexts(common: Mapping[str, Commonness]) -> dict[str, frozenset[str]]:
    """The contexts of each column by label."""
    return {label: frozenset(one.within) for label, one in common.items()}


def agreement(column: Prepared, same: Rows) -> float:
    """The chance that two different things agree."""
    counts = _by_thing(column.codes, same)[1].astype(float)
    total = max(2.0, counts.sum())
    agree = float((counts * (counts - 1)).sum()) / (total * (total - 1))
    return float(min(0.99, max(agree, 0.5 / total, _LEAST)))


def _values(column: Prepared) -> int:
    return int(np.count_nonzero(column.shares))


def _by_thing(codes: Rows, same: Rows) -> tuple[Rows, Rows]:
    """The different codes, and how many things have each."""
    known = codes >= 0
    width = int(codes.max(initial=0)) + 1
    return (
        counted(different(same[known] * width + codes[known]) % width)
        if known.any()
        else (codes[:0], codes[:0])
    )


def _counts(codes: Rows, same: Rows) -> Numbers:
    """How many things have the value of each row; 0 where it has none."""
    values, counts = _by_thing(codes, same)
    made = np.zeros(len(codes))
    known = codes >= 0
    made[known] = counts[np.searchsorted(values, codes[known])]
    return made


def _shares(column: Prepared, same: Rows) -> Numbers:
    made: Numbers = _counts(column.codes, same) / max(2, int(_by_thing(column.codes, same)[1].sum()))
    return made


def _by_words(column: Prepared, shares: Numbers) -> Numbers:
    if column.words is None:
        return shares
    rows, numbers = column.words
    known = np.bincount(numbers) / max(1, len(shares))
    logs = np.bincount(rows, weights=np.log2(known[numbers]) + _TOGETHER, minlength=len(shares)) - _TOGETHER
    made: Numbers = np.where(shares > 0, np.minimum(shares, np.exp2(np.maximum(logs, _RAREST))), 0.0)
    return made


def _within(column: Prepared, context: Prepared, same: Rows, whole: Numbers, out: float) -> Numbers:
    both = (column.codes >= 0) & (context.codes >= 0)
    joint = np.where(both, column.codes * (int(context.codes.max(initial=0)) + 1) + context.codes, -1)
    inside = _counts(np.where(both, context.codes, -1), same)
    others = np.maximum(0.0, _counts(joint, same) - out)
    made: Numbers = np.where(both, (others + _HOLD * whole) / (inside + _HOLD), 0.0)
    return made


__all__ = ["Commonness", "agreement", "commonness", "contexts"]
