"""The part of the graph that a question may walk: what the scope sees, of the kinds, period and grade asked
for, with things judged the same joined."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from threading import local
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.graph.arrays import BACKWARD, FORWARD, Bool, Graph, Int32, Int64, UInt8, UInt32, stored
from tahqiq.analyse.graph.build import adjacency
from tahqiq.analyse.graph.event_counts import counted, moved
from tahqiq.kit.errors import WrongUse
from tahqiq.model.grade import Grade
from tahqiq.model.scope import Scope
from tahqiq.store.linktable import EDGE, FACT, PROPERTY, UNKNOWN

_T = TypeVar("_T", bound=np.generic)
_MASKS = 8
_MERGED = 2
KINDS = {"edge": EDGE, "property": PROPERTY, "fact": FACT}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which links count. ``kinds`` of edge, property, fact; ``labels`` type or property names (empty: all);
    ``since`` (included) and ``until`` (excluded) aware times: a link counts when it was there at some moment
    in between, one without a time only where neither is given; ``grade``: only values graded in that scheme
    and at least so well on every axis."""

    kinds: tuple[str, ...] = ("edge", "property", "fact")
    labels: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    grade: str = ""


def allowed(graph: Graph, scope: Scope, wanted: Filter) -> tuple[UInt8, dict[str, int]]:
    """1 for every link that counts (not to be changed), and how many of the visible ones were left out, by
    reason; remembered for the last few questions."""
    key = f"{scope.digest} {wanted}"
    known = graph.masks.get(key)
    if known is None:
        known = _allowed(graph, scope, wanted)
        known[0].flags.writeable = False
        while len(graph.masks) >= _MASKS:
            graph.masks.pop(next(iter(graph.masks)), None)
        graph.masks[key] = known
    return known


def _allowed(graph: Graph, scope: Scope, wanted: Filter) -> tuple[UInt8, dict[str, int]]:
    visible = (
        np.isin(np.array(graph.class_numbers, np.int64), np.array(sorted(scope.classes), np.int64))[
            graph.classes
        ]
        if graph.links
        else np.zeros(0, np.bool_)
    )
    if scope.closed:
        visible &= ~np.isin(graph.source, np.array(sorted(scope.closed), np.int64))
    keep = visible & np.isin(graph.kind, [KINDS[name] for name in wanted.kinds])
    if wanted.labels:
        keep &= np.isin(graph.label, [at for at, name in enumerate(graph.labels) if name in wanted.labels])
    left_out: dict[str, int] = {}
    if wanted.grade:
        good = np.array([reaches(grade, wanted.grade) for grade in graph.grades])[graph.grade]
        left_out["below-grade"] = int((keep & ~good).sum())
        keep &= good
    if wanted.since or wanted.until:
        timed = graph.last > 0
        left_out["links-without-time"] = int((keep & ~timed).sum())
        keep &= timed
        if wanted.since:
            keep &= graph.last >= seconds(wanted.since)
        if wanted.until:
            keep &= graph.first < seconds(wanted.until)
    return keep.astype(np.uint8), left_out


def seconds(moment: datetime) -> int:
    """A time as the graph keeps it."""
    return int(stored(np.array([int(moment.timestamp())]), UNKNOWN)[0])


def reaches(grade: str, floor: str) -> bool:
    """Whether a grade is of the scheme of ``floor`` and at least as good on each axis.

    >>> reaches("admiralty:B2", "admiralty:C3"), reaches("admiralty:F1", "admiralty:C3"), reaches("", "C3")
    (True, False, False)
    """
    least = Grade.parse(floor)
    scheme, _, code = grade.rpartition(":")
    return (
        scheme == least.scheme
        and len(code) >= len(least.code)
        and all(one <= other for one, other in zip(code, least.code, strict=False))
    )


@dataclass(frozen=True)
class Network:
    """A simple graph for measures: each pair of things once. ``nodes`` local numbers of the :class:`Graph`,
    rising; nodes of the network are places in it.

    ``a`` < ``b``; ``weight`` distinct events and further links summed; ``flow`` joined; ``first`` and
    ``last`` 0 where unknown; ``offsets``, ``heads``, ``edges`` adjacency as in the graph. ``told_pair`` and
    ``told_source`` say which sources (numbers) tell of a pair: each once.
    """

    nodes: Int32
    a: Int32
    b: Int32
    weight: Int64
    flow: UInt8
    first: UInt32
    last: UInt32
    offsets: Int64
    heads: Int32
    edges: Int32
    told_pair: Int64
    told_source: Int64

    @property
    def size(self) -> int:
        """How many things."""
        return len(self.nodes)

    def only(self, keep: Bool) -> "Network":
        """The same things with only some of the pairs."""
        a, b = self.a[keep], self.b[keep]
        offsets, heads, edges = adjacency(self.size, a, b)
        place = np.cumsum(keep) - 1
        told = keep[self.told_pair]
        return Network(
            self.nodes,
            a,
            b,
            self.weight[keep],
            self.flow[keep],
            self.first[keep],
            self.last[keep],
            offsets,
            heads,
            edges,
            place[self.told_pair[told]],
            self.told_source[told],
        )


def joined(graph: Graph, representatives: Mapping[int, int]) -> Int32 | None:
    """For each local number the one that stands for it, None when everything stands for itself.
    ``representatives`` by node numbers of the store.

    What stands for a group need not have links of its own; then the member with the smallest id does.
    """
    if not representatives:
        return None
    members = np.array(sorted(representatives), np.int64)
    heads = np.array([representatives[int(member)] for member in members], np.int64)
    here, there = graph.local(members), graph.local(heads)
    stands = np.arange(graph.nodes, dtype=np.int32)
    for head in np.unique(heads):
        group = here[(heads == head) & (here >= 0)]
        own = there[heads == head][0]
        if len(group):
            stands[group] = own if own >= 0 else group.min()
    return stands


def contracted(graph: Graph, stands: Int32) -> tuple[Graph, Int64]:
    """The graph with every end replaced by what stands for it, for walking; and which link of the old graph
    each of its links is. Remembered for the last two ways of joining, since it copies every link."""
    key = blake2b(stands.tobytes(), digest_size=16).digest()
    known = graph.merged.get(key)
    if known is None:
        known = _contracted(graph, stands)
        while len(graph.merged) >= _MERGED:
            graph.merged.pop(next(iter(graph.merged)), None)
        graph.merged[key] = known
    return known


def _contracted(graph: Graph, stands: Int32) -> tuple[Graph, Int64]:
    lower, higher = graph.ends()
    one, two = stands[lower], stands[higher]
    turned = one > two
    a, b = np.minimum(one, two), np.maximum(one, two)
    kept = np.flatnonzero(a != b)
    by = kept[np.argsort(a[kept].astype(np.int64) * max(graph.nodes, 1) + b[kept], kind="stable")]
    offsets, heads, edges = adjacency(graph.nodes, a[by], b[by])
    place = np.full(graph.links, -1, np.int64)
    place[by] = np.arange(len(by))
    busy = place[graph.busy]
    order = np.flatnonzero(busy >= 0)[np.argsort(busy[busy >= 0], kind="stable")]
    sizes = np.diff(graph.spans)[order]
    taken = (
        np.concatenate([np.arange(graph.spans[at], graph.spans[at + 1]) for at in order])
        if len(order)
        else np.zeros(0, np.int64)
    )
    ways = graph.ways[taken]
    swapped = np.repeat(turned[graph.busy[order]], sizes)
    made = replace(
        graph,
        offsets=offsets,
        heads=heads,
        edges=edges,
        kind=graph.kind[by],
        label=graph.label[by],
        grade=graph.grade[by],
        classes=graph.classes[by],
        source=graph.source[by],
        weight=graph.weight[by],
        outward=np.where(turned[by], graph.weight[by] - graph.outward[by], graph.outward[by]),
        moments=graph.moments[by],
        flow=_swapped(graph.flow[by], turned[by]),
        busy=busy[order].astype(np.int32),
        spans=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        times=graph.times[taken],
        ways=_swapped(ways, swapped),
        scratch=local(),
        masks={},
        merged={},
    )
    return moved(graph, made, place, turned), by


def _swapped(flow: UInt8, turned: Bool) -> UInt8:
    """Flow with the ends exchanged where ``turned``."""
    return np.where(
        turned & (flow == FORWARD), BACKWARD, np.where(turned & (flow == BACKWARD), FORWARD, flow)
    ).astype(np.uint8)


def network(graph: Graph, mask: UInt8, stands: Int32 | None = None) -> Network:
    """The links of ``mask`` as a simple graph over the things that have any."""
    lower, higher = graph.ends()
    links = np.flatnonzero(mask)
    one, two = lower[links], higher[links]
    flow = graph.flow[links]
    if stands is not None:
        one, two = stands[one], stands[two]
        apart = one != two
        links, one, two, flow = links[apart], one[apart], two[apart], flow[apart]
    a, b = np.minimum(one, two), np.maximum(one, two)
    flow = _swapped(flow, one > two)
    there = np.zeros(graph.nodes, np.bool_)
    there[a] = there[b] = True
    nodes = np.flatnonzero(there)
    place = np.zeros(graph.nodes, np.int32)
    place[nodes] = np.arange(len(nodes), dtype=np.int32)
    keys = place[a].astype(np.int64) * max(len(nodes), 1) + place[b]
    if stands is not None:  # without it they are in order already
        by = np.argsort(keys, kind="stable")
        keys, links, flow = keys[by], links[by], flow[by]
    starts = (
        np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
        if len(keys)
        else np.zeros(0, np.int64)
    )
    pair = (
        np.cumsum(np.concatenate([[0], (keys[1:] != keys[:-1]).astype(np.int64)]))
        if len(keys)
        else np.zeros(0, np.int64)
    )
    heads = keys[starts]
    first_a, first_b = (
        (heads // max(len(nodes), 1)).astype(np.int32),
        (heads % max(len(nodes), 1)).astype(np.int32),
    )
    offsets, neighbours, edges = adjacency(len(nodes), first_a, first_b)
    sources = int(graph.source.max(initial=0)) + 1
    told = (pair * sources + graph.source[links]).astype(np.int64)
    if len(starts) < len(told):
        told = np.unique(told)
    return Network(
        nodes.astype(np.int32),
        first_a,
        first_b,
        _reduced(np.add, counted(graph, links)[0], starts),
        _reduced(np.bitwise_or, flow, starts),
        _earliest(graph.first[links], starts),
        _reduced(np.maximum, graph.last[links], starts),
        offsets,
        neighbours,
        edges,
        told // sources,
        told % sources,
    )


def _earliest(values: UInt32, starts: Int64) -> UInt32:
    found = _reduced(np.minimum, np.where(values == 0, 2**32 - 1, values).astype(np.uint32), starts)
    return np.where(found == 2**32 - 1, 0, found).astype(np.uint32)


def _reduced(operation: np.ufunc, values: NDArray[_T], starts: Int64) -> NDArray[_T]:
    made: NDArray[_T] = operation.reduceat(values, starts) if len(starts) else values[:0]
    return made


def checked(graph: Graph, wanted: Filter, known: frozenset[str]) -> None:
    """Raise ``WrongUse`` (``unknown-label``) for a label that is no type or property at all,
    ``unknown-grade`` for no grade."""
    for name in wanted.labels:
        if name not in known and name not in graph.labels:
            raise WrongUse("unknown-label", label=name[:80])
    if wanted.grade:
        Grade.parse(wanted.grade)
