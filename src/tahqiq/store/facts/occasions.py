"""One event, several records: which records tell of the same call, message or payment.

The rule, applied to the records of one pair of parties (ordered, or unordered on request), one kind, amount
and currency (the word for the service is each source's own: the caller's operator says MOC where the other's
says MTC):

1. *Doubles.* Two records of one source are one report only where the source itself says so: both carry the
same ``mark`` (its own number of the record: a Message-ID, a call reference, the reference of a transfer) and
agree in parties, direction, start, duration and book. Records without
   a mark are never doubles: three equal payments on one day in one statement are three.
2. *Reports of different sources* are taken in the order of start, duration, source. The first that is still
free opens an occasion and is its anchor; every later free report joins whose start is at most ``tolerance``
after the anchor's, whose duration differs from the anchor's by at most ``seconds_apart`` (a missing duration
counts as 0), and whose source has
   no report in the occasion yet.
3. Two records of one source that are no doubles are never one occasion, however close they are. A record
without a start is an occasion alone.
4. *Payments* (what has an amount) go by ``book``, the account in whose statement a record stands, as
:mod:`tahqiq.store.facts.payment_records` says: a transfer stands in the payer's book and in the payee's, in
two files or in one, up to ``dated`` apart. Duration says nothing there.

Nothing is stored: another tolerance gives another reading of the same records. This is the one definition of
an event: :func:`heads` picks the record that stands for each, and every count of events (of links, the graph,
tables, matrices, conversations, analyses, exports) is a count of those.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tahqiq.store.facts.columns import NULL32, NULL64, Array, Columns
from tahqiq.store.facts.one_each import changes, one_each
from tahqiq.store.facts.payment_records import joined
from tahqiq.store.facts.row_order import order_of

_DETAIL = ("place", "place2", "device", "sim", "service")
Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What still counts as the same event: starts within ``start`` seconds, durations within ``seconds``
    seconds; ``directed`` = who called whom matters. Payments: starts within ``dated`` seconds between the
    books of the two accounts (over a weekend), within ``paid`` where a record stands in no book."""

    start: float = 5.0
    seconds: int = 2
    directed: bool = True
    paid: float = 26 * 3600.0
    dated: float = 74 * 3600.0

    @property
    def farthest(self) -> int:
        """How far apart two records of one payment can be, µs."""
        return int(max(self.paid, self.dated) * 1_000_000)


DEFAULT = Tolerance()
NEEDED = (
    "self",
    "other",
    "out",
    "start",
    "seconds",
    *_DETAIL,
    "amount",
    "fine",
    "currency",
    "mark",
    "book",
    "source",
    "part",
    "row",
)
"""Columns that :func:`group` reads (and ``kind`` where several kinds are mixed)."""


def group(rows: Columns, tolerance: Tolerance) -> tuple[Labels, Labels]:
    """Labels of the occasion and of the report (set of doubles) that each row belongs to, each numbered from
    0 without gaps.

    ``rows`` are records, each once, seen from one or more parties (``self, other, out``). The labels of
    occasions follow the order of their anchors within a pair of parties.
    """
    count = len(rows["start"])
    if not count:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    alike = _alike(rows, tolerance.directed)
    out = np.asarray(rows["out"], dtype=np.int64)
    start = rows["start"].astype(np.int64)
    seconds = np.where(rows["seconds"] == NULL32, 0, rows["seconds"]).astype(np.int64)
    source = rows["source"].astype(np.int64)
    mark = rows["mark"].astype(np.int64) if "mark" in rows else np.full(count, NULL64)
    detail = [rows[name] for name in ("seconds", *_DETAIL) if name in rows and _varies(rows[name])]
    books = [rows["book"]] if "book" in rows and _varies(rows["book"]) else []
    by = order_of(
        [alike, start, seconds, source, out, mark, *books, *reversed(detail), rows["part"], rows["row"]]
    )
    told = [values[by] for values in (alike, start, seconds, source, out, mark, *books)]
    report = np.concatenate([[0], np.cumsum(changes(told) | (told[5][1:] == NULL64))])
    first = by[np.flatnonzero(np.concatenate([[True], report[1:] != report[:-1]]))]
    paid = rows["amount"][first] != NULL64 if "amount" in rows else np.zeros(len(first), dtype=np.bool_)
    anchor = itself = np.arange(len(first))
    for some, place in ((first[~paid], np.flatnonzero(~paid)), (first[paid], np.flatnonzero(paid))):
        if not len(some):
            continue
        if paid[place[0]]:
            book = rows["book"][some] if "book" in rows else np.full(len(some), NULL32, dtype=np.int32)
            reach = np.full(len(some), int(tolerance.paid * 1_000_000), dtype=np.int64)
            dated = int(tolerance.dated * 1_000_000)
            met = joined(alike[some], start[some], book, source[some], mark[some], reach, dated)
        else:
            reach = np.full(len(some), int(tolerance.start * 1_000_000), dtype=np.int64)
            met = one_each(alike[some], start[some], source[some], reach, seconds[some], tolerance.seconds)
        if (met != np.arange(len(met))).any():
            anchor = anchor.copy() if anchor is itself else anchor
            anchor[place] = place[met]
    occasion = (itself if anchor is itself else np.unique(anchor, return_inverse=True)[1])[report]
    labels, reports = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
    labels[by], reports[by] = occasion, report
    return labels, reports


def together(rows: Columns, tolerance: Tolerance = DEFAULT) -> list[NDArray[np.int64]]:
    """The events that ``by_party`` rows tell of, in the order of time, each as the places of its rows."""
    labels, _ = group(rows, tolerance)
    by = np.lexsort((rows["row"], rows["part"], rows["source"], rows["start"], labels))
    found = (
        [by[part] for part in np.split(np.arange(len(by)), np.flatnonzero(np.diff(labels[by])) + 1)]
        if len(by)
        else []
    )
    found.sort(
        key=lambda part: (
            int(rows["start"][part[0]]),
            int(rows["source"][part[0]]),
            int(rows["row"][part[0]]),
        )
    )
    return found


def _alike(rows: Columns, directed: bool) -> Labels:
    """One number for what must be equal within an occasion."""
    one, two = rows["self"], rows["other"]
    parts: list[Array] = [np.minimum(one, two), np.maximum(one, two)]
    parts += [rows[name] for name in ("kind", "amount", "fine", "currency") if name in rows]
    if directed:
        outward = np.where(one == two, True, (one == parts[0]) == rows["out"])
        parts.append(outward)
    varying = [part for part in parts if _varies(part)]
    if not varying:
        return np.zeros(len(one), dtype=np.int64)
    by = order_of(varying)
    number = np.concatenate([[0], np.cumsum(changes([part[by] for part in varying]))])
    result = np.empty(len(one), dtype=np.int64)
    result[by] = number
    return result


def _varies(values: Array) -> bool:
    return bool((values[1:] != values[:-1]).any())


def heads(rows: Columns, tolerance: Tolerance) -> Labels:
    """The rows that stand for the events that ``rows`` tell of, one each, rising: the earliest, then that of
    the lowest source, part and row."""
    labels, _ = group(rows, tolerance)
    return np.sort(anchors(rows, labels)) if len(labels) else labels


def anchors(rows: Columns, labels: Labels) -> Labels:
    """For each occasion, by its label, the row that stands for it (see :func:`heads`)."""
    counts = np.bincount(labels)
    found = np.empty(len(counts), dtype=np.int64)
    found[labels] = np.arange(len(labels))
    several = np.flatnonzero(counts[labels] > 1)
    if len(several):
        told = [
            labels[several],
            *(rows[name][several] for name in ("start", "seconds", "source", "part", "row")),
        ]
        by = several[order_of(told)]
        first = by[np.flatnonzero(np.concatenate([[True], labels[by][1:] != labels[by][:-1]]))]
        found[labels[first]] = first
    return found


def shared(rows: Columns, tolerance: Tolerance) -> NDArray[np.bool_]:
    """The rows that could be one event with another of ``rows``, whichever of their sources one may see;
    every other row is an event by itself."""
    by, alike, start, reach = _in_time(rows, tolerance)
    dated = (start[1:] != NULL64) & (start[:-1] != NULL64)
    close = start[1:] - np.where(dated, start[:-1], start[1:]) <= reach[1:]
    near = (alike[1:] == alike[:-1]) & np.where(dated, close, start[1:] == start[:-1])
    cluster = np.concatenate([[0], np.cumsum(~near)]) if len(by) else np.zeros(0, dtype=np.int64)
    source = rows["source"].astype(np.int64)[by]
    teller = source * 3 + np.where(rows["book"] == NULL32, 2, rows["book"])[by]
    mixed = np.zeros(int(cluster[-1]) + 1 if len(by) else 0, dtype=np.bool_)
    mixed[cluster[1:][near & (teller[1:] != teller[:-1])]] = True
    mark = rows["mark"].astype(np.int64)[by]
    twice = order_of([cluster, source, mark])
    same = ~changes([cluster[twice], source[twice], mark[twice]]) & (mark[twice][1:] != NULL64)
    mixed[cluster[twice][1:][same]] = True
    found = np.zeros(len(by), dtype=np.bool_)
    found[by] = mixed[cluster]
    return found


def repeats(rows: Columns) -> int:
    """How many of ``rows`` with a time agree with an earlier one of the same source in everything but the
    place in the original. They are worth a look; whether they are one event only the source can say (see
    ``mark`` above)."""
    if not len(rows["start"]):
        return 0
    told = [
        _alike(rows, directed=True),
        rows["source"],
        rows["start"],
        rows["seconds"],
        rows["out"].astype(np.int64),
        *(rows[name] for name in _DETAIL),
    ]
    by = order_of(told)
    return int((~changes([values[by] for values in told]) & (rows["start"][by][1:] != NULL64)).sum())


def likeness(rows: Columns, tolerance: Tolerance) -> Labels:
    """One number for what must be equal within an occasion (parties, direction, kind, amount), from 0 without
    gaps."""
    return _alike(rows, tolerance.directed)


def _in_time(rows: Columns, tolerance: Tolerance) -> tuple[Labels, Labels, Labels, Labels]:
    """The order of rows by likeness and time, and likeness, start and reach in that order."""
    alike = _alike(rows, tolerance.directed) if len(rows["start"]) else np.zeros(0, dtype=np.int64)
    start = rows["start"].astype(np.int64)
    by = order_of([alike, start]) if len(start) else np.zeros(0, dtype=np.int64)
    reach = np.where(rows["amount"] != NULL64, tolerance.farthest, int(tolerance.start * 1_000_000))
    return by, alike[by], start[by], reach[by]
