"""The fact half of the links: who had to do with whom, summed per kind and data class.

Events are counted by the one rule (:mod:`tahqiq.store.facts.occasions`). Two records of one source are never
one event unless it marks them so; the stored lines of pairs therefore tell the events of every pair that one
unmarking source tells of, and only the others are counted from their records. Each event counts in the line
of the class (and source) of the record that stands for it, so that lines add up to the distinct events of a
pair.
"""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from tahqiq.model.link import Evidence, Link
from tahqiq.model.scope import Scope
from tahqiq.store.facts.catalogue import Layout
from tahqiq.store.facts.columns import NULL64, Array, Columns, take
from tahqiq.store.facts.fetch import Fetch
from tahqiq.store.facts.occasions import NEEDED, Tolerance, heads
from tahqiq.store.facts.record import moment

Numbers = NDArray[np.int64]
_NAMES = ("self", "other", "count", "outward", "total_seconds", "first", "last", "source", "class")
_LINE = ("self", "other", "kind", "class", "source")


@dataclass(frozen=True, slots=True)
class Edges:
    """Aggregated links as equally long columns: one line per (``self``, ``other``, ``kind``, ``data_class``).

    ``weight`` counts distinct events, ``outward`` those where ``self`` acted, ``records`` the records that
    tell of them; ``first`` and ``last`` µs UTC, the smallest int64 where unknown; ``kind`` numbers of
    ``kinds``.
    """

    node: Numbers
    other: Numbers
    kind: Numbers
    data_class: Numbers
    weight: Numbers
    outward: Numbers
    records: Numbers
    seconds: Numbers
    first: Numbers
    last: Numbers
    kinds: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.node)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One counterpart of ``node`` in one kind and class; see :class:`Edges`. ``sources`` are the numbers of
    the sources that tell of it."""

    node: int
    other: int
    kind: str
    class_no: int
    weight: int
    outward: int
    records: int
    seconds: int
    first: datetime | None
    last: datetime | None
    sources: tuple[int, ...]


def lines(
    fetch: Fetch, scope: Scope, nodes: Numbers, kinds: frozenset[str] | None, others: Numbers | None = None
) -> Columns:
    """The stored pair lines of ``nodes`` (any order, doubles allowed), and of ``others`` with them where
    given; with ``events`` and ``forth``: how many distinct events they stand for, and how many of those
    ``self`` began."""
    wanted = np.unique(nodes.astype(np.int64))
    if not len(wanted):
        return as_recorded(fetch.nothing(_NAMES))
    rows = _of(fetch, scope, "pairs", _NAMES, wanted, kinds)
    if others is not None:
        rows = take(rows, np.isin(rows["other"], others))
    rows = as_recorded(rows)
    doubtful = several(fetch, rows)
    return counted_anew(fetch, scope, rows, doubtful, kinds) if doubtful.any() else rows


def _of(
    fetch: Fetch,
    scope: Scope,
    layout: Layout,
    names: tuple[str, ...],
    wanted: Numbers,
    kinds: frozenset[str] | None,
) -> Columns:
    span = (int(wanted[0]), int(wanted[-1]))
    return fetch.rows(
        scope,
        layout,
        names,
        lambda file: file.near_any(wanted),
        lambda rows: np.isin(rows["self"], wanted),
        kinds,
        span,
    )


def as_recorded(rows: Columns) -> Columns:
    """As if every record were an event."""
    return rows | {"events": rows["count"].astype(np.int64), "forth": rows["outward"].astype(np.int64)}


def several(fetch: Fetch, rows: Columns) -> NDArray[np.bool_]:
    """The lines of pairs whose records may tell of one event twice: several sources tell of them, or one that
    marks its records."""
    low, high = np.minimum(rows["self"], rows["other"]), np.maximum(rows["self"], rows["other"])
    by = np.lexsort((rows["source"], rows["kind"], high, low))
    same = np.ones(max(len(by) - 1, 0), dtype=np.bool_)
    for values in (low, high, rows["kind"]):
        same &= values[by[1:]] == values[by[:-1]]
    pair = np.concatenate([[0], np.cumsum(~same)])[: len(by)]
    found = np.zeros(int(pair[-1]) + 1 if len(by) else 0, dtype=np.bool_)
    found[pair[1:][same & (rows["source"][by[1:]] != rows["source"][by[:-1]])]] = True
    marking = fetch.marking()
    if marking is None or len(marking):
        marked = np.ones(len(by), np.bool_) if marking is None else np.isin(rows["source"][by], marking)
        found |= np.bincount(pair, np.where(marked, rows["count"][by], 0), len(found)) > 1
    result = np.zeros(len(by), dtype=np.bool_)
    result[by] = found[pair]
    return result


def counted_anew(
    fetch: Fetch, scope: Scope, rows: Columns, doubtful: NDArray[np.bool_], kinds: frozenset[str] | None
) -> Columns:
    """Pair lines with their events counted from the records where ``doubtful``."""
    at = np.flatnonzero(doubtful)
    low, high = (choice(rows["self"], rows["other"]).astype(np.int64) for choice in (np.minimum, np.maximum))
    _, heads_of = np.unique(np.stack([low[at], high[at], rows["kind"][at]]), axis=1, return_index=True)
    seen = at[heads_of]  # one end of each pair: that of its first line
    wanted = np.unique(rows["self"][seen].astype(np.int64))
    records = _of(fetch, scope, "by_party", (*NEEDED, "class"), wanted, kinds)
    keys = _keys([rows[name][seen] for name in _LINE[:3]], [records[name] for name in _LINE[:3]])
    records = take(records, np.isin(keys[1], keys[0]))
    records = take(records, heads(records, Tolerance()))
    forth = records["out"].astype(np.int64)
    back = {"self": records["other"], "other": records["self"]}
    own = records["self"] == records["other"]
    events, outward = rows["events"].copy(), rows["forth"].copy()
    events[at] = outward[at] = 0
    for view, out, keep in ((records, forth, slice(None)), (records | back, 1 - forth, ~own)):
        mine, theirs = _keys([rows[name][at] for name in _LINE], [view[name][keep] for name in _LINE])
        by = np.argsort(mine, kind="stable")  # one pair has a line for each currency: the first of them tells
        place = by[np.minimum(np.searchsorted(mine[by], theirs), len(by) - 1)] if len(by) else theirs
        good = mine[place] == theirs
        np.add.at(events, at[place[good]], 1)
        np.add.at(outward, at[place[good]], out[keep][good])
    return rows | {"events": events, "forth": outward}


def _keys(one: list[Array], two: list[Array]) -> tuple[Numbers, Numbers]:
    """One number for each line of two lists of equally named columns, the same for equal lines."""
    whole = np.stack([np.concatenate([a, b]).astype(np.int64) for a, b in zip(one, two, strict=True)])
    by = np.lexsort(whole[::-1])  # np.unique by columns compares them as bytes, four times slower
    new = (whole[:, by[1:]] != whole[:, by[:-1]]).any(axis=0)
    numbers = np.zeros(whole.shape[1], dtype=np.int64)
    numbers[by[1:]] = np.cumsum(new)
    return numbers[: len(one[0])], numbers[len(one[0]) :]


def edges(rows: Columns, kinds: tuple[str, ...]) -> tuple[Edges, list[tuple[int, ...]]]:
    """Pair lines summed over their sources, in the order (self, other, kind, class); and the sources of
    each."""
    by = np.lexsort((rows["source"], rows["class"], rows["kind"], rows["other"], rows["self"]))
    key = [rows[name][by].astype(np.int64) for name in ("self", "other", "kind", "class")]
    if not len(by):
        none = np.zeros(0, dtype=np.int64)
        return Edges(none, none, none, none, none, none, none, none, none, none, kinds), []
    new = np.zeros(len(by) - 1, dtype=np.bool_)
    for values in key:
        new |= values[1:] != values[:-1]
    starts = np.concatenate([[0], np.flatnonzero(new) + 1])
    names = ("events", "forth", "count", "total_seconds")
    total = [
        np.add.reduceat(np.where(_known(rows, name), rows[name], 0)[by].astype(np.int64), starts)
        for name in names
    ]
    highest = np.iinfo(np.int64).max
    first = np.minimum.reduceat(
        np.where(rows["first"] == NULL64, highest, rows["first"])[by].astype(np.int64), starts
    )
    last = np.maximum.reduceat(rows["last"][by].astype(np.int64), starts)
    named = rows["source"][by].tolist()
    ends = [*starts[1:].tolist(), len(named)]
    sources = [
        tuple(dict.fromkeys(named[start:end])) for start, end in zip(starts.tolist(), ends, strict=True)
    ]
    node, other, kind, data_class = (values[starts] for values in key)
    weight, outward, records, seconds = total
    return Edges(
        node,
        other,
        kind,
        data_class,
        weight,
        outward,
        records,
        seconds,
        np.where(first == highest, NULL64, first),
        last,
        kinds,
    ), sources


def _known(rows: Columns, name: str) -> NDArray[np.bool_]:
    known: NDArray[np.bool_] = rows[name] != NULL64
    return known


def neighbours(found: Edges, sources: list[tuple[int, ...]]) -> list[Neighbour]:
    """The edges one by one, heaviest first."""
    return [
        Neighbour(
            int(found.node[at]),
            int(found.other[at]),
            found.kinds[int(found.kind[at])],
            int(found.data_class[at]),
            int(found.weight[at]),
            int(found.outward[at]),
            int(found.records[at]),
            int(found.seconds[at]),
            moment(int(found.first[at])),
            moment(int(found.last[at])),
            sources[at],
        )
        for at in np.lexsort((found.other, -found.weight)).tolist()
    ]


def links(found: Edges, sources: list[tuple[int, ...]]) -> list[Link]:
    """Edges as lines of the read model: one per pair, kind and class, pointing from the party that acted more
    often (``balanced`` where neither did)."""
    if not len(found):
        return []
    low, high = np.minimum(found.node, found.other), np.maximum(found.node, found.other)
    by = np.lexsort((found.data_class, found.kind, high, low))
    new = np.zeros(len(by) - 1, dtype=np.bool_)
    for values in (low, high, found.kind, found.data_class):
        new |= values[by[1:]] != values[by[:-1]]
    at = by[np.concatenate([[0], np.flatnonzero(new) + 1])]
    node, other, weight, outward = found.node[at], found.other[at], found.weight[at], found.outward[at]
    balanced = 2 * outward == weight
    acts = np.where(balanced, node <= other, 2 * outward > weight)
    a, b = np.where(acts, node, other).tolist(), np.where(acts, other, node).tolist()
    evidence = {
        some: tuple(Evidence(b"", b"", source) for source in some)
        for some in {sources[one] for one in at.tolist()}
    }
    first, last = _texts(found.first[at]), _texts(found.last[at])
    forth = np.maximum(outward, weight - outward)
    columns = zip(
        a,
        b,
        found.kind[at].tolist(),
        found.data_class[at].tolist(),
        weight.tolist(),
        first,
        last,
        at.tolist(),
        balanced.tolist(),
        forth.tolist(),
        found.records[at].tolist(),
        strict=True,
    )
    return [
        Link(
            start,
            end,
            "fact",
            found.kinds[kind],
            kept,
            count,
            since,
            until,
            0,
            evidence[sources[one]],
            even,
            out,
            count - out,
            records,
        )
        for start, end, kind, kept, count, since, until, one, even, out, records in columns
    ]


def _texts(moments: Numbers) -> list[str]:
    """Moments as ISO 8601 UTC, "" where unknown."""
    texts = np.datetime_as_string(moments.astype("datetime64[us]"), unit="s").tolist()
    return [
        "" if moment == NULL64 else f"{text}Z" for moment, text in zip(moments.tolist(), texts, strict=True)
    ]
