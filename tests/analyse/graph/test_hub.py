"""A thing with very many links: ways, surroundings, measures and its opening on a chart stay bounded, and
what is not shown is counted."""

import resource
from collections.abc import Iterator

import numpy as np
import pytest

from tahqiq.access.door import Door
from tahqiq.analyse.graph.build import adjacency
from tahqiq.analyse.graph.journeys import fewest, quickest
from tahqiq.analyse.graph.view import network
from tahqiq.analyse.graph.walk import around, shortest
from tahqiq.analyse.measures.parts import communities, components, cuts
from tahqiq.analyse.measures.spread import cores, degree
from tahqiq.workbench import Workbench

from .graphs import everything, of_links


@pytest.mark.parametrize(
    ("spokes", "most"), [(100_000, 600), pytest.param(1_000_000, 1_500, marks=pytest.mark.slow)]
)
def test_a_hub_with_very_many_links_in_the_engine(spokes: int, most: int) -> None:
    """Every spoke hangs on the hub (0); the last two also know each other, and one is two steps away.
    ``most`` megabytes are used."""
    size = spokes + 2
    lower = np.concatenate([np.zeros(spokes, np.int32), [spokes - 1, spokes]]).astype(np.int32)
    higher = np.concatenate([np.arange(1, spokes + 1), [spokes, spokes + 1]]).astype(np.int32)
    graph = of_links(2, [(0, 1)])
    offsets, heads, edges = adjacency(size, lower, higher)
    links, numbered = len(lower), np.arange(size, dtype=np.int32)
    hub = type(graph)(
        numbered,
        numbered,
        numbered,
        offsets,
        heads,
        edges,
        np.zeros(links, np.uint8),
        np.zeros(links, np.uint16),
        np.zeros(links, np.uint8),
        np.zeros(links, np.uint16),
        np.ones(links, np.int32),
        np.ones(links, np.int32),
        np.ones(links, np.int32),
        np.full((links, 2), 7, np.uint32),
        np.full(links, 3, np.uint8),
        np.zeros(0, np.int32),
        np.zeros(1, np.int64),
        np.zeros(0, np.uint32),
        np.zeros(0, np.uint8),
        ("Call",),
        ("",),
        (1,),
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    mask = everything(hub)
    assert shortest(hub, mask, 5, spokes + 1) == [5, 0, spokes, spokes + 1]
    assert (
        fewest(hub, mask, 5, spokes + 1).nodes
        == quickest(hub, mask, 5, spokes + 1).nodes
        == (5, 0, spokes, spokes + 1)
    )
    assert len(around(hub, mask, 5, 2)) == spokes + 1
    net = network(hub, mask)
    assert degree(net)[0] == spokes
    assert int(cores(net.offsets, net.heads).max()) == 2
    assert len(np.unique(components(net.offsets, net.heads))) == 1
    joint, bridge = cuts(net.offsets, net.heads, net.edges, len(net.a))
    assert (int(joint.sum()), int(bridge.sum())) == (2, spokes - 1)
    assert int(communities(net, 1, weighted=False)[0].max()) < 5
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < most, f"{grown:.0f} MB"


CALLS = 5_000
"""Enough to be far beyond every limit of what is shown."""


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    root = tmp_path_factory.mktemp("hub")
    lines = [
        f"07901234567,0790{5_000_000 + at},2026-01-{at % 28 + 1:02d} 10:00:{at % 60:02d},60"
        for at in range(CALLS)
    ]
    (root / "calls.csv").write_text("\n".join(["caller,callee,start,duration", *lines]), "utf-8")
    Door.found(root / "ws").close()
    with Workbench.opened(root / "ws") as found:
        found.collect([root / "calls.csv"], found.deposit(zone="Asia/Baghdad"))
        yield found


def test_opening_a_hub_counts_what_it_does_not_show(bench: Workbench) -> None:
    hub = next(hit.id.hex() for hit in bench.search("+9647901234567").hits if hit.schema == "PhoneNumber")
    counted = bench.expand(hub, [hub])
    assert (counted.hidden, counted.drawn.items) == (CALLS, ())
    assert [(group.schema, group.total, group.hidden) for group in counted.groups] == [
        ("PhoneNumber", CALLS, CALLS)
    ]
    some = bench.expand(hub, [hub], limit=50)
    assert (some.hidden, len(some.drawn.items)) == (CALLS, 50)
    made = bench.analyse("expand", {"thing": hub, "limit": 20})
    told = bench.readable(made, "en")
    assert made.row_count == 20
    assert '"rows-beyond-limit":4980' in made.body
    assert told["left_out"]
    assert len(bench.happenings(hub, limit=100).events) == 100
    assert bench.happenings(hub, limit=100).total == CALLS
