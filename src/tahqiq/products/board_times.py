"""When the events of a chart's lines happened: counts and sums of every line by hour, day or week of a zone,
for the bar of time below the chart.

The counts are those of the lines: distinct events in each direction, each at the start of the record that
stands for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from tahqiq.model.scope import Scope
from tahqiq.store.facts.columns import NULL32, NULL64, Columns, exact, plain_amount
from tahqiq.store.facts.days import on_clocks
from tahqiq.store.workspace import Workspace

By = Literal["hour", "day", "week"]
UNDATED = -1
"""The place of what has no time."""
_HOUR = 3_600_000_000
_STEP: Mapping[By, int] = {"hour": _HOUR, "day": 24 * _HOUR, "week": 7 * 24 * _HOUR}
_MONDAY = 4 * 24 * _HOUR
"""1970-01-05 was a Monday."""
_QUARTER = 900_000_000
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LineTimes:
    """The line of one type between the items ``a`` and ``b`` (ids). ``cells`` are (place among the bins,
    events from ``a``, events from ``b``), ``sums`` (place, currency, amount from ``a``, amount from ``b``) as
    plain decimals; in the order of the bins, :data:`UNDATED` first."""

    a: str
    b: str
    label: str
    cells: tuple[tuple[int, int, int], ...]
    sums: tuple[tuple[int, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Times:
    """``bins`` are the beginnings of the hours, days or weeks in which something happened, as the clocks of
    the zone show them (``2026-03-01T13:00``)."""

    bins: tuple[str, ...]
    lines: tuple[LineTimes, ...]


def times(
    workspace: Workspace,
    scope: Scope,
    under: Mapping[int, int],
    ids: Mapping[int, str],
    by: By,
    zone: ZoneInfo,
) -> Times:
    """The events between the items of a chart. ``under`` says at which item each fragment is drawn, ``ids``
    what items are called; a week begins on Monday."""
    rows = _between(workspace, scope, under)
    bins, place = bins_of(walls(workspace, scope, rows, zone), by)
    key = np.stack(
        [
            np.minimum(rows["from"], rows["to"]),
            np.maximum(rows["from"], rows["to"]),
            rows["kind"].astype(np.int64),
            place,
        ]
    )
    cells, inverse = np.unique(key, axis=1, return_inverse=True)
    cell_of = np.ravel(inverse)
    forth = (rows["from"] == key[0]).astype(np.int64)
    out = np.bincount(cell_of, forth, cells.shape[1]).astype(np.int64)
    whole = np.bincount(cell_of, minlength=cells.shape[1])
    sums = _sums(workspace, rows, cell_of, forth)
    found: dict[tuple[int, int, int], tuple[list[tuple[int, int, int]], list[tuple[int, str, str, str]]]] = {}
    for at, (low, high, kind, where) in enumerate(cells.T.tolist()):
        counted, summed = found.setdefault((low, high, kind), ([], []))
        counted.append((where, int(out[at]), int(whole[at] - out[at])))
        summed += [
            (where, currency, *map(plain_amount, pair)) for currency, pair in sorted(sums.get(at, {}).items())
        ]
    lines = [
        LineTimes(ids[low], ids[high], workspace.facts.kind(kind), tuple(counted), tuple(summed))
        for (low, high, kind), (counted, summed) in found.items()
    ]
    return Times(bins, tuple(sorted(lines, key=lambda line: (line.a, line.b, line.label))))


def _between(workspace: Workspace, scope: Scope, under: Mapping[int, int]) -> Columns:
    """One row for each event between two different items, as its acting party sees it, with the items
    ``from`` and ``to``."""
    fragments = np.array(sorted(under), dtype=np.int64)
    items = np.array([under[no] for no in fragments.tolist()], dtype=np.int64)
    rows = workspace.facts.happened(
        scope, ("out", "start", "amount", "fine", "currency", "source"), fragments
    )
    keep = rows["out"].astype(np.bool_) & (rows["other"] != NULL32) & np.isin(rows["other"], fragments)
    kept = {name: values[keep] for name, values in rows.items()}
    kept["from"], kept["to"] = (
        items[np.searchsorted(fragments, kept[end])] if len(fragments) else kept[end].astype(np.int64)
        for end in ("self", "other")
    )
    apart = kept["from"] != kept["to"]
    return {name: values[apart] for name, values in kept.items()}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the time as clocks of a zone show it: from the minute ``since`` on, before the minute
    ``until`` (``2026-03-01T13:00``); empty for no bound."""

    since: str
    until: str
    zone: ZoneInfo

    @property
    def whole(self) -> bool:
        """Whether it leaves nothing out."""
        return not self.since and not self.until


ALWAYS = Part("", "", ZoneInfo("UTC"))


def within(workspace: Workspace, scope: Scope, rows: Columns, part: Part) -> NDArray[np.bool_]:
    """Which events (``source``, ``start``) lie in a part of the time; what has no time lies only in the whole
    of it. Raises ``ValueError`` for bounds that are no minutes."""
    if part.whole:
        return np.ones(len(rows["start"]), dtype=np.bool_)
    wall = walls(workspace, scope, rows, part.zone)
    found: NDArray[np.bool_] = wall != NULL64
    found[found] = _inside(wall[found], part)
    return found


def _inside(local: Numbers, part: Part) -> NDArray[np.bool_]:
    low = int(np.datetime64(part.since, "us").astype(np.int64)) if part.since else int(local.min(initial=0))
    high = (
        int(np.datetime64(part.until, "us").astype(np.int64)) if part.until else int(local.max(initial=0)) + 1
    )
    inside: NDArray[np.bool_] = np.logical_and(local >= low, local < high)
    return inside


def walls(workspace: Workspace, scope: Scope, rows: Columns, zone: ZoneInfo) -> Numbers:
    """What the clocks of a zone show when events (``source``, ``start``) began, µs; the midnight of its day
    where only a day was written; null without a time."""
    start, source = rows["start"].astype(np.int64), rows["source"].astype(np.int64)
    known = start != NULL64
    found = np.full(len(start), NULL64, dtype=np.int64)
    if known.any():
        days = workspace.facts.days(
            scope, np.unique(source[known]).tolist(), np.unique(start[known]).tolist()
        )
        found[known] = on_clocks(days, source[known], start[known], _clocks(start[known], zone))
    return found


def bins_of(wall: Numbers, by: By) -> tuple[tuple[str, ...], Numbers]:
    """The bins that hold something, and in which of them each time on the clocks lies."""
    known = wall != NULL64
    shift = _MONDAY if by == "week" else 0
    begin = (wall[known] - shift) // _STEP[by] * _STEP[by] + shift
    bins, place = np.unique(begin, return_inverse=True)
    found = np.full(len(wall), UNDATED, dtype=np.int64)
    found[known] = np.ravel(place)
    return tuple(np.datetime_as_string(bins.astype("datetime64[us]"), unit="m").tolist()), found


def _clocks(start: Numbers, zone: ZoneInfo) -> Numbers:
    """What the clocks of a zone show at some times, µs."""
    quarters, inverse = np.unique(start // _QUARTER, return_inverse=True)
    offsets = np.array([_offset(one, zone) for one in quarters.tolist()], dtype=np.int64)
    return start + offsets[np.ravel(inverse)] if len(quarters) else start


def _offset(quarter: int, zone: ZoneInfo) -> int:
    """How far the clocks of a zone are before UTC in a quarter of an hour, µs; 0 beyond the years that have a
    calendar."""
    try:
        ahead = datetime.fromtimestamp(quarter * 900, UTC).astimezone(zone).utcoffset()
    except (ValueError, OverflowError):
        return 0
    return 0 if ahead is None else int(ahead.total_seconds()) * 1_000_000


def _sums(
    workspace: Workspace, rows: Columns, cell_of: Numbers, forth: Numbers
) -> dict[int, dict[str, tuple[int, int]]]:
    """Exact sums by cell and currency, from the first end and from the second, in units of 10^-18."""
    found: dict[int, dict[str, tuple[int, int]]] = {}
    paid = np.flatnonzero(rows["amount"] != NULL64)
    columns = (cell_of[paid], forth[paid], rows["amount"][paid], rows["fine"][paid], rows["currency"][paid])
    for cell, out, amount, fine, currency in zip(*(values.tolist() for values in columns), strict=True):
        word = workspace.facts.word(currency) or ""
        there, back = found.setdefault(cell, {}).get(word, (0, 0))
        value = exact(amount, fine)
        found[cell][word] = (there + value, back) if out else (there, back + value)
    return found
