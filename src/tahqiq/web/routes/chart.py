"""The chart on the screen: draw, expand, lay out, and what happened to its items."""

import json
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from tahqiq.analyse.layout import Known, LayoutKind, layout
from tahqiq.products.behind import behind_json
from tahqiq.products.board_json import drawn_json, expanded_json, happened_json
from tahqiq.web.chart_bodies import (
    NODES,
    BehindBody,
    DrawBody,
    DrawnBody,
    EventsBody,
    EventTimesBody,
    ExpandBody,
    ExpandEachBody,
    ExpandedBody,
    ExpandedOfBody,
    HandledBody,
    HappenedBody,
    LeaveBody,
    LeftBody,
    LineBehindBody,
    NodeNo,
    Pair,
    TimesBody,
)
from tahqiq.web.deps import Bench

router = APIRouter(tags=["chart"])


Coordinate = Annotated[float, Field(ge=-1e6, le=1e6)]


class LayoutBody(BaseModel):
    """A network as numbers: ``count`` nodes and the pairs that are linked, and what a layout may know of the
    nodes beyond them. Nothing of the data is sent."""

    kind: LayoutKind
    count: int = Field(ge=0, le=NODES)
    edges: list[Pair] = Field(max_length=200_000)
    seed: int = Field(default=1, ge=0, le=2**31 - 1)
    roots: list[NodeNo] = Field(
        default_factory=list, max_length=NODES, description="What stands at the top or in the middle."
    )
    groups: list[NodeNo] = Field(
        default_factory=list,
        max_length=NODES,
        description="The number of each node's group; none for one group.",
    )
    times: list[float | None] = Field(
        default_factory=list, max_length=NODES, description="When each node first appears, in any unit."
    )
    places: list[
        tuple[Annotated[float, Field(ge=-180, le=180)], Annotated[float, Field(ge=-90, le=90)]] | None
    ] = Field(
        default_factory=list, max_length=NODES, description="Longitude and latitude of each node, in degrees."
    )
    fixed: list[tuple[NodeNo, Coordinate, Coordinate]] = Field(
        default_factory=list,
        max_length=NODES,
        description="Nodes that stay where they are, with their places.",
    )


class PositionsBody(BaseModel):
    """Where the nodes stand; one unit is the length of a link, y grows downwards."""

    positions: list[list[float]]


@router.post("/chart/draw", response_model=DrawnBody)
def draw(asked: DrawBody, bench: Bench) -> Response:
    """Items and every line between two of them. Ids that the caller may not see are left out like unknown
    ones."""
    return _json(drawn_json(bench.draw(asked.ids)))


@router.post("/chart/expand", response_model=ExpandedBody)
def expand(asked: ExpandBody, bench: Bench) -> Response:
    """By what an item can be expanded, type by type, and the first of it with its lines to everything on the
    chart."""
    return _json(expanded_json(bench.expand(asked.id, asked.shown, asked.types, asked.limit, asked.least)))


@router.post("/chart/expansions", response_model=list[ExpandedOfBody])
def expansions(asked: ExpandEachBody, bench: Bench) -> Response:
    """A selection expanded in one request, in its order."""
    found = bench.expand_each(asked.ids, asked.shown, asked.types, asked.limit, asked.least, asked.only)
    return _json([{"of": identity, **expanded_json(one)} for identity, one in found])


@router.post("/chart/events", response_model=HappenedBody)
def happened(asked: EventsBody, bench: Bench) -> Response:
    """Events in which the items took part (or that happened at them), each once, the earliest first, and how
    many there were when, item by item."""
    return _json(happened_json(bench.happened(asked.ids, asked.since, asked.until, asked.zone, asked.limit)))


@router.post("/chart/times", response_model=EventTimesBody)
def times(asked: TimesBody, bench: Bench) -> Response:
    """When the events between items happened: the numbers of their lines, spread over hours, days or
    weeks."""
    return _json(asdict(bench.times(asked.ids, asked.by, asked.zone)))


@router.post("/chart/line")
def behind(asked: BehindBody, bench: Bench) -> LineBehindBody:
    """What stands behind a line: each event that its number counts (or each value that says it), with every
    record at its place."""
    found = bench.behind(
        asked.a,
        asked.b,
        asked.kind,
        asked.label,
        asked.shown,
        asked.limit,
        asked.offset,
        asked.since,
        asked.until,
        asked.zone,
    )
    return LineBehindBody.model_validate(behind_json(found))


@router.post("/chart/layout")
def place(asked: LayoutBody, bench: Bench) -> PositionsBody:
    """Positions for a network: nobody on anybody, fixed nodes where they stood; the same for the same
    question."""
    pairs = [(pair[0], pair[1]) for pair in asked.edges]
    known = Known(
        asked.roots, asked.groups, asked.times, asked.places, {node: (x, y) for node, x, y in asked.fixed}
    )
    return PositionsBody(positions=layout(asked.kind, asked.count, pairs, asked.seed, known).tolist())


@router.post("/chart/permission")
def leave(asked: LeaveBody, bench: Bench) -> LeftBody:
    """Leave to save a picture or table of a chart; refused where a policy or a handling code forbids it, and
    in the log either way."""
    return LeftBody(handling=list(bench.leave(asked.format, asked.ids, asked.sources)))


@router.post("/chart/handling")
def handling(asked: HandledBody, bench: Bench) -> LeftBody:
    """How what stands on a chart is to be handled, for the banner above it."""
    return LeftBody(handling=list(bench.handling(asked.ids, asked.sources)))


def _json(answer: object) -> Response:
    """An answer whose form is known to be right: thousands of lines are not checked one by one."""
    return Response(
        json.dumps(answer, ensure_ascii=False, separators=(",", ":")), media_type="application/json"
    )
