"""What a drawing is made of, whatever it is written as: outlines and words at places, in units of the
drawing, y downwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Step = tuple[float | str, ...]
"""``("M", x, y)``, ``("L", x, y)``, ``("C", x1, y1, x2, y2, x, y)`` or ``("Z",)``."""
Anchor = Literal["left", "middle", "right"]


@dataclass(frozen=True, slots=True)
class Outline:
    """A path. ``fill`` and ``stroke`` are ``#rrggbb`` or "" for none; ``dash`` in units of the drawing;
    ``round`` rounds ends and corners."""

    steps: tuple[Step, ...]
    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    dash: tuple[float, float] | None = None
    round: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text whose baseline is at ``y``; ``anchor`` says which end of what is seen stands at ``x``.
    ``rtl`` is its own direction; ``halo`` the colour behind it."""

    x: float
    y: float
    text: str
    size: float
    fill: str = "#1c2328"
    anchor: Anchor = "left"
    rtl: bool = False
    bold: bool = False
    halo: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """A square JPEG of ``side`` pixels, cut to a circle round (x, y)."""

    x: float
    y: float
    radius: float
    data: bytes
    side: int


Mark = Outline | Words | Photo


@dataclass(frozen=True, slots=True)
class Picture:
    """Marks in the order in which they are drawn, and the part of the plane that they fill."""

    left: float
    top: float
    width: float
    height: float
    marks: tuple[Mark, ...]


_K = 0.5522847498


def ellipse(x: float, y: float, rx: float, ry: float) -> tuple[Step, ...]:
    """An ellipse round (x, y) as four curves."""
    kx, ky = rx * _K, ry * _K
    return (
        ("M", x + rx, y),
        ("C", x + rx, y + ky, x + kx, y + ry, x, y + ry),
        ("C", x - kx, y + ry, x - rx, y + ky, x - rx, y),
        ("C", x - rx, y - ky, x - kx, y - ry, x, y - ry),
        ("C", x + kx, y - ry, x + rx, y - ky, x + rx, y),
        ("Z",),
    )


def polygon(points: Sequence[tuple[float, float]]) -> tuple[Step, ...]:
    """A closed figure with these corners."""
    (x, y), *rest = points
    return (("M", x, y), *(("L", a, b) for a, b in rest), ("Z",))


def rounded(x: float, y: float, width: float, height: float, r: float) -> tuple[Step, ...]:
    """A rectangle with round corners of radius ``r``, no larger than half its shorter side."""
    r = min(r, width / 2, height / 2)
    k = r * (1 - _K)
    right, foot = x + width, y + height
    return (
        ("M", x + r, y),
        ("L", right - r, y),
        ("C", right - k, y, right, y + k, right, y + r),
        ("L", right, foot - r),
        ("C", right, foot - k, right - k, foot, right - r, foot),
        ("L", x + r, foot),
        ("C", x + k, foot, x, foot - k, x, foot - r),
        ("L", x, y + r),
        ("C", x, y + k, x + k, y, x + r, y),
        ("Z",),
    )


def moved(steps: Sequence[Step], dx: float, dy: float, scale: float = 1.0) -> tuple[Step, ...]:
    """The same steps, made larger round the origin and then moved."""
    made: list[Step] = []
    for step in steps:
        numbers = [float(value) for value in step[1:]]
        made.append((step[0], *(value * scale + (dy if at % 2 else dx) for at, value in enumerate(numbers))))
    return tuple(made)
