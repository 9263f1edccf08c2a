"""Lines of events between a few things as the graph tells them: the same that the files of events give,
without reading these."""

from collections.abc import Sequence

import numpy as np

from tahqiq.analyse.graph.arrays import EPOCH, LATEST, Graph
from tahqiq.analyse.graph.event_counts import counted
from tahqiq.analyse.graph.view import Filter, allowed
from tahqiq.model.link import Link
from tahqiq.model.scope import Scope
from tahqiq.store.facts.columns import NULL64
from tahqiq.store.facts.neighbours import Edges, links
from tahqiq.store.linktable import FACT

_MOST = 2**31 - 1


def event_links(graph: Graph, scope: Scope, near: Sequence[int], far: Sequence[int]) -> list[Link] | None:
    """What :meth:`tahqiq.store.facts.store.FactStore.links` says of the pairs of two groups of node numbers
    of the store; None where the graph keeps a time or a count only by its bound, so that the files must be
    asked."""
    mask, _ = allowed(graph, scope, Filter())
    told: dict[tuple[int, int, int, int], list[int]] = {}
    for one, two in ((one, two) for one in _places(graph, near) for two in _places(graph, far)):
        for link in graph.between(one, two).tolist():
            if mask[link] and graph.kind[link] == FACT:
                told.setdefault((one, two, int(graph.label[link]), int(graph.classes[link])), []).append(link)
    every = sorted({link for some in told.values() for link in some})  # a pair of one group stands twice
    if (
        (graph.moments[every] == LATEST).any()
        or (graph.moments[every] == 1).any()
        or (graph.weight[every] == _MOST).any()
    ):
        return None
    events = dict(
        zip(
            every,
            zip(*(values.tolist() for values in counted(graph, np.array(every, np.int64))), strict=True),
            strict=True,
        )
    )
    found = [_summed(graph, key, some, [events[link] for link in some]) for key, some in told.items()]
    columns = np.array(found, np.int64).reshape(len(found), 10).T
    node, other, kind, kept, weight, outward, records, lasted, first, last = columns
    return links(
        Edges(node, other, kind, kept, weight, outward, records, lasted, first, last, graph.labels),
        [tuple(sorted({int(graph.source[link]) for link in some})) for some in told.values()],
    )


def _places(graph: Graph, numbers: Sequence[int]) -> list[int]:
    found = graph.local(np.array(numbers, np.int64))
    return [int(place) for place in found[found >= 0]]


def _summed(
    graph: Graph, key: tuple[int, int, int, int], told: list[int], events: list[tuple[int, int]]
) -> tuple[int, ...]:
    """One line of :class:`Edges` over its sources."""
    one, two, label, kept = key
    weight, outward = sum(count for count, _ in events), sum(out for _, out in events)
    first = [int(moment) for moment in graph.first[told] if moment]
    last = [int(moment) for moment in graph.last[told] if moment]
    return (
        int(graph.numbers[one]),
        int(graph.numbers[two]),
        label,
        graph.class_numbers[kept],
        weight,
        outward if one < two else weight - outward,
        int(graph.weight[told].sum(dtype=np.int64)),
        0,
        _micros(min(first, default=0)),
        _micros(max(last, default=0)),
    )


def _micros(moment: int) -> int:
    return (moment + EPOCH) * 1_000_000 if moment else NULL64
