"""Measures agree with networkx on random graphs."""

from collections.abc import Callable
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.analyse.graph.view import Network, network
from tahqiq.analyse.measures.between import betweenness, closeness, error_bound, sources
from tahqiq.analyse.measures.parts import communities, components, cuts, likeness
from tahqiq.analyse.measures.players import best, fragmentation, reach
from tahqiq.analyse.measures.ranges import ranges, ranks, without_links, without_sources
from tahqiq.analyse.measures.spread import cores, degree, eigenvector, pagerank

from ..graph.graphs import everything, of_links

LINKS = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] != pair[1]),
    min_size=1,
    max_size=40,
)
Links = list[tuple[int, int]]
EXAMPLES = settings(max_examples=60, deadline=None)


def both(links: Links) -> tuple[Network, "nx.Graph[int]", "nx.DiGraph[int]"]:
    """Ours and networkx's, over the things that have links, by their place among them; weights count how
    often a link is given."""
    graph = of_links(12, links)
    net = network(graph, everything(graph))
    names = {int(node): place for place, node in enumerate(net.nodes)}
    plain: nx.Graph[int] = nx.Graph()
    arrows: nx.DiGraph[int] = nx.DiGraph()
    plain.add_nodes_from(range(net.size))
    arrows.add_nodes_from(range(net.size))
    for a, b in links:
        plain.add_edge(
            names[a], names[b], weight=plain.get_edge_data(names[a], names[b], {"weight": 0})["weight"] + 1
        )
        arrows.add_edge(names[a], names[b])
    return net, plain, arrows


def close(
    ours: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]", theirs: dict[int, float], error: float = 1e-6
) -> None:
    np.testing.assert_allclose(ours, [theirs[node] for node in range(len(ours))], atol=error)


@given(LINKS)
@EXAMPLES
def test_degrees(links: Links) -> None:
    net, plain, arrows = both(links)
    close(degree(net), dict(plain.degree))
    close(degree(net, weighted=True), dict(plain.degree(weight="weight")))
    close(degree(net, "out"), dict(arrows.out_degree))
    close(degree(net, "in"), dict(arrows.in_degree))


@given(LINKS)
@EXAMPLES
def test_betweenness_of_things_and_links(links: Links) -> None:
    net, plain, arrows = both(links)
    nodes, pairs = betweenness(net, sources(net.size, net.size, 1))
    close(nodes, nx.betweenness_centrality(plain, normalized=False))
    theirs = {
        tuple(sorted(pair)): value
        for pair, value in nx.edge_betweenness_centrality(plain, normalized=False).items()
    }
    np.testing.assert_allclose(pairs, [theirs[int(a), int(b)] for a, b in zip(net.a, net.b, strict=True)])
    close(
        betweenness(net, sources(net.size, net.size, 1), directed=True)[0],
        nx.betweenness_centrality(arrows, normalized=False),
    )


@given(LINKS)
@EXAMPLES
def test_closeness_pagerank_eigenvector(links: Links) -> None:
    net, plain, arrows = both(links)
    others = max(1, net.size - 1)
    close(
        closeness(net, sources(net.size, net.size, 1)),
        {node: value / others for node, value in nx.harmonic_centrality(plain).items()},
    )
    close(
        closeness(net, sources(net.size, net.size, 1), directed=True),
        {node: value / others for node, value in nx.harmonic_centrality(arrows).items()},
    )
    for directed, weighted in ((False, False), (False, True), (True, False)):
        theirs = nx.pagerank(
            arrows if directed else plain, weight="weight" if weighted else None, tol=1e-12, max_iter=1_000
        )
        close(pagerank(net, directed, weighted, error=1e-13, most=1_000), theirs)
    if nx.is_connected(plain):
        leading = np.abs(np.linalg.eigh(nx.to_numpy_array(plain, range(net.size)))[1][:, -1])
        np.testing.assert_allclose(
            eigenvector(net, error=1e-12, most=20_000), leading / leading.max(), atol=1e-4
        )


@given(LINKS)
@EXAMPLES
def test_parts(links: Links) -> None:
    net, plain, _ = both(links)
    close(cores(net.offsets, net.heads).astype(np.float64), nx.core_number(plain))
    part = components(net.offsets, net.heads)
    assert {frozenset(np.flatnonzero(part == head).tolist()) for head in np.unique(part)} == {
        frozenset(one) for one in nx.connected_components(plain)
    }
    joint, bridge = cuts(net.offsets, net.heads, net.edges, len(net.a))
    assert set(np.flatnonzero(joint).tolist()) == set(nx.articulation_points(plain))
    assert {(int(net.a[at]), int(net.b[at])) for at in np.flatnonzero(bridge)} == {
        (min(one), max(one)) for one in nx.bridges(plain)
    }


@given(LINKS)
@EXAMPLES
def test_likeness_leaves_out_the_link_between_the_two(links: Links) -> None:
    net, plain, _ = both(links)
    found = likeness(net, np.arange(net.size))
    for one, two in combinations(range(net.size), 2):
        mine, theirs = set(plain[one]) - {two}, set(plain[two]) - {one}
        assert found[one, two] == pytest.approx(
            len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0
        )


@given(LINKS)
@EXAMPLES
def test_key_players_by_counting_pairs(links: Links) -> None:
    net, plain, _ = both(links)
    broken = fragmentation(net.offsets, net.heads, [], np.arange(net.size))
    reached = reach(net.offsets, net.heads, [], np.arange(net.size), 2)
    for node in range(net.size):
        rest = plain.subgraph(set(plain) - {node})
        together = sum(len(part) * (len(part) - 1) for part in nx.connected_components(rest))
        assert broken[node] == pytest.approx(1 - together / max(1, net.size * (net.size - 1)))
        assert reached[node] == pytest.approx(
            len(nx.single_source_shortest_path_length(plain, node, 2)) / net.size
        )


def planted() -> Network:
    """Two groups of six, everybody linked within, one link across."""
    inside = [pair for group in (range(6), range(6, 12)) for pair in combinations(group, 2)]
    graph = of_links(12, [*inside, (5, 6)])
    return network(graph, everything(graph))


@pytest.mark.parametrize("method", ["leiden", "louvain"])
def test_planted_communities_are_found_and_repeat(method: str) -> None:
    net = planted()
    label, quality = communities(net, 7, method=method)
    assert label.tolist() == [0] * 6 + [1] * 6
    assert quality == pytest.approx(
        nx.community.modularity(
            nx.Graph(list(zip(net.a.tolist(), net.b.tolist(), strict=True))), [range(6), range(6, 12)]
        )
    )
    assert communities(net, 7, method=method)[0].tolist() == label.tolist()


def test_the_joint_of_two_groups_is_the_key_player() -> None:
    net = planted()
    chosen = best(
        lambda taken, rest: fragmentation(net.offsets, net.heads, taken, rest),
        np.arange(12),
        2,
        lambda _done, _total: None,
    )
    assert chosen[0][0] in (5, 6)
    assert chosen[1][1] >= chosen[0][1]


def test_a_sampled_betweenness_stays_within_its_error() -> None:
    random = nx.barabasi_albert_graph(400, 3, seed=4)
    graph = of_links(400, list(random.edges))
    net = network(graph, everything(graph))
    exact, _ = betweenness(net, sources(net.size, net.size, 1))
    sampled, _ = betweenness(net, sources(net.size, 100, 3))
    assert np.abs(exact - sampled).max() / (net.size * (net.size - 2) / 2) < error_bound(net.size, 100)
    assert error_bound(400, 400) == 0


def test_ranks_become_ranges() -> None:
    net = planted()
    measure: Callable[[Network], np.ndarray[tuple[int, ...], np.dtype[np.float64]]] = degree
    assert ranges(net, without_sources(net, 5, 1), measure, lambda: None) is None, "there is one source only"
    found = ranges(net, without_links(net, 0.2, 20, 1), measure, lambda: None)
    assert found is not None
    best_rank, _ = ranks(degree(net))
    assert (found.low <= found.high).all()
    assert found.high[5] > best_rank[5] == 1
