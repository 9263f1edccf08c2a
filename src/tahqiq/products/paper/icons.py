"""The icons and colours of kinds of things on paper: those of the page (``ui/src/design/Icon.tsx``,
``ui/src/views/chart/look.ts``; a test compares them)."""

import math
import re
from collections.abc import Iterator
from functools import cache

from tahqiq.kit.tables import table
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.paper.marks import Step

_TOKEN = re.compile(r"[MmLlHhVvCcSsAaZz]|-?(?:\d+\.?\d*|\.\d+)")
_SIZES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "A": 7, "Z": 0}


def colour_of(schema: str) -> str:
    """``#rrggbb`` of the family that a kind of thing belongs to."""
    return str(_table()["colours"][_table()["families"].get(_icon(schema), "papers")])


def icon_of(schema: str) -> tuple[Step, ...]:
    """The icon of a kind of thing in a square of 24 units."""
    return steps_of(str(_table()["paths"][_table()["pictures"].get(_icon(schema), "thing")]))


def chosen_icon(name: str) -> tuple[Step, ...]:
    """The picture of a name that a rule chose, in a square of 24 units; that of a thing for a name we have no
    picture for."""
    paths = _table()["paths"]
    return steps_of(str(paths.get(name, paths["thing"])))


def shape_of(schema: str) -> str:
    """``circle``, ``square``, ``diamond``, ``hexagon``, ``triangle`` or ``pill``."""
    found = vocabulary().schemata.get(schema)
    named = found.shape if found is not None else ""
    return named if named in ("square", "diamond", "hexagon", "triangle", "pill") else "circle"


def _icon(schema: str) -> str:
    found = vocabulary().schemata.get(schema)
    return found.icon if found is not None else ""


@cache
def _table() -> dict[str, dict[str, str]]:
    return dict(table("tahqiq.products.paper", "icons.yaml"))


@cache
def steps_of(path: str) -> tuple[Step, ...]:
    """The path data of SVG 1.1 (M, L, H, V, C, S, A, Z, absolute and relative) as absolute moves, lines and
    curves. Raises ``ValueError`` for anything else.

    >>> steps_of("M1 2h3z")
    (('M', 1.0, 2.0), ('L', 4.0, 2.0), ('Z',))
    """
    if _TOKEN.sub("", path).strip(" ,\n"):
        raise ValueError("not the path data of an icon")
    made: list[Step] = []
    x = y = sx = sy = 0.0
    for letter, args in _commands(path):
        relative, name = letter.islower(), letter.upper()
        ox, oy = (x, y) if relative else (0.0, 0.0)
        if name == "Z":
            made.append(("Z",))
            x, y = sx, sy
        elif name == "A":
            end = (ox + args[5], oy + args[6])
            made += _arc((x, y), args[0], args[1], math.radians(args[2]), bool(args[3]), bool(args[4]), end)
            x, y = end
        elif name in "CS":
            points = [value + (oy if at % 2 else ox) for at, value in enumerate(args)]
            if name == "S":
                last = made[-1]
                points = [
                    *((2 * x - float(last[3]), 2 * y - float(last[4])) if last[0] == "C" else (x, y)),
                    *points,
                ]
            made.append(("C", *points))
            x, y = points[-2:]
        else:
            x = ox + args[0] if name != "V" else x
            y = oy + (args[0] if name == "V" else args[1]) if name != "H" else y
            made.append(("M" if name == "M" else "L", x, y))
            sx, sy = (x, y) if name == "M" else (sx, sy)
    return tuple(made)


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    letter, args = "", list[float]()
    for token in _TOKEN.findall(path):
        if token[0].isalpha():
            letter, args = token, []
            if letter in "Zz":
                yield letter, []
        else:
            args.append(float(token))
            if letter and len(args) == _SIZES[letter.upper()]:
                yield letter, args
                letter = {"M": "L", "m": "l"}.get(letter, letter)
                args = []
    if args:
        raise ValueError("path data that is cut off")


def _arc(
    start: tuple[float, float],
    rx: float,
    ry: float,
    turn: float,
    large: bool,
    sweep: bool,
    end: tuple[float, float],
) -> Iterator[Step]:
    """An elliptical arc as curves (SVG 1.1, appendix F.6)."""
    cos, sin = math.cos(turn), math.sin(turn)
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x, y = cos * dx + sin * dy, -sin * dx + cos * dy
    if not rx or not ry or (not dx and not dy):
        yield ("L", *end)
        return
    grow = math.sqrt(max(1.0, (x / rx) ** 2 + (y / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    rest = max(0.0, (rx * ry) ** 2 - (rx * y) ** 2 - (ry * x) ** 2) / ((rx * y) ** 2 + (ry * x) ** 2)
    root = math.sqrt(rest) * (1 if large != sweep else -1)
    cx, cy = root * rx * y / ry, -root * ry * x / rx
    mx, my = cos * cx - sin * cy + (start[0] + end[0]) / 2, sin * cx + cos * cy + (start[1] + end[1]) / 2
    first = math.atan2((y - cy) / ry, (x - cx) / rx)
    span = math.atan2((-y - cy) / ry, (-x - cx) / rx) - first
    span += 2 * math.pi if sweep and span < 0 else -2 * math.pi if not sweep and span > 0 else 0
    count = max(1, math.ceil(abs(span) / (math.pi / 2) - 1e-9))
    part = span / count
    k = 4 / 3 * math.tan(part / 4)

    def at(angle: float, along: float) -> tuple[float, float]:
        px, py = (
            rx * (math.cos(angle) - along * math.sin(angle)),
            ry * (math.sin(angle) + along * math.cos(angle)),
        )
        return mx + cos * px - sin * py, my + sin * px + cos * py

    for step in range(count):
        one, other = first + step * part, first + (step + 1) * part
        yield ("C", *at(one, k), *at(other, -k), *at(other, 0))
