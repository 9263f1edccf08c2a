"""Writing a chart as ANX, the XML that i2 Analyst's Notebook opens and saves.

UTF-16-LE with a byte-order mark; colours are BGR integers; places are whole numbers; a grade is the 0-based
index of its text in a list of the same file; dates that are no ISO 8601 date or time go to the description of
the date. Types carry names only: no semantic ids, which belong to the vendor; the names of icons are the
chart's own, which another program may not know, and then draws that of the type. Photographs stand as Base64
in the style of their icon. The order of elements follows files described in public; whether a real Analyst's
Notebook opens the result was **not checked** here.
"""

import base64
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tahqiq.formats.chart import Card, Chart, ChartItem, ChartLink
from tahqiq.formats.xmlwrite import attribute, tag

STRENGTHS = {
    "confirmed": ("Confirmed", "DotStyleSolid"),
    "unconfirmed": ("Unconfirmed", "DotStyleDashed"),
    "tentative": ("Tentative", "DotStyleDotted"),
}
ARROWS = {"none": "ArrowNone", "forward": "ArrowOnHead", "backward": "ArrowOnTail", "both": "ArrowOnBoth"}
SHAPES = {
    "icon": "Icon",
    "box": "Box",
    "circle": "Circle",
    "text": "TextBlock",
    "event": "Event",
    "theme": "Theme",
}
FRAMED = frozenset({"icon", "event", "theme"})
"""Shapes that have a frame, a size and an icon of their own; the others have a line round them."""
ENLARGED = {
    "half": "ICEnlargeHalf",
    "single": "ICEnlargeSingle",
    "double": "ICEnlargeDouble",
    "triple": "ICEnlargeTriple",
    "quadruple": "ICEnlargeQuadruple",
}
GRADES = ("GradeOne", "GradeTwo", "GradeThree")
_REPRESENTATIONS = {"icon": "RepresentAsIcon", "box": "RepresentAsBox", "circle": "RepresentAsCircle"}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?")
_XML_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_MINTED = re.compile(r"ID\d+")
_STEP = 160

Attributes = dict[str, str | None]


def write(path: Path, chart: Chart) -> None:
    """Writes ``chart``; the same chart gives the same bytes. Items without a place are laid out on a grid.
    Raises ``OSError`` for the disk."""
    with path.open("w", encoding="utf-16-le", newline="") as out:
        out.write("\ufeff")
        out.writelines(lines(chart))


def lines(chart: Chart) -> Iterator[str]:
    """The text of the file, piece by piece."""
    book = _Book(chart)
    yield '<?xml version="1.0" encoding="utf-16"?>\r\n<Chart>\r\n'
    yield '<ApplicationVersion Major="8" Minor="0" Point="0" Build="0"/>\r\n'
    yield from book.collections()
    yield "<ChartItemCollection>\r\n"
    for number, item in enumerate(chart.items):
        yield from book.item(number, item)
    for link in chart.links:
        yield from book.link(link)
    yield "</ChartItemCollection>\r\n</Chart>\r\n"


class _Book:
    """Knows the lists that items point into and mints the ids of the file."""

    def __init__(self, chart: Chart) -> None:
        ones: list[ChartItem | ChartLink] = [*chart.items, *chart.links]
        cards = [card for one in ones for card in one.cards]
        self._last = 0
        self._used: set[str] = set()
        self._chart = chart
        self._grades = [_known(one.grades[at] for one in [*ones, *cards]) for at in range(3)]
        self._sources = _known(one.source_type for one in [*ones, *cards])
        self._classes = {
            name: self._id()
            for name in _known(name for one in ones for name, value in one.attributes if value)
        }
        self._types = {name: self._id() for name in _known(item.type or "Entity" for item in chart.items)}
        self._link_types = {name: self._id() for name in _known(link.type or "Link" for link in chart.links)}
        self._strengths = {name: self._id() for name in STRENGTHS}
        self._attribute = {
            name: tag("Attribute", {"AttributeClass": name, "AttributeClassReference": number}, closed=False)[
                :-1
            ]
            + ' Value="'
            for name, number in self._classes.items()
        }
        self._link_styles: dict[tuple[str, ...], str] = {}
        self._ends = {item.id: str(number) for number, item in enumerate(chart.items, start=1)}

    def _id(self) -> str:
        self._last += 1
        return f"ID{self._last}"

    def collections(self) -> Iterator[str]:
        """Strengths, grades, kinds of source, classes of attributes, types."""
        strengths = (
            {"Id": self._strengths[key], "Name": name, "DotStyle": style}
            for key, (name, style) in STRENGTHS.items()
        )
        yield _collection("StrengthCollection", "Strength", strengths)
        for name, texts in [*zip(GRADES, self._grades, strict=True), ("SourceHints", self._sources)]:
            if texts:
                inner = _collection(
                    "StringCollection", "String", ({"Id": self._id(), "Text": text} for text in texts)
                )
                yield f"<{name}>\r\n{inner}</{name}>\r\n"
        flags = {
            "Type": "AttText",
            "IsUser": "true",
            "UserCanAdd": "true",
            "UserCanRemove": "true",
            "ShowValue": "true",
        }
        yield _collection(
            "AttributeClassCollection",
            "AttributeClass",
            ({"Id": number, "Name": name, **flags} for name, number in self._classes.items()),
        )
        shapes = {item.type or "Entity": item.shape for item in reversed(self._chart.items)}
        kinds = (
            {
                "Id": number,
                "Name": name,
                "PreferredRepresentation": _REPRESENTATIONS.get(shapes[name], "RepresentAsIcon"),
            }
            for name, number in self._types.items()
        )
        yield _collection("EntityTypeCollection", "EntityType", kinds)
        yield _collection(
            "LinkTypeCollection",
            "LinkType",
            ({"Id": number, "Name": name} for name, number in self._link_types.items()),
        )

    def item(self, number: int, item: ChartItem) -> Iterator[str]:
        """One entity with its cards and attributes."""
        row, column = divmod(number, 20)
        x, y = (
            str(round(given)) if given is not None else str(_STEP * at)
            for given, at in ((item.x, column), (item.y, row))
        )
        yield tag("ChartItem", self._head(item) | {"XPosition": x}, closed=False) + "\r\n"
        yield tag("End", {"X": x, "Y": y, "Z": "0"}, closed=False)
        yield tag(
            "Entity",
            {"EntityId": self._ends[item.id], "Identity": item.id, "LabelIsIdentity": "false"},
            closed=False,
        )
        shape = SHAPES[item.shape]
        kind = item.type or "Entity"
        style = _style(item, {"Type": kind, "EntityTypeReference": self._types[kind]})
        yield f"<{shape}>{style}</{shape}>{self._cards(item.cards)}</Entity></End>\r\n"
        yield self._attributes(item.attributes) + "</ChartItem>\r\n"

    def link(self, link: ChartLink) -> Iterator[str]:
        """One link with its cards and attributes; an end that is not on the chart is written as its id."""
        yield tag("ChartItem", self._head(link), closed=False) + "\r\n"
        ends: Attributes = {
            "End1Id": self._ends.get(link.source, link.source),
            "End2Id": self._ends.get(link.target, link.target),
        }
        yield (
            tag("Link", ends, closed=False) + self._cards(link.cards) + self._link_style(link) + "</Link>\r\n"
        )
        yield self._attributes(link.attributes) + "</ChartItem>\r\n"

    def _link_style(self, link: ChartLink) -> str:
        """How a line is drawn; a chart has few styles and many lines."""
        kind = link.type or "Link"
        key = (link.strength, link.direction, kind, link.colour, link.width)
        if key not in self._link_styles:
            style: Attributes = {
                "Strength": STRENGTHS[link.strength][0],
                "StrengthReference": self._strengths[link.strength],
                "ArrowStyle": ARROWS[link.direction],
            }
            style |= {
                "Type": kind,
                "LinkTypeReference": self._link_types[kind],
                "LineColour": str(bgr(link.colour)) if link.colour else None,
            }
            style["LineWidth"] = link.width or None
            self._link_styles[key] = tag("LinkStyle", style)
        return self._link_styles[key]

    def _head(self, one: ChartItem | ChartLink) -> Attributes:
        return {
            "Id": self._own_id(one),
            "Label": one.label,
            "Description": one.description,
            **self._card_values(one),
        }

    def _own_id(self, one: ChartItem | ChartLink) -> str:
        """A link keeps its id where that can be an XML id and nothing else in the file has it; otherwise one
        is minted."""
        if (
            isinstance(one, ChartLink)
            and _XML_ID.fullmatch(one.id)
            and not _MINTED.fullmatch(one.id)
            and one.id not in self._used
        ):
            self._used.add(one.id)
            return one.id
        return self._id()

    def _card_values(self, one: ChartItem | ChartLink | Card) -> Attributes:
        """Date, source and grades, the same for items, links and cards."""
        values = dates(one.when) | {"SourceType": one.source_type, "SourceReference": one.source_reference}
        for name, texts, grade in zip(GRADES, self._grades, one.grades, strict=True):
            values[f"{name}Index"] = str(texts.index(grade)) if grade else None
        return values

    def _cards(self, cards: Iterable[Card]) -> str:
        pieces = [
            tag("Card", {"Summary": card.summary, "Text": card.text, **self._card_values(card)})
            for card in cards
        ]
        return f"<CardCollection>{''.join(pieces)}</CardCollection>" if pieces else ""

    def _attributes(self, attributes: Iterable[tuple[str, str]]) -> str:
        pieces = [f'{self._attribute[name]}{attribute(value)}"/>' for name, value in attributes if value]
        return f"<AttributeCollection>{''.join(pieces)}</AttributeCollection>\r\n" if pieces else ""


def _style(item: ChartItem, style: Attributes) -> str:
    """How one entity is drawn: colour, icon, size, frame and photograph."""
    name, framed = f"{SHAPES[item.shape]}Style", item.shape in FRAMED
    if item.colour:
        style["IconShadingColour" if item.shape == "icon" else "BackColour"] = str(bgr(item.colour))
    if item.frame and not framed:
        style["LineColour"] = str(bgr(item.frame))
    if framed:
        style |= {"OverrideTypeIcon": "true", "TypeIconName": item.icon} if item.icon else {}
        style["Enlargement"] = ENLARGED.get(item.size)
    frame = (
        tag("FrameStyle", {"Colour": str(bgr(item.frame)), "Margin": "2", "Visible": "true"})
        if item.frame and framed
        else ""
    )
    data = base64.b64encode(item.picture).decode("ascii")
    picture = (
        tag("IconPicture", {"Data": data, "DataLength": str(len(item.picture)), "Visible": "true"})
        if data and framed
        else ""
    )
    return (
        f"{tag(name, style, closed=False)}{frame}{picture}</{name}>" if frame or picture else tag(name, style)
    )


def _known(texts: Iterable[str]) -> list[str]:
    return sorted({text for text in texts if text})


def _collection(name: str, child: str, rows: Iterable[Mapping[str, str | None]]) -> str:
    pieces = [tag(child, row) + "\r\n" for row in rows]
    return f"<{name}>\r\n{''.join(pieces)}</{name}>\r\n" if pieces else ""


def dates(when: str) -> Attributes:
    """The attributes of a date: set only when it is one.

    >>> dates("2024-05-01")["DateTime"], dates("last winter")
    ('2024-05-01T00:00:00.000', {'DateTimeDescription': 'last winter'})
    """
    match = _DATE.fullmatch(when)
    try:
        moment = dt.datetime.fromisoformat(when) if match else None
    except ValueError:
        moment = None
    if match is None or moment is None:
        return {"DateTimeDescription": when or None} if when else {}
    return {
        "DateSet": "true",
        "TimeSet": "true" if match.group(1) else "false",
        "DateTime": moment.isoformat() + ".000",
    }


def bgr(colour: str) -> int:
    """``#rrggbb`` as the integer i2 uses: blue · 65536 + green · 256 + red.

    >>> bgr("#ff0000"), bgr("#0000ff")
    (255, 16711680)
    """
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red | green << 8 | blue << 16
