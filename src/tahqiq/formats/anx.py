"""ANX charts (i2 Analyst's Notebook XML), in and out: entities, links, cards, with grades, strengths, places
and colours.

Read: ``graph.node``, ``graph.edge`` (:mod:`tahqiq.formats.graphrows`) and ``anx.card`` (``owner`` = id of the
item, ``owner_kind`` = node or edge). An entity's id is its identity, or its number where two entities have
one identity. Grades come as the text they point to (``-`` = not graded), strengths as confirmed, unconfirmed,
tentative by their line (any other by its name). A photograph is a member of the chart, which ``picture`` of
its item names. Other kinds of chart items are told. A date in words beside a set date is the attribute
``DateTimeDescription`` (of a card: the last line of its text). What the chart says of itself is
``graph.about``. Set aside by name: fonts, palettes, pages, line bends, the lists that items point into. The
writer is :mod:`tahqiq.formats.anxwrite`; opening its files in a real Analyst's Notebook was not checked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from tahqiq.formats.anx_fields import KNOWN
from tahqiq.formats.anxlooks import looks, picture_of, rgb, true
from tahqiq.formats.anxwrite import ARROWS, GRADES, SHAPES, STRENGTHS, write
from tahqiq.formats.base import FormatReader
from tahqiq.formats.chart import PREFIX
from tahqiq.formats.graphrows import EDGES, NODES, GraphRows
from tahqiq.formats.leftover import leaves, set_aside
from tahqiq.formats.reader import NO, Confidence, Item, Member
from tahqiq.formats.rows import Rows
from tahqiq.formats.xmlwalk import child, children, local, looks_like, walk
from tahqiq.kit.reasons import reason
from tahqiq.model.account import LOOK, TECHNICAL
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem

__all__ = ["READER", "write"]

Values = dict[str, str | None]
_DRAWS = re.compile(
    r"Font|Palette|Legend|Style|Background|Grid|Picture|Colour|Time(?:Bar|line)|Connection|Snapshot|Print"
)
_SHAPE_OF = {element: shape for shape, element in SHAPES.items()}
_ARROW_OF = {arrow: direction for direction, arrow in ARROWS.items()}
_STRENGTH_OF = {style: strength for strength, (_, style) in STRENGTHS.items()}
_NAMED = {name.casefold(): strength for strength, (name, _) in STRENGTHS.items()}
"""Strengths by the names that the program itself gives them, for files without a list of strengths."""
_GRADE_COLUMNS = ("grade_one", "grade_two", "grade_three")


def sniff(head: bytes, name: str) -> Confidence:
    """The root element and one of the collections that only such a chart has."""
    if looks_like(head, "<Chart") and any(
        looks_like(head, mark)
        for mark in ("ChartItemCollection", "StrengthCollection", "EntityTypeCollection")
    ):
        return Confidence(0.98, reason("format-contains", what="<Chart>"))
    return (
        Confidence(0.7, reason("format-begins", what="<Chart>"))
        if name.lower().endswith(".anx") and looks_like(head[:4096], "<Chart")
        else NO
    )


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """Two walks: the lists that items point into, then the items."""
    with path.open("rb") as stream:
        book = _lists(stream_walk=walk(stream, ("ChartItem",)))
    chart = _Chart(rows, book)
    depth = 0
    with path.open("rb") as stream:
        for event, tag, element in walk(stream, ("ChartItem",)):
            depth += 1 if event == "start" else -1
            if event == "end" and tag == "ChartItem":
                chart.take(element)
                yield from rows.ready()
                yield from chart.pictures()
            elif event == "end" and depth <= 1 and tag != "ChartItemCollection":
                chart.around(tag, element)
    chart.finish()


@dataclass(slots=True)
class _Lists:
    """What indices and references of items mean; icons by the id and the name of their type."""

    grades: dict[str, list[str]] = field(default_factory=dict)
    strengths: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    icons: dict[str, str] = field(default_factory=dict)


def _lists(stream_walk: Iterator[tuple[str, str, Element]]) -> _Lists:
    book = _Lists()
    owner = ""
    try:
        for event, tag, element in stream_walk:
            if event == "start":
                owner = tag if tag in (*GRADES, "SourceHints") else owner
            elif tag in GRADES or tag == "SourceHints":
                owner = ""
            elif tag == "String" and owner in GRADES:
                book.grades.setdefault(owner, []).append(element.get("Text", ""))
            elif tag == "Strength":
                said = _STRENGTH_OF.get(element.get("DotStyle", ""), element.get("Name", ""))
                book.strengths |= {element.get("Name", ""): said, element.get("Id", ""): said}
            elif tag in ("EntityType", "LinkType"):
                book.types[element.get("Id", "")] = element.get("Name", "")
                if tag == "EntityType" and (icon := element.get("IconFile")):
                    book.icons |= {
                        key: icon for key in (element.get("Id"), element.get("Name")) if key
                    }  # types without an id go by name
            elif tag == "AttributeClass":
                book.classes[element.get("Id", "")] = element.get("Name", "")
    except ValueError:  # limits and refused entities: the second walk meets the same and tells it
        return book
    except SyntaxError:  # ParseError: a file that is cut still has the lists before the cut
        return book
    return book


class _Chart:
    """Takes chart items one by one; links that stand before their ends wait until the end."""

    def __init__(self, rows: Rows, book: _Lists) -> None:
        self._graph = GraphRows(rows)
        self._rows = rows
        self._book = book
        self._ends: dict[str, str] = {}
        self._identities: set[str] = set()
        self._waiting: list[tuple[Values, list[Element]]] = []
        self._items = 0
        self._pictures: list[Member] = []
        self._pictured = 0

    def pictures(self) -> list[Member]:
        """The photographs of the items since it was asked last."""
        found, self._pictures = self._pictures, []
        return found

    def take(self, item: Element) -> None:
        """One chart item: an entity, a link, or something that is told."""
        self._items += 1
        end, link = child(item, "End"), child(item, "Link")
        entity = child(end, "Entity") if end is not None else None
        if end is not None and entity is not None:
            self._entity(item, end, entity)
        elif link is not None:
            self._link(item, link)
        else:
            kind = next(
                (local(one.tag) for one in item if local(one.tag) not in ("AttributeCollection", "CIStyle")),
                "",
            )
            place = Place(Part(4, "entry", "chart items"), self._items)
            count = sum(1 for _ in leaves(item))
            self._rows.tell(
                Problem(
                    "chart-item-not-modelled",
                    place,
                    value=": ".join(filter(None, (kind, item.get("Label")))),
                    records=1,
                    fields=count,
                )
            )

    def around(self, tag: str, element: Element) -> None:
        """What stands beside the items: the summary is said of the chart, everything else describes or
        draws."""
        if tag == "Chart":
            for name, value in element.attrib.items():
                if value.strip():
                    self._rows.aside(f"Chart/{local(name)}", Place(), TECHNICAL)
        elif tag == "Summary":
            for one in element.iter():
                name = one.get("Name") or one.get("Type") or local(one.tag)
                text = one.get("Field") or one.get("Value") or (one.text or "").strip()
                if text:
                    self._graph.about(name, text)
                for attribute, value in one.attrib.items():
                    if value.strip() and attribute not in ("Field", "Value"):
                        self._rows.aside(f"{local(one.tag)}/{attribute}", Place(), TECHNICAL)
        else:
            for name, _ in leaves(element):
                self._rows.aside(name, Place(), LOOK if _DRAWS.search(tag) else TECHNICAL)

    def finish(self) -> None:
        """The links that waited, and ends that are nowhere."""
        for values, cards in self._waiting:
            self._edge(values, cards)
        self._graph.finish()

    def _entity(self, item: Element, end: Element, entity: Element) -> None:
        number, identity = entity.get("EntityId") or item.get("Id") or "", entity.get("Identity") or ""
        own = identity if identity and identity not in self._identities else number
        self._identities.add(own)
        for key in filter(None, (entity.get("EntityId"), item.get("Id"))):
            self._ends.setdefault(key, own)
        values: Values = self._card_values(item, Place(NODES, len(self._graph.nodes) + 1)) | self._attributes(
            item
        )
        shape = next((one for one in entity if local(one.tag) in _SHAPE_OF), None)
        if shape is not None:
            style = child(shape, f"{local(shape.tag)}Style")
            values["shape"] = _SHAPE_OF[local(shape.tag)]
            if style is not None:
                values["type"] = style.get("Type") or self._book.types.get(
                    style.get("EntityTypeReference", "")
                )
                drawn = looks(style, values["shape"] or "", self._book.icons) | {
                    "picture": self._picture(style)
                }
                values |= {name: value for name, value in drawn.items() if value}
        values |= {"id": own, "x": end.get("X"), "y": end.get("Y")}
        if self._graph.node(values):
            self._take_cards(values, "node", _cards_of(item, entity))
        set_aside(self._rows, Place(NODES, len(self._graph.nodes)), item, KNOWN)

    def _picture(self, style: Element) -> str | None:
        """A photograph becomes a member of the chart; its name there."""
        place = Place(NODES, len(self._graph.nodes) + 1)
        try:
            data, ending = picture_of(style)
        except ValueError as error:
            self._rows.tell(
                Problem("entry-unreadable", place, "picture", fields=1, params={"reason": str(error)})
            )
            return None
        if not data:
            return None
        if len(data) > self._rows.limits.max_member_bytes:
            self._rows.tell(
                Problem(
                    "limit-reached",
                    place,
                    "picture",
                    fields=1,
                    params={"limit": f"{self._rows.limits.max_member_bytes} bytes"},
                )
            )
            return None
        self._pictured += 1
        name = f"picture-{self._pictured}{ending}"
        self._pictures.append(Member(name, data, place))
        return name

    def _link(self, item: Element, link: Element) -> None:
        style = child(link, "LinkStyle")
        values: Values = self._card_values(item, Place(EDGES, self._items)) | self._attributes(item)
        values["id"] = item.get("Id")
        values["source"] = link.get("End1Id") or link.get("End1Reference")
        values["target"] = link.get("End2Id") or link.get("End2Reference")
        if style is not None:
            strength = style.get("Strength") or style.get("StrengthReference") or ""
            values["type"] = style.get("Type") or self._book.types.get(style.get("LinkTypeReference", ""))
            values["strength"] = self._book.strengths.get(strength) or _NAMED.get(
                strength.casefold(), strength
            )
            arrow = style.get("ArrowStyle", "ArrowNone")
            values["direction"] = _ARROW_OF.get(arrow)
            if values["direction"] is None:
                values[PREFIX + "ArrowStyle"] = arrow
            values["colour"] = rgb(style.get("LineColour"))
            if width := style.get("LineWidth"):
                values["width"] = width
        cards = _cards_of(item, link)
        set_aside(self._rows, Place(EDGES, self._items), item, KNOWN)
        if values["source"] in self._ends and values["target"] in self._ends:
            self._edge(values, cards)
        else:
            self._waiting.append((values, cards))

    def _edge(self, values: Values, cards: list[Element]) -> None:
        for end in ("source", "target"):
            values[end] = self._ends.get(values[end] or "", values[end] or "")
        row = self._graph.edge(values)
        self._take_cards(values | {"id": values["id"] or str(row)}, "edge", cards)

    def _take_cards(self, owner: Values, kind: str, cards: list[Element]) -> None:
        for card in cards:
            said = self._card_values(card, Place(NODES if kind == "node" else EDGES))
            names = ("when", "source_reference", "source_type", *_GRADE_COLUMNS)
            values = {name: said[name] for name in names}
            values |= {"owner": owner["id"], "owner_kind": kind, "summary": card.get("Summary")}
            values |= {"source": owner.get("source"), "target": owner.get("target")} if kind == "edge" else {}
            values["text"] = "\n".join(
                filter(
                    None,
                    (
                        card.get("Text"),
                        said.get(PREFIX + "DateTimeDescription"),
                        said["description"],
                        said["label"],
                    ),
                )
            )
            self._graph.card(values)

    def _card_values(self, element: Element, place: Place) -> Values:
        values: Values = {
            "label": element.get("Label"),
            "description": element.get("Description"),
            "when": when(element),
            "source_reference": element.get("SourceReference"),
            "source_type": element.get("SourceType"),
        }
        if _part(element, "DateTime") and not true(element.get("DateSet")):
            self._rows.aside(f"{local(element.tag)}/DateTime", place, TECHNICAL)
        words, zone = _part(element, "DateTimeDescription"), child(element, "TimeZone")
        if words and words != values["when"]:
            values[PREFIX + "DateTimeDescription"] = words
        if zone is not None:
            values[PREFIX + "TimeZone"] = zone.get("Name") or zone.get("UniqueID")
        for column, name in zip(_GRADE_COLUMNS, GRADES, strict=True):
            values[column] = self._grade(name, element.get(f"{name}Index"), place, column)
        return values

    def _grade(self, name: str, index: str | None, place: Place, column: str) -> str | None:
        texts = self._book.grades.get(name, [])
        if index is None or (index == "0" and not texts):
            return None
        if index.isascii() and index.isdigit() and len(index) < 6 and int(index) < len(texts):
            return texts[int(index)] if texts[int(index)] != "-" else None
        self._rows.tell(Problem("grade-not-in-list", place, column, index))
        return None

    def _attributes(self, item: Element) -> Values:
        found: Values = {}
        for collection in children(item, "AttributeCollection"):
            for one in children(collection, "Attribute"):
                name = one.get("AttributeClass") or self._book.classes.get(
                    one.get("AttributeClassReference", ""), ""
                )
                before, value = found.get(PREFIX + name), one.get("Value")
                found[PREFIX + name] = (
                    f"{before}\n{value}"
                    if before and value and value not in before.split("\n")
                    else value or before
                )
        return found


def _cards_of(item: Element, inner: Element) -> list[Element]:
    """Cards stand inside the entity or link; some programs write them into the chart item."""
    return [
        card
        for owner in (inner, item)
        for collection in children(owner, "CardCollection")
        for card in children(collection, "Card")
    ]


def when(element: Element) -> str | None:
    """The date (and time, when it is set) of an item or card without empty fractions of a second; else its
    description in words."""
    stamp = _part(element, "DateTime")
    if true(element.get("DateSet")) and stamp:
        return stamp.removesuffix(".000") if true(element.get("TimeSet")) else stamp[:10]
    return _part(element, "DateTimeDescription") or None


def _part(element: Element, name: str) -> str:
    """What an attribute says; some programs write an element of the same name instead."""
    inner = child(element, name)
    return element.get(name) or ((inner.text or "").strip() if inner is not None else "")


READER = FormatReader("anx", 4, "Analyst's Notebook chart (ANX)", (".anx",), sniff, read)
