"""The order of rows by two integer columns: packed into one 64-bit number where it fits, since one sort of
numbers is five times quicker."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tahqiq.store.facts.columns import NULL32, NULL64, Array

_SECOND = 1_000_000


def null_value(values: Array) -> int:
    """The reserved null of an integer array, by its width."""
    return NULL64 if values.dtype == np.int64 else NULL32


def order(first: Array, second: Array) -> NDArray[np.int64]:
    """Row numbers in the order of ``first, second``; equal rows keep their sequence; nulls come first.

    >>> order(np.array([2, 1, 1], dtype=np.int32), np.array([5, 9, 4], dtype=np.int64)).tolist()
    [2, 1, 0]
    """
    count = len(first)
    if count < 2:
        return np.arange(count, dtype=np.int64)
    high, high_bits = _offsets(first)
    low, low_bits = _offsets(second)
    row_bits = int(count - 1).bit_length()
    if high_bits + low_bits + row_bits > 64:
        return np.lexsort((second, first)).astype(np.int64, copy=False)
    packed = high << np.uint64(low_bits) if high_bits else np.zeros(count, dtype=np.uint64)
    packed |= low
    packed <<= np.uint64(row_bits)
    packed |= np.arange(count, dtype=np.uint64)
    packed.sort()
    packed &= np.uint64((1 << row_bits) - 1)
    return packed.view(np.int64)


def order_of(columns: Sequence[Array]) -> NDArray[np.int64]:
    """Row numbers in the order of several columns, the first counting most; equal rows keep their sequence;
    nulls come first.

    >>> order_of([np.array([2, 1, 1]), np.array([0, 7, 7]), np.array([5, 9, 4])]).tolist()
    [2, 1, 0]
    """
    count = len(columns[0])
    if count < 2:
        return np.arange(count, dtype=np.int64)
    row_bits = int(count - 1).bit_length()
    rows: NDArray[np.int64] | None = (
        None  # the row that each place in the order of the last columns stands for; None: its own
    )
    packed, used = np.arange(count, dtype=np.uint64), row_bits
    for column in reversed(columns):
        values, bits = _offsets(column)
        if row_bits + bits > 64:
            return np.lexsort(tuple(reversed(columns))).astype(np.int64, copy=False)
        if used + bits > 64:
            rows = _sorted_rows(packed, row_bits, rows)
            packed, used = np.empty(count, dtype=np.uint64), row_bits
            packed[rows] = np.arange(count, dtype=np.uint64)
        if bits:
            packed |= values << np.uint64(used)
            used += bits
    return _sorted_rows(packed, row_bits, rows)


def _sorted_rows(
    packed: NDArray[np.uint64], row_bits: int, rows: NDArray[np.int64] | None
) -> NDArray[np.int64]:
    packed.sort()
    packed &= np.uint64((1 << row_bits) - 1)
    found = packed.view(np.int64)
    return found if rows is None else rows[found]


def _offsets(values: Array) -> tuple[NDArray[np.uint64], int]:
    """``values`` as distances from the smallest (null = 0, the others from 1 then), in whole seconds where
    they all are, and the bits needed."""
    wide = values.astype(np.int64)
    null = null_value(values)
    low, high = int(wide.min()), int(wide.max())
    missing = None
    if low == null:
        missing = wide == null
        present = wide[~missing]
        if not len(present):
            return np.zeros(len(wide), dtype=np.uint64), 0
        low = int(present.min()) - 1
    step = 1
    if (
        values.dtype == np.int64
        and high - low > _SECOND
        and missing is None
        and low % _SECOND == 0
        and not (wide % _SECOND).any()
    ):
        step = _SECOND
    distance = wide - low
    if step != 1:
        distance //= step
    if missing is not None:
        distance[missing] = 0
    return distance.view(np.uint64), int((high - low) // step).bit_length()


KEY_BITS = 43
"""Bits of a :class:`Packing` key, so that a row number of 20 bits fits beside it without touching the
sign."""


class Packing:
    """A monotone key of :data:`KEY_BITS` bits for (first, second) over a known range: coarse where the range
    needs more bits, never out of order.

    ``first`` and ``second`` are (lowest, highest) without nulls; nulls come before everything.

    >>> first, second = np.array([1, 1, 2], dtype=np.int32), np.array([100, 200, 100])
    >>> Packing((1, 9), (100, 200)).keys(first, second).tolist()
    [129, 229, 257]
    """

    def __init__(self, first: tuple[int, int], second: tuple[int, int]) -> None:
        self._first_low = first[0] - 1
        self._second_low = second[0] - 1
        first_bits = int(first[1] - self._first_low).bit_length()
        second_bits = int(second[1] - self._second_low).bit_length()
        surplus = max(first_bits + second_bits - KEY_BITS, 0)
        self._second_shift = min(surplus, second_bits)
        self._second_bits = second_bits - self._second_shift
        self._first_shift = surplus - self._second_shift

    def keys(self, first: Array, second: Array) -> NDArray[np.int64]:
        """The keys of rows; equal or rising wherever (first, second) rises."""
        high = _distance(first, self._first_low)
        low = _distance(second, self._second_low)
        high >>= self._first_shift
        high <<= self._second_bits
        low >>= self._second_shift
        high |= low
        return high


def _distance(values: Array, low: int) -> NDArray[np.int64]:
    distance = np.subtract(values, low, dtype=np.int64)
    missing = values == null_value(values)
    if missing.any():
        distance[missing] = 0
    return distance
