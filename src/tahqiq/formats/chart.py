"""A chart on its way out: items, links, cards; shared by the writers of GraphML, GEXF and ANX, and built back
from what the readers give."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Literal

from tahqiq.formats.reader import Item, Records

Strength = Literal["confirmed", "unconfirmed", "tentative"]
Direction = Literal["none", "forward", "backward", "both"]
Shape = Literal["icon", "box", "circle", "text", "event", "theme"]
Size = Literal["", "half", "single", "double", "triple", "quadruple"]
Grades = tuple[str, str, str]
NO_GRADES: Grades = ("", "", "")

NODE = "graph.node"
EDGE = "graph.edge"
CARD = "anx.card"
_SHARED = (
    "description",
    "when",
    "source_reference",
    "source_type",
    "grade_one",
    "grade_two",
    "grade_three",
    "colour",
)
NODE_COLUMNS = ("id", "label", "type", *_SHARED, "x", "y", "shape")
EDGE_COLUMNS = ("id", "label", "type", "source", "target", *_SHARED, "strength", "direction", "weight")
CARD_COLUMNS = (
    "owner",
    "owner_kind",
    "summary",
    "text",
    "when",
    "source_reference",
    "source_type",
    "grade_one",
    "grade_two",
    "grade_three",
    "source",
    "target",
)
PREFIX = "attribute:"
"""Before the name of a column that is an attribute of the file and not one of the fixed columns."""


@dataclass(frozen=True, slots=True)
class Card:
    """A note on an item or link: one source's say. ``when`` is an ISO 8601 date or local time, or any other
    text; empty = not known."""

    summary: str = ""
    text: str = ""
    when: str = ""
    source_reference: str = ""
    source_type: str = ""
    grades: Grades = NO_GRADES


@dataclass(frozen=True, slots=True)
class ChartItem:
    """An entity on a chart.

    ``id`` is unique on the chart; ``x`` and ``y`` are places on the canvas in its own unit, y downwards;
    ``colour`` is ``#rrggbb`` or empty; ``grades`` are the texts of up to three grades (source, information,
    handling); ``attributes`` are (name, value) with different names. ``icon`` is the name of a sign,
    ``frame`` the colour round it, ``size`` how large it is drawn, ``picture`` the bytes of a photograph (PNG,
    JPEG, GIF, BMP); empty as the type says.
    """

    id: str
    label: str = ""
    type: str = "Entity"
    description: str = ""
    when: str = ""
    source_reference: str = ""
    source_type: str = ""
    grades: Grades = NO_GRADES
    x: float | None = None
    y: float | None = None
    colour: str = ""
    shape: Shape = "icon"
    icon: str = ""
    frame: str = ""
    size: Size = ""
    picture: bytes = b""
    attributes: tuple[tuple[str, str], ...] = ()
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartLink:
    """A line between two items, named by their ids. ``strength`` is drawn solid, dashed or dotted, ``width``
    is a whole number of points, "" for the usual."""

    source: str
    target: str
    id: str = ""
    label: str = ""
    type: str = "Link"
    description: str = ""
    when: str = ""
    source_reference: str = ""
    source_type: str = ""
    grades: Grades = NO_GRADES
    strength: Strength = "confirmed"
    direction: Direction = "none"
    weight: str = ""
    colour: str = ""
    width: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Items and links in the order in which they are written."""

    items: tuple[ChartItem, ...] = ()
    links: tuple[ChartLink, ...] = field(default=())


LOOKS = ("icon", "frame", "size", "width")
"""What of a look only ANX holds: further columns of its records."""
_PLAIN_ITEM = [
    one.name
    for one in fields(ChartItem)
    if one.name not in ("grades", "x", "y", "attributes", "cards", "picture")
]
_PLAIN_LINK = [one.name for one in fields(ChartLink) if one.name not in ("grades", "attributes", "cards")]


def number(value: float | None) -> str:
    """A coordinate as text: no decimal point where there is nothing after it; empty for None.

    >>> number(3.0), number(2.5), number(None)
    ('3', '2.5', '')
    """
    return "" if value is None else repr(float(value)).removesuffix(".0")


def columns_of(one: ChartItem | ChartLink) -> dict[str, str]:
    """The fixed columns of an item or link that hold something, as text; :data:`LOOKS` are none."""
    plain = _PLAIN_ITEM if isinstance(one, ChartItem) else _PLAIN_LINK
    values = {name: str(getattr(one, name)) for name in plain}
    values |= dict(zip(("grade_one", "grade_two", "grade_three"), one.grades, strict=True))
    if isinstance(one, ChartItem):
        values |= {"x": number(one.x), "y": number(one.y)}
    return {name: value for name, value in values.items() if value and name not in LOOKS}


def from_records(records: Iterable[Item]) -> Chart:
    """The chart that the records of a graph reader describe (problems and members are passed over);
    attributes sorted by name.

    What a file does not say takes the default of :class:`ChartItem` and :class:`ChartLink`. Raises
    ``ValueError`` for a coordinate that is no number.
    """
    nodes: list[dict[str, str]] = []
    edges: list[dict[str, str]] = []
    cards: dict[tuple[str, str], list[Card]] = {}
    for batch in records:
        if not isinstance(batch, Records):
            continue
        rows = [
            {name: value for name, value in row.items() if value is not None}
            for row in batch.columns.to_pylist()
        ]
        if batch.kind == NODE:
            nodes += rows
        elif batch.kind == EDGE:
            edges += rows
        elif batch.kind == CARD:
            for row in rows:
                cards.setdefault((row["owner_kind"], row["owner"]), []).append(_card(row))
    items = tuple(_item(row, cards.get(("node", row["id"]), ())) for row in nodes)
    return Chart(items, tuple(_link(row, cards.get(("edge", row.get("id", "")), ())) for row in edges))


def _card(row: Mapping[str, str]) -> Card:
    given = {
        name: row[name]
        for name in ("summary", "text", "when", "source_reference", "source_type")
        if name in row
    }
    return Card(**given, grades=_grades(row))


def _grades(row: Mapping[str, str]) -> Grades:
    return row.get("grade_one", ""), row.get("grade_two", ""), row.get("grade_three", "")


def _attributes(row: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        sorted((name.removeprefix(PREFIX), value) for name, value in row.items() if name.startswith(PREFIX))
    )


def _item(row: Mapping[str, str], cards: Sequence[Card]) -> ChartItem:
    given = {name: row[name] for name in _PLAIN_ITEM if name in row}
    x, y = (float(row[axis]) if axis in row else None for axis in ("x", "y"))
    return ChartItem(**given, grades=_grades(row), x=x, y=y, attributes=_attributes(row), cards=tuple(cards))  # type: ignore[arg-type]


def _link(row: Mapping[str, str], cards: Sequence[Card]) -> ChartLink:
    given = {name: row[name] for name in _PLAIN_LINK if name in row}
    return ChartLink(**given, grades=_grades(row), attributes=_attributes(row), cards=tuple(cards))  # type: ignore[arg-type]
