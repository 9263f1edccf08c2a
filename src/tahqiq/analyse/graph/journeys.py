"""Ways that respect time: no step before the one it follows. Times are those of
:mod:`tahqiq.analyse.graph.arrays`.

An event is a contact at its moment. A recorded relation with a beginning and an end may be walked at any
moment in between, a link without a time never.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tahqiq.analyse.graph.arrays import (
    BACKWARD,
    BOTH,
    FORWARD,
    LATEST,
    Graph,
    Int32,
    UInt8,
)
from tahqiq.analyse.graph.temporal_paths import earliest_arrival, fewest_steps, next_moment

NEVER = -1
MOST_STATES = 4_000_000


@dataclass(frozen=True, slots=True)
class Journey:
    """Nodes from start to end, and of each step the link and the moment it is taken. ``too_wide``: none found
    before the limit of work."""

    nodes: tuple[int, ...] = ()
    links: tuple[int, ...] = ()
    moments: tuple[int, ...] = ()
    too_wide: bool = False


def fewest(
    graph: Graph,
    allowed: UInt8,
    start: int,
    end: int,
    *,
    since: int = 1,
    until: int = LATEST,
    directed: bool = False,
    longest: int = 8,
) -> Journey:
    """A journey of the fewest steps between ``since`` and ``until``, searched from both ends: earliest
    arrivals from the start, latest departures from the end."""
    if start == end:
        return Journey((start,))
    memory = _Memory.of(graph)
    memory.token += 1
    way = np.empty(longest + 1, np.int32)
    count = fewest_steps(
        graph.offsets,
        graph.heads,
        graph.edges,
        walked(graph, allowed),
        graph.moments,
        graph.busy,
        graph.records,
        graph.spans,
        graph.times,
        graph.ways,
        start,
        end,
        since,
        until,
        directed,
        longest,
        memory.marks,
        memory.places,
        memory.token,
        way,
        MOST_STATES,
    )
    if count <= 0:
        return Journey(too_wide=count < 0)
    return _earliest(graph, allowed, [int(node) for node in way[:count]], since, directed)


def quickest(
    graph: Graph,
    allowed: UInt8,
    start: int,
    end: int,
    *,
    since: int = 1,
    until: int = LATEST,
    directed: bool = False,
    waiting: int = LATEST,
    stop: UInt8 | None = None,
) -> Journey:
    """The journey that arrives first, with at most ``waiting`` seconds between arriving at a thing and going
    on (not at the start).

    With a limit on waiting a journey may pass a thing twice: coming back later can be the only way to go on
    in time; and a relation is then walked at the first moment at which it can be. ``stop[0]`` = 1 ends the
    search as if it had grown too wide.
    """
    if start == end:
        return Journey((start,))
    nodes, links, moments, count = earliest_arrival(
        graph.offsets,
        graph.heads,
        graph.edges,
        walked(graph, allowed),
        graph.moments,
        graph.busy,
        graph.records,
        graph.spans,
        graph.times,
        graph.ways,
        start,
        end,
        since,
        until,
        directed,
        waiting,
        MOST_STATES,
        np.zeros(1, np.uint8) if stop is None else stop,
    )
    if count <= 0:
        return Journey(too_wide=count < 0)
    return Journey(tuple(nodes.tolist()), tuple(links.tolist()), tuple(moments.tolist()))


def _earliest(graph: Graph, allowed: UInt8, way: list[int], since: int, directed: bool) -> Journey:
    """The same nodes at their earliest moments."""
    links, moments, now = [], [], since
    for here, there in pairwise(way):
        wanted = (FORWARD if here < there else BACKWARD) if directed else BOTH
        options = []
        for link in graph.between(here, there).tolist():
            if allowed[link]:
                moment = int(
                    next_moment(
                        link,
                        now,
                        wanted,
                        graph.walk_bytes,
                        graph.moments,
                        graph.busy,
                        graph.records,
                        graph.spans,
                        graph.times,
                        graph.ways,
                    )
                )
                if moment != NEVER:
                    options.append((moment, link))
        now, link = min(options)
        links.append(link)
        moments.append(now)
    return Journey(tuple(way), tuple(links), tuple(moments))


@dataclass(slots=True)
class _Memory:
    """Marks and places of states of both sides, kept by a thread for one graph."""

    marks: Int32
    places: Int32
    token: int = 0

    @classmethod
    def of(cls, graph: Graph) -> "_Memory":
        known: _Memory | None = getattr(graph.scratch, "timed", None)
        if known is None or known.token > 2**31 - 8:
            size = 2 * max(1, graph.nodes)
            known = graph.scratch.timed = cls(np.zeros(size, np.int32), np.zeros(size, np.int32))
        return known


def walked(graph: Graph, allowed: UInt8) -> UInt8:
    """``told`` of the links that may be walked, 0 of all others; remembered for the last mask that cannot be
    changed."""
    if allowed.flags.writeable:
        return allowed * graph.walk_bytes
    known: tuple[UInt8, UInt8] | None = getattr(graph.scratch, "walked", None)
    if known is None or known[0] is not allowed:
        known = graph.scratch.walked = (allowed, allowed * graph.walk_bytes)
    return known[1]
