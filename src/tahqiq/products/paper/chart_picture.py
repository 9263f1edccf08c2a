"""A chart drawn on the server: groups, lines with what they say, items with icon and name, and a legend of
the signs that stand in it.

Lines of what is recorded only: proposals of a program and the joins of fragments are not part of what leaves.
Pure: the same answers give the same picture.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tahqiq.kit.locale import format_number
from tahqiq.kit.text import first_strong
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.board import Item
from tahqiq.products.board_events import Happened
from tahqiq.products.board_lines import Line
from tahqiq.products.board_rules import Style, Styled
from tahqiq.products.paper.icons import chosen_icon, colour_of, icon_of, shape_of
from tahqiq.products.paper.joined_lines import Joined, as_one, between, joined, strands
from tahqiq.products.paper.layout import Layout
from tahqiq.products.paper.marks import (
    Mark,
    Outline,
    Photo,
    Picture,
    Step,
    Words,
    ellipse,
    moved,
    polygon,
    rounded,
)
from tahqiq.products.paper.names import Boxes, Named, Place, placed, put_signs, wide
from tahqiq.products.paper.photographs import SIDE
from tahqiq.products.paper.routes import CLEAR, Field, Point, Window, routed
from tahqiq.products.paper.rule_styles import PLAIN, words_of
from tahqiq.products.paper.strokes import PAPER, QUIET, gap, stroke, words_on
from tahqiq.products.paper.written import box_of, settled, written

UNIT = 66.0
"""Points between two items that are one unit apart."""
RADIUS = 13.0
PHOTO = 1.7
"""How many times as large an item with a photograph is drawn."""
NAME, SMALL = 11.0, 9.5
"""How large names are, and the words below them."""
EDGE, BEYOND = 10.0, 1.5
INK, GROUP = "#1c2328", "#e8edf1"
_LONGEST = 34
_WORDS = 44
_NAMES = 2
READABLE = 0.62
"""The smallest scale at which the names of items (11 points) are still read."""


def label_of(line: Line, items: Mapping[str, Item], locale: str) -> str:
    """What a line is called in a language, as on the screen: its type, or the words that the type of one of
    its ends has for the property; those of any type where neither end is in ``items`` or has it."""
    schema = vocabulary().schemata.get(line["label"])
    if schema is not None:
        return schema.label(locale)
    ends = [items[end]["schema"] for end in (line["a"], line["b"]) if end in items]
    types = [vocabulary().schemata[name] for name in ends if name in vocabulary().schemata]
    return next(
        (
            one.properties[line["label"]].label(locale)
            for one in (*types, *vocabulary().schemata.values())
            if line["label"] in one.properties
        ),
        line["label"],
    )


def line_text(pair: Joined, items: Mapping[str, Item], locale: str) -> str:
    """What stands on a line: what it is, and how often; both ways apart, as they lie (``a`` first)."""
    names = list(dict.fromkeys(label_of(line, items, locale) for line in pair.lines))
    told = " · ".join(names[:_NAMES]) + (" …" if len(names) > _NAMES else "")
    if pair.weight <= 1:
        return told
    if pair.forth and pair.back:
        return f"{told} ×{format_number(pair.forth + pair.back, locale)}"
    return f"{told} ×{format_number(pair.forth + pair.back or pair.weight, locale)}"


def rtl(text: str) -> bool:
    """Whether a text runs from right to left by its first strong letter."""
    return first_strong(text) == "rtl"


@dataclass(frozen=True, slots=True)
class Drawable:
    """What a picture is made of: items that are not in ``items`` are left out. ``saying`` tells what stands
    on a line (and whether its second end is to the left of its first); its types and how often where there is
    none. ``styled`` is how the rules of the chart let things look; ``events`` are the single ones that are
    drawn where the layout asks for each; ``photos`` the photographs of items by their id (JPEG of
    :data:`SIDE` pixels)."""

    layout: Layout
    items: Mapping[str, Item]
    lines: Sequence[Line]
    locale: str
    saying: Callable[[Joined, bool], str] | None = None
    styled: Styled = PLAIN
    events: Sequence[Happened] = ()
    photos: Mapping[str, bytes] = field(default_factory=dict)


def drawn(what: Drawable, unit: float, bent: bool = True) -> tuple[Picture, int]:
    """The picture with ``unit`` points between two items that are one unit apart, and how much lies on
    something else in it; lines run round items where ``bent``."""
    layout, faces, locale, styled, saying = what.layout, what.photos, what.locale, what.styled, what.saying
    items, lines = as_one(layout, what.items, what.lines)
    places = {one.id: (one.x * unit, one.y * unit) for one in layout.items if one.id in items}
    areas = _areas(layout, places)
    marks: list[Mark] = [mark for name, box in areas.items() for mark in _group(layout.groups[name], box)]
    pairs = [pair for pair in joined(lines) if pair.a in places and pair.b in places]
    over: list[Mark] = []
    spots, below = named(places, items, locale, styled, faces)
    taken = Boxes()
    put_signs(spots, taken)
    for name, (left, top, width, _) in areas.items():
        taken.put(_group_name(layout.groups[name], left, top, width))
    texts = settled(layout.texts, unit, taken)
    names = placed(spots, taken)
    rooms = {one.id: (one.radius, one.wide, one.high) for one in spots}
    around = Field(
        [
            (x / unit, y / unit, CLEAR * UNIT / unit * max(0.7, rooms[one][0] / RADIUS))
            for one, (x, y) in places.items()
        ]
    )
    single = between(what.events, layout)
    window = _window(list(places.values()), unit)
    bends: list[Point] = []
    for pair in pairs:
        how = layout.line_ways.get(f"{pair.a} {pair.b}", layout.ways)
        for one in strands(pair, how, single.get((pair.a, pair.b), ())):
            ends = [(x / unit, y / unit) for x, y in (places[pair.a], places[pair.b])]
            way = [
                (x * unit, y * unit)
                for x, y in (routed(ends[0], ends[1], around, one.wish, window) if bent else ends)
            ]
            bends += way[1:-1]
            gaps = [_gap(run, rooms[end], names[end]) for run, end in ((way, pair.a), (way[::-1], pair.b))]
            marks += stroke(one, way, (gaps[0], gaps[1]), styled)
            told = (
                saying(one, places[pair.b][0] < places[pair.a][0])
                if saying
                else line_text(one, items, locale)
            )
            if told:
                over += words_on(way, told, taken)
    marks += over  # names come last: what is put on a line for want of room hides none
    for identity, (x, y) in places.items():
        marks += _item(
            items[identity],
            x,
            y,
            styled.items.get(identity),
            below[identity],
            names[identity],
            faces.get(identity),
        )
    marks += written(texts, places, unit)
    picture = Picture(
        *_around(spots, names, bends, [*(box_of(text, unit) for text in texts), *areas.values()]),
        tuple(marks),
    )
    return picture, taken.clashes


def _window(places: Sequence[Point], unit: float) -> Window:
    """How far lines may bow: a little beyond the items, in units of a chart."""
    xs, ys = [x / unit for x, _ in places] or [0.0], [y / unit for _, y in places] or [0.0]
    return min(xs) - BEYOND, min(ys) - BEYOND, max(xs) + BEYOND, max(ys) + BEYOND


def named(
    places: Mapping[str, Point],
    items: Mapping[str, Item],
    locale: str,
    styled: Styled,
    faces: Mapping[str, bytes],
) -> tuple[list[Named], dict[str, tuple[str, ...]]]:
    """The room that each name takes, and the words below it."""
    below = {
        one: tuple(_short(word, _WORDS) for word in words_of(styled.items.get(one), locale)) for one in places
    }
    spots = [
        Named(
            one,
            x,
            y,
            RADIUS
            * (
                PHOTO
                if one in faces
                else ((look.look.size if (look := styled.items.get(one)) else 0.0) or 1.0)
            ),
            max(wide(_short(items[one]["caption"]), NAME), *(wide(word, SMALL) for word in below[one]), 0.0),
            NAME + 3 + (SMALL + 2.5) * len(below[one]),
            NAME + 3,
        )
        for one, (x, y) in places.items()
    ]
    return spots, below


def _gap(way: Sequence[Point], room: tuple[float, float, float], name: Place) -> float:
    radius, width, high = room
    return gap(way, radius, width if name.side == "below" else 0.0, high if name.side == "below" else 0.0)


def _around(
    spots: Sequence[Named],
    names: Mapping[str, Place],
    bends: Sequence[Point],
    texts: Sequence[tuple[float, float, float, float]],
) -> tuple[float, float, float, float]:
    """Left, top, width and height of everything that is drawn, with a little room."""
    boxes = [
        (one.x - one.radius * 1.3, one.y - one.radius, one.radius * 2.6, one.radius * 2) for one in spots
    ]
    boxes += [(names[one.id].middle - one.wide / 2, names[one.id].top, one.wide, one.high) for one in spots]
    boxes += [*((x, y, 0.0, 0.0) for x, y in bends), *texts]
    boxes = boxes or [(0.0, 0.0, 1.0, 1.0)]
    left, top = min(one[0] for one in boxes) - EDGE, min(one[1] for one in boxes) - EDGE
    return (
        left,
        top,
        max(one[0] + one[2] for one in boxes) + EDGE - left,
        max(one[1] + one[3] for one in boxes) + EDGE - top,
    )


def shape(name: str, x: float, y: float, r: float = RADIUS) -> tuple[Step, ...]:
    """The outline of an item round (x, y), as on the screen."""
    if name == "square":
        return rounded(x - r * 0.92, y - r * 0.92, r * 1.84, r * 1.84, 2.5)
    if name == "pill":
        return rounded(x - r * 1.3, y - r * 0.82, r * 2.6, r * 1.64, r * 0.82)
    corners: dict[str, list[tuple[float, float]]] = {
        "diamond": [(0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)],
        "hexagon": [(-0.55, -0.95), (0.55, -0.95), (1.1, 0), (0.55, 0.95), (-0.55, 0.95), (-1.1, 0)],
        "triangle": [(0, -1.15), (1.15, 0.92), (-1.15, 0.92)],
    }
    if name in corners:
        return polygon([(x + a * r, y + b * r) for a, b in corners[name]])
    return ellipse(x, y, r, r)


def sign(schema: str, x: float, y: float, style: Style | None = None) -> list[Mark]:
    """A kind of thing: its outline with its icon, as the rules let it look."""
    look = style.look if style else None
    colour = (look.colour if look else "") or colour_of(schema)
    radius = RADIUS * ((look.size if look else 0.0) or 1.0)
    scale = radius * 1.15 / 24
    icon = chosen_icon(look.icon) if look and look.icon else icon_of(schema)
    return [
        Outline(shape(shape_of(schema), x, y, radius), PAPER, (look.frame if look else "") or colour, 1.4),
        Outline(moved(icon, x - 12 * scale, y - 12 * scale, scale), "", colour, 1.25, None, True),
    ]


def _item(
    item: Item,
    x: float,
    y: float,
    style: Style | None,
    below: Sequence[str],
    name: Place,
    photo: bytes | None = None,
) -> list[Mark]:
    shown = _short(item["caption"])
    size = PHOTO if photo else (style.look.size if style else 0.0) or 1.0
    colour = ((style.look.frame or style.look.colour) if style else "") or colour_of(item["schema"])
    face: list[Mark] = []
    if photo:
        face = [
            Photo(x, y, RADIUS * size, photo, SIDE),
            Outline(ellipse(x, y, RADIUS * size, RADIUS * size), "", colour, 2.2),
        ]
    told = [(one, name.top + NAME + (SMALL + 2.5) * at) for at, one in enumerate(below, 1)]
    return [
        *(face or sign(item["schema"], x, y, style)),
        Words(name.middle, name.top + NAME, shown, NAME, INK, "middle", rtl(shown), False, PAPER),
        *(Words(name.middle, at, one, SMALL, QUIET, "middle", rtl(one), False, PAPER) for one, at in told),
    ]


def _short(label: str, most: int = _LONGEST) -> str:
    return label if len(label) <= most else label[: most - 1] + "…"


def _areas(layout: Layout, places: Mapping[str, Point]) -> dict[str, tuple[float, float, float, float]]:
    """The area of each group that has items here: left, top, width and height. A collapsed group is one item,
    which bears its name."""
    made = {}
    shut = {one.group for one in layout.items if one.id in layout.stands}
    for group in (name for name in layout.groups if name not in shut):
        inside = [places[one.id] for one in layout.items if one.group == group and one.id in places]
        if inside:
            left, top = min(x for x, _ in inside) - 40, min(y for _, y in inside) - 42
            made[group] = (
                left,
                top,
                max(x for x, _ in inside) + 40 - left,
                max(y for _, y in inside) + 40 - top,
            )
    return made


def _group_name(name: str, left: float, top: float, width: float) -> tuple[float, float, float, float]:
    """The room that the name of a group takes in the upper corner of its area."""
    across = wide(name, NAME)
    return left + width - 12 - across if rtl(name) else left + 12, top + 5, across, NAME + 3


def _group(name: str, box: tuple[float, float, float, float]) -> list[Mark]:
    left, top, width, height = box
    turned = rtl(name)
    area = Outline(rounded(left, top, width, height, 14), GROUP)
    return [
        area,
        Words(
            left + width - 12 if turned else left + 12,
            top + 15,
            name,
            NAME,
            INK,
            "right" if turned else "left",
            turned,
            True,
        ),
    ]
