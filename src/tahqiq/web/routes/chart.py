"""The chart on the screen: draw, expand, lay out, and what happened to its items."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Response
from pydantic import AfterValidator, BaseModel, Field

from tahqiq.analyse.layout import Known, LayoutKind, layout
from tahqiq.casework.documents import CHART_ITEMS
from tahqiq.products.behind import behind_json
from tahqiq.products.board_json import drawn_json, expanded_json, happened_json
from tahqiq.products.stated_bodies import Head, PlaceBody
from tahqiq.web.bodies import DirectedBody, Line
from tahqiq.web.deps import Bench

router = APIRouter(tags=["chart"])
MOST = CHART_ITEMS
NODES = 100_000
"""How many nodes are laid out at most: numbers only, none of the data."""
NodeNo = Annotated[int, Field(ge=0, le=NODES)]
Pair = Annotated[list[NodeNo], Field(min_length=2, max_length=2)]
WholeId = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]


def _minute(text: str) -> str:
    if text:
        datetime.strptime(text, "%Y-%m-%dT%H:%M")
    return text


Minute = Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\dT\d\d:\d\d)?$"), AfterValidator(_minute)]
"""What the clocks of a zone show, ``2026-03-01T13:00``; empty for no bound."""


class DrawBody(BaseModel):
    """Items to draw."""

    ids: list[WholeId] = Field(max_length=MOST)


class ItemBody(Head):
    """Something on a chart, called as its entity is displayed; ``linked`` counts all the things its entity is
    linked to, on the chart or not.

    ``fragments`` only where its entity is more than this one, the displayed one first; ``own`` is then what
    ``linked`` would be without the others.
    """

    linked: int
    own: int | None = None
    fragments: list[Head] | None = None


class LineBody(BaseModel):
    """A line of a chart; ``strength`` confirmed, unconfirmed or tentative; ``entity`` the record that opens
    behind it, empty when there is none.

    Of kind ``sameness``: proposed and undecided, about the two fragments of ``pair``. Of kind ``same``:
    judged to be one by ``judgement``.
    """

    id: str
    a: str
    b: str
    kind: str
    label: str
    strength: str
    directed: bool
    weight: int
    events: DirectedBody
    records: int
    first: str
    last: str
    entity: str
    sources: list[str]
    pair: list[str] | None = None
    judgement: str | None = None


class DrawnBody(BaseModel):
    """Items and the lines between them."""

    items: list[ItemBody]
    lines: list[LineBody]


class ExpandBody(BaseModel):
    """What to expand: up to ``limit`` of what is not ``shown``, of ``types`` where given; 0 only counts."""

    id: WholeId
    shown: list[WholeId] = Field(default_factory=list, max_length=MOST)
    types: list[Line] = Field(default_factory=list, max_length=300)
    limit: int = Field(default=0, ge=0, le=2000)
    least: bool = Field(default=False, description="The lightest links first instead of the heaviest.")


class GroupBody(BaseModel):
    """What an item is linked to of one type; ``hidden`` of ``total`` are not on the chart."""

    schema_: str = Field(alias="schema")
    total: int
    hidden: int


class ExpandedBody(DrawnBody):
    """What came in, and by what the item can be expanded. ``hidden`` counts everything linked that was not on
    the chart."""

    groups: list[GroupBody]
    hidden: int


class ExpandEachBody(BaseModel):
    """A selection to expand, each as in :class:`ExpandBody`; what one brings in is on the chart for the
    next."""

    ids: list[WholeId] = Field(min_length=1, max_length=500)
    shown: list[WholeId] = Field(default_factory=list, max_length=MOST)
    types: list[Line] = Field(default_factory=list, max_length=300)
    limit: int = Field(default=0, ge=0, le=2000)
    least: bool = Field(default=False, description="The lightest links first instead of the heaviest.")
    only: list[WholeId] = Field(
        default_factory=list, max_length=2000, description="Nothing but these, where any are given."
    )


class ExpandedOfBody(ExpandedBody):
    """What came in by one item of the selection."""

    of: str


class EventsBody(BaseModel):
    """Items whose events are asked for: from the minute ``since`` on and before ``until`` as the clocks of
    the zone show them, each empty for no bound."""

    ids: list[WholeId] = Field(max_length=MOST)
    since: Minute = ""
    until: Minute = ""
    zone: Line = "UTC"
    limit: int = Field(default=1000, ge=0, le=5000)


class HappenedEvent(BaseModel):
    """An event; ``parties`` are ids, the acting one first; ``at`` UTC, a day where only a day was written,
    empty where the time is not known; ``place`` the item at which it happened, empty where none of those
    asked for is its place."""

    id: str
    schema_: str = Field(alias="schema")
    at: str
    seconds: int
    parties: list[str]
    place: str
    records: int
    amount: str
    text: str
    source: str


class HappenedLaneBody(BaseModel):
    """How often something happened to an item: place among the bins, events."""

    id: str
    cells: list[tuple[int, int]]


class HappenedBody(BaseModel):
    """Events in the order of time; ``total`` counts those of the part beyond the limit too, ``whole`` those
    of all time, ``untimed`` those of them that have no time. ``bins``: beginnings of hours, days or weeks
    (``by``, as fine as the part is long) on the clocks of the zone, ``counts`` the events in each."""

    events: list[HappenedEvent]
    total: int
    whole: int
    untimed: int
    by: Literal["hour", "day", "week"]
    bins: list[str]
    counts: list[int]
    lanes: list[HappenedLaneBody]


class TimesBody(BaseModel):
    """Items whose events with one another are counted by hour, day or week (from Monday) of a zone."""

    ids: list[WholeId] = Field(max_length=MOST)
    by: Literal["hour", "day", "week"] = "day"
    zone: Line = "UTC"


class LineTimesBody(BaseModel):
    """A line of one type: ``cells`` are place among the bins (-1 without a time), events from ``a`` and from
    ``b``; ``sums`` place, currency and the two amounts."""

    a: str
    b: str
    label: str
    cells: list[tuple[int, int, int]]
    sums: list[tuple[int, str, str, str]]


class ToldTimesBody(BaseModel):
    """Beginnings of the hours, days or weeks in which something happened, as the clocks of the zone show
    them, and what happened in them, line by line."""

    bins: list[str]
    lines: list[LineTimesBody]


class BehindBody(BaseModel):
    """A line between two items, on a chart that shows ``shown``; its events from the minute ``since`` on and
    before ``until`` as the clocks of the zone show them, each empty for no bound."""

    a: WholeId
    b: WholeId
    kind: Literal["edge", "property", "fact"]
    label: Line
    shown: list[WholeId] = Field(default_factory=list, max_length=MOST)
    limit: int = Field(default=200, ge=1, le=2000)
    offset: int = Field(default=0, ge=0, le=10_000_000)
    since: Minute = ""
    until: Minute = ""
    zone: Line = "UTC"


class StandsBody(BaseModel):
    """One record: the event or entity it is of, of which type, where it stands and how it is graded (None
    where nobody graded it). ``prop`` and ``value`` say what is recorded where it is one value, empty where it
    is an event."""

    id: str
    schema_: str = Field(alias="schema")
    source: str
    source_name: str
    place: PlaceBody
    grade: str | None
    prop: str
    value: str


class BehindRowBody(BaseModel):
    """An event with all its records, or a value. ``out`` null where a direction says nothing; ``at`` ISO 8601
    UTC or a day, empty when not known."""

    id: str
    out: bool | None
    at: str
    at_text: str
    zone: str
    seconds: int | None
    amount: str
    text: str
    records: list[StandsBody]


class LineBehindBody(BaseModel):
    """A part of what stands behind a line; the counts are of all of it."""

    events: DirectedBody
    records: int
    total: int
    told: list[BehindRowBody]


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


class LeaveBody(BaseModel):
    """A picture or table of items that is about to be saved outside."""

    format: Literal["png", "svg", "csv"]
    ids: list[WholeId] = Field(max_length=MOST)
    sources: list[Annotated[str, Field(max_length=16)]] = Field(
        default=[], max_length=MOST, description="Ids of the sources that its lines rest on."
    )


class HandledBody(BaseModel):
    """What stands on a chart."""

    ids: list[WholeId] = Field(max_length=MOST)
    sources: list[Annotated[str, Field(max_length=16)]] = Field(
        default=[], max_length=MOST, description="Ids of the sources that its lines rest on."
    )


class LeftBody(BaseModel):
    """What the picture or table has to say: the handling codes of all that is on it, the strictest first."""

    handling: list[str]


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


@router.post("/chart/times", response_model=ToldTimesBody)
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


@router.post("/chart/leave")
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
