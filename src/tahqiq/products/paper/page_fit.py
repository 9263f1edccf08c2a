"""A chart for the room that it has on paper: as close as the room asks for, as far apart as its letters need.

Letters keep their size while items stand closer, so what is closest is not what is read best: each closeness
is tried, and the one is taken in which every letter can be read and the fewest names, words on lines and
call-outs lie on something else. Where none is free of that, items are pushed apart
(:mod:`tahqiq.products.paper.label_overlap`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tahqiq.products.paper.chart_picture import READABLE, UNIT, Drawable, drawn
from tahqiq.products.paper.label_overlap import pushed
from tahqiq.products.paper.marks import Picture

CLOSER = (24.0, 30.0, 38.0, 42.0, 46.0, 50.0, 54.0, 58.0, 62.0)
"""Points between two items that are one unit apart, the closest first."""
WIDER = (78.0, 90.0, 105.0, 120.0, 140.0, 160.0)
"""Further apart than on the screen: words on lines find room between items that stand close together, and the
whole is scaled down as far as letters allow."""
_FEW = 100
_BENT = 4
"""How many of the best closenesses are drawn with their lines round other items before one is taken: that
takes longest, and moves what lines say."""
Room = tuple[float, float]
"""Width and height in points."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A drawing for the room that it has: at which scale it fits (1 at most), and how many names, words on
    lines and call-outs found no place of their own."""

    picture: Picture
    scale: float
    clashes: int

    @property
    def readable(self) -> bool:
        """Whether every letter can be read and nothing lies on another."""
        return self.scale >= READABLE and not self.clashes


@dataclass(slots=True)
class Fitting:
    """The drawings of one chart at each closeness, made once for however many rooms."""

    what: Drawable
    _tried: dict[tuple[bool, float], tuple[Drawable, Picture, int]] = field(default_factory=dict)
    _bent: dict[tuple[bool, float], tuple[Picture, int]] = field(default_factory=dict)

    def best(self, *rooms: Room) -> Fitted:
        """The drawing that is read best in one of the rooms (a sheet upright or across); with very many items
        as on the screen."""
        as_seen = (False, UNIT)
        if len(self.what.layout.items) > _FEW or self._judged(as_seen, rooms)[0] == (False, 0, -1.0):
            return self._last(as_seen, rooms)
        kept = [self._judged((False, unit), rooms) for unit in (*CLOSER, UNIT, *WIDER)]
        if min(kept)[0][:2] != (False, 0):
            kept += [self._judged((True, unit), rooms) for unit in (*CLOSER, UNIT, *WIDER)]
        made = [self._last(at, rooms) for _, at in sorted(kept)[:_BENT]]
        return min(made, key=lambda one: (one.scale < READABLE, one.clashes, -one.scale))

    def _judged(
        self, at: tuple[bool, float], rooms: Sequence[Room]
    ) -> tuple[tuple[bool, int, float], tuple[bool, float]]:
        """How good a closeness is: unreadable last, then by clashes, then by size."""
        _, picture, clashes = self._try(at[1], at[0])
        scale = _scale(picture, rooms)
        return (scale < READABLE, clashes, -scale), at

    def _try(self, unit: float, push: bool = False) -> tuple[Drawable, Picture, int]:
        """Ways round other items are looked for in the last drawing only: they take longest."""
        if (push, unit) not in self._tried:
            what = pushed(self.what, unit) if push else self.what
            self._tried[push, unit] = (what, *drawn(what, unit, bent=False))
        return self._tried[push, unit]

    def _last(self, at: tuple[bool, float], rooms: Sequence[Room]) -> Fitted:
        if at not in self._bent:
            self._bent[at] = drawn(self._try(at[1], at[0])[0], at[1])
        picture, clashes = self._bent[at]
        return Fitted(picture, _scale(picture, rooms), clashes)


def _scale(picture: Picture, rooms: Sequence[Room]) -> float:
    return min(1.0, max(min(wide / picture.width, high / picture.height) for wide, high in rooms))
