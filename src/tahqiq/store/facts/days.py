"""Which times of events were written as days without a time: for what counts over many events and keeps their
first and last time only."""

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from tahqiq.model.scope import Scope
from tahqiq.store.facts.columns import take
from tahqiq.store.facts.fetch import Fetch
from tahqiq.store.facts.lookup import records_at
from tahqiq.store.facts.record import Address, address, day_of

_QUARTER = 15 * 60 * 1_000_000
"""A midnight of any zone stands at a quarter of an hour of UTC."""
_GROUPS = 16
_NAMES = ("source", "part", "row", "serial", "key", "start")
Days = dict[tuple[int, int], str]
"""By source and µs since 1970 UTC: the day as written (``2024-03-08``), "" for a time."""


def days_of(fetch: Fetch, scope: Scope, sources: Collection[int], starts: Collection[int]) -> Days:
    """How the visible events of ``sources`` that began at ``starts`` (µs since 1970 UTC) were written, by the
    first such record of each source.

    What is no midnight of any zone is not looked for, and what no event began at is not in the answer.
    """
    wanted = np.array(sorted({start for start in starts if start % _QUARTER == 0}), dtype=np.int64)
    among = np.array(sorted(sources), dtype=np.int64)
    return fetch.again(lambda: _days_of(fetch, scope, among, wanted)) if len(wanted) and len(among) else {}


def _days_of(fetch: Fetch, scope: Scope, sources: NDArray[np.int64], starts: NDArray[np.int64]) -> Days:
    first: dict[tuple[int, int], Address] = {}
    for file in fetch.visible(scope, "by_row"):
        opened = fetch.files.get(file)
        groups = opened.near_any(sources)
        for begin in range(0, len(groups), _GROUPS):
            part = groups[begin : begin + _GROUPS]
            if not np.isin(fetch.read(scope, opened, part, ("start",))["start"], starts).any():
                continue  # where nothing is found, one column was read
            rows = fetch.read(scope, opened, part, _NAMES)
            rows = take(rows, np.isin(rows["source"], sources) & np.isin(rows["start"], starts))
            rows = take(
                rows,
                np.sort(
                    np.unique(
                        np.stack([rows["source"].astype(np.int64), rows["start"]]), axis=1, return_index=True
                    )[1]
                ),
            )
            for source, where, row, serial, key, start in zip(
                *(rows[name].tolist() for name in _NAMES), strict=True
            ):
                first.setdefault((source, start), (source, where, row, serial, key))
    asked = {place: at for at, place in first.items()}
    told: Days = {}
    for record in records_at(fetch, scope, list(asked)):
        told.setdefault(asked[address(record)], day_of(record.start, record.start_text, record.zone))
    return told


def written_day(days: Mapping[tuple[int, int], str], sources: Collection[int], start: int) -> str:
    """The day, where every one of ``sources`` in which an event began at ``start`` wrote that day only; ""
    otherwise.

    >>> days = {(1, 0): "1970-01-01", (2, 0): ""}
    >>> written_day(days, {1}, 0), written_day(days, {1, 2}, 0)
    ('1970-01-01', '')
    """
    said = {days[source, start] for source in sources if (source, start) in days}
    return said.pop() if len(said) == 1 else ""


def on_clocks(
    days: Mapping[tuple[int, int], str],
    sources: NDArray[np.int64],
    starts: NDArray[np.int64],
    shown: NDArray[np.int64],
) -> NDArray[np.int64]:
    """``shown``, what the clocks of a zone show at ``starts`` (µs), with the midnight of its own day where
    only a day was written: a day is that day in every zone.

    >>> shown = np.array([-3_600_000_000, -3_600_000_000])
    >>> on_clocks({(1, 0): "1970-01-01"}, np.array([1, 2]), np.array([0, 0]), shown).tolist()
    [0, -3600000000]
    """
    told = shown.astype(np.int64, copy=True)
    for (source, start), day in days.items():
        if day:
            told[(sources == source) & (starts == start)] = int(np.datetime64(day, "us").astype(np.int64))
    return told
