"""What lies around a thing, and what several things have in common."""

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Analysis, Cell, Column, Result, Word
from tahqiq.analyse.graph.arrays import BACKWARD, FORWARD
from tahqiq.analyse.networks.terms import EVIDENCE, LIMIT, LINKS
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.values import Values
from tahqiq.analyse.ways.walk import EXCLUDED, Walk
from tahqiq.kit.errors import WrongUse

MOST_STEPS_OUT = 200_000


def _expand(context: Context, values: Values) -> Result:
    walk = Walk(context, values)
    start = walk.place("thing")
    if start < 0:
        return Result((), walk.asked.left_out, (Word("note-no-way"),))
    graph, direction = walk.graph, values.text("direction")
    gap = values.integer("gap") if values.given("gap") else None
    best: dict[int, tuple[int, int, int]] = {start: (0, -1, 0)}
    frontier, cut = [start], 0
    for depth in range(1, values.integer("depth") + 1):
        fresh: dict[int, tuple[int, int, int]] = {}
        for node in frontier:
            context.report(len(best), 0, "things")
            come = best[node]
            begin, end = int(graph.offsets[node]), int(graph.offsets[node + 1])
            for other, link in zip(
                graph.heads[begin:end].tolist(), graph.edges[begin:end].tolist(), strict=True
            ):
                if (
                    other in best
                    or other in fresh
                    or not walk.mask[link]
                    or not _points(int(graph.flow[link]), node < other, direction)
                ):
                    continue
                if gap is not None and depth > 1 and not _within(come[2], link, walk, gap):
                    continue
                if len(best) + len(fresh) >= MOST_STEPS_OUT:
                    cut += 1
                    continue
                fresh[other] = (depth, node, link)
        best |= fresh
        frontier = sorted(fresh)
    rows: list[tuple[Cell, ...]] = []
    shown = sorted((item for item in best.items() if item[1][0]), key=lambda item: (item[1][0], item[0]))
    limit = values.integer("limit")
    for other, (depth, node, _) in shown[:limit]:
        steps = walk.step(node, other)
        weight = sum(int(row[3]) for row in steps if isinstance(row[3], int))
        evidence = tuple(
            dict.fromkeys(item for row in steps for item in (row[-1] if isinstance(row[-1], tuple) else ()))
        )
        firsts, lasts = (
            [row[4] for row in steps if isinstance(row[4], int)],
            [row[5] for row in steps if isinstance(row[5], int)],
        )
        rows.append(
            (
                depth,
                walk.number(other),
                walk.number(node),
                tuple(str(row[2]) for row in steps),
                weight,
                min(firsts, default=None),
                max(lasts, default=None),
                evidence,
            )
        )
    left_out = walk.asked.left_out
    if len(shown) > limit:
        left_out["rows-beyond-limit"] = len(shown) - limit
    if cut:
        left_out["things-beyond-limit"] = cut
    return Result(rows, left_out)


def _points(flow: int, forward: bool, direction: str) -> bool:
    wanted = FORWARD if forward == (direction == "out") else BACKWARD
    return direction == "both" or bool(flow & wanted)


def _within(before: int, link: int, walk: Walk, gap: int) -> bool:
    """Whether there is no more than ``gap`` seconds between the times of two links; unknown times are never
    within."""
    graph = walk.graph
    if not graph.last[before] or not graph.last[link]:
        return False
    apart = max(
        int(graph.first[link]) - int(graph.last[before]), int(graph.first[before]) - int(graph.last[link])
    )
    return apart <= gap


def _common(context: Context, values: Values) -> Result:
    walk = Walk(context, values)
    things = walk.given("things")
    if len(set(context.nodes(values, "things"))) < 2:
        raise WrongUse("too-few-things", count=2)
    graph = walk.graph
    linked: dict[int, list[int]] = {}
    for thing in things:
        begin, end = int(graph.offsets[thing]), int(graph.offsets[thing + 1])
        good = walk.mask[graph.edges[begin:end]] > 0
        for other in np.unique(graph.heads[begin:end][good]).tolist():
            linked.setdefault(int(other), []).append(thing)
    least = (
        values.integer("linked-to-at-least")
        if values.given("linked-to-at-least")
        else len(set(context.nodes(values, "things")))
    )
    found = sorted(
        ((other, by) for other, by in linked.items() if len(by) >= least),
        key=lambda item: (-len(item[1]), item[0]),
    )
    limit = values.integer("limit")
    rows: list[tuple[Cell, ...]] = []
    for other, by in found[:limit]:
        steps = [row for thing in by for row in walk.step(other, thing)]
        weight = sum(int(row[3]) for row in steps if isinstance(row[3], int))
        evidence = tuple(
            dict.fromkeys(item for row in steps for item in (row[-1] if isinstance(row[-1], tuple) else ()))
        )[:20]
        rows.append(
            (walk.number(other), len(by), tuple(walk.number(thing) for thing in sorted(by)), weight, evidence)
        )
    left_out = walk.asked.left_out
    if len(found) > limit:
        left_out["rows-beyond-limit"] = len(found) - limit
    return Result(rows, left_out)


NEAR = (
    Analysis(
        "expand",
        "paths",
        (
            Parameter("thing", "node", required=True),
            Parameter("depth", "integer", 1, 1, 6),
            Parameter("direction", "choice", "both", choices=("both", "out", "in")),
            Parameter("gap", "duration", None, 0),
            EXCLUDED,
            *LINKS,
            LIMIT,
        ),
        (
            Column("depth", "integer"),
            Column("thing", "node"),
            Column("from", "node"),
            Column("link", "type"),
            Column("weight", "integer"),
            Column("first", "time"),
            Column("last", "time"),
            EVIDENCE,
        ),
        _expand,
        limits=(("limit-things", MOST_STEPS_OUT),),
        version=2,
        known_as=("Visual Search", "Expand", "Find Linked"),
    ),
    Analysis(
        "common-neighbours",
        "paths",
        (
            Parameter("things", "nodes", low=2, high=1_000, required=True),
            Parameter("linked-to-at-least", "integer", None, 2, 1_000),
            EXCLUDED,
            *LINKS,
            LIMIT,
        ),
        (
            Column("thing", "node"),
            Column("common-count", "integer"),
            Column("common", "nodes"),
            Column("weight", "integer"),
            EVIDENCE,
        ),
        _common,
        known_as=("Find Common Links", "Find Linked"),
    ),
)
