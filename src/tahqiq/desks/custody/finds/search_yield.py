"""Finds per search, counted in one place: which searches found something, and how sure the share of them
is."""

from collections.abc import Iterable

from tahqiq.desks.custody.finds.record import Find
from tahqiq.desks.custody.searches.record import Search
from tahqiq.kit.shares import wilson


def fruitful(searches: Iterable[Search], finds: Iterable[Find]) -> set[str]:
    """The numbers of searches in which something was found: whose result says so, or that a find in the
    register names. A search of which neither is said is not among them.

    >>> fruitful([], [])
    set()
    """
    named = {one.search for one in finds if one.search}
    return {one.number for one in searches if one.result == "find" or one.number in named}


def find_rate(found: int, made: int) -> tuple[float | None, float | None]:
    """The 95 % interval of finds per search, four digits; (None, None) where nothing was searched.

    >>> find_rate(0, 10), find_rate(5, 10), find_rate(0, 0)
    ((0.0, 0.2775), (0.2366, 0.7634), (None, None))
    """
    if not made:
        return None, None
    low, high = wilson(found, made)
    return round(low, 4), round(high, 4)
