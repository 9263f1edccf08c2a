"""Rankings: one measure of every thing, with the range of ranks it might as well have."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Analysis, Cell, Column, Result, Word
from tahqiq.analyse.graph.view import Network
from tahqiq.analyse.measures.between import betweenness, closeness, error_bound, sources
from tahqiq.analyse.measures.ranges import Ranges, ranges, ranks, without_links, without_sources
from tahqiq.analyse.measures.spread import Values as Numbers
from tahqiq.analyse.measures.spread import cores, degree, eigenvector, pagerank
from tahqiq.analyse.networks.terms import (
    DIRECTED,
    EVIDENCE,
    LIMIT,
    LINKS,
    THING,
    VALUE,
    WEIGHTED,
    NetworkTerms,
    broker,
)
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.values import Values

REPEATS = Parameter("repeats", "integer", 40, 0, 500)
MISSING = Parameter("missing-share", "number", 0.1, 0, 0.9)
SAMPLE = Parameter("sample", "integer", 2_000, 10, 1_000_000)
COLUMNS = (
    Column("rank", "integer"),
    THING,
    VALUE,
    Column("rank-range", "range"),
    Column("rank-sources", "range"),
    Column("rank-missing", "range"),
    Column("others", "integer"),
    EVIDENCE,
)
WORK = 3e9
"""How many steps over links the replicates of one ranking may take; where they would take more, fewer
searches are sampled in each."""
Measure = Callable[[Network, Values, tuple[int, int], Callable[[int, int], None]], Numbers]
"""Of a network: the measure of each node, by at most so many searches drawn by a seed, telling how far it
is."""


@dataclass(frozen=True, slots=True)
class _Ranking:
    """``searches`` says that the measure is made by searches from things, so that it can be sampled."""

    measure: Measure
    searches: bool = False

    def __call__(self, context: Context, values: Values) -> Result:
        asked = NetworkTerms(context, values)
        net = asked.network
        repeats, share = values.integer("repeats"), values.number("missing-share")
        budget = min(values.integer("sample"), net.size) if self.searches else net.size
        value = np.round(
            self.measure(
                net,
                values,
                (budget, context.seed),
                lambda done, total: context.report(done, total, "measure"),
            ),
            9,
        )
        notes = [broker()]
        if self.searches and budget < net.size:
            notes.append(
                Word(
                    "note-sampled",
                    {"sample": budget, "things": net.size, "error": f"{error_bound(net.size, budget):.3f}"},
                )
            )
        step = 2 * len(net.a) + net.size
        few = max(10, int(WORK / max(1, 2 * repeats * step))) if self.searches else net.size
        if self.searches and repeats and few < budget:
            notes.append(Word("note-ranges-sampled", {"sample": few}))
        count = iter(range(10**9))

        def measured(drawn: Network) -> Numbers:
            return self.measure(
                drawn,
                values,
                (min(few, budget), context.seed),
                lambda _done, _total: context.report(0, 0, "ranges"),
            )

        def tell() -> None:
            context.report(next(count), 2 * repeats, "ranges")

        by_source = ranges(net, without_sources(net, repeats, context.seed), measured, tell)
        by_link = ranges(net, without_links(net, share, repeats, context.seed), measured, tell)
        if repeats and by_source is None:
            notes.append(Word("note-one-source"))
        rows = _rows(asked, value, by_source, by_link, values.integer("limit"))
        left_out = asked.left_out
        if len(rows) < net.size:
            left_out["rows-beyond-limit"] = net.size - len(rows)
        return Result(rows, left_out, tuple(notes))


def _rows(
    asked: NetworkTerms, value: Numbers, by_source: Ranges | None, by_link: Ranges | None, limit: int
) -> list[tuple[Cell, ...]]:
    best, worst = ranks(value)
    chosen = np.lexsort((np.arange(len(value)), -value))[:limit].tolist()
    evidence = asked.sources_of(chosen)
    rows: list[tuple[Cell, ...]] = []
    for place in chosen:
        told = [item for item in (by_source, by_link) if item is not None]
        low = min([int(best[place]), *(int(item.low[place]) for item in told)])
        high = max([int(worst[place]), *(int(item.high[place]) for item in told)])
        others = int(asked.network.offsets[place + 1] - asked.network.offsets[place])
        rows.append(
            (
                int(best[place]),
                asked.node(place),
                float(value[place]),
                (low, high),
                _range(by_source, place),
                _range(by_link, place),
                others,
                evidence[place],
            )
        )
    return rows


def _range(item: Ranges | None, place: int) -> Cell:
    return None if item is None else (int(item.low[place]), int(item.high[place]))


def _declared(
    identity: str,
    measure: Measure,
    *extra: Parameter,
    searches: bool = False,
    reference: str = "",
    known_as: tuple[str, ...] = (),
) -> Analysis:
    parameters = (*LINKS, *extra, *((SAMPLE,) if searches else ()), REPEATS, MISSING, LIMIT)
    return Analysis(
        identity,
        "networks",
        parameters,
        COLUMNS,
        _Ranking(measure, searches),
        ("links",),
        (("limit-things", 2_000_000),),
        reference,
        known_as=known_as,
    )


DIRECTION = Parameter("direction", "choice", "both", choices=("both", "out", "in"))
DAMPING = Parameter("damping", "number", 0.85, 0, 0.999)

RANKINGS = (
    _declared(
        "degree",
        lambda net, values, _few, _tell: degree(net, values.text("direction")),
        DIRECTION,
        reference=(
            "Freeman, L. (1978). Centrality in social networks: conceptual clarification. Social "
            "Networks 1, 215-239."
        ),
        known_as=("List Most Connected", "Degree Centrality", "Social Network Analysis"),
    ),
    _declared(
        "weighted-degree",
        lambda net, values, _few, _tell: degree(net, values.text("direction"), True),
        DIRECTION,
        reference=(
            "Barrat, A. and others (2004). The architecture of complex weighted networks. PNAS 101, "
            "3747-3752."
        ),
        known_as=("List Most Connected", "Weighted Degree", "Social Network Analysis"),
    ),
    _declared(
        "betweenness",
        lambda net, values, few, tell: betweenness(
            net, sources(net.size, *few), values.flag("directed"), tell
        )[0],
        DIRECTED,
        searches=True,
        reference=(
            "Brandes, U. (2001). A faster algorithm for betweenness centrality. J. Mathematical "
            "Sociology 25, 163-177; sampled: Brandes and Pich (2007)."
        ),
        known_as=("Betweenness Centrality", "Gatekeeper", "Social Network Analysis"),
    ),
    _declared(
        "closeness",
        lambda net, values, few, tell: closeness(net, sources(net.size, *few), values.flag("directed"), tell),
        DIRECTED,
        searches=True,
        reference="Marchiori, M. and Latora, V. (2000). Harmony in the small-world. Physica A 285, 539-546.",
        known_as=("Closeness Centrality", "Social Network Analysis"),
    ),
    _declared(
        "eigenvector",
        lambda net, values, _few, tell: eigenvector(net, values.flag("weighted"), tell=tell),
        WEIGHTED,
        reference=(
            "Bonacich, P. (1987). Power and centrality: a family of measures. American J. of Sociology "
            "92, 1170-1182."
        ),
        known_as=("Eigenvector Centrality", "Social Network Analysis"),
    ),
    _declared(
        "pagerank",
        lambda net, values, _few, tell: pagerank(
            net, values.flag("directed"), values.flag("weighted"), values.number("damping"), tell=tell
        ),
        DIRECTED,
        WEIGHTED,
        DAMPING,
        reference=(
            "Brin, S. and Page, L. (1998). The anatomy of a large-scale hypertextual web search engine. "
            "Computer Networks 30, 107-117."
        ),
        known_as=("Hub and Authority", "Social Network Analysis"),
    ),
    _declared(
        "k-core",
        lambda net, _values, _few, _tell: cores(net.offsets, net.heads).astype(np.float64),
        reference=(
            "Batagelj, V. and Zaversnik, M. (2003). An O(m) algorithm for cores decomposition of "
            "networks. arXiv cs/0310049."
        ),
        known_as=("Find Clusters", "Social Network Analysis"),
    ),
)
