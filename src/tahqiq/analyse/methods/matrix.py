"""The association matrix: every pair of some items with what is recorded between the two, as Anacapa's
analysts draw it before the chart."""

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import (
    Analysis,
    Cell,
    Column,
    Result,
    View,
    Word,
)
from tahqiq.analyse.methods.chosen import ITEMS, MOST_ITEMS, chosen, local
from tahqiq.analyse.methods.pairs import MOST_PLACES, Between, Pairs
from tahqiq.analyse.methods.seriation import by_cluster, by_links
from tahqiq.analyse.networks.terms import LINKS
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.values import Values
from tahqiq.analyse.ways.walk import EXCLUDED, Walk
from tahqiq.kit.errors import WrongUse

CONFIRMED, SUSPECTED, NONE = Word("status-confirmed"), Word("status-suspected"), Word("status-none")


def _matrix(context: Context, values: Values) -> Result:
    walk = Walk(context, values)
    items, notes = chosen(walk)
    if len(items) < 2:
        raise WrongUse("too-few-things", count=2)
    if len(items) > MOST_ITEMS:
        raise WrongUse("too-many-items", count=len(items), limit=MOST_ITEMS)
    places = local(walk, items)
    pairs = Pairs(walk, places, values.flag("means"), values.flag("shared-things"), values.integer("busiest"))
    found: dict[tuple[int, int], Between] = {}
    counts = np.zeros((len(items), len(items)), np.int64)
    for one in range(len(items)):
        context.report(one, len(items), "pairs")
        for two in range(one + 1, len(items)):
            found[one, two] = pairs.between(one, two)
            counts[one, two] = counts[two, one] = found[one, two].links
    linked, grouped = by_links(counts).tolist(), by_cluster(counts).tolist()
    rows: list[tuple[Cell, ...]] = [
        (
            items[one],
            items[two],
            told.links,
            tuple(sorted(told.kinds)),
            status(told),
            told.first,
            told.last,
            tuple(told.evidence)[:MOST_PLACES],
            len(told.sources),
            told.direct,
            told.by_means,
            told.shared,
            linked[one],
            linked[two],
            grouped[one],
            grouped[two],
        )
        for (one, two), told in found.items()
    ]
    left_out = walk.asked.left_out
    left_out["too-common"] = len(pairs.too_common)
    related = sum(told.links > 0 for told in found.values())
    without = sum(place < 0 for place in places)
    notes += (Word("note-matrix", {"items": len(items), "pairs": len(found), "related": related}),)
    if without:
        notes += (Word("note-without-links", {"count": without}),)
    return Result(rows, left_out, notes)


def status(told: Between) -> Word:
    """Confirmed: recorded directly between the two, and graded as certain in its scheme. Suspected: anything
    else that is recorded. None: nothing is."""
    return CONFIRMED if told.confirmed else SUSPECTED if told.links else NONE


MATRIX = Analysis(
    "association-matrix",
    "method",
    (
        *ITEMS,
        Parameter("means", "flag", True),
        Parameter("shared-things", "flag", True),
        Parameter("busiest", "integer", 50, 2, 1_000_000),
        EXCLUDED,
        *LINKS,
    ),
    (
        Column("left", "node"),
        Column("right", "node"),
        Column("links", "integer"),
        Column("kinds", "type"),
        Column("status", "word"),
        Column("first", "time"),
        Column("last", "time"),
        Column("sources", "evidence"),
        Column("source-count", "integer"),
        Column("direct", "integer"),
        Column("by-means", "integer"),
        Column("by-shared", "integer"),
        Column("left-by-links", "integer"),
        Column("right-by-links", "integer"),
        Column("left-by-cluster", "integer"),
        Column("right-by-cluster", "integer"),
    ),
    _matrix,
    limits=(("limit-items", MOST_ITEMS),),
    reference="Harper, W. R. and Harris, D. H. (1975). The application of link analysis to police "
    "intelligence. Human Factors 17, 157-164; UNODC (2011), "
    "Criminal Intelligence: Manual for Analysts, link analysis.",
    views=(
        View(
            "matrix",
            {
                "left": "left",
                "right": "right",
                "value": "links",
                "mark": "status",
                "left-by-links": "left-by-links",
                "right-by-links": "right-by-links",
                "left-by-cluster": "left-by-cluster",
                "right-by-cluster": "right-by-cluster",
            },
        ),
    ),
    known_as=("Association Matrix", "Link Matrix"),
)
