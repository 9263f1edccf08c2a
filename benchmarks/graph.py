"""The graph engine on an invented network: built from the store, opened, walked; each measure beside the
fastest library for it in the same run.

    python benchmarks/graph.py [--nodes 1000000] [--links 10000000] [--pairs 200] [--folder DIR]

The network has a power law of degrees (weight of node i is i^-0.5) and planted groups, as calls of one source
in a workspace. Libraries: networkit for components, cores and communities, scipy for components; our PageRank
is compared with networkit's. Ratios count, milliseconds inform.
"""

import argparse
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import networkit as nk
import numpy as np
import pyarrow as pa
from fastapi.testclient import TestClient
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from tahqiq.access.door import Door
from tahqiq.analyse.graph import graph_store
from tahqiq.analyse.graph.arrays import ADJACENCY, ARRAYS, WITH_LINKS, Graph, megabytes
from tahqiq.analyse.graph.journeys import fewest
from tahqiq.analyse.graph.view import Filter, allowed, network
from tahqiq.analyse.graph.walk import around, shortest
from tahqiq.analyse.measures.parts import communities, components
from tahqiq.analyse.measures.spread import cores, pagerank
from tahqiq.kit.ids import digest
from tahqiq.model.batch import FACT_COLUMNS, Facts
from tahqiq.store.facts.writer import FactWriter
from tahqiq.web.app import create_app
from tahqiq.workbench import Workbench

DAY = 86_400
BEGIN = 1_709_251_200


def pairs_of(nodes: int, links: int, seed: int = 5) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Distinct pairs: nine in ten by the power law, one in ten within groups of a hundred."""
    random = np.random.default_rng(seed)
    share = np.cumsum(np.arange(1, nodes + 1) ** -0.5)
    share /= share[-1]
    found = np.zeros(0, np.int64)
    while len(found) < links:
        count = int((links - len(found)) * 1.3) + 1000
        one = np.minimum(np.searchsorted(share, random.random(count)), nodes - 1)
        two = np.minimum(np.searchsorted(share, random.random(count)), nodes - 1)
        group = random.random(count) < 0.1
        two = np.where(group, np.minimum(one - one % 100 + random.integers(0, 100, count), nodes - 1), two)
        low, high = np.minimum(one, two), np.maximum(one, two)
        found = np.unique(np.concatenate([found, (low * nodes + high)[low != high]]))
    found = random.permutation(found)[:links]
    return np.stack([found // nodes, found % nodes], axis=1)


def fill(root: Path, nodes: int, links: int) -> None:
    """A workspace with one source of calls: one call for each pair."""
    Door.found(root).close()
    with Workbench.opened(root) as bench:
        sheet = root / "first.csv"
        sheet.write_text("name,phone,city\nAli Hasan,07901234567,Basra\n", "utf-8")
        source = bench.source(bench.collect([sheet], bench.deposit())[0].source)
        database = bench.workspace.database
        first = 1_000
        keys = [f"+9647{number:09d}" for number in range(nodes)]
        for begin in range(0, nodes, 100_000):
            rows = [
                (first + at, digest("bench", keys[at]), "PhoneNumber", "", keys[at])
                for at in range(begin, min(begin + 100_000, nodes))
            ]
            with database.transaction() as transaction:
                transaction.insert_many("node", ("no", "id", "schema", "namespace", "key"), rows)
        pairs, random = pairs_of(nodes, links), np.random.default_rng(6)
        writer = FactWriter(root / "facts", source.no, source.data_class)
        for begin in range(0, links, 1_000_000):
            part = pairs[begin : begin + 1_000_000]
            turned = random.random(len(part)) < 0.5
            start = (BEGIN + random.integers(0, 90 * DAY, len(part))) * 1_000_000
            given = {
                "key": pa.array(np.zeros(len(part), np.int16)),
                "serial": pa.array(np.zeros(len(part), np.int16)),
                "row": pa.array(np.arange(begin + 2, begin + 2 + len(part))),
                "a": pa.array((first + np.where(turned, part[:, 1], part[:, 0])).astype(np.int32)),
                "b": pa.array((first + np.where(turned, part[:, 0], part[:, 1])).astype(np.int32)),
                "start": pa.array(start).cast(pa.timestamp("us")),
                "seconds": pa.array(random.integers(1, 600, len(part)).astype(np.int32)),
            }
            columns = [
                given[field.name] if field.name in given else pa.nulls(len(part), field.type)
                for field in FACT_COLUMNS
            ]
            writer.add(Facts("Call", pa.RecordBatch.from_arrays(columns, schema=FACT_COLUMNS)), 0)
        listed = bench.workspace.catalogue.add(writer.finish())
        with database.transaction() as transaction:
            for file in listed:
                transaction.execute("UPDATE fact_file SET state='published' WHERE no=?", (file.no,))


def timed(act: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def spread(act: Callable[[int], object], count: int) -> str:
    """Median and 95th percentile of many calls in ms, by the clock and by the processor (what a machine
    without other work would take)."""
    wall, cpu = [], []
    for at in range(count):
        began, used = time.perf_counter(), time.process_time()
        act(at)
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    told = (np.percentile(values, share) for values in (wall, cpu) for share in (50, 95))
    return "p50 {:.3f} ms, p95 {:.3f} ms; CPU p50 {:.3f} ms, p95 {:.3f} ms".format(*told)


def say(name: str, text: str) -> None:
    """One line of the table."""
    sys.stdout.write(f"{name:34s} {text}\n")
    sys.stdout.flush()


def beside(
    name: str, ours: Callable[[], object], theirs: dict[str, Callable[[], object]], limit: float = 1.2
) -> None:
    """Our time, the libraries' and the ratio to the fastest; medians of three, taken in turn."""
    took: dict[str, list[float]] = {"ours": [], **{library: [] for library in theirs}}
    for _ in range(3):
        took["ours"].append(timed(ours))
        for library, act in theirs.items():
            took[library].append(timed(act))
    middle = {library: float(np.median(values)) for library, values in took.items()}
    best = min(middle[library] for library in theirs)
    told = ", ".join(f"{library} {value:.2f} s" for library, value in middle.items())
    say(name, f"{told}; ratio {middle['ours'] / best:.2f} (goal {limit})")


def walk(graph: Graph, bench: Workbench, count: int) -> list[tuple[int, int]]:
    """Neighbourhoods and ways in the engine; the pairs asked about."""
    mask, _ = allowed(graph, bench.scope("analysis"), Filter())
    random = np.random.default_rng(9)
    asked = [(int(a), int(b)) for a, b in random.integers(0, graph.nodes, (count, 2)) if a != b]
    for a, b in asked[:3]:
        around(graph, mask, a, 2)
        shortest(graph, mask, a, b)
        fewest(graph, mask, a, b)
    say(
        "two-hop neighbourhood",
        spread(lambda at: around(graph, mask, asked[at][0], 2), len(asked)) + " (goal p95 0.2)",
    )
    say("shortest path", spread(lambda at: shortest(graph, mask, *asked[at]), len(asked)) + " (goal p95 0.8)")
    say(
        "time-respecting path",
        spread(lambda at: fewest(graph, mask, *asked[at]), len(asked)) + " (goal p95 20)",
    )
    found = [fewest(graph, mask, *pair) for pair in asked]
    say(
        "",
        (
            f"{sum(bool(one.nodes) for one in found)} of {len(asked)} pairs have a way through time, of "
            f"{max(len(one.nodes) for one in found) - 1} steps at most"
        ),
    )
    return asked


def through_api(door: Door, bench: Workbench, graph: Graph, asked: list[tuple[int, int]]) -> None:
    """The same through the API: names, types and scope."""
    client = TestClient(create_app(door, work=False), base_url="http://127.0.0.1")
    client.headers["authorization"] = f"Bearer {bench.issue_token(timedelta(hours=1))}"
    numbers = {one: int(graph.numbers[one]) for pair in asked for one in pair}
    known = bench.links.ids(numbers.values())
    ids = {one: known[number].hex() for one, number in numbers.items()}

    def path(at: int) -> None:
        answer = client.get("/api/v1/path", params={"start": ids[asked[at][0]], "end": ids[asked[at][1]]})
        assert answer.status_code == 200, answer.text

    path(0)
    say("shortest path through the API", spread(path, min(len(asked), 60)) + " (goal p95 30)")


def measures(graph: Graph, bench: Workbench) -> None:
    """Measures of the whole network beside the fastest library."""
    mask, _ = allowed(graph, bench.scope("analysis"), Filter())
    began = time.perf_counter()
    net = network(graph, mask)
    say(
        "simple network for measures",
        f"{time.perf_counter() - began:.2f} s, {net.size} things, {len(net.a)} pairs",
    )
    theirs = nk.GraphFromCoo((net.a, net.b), n=net.size, weighted=False, directed=False)
    matrix = csr_array((np.ones(len(net.heads), np.int8), net.heads, net.offsets), shape=(net.size, net.size))
    cores(net.offsets, net.heads)
    components(net.offsets, net.heads)
    pagerank(net, False, False, error=1e-8, most=2)
    beside(
        "components",
        lambda: components(net.offsets, net.heads),
        {
            "networkit": lambda: nk.components.ConnectedComponents(theirs).run(),
            "scipy": lambda: connected_components(matrix, directed=False),
        },
    )
    beside(
        "k-core",
        lambda: cores(net.offsets, net.heads),
        {"networkit": lambda: nk.centrality.CoreDecomposition(theirs).run()},
    )
    beside(
        "PageRank (changes below 1e-8)",
        lambda: pagerank(net, False, False, error=1e-8 / net.size),
        {"networkit": lambda: nk.centrality.PageRank(theirs, 0.85, 1e-8).run()},
    )
    communities(network(graph, np.zeros(graph.links, np.uint8)), 1, weighted=False)
    began, cpu = time.perf_counter(), time.process_time()
    _, quality = communities(net, 1, weighted=False)
    ours, used = time.perf_counter() - began, time.process_time() - cpu
    began, cpu = time.perf_counter(), time.process_time()
    found = nk.community.ParallelLeiden(theirs, randomize=False).run().getPartition()
    library, theirs_used = time.perf_counter() - began, time.process_time() - cpu
    best = nk.community.Modularity().getQuality(found, theirs)
    say(
        "communities (Leiden, seeded)",
        f"ours {ours:.1f} s, CPU {used:.1f} s ({quality:.4f}), networkit {library:.1f} s, CPU "
        f"{theirs_used:.1f} s ({best:.4f}); "
        f"ratio {ours / library:.2f}, CPU {used / theirs_used:.2f} (goal 1.2)",
    )


def main() -> None:
    """Fill, build, open, walk, measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--nodes", type=int, default=1_000_000)
    parser.add_argument("--links", type=int, default=10_000_000)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--folder", type=Path, help="a workspace of an earlier run is used again")
    parser.add_argument("--walk", action="store_true", help="only the walks, on a graph that is there")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="tahqiq-graph-"))
    root = folder / "ws"
    try:
        if not root.exists():
            say(
                "store filled",
                f"{timed(lambda: fill(root, given.nodes, given.links)):.1f} s (not part of any goal)",
            )
        door = Door.opened(root)
        bench = Workbench(door, door.here())
        if not given.walk:
            shutil.rmtree(root / "graph", ignore_errors=True)
        cpu = time.process_time()
        built = timed(lambda: graph_store.graph_of(door.workspace))
        say("graph built from the store", f"{built:.1f} s, {time.process_time() - cpu:.1f} CPU s (goal 20)")
        opened = []
        for _ in range(5):
            graph_store._open.clear()
            opened.append(timed(lambda: graph_store.graph_of(door.workspace)))
        graph = graph_store.graph_of(door.workspace)
        at = graph_store.folder_of(door.workspace)
        say("reopened", f"{float(np.median(opened)) * 1000:.1f} ms (goal 10)")
        say(
            "size",
            f"{graph.nodes} nodes, {graph.links} links; adjacency {megabytes(at, ADJACENCY):.0f} MB "
            "(goal 100), with link, class, weight, first, last "
            f"{megabytes(at, WITH_LINKS):.0f} MB (goal 350), everything {megabytes(at, ARRAYS):.0f} MB",
        )
        asked = walk(graph, bench, given.pairs)
        through_api(door, bench, graph, asked)
        if not given.walk:
            measures(graph, bench)
        say(
            "peak memory of the process",
            (
                f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB; load "
                f"{os.getloadavg()[0]:.1f}"
            ),
        )
        door.close()
    finally:
        if given.folder is None:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
