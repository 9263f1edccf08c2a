"""A chart of the screen as a file for other programs, or as one page for somebody who has none."""

from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field

from tahqiq.kit.text import storable
from tahqiq.model.types.zones import zone as zone_of
from tahqiq.products.board_times import Part
from tahqiq.products.chart.view import Look, Rule
from tahqiq.products.chart_export import ENDINGS, ChartFormat, OnScreen
from tahqiq.products.paper.furniture import FEET, Border, Foot, furniture_of
from tahqiq.products.paper.layout import Layout, Placed, Text, TextKind, Ways
from tahqiq.products.paper.legend_edit import LegendEdit
from tahqiq.web.bodies import Line
from tahqiq.web.chart_bodies import MOST, Minute, WholeId
from tahqiq.web.deps import Bench, Language
from tahqiq.web.downloads import export_headers, handed_over
from tahqiq.web.routes.chart_rules import RULES_MOST, RuleBody, rule_of

router = APIRouter(tags=["chart"])


class PlacedBody(BaseModel):
    """An item of the chart where it stands; one unit is the length of a link, y grows downwards; ``group`` is
    the name of its group."""

    id: WholeId
    x: float = Field(ge=-1e6, le=1e6)
    y: float = Field(ge=-1e6, le=1e6)
    group: Line = Field(default="", max_length=200)
    photo: str = Field(
        default="", pattern="^([0-9a-f]{16})?$", description="The source that is its photograph."
    )
    under: str = Field(
        default="",
        pattern="^([0-9a-f]{32})?$",
        description="The item at which it is drawn where its group is collapsed to one.",
    )


class TextBody(BaseModel):
    """What somebody wrote on the chart: its left upper corner, the id of the item that a note is about, empty
    for none, and the recorded value that a call-out cites: one that is retracted, erased or not visible has
    none in the file."""

    x: float = Field(ge=-1e6, le=1e6)
    y: float = Field(ge=-1e6, le=1e6)
    text: str = Field(min_length=1, max_length=500)
    kind: TextKind = "text"
    of: str = Field(default="", pattern="^([0-9a-f]{32})?$")
    cites: str = Field(default="", pattern="^([0-9a-f]{32})?$")


class SaysBody(BaseModel):
    """What one line says and how it is drawn, null for as all others: its ends in the order of their ids."""

    a: WholeId
    b: WholeId
    label: Rule | None = None
    ways: Ways | None = None


LegendKey = Annotated[str, Field(min_length=1, max_length=100)]


class LegendNameBody(BaseModel):
    """What an entry of the legend is called."""

    of: LegendKey
    name: Line = Field(min_length=1, max_length=120)


class LegendEditBody(BaseModel):
    """What somebody changed in the legend, by what an entry is about (``type Person``, ``line confirmed``,
    ``rule `` and its id, ``width``): left out, called otherwise, first in this order."""

    hidden: list[LegendKey] = Field(default_factory=list, max_length=500)
    names: list[LegendNameBody] = Field(default_factory=list, max_length=500)
    order: list[LegendKey] = Field(default_factory=list, max_length=500)


class FrameBody(BaseModel):
    """What the agency puts round the chart: its name, unit and mark (a source that is a picture, empty for
    none), a border, on which side the legend stands, and what the last line says."""

    agency: Line = Field(default="", max_length=120)
    unit: Line = Field(default="", max_length=120)
    mark: str = Field(default="", pattern="^([0-9a-f]{16})?$")
    border: Border = "none"
    legend: Literal["start", "end"] = "start"
    foot: list[Foot] = Field(default_factory=lambda: list(FEET), max_length=len(FEET))
    note: Line = Field(default="", max_length=120)


class ChartFileBody(BaseModel):
    """The chart as it is seen: items where they stand, those put away, how many ``filtered`` a filter leaves
    out; what its lines say (``label``, single ones in ``lines``); the part of the time from the minute
    ``since`` on and before ``until`` as the clocks of ``zone`` show them; strengths of lines that are not
    drawn."""

    format: ChartFormat
    title: Line = Field(default="", max_length=300)
    case: Line = Field(default="", max_length=300)
    items: list[PlacedBody] = Field(max_length=MOST)
    texts: list[TextBody] = Field(
        default_factory=list,
        max_length=500,
        description="On PDF and page; other programs' files do not hold them.",
    )
    hidden: list[WholeId] = Field(default_factory=list, max_length=MOST)
    filtered: int = Field(default=0, ge=0)
    label: Rule = "all"
    ways: Ways = Field(
        default="one",
        description="What lies between two items as one line, one for each direction, or one for each event.",
    )
    lines: list[SaysBody] = Field(default_factory=list, max_length=MOST)
    since: Minute = ""
    until: Minute = ""
    zone: Line = Field(default="UTC", max_length=64)
    rules: list[RuleBody] = Field(
        default_factory=list,
        max_length=RULES_MOST,
        description="How it looks; each with the name that its legend says.",
    )
    legend: LegendEditBody = Field(default_factory=LegendEditBody, description="On PDF and page.")
    frame: FrameBody = Field(default_factory=FrameBody, description="On PDF, slides and page.")
    without: list[Literal["confirmed", "unconfirmed", "tentative"]] = Field(
        default_factory=list, max_length=3
    )


def _key(one: SaysBody) -> str:
    return f"{min(one.a, one.b)} {max(one.a, one.b)}"


@router.post(
    "/chart/file",
    response_class=FileResponse,
    responses={
        200: {
            "content": {"application/octet-stream": {}},
            "description": (
                "The file; counts and what it could not hold in the header X-Tahqiq-Exported (JSON)."
            ),
        }
    },
)
def chart_file(asked: ChartFileBody, bench: Bench, language: Language) -> FileResponse:
    """Write the chart as a file; refused when the policies or a handling code forbid it, and in the log
    either way."""
    groups = {name: name for name in dict.fromkeys(one.group for one in asked.items) if name}
    layout = Layout(
        tuple(Placed(one.id, one.x, one.y, one.group) for one in asked.items),
        tuple(asked.hidden),
        groups,
        tuple(Text(one.x, one.y, storable(one.text), one.kind, one.of, one.cites) for one in asked.texts),
        asked.ways,
        {_key(one): one.ways for one in asked.lines if one.ways is not None},
        {one.id: one.under for one in asked.items if one.under},
        {one.id: one.group for one in asked.items if one.under == one.id},
        {one.id: one.photo for one in asked.items if one.photo},
        LegendEdit(
            frozenset(asked.legend.hidden),
            {one.of: storable(one.name) for one in asked.legend.names},
            tuple(asked.legend.order),
        ),
    )
    own: dict[str, Rule] = {_key(one): one.label for one in asked.lines if one.label is not None}
    part = Part(asked.since, asked.until, zone_of(asked.zone))
    look = Look(asked.label, own, part, frozenset(asked.without), asked.filtered)
    shown = OnScreen(
        layout,
        asked.title,
        asked.case,
        language,
        look,
        tuple((rule_of(one), one.name) for one in asked.rules),
        furniture_of(asked.frame.model_dump()),
    )
    name = f"chart{ENDINGS[asked.format]}"
    return handed_over(
        bench, name, name, lambda path: export_headers(bench.chart_files.write(asked.format, path, shown))
    )
