"""Building the graph from the table of links."""

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.graph.arrays import BACKWARD, FORWARD, Bool, Graph, Int32, Int64, UInt8, UInt32, stored
from tahqiq.analyse.graph.event_counts import kept, place
from tahqiq.analyse.jit import compiled
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.store.facts.columns import NULL32, NULL64
from tahqiq.store.linktable import FACT, UNKNOWN, LinkTable
from tahqiq.store.lookups import every_id
from tahqiq.store.nodes import node_rows
from tahqiq.store.workspace import Workspace

MOST_LINKS = 2**31 - 1
_FEW = 50_000
_CONTACTS = ("self", "other", "out", "start", "source", "class")


def build(workspace: Workspace, table: LinkTable) -> Graph:
    """The graph of a table. Raises ``WrongUse`` (``graph-too-large``) beyond 2 billion links."""
    if len(table) > MOST_LINKS // 2:
        raise WrongUse("graph-too-large", links=len(table))
    highest = int(max(table.a.max(initial=0), table.b.max(initial=0)))
    seen = np.zeros(highest + 1, np.bool_)
    seen[table.a] = seen[table.b] = True
    numbers = by_id(workspace, np.flatnonzero(seen))
    local = np.zeros(highest + 1, np.int32)
    local[numbers] = np.arange(len(numbers), dtype=np.int32)
    a, b = local[table.a], local[table.b]
    lower, higher = np.minimum(a, b), np.maximum(a, b)
    swapped = a > b
    by = np.lexsort(
        (table.source, table.data_class, table.label, lower.astype(np.int64) * len(numbers) + higher)
    )
    lower, higher, swapped = lower[by], higher[by], swapped[by]
    flow = table.flow[by]
    flow = np.where(
        swapped & (flow == FORWARD), BACKWARD, np.where(swapped & (flow == BACKWARD), FORWARD, flow)
    ).astype(np.uint8)
    offsets, heads, edges = adjacency(len(numbers), lower, higher)
    class_numbers, classes = np.unique(table.data_class[by], return_inverse=True)
    weight = np.minimum(table.weight[by], 2**31 - 1).astype(np.int32)
    outward = np.where(swapped, table.weight[by] - table.outward[by], table.outward[by])
    moments = np.stack([stored(table.first[by], UNKNOWN), stored(table.last[by], UNKNOWN)], axis=1)
    kind, label, source = table.kind[by], table.label[by].astype(np.uint16), table.source[by].astype(np.int32)
    busy = np.flatnonzero(
        (kind == FACT) & (weight > 1) & ((weight > 2) | (flow == FORWARD + BACKWARD))
    ).astype(np.int32)
    keys = (lower.astype(np.int64) * len(numbers) + higher)[busy]
    spans, times, ways = _contacts(
        workspace,
        local,
        seen,
        keys,
        table.label[by][busy],
        table.data_class[by][busy],
        table.source[by][busy],
        table.labels,
    )
    several = _several(workspace, lower.astype(np.int64) * len(numbers) + higher, kind, label, source, weight)
    told = kept(
        workspace,
        local,
        seen,
        several,
        (lower.astype(np.int64) * len(numbers) + higher)[several],
        table.label[by][several],
        table.data_class[by][several],
        table.source[by][several],
        table.labels,
    )
    by_number = np.argsort(numbers, kind="stable").astype(np.int32)
    return Graph(
        numbers.astype(np.int32),
        numbers[by_number].astype(np.int32),
        by_number,
        offsets,
        heads,
        edges,
        kind,
        label,
        table.grade[by].astype(np.uint8),
        classes.astype(np.uint16),
        source,
        weight,
        np.minimum(outward, 2**31 - 1).astype(np.int32),
        moments,
        flow,
        busy,
        spans,
        times,
        ways,
        tuple(table.labels),
        tuple(table.grades),
        tuple(int(item) for item in class_numbers),
        table.own,
        table.sources,
        clock.stamp(),
        table.retractions,
        told["shared"].astype(np.int32),
        told["shared_start"],
        told["shared_seconds"].astype(np.int32),
        told["shared_alike"].astype(np.int32),
        told["shared_mark"].astype(np.int32),
        told["shared_flags"].astype(np.uint8),
    )


def _several(
    workspace: Workspace, key: Int64, kind: UInt8, label: NDArray[np.uint16], source: Int32, weight: Int32
) -> Int64:
    """The links of events of pairs whose records may tell of one event twice: of several sources, or of one
    that marks its records."""
    same = (key[1:] == key[:-1]) & (label[1:] == label[:-1]) & (kind[1:] == FACT) & (kind[:-1] == FACT)
    pair = np.concatenate([[0], np.cumsum(~same)])[: len(key)]
    found = np.zeros(int(pair[-1]) + 1 if len(key) else 0, np.bool_)
    found[pair[1:][same & (source[1:] != source[:-1])]] = True
    marking = workspace.facts.marking()
    marked = np.ones(len(key), np.bool_) if marking is None else np.isin(source, marking)
    found |= np.bincount(pair, np.where(marked, weight, 0), len(found)) > 1
    return np.flatnonzero(found[pair] & (kind == FACT))


def by_id(workspace: Workspace, numbers: Int64) -> Int64:
    """Node numbers in the order of their ids."""
    if len(numbers) <= _FEW:
        rows = node_rows(workspace.database, numbers.tolist())
        return np.array(sorted(rows, key=lambda no: rows[no][0]), dtype=np.int64)
    ids = np.zeros((int(numbers[-1]) + 1, 16), np.uint8)
    for no, identity in every_id(workspace.database, int(numbers[-1])):
        ids[no] = np.frombuffer(identity, np.uint8)
    words = np.ascontiguousarray(ids[numbers]).view(">u8")
    return numbers[np.lexsort((words[:, 1], words[:, 0]))]


def adjacency(nodes: int, lower: Int32, higher: Int32) -> tuple[Int64, Int32, Int32]:
    """Offsets, heads and link numbers of links that are sorted by their smaller, then their larger end; heads
    rise within each node."""
    counts = np.bincount(lower, minlength=nodes) + np.bincount(higher, minlength=nodes)
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    heads, edges = np.empty(2 * len(lower), np.int32), np.empty(2 * len(lower), np.int32)
    _fill(offsets[:-1].copy(), lower, higher, heads, edges)
    return offsets, heads, edges


@compiled
def _fill(free: Int64, lower: Int32, higher: Int32, heads: Int32, edges: Int32) -> None:
    for link in range(len(lower)):
        at = free[higher[link]]
        heads[at] = lower[link]
        edges[at] = link
        free[higher[link]] = at + 1
    for link in range(len(lower)):
        at = free[lower[link]]
        heads[at] = higher[link]
        edges[at] = link
        free[lower[link]] = at + 1


def _contacts(
    workspace: Workspace,
    local: Int32,
    seen: Bool,
    keys: Int64,
    label: Int64,
    classes: Int64,
    sources: Int64,
    labels: list[str],
) -> tuple[Int64, UInt32, UInt8]:
    """Spans, times and ways of the links whose contacts first and last do not tell completely, in the order
    of time within each."""
    if not len(keys):
        return np.zeros(1, np.int64), np.zeros(0, np.uint32), np.zeros(0, np.uint8)
    nodes = int(seen.sum())
    link, time, way = [np.zeros(0, np.int64)], [np.zeros(0, np.uint32)], [np.zeros(0, np.uint8)]
    for kind, rows in workspace.facts.whole("by_party", _CONTACTS):
        if kind not in labels:
            continue
        keep = (rows["other"] != NULL32) & (rows["self"] < rows["other"]) & (rows["start"] != NULL64)
        keep[keep] &= (rows["other"][keep] < len(seen)) & seen[np.minimum(rows["other"][keep], len(seen) - 1)]
        one, two = local[rows["self"][keep]], local[rows["other"][keep]]
        key = np.minimum(one, two).astype(np.int64) * nodes + np.maximum(one, two)
        found = np.empty(len(key), np.int64)
        place(
            keys,
            label,
            classes,
            sources,
            key,
            labels.index(kind),
            rows["class"][keep].astype(np.int64),
            rows["source"][keep].astype(np.int64),
            found,
        )
        good = found >= 0
        outward = rows["out"][keep][good].astype(np.bool_) ^ (one > two)[good]
        link.append(found[good])
        time.append(stored(rows["start"][keep][good].astype(np.int64) // 1_000_000, UNKNOWN))
        way.append(np.where(outward, FORWARD, BACKWARD).astype(np.uint8))
    links, times, ways = np.concatenate(link), np.concatenate(time), np.concatenate(way)
    by = np.lexsort((ways, times, links))
    spans = np.concatenate([[0], np.cumsum(np.bincount(links, minlength=len(keys)))]).astype(np.int64)
    return spans, times[by], ways[by]
