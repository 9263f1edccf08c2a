"""Several ways: the k shortest, all up to a length, through things in the best order. Local numbers in, local
numbers out."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, permutations

from tahqiq.analyse.graph.arrays import Graph, UInt8
from tahqiq.analyse.graph.walk import shortest
from tahqiq.analyse.measures.between import masked_distances

Way = list[int]


def several(
    graph: Graph, allowed: UInt8, start: int, end: int, count: int, longest: int, tell: Callable[[], None]
) -> list[Way]:
    """The ``count`` shortest ways that pass nothing twice (Yen 1971), by length, then by ids."""
    first = shortest(graph, allowed, start, end, longest)
    found: list[Way] = [first] if first else []
    waiting: set[tuple[int, tuple[int, ...]]] = set()
    while found and len(found) < count:
        way = found[-1]
        for at in range(len(way) - 1):
            tell()
            root = way[: at + 1]
            closed = allowed.copy()
            for other in found:
                if other[: at + 1] == root and len(other) > at + 1:
                    _close(graph, closed, other[at], other[at + 1])
            for node in root[:-1]:
                closed[graph.edges[graph.offsets[node] : graph.offsets[node + 1]]] = 0
            rest = shortest(graph, closed, way[at], end, longest - at)
            if rest:
                made = (*root[:-1], *rest)
                waiting.add((len(made), made))
        waiting -= {(len(way), tuple(way)) for way in found}
        if not waiting:
            break
        best = min(waiting)
        waiting.remove(best)
        found.append(list(best[1]))
    return found


def _close(graph: Graph, allowed: UInt8, here: int, there: int) -> None:
    begin, end = int(graph.offsets[here]), int(graph.offsets[here + 1])
    heads = graph.heads[begin:end]
    allowed[graph.edges[begin:end][heads == there]] = 0


def every(
    graph: Graph, allowed: UInt8, start: int, end: int, longest: int, tell: Callable[[], None]
) -> Iterator[Way]:
    """All ways of at most ``longest`` steps that pass nothing twice, by depth first, in the order of ids;
    only where the end is still near enough."""
    left = masked_distances(graph.offsets, graph.heads, graph.edges, allowed, end, longest)
    way, on = [start], {start}
    waits: list[Iterator[int]] = [_next(graph, allowed, start)]
    while waits:
        tell()
        node = next(waits[-1], -1)
        if node < 0:
            waits.pop()
            on.discard(way.pop())
            continue
        if node in on or left[node] < 0 or len(way) + left[node] > longest:
            continue
        if node == end:
            yield [*way, node]
            continue
        way.append(node)
        on.add(node)
        waits.append(_next(graph, allowed, node))


def _next(graph: Graph, allowed: UInt8, node: int) -> Iterator[int]:
    before = -1
    for at in range(int(graph.offsets[node]), int(graph.offsets[node + 1])):
        if allowed[graph.edges[at]] and graph.heads[at] != before:
            before = int(graph.heads[at])
            yield before


def through(graph: Graph, allowed: UInt8, start: int, end: int, passed: Sequence[int], longest: int) -> Way:
    """The shortest walk from start to end through all of ``passed``, in the best order; it may pass a thing
    twice. Empty when there is none."""
    legs = {
        (one, two): shortest(graph, allowed, one, two, longest)
        for one in (start, *passed)
        for two in (*passed, end)
        if one != two
    }
    best: Way = []
    for order in permutations(passed):
        stops = [start, *order, end]
        parts = [legs[pair] for pair in pairwise(stops)]
        if all(parts):
            made = [start, *(node for part in parts for node in part[1:])]
            if not best or _rank(made) < _rank(best):
                best = made
    return best if len(best) - 1 <= longest else []


def _rank(way: Way) -> tuple[int, int, Way]:
    """Shorter before longer, passing less twice before more, then by ids."""
    return len(way), len(way) - len(set(way)), way
