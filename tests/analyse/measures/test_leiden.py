"""Communities: planted groups come out, a division is worth what networkx says, a seed repeats, and the work
can be stopped."""

import networkx as nx
import numpy as np
import pytest

from tahqiq.analyse.graph.build import adjacency
from tahqiq.analyse.measures import leiden
from tahqiq.analyse.measures.leiden import Level, divided, quality

GROUPS, EACH = 12, 25


def planted() -> tuple["nx.Graph[int]", Level, "np.ndarray[tuple[int, ...], np.dtype[np.int32]]"]:
    graph: nx.Graph[int] = nx.planted_partition_graph(GROUPS, EACH, 0.4, 0.01, seed=3)
    ends = np.array(sorted(tuple(sorted(edge)) for edge in graph.edges), np.int32)
    offsets, heads, _ = adjacency(GROUPS * EACH, ends[:, 0], ends[:, 1])
    return graph, Level(offsets, heads, np.ones(len(heads)), np.diff(offsets).astype(np.float64)), ends


@pytest.fixture(params=["one after the other", "side by side"])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small networks are worked on one thing after the other, very large ones side by side."""
    if request.param == "side by side":
        monkeypatch.setattr(leiden, "LARGE", 0)
        monkeypatch.setattr(leiden, "workers", lambda: 3)


@pytest.mark.parametrize("parts", [True, False])
@pytest.mark.usefixtures("size")
def test_planted_groups_come_out(parts: bool) -> None:
    graph, level, ends = planted()
    found = divided(level, 1, 1.0, parts, np.zeros(1, np.uint8), lambda: None)
    sets = [set(np.flatnonzero(found == number).tolist()) for number in range(int(found.max()) + 1)]
    assert sorted(map(min, sets)) == [EACH * group for group in range(GROUPS)]
    assert all(len(one) == EACH for one in sets)
    told = quality(ends[:, 0], ends[:, 1], np.ones(len(ends)), found.astype(np.int64))
    assert told == pytest.approx(nx.community.modularity(graph, sets))


@pytest.mark.usefixtures("size")
def test_a_seed_repeats_and_nothing_is_worse_than_networkx() -> None:
    graph: nx.Graph[int] = nx.gnm_random_graph(400, 1600, seed=5)
    ends = np.array(sorted(tuple(sorted(edge)) for edge in graph.edges), np.int32)
    offsets, heads, _ = adjacency(400, ends[:, 0], ends[:, 1])
    level = Level(offsets, heads, np.ones(len(heads)), np.diff(offsets).astype(np.float64))
    one, other = (divided(level, 7, 1.0, True, np.zeros(1, np.uint8), lambda: None) for _ in range(2))
    assert (one == other).all()
    theirs = nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=1))
    assert quality(ends[:, 0], ends[:, 1], np.ones(len(ends)), one.astype(np.int64)) > theirs - 0.01


@pytest.mark.parametrize("parts", [True, False])
def test_the_number_of_threads_changes_nothing(parts: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leiden, "LARGE", 0)
    graph: nx.Graph[int] = nx.barabasi_albert_graph(600, 4, seed=2)
    ends = np.array(sorted(tuple(sorted(edge)) for edge in graph.edges), np.int32)
    offsets, heads, _ = adjacency(600, ends[:, 0], ends[:, 1])
    level = Level(offsets, heads, np.ones(len(heads)), np.diff(offsets).astype(np.float64))
    found = []
    for many in (1, 2, 5):
        monkeypatch.setattr(leiden, "workers", lambda many=many: many)
        found.append(divided(level, 7, 1.0, parts, np.zeros(1, np.uint8), lambda: None))
    assert all((one == found[0]).all() for one in found)
    alone = nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=1))
    assert quality(ends[:, 0], ends[:, 1], np.ones(len(ends)), found[0].astype(np.int64)) > alone - 0.02


@pytest.mark.usefixtures("size")
def test_every_community_of_leiden_hangs_together() -> None:
    graph, level, _ = planted()
    found = divided(level, 2, 4.0, True, np.zeros(1, np.uint8), lambda: None)
    for number in range(int(found.max()) + 1):
        assert nx.is_connected(graph.subgraph(np.flatnonzero(found == number).tolist()))


@pytest.mark.usefixtures("size")
def test_it_can_be_stopped() -> None:
    _, level, _ = planted()
    asked: list[int] = []
    assert len(divided(level, 1, 1.0, True, np.ones(1, np.uint8), lambda: asked.append(1))) == level.size
    assert asked
