"""Measures of items on the network of one chart."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from tahqiq.analyse.graph.build import adjacency
from tahqiq.analyse.measures.between import brandes
from tahqiq.analyse.measures.spread import cores
from tahqiq.products.board_lines import Line


def measures(ids: Sequence[str], lines: Sequence[Line]) -> dict[str, dict[str, float]]:
    """Measures of items on the network of this chart: recorded lines only, each pair of items once, without
    directions."""
    place = {identity: at for at, identity in enumerate(ids)}
    between = [
        line
        for line in lines
        if line["kind"] not in ("sameness", "same") and line["a"] in place and line["b"] in place
    ]
    events = np.zeros(len(ids))
    for line in between:
        for end in (line["a"], line["b"]):
            events[place[end]] += line["events"]["out"] + line["events"]["in"]
    pairs = np.array(
        sorted({tuple(sorted((place[line["a"]], place[line["b"]]))) for line in between}), dtype=np.int32
    ).reshape(-1, 2)
    a, b = np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1])
    count = len(ids)
    offsets, heads, edges = adjacency(count, a, b)
    through = brandes(offsets, heads, edges, len(a))
    steps = csr_array(
        (np.ones(len(a) * 2), (np.concatenate([a, b]), np.concatenate([b, a]))), shape=(count, count)
    )
    apart = dijkstra(steps, directed=False, unweighted=True) if count else np.zeros((0, 0))
    near = np.divide(1.0, apart, out=np.zeros_like(apart), where=(apart > 0) & np.isfinite(apart)).sum(
        axis=1
    ) / max(1, count - 1)
    found = {
        "linked": np.diff(offsets),
        "events": events,
        "betweenness": through,
        "closeness": near,
        "core": cores(offsets, heads),
    }
    return {
        name: dict(zip(ids, np.asarray(values, dtype=np.float64).tolist(), strict=True))
        for name, values in found.items()
    }
