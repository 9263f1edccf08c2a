"""How a network hangs together, declared: components, bridges, articulation points, communities, links
between, key players."""

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Analysis, Cell, Column, Result, Word
from tahqiq.analyse.graph.arrays import Int64
from tahqiq.analyse.measures.between import betweenness, error_bound, sources
from tahqiq.analyse.measures.parts import communities, components, cuts
from tahqiq.analyse.measures.players import best, fragmentation, reach
from tahqiq.analyse.measures.ranges import ranks, without_links
from tahqiq.analyse.networks.rankings import MISSING, SAMPLE
from tahqiq.analyse.networks.structural_equivalence import STRUCTURAL_EQUIVALENCE
from tahqiq.analyse.networks.terms import (
    DIRECTED,
    EVIDENCE,
    FROM,
    LIMIT,
    LINKS,
    MEMBERS,
    THING,
    TO,
    VALUE,
    WEIGHTED,
    NetworkTerms,
    broker,
)
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.values import Values

MOST_CANDIDATES = 400


def _of_pairs(asked: NetworkTerms, pairs: list[int]) -> dict[int, Cell]:
    net = asked.network
    by, wanted = np.argsort(net.told_pair, kind="stable"), np.array(pairs, np.int64)
    begin, end = (
        np.searchsorted(net.told_pair[by], wanted, side="left"),
        np.searchsorted(net.told_pair[by], wanted, side="right"),
    )
    return {
        pair: asked.references(int(source) for source in net.told_source[by[one:two]])
        for pair, one, two in zip(pairs, begin, end, strict=True)
    }


def _components(context: Context, values: Values) -> Result:
    asked = NetworkTerms(context, values)
    part = components(asked.network.offsets, asked.network.heads)
    heads, counts = np.unique(part, return_counts=True)
    by = np.lexsort((heads, -counts))
    limit = values.integer("limit")
    rows: list[tuple[Cell, ...]] = []
    members = np.argsort(part, kind="stable")
    begins: Int64 = np.searchsorted(part[members], np.asarray(heads)).astype(np.int64)
    for number, at in enumerate(by[:limit].tolist(), start=1):
        inside = members[begins[at] : begins[at] + counts[at]]
        shown = tuple(asked.node(int(place)) for place in inside[: values.integer("members")])
        links = int(sum(asked.network.offsets[inside + 1] - asked.network.offsets[inside])) // 2
        rows.append(
            (number, int(counts[at]), links, shown, asked.sources_of([int(inside[0])])[int(inside[0])])
        )
    left_out = asked.left_out
    if len(heads) > limit:
        left_out["rows-beyond-limit"] = len(heads) - limit
    return Result(rows, left_out, ())


def _cutting(context: Context, values: Values) -> Result:
    """Things whose absence would part what hangs together."""
    asked = NetworkTerms(context, values)
    net = asked.network
    joint, _ = cuts(net.offsets, net.heads, net.edges, len(net.a))
    places = np.flatnonzero(joint)
    few = places[: MOST_CANDIDATES * (len(places) <= MOST_CANDIDATES)]
    lost = fragmentation(net.offsets, net.heads, [], few, asked.tell) if len(few) else np.zeros(len(places))
    shown = places[np.lexsort((places, -lost))]
    value = (
        {int(place): float(score) for place, score in zip(places, lost, strict=True)}
        if len(places) <= MOST_CANDIDATES
        else {}
    )
    chosen = [int(place) for place in shown[: values.integer("limit")]]
    evidence = asked.sources_of(chosen)
    rows: list[tuple[Cell, ...]] = [
        (
            asked.node(place),
            value.get(place),
            int(net.offsets[place + 1] - net.offsets[place]),
            evidence[place],
        )
        for place in chosen
    ]
    left_out = asked.left_out
    if len(shown) > len(rows):
        left_out["rows-beyond-limit"] = len(shown) - len(rows)
    return Result(rows, left_out, (broker(),))


def _bridges(context: Context, values: Values) -> Result:
    asked = NetworkTerms(context, values)
    net = asked.network
    _, bridge = cuts(net.offsets, net.heads, net.edges, len(net.a))
    pairs = np.flatnonzero(bridge)
    degree = np.diff(net.offsets)
    ends = np.minimum(degree[net.a[pairs]], degree[net.b[pairs]])
    pairs = pairs[np.lexsort((pairs, -ends))]
    shown = [int(pair) for pair in pairs[: values.integer("limit")]]
    evidence = _of_pairs(asked, shown)
    rows: list[tuple[Cell, ...]] = [
        (
            asked.node(int(net.a[pair])),
            asked.node(int(net.b[pair])),
            int(net.weight[pair]),
            int(min(degree[net.a[pair]], degree[net.b[pair]])),
            evidence[pair],
        )
        for pair in shown
    ]
    left_out = asked.left_out
    if len(pairs) > len(rows):
        left_out["rows-beyond-limit"] = len(pairs) - len(rows)
    return Result(rows, left_out, ())


def _link_betweenness(context: Context, values: Values) -> Result:
    asked = NetworkTerms(context, values)
    net = asked.network
    budget = min(values.integer("sample"), net.size)
    chosen = sources(net.size, budget, context.seed)
    _, value = betweenness(
        net, chosen, values.flag("directed"), lambda done, total: context.report(done, total, "measure")
    )
    first, _ = ranks(np.round(value, 9))
    shown = [
        int(pair)
        for pair in np.lexsort((np.arange(len(value)), -np.round(value, 9)))[: values.integer("limit")]
    ]
    evidence = _of_pairs(asked, shown)
    rows: list[tuple[Cell, ...]] = [
        (
            int(first[pair]),
            asked.node(int(net.a[pair])),
            asked.node(int(net.b[pair])),
            float(value[pair]),
            int(net.weight[pair]),
            evidence[pair],
        )
        for pair in shown
    ]
    left_out = asked.left_out
    if len(value) > len(rows):
        left_out["rows-beyond-limit"] = len(value) - len(rows)
    error: dict[str, str | int] = {
        "sample": budget,
        "things": net.size,
        "error": f"{error_bound(net.size, budget):.3f}",
    }
    return Result(rows, left_out, (Word("note-sampled", error),) if budget < net.size else ())


def _communities(context: Context, values: Values) -> Result:
    asked = NetworkTerms(context, values)
    net = asked.network
    context.report(0, 0, "communities")
    method, weighted, resolution = values.text("method"), values.flag("weighted"), values.number("resolution")
    label, quality = communities(net, context.seed, weighted, resolution, method, context.stop, asked.tell)
    stays = _stability(asked, values, label)
    rows: list[tuple[Cell, ...]] = []
    members = np.argsort(label, kind="stable")
    counts = np.bincount(label, minlength=1) if net.size else np.zeros(0, np.int64)
    begins = np.concatenate([[0], np.cumsum(counts)])
    degree = np.diff(net.offsets)
    limit = values.integer("limit")
    for number in range(min(limit, len(counts))):
        inside = members[begins[number] : begins[number + 1]]
        ordered = inside[np.lexsort((inside, -degree[inside]))]
        own = np.isin(net.a, inside) & np.isin(net.b, inside)
        across = int((np.isin(net.a, inside) ^ np.isin(net.b, inside)).sum())
        shown = tuple(asked.node(int(place)) for place in ordered[: values.integer("members")])
        rows.append(
            (
                number + 1,
                len(inside),
                int(own.sum()),
                across,
                stays[number],
                shown,
                asked.sources_of([int(ordered[0])])[int(ordered[0])],
            )
        )
    left_out = asked.left_out
    if len(counts) > limit:
        left_out["rows-beyond-limit"] = len(counts) - limit
    return Result(
        rows, left_out, (Word("note-modularity", {"value": f"{quality:.4f}", "count": len(counts)}),)
    )


def _stability(asked: NetworkTerms, values: Values, label: Int64) -> dict[int, Cell]:
    """For each community how much of it stays together, on average, when a share of links is missing: its
    best Jaccard match in each replicate."""
    net = asked.network
    repeats = values.integer("repeats") if len(net.a) <= 200_000 else 0
    size = np.bincount(label, minlength=1) if net.size else np.zeros(0, np.int64)
    total = np.zeros(len(size))
    for done, keep in enumerate(
        without_links(net, values.number("missing-share"), repeats, asked.context.seed)
    ):
        asked.context.report(done, repeats, "ranges")
        other, _ = communities(
            net.only(keep),
            asked.context.seed,
            values.flag("weighted"),
            values.number("resolution"),
            values.text("method"),
            asked.context.stop,
            asked.tell,
        )
        theirs = np.bincount(other)
        both, counts = np.unique(label * len(theirs) + other, return_counts=True)
        mine, match = both // len(theirs), both % len(theirs)
        share = counts / (size[mine] + theirs[match] - counts)
        found = np.zeros(len(size))
        np.maximum.at(found, mine, share)
        total += found
    return {number: float(total[number] / repeats) if repeats else None for number in range(len(size))}


def _key_players(context: Context, values: Values) -> Result:
    asked = NetworkTerms(context, values)
    net = asked.network
    reaching = values.text("goal") == "reach"
    steps = values.integer("steps")
    degree = np.diff(net.offsets)
    candidates = np.sort(np.lexsort((np.arange(net.size), -degree))[:MOST_CANDIDATES]).astype(np.int64)
    notes = [broker(), Word("note-greedy")]
    if net.size > MOST_CANDIDATES:
        notes.append(Word("note-candidates", {"count": MOST_CANDIDATES}))

    def score(chosen: list[int], rest: Int64) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
        if reaching:
            return reach(net.offsets, net.heads, chosen, rest, steps, asked.tell)
        return fragmentation(net.offsets, net.heads, chosen, rest, asked.tell)

    found = best(
        score, candidates, values.integer("count"), lambda done, total: context.report(done, total, "measure")
    )
    evidence = asked.sources_of([place for place, _ in found])
    rows: list[tuple[Cell, ...]] = []
    for number, (place, value) in enumerate(found, start=1):
        gone = np.isin(net.a, [one for one, _ in found[:number]]) | np.isin(
            net.b, [one for one, _ in found[:number]]
        )
        rest = net.only(~gone)
        largest = int(np.bincount(components(rest.offsets, rest.heads)).max(initial=0)) if net.size else 0
        rows.append((number, asked.node(place), value, largest, int(degree[place]), evidence[place]))
    return Result(rows, asked.left_out, tuple(notes))


PARTS = (
    Analysis(
        "components",
        "networks",
        (*LINKS, MEMBERS, LIMIT),
        (
            Column("number", "integer"),
            Column("size", "integer"),
            Column("links", "integer"),
            Column("members", "nodes"),
            EVIDENCE,
        ),
        _components,
        reference=(
            "Hopcroft, J. and Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph "
            "manipulation. Communications of the ACM 16, 372-378."
        ),
        known_as=("Find Networks", "Separate Networks"),
    ),
    Analysis(
        "articulation-points",
        "networks",
        (*LINKS, LIMIT),
        (THING, Column("fragmentation", "number"), Column("others", "integer"), EVIDENCE),
        _cutting,
        reference=(
            "Hopcroft, J. and Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph "
            "manipulation. Communications of the ACM 16, 372-378."
        ),
        known_as=("Cutpoints", "Gatekeepers"),
    ),
    Analysis(
        "bridges",
        "networks",
        (*LINKS, LIMIT),
        (FROM, TO, Column("weight", "integer"), Column("smaller-side-links", "integer"), EVIDENCE),
        _bridges,
        reference=(
            "Hopcroft, J. and Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph "
            "manipulation. Communications of the ACM 16, 372-378."
        ),
        known_as=("Cut Links",),
    ),
    Analysis(
        "link-betweenness",
        "networks",
        (*LINKS, DIRECTED, SAMPLE, LIMIT),
        (Column("rank", "integer"), FROM, TO, VALUE, Column("weight", "integer"), EVIDENCE),
        _link_betweenness,
        reference=(
            "Girvan, M. and Newman, M. (2002). Community structure in social and biological networks. "
            "PNAS 99, 7821-7826."
        ),
        known_as=("Link Betweenness", "Social Network Analysis"),
    ),
    Analysis(
        "communities",
        "networks",
        (
            *LINKS,
            Parameter("method", "choice", "leiden", choices=("leiden", "louvain")),
            WEIGHTED,
            Parameter("resolution", "number", 1.0, 0.01, 100.0),
            MEMBERS,
            Parameter("repeats", "integer", 10, 0, 500),
            MISSING,
            LIMIT,
        ),
        (
            Column("number", "integer"),
            Column("size", "integer"),
            Column("links", "integer"),
            Column("links-across", "integer"),
            Column("stability", "number"),
            Column("members", "nodes"),
            EVIDENCE,
        ),
        _communities,
        version=2,
        reference=(
            "Traag, V., Waltman, L. and van Eck, N. (2019). From Louvain to Leiden. Scientific Reports 9,"
            " 5233; Blondel, V. and others (2008), P10008."
        ),
        known_as=("Find Clusters", "Cluster"),
    ),
    Analysis(
        "key-players",
        "networks",
        (
            *LINKS,
            Parameter("goal", "choice", "fragmentation", choices=("fragmentation", "reach")),
            Parameter("count", "integer", 5, 1, 50),
            Parameter("steps", "integer", 2, 1, 10),
        ),
        (
            Column("number", "integer"),
            THING,
            VALUE,
            Column("largest-part", "integer"),
            Column("others", "integer"),
            EVIDENCE,
        ),
        _key_players,
        limits=(("limit-candidates", MOST_CANDIDATES),),
        reference=(
            "Borgatti, S. (2006). Identifying sets of key players in a social network. Computational & "
            "Mathematical Organization Theory 12, 21-34."
        ),
        known_as=("Key Player Problem", "Disrupt Network"),
    ),
    STRUCTURAL_EQUIVALENCE,
)
