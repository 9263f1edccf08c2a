"""Ranges of keys that cut a whole layout into pieces of moderate size, over all its files alike."""

import numpy as np

from tahqiq.model.scope import Scope
from tahqiq.store.facts.catalogue import Layout
from tahqiq.store.facts.columns import NULL32, NULL64
from tahqiq.store.facts.fetch import Fetch


def ranges(
    fetch: Fetch, scope: Scope, layout: Layout, rows: int, kinds: frozenset[str] | None
) -> list[tuple[int, int]]:
    """Disjoint ranges (both ends included) of the first sort column, rising, that cover every visible row
    with a key; about ``rows`` rows each.

    A key with more rows than that has a range of its own: no key is cut in two.
    """
    bounds: list[tuple[int, int, int]] = []
    for file in fetch.visible(scope, layout, kinds):
        opened = fetch.files.get(file)
        lows, highs = opened.range_of(np.arange(opened.groups))
        counts = [count for _, _, count in opened.marks()]
        bounds += [
            (int(low), int(high), count)
            for low, high, count in zip(lows, highs, counts, strict=True)
            if high not in (NULL32, NULL64)
        ]
    if not bounds:
        return []
    lowest = min(max(low, 0) for low, _, _ in bounds)
    highest = max(high for _, high, _ in bounds)
    found: list[tuple[int, int]] = []
    begin, waiting = lowest, 0
    for low, _, count in sorted(bounds):
        if waiting >= rows and low > begin:
            found.append((begin, low - 1))
            begin, waiting = low, 0
        waiting += count
    return [*found, (begin, highest)]
