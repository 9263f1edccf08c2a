"""Which pairs of rows are looked at: those that meet under a key, where keys are chosen from the tables
themselves within a budget of pairs."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from tahqiq.resolve.tables.comparable_columns import Prepared, Rows
from tahqiq.resolve.tables.distinct import different

_LARGEST, _SMALL, _FEW = 80, 400, 5_000
"""Groups of more rows under a key are too common to say anything; another key must bring such rows together.
Small tables may have larger ones."""
_SINGLE, _DOUBLE, _ALL = 20, 12, 120
"""Pairs for each row that one key, one pair of keys, and all together may bring."""
_WORD = 25
_MOST = 12_000_000


@dataclass(frozen=True, slots=True)
class Block:
    """Pairs of rows (left < right, as ``left * rows + right``, each once, in no order) that agree on a key
    made of ``fields``."""

    fields: frozenset[str]
    pairs: Rows
    exact: bool


@dataclass(frozen=True, slots=True)
class _Key:
    """A key before its pairs are made. ``codes`` with ``members`` where a row may have several codes;
    ``count``: how many pairs it brings."""

    fields: frozenset[str]
    codes: Rows
    exact: bool
    count: int


def blocks(columns: Sequence[Prepared], rows: int, first: int) -> list[Block]:
    """Blocks worth looking at, the most selective first.

    ``first`` is how many rows the first table has: with two tables (``first`` < ``rows``) only pairs across
    them are made.
    """
    keys = [(column.label, name, codes) for column in columns for name, codes in column.keys.items()]
    found = [
        _Key(frozenset([label]), codes, name == "same", _count(codes, rows, first))
        for label, name, codes in keys
    ]
    singles = [key for key in found if 0 < key.count <= _SINGLE * rows]
    doubles = [
        _Key(frozenset([one, two]), both, n == m == "same", _count(both, rows, first))
        for (one, n, a), (two, m, b) in combinations(keys, 2)
        if one != two
        for both in [_joined(a, b)]
    ]
    worded = [
        Block(frozenset([column.label]), _worded(*column.words, rows, first), False)
        for column in columns
        if column.words
    ]
    sized: list[tuple[int, _Key | Block]] = [
        *((key.count, key) for key in singles),
        *((key.count, key) for key in doubles if 0 < key.count <= _DOUBLE * rows),
        *((len(block.pairs), block) for block in worded),
    ]
    kept: list[Block] = []
    total = 0
    for size, one in sorted(sized, key=lambda pair: pair[0]):
        if total + size > min(_MOST, _ALL * rows):
            break
        kept.append(
            one if isinstance(one, Block) else Block(one.fields, _pairs(one.codes, rows, first), one.exact)
        )
        total += size
    return kept


def _joined(one: Rows, two: Rows) -> Rows:
    both = one * (int(two.max(initial=0)) + 1) + two
    both[(one < 0) | (two < 0)] = -1
    return both


def _largest(rows: int) -> int:
    return _SMALL if rows <= _FEW else _LARGEST


def _count(codes: Rows, rows: int, first: int) -> int:
    """How many pairs :func:`_pairs` makes of codes, without making them."""
    sides = [
        np.sort(part[part >= 0]) for part in ((codes[:first], codes[first:]) if first < rows else (codes,))
    ]
    whole = np.sort(np.concatenate(sides)) if len(sides) > 1 else sides[0]
    starts = (
        np.flatnonzero(np.concatenate([[True], whole[1:] != whole[:-1]]))
        if len(whole)
        else np.zeros(0, dtype=np.int64)
    )
    sizes = np.diff(np.append(starts, len(whole)))
    fits = (sizes > 1) & (sizes <= _largest(rows))
    if len(sides) == 1:
        return int((sizes[fits] * (sizes[fits] - 1)).sum()) // 2
    values = whole[starts[fits]]
    inside = np.searchsorted(sides[0], values, side="right") - np.searchsorted(sides[0], values)
    return int((inside * (sizes[fits] - inside)).sum())


def _pairs(codes: Rows, rows: int, first: int, members: Rows | None = None, largest: int = 0) -> Rows:
    """Pairs of rows with equal codes; rows are 0 to n, or ``members`` where a row may have several codes."""
    largest = largest or _largest(rows)
    own = np.arange(len(codes), dtype=np.int64) if members is None else members
    known = codes >= 0
    codes, own = codes[known], own[known]
    order = np.argsort(codes, kind="stable")
    codes, own = codes[order], own[order]
    starts = (
        np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1]]))
        if len(codes)
        else np.zeros(0, dtype=np.int64)
    )
    sizes = np.diff(np.append(starts, len(codes)))
    fits = np.repeat((sizes > 1) & (sizes <= largest), sizes)
    codes, own = codes[fits], own[fits]
    made = []
    for step in range(1, largest):
        together = (
            np.flatnonzero(codes[step:] == codes[:-step])
            if step < len(codes)
            else np.zeros(0, dtype=np.int64)
        )
        if not len(together):
            break
        left, right = own[together], own[together + step]
        across = (left < first) & (right >= first) if first < rows else left < right
        made.append(left[across] * rows + right[across])
    if not made:
        return np.zeros(0, dtype=np.int64)
    whole = np.concatenate(made)
    return whole if members is None else different(whole)


def _worded(members: Rows, numbers: Rows, rows: int, first: int) -> Rows:
    """Pairs of rows that share a rare word."""
    return _pairs(numbers, rows, first, members, _WORD)


__all__ = ["Block", "blocks"]
