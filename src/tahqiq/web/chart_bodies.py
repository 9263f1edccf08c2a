"""What is asked and answered about a chart on the screen."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from tahqiq.casework.documents import CHART_ITEMS
from tahqiq.products.stated_bodies import Head, PlaceBody
from tahqiq.web.bodies import DirectedBody, Line

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


class EventTimesBody(BaseModel):
    """Beginnings of the hours, days or weeks in which something happened, as the clocks of the zone show
    them, and what happened in them, line by line."""

    bins: list[str]
    lines: list[LineTimesBody]


class BehindBody(BaseModel):
    """A line between two items, on a chart that shows ``shown``; its events from the minute ``since`` on and
    before ``until`` as the clocks of the zone show them, each empty for no bound."""

    a: WholeId
    b: WholeId
    kind: Literal["edge", "property", "fact", "fitted"]
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
