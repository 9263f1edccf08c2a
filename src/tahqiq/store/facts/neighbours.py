"""The fact half of the links: who had to do with whom, summed per kind and data class."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from tahqiq.model.link import Evidence, Link
from tahqiq.model.scope import Scope
from tahqiq.store.facts.columns import NULL64, Columns
from tahqiq.store.facts.fetch import Fetch
from tahqiq.store.facts.record import moment

Numbers = NDArray[np.int64]
_NAMES = ("self", "other", "count", "outward", "total_seconds", "first", "last", "source", "class")


@dataclass(frozen=True, slots=True)
class Edges:
    """Aggregated links as equally long columns: one line per (``self``, ``other``, ``kind``, ``data_class``).

    ``weight`` counts records (:meth:`FactStore.contacts` counts events), ``outward`` those where ``self`` acted; ``first`` and ``last`` µs UTC,
    the smallest int64 where unknown; ``kind`` numbers of ``kinds``.
    """

    node: Numbers
    other: Numbers
    kind: Numbers
    data_class: Numbers
    weight: Numbers
    outward: Numbers
    seconds: Numbers
    first: Numbers
    last: Numbers
    kinds: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.node)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One counterpart of ``node`` in one kind and class; see :class:`Edges`. ``sources`` are the numbers of the sources that tell of it."""

    node: int
    other: int
    kind: str
    class_no: int
    weight: int
    outward: int
    seconds: int
    first: datetime | None
    last: datetime | None
    sources: tuple[int, ...]


def lines(fetch: Fetch, scope: Scope, nodes: Numbers, kinds: frozenset[str] | None) -> Columns:
    """The stored pair lines of ``nodes`` (any order, doubles allowed)."""
    wanted = np.unique(nodes.astype(np.int64))
    if not len(wanted):
        return fetch.nothing(_NAMES)
    return fetch.rows(
        scope,
        "pairs",
        _NAMES,
        lambda file: file.near_any(wanted),
        lambda rows: np.isin(rows["self"], wanted),
        kinds,
        (int(wanted[0]), int(wanted[-1])),
    )


def edges(rows: Columns, kinds: tuple[str, ...]) -> tuple[Edges, list[tuple[int, ...]]]:
    """Pair lines summed over their sources, in the order (self, other, kind, class); and the sources of each."""
    by = np.lexsort((rows["source"], rows["class"], rows["kind"], rows["other"], rows["self"]))
    key = [rows[name][by].astype(np.int64) for name in ("self", "other", "kind", "class")]
    if not len(by):
        none = np.zeros(0, dtype=np.int64)
        return Edges(none, none, none, none, none, none, none, none, none, kinds), []
    new = np.zeros(len(by) - 1, dtype=np.bool_)
    for values in key:
        new |= values[1:] != values[:-1]
    starts = np.concatenate([[0], np.flatnonzero(new) + 1])
    names = ("count", "outward", "total_seconds")
    total = [np.add.reduceat(np.where(_known(rows, name), rows[name], 0)[by].astype(np.int64), starts) for name in names]
    highest = np.iinfo(np.int64).max
    first = np.minimum.reduceat(np.where(rows["first"] == NULL64, highest, rows["first"])[by].astype(np.int64), starts)
    last = np.maximum.reduceat(rows["last"][by].astype(np.int64), starts)
    told = rows["source"][by].tolist()
    ends = [*starts[1:].tolist(), len(told)]
    sources = [tuple(dict.fromkeys(told[start:end])) for start, end in zip(starts.tolist(), ends, strict=True)]
    node, other, kind, data_class = (values[starts] for values in key)
    weight, outward, seconds = total
    return Edges(node, other, kind, data_class, weight, outward, seconds, np.where(first == highest, NULL64, first), last, kinds), sources


def _known(rows: Columns, name: str) -> NDArray[np.bool_]:
    known: NDArray[np.bool_] = rows[name] != NULL64
    return known


def neighbours(found: Edges, sources: list[tuple[int, ...]]) -> list[Neighbour]:
    """The edges one by one, heaviest first."""
    return [
        Neighbour(
            int(found.node[at]), int(found.other[at]), found.kinds[int(found.kind[at])], int(found.data_class[at]), int(found.weight[at]),
            int(found.outward[at]), int(found.seconds[at]), moment(int(found.first[at])), moment(int(found.last[at])), sources[at],
        )
        for at in np.lexsort((found.other, -found.weight)).tolist()
    ]  # fmt: skip


def links(found: Edges, sources: list[tuple[int, ...]]) -> list[Link]:
    """Edges as lines of the read model: one per pair, kind and class, pointing from the party that acted more often (``balanced`` where neither did)."""
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
    evidence = {told: tuple(Evidence(b"", b"", source) for source in told) for told in {sources[one] for one in at.tolist()}}
    first, last = _texts(found.first[at]), _texts(found.last[at])
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
        strict=True,
    )
    return [
        Link(start, end, "fact", found.kinds[kind], kept, count, since, until, 0, evidence[sources[one]], even)
        for start, end, kind, kept, count, since, until, one, even in columns
    ]


def _texts(moments: Numbers) -> list[str]:
    """Moments as ISO 8601 UTC, "" where unknown."""
    told = np.datetime_as_string(moments.astype("datetime64[us]"), unit="s").tolist()
    return ["" if moment == NULL64 else f"{text}Z" for moment, text in zip(moments.tolist(), told, strict=True)]
