"""Titles, texts and notes of a chart on paper, as the screen has them (``ui/src/views/chart/written.ts``)."""

from collections.abc import Iterable, Mapping

from tahqiq.kit.text import first_strong
from tahqiq.products.paper.layout import Text, TextKind
from tahqiq.products.paper.marks import Mark, Outline, Words, rounded

SIZE: Mapping[TextKind, float] = {"title": 20.0, "text": 12.0, "note": 12.0, "source": 11.0}
ROOM = 6.0
_INK, _PAPER, _NOTE, _FRAME = "#1c2328", "#ffffff", "#c75000", "#d5dbe0"
Box = tuple[float, float, float, float]
"""Left, top, width, height."""


def box_of(text: Text, unit: float) -> Box:
    """About what a text covers: letters are a little over half as wide as high."""
    lines, size = text.text.split("\n"), SIZE[text.kind]
    return text.x * unit, text.y * unit, max(map(len, lines)) * size * 0.58 + 2 * ROOM, len(lines) * size * 1.35 + 2 * ROOM


def written(texts: Iterable[Text], places: Mapping[str, tuple[float, float]], unit: float) -> list[Mark]:
    """The marks of texts; ``places`` are those of the items, to which notes are joined."""
    marks: list[Mark] = []
    for text in texts:
        x, y, width, height = box_of(text, unit)
        if text.of in places:
            marks.append(Outline((("M", x + width / 2, y + height / 2), ("L", *places[text.of])), "", _NOTE, 1, (3, 3)))
        if text.kind != "title":
            marks.append(Outline(rounded(x, y, width, height, 3), _PAPER, {"note": _NOTE, "source": _INK}.get(text.kind, _FRAME), 1))
        size = SIZE[text.kind]
        for at, line in enumerate(text.text.split("\n")):
            rtl = first_strong(line) == "rtl"
            foot = y + ROOM + size * (1 + 1.35 * at)
            marks.append(
                Words(x + width - ROOM if rtl else x + ROOM, foot, line, size, _INK, "right" if rtl else "left", rtl, text.kind == "title")
            )
    return marks
