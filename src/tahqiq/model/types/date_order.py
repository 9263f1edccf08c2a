"""Day first or month first: what the distinct texts of a column prove."""

import re
from collections.abc import Iterable

from tahqiq.kit.text import tidy_code
from tahqiq.model.types.base import DateOrder

_TRIPLE = re.compile(
    r"['\"\s]*([0-9]{1,2})\s?[/.\-\\]\s?([0-9]{1,2})\s?[/.\-\\]\s?([0-9]{4}|[0-9]{2})(?![0-9])"
)


def date_order(texts: Iterable[str]) -> DateOrder | None:
    """The order that the numeric dates of a column prove; None when none is proven or they contradict each
    other.

    >>> date_order(["03/04/2024", "25/04/2024"]), date_order(["03/04/2024"])
    ('dmy', None)
    >>> date_order(["04/25/24", "04/26/24"])
    'mdy'
    """
    seen: set[DateOrder] = set()
    for text in texts:
        found = _TRIPLE.match(text if text.isascii() else tidy_code(text))
        if found:
            _vote(int(found[1]), int(found[2]), found[3], seen)
    return seen.pop() if len(seen) == 1 else None


def _vote(first: int, second: int, third: str, seen: "set[DateOrder]") -> None:
    if len(third) == 2 and first > 31:
        seen.add("ymd")
    elif 12 < first <= 31 and second <= 12:
        seen.add("dmy")
    elif first <= 12 < second <= 31:
        seen.add("mdy")
