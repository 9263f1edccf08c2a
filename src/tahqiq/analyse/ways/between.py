"""Ways between two things, and what connects several."""

from itertools import combinations, islice, pairwise

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import (
    Analysis,
    Cell,
    Column,
    Result,
    View,
    Word,
)
from tahqiq.analyse.graph.arrays import LATEST
from tahqiq.analyse.graph.journeys import fewest, quickest
from tahqiq.analyse.graph.view import seconds
from tahqiq.analyse.graph.walk import shortest
from tahqiq.analyse.networks.terms import DIRECTED, EVIDENCE, LINKS
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.values import Values
from tahqiq.analyse.ways.search import every, several, through
from tahqiq.analyse.ways.walk import END, EXCLUDED, LONGEST, START, STEP_COLUMNS, THROUGH, Walk, micros
from tahqiq.kit.errors import WrongUse

TOO_MANY = 100_000


def _none(walk: Walk) -> Result:
    return Result((), walk.asked.left_out, (Word("note-no-way"),))


def _shortest(context: Context, values: Values) -> Result:
    walk = Walk(context, values)
    start, end = walk.ends()
    if start < 0 or end < 0:
        return _none(walk)
    passed = [node for node in walk.given("through") if node not in (start, end)]
    if values.given("through") and len(walk.given("through")) < len(set(values.texts("through"))):
        return _none(walk)
    way = (
        through(walk.graph, walk.mask, start, end, passed, values.integer("longest"))
        if passed
        else shortest(walk.graph, walk.mask, start, end, values.integer("longest"))
    )
    return Result(walk.rows([way]), walk.asked.left_out, (Word("note-way"),)) if way else _none(walk)


def _several(context: Context, values: Values) -> Result:
    walk = Walk(context, values)
    start, end = walk.ends()
    if start < 0 or end < 0:
        return _none(walk)
    ways = several(
        walk.graph,
        walk.mask,
        start,
        end,
        values.integer("count"),
        values.integer("longest"),
        lambda: context.report(0, 0, "ways"),
    )
    return (
        Result(
            walk.rows(ways), walk.asked.left_out, (Word("note-ways", {"count": len(ways)}), Word("note-way"))
        )
        if ways
        else _none(walk)
    )


def _every(context: Context, values: Values) -> Result:
    walk = Walk(context, values)
    start, end = walk.ends()
    if start < 0 or end < 0:
        return _none(walk)
    needed = set(walk.given("through"))
    found = every(
        walk.graph, walk.mask, start, end, values.integer("longest"), lambda: context.report(0, 0, "ways")
    )
    ways = list(islice((way for way in found if needed <= set(way)), TOO_MANY + 1))
    if not ways:
        return _none(walk)
    ways.sort(key=lambda way: (len(way), way))
    left_out, limit = walk.asked.left_out, values.integer("ways")
    notes = [Word("note-ways", {"count": len(ways)}), Word("note-way")]
    if len(ways) > TOO_MANY:
        notes[0] = Word("note-too-many-ways", {"count": TOO_MANY})
    if len(ways) > limit:
        left_out["ways-beyond-limit"] = len(ways) - limit
    return Result(walk.rows(ways[:limit]), left_out, tuple(notes))


def _timed(context: Context, values: Values) -> Result:
    walk = Walk(context, values)
    start, end = walk.ends()
    if start < 0 or end < 0:
        return _none(walk)
    since, until = values.time("since"), values.time("until")
    low, high = (seconds(since) if since else 1), (seconds(until) - 1 if until else LATEST)
    directed = values.flag("directed")
    waiting = values.integer("waiting") if values.given("waiting") else None
    if waiting is None and values.text("aim") == "fewest":
        found = fewest(
            walk.graph,
            walk.mask,
            start,
            end,
            since=low,
            until=high,
            directed=directed,
            longest=values.integer("longest"),
        )
    else:
        found = quickest(
            walk.graph,
            walk.mask,
            start,
            end,
            since=low,
            until=high,
            directed=directed,
            waiting=LATEST if waiting is None else waiting,
            stop=context.stop,
        )
        context.report(0, 0, "ways")
    undated = int(((walk.mask > 0) & (walk.graph.last == 0)).sum())
    left_out = {
        **walk.asked.left_out,
        "links-without-time": walk.asked.left_out.get("links-without-time", 0) + undated,
    }
    if found.too_wide:
        return Result((), left_out, (Word("note-too-wide"),))
    if not found.nodes:
        return Result((), left_out, (Word("note-no-way"),))
    rows: list[tuple[Cell, ...]] = []
    before: int | None = None
    for step, ((here, there), link, moment) in enumerate(
        zip(pairwise(found.nodes), found.links, found.moments, strict=True), start=1
    ):
        label = walk.graph.labels[walk.graph.label[link]]
        evidence = next((row[-1] for row in walk.step(here, there) if row[2] == label), ())
        rows.append(
            (
                step,
                walk.number(here),
                walk.number(there),
                label,
                micros(moment),
                None if before is None else moment - before,
                evidence,
            )
        )
        before = moment
    return Result(rows, left_out, (Word("note-way"),))


def _connecting(context: Context, values: Values) -> Result:
    walk = Walk(context, values)
    things = walk.given("things")
    if len(set(context.nodes(values, "things"))) < 2:
        raise WrongUse("too-few-things", count=2)
    steps: dict[tuple[int, int], int] = {}
    apart, pairs = 0, list(combinations(sorted(things), 2))
    for done, (one, two) in enumerate(pairs):
        context.report(done, len(pairs), "ways")
        ways = several(
            walk.graph,
            walk.mask,
            one,
            two,
            values.integer("ways-each"),
            values.integer("longest"),
            lambda: context.report(0, 0, "ways"),
        )
        apart += not ways
        for way in ways:
            for here, there in pairwise(way):
                key = (min(here, there), max(here, there))
                steps[key] = steps.get(key, 0) + 1
    rows = [
        (uses, *row)
        for (here, there), uses in sorted(steps.items(), key=lambda item: (-item[1], item[0]))
        for row in walk.step(here, there)
    ]
    missing = len(set(context.nodes(values, "things"))) - len(things)
    notes = [Word("note-connected", {"pairs": len(pairs) - apart, "all": len(pairs)})]
    if missing > 0:
        notes.append(Word("note-without-links", {"count": missing}))
    return Result(rows, walk.asked.left_out, (*notes, Word("note-way")))


WAYS = Parameter("ways", "integer", 100, 1, 10_000)
BETWEEN = (
    Analysis(
        "shortest-path",
        "paths",
        (START, END, THROUGH, EXCLUDED, LONGEST, *LINKS),
        STEP_COLUMNS,
        _shortest,
        reference="Pohl, I. (1971). Bi-directional search. Machine Intelligence 6, 127-140.",
        known_as=("Find Path", "Shortest Path"),
    ),
    Analysis(
        "several-paths",
        "paths",
        (START, END, EXCLUDED, Parameter("count", "integer", 5, 1, 100), LONGEST, *LINKS),
        STEP_COLUMNS,
        _several,
        reference=(
            "Yen, J. (1971). Finding the k shortest loopless paths in a network. Management Science 17, "
            "712-716."
        ),
        known_as=("Find Path", "Alternative Paths"),
    ),
    Analysis(
        "all-paths",
        "paths",
        (START, END, THROUGH, EXCLUDED, Parameter("longest", "integer", 4, 1, 12), WAYS, *LINKS),
        STEP_COLUMNS,
        _every,
        limits=(("limit-ways", TOO_MANY),),
        known_as=("Find Path", "All Paths"),
    ),
    Analysis(
        "timed-path",
        "paths",
        (
            START,
            END,
            EXCLUDED,
            Parameter("aim", "choice", "fewest", choices=("fewest", "earliest")),
            Parameter("waiting", "duration", None, 0),
            DIRECTED,
            LONGEST,
            *LINKS,
        ),
        (
            Column("step", "integer"),
            Column("from", "node"),
            Column("to", "node"),
            Column("link", "type"),
            Column("time", "time"),
            Column("waited", "duration"),
            EVIDENCE,
        ),
        _timed,
        views=(View("timeline", {"begin": "time", "lane": "to"}),),
        reference="Wu, H. and others (2014). Path problems in temporal graphs. PVLDB 7, 721-732.",
        known_as=("Find Path with time", "Ordered Path"),
    ),
    Analysis(
        "connecting-network",
        "paths",
        (
            Parameter("things", "nodes", low=2, high=40, required=True),
            EXCLUDED,
            Parameter("ways-each", "integer", 1, 1, 10),
            Parameter("longest", "integer", 4, 1, 12),
            *LINKS,
        ),
        (Column("uses", "integer"), *STEP_COLUMNS[2:]),
        _connecting,
        known_as=("Find Connecting Network",),
    ),
)
