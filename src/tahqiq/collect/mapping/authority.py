"""Rows outside the order under which data was obtained."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tahqiq.collect.mapping.events import Made
from tahqiq.collect.mapping.frame import Flags
from tahqiq.collect.mapping.moments import MISSING
from tahqiq.collect.mapping.nodes import Refs, Registry
from tahqiq.collect.mapping.state import Batch
from tahqiq.collect.mapping.words import likeness
from tahqiq.kit.errors import WrongUse
from tahqiq.model.source import Authority

_MEANS = frozenset({"PhoneNumber", "Sim", "Handset", "BankAccount", "EmailAddress", "UserAccount"})
"""The kinds of identifier that an order names; a row that mentions none of them is not held for its
numbers."""
_DAY, _SECOND = 86_400_000_000, 1_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Bounds:
    """The numbers and the period of an order. Days are those of ``zone`` (UTC when None), the last one
    included."""

    def __init__(self, authority: Authority, registry: Registry, zone: str | None) -> None:
        self._numbers = frozenset(text.strip().casefold() for text in authority.numbers)
        self._registry = registry
        self._places = frozenset(text.strip().casefold() for text in authority.places)
        self._methods = frozenset(authority.methods)
        self._interceptions = frozenset(text.strip().casefold() for text in authority.interceptions)
        self._start = _edge(authority.start, 0, zone)
        self._end = _edge(authority.end, 1, zone)
        self._allowed = np.zeros(0, np.bool_)
        self._means = np.zeros(0, np.bool_)

    def __bool__(self) -> bool:
        return (
            bool(self._numbers or self._places or self._methods or self._interceptions)
            or self._start is not None
            or self._end is not None
        )

    def outside(
        self,
        batch: Batch,
        events: list[Made],
        mentions: list[tuple[np.ndarray[tuple[int], np.dtype[np.int64]], Refs]],
        identifiers: pa.Array | None = None,
    ) -> frozenset[int]:
        """The row numbers outside. ``mentions``: lines and the nodes they mention in statements;
        ``identifiers``: what the column of interceptions says of each line, None where the table has none.

        A row is inside the numbers when one of the numbers it mentions is ordered; inside the period when its
        event began within it. An event whose time is not known is outside of a stated period, one whose place
        is not known outside of stated places, one of another kind than those stated outside; a row that names
        no interception or another one outside of stated interceptions.
        """
        length = len(batch.table)
        held = np.zeros(length, np.bool_)
        if self._numbers:
            held |= self._without_number(length, events, mentions)
        if self._interceptions and identifiers is not None:
            held |= np.array(
                [
                    (text or "").strip().casefold() not in self._interceptions
                    for text in identifiers.to_pylist()
                ],
                np.bool_,
            )
        for made in events:
            held[made.lines[self._late_or_early(made)]] = True
            if self._methods and made.maker.planned.spec.schema not in self._methods:
                held[made.lines] = True
            if self._places:
                held[made.lines[self._elsewhere(made)]] = True
        return frozenset(batch.table.rows[held].tolist())

    def _without_number(
        self,
        length: int,
        events: list[Made],
        mentions: list[tuple[np.ndarray[tuple[int], np.dtype[np.int64]], Refs]],
    ) -> Flags:
        self._learn()
        seen, good = np.zeros(length, np.bool_), np.zeros(length, np.bool_)
        for lines, refs in [
            *((made.lines, refs) for made in events for refs in made.refs.values()),
            *mentions,
        ]:
            known = refs >= 0
            at, numbers = lines[known], refs[known]
            np.logical_or.at(seen, at, self._means[numbers])
            np.logical_or.at(good, at, self._allowed[numbers])
        return seen & ~good

    def _learn(self) -> None:
        """Which identifiers of the registry are ordered, as far as they are not looked at yet."""
        begin, end = len(self._allowed), len(self._registry)
        if begin == end:
            return
        keys, schemata = self._registry.keys[begin:end], self._registry.schemata[begin:end]
        allowed = [key.casefold() in self._numbers or key.casefold()[:14] in self._numbers for key in keys]
        self._allowed = np.append(self._allowed, np.array(allowed, np.bool_))
        self._means = np.append(self._means, np.array([schema in _MEANS for schema in schemata], np.bool_))

    def _elsewhere(self, made: Made) -> Flags:
        """Which events name no place that is ordered."""
        keys = self._registry.keys
        known = np.array([key.casefold() in self._places for key in keys], np.bool_)
        good = np.zeros(len(made.lines), np.bool_)
        for name in ("place", "place2"):
            refs = made.refs.get(name)
            if refs is not None and len(known):
                good |= (refs >= 0) & known[np.maximum(refs, 0)]
        return ~good

    def _late_or_early(self, made: Made) -> Flags:
        outside = np.zeros(len(made.lines), np.bool_)
        if self._start is not None:
            outside |= made.utc < self._start
        if self._end is not None:
            outside |= (made.utc >= self._end) | (made.utc == MISSING)
        return outside


def interception_column(columns: Iterable[tuple[str, int]]) -> int | None:
    """The index of the column that names interceptions (LIID), of columns as (name, index); None where there
    is none.

    >>> (interception_column([("Target", 0), ("LIID", 1)]), interception_column([("ناسێنەری گرتن", 0)]),
    ...  interception_column([("Target", 0)]))
    (1, 0, None)
    """
    return next((index for name, index in columns if likeness(name, "liid") == 1.0), None)


def why_outside(
    authority: Authority,
    zone: str | None,
    kind: str,
    start: datetime | None,
    numbers: Collection[str],
    places: Collection[str],
) -> list[str]:
    """In what an event lies outside of an order, of "subject", "time", "place", "method"; empty where it lies
    inside. ``numbers`` and ``places`` are the keys that it names, ``start`` in UTC (None: not known); the
    same bounds as those of the intake.

    >>> order = Authority(end="2026-03-31T23:59:59+03:00")
    >>> why_outside(order, None, "Call", datetime(2026, 3, 31, 21, tzinfo=UTC), [], [])
    ['time']
    """
    found = []
    ordered, wanted = (
        {text.strip().casefold() for text in authority.numbers},
        [text.casefold() for text in numbers],
    )
    if ordered and wanted and not any(key in ordered or key[:14] in ordered for key in wanted):
        found.append("subject")
    first, last = _edge(authority.start, 0, zone), _edge(authority.end, 1, zone)
    micros = (
        None if start is None else int((start - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(microseconds=1))
    )
    if (first is not None and (micros is None or micros < first)) or (
        last is not None and (micros is None or micros >= last)
    ):
        found.append("time")
    allowed = {text.strip().casefold() for text in authority.places}
    if allowed and not any(key.casefold() in allowed for key in places):
        found.append("place")
    if authority.methods and kind not in authority.methods:
        found.append("method")
    return found


def _edge(text: str, days: int, zone: str | None) -> int | None:
    if not text:
        return None
    if "T" in text:
        return _moment(text, days * _SECOND)
    try:
        day = date.fromisoformat(text) + timedelta(days=days)
    except ValueError:
        raise WrongUse("mapping-mistake", where="authority", reason=f"{text} is no date") from None
    local = (day - date(1970, 1, 1)).days * _DAY
    if zone is None:
        return local
    stamp = pc.assume_timezone(
        pa.array([local]).cast(pa.timestamp("us")), zone, ambiguous="earliest", nonexistent="latest"
    )
    return int(stamp.cast(pa.int64())[0].as_py())


def _moment(text: str, more: int) -> int:
    """A moment with its zone, as µs since 1970 UTC, its fraction dropped; ``more`` µs later."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = datetime.min
    if found.tzinfo is None:
        raise WrongUse("mapping-mistake", where="authority", reason=f"{text} is no moment with its zone")
    return (found.replace(microsecond=0) - _EPOCH) // timedelta(microseconds=1) + more
