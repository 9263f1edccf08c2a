"""Which pairs of rows are looked at: those that meet under a key, where keys are chosen from the tables themselves within a budget of pairs."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from tahqiq.resolve.tables.prepared import Prepared, Rows

_LARGEST, _SMALL, _FEW = 80, 400, 5_000
"""Groups of more rows under a key are too common to say anything; another key must bring such rows together. Small tables may have larger ones."""
_SINGLE, _DOUBLE, _ALL = 20, 12, 120
"""Pairs for each row that one key, one pair of keys, and all together may bring."""
_WORD = 25
_MOST = 12_000_000


@dataclass(frozen=True, slots=True)
class Block:
    """Pairs of rows (left < right, as ``left * rows + right``) that agree on a key made of ``fields``."""

    fields: frozenset[str]
    pairs: Rows
    exact: bool


def blocks(columns: Sequence[Prepared], rows: int, first: int) -> list[Block]:
    """Blocks worth looking at, the most selective first.

    ``first`` is how many rows the first table has: with two tables (``first`` < ``rows``) only pairs across them are made.
    """
    keys = [(column.label, name, codes) for column in columns for name, codes in column.keys.items()]
    found = [Block(frozenset([label]), _pairs(codes, rows, first), name == "same") for label, name, codes in keys]
    singles = [block for block in found if 0 < len(block.pairs) <= _SINGLE * rows]
    doubles = [
        Block(frozenset([one, two]), _pairs(_joined(a, b), rows, first), n == m == "same")
        for (one, n, a), (two, m, b) in combinations(keys, 2)
        if one != two
    ]
    worded = [Block(frozenset([column.label]), _worded(*column.words, rows, first), False) for column in columns if column.words]
    ordered = sorted(
        [*singles, *(block for block in doubles if 0 < len(block.pairs) <= _DOUBLE * rows), *worded], key=lambda one: len(one.pairs)
    )
    kept, total = [], 0
    for block in ordered:
        if total + len(block.pairs) > min(_MOST, _ALL * rows):
            break
        kept.append(block)
        total += len(block.pairs)
    return kept


def _joined(one: Rows, two: Rows) -> Rows:
    both = one * (int(two.max(initial=0)) + 1) + two
    both[(one < 0) | (two < 0)] = -1
    return both


def _pairs(codes: Rows, rows: int, first: int, members: Rows | None = None, largest: int = 0) -> Rows:
    """Pairs of rows with equal codes, as sorted unique numbers; rows are 0 to n, or ``members`` where a row may have several codes."""
    largest = largest or (_SMALL if rows <= _FEW else _LARGEST)
    own = np.arange(len(codes), dtype=np.int64) if members is None else members
    known = codes >= 0
    order = np.lexsort((own[known], codes[known]))
    codes, own = codes[known][order], own[known][order]
    starts = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1]])) if len(codes) else np.zeros(0, dtype=np.int64)
    sizes = np.diff(np.append(starts, len(codes)))
    fits = np.repeat((sizes > 1) & (sizes <= largest), sizes)
    codes, own = codes[fits], own[fits]
    made = []
    for step in range(1, largest):
        together = np.flatnonzero(codes[step:] == codes[:-step]) if step < len(codes) else np.zeros(0, dtype=np.int64)
        if not len(together):
            break
        left, right = own[together], own[together + step]
        across = (left < first) & (right >= first) if first < rows else left < right
        made.append(left[across] * rows + right[across])
    return np.unique(np.concatenate(made)) if made else np.zeros(0, dtype=np.int64)


def _worded(members: Rows, numbers: Rows, rows: int, first: int) -> Rows:
    """Pairs of rows that share a rare word."""
    return _pairs(numbers, rows, first, members, _WORD)


__all__ = ["Block", "blocks"]
