"""Where names stand on paper: none on another, below the sign, above it or beside it, as on the screen
(``ui/src/views/chart/placing.ts``). On paper no name is left out: one that has no free place stands below its
sign."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from tahqiq.kit.text import first_strong
from tahqiq.products.paper.letters import Letters

Box = tuple[float, float, float, float]
"""Left, top, width and height."""
Side = Literal["below", "above", "right", "left"]
SIDES: tuple[Side, ...] = ("below", "above", "right", "left")
GAP = 4.0
_CELL = 64.0
_BROADER = 1.06
"""Other fonts than those of the PDF, which a browser takes for an SVG, are a little broader."""


@dataclass(slots=True)
class Boxes:
    """What is taken on a sheet; asked by place. ``clashes`` counts what had to be put where something
    lies."""

    clashes: int = 0
    _cells: dict[tuple[int, int], list[Box]] = field(default_factory=dict)

    def put(self, box: Box) -> None:
        """Take a place."""
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def free(self, box: Box) -> bool:
        """Whether nothing that was put lies on it."""
        return not any(_over(box, other) for cell in _cells(box) for other in self._cells.get(cell, ()))


@dataclass(frozen=True, slots=True)
class Named:
    """A sign at (x, y) and the room that its name takes with what stands below it; ``line`` is the height of
    the name alone."""

    id: str
    x: float
    y: float
    radius: float
    wide: float
    high: float
    line: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands: its middle and its top."""

    side: Side
    middle: float
    top: float


def put_signs(spots: Sequence[Named], taken: Boxes) -> None:
    """Take the places of the signs themselves, before anything is written round them."""
    for one in spots:
        taken.put((one.x - one.radius * 1.3, one.y - one.radius, one.radius * 2.6, one.radius * 2))


def placed(spots: Sequence[Named], taken: Boxes) -> Mapping[str, Place]:
    """A place for each name, the first ones first; ``taken`` holds the signs (:func:`put_signs`), names are
    put into it."""
    found: dict[str, Place] = {}
    for one in spots:
        side = next((side for side in SIDES if taken.free(_box(one, side))), None)
        left, top, width, _ = box = _box(one, side or "below")
        taken.put(box)
        taken.clashes += side is None
        found[one.id] = Place(side or "below", left + width / 2, top)
    return found


def _box(one: Named, side: Side) -> Box:
    if side == "below":
        return one.x - one.wide / 2, one.y + one.radius + GAP, one.wide, one.high
    if side == "above":
        return one.x - one.wide / 2, one.y - one.radius - GAP - one.high, one.wide, one.high
    left = one.x + one.radius * 1.3 + GAP if side == "right" else one.x - one.radius * 1.3 - GAP - one.wide
    return left, one.y - one.line / 2, one.wide, one.high


@lru_cache(maxsize=20_000)
def wide(text: str, size: float) -> float:
    """How wide a text is as it is set on paper."""
    return Letters().width(text, first_strong(text) == "rtl") * size / 1000 * _BROADER


def _over(one: Box, other: Box) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    left, top, width, high = box
    for row in range(int(top // _CELL), int((top + high) // _CELL) + 1):
        for column in range(int(left // _CELL), int((left + width) // _CELL) + 1):
            yield row, column
