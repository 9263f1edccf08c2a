"""Graphs made by hand: links between small numbers, as the engine keeps them."""

from collections.abc import Sequence

import numpy as np

from tahqiq.analyse.graph.arrays import BACKWARD, FORWARD, Graph
from tahqiq.analyse.graph.build import adjacency
from tahqiq.store.linktable import EDGE, FACT

Contact = tuple[int, int, int]
"""From, to, moment."""


def of_links(
    nodes: int, links: Sequence[tuple[int, int]], classes: Sequence[int] = (), relations: bool = True
) -> Graph:
    """A graph of undated links; ``classes`` their data classes (1 when none are given)."""
    rows = [
        (min(a, b), max(a, b), FORWARD if a < b else BACKWARD, kept)
        for (a, b), kept in zip(links, classes or [1] * len(links), strict=True)
    ]
    rows.sort()
    lower, higher, flow, kept = (np.array([row[at] for row in rows], np.int64) for at in range(4))
    offsets, heads, edges = adjacency(nodes, lower.astype(np.int32), higher.astype(np.int32))
    numbers, codes = np.unique(kept, return_inverse=True)
    size = len(rows)
    numbered = np.arange(nodes, dtype=np.int32)
    return Graph(
        numbered,
        numbered,
        numbered,
        offsets,
        heads,
        edges,
        np.full(size, EDGE if relations else FACT, np.uint8),
        np.zeros(size, np.uint16),
        np.zeros(size, np.uint8),
        codes.astype(np.uint16),
        np.ones(size, np.int32),
        np.ones(size, np.int32),
        (flow == FORWARD).astype(np.int32),
        np.zeros((size, 2), np.uint32),
        flow.astype(np.uint8),
        np.zeros(0, np.int32),
        np.zeros(1, np.int64),
        np.zeros(0, np.uint32),
        np.zeros(0, np.uint8),
        ("Call",),
        ("",),
        tuple(int(one) for one in numbers),
    )


def of_contacts(nodes: int, contacts: Sequence[Contact]) -> Graph:
    """A graph of events: one link per pair, its contacts kept as the engine does (aside where first, last and
    flow do not tell them all)."""
    pairs: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for a, b, moment in contacts:
        if a != b:
            pairs.setdefault((min(a, b), max(a, b)), []).append((moment, FORWARD if a < b else BACKWARD))
    keys = sorted(pairs)
    offsets, heads, edges = adjacency(
        nodes, np.array([a for a, _ in keys], np.int32), np.array([b for _, b in keys], np.int32)
    )
    told = [sorted(pairs[key]) for key in keys]
    flow = [int(np.bitwise_or.reduce([way for _, way in one])) for one in told]
    busy = [
        at
        for at, one in enumerate(told)
        if len(one) > 2 or (len(one) == 2 and flow[at] == FORWARD + BACKWARD)
    ]
    size, numbered = len(keys), np.arange(nodes, dtype=np.int32)
    outward = [sum(way == FORWARD for _, way in one) for one in told]
    return Graph(
        numbered,
        numbered,
        numbered,
        offsets,
        heads,
        edges,
        np.full(size, FACT, np.uint8),
        np.zeros(size, np.uint16),
        np.zeros(size, np.uint8),
        np.zeros(size, np.uint16),
        np.ones(size, np.int32),
        np.array([len(one) for one in told], np.int32),
        np.array(outward, np.int32),
        np.array([(one[0][0], one[-1][0]) for one in told], np.uint32).reshape(size, 2),
        np.array(flow, np.uint8),
        np.array(busy, np.int32),
        np.concatenate([[0], np.cumsum([len(told[at]) for at in busy])]).astype(np.int64),
        np.array([moment for at in busy for moment, _ in told[at]], np.uint32),
        np.array([way for at in busy for _, way in told[at]], np.uint8),
        ("Call",),
        ("",),
        (1,),
    )


def everything(graph: Graph) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    """All links may be walked."""
    return np.ones(graph.links, np.uint8)
