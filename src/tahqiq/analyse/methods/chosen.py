"""Which items a method is about: those that were named, or the nearest of one."""

import numpy as np

from tahqiq.analyse.declaration import Word
from tahqiq.analyse.graph.event_counts import counted
from tahqiq.analyse.methods.own import of_types
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.ways.walk import Walk
from tahqiq.kit.errors import WrongUse
from tahqiq.model.vocabulary import vocabulary

MOST_ITEMS = 100
MOST_SEEN = 50_000
FURTHEST = 4
ITEMS = (
    Parameter("items-chosen", "nodes", high=MOST_ITEMS),
    Parameter("around", "node"),
    Parameter("nearest", "integer", 15, 1, MOST_ITEMS - 1),
    Parameter("item-types", "texts", of=("type",)),
)


def chosen(walk: Walk) -> tuple[list[int], tuple[Word, ...]]:
    """Node numbers in the order of their ids, things judged the same once; and what to say about the choice.

    Raises ``WrongUse`` (``nothing-chosen``) when neither items nor a beginning were named.
    """
    context, values = walk.context, walk.values
    named = [context.stands_for(node) for node in context.nodes(values, "items-chosen")]
    notes: tuple[Word, ...] = ()
    if values.given("around"):
        start = context.stands_for(context.node(values.text("around")))
        near, cut = _nearest(walk, start, values.integer("nearest"))
        named += [start, *near]
        notes = (Word("note-not-all-looked-at", {"count": MOST_SEEN}),) if cut else ()
    if not named:
        raise WrongUse("nothing-chosen")
    ids = context.ids(named)
    return sorted(dict.fromkeys(named), key=lambda node: ids[node]), notes


def local(walk: Walk, nodes: list[int]) -> list[int]:
    """Places in the graph of the walk, -1 for what has no links at all."""
    members = [walk.context.members(node) for node in nodes]
    found = [walk.graph.local(np.array(some, np.int64)) for some in members]
    # links of things judged the same hang on the one of them that stands for all in the graph
    sizes = walk.graph.offsets
    return [
        max(
            (int(one) for one in some if one >= 0),
            key=lambda one: (int(sizes[one + 1] - sizes[one]), -one),
            default=-1,
        )
        for some in found
    ]


def _nearest(walk: Walk, start: int, count: int) -> tuple[list[int], bool]:
    """The items of the wanted types in the fewest links from ``start``, among those equally far the ones with
    the most weight on their last link."""
    graph = walk.graph
    begin = local(walk, [start])[0]
    if begin < 0:
        return [], False
    wanted = _types(walk, start)
    seen, frontier, found, cut = {begin}, [begin], [], False
    for _ in range(FURTHEST):
        weight: dict[int, int] = {}
        for node in frontier:
            walk.context.report(len(seen), 0, "things")
            low, high = int(graph.offsets[node]), int(graph.offsets[node + 1])
            links = np.flatnonzero(walk.mask[graph.edges[low:high]]) + low
            counts = counted(graph, graph.edges[links])[0].tolist()
            for other, told in zip(graph.heads[links].tolist(), counts, strict=True):
                if other in seen:
                    continue
                if len(seen) + len(weight) >= MOST_SEEN and other not in weight:
                    cut = True
                    continue
                weight[other] = weight.get(other, 0) + told
        fresh = sorted(weight, key=lambda one: (-weight[one], one))
        seen.update(fresh)
        rows = walk.context.things.rows(walk.number(one) for one in fresh)
        found += [walk.number(one) for one in fresh if rows[walk.number(one)][1] in wanted]
        if len(found) >= count or not fresh:
            break
        frontier = sorted(fresh)
    return found[:count], cut


def _types(walk: Walk, start: int) -> frozenset[str]:
    """Names of the types that count as items: those asked for and derived ones, otherwise the type of the
    beginning and what is like it."""
    words = vocabulary().schemata
    asked = walk.values.texts("item-types")
    for name in asked:
        if name not in words:
            raise WrongUse("unknown-type", type=name[:80])
    own = walk.context.things.rows([start])[start][1]
    party = "LegalEntity" in words[own].lineage if own in words else False
    return of_types(asked or (("LegalEntity",) if party else (own,)))
