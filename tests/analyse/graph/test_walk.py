"""Walking agrees with networkx, and never over a link that may not be walked."""

from itertools import islice, pairwise

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.analyse.graph.walk import around, shortest
from tahqiq.analyse.ways.search import every, several, through

from .graphs import everything, of_links

NODES = 9
LINKS = st.lists(
    st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)).filter(lambda pair: pair[0] != pair[1]),
    max_size=18,
)
Links = list[tuple[int, int]]
EXAMPLES = settings(max_examples=80, deadline=None)


def plain(links: Links) -> "nx.Graph[int]":
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(NODES))
    graph.add_edges_from(links)
    return graph


@given(LINKS, LINKS)
@EXAMPLES
def test_shortest_ways_and_surroundings(links: Links, hidden: Links) -> None:
    graph = of_links(NODES, [*links, *hidden], [1] * len(links) + [2] * len(hidden))
    mask = (
        (graph.classes == list(graph.class_numbers).index(1)).astype(np.uint8)
        if links
        else np.zeros(graph.links, np.uint8)
    )
    lengths = nx.single_source_shortest_path_length(plain(links), 0)
    for end in range(1, NODES):
        way = shortest(graph, mask, 0, end)
        assert len(way) - 1 == lengths.get(end, -1)
        assert all(pair in plain(links).edges for pair in pairwise(way))
    for hops in range(4):
        near = around(graph, mask, 0, hops).tolist()
        assert set(near) == {node for node, steps in lengths.items() if steps <= hops}
        assert len(near) == len(set(near))


@given(LINKS, LINKS)
@EXAMPLES
def test_what_is_hidden_changes_no_choice(links: Links, hidden: Links) -> None:
    """Among equally short ways the same one is taken whatever else the workspace holds."""
    alone = of_links(NODES, links)
    together = of_links(NODES, [*links, *hidden], [1] * len(links) + [2] * len(hidden))
    mask = (
        (np.array(together.class_numbers)[together.classes] == 1).astype(np.uint8)
        if together.links
        else everything(together)
    )
    for end in range(1, NODES):
        assert shortest(alone, everything(alone), 0, end) == shortest(together, mask, 0, end)


@given(LINKS, st.integers(1, 5))
@EXAMPLES
def test_all_ways_and_the_k_shortest(links: Links, longest: int) -> None:
    graph = of_links(NODES, links)
    theirs = {tuple(way) for way in nx.all_simple_paths(plain(links), 0, NODES - 1, longest)}
    ours = list(every(graph, everything(graph), 0, NODES - 1, longest, lambda: None))
    assert {tuple(way) for way in ours} == theirs
    assert len(ours) == len(theirs)
    few = several(graph, everything(graph), 0, NODES - 1, 4, longest, lambda: None)
    lengths = sorted(len(way) for way in theirs)
    assert [len(way) for way in few] == lengths[:4]
    assert {tuple(way) for way in few} <= theirs


def test_a_way_through_things_takes_the_best_order() -> None:
    graph = of_links(6, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)])
    assert through(graph, everything(graph), 0, 5, [2, 1], 8) == [0, 1, 2, 3, 4, 5]
    assert through(graph, everything(graph), 0, 5, [2, 1], 4) == []


def test_barred_things_are_not_passed() -> None:
    graph = of_links(4, [(0, 1), (1, 3), (0, 2), (2, 3)])
    assert shortest(graph, everything(graph), 0, 3) == [0, 1, 3]
    assert shortest(graph, everything(graph), 0, 3, barred=[1]) == [0, 2, 3]
    assert list(islice(around(graph, everything(graph), 0, 2, barred=[1]), 3)) == [0, 2, 3]
