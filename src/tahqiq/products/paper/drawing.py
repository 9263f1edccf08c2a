"""A chart drawn on the server: groups, lines with what they say, items with icon and name, and a legend of the signs that stand in it.

Lines of what is recorded only: proposals of a program and the joins of fragments are not part of what leaves. Pure: the same answers give the same picture.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tahqiq.kit.locale import format_number
from tahqiq.kit.text import first_strong
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.board import Item
from tahqiq.products.board_lines import Line
from tahqiq.products.board_rules import Style, Styled
from tahqiq.products.paper.icons import chosen_icon, colour_of, icon_of, shape_of
from tahqiq.products.paper.layout import Layout
from tahqiq.products.paper.marks import Mark, Outline, Picture, Step, Words, ellipse, moved, polygon, rounded
from tahqiq.products.paper.styling import PLAIN, look_of, words_of
from tahqiq.products.paper.written import box_of, written

UNIT = 66.0
"""Points between two items that are one unit apart."""
RADIUS = 13.0
INK, QUIET, LINE, PAPER, GROUP = "#1c2328", "#4f5a63", "#6b7780", "#ffffff", "#e8edf1"
DASHES: Mapping[str, tuple[float, float] | None] = {"confirmed": None, "unconfirmed": (8, 5), "tentative": (2, 5)}
SURE_OF = {"solid": "confirmed", "dashed": "unconfirmed", "dotted": "tentative"}
"""Which strength's stroke a rule for lines asks for."""
_LONGEST = 34
_WORDS = 44
_NAMES = 2
_FEW = 150


@dataclass(frozen=True, slots=True)
class Joined:
    """All lines between two items as one: the surest of their strengths, all of their weights."""

    a: str
    b: str
    lines: tuple[Line, ...]
    strength: str
    weight: int
    forth: int
    back: int
    head_b: bool
    head_a: bool


def joined(lines: Sequence[Line]) -> list[Joined]:
    """Recorded lines by their ends, in the order of their ends."""
    found: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if line["kind"] not in ("sameness", "same"):
            found.setdefault((min(line["a"], line["b"]), max(line["a"], line["b"])), []).append(line)
    return [_joined(a, b, some) for (a, b), some in sorted(found.items())]


def _joined(a: str, b: str, lines: list[Line]) -> Joined:
    sure = min((list(DASHES).index(line["strength"]) for line in lines), default=1)
    forth = sum(line["events"]["out" if line["a"] == a else "in"] for line in lines)
    back = sum(line["events"]["in" if line["a"] == a else "out"] for line in lines)
    at_b = forth > 0 or any(line["directed"] and line["a"] == a for line in lines)
    at_a = back > 0 or any(line["directed"] and line["a"] == b for line in lines)
    return Joined(a, b, tuple(lines), list(DASHES)[sure], sum(line["weight"] for line in lines), forth, back, at_b, at_a)


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
) -> Picture:
    """The picture of the items that are in ``items``; those of ``layout`` that are not are left out. ``saying`` tells what stands on a line (and whether its second
    end is to the left of its first); its types and how often where there is none. ``letters`` times as large as on the screen, for a picture that is made smaller. ``styled`` is how the rules
    of the chart let things look."""
    places = {one.id: (one.x * UNIT, one.y * UNIT) for one in layout.items if one.id in items}
    marks: list[Mark] = [*_groups(layout, places)]
    pairs = [pair for pair in joined(lines) if pair.a in places and pair.b in places]
    over: list[Mark] = []
    below = {one: tuple(_short(word, _WORDS) for word in words_of(styled.items.get(one), locale)) for one in places}
    widths = {
        one: max(_wide(_short(items[one]["caption"]), 11 * letters), *(_wide(word, 9.5 * letters) for word in below[one]), 0.0)
        for one in places
    }
    heights = {one: (11 + 12 * len(below[one])) * letters for one in places}
    taken = [(x, y + (heights[one] + letters) / 2, max(26.0, widths[one]), 35 + heights[one]) for one, (x, y) in places.items()]
    for pair in pairs:
        marks += _line(pair, places, widths, heights, styled)
        text = saying(pair, places[pair.b][0] < places[pair.a][0]) if saying else said(pair, items, locale)
        if text:
            over.append(_told(pair, places, text, taken, letters))
    for identity, (x, y) in places.items():
        marks += _item(items[identity], x, y, letters, styled.items.get(identity), below[identity])
    marks += over
    xs = [x for x, _ in places.values()] or [0.0]
    ys = [y for _, y in places.values()] or [0.0]
    marks += written(layout.texts, places, UNIT)
    boxes = [box_of(text, UNIT) for text in layout.texts]
    left = min([min(xs) - 110 * letters, *(x - 12 for x, _, _, _ in boxes)])
    top = min([min(ys) - 50, *(y - 12 for _, y, _, _ in boxes)])
    right = max([max(xs) + 110 * letters, *(x + width + 12 for x, _, width, _ in boxes)])
    words = (11 + 12 * max(map(len, below.values()), default=0)) * letters
    foot = max([max(ys) + 44 + words, *(y + height + 12 for _, y, _, height in boxes)])
    return Picture(left, top, right - left, foot - top, tuple(marks))


def largest(layout: Layout, items: Mapping[str, Item], most: float) -> float:
    """How many times as large letters may be, up to ``most``, so that no two names lie on each other that would not at their usual size."""

    def clashes(letters: float) -> int:
        boxes = [
            (one.x * UNIT, one.y * UNIT + RADIUS + 11 * letters, _wide(_short(items[one.id]["caption"]), 11 * letters), 13 * letters)
            for one in layout.items[:_FEW]
            if one.id in items
        ]
        return sum(_overlap(a, b) for at, a in enumerate(boxes) for b in boxes[:at])

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


def _item(item: Item, x: float, y: float, letters: float, style: Style | None, below: Sequence[str]) -> list[Mark]:
    shown = _short(item["caption"])
    foot = y + RADIUS * ((style.look.size if style else 0.0) or 1.0) + 3 + 11 * letters
    told = [(one, foot + 12 * letters * at) for at, one in enumerate(below, 1)]
    return [
        *sign(item["schema"], x, y, style),
        Words(x, foot, shown, 11 * letters, INK, "middle", rtl(shown), False, PAPER),
        *(Words(x, at, one, 9.5 * letters, QUIET, "middle", rtl(one), False, PAPER) for one, at in told),
    ]


def width_of(weight: int) -> float:
    """The width of a line by its weight: each tenfold adds as much."""
    return min(7.0, 1.2 + 1.3 * math.log10(max(1, weight)))


def _line(
    pair: Joined, places: Mapping[str, tuple[float, float]], widths: Mapping[str, float], heights: Mapping[str, float], styled: Styled
) -> list[Mark]:
    (x1, y1), (x2, y2) = places[pair.a], places[pair.b]
    far = math.hypot(x2 - x1, y2 - y1) or 1.0
    ux, uy = (x2 - x1) / far, (y2 - y1) / far
    look = look_of(pair.lines, styled)
    width = min(12.0, 1.6 * look.width) if look.width else width_of(pair.weight)
    colour, dash = look.colour or LINE, DASHES[SURE_OF.get(look.dash, pair.strength)]
    near, back = (_gap(*way, widths[end], heights[end]) for way, end in (((ux, uy), pair.a), ((-ux, -uy), pair.b)))
    one, other = (x1 + ux * near, y1 + uy * near), (x2 - ux * back, y2 - uy * back)
    head = 6 + width
    start = (one[0] + ux * head * 0.8, one[1] + uy * head * 0.8) if pair.head_a else one
    end = (other[0] - ux * head * 0.8, other[1] - uy * head * 0.8) if pair.head_b else other
    marks: list[Mark] = [Outline((("M", *start), ("L", *end)), "", colour, width, dash)]
    if pair.head_b:
        marks.append(Outline(_head(other, (ux, uy), head), colour))
    if pair.head_a:
        marks.append(Outline(_head(one, (-ux, -uy), head), colour))
    return marks


def _gap(ux: float, uy: float, name: float, high: float) -> float:
    """How far from the middle of an item a line begins that leaves it in a direction: outside its sign, and below its name (and the words there, ``high`` together) where it
    would run through it."""
    below = (RADIUS + 9 + high) / uy if uy > 0.05 else 0.0
    return max(RADIUS + 4, below if abs(ux * below) < name / 2 + 3 else 0.0)


def _told(
    pair: Joined, places: Mapping[str, tuple[float, float]], text: str, taken: list[tuple[float, float, float, float]], letters: float
) -> Words:
    """``text`` on a line, at the place along it that is nearest its middle and free of items and of what other lines say."""
    (x1, y1), (x2, y2) = places[pair.a], places[pair.b]
    wide = _wide(text, 10 * letters)

    def box(at: float) -> tuple[float, float, float, float]:
        return x1 + (x2 - x1) * at, y1 + (y2 - y1) * at, wide, 11.0 * letters

    places_along = [box(at) for at in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)]
    found = next((one for one in places_along if not any(_overlap(one, other) for other in taken)), places_along[0])
    taken.append(found)
    return Words(found[0], found[1] + 3 * letters, text, 10 * letters, QUIET, "middle", rtl(text), False, PAPER)


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return abs(one[0] - other[0]) * 2 < one[2] + other[2] and abs(one[1] - other[1]) * 2 < one[3] + other[3]


def _wide(text: str, size: float) -> float:
    """About how wide a text is: letters of usual fonts are a little over half as wide as high."""
    return len(text) * size * 0.56


def _short(label: str, most: int = _LONGEST) -> str:
    return label if len(label) <= most else label[: most - 1] + "…"


def _head(point: tuple[float, float], way: tuple[float, float], size: float) -> tuple[Step, ...]:
    (x, y), (ux, uy) = point, way
    half = size * 0.42
    bx, by = x - ux * size, y - uy * size
    return polygon([(x, y), (bx - uy * half, by + ux * half), (bx + uy * half, by - ux * half)])


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
