"""Structural equivalence, declared: things that are linked to the same others."""

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Analysis, Cell, Column, Result, Word
from tahqiq.analyse.measures.parts import likeness
from tahqiq.analyse.networks.terms import EVIDENCE, FROM, LIMIT, LINKS, MEMBERS, TO, NetworkTerms
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.values import Values

MOST_ALIKE = 3_000


def _alike(context: Context, values: Values) -> Result:
    asked = NetworkTerms(context, values)
    net = asked.network
    degree = np.diff(net.offsets)
    notes: list[Word] = []
    if values.given("thing"):
        local = asked.graph.local(np.array([context.stands_for(context.node(values.text("thing")))]))
        chosen = np.searchsorted(net.nodes, local)
        good = (local >= 0) & (chosen < net.size)
        chosen = chosen[good][net.nodes[chosen[good]] == local[good]]
        near = (
            np.unique(np.concatenate([net.heads[net.offsets[one] : net.offsets[one + 1]] for one in chosen]))
            if len(chosen)
            else chosen
        )
        beyond = [net.heads[net.offsets[one] : net.offsets[one + 1]] for one in near.tolist()]
        pool = (
            np.unique(np.concatenate([chosen, near, *beyond])).astype(np.int64)
            if len(chosen)
            else np.zeros(0, np.int64)
        )
    else:
        chosen = np.zeros(0, np.int64)
        pool = np.flatnonzero(degree >= values.integer("least-links"))
    if len(pool) > MOST_ALIKE:
        pool = np.sort(
            np.union1d(pool[np.lexsort((pool, -degree[pool]))][: MOST_ALIKE - len(chosen)], chosen)
        )
        notes.append(Word("note-candidates", {"count": MOST_ALIKE}))
    share = likeness(net, pool)
    one, two = np.nonzero(np.triu(share, 1) >= max(values.number("least"), 1e-9))
    if len(chosen):
        mine = np.isin(pool[one], chosen) | np.isin(pool[two], chosen)
        one, two = one[mine], two[mine]
    elif values.given("thing"):
        one, two = one[:0], two[:0]
    by = np.lexsort((two, one, -np.round(share[one, two], 9)))
    limit = values.integer("limit")
    rows: list[tuple[Cell, ...]] = []
    for at in by[:limit].tolist():
        a, b = int(pool[one[at]]), int(pool[two[at]])
        common = np.intersect1d(
            net.heads[net.offsets[a] : net.offsets[a + 1]], net.heads[net.offsets[b] : net.offsets[b + 1]]
        )
        shared = tuple(asked.node(int(place)) for place in common[: values.integer("members")])
        told = asked.sources_of([a, b])
        rows.append(
            (
                asked.node(a),
                asked.node(b),
                float(share[one[at], two[at]]),
                len(common),
                shared,
                tuple(dict.fromkeys((*told[a], *told[b]))),
            )
        )
    left_out = asked.left_out
    if len(by) > limit:
        left_out["rows-beyond-limit"] = len(by) - limit
    return Result(rows, left_out, tuple(notes))


STRUCTURAL_EQUIVALENCE = Analysis(
    "structural-equivalence",
    "networks",
    (
        *LINKS,
        Parameter("thing", "node"),
        Parameter("least", "number", 0.5, 0, 1),
        Parameter("least-links", "integer", 2, 1, 1_000),
        MEMBERS,
        LIMIT,
    ),
    (
        FROM,
        TO,
        Column("likeness", "number"),
        Column("common-count", "integer"),
        Column("common", "nodes"),
        EVIDENCE,
    ),
    _alike,
    limits=(("limit-alike", MOST_ALIKE),),
    reference=(
        "Lorrain, F. and White, H. (1971). Structural equivalence of individuals in social networks. "
        "J. Mathematical Sociology 1, 49-80; measured as Jaccard (1912)."
    ),
    known_as=("Find Matching Roles", "Similar Entities"),
)
