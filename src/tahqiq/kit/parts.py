"""A long list in parts: as much at a time as one statement of a database, or one look, may take."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def parts(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """``items`` in their order, ``size`` at a time, the last part as long as what is left; nothing for an
    empty list.

    Databases take a bounded number of values in one statement, so every ``IN (…)`` of unbounded length is
    asked through this.

    >>> [list(part) for part in parts("abcde", 2)]
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    return (items[start : start + size] for start in range(0, len(items), size))
