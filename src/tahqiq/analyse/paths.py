"""The shortest way between two things over all visible links, with what each step is: a look, quick enough for the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.graph.arrays import Graph
from tahqiq.analyse.graph.keeping import graph_of
from tahqiq.analyse.graph.view import Filter, allowed, contracted, joined
from tahqiq.analyse.graph.walk import shortest as walk
from tahqiq.kit.errors import WrongUse
from tahqiq.model.link import Link

MAX_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Path:
    """One way: node numbers from start to end, and the links of each step (several when two things are linked in more than one way)."""

    nodes: tuple[int, ...]
    steps: tuple[tuple[Link, ...], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The shortest path, or None with the reason: ``none`` (nothing within ``searched`` steps)."""

    path: Path | None
    reason: str
    searched: int


def shortest(context: Context, start: int, end: int, max_length: int = MAX_LENGTH) -> Found:
    """The shortest path between two node numbers, ignoring direction; things judged the same are one thing.

    Among equally short paths the choice is made by ids, so that the answer repeats and tells nothing of what is hidden. Raises :class:`WrongUse`
    (``path-to-itself``) when both ends are the same.
    """
    if context.stands_for(start) == context.stands_for(end):
        raise WrongUse("path-to-itself")
    graph = graph_of(context.workspace)
    mask, _ = allowed(graph, context.scope, Filter())
    stands = joined(graph, context.representatives)
    places = graph.local(np.array([start, end], np.int64))
    if (places < 0).any():
        return Found(None, "none", max_length)
    if stands is not None:
        graph, links = contracted(graph, stands)
        mask, places = mask[links], stands[places].astype(np.int64)
    way = walk(graph, mask, int(places[0]), int(places[1]), max_length)
    if not way:
        return Found(None, "none", max_length)
    nodes = (start, *(int(graph.numbers[place]) for place in way[1:-1]), end)
    return Found(Path(nodes, tuple(_steps(context, graph, way, nodes))), "", len(way) - 1)


def _steps(context: Context, graph: Graph, way: Sequence[int], nodes: Sequence[int]) -> list[tuple[Link, ...]]:
    found = []
    for (one, two), (here, there) in zip(pairwise(way), pairwise(nodes), strict=True):
        if graph.offsets[one + 1] - graph.offsets[one] > graph.offsets[two + 1] - graph.offsets[two]:
            here, there = there, here
        near, far = context.members(here), context.members(there)
        drawn = {**dict.fromkeys(near, here), **dict.fromkeys(far, there)}
        found.append(tuple(context.links.joining(context.scope, near, far, drawn if len(drawn) > 2 else {})))
    return found
