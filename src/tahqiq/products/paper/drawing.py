"""A chart drawn on the server: groups, lines with what they say, items with icon and name, and a legend of the signs that stand in it.

Lines of what is recorded only: proposals of a program and the joins of fragments are not part of what leaves. Pure: the same answers give the same picture.
"""

from collections.abc import Callable, Mapping, Sequence

from tahqiq.kit.locale import format_number
from tahqiq.kit.text import first_strong
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.board import Item
from tahqiq.products.board_events import Happened
from tahqiq.products.board_lines import Line
from tahqiq.products.board_rules import Style, Styled
from tahqiq.products.paper.icons import chosen_icon, colour_of, icon_of, shape_of
from tahqiq.products.paper.joined import Joined, as_one, between, joined, strands
from tahqiq.products.paper.layout import Layout
from tahqiq.products.paper.marks import Mark, Outline, Photo, Picture, Step, Words, ellipse, moved, polygon, rounded
from tahqiq.products.paper.photographs import SIDE
from tahqiq.products.paper.routes import CLEAR, Field, Point, routed
from tahqiq.products.paper.strokes import PAPER, QUIET, gap, overlap, stroke, wide, words_on
from tahqiq.products.paper.styling import PLAIN, words_of
from tahqiq.products.paper.written import box_of, written

UNIT = 66.0
"""Points between two items that are one unit apart."""
RADIUS = 13.0
PHOTO = 1.7
"""How many times as large an item with a photograph is drawn."""
INK, GROUP = "#1c2328", "#e8edf1"
_LONGEST = 34
_WORDS = 44
_NAMES = 2
_FEW = 150


def label_of(line: Line, items: Mapping[str, Item], locale: str) -> str:
    """What a line is called in a language, as on the screen: its type, or the words that the type of one of its ends has for the property; those of any type
    where neither end is in ``items`` or has it."""
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


def said(pair: Joined, items: Mapping[str, Item], locale: str) -> str:
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


def draw(
    layout: Layout,
    items: Mapping[str, Item],
    lines: Sequence[Line],
    locale: str,
    saying: Callable[[Joined, bool], str] | None = None,
    letters: float = 1.0,
    styled: Styled = PLAIN,
    events: Sequence[Happened] = (),
    photos: Mapping[str, bytes] | None = None,
) -> Picture:
    """The picture of the items that are in ``items``; those of ``layout`` that are not are left out. ``saying`` tells what stands on a line (and whether its second
    end is to the left of its first); its types and how often where there is none. ``letters`` times as large as on the screen, for a picture that is made smaller. ``styled`` is how the rules
    of the chart let things look; ``events`` are the single ones that are drawn where the layout asks for each; ``photos`` the photographs of items by their id (JPEG of :data:`SIDE` pixels)."""
    faces = photos or {}
    items, lines = as_one(layout, items, lines)
    places = {one.id: (one.x * UNIT, one.y * UNIT) for one in layout.items if one.id in items}
    marks: list[Mark] = [*_groups(layout, places)]
    pairs = [pair for pair in joined(lines) if pair.a in places and pair.b in places]
    over: list[Mark] = []
    below = {one: tuple(_short(word, _WORDS) for word in words_of(styled.items.get(one), locale)) for one in places}
    widths = {
        one: max(wide(_short(items[one]["caption"]), 11 * letters), *(wide(word, 9.5 * letters) for word in below[one]), 0.0)
        for one in places
    }
    heights = {one: (11 + 12 * len(below[one])) * letters for one in places}
    sizes = {one: PHOTO if one in faces else ((look.look.size if (look := styled.items.get(one)) else 0.0) or 1.0) for one in places}
    taken = [(x, y + (heights[one] + letters) / 2, max(26.0, widths[one]), 35 + heights[one]) for one, (x, y) in places.items()]
    field = Field([(x / UNIT, y / UNIT, CLEAR * max(0.7, sizes[one])) for one, (x, y) in places.items()])
    single = between(events, layout)
    bends: list[Point] = []
    for pair in pairs:
        how = layout.line_ways.get(f"{pair.a} {pair.b}", layout.ways)
        for one in strands(pair, how, single.get((pair.a, pair.b), ())):
            ends = [(x / UNIT, y / UNIT) for x, y in (places[pair.a], places[pair.b])]
            way = [(x * UNIT, y * UNIT) for x, y in routed(ends[0], ends[1], field, one.wish)]
            bends += way[1:-1]
            gaps = [gap(run, RADIUS * sizes[end], widths[end], heights[end]) for run, end in ((way, pair.a), (way[::-1], pair.b))]
            marks += stroke(one, way, (gaps[0], gaps[1]), styled)
            text = saying(one, places[pair.b][0] < places[pair.a][0]) if saying else said(one, items, locale)
            if text:
                over += words_on(way, text, taken, letters)
    for identity, (x, y) in places.items():
        marks += _item(items[identity], x, y, letters, styled.items.get(identity), below[identity], faces.get(identity))
    marks += over
    xs = [x for x, _ in places.values()] or [0.0]
    ys = [y for _, y in places.values()] or [0.0]
    marks += written(layout.texts, places, UNIT)
    boxes = [box_of(text, UNIT) for text in layout.texts]
    left = min([min(xs) - 110 * letters, *(x - 12 for x, _ in bends), *(x - 12 for x, _, _, _ in boxes)])
    top = min([min(ys) - 50, *(y - 12 for _, y in bends), *(y - 12 for _, y, _, _ in boxes)])
    right = max([max(xs) + 110 * letters, *(x + 12 for x, _ in bends), *(x + width + 12 for x, _, width, _ in boxes)])
    words = (11 + 12 * max(map(len, below.values()), default=0)) * letters
    foot = max([max(ys) + 44 + words, *(y + 12 for _, y in bends), *(y + height + 12 for _, y, _, height in boxes)])
    return Picture(left, top, right - left, foot - top, tuple(marks))


def largest(layout: Layout, items: Mapping[str, Item], most: float) -> float:
    """How many times as large letters may be, up to ``most``, so that no two names lie on each other that would not at their usual size."""

    def clashes(letters: float) -> int:
        boxes = [
            (one.x * UNIT, one.y * UNIT + RADIUS + 11 * letters, wide(_short(items[one.id]["caption"]), 11 * letters), 13 * letters)
            for one in layout.items[:_FEW]
            if one.id in items
        ]
        return sum(overlap(a, b) for at, a in enumerate(boxes) for b in boxes[:at])

    usual = clashes(1.0)
    steps = [1.0 + 0.1 * at for at in range(round((most - 1.0) * 10), 0, -1)] if len(layout.items) <= _FEW else []
    return next((letters for letters in steps if clashes(letters) <= usual), 1.0)


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
    item: Item, x: float, y: float, letters: float, style: Style | None, below: Sequence[str], photo: bytes | None = None
) -> list[Mark]:
    shown = _short(item["caption"])
    size = PHOTO if photo else (style.look.size if style else 0.0) or 1.0
    foot = y + RADIUS * size + 3 + 11 * letters
    colour = ((style.look.frame or style.look.colour) if style else "") or colour_of(item["schema"])
    face: list[Mark] = []
    if photo:
        face = [Photo(x, y, RADIUS * size, photo, SIDE), Outline(ellipse(x, y, RADIUS * size, RADIUS * size), "", colour, 2.2)]
    told = [(one, foot + 12 * letters * at) for at, one in enumerate(below, 1)]
    return [
        *(face or sign(item["schema"], x, y, style)),
        Words(x, foot, shown, 11 * letters, INK, "middle", rtl(shown), False, PAPER),
        *(Words(x, at, one, 9.5 * letters, QUIET, "middle", rtl(one), False, PAPER) for one, at in told),
    ]


def _short(label: str, most: int = _LONGEST) -> str:
    return label if len(label) <= most else label[: most - 1] + "…"


def _groups(layout: Layout, places: Mapping[str, tuple[float, float]]) -> list[Mark]:
    marks: list[Mark] = []
    for group, name in layout.groups.items():
        inside = [places[one.id] for one in layout.items if one.group == group and one.id in places]
        if not inside:
            continue
        xs, ys = [x for x, _ in inside], [y for _, y in inside]
        left, top, right = min(xs) - 40, min(ys) - 42, max(xs) + 40
        turned = rtl(name)
        marks.append(Outline(rounded(left, top, right - left, max(ys) + 40 - top, 14), GROUP))
        marks.append(Words(right - 12 if turned else left + 12, top + 15, name, 11, INK, "right" if turned else "left", turned, True))
    return marks
