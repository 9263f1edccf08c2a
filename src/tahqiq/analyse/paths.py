"""The shortest way between two things over all visible links, with what each step is: a look, quick enough
for the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.graph.arrays import Graph
from tahqiq.analyse.graph.graph_store import as_of, behind, graph_at_hand
from tahqiq.analyse.graph.lines import event_links
from tahqiq.analyse.graph.view import Filter, allowed, contracted, joined
from tahqiq.analyse.graph.walk import shortest as walk
from tahqiq.kit.errors import WrongUse
from tahqiq.model.link import Link
from tahqiq.store.workspace import Workspace

MAX_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Path:
    """One way: node numbers from start to end, and the links of each step (several when two things are linked
    in more than one way)."""

    nodes: tuple[int, ...]
    steps: tuple[tuple[Link, ...], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The shortest path, or None with the reason: ``none`` (nothing within ``searched`` steps). Where the
    newest documents are not among the links yet, ``as_of`` says of when the links are (UTC) and ``behind``
    how many published sources have come in since."""

    path: Path | None
    reason: str
    searched: int
    as_of: str = ""
    behind: int = 0


def shortest(
    workspace: Workspace,
    context: Context,
    start: int,
    end: int,
    max_length: int = MAX_LENGTH,
    at_hand: bool = False,
) -> Found:
    """The shortest path between two node numbers, ignoring direction; things judged the same are one thing.

    Among equally short paths the choice is made by ids, so that the answer repeats and tells nothing of what
    is hidden. Raises :class:`WrongUse` (``path-to-itself``) when both ends are the same. ``at_hand``: rather
    now, by links that may lack what was added last, than after a wait.
    """
    if context.stands_for(start) == context.stands_for(end):
        raise WrongUse("path-to-itself")
    whole = graph_at_hand(workspace) if at_hand else context.graph()
    late = behind(workspace, context.scope, whole) if at_hand else 0
    at = as_of(workspace, context.scope, whole) if late else ""
    nothing = Found(None, "none", max_length, at, late)
    mask, _ = allowed(whole, context.scope, Filter())
    stands = joined(whole, context.representatives)
    places = whole.local(np.array([start, end], np.int64))
    if (places < 0).any():
        return nothing
    graph = whole
    if stands is not None:
        graph, links = contracted(whole, stands)
        mask, places = mask[links], stands[places].astype(np.int64)
    way = walk(graph, mask, int(places[0]), int(places[1]), max_length)
    if not way:
        return nothing
    nodes = (start, *(int(graph.numbers[place]) for place in way[1:-1]), end)
    sizes = [int(graph.offsets[place + 1] - graph.offsets[place]) for place in way]
    return Found(Path(nodes, tuple(_steps(context, whole, sizes, nodes))), "", len(way) - 1, at, late)


def _steps(
    context: Context, graph: Graph, sizes: Sequence[int], nodes: Sequence[int]
) -> list[tuple[Link, ...]]:
    """The links of each step: events as the graph tells them, values and edge entities from the store.
    ``sizes`` counts the links of each thing."""
    found = []
    for at, (here, there) in enumerate(pairwise(nodes)):
        if sizes[at] > sizes[at + 1]:
            here, there = there, here
        near, far = context.members(here), context.members(there)
        drawn = {**dict.fromkeys(near, here), **dict.fromkeys(far, there)}
        told = event_links(graph, context.scope, near, far)
        found.append(tuple(context.links.joining(near, far, drawn if len(drawn) > 2 else {}, told)))
    return found
