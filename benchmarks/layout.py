"""The layout by links of large invented networks, beside the layouts of NetworKit in the same run.

    python -m benchmarks layout     (python benchmarks/layout.py [--items 10000 100000])

Three networks of each size: ``calls`` (few are in touch with many, most with one or two), ``groups`` (fifty
to a group, one link in sixteen outside) and ``chance`` (everybody with anybody). Besides time and memory
stand which part of the items has another nearer than ``room.LEAST``, scaled so that the picture is as large
as ours, and how far linked items stand apart for the distance of two items taken by chance: less is a clearer
picture. NetworKit's layouts leave nobody room; its pivots are the fastest of the open ones here, its stress
the better picture.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable

import networkit
import numpy as np
from scipy.spatial import cKDTree

from tahqiq.analyse.layout import Known, layout
from tahqiq.analyse.layouts.room import LEAST

Numbers = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
Points = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

MOST_STRESS = 20_000


def say(text: str) -> None:
    """A line, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def network(kind: str, items: int) -> Numbers:
    """Distinct pairs of an invented network."""
    random = np.random.default_rng(3)
    if kind == "calls":
        rest = np.arange(1, items)
        known = (random.random(items - 1) ** 2 * rest).astype(np.int64)
        found = np.concatenate(
            [np.stack([rest, known], axis=1), (items * random.random((items // 2, 2)) ** 3).astype(np.int64)]
        )
    elif kind == "groups":
        one = random.integers(0, items, items * 3 // 2)
        other = np.minimum(one - one % 50 + random.integers(0, 50, len(one)), items - 1)
        found = np.concatenate([np.stack([one, other], axis=1), random.integers(0, items, (items // 10, 2))])
    else:
        found = random.integers(0, items, (items * 2, 2))
    found = np.sort(found[found[:, 0] != found[:, 1]], axis=1)
    return np.unique(found, axis=0)


def told(made: Points, pairs: Numbers, least: float) -> str:
    """Which part of the items stands too near another, and how far linked ones are apart for two by
    chance."""
    random = np.random.default_rng(1)
    crowded = float((cKDTree(made).query(made, k=2)[0][:, 1] < least * 0.999).mean())
    chance = random.integers(0, len(made), (200_000, 2))
    linked = float(np.linalg.norm(made[pairs[:, 0]] - made[pairs[:, 1]], axis=1).mean())
    return (
        f"too near another {crowded:6.1%}   linked / by chance "
        f"{linked / float(np.linalg.norm(made[chance[:, 0]] - made[chance[:, 1]], axis=1).mean()):.3f}"
    )


def timed(name: str, act: Callable[[], Points], pairs: Numbers, least: Callable[[Points], float]) -> Points:
    """Run once and print a line."""
    began, spent = time.perf_counter(), time.process_time()
    made = act()
    took, cpu = time.perf_counter() - began, time.process_time() - spent
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    say(
        f"    {name:<22} {took:7.1f} s  CPU {cpu:7.1f} s  peak so far {memory:5d} MB   "
        f"{told(made, pairs, least(made))}"
    )
    return made


def main() -> int:
    """Measure each size and network."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, nargs="+", default=[10_000, 100_000])
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (6_000_000_000, 6_000_000_000))
    layout("force", 1000, network("chance", 1000).tolist())  # what is compiled on its first call
    for items in given.items:
        for kind in ("calls", "groups", "chance"):
            pairs = network(kind, items)
            asked: list[tuple[int, int]] = pairs.tolist()
            say(f"  {items:,} items, {len(pairs):,} links ({kind})")

            def peer(
                algorithm: Callable[[networkit.Graph], networkit.viz.GraphLayoutAlgorithm],
                pairs: Numbers = pairs,
                items: int = items,
            ) -> Points:
                graph = networkit.Graph(items)
                for a, b in pairs.tolist():
                    graph.addEdge(a, b)
                drawn = algorithm(graph)
                drawn.run()
                return np.array(drawn.getCoordinates(), dtype=np.float64)

            ours = timed(
                "ours",
                lambda asked=asked, items=items: layout("force", items, asked),
                pairs,
                lambda made: LEAST,
            )
            wide = float(ours.std(axis=0).mean())
            as_large = lambda made, wide=wide: LEAST * float(made.std(axis=0).mean()) / wide  # noqa: E731 (the same line for both)
            timed(
                "NetworKit pivots",
                lambda peer=peer: peer(lambda graph: networkit.viz.PivotMDS(graph, 2, 40)),
                pairs,
                as_large,
            )
            if (
                kind == "calls" and items <= MOST_STRESS
            ):  # it takes connected networks only, and minutes for large ones
                timed(
                    "NetworKit stress",
                    lambda peer=peer: peer(lambda graph: networkit.viz.MaxentStress(graph, 2, 1)),
                    pairs,
                    as_large,
                )
            held = {node: (float(ours[node, 0]), float(ours[node, 1])) for node in range(0, items, 2)}
            timed(
                "ours, half of it held",
                lambda asked=asked, items=items, held=held: layout(
                    "force", items, asked, known=Known(fixed=held)
                ),
                pairs,
                lambda made: LEAST,
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
