"""One line of a drawing along its way: from sign to sign, with heads, and what it says."""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence

from tahqiq.kit.text import first_strong
from tahqiq.products.board_rules import Styled
from tahqiq.products.paper.joined_lines import Joined
from tahqiq.products.paper.marks import Mark, Outline, Step, Words, polygon, rounded
from tahqiq.products.paper.names import Boxes, wide
from tahqiq.products.paper.routes import Point, point_at, points_at, without_ends
from tahqiq.products.paper.rule_styles import look_of

LINE, PAPER, QUIET = "#6b7780", "#ffffff", "#4f5a63"
DASHES: Mapping[str, tuple[float, float] | None] = {
    "confirmed": None,
    "unconfirmed": (8, 5),
    "tentative": (2, 5),
}
SURE_OF = {"solid": "confirmed", "dashed": "unconfirmed", "dotted": "tentative"}
"""Which strength's stroke a rule for lines asks for."""
ALONG = tuple(0.5 + side * step * 0.04 for step in range(9) for side in ((1, -1) if step else (1,)))
"""Where along a line its words are tried, nearest to the middle first."""
ASIDE = (0.8, -0.8, 1.4, -1.4)
"""How far beside a line, in heights of its words, they are tried where nothing on it is free."""
_LATIN, _ARABIC = 10.0, 12.0
"""How large the words on lines are; Arabic letters and digits are small for their size."""


def width_of(weight: int) -> float:
    """The width of a line by its weight: each tenfold adds as much."""
    return min(7.0, 1.2 + 1.3 * math.log10(max(1, weight)))


def stroke(pair: Joined, way: Sequence[Point], gaps: tuple[float, float], styled: Styled) -> list[Mark]:
    """A line along ``way`` (from ``pair.a``), ``gaps`` how far from the middle of its ends it begins and
    stops."""
    look = look_of(pair.lines, styled)
    width = min(12.0, 1.6 * look.width) if look.width else width_of(pair.weight)
    colour, dash = look.colour or LINE, DASHES[SURE_OF.get(look.dash, pair.strength)]
    head = 6 + width
    length = sum(math.dist(one, other) for one, other in itertools.pairwise(way))
    near, far = gaps if sum(gaps) + 2 * head < length else (0.0, 0.0)
    run = without_ends(way, near + head * 0.8 * pair.head_a, far + head * 0.8 * pair.head_b)
    marks: list[Mark] = [
        Outline((("M", *run[0]), *(("L", *point) for point in run[1:])), "", colour, width, dash)
    ]
    if pair.head_b:
        marks += _head(list(way), far, head, colour)
    if pair.head_a:
        marks += _head(list(reversed(way)), near, head, colour)
    return marks


def gap(way: Sequence[Point], radius: float, name: float, high: float) -> float:
    """How far from the middle of an item a line begins that leaves it along ``way``: outside its sign, and
    below its name (and the words there, ``high`` together) where it would run through it."""
    (x1, y1), (x2, y2) = way[0], way[1]
    far = math.hypot(x2 - x1, y2 - y1) or 1.0
    ux, uy = (x2 - x1) / far, (y2 - y1) / far
    below = (radius + 9 + high) / uy if uy > 0.05 else 0.0
    return max(radius + 4, below if abs(ux * below) < name / 2 + 3 else 0.0)


def words_on(way: Sequence[Point], text: str, taken: Boxes) -> list[Mark]:
    """``text`` on a line, at the place along it that is nearest its middle and free of items, names and of
    what other lines say, else close beside it; the line does not run through it."""
    size = _ARABIC if any("\u0600" <= letter <= "\u06ff" for letter in text) else _LATIN
    width, high = wide(text, size), size + 2
    spots = itertools.chain(points_at(way, ALONG), _beside(way, high))
    free = (one for one in spots if taken.free((one[0] - width / 2, one[1] - high / 2, width, high)))
    found = next(free, None)
    taken.clashes += found is None
    x, y = found or point_at(way, ALONG[0])
    taken.put((x - width / 2, y - high / 2, width, high))
    behind = Outline(rounded(x - width / 2 - 1, y - high / 2, width + 2, high, 2), PAPER)
    return [
        behind,
        Words(x, y + size * 0.32, text, size, QUIET, "middle", first_strong(text) == "rtl", False, PAPER),
    ]


def _beside(way: Sequence[Point], high: float) -> Iterator[Point]:
    """Places close to a line for words of a height, the closest first."""
    (x1, y1), (x2, y2) = way[0], way[-1]
    far = math.hypot(x2 - x1, y2 - y1) or 1.0
    for aside, share in itertools.product(ASIDE, ALONG[::2]):
        x, y = point_at(way, share)
        yield x - (y2 - y1) / far * aside * high, y + (x2 - x1) / far * aside * high


def _head(way: list[Point], cut: float, size: float, colour: str) -> list[Mark]:
    """The head whose tip is ``cut`` before the end of a way, turned as the line runs there."""
    length = sum(math.dist(one, other) for one, other in itertools.pairwise(way))
    if cut + size >= length:
        return []
    tip, back = point_at(way, 1 - cut / length), point_at(way, 1 - (cut + size) / length)
    far = math.dist(tip, back) or 1.0
    return [Outline(_corners(tip, ((tip[0] - back[0]) / far, (tip[1] - back[1]) / far), size), colour)]


def _corners(point: Point, way: Point, size: float) -> tuple[Step, ...]:
    (x, y), (ux, uy) = point, way
    half = size * 0.42
    bx, by = x - ux * size, y - uy * size
    return polygon([(x, y), (bx - uy * half, by + ux * half), (bx + uy * half, by - ux * half)])
