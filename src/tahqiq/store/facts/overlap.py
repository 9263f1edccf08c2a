"""What one source tells twice, and what other sources tell as well."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tahqiq.model.scope import Scope
from tahqiq.store.facts.columns import NULL32, NULL64, Columns, take
from tahqiq.store.facts.fetch import Choice, Fetch, Keep
from tahqiq.store.facts.occasions import NEEDED, Tolerance, group, repeats

_ROWS = 200_000


@dataclass(frozen=True, slots=True)
class Overlap:
    """``records`` of the source; ``doubles`` of them repeat an earlier one of the same source in everything
    but the place (several events all the same, unless the source marks them as one); ``shared`` says for each
    other source how many records of this one it has the event of, too.
    """

    records: int
    doubles: int
    shared: dict[int, int] = field(default_factory=dict)


def overlap(fetch: Fetch, scope: Scope, source: int, tolerance: Tolerance) -> Overlap:
    """Compare the visible records of ``source`` with all visible ones, range of parties after range."""
    records = doubles = 0
    shared: dict[int, int] = {}
    for low, high in fetch.again(lambda: list(_ranges(fetch, scope, source))):
        rows = fetch.rows(scope, "by_party", NEEDED, _near(low, high), _within(low, high), None, (low, high))
        labels, _ = group(rows, tolerance)
        own = rows["source"] == source
        records += int(own.sum())
        doubles += repeats(take(rows, own))
        for other in np.unique(rows["source"][~own]).tolist():
            told = np.isin(labels[own], labels[rows["source"] == other])
            shared[other] = shared.get(other, 0) + int(told.sum())
    return Overlap(records, doubles, {other: count for other, count in sorted(shared.items()) if count})


def _near(low: int, high: int) -> Choice:
    return lambda file: file.near_with_nulls(low, high)


def _within(low: int, high: int) -> Keep:
    def keep(rows: Columns) -> NDArray[np.bool_]:
        """Each record once: under the party that acted, or under its only party."""
        once: NDArray[np.bool_] = (rows["out"] == 1) | (rows["other"] == NULL32)
        return once & (rows["self"] >= low) & (rows["self"] <= high)

    return keep


def _ranges(fetch: Fetch, scope: Scope, source: int) -> Iterator[tuple[int, int]]:
    """Disjoint ranges of parties that cover the source, each of moderate size; the first includes records
    without parties."""
    bounds: list[tuple[int, int, int]] = []
    for file in fetch.visible(scope, "by_party"):
        opened = fetch.files.get(file)
        groups = opened.of_source(source)
        lows, highs = opened.range_of(groups)
        bounds += [
            (int(low), int(high), opened.rows_of(np.array([at])))
            for low, high, at in zip(lows, highs, groups, strict=True)
        ]
    low, high, waiting = NULL64, NULL64, 0
    for first, last, rows in sorted(bounds):
        if waiting >= _ROWS and first > low:
            yield low, first - 1
            low, waiting = first, 0
        high, waiting = max(high, last), waiting + rows
    if bounds:
        yield low, high
