"""Walking the graph: neighbourhoods and shortest ways, compiled. ``allowed`` holds 1 for every link that may
be walked.

Stamps instead of clearing: an array of node marks is used again and again, each question with a larger token.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tahqiq.analyse.graph.arrays import Graph, Int32, Int64, UInt8
from tahqiq.analyse.jit import compiled

MAX_LENGTH = 12


@dataclass(slots=True)
class _Scratch:
    """Memory of one thread for one graph."""

    marks: Int32
    before: Int32
    queue: Int32
    token: int = 0

    @classmethod
    def of(cls, graph: Graph) -> "_Scratch":
        """This thread's, with two fresh tokens."""
        known: _Scratch | None = getattr(graph.scratch, "walk", None)
        if known is None or known.token > 2**31 - 8:
            size = max(1, graph.nodes)
            known = graph.scratch.walk = cls(
                np.zeros(size, np.int32), np.zeros(size, np.int32), np.zeros(size, np.int32)
            )
        known.token += 2
        return known


def around(graph: Graph, allowed: UInt8, start: int, hops: int, barred: Sequence[int] = ()) -> Int32:
    """The local numbers of everything within some steps of ``start`` (itself first), in the order of being
    reached."""
    scratch = _Scratch.of(graph)
    for node in barred:
        scratch.marks[node] = scratch.token
    count = _around(
        graph.offsets,
        graph.heads,
        graph.edges,
        allowed,
        start,
        hops,
        scratch.marks,
        scratch.token,
        scratch.queue,
    )
    return scratch.queue[:count].copy()


@compiled
def _around(
    offsets: Int64,
    heads: Int32,
    edges: Int32,
    allowed: UInt8,
    start: int,
    hops: int,
    marks: Int32,
    token: int,
    queue: Int32,
) -> int:
    marks[start] = token
    queue[0] = start
    begin, end = 0, 1
    for _ in range(hops):
        reached = end
        for place in range(begin, end):
            node = queue[place]
            for at in range(offsets[node], offsets[node + 1]):
                other = heads[at]
                if marks[other] != token and allowed[edges[at]]:
                    marks[other] = token
                    queue[reached] = other
                    reached += 1
        if reached == end:
            break
        begin, end = end, reached
    return end


def shortest(
    graph: Graph, allowed: UInt8, start: int, end: int, longest: int = MAX_LENGTH, barred: Sequence[int] = ()
) -> list[int]:
    """A shortest way from ``start`` to ``end`` as local numbers, empty when there is none of at most
    ``longest`` steps; ``barred`` are not passed through.

    From both ends, the smaller frontier first, things in the order of ids: among equally short ways the first
    to be met.
    """
    scratch = _Scratch.of(graph)
    for node in barred:
        scratch.marks[node] = -1
    way = np.empty(longest + 1, np.int32)
    count = _shortest(
        graph.offsets,
        graph.heads,
        graph.edges,
        allowed,
        start,
        end,
        longest,
        scratch.marks,
        scratch.before,
        scratch.token,
        scratch.queue,
        way,
    )
    for node in barred:
        scratch.marks[node] = 0
    return [int(node) for node in way[:count]]


@compiled
def _joined(before: Int32, here: int, there: int, way: Int32) -> int:
    """The nodes from the start to ``here`` and from ``there`` to the end; how many."""
    count = 0
    node = here
    while node >= 0:
        count += 1
        node = before[node]
    node = here
    for at in range(count - 1, -1, -1):
        way[at] = node
        node = before[node]
    node = there
    while node >= 0:
        way[count] = node
        count += 1
        node = before[node]
    return count


@compiled
def _shortest(
    offsets: Int64,
    heads: Int32,
    edges: Int32,
    allowed: UInt8,
    start: int,
    end: int,
    longest: int,
    marks: Int32,
    before: Int32,
    token: int,
    queue: Int32,
    way: Int32,
) -> int:
    """One queue from the left for the start's side (token), from the right for the end's (token + 1)."""
    size = len(queue)
    marks[start], marks[end] = token, token + 1
    before[start], before[end] = -1, -1
    queue[0], queue[size - 1] = start, end
    left_begin, left_end = 0, 1
    right_begin, right_end = size - 1, size - 2
    for _ in range(longest):
        if left_begin == left_end or right_begin == right_end:
            return 0
        if (
            left_end - left_begin <= right_begin - right_end
        ):  # what is reached, never all links: those tell what is hidden
            reached = left_end
            for place in range(left_begin, left_end):
                node = queue[place]
                for at in range(offsets[node], offsets[node + 1]):
                    other = heads[at]
                    mark = marks[other]
                    if mark == token or mark == -1 or not allowed[edges[at]]:
                        continue
                    if mark == token + 1:
                        return _joined(before, node, other, way)
                    marks[other] = token
                    before[other] = node
                    queue[reached] = other
                    reached += 1
            left_begin, left_end = left_end, reached
        else:
            reached = right_end
            for place in range(right_begin, right_end, -1):
                node = queue[place]
                for at in range(offsets[node], offsets[node + 1]):
                    other = heads[at]
                    mark = marks[other]
                    if mark == token + 1 or mark == -1 or not allowed[edges[at]]:
                        continue
                    if mark == token:
                        return _joined(before, other, node, way)
                    marks[other] = token + 1
                    before[other] = node
                    queue[reached] = other
                    reached -= 1
            right_begin, right_end = right_end, reached
    return 0
