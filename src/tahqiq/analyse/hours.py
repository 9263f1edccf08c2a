"""Which events say an hour: one that was written as a day has none, and answers no question about hours."""

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.events.wheel import local
from tahqiq.analyse.terms import Terms
from tahqiq.store.facts.columns import NULL64, Columns, take

Numbers = NDArray[np.int64]
_DAY = 86_400_000_000
_MANY = 5_000


def hourless(asked: Terms, rows: Columns) -> NDArray[np.bool_]:
    """Which ``rows`` (with ``source`` and ``start``, µs UTC) were written as a day without a time of day;
    what has no time at all is none of them.

    Among very many different times only midnights of the zone asked about, of UTC and of the sources' zones
    are looked up.
    """
    source, start = rows["source"].astype(np.int64), rows["start"].astype(np.int64)
    sources = np.unique(source[start != NULL64])
    days: dict[int, list[int]] = {}
    for (number, at), day in asked.facts.days(
        sources.tolist(), _possible(asked, start[start != NULL64]).tolist()
    ).items():
        if day:
            days.setdefault(number, []).append(at)
    found = np.zeros(len(start), dtype=np.bool_)
    for number, some in days.items():
        found |= (source == number) & np.isin(start, np.array(some, dtype=np.int64))
    return found


def with_hours(asked: Terms, rows: Columns) -> Columns:
    """The ``rows`` that say an hour, or no time at all; those that say their day only are counted as left
    out."""
    without = hourless(asked, rows)
    asked.left_out["date-only"] += int(without.sum())
    return take(rows, ~without) if without.any() else rows


def _possible(asked: Terms, start: Numbers) -> Numbers:
    every = np.unique(start[start % (15 * 60_000_000) == 0])
    if len(every) <= _MANY:
        return every
    asking = {asked.zone} if "zone" in asked.values.plain else set[str]()
    zones = sorted({*asking, "UTC", *(one.zone for one in asked.context.sources() if one.zone)})
    return every[np.any([local(every, zone) % _DAY == 0 for zone in zones], axis=0)]


__all__ = ["hourless", "with_hours"]
