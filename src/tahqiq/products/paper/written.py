"""Titles, texts and notes of a chart on paper, as the screen has them (``ui/src/views/chart/written.ts``)."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tahqiq.kit.text import first_strong
from tahqiq.products.paper.layout import Text, TextKind
from tahqiq.products.paper.marks import Mark, Outline, Words, rounded
from tahqiq.products.paper.names import Box, Boxes, wide

SIZE: Mapping[TextKind, float] = {"title": 20.0, "text": 12.0, "note": 12.0, "source": 11.0}
ROOM = 6.0
LONGEST = 44
"""Letters of a line of a text."""
_INK, _PAPER, _NOTE, _FRAME = "#1c2328", "#ffffff", "#c75000", "#d5dbe0"
_RINGS, _RING, _ANGLES = 24, 14.0, 16


def lines_of(text: Text) -> list[str]:
    """The lines of a text: those that somebody wrote, a long one broken between its words, as on the screen.

    >>> lines_of(Text(0, 0, "ab " * 20))
    ['ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab', 'ab ab ab ab ab']
    """
    return [
        line
        for written in text.text.split("\n")
        for line in _broken(written.strip() if len(written) > LONGEST else written)
    ]


def _broken(line: str) -> Iterator[str]:
    """Parts of a line of :data:`LONGEST` letters at most; a word that is longer is cut."""
    while len(line) > LONGEST:
        at = line.rfind(" ", 1, LONGEST + 1)
        cut = at if at > 0 else LONGEST
        yield line[:cut].rstrip(" ")
        line = line[cut:].lstrip(" ")
    yield line


def box_of(text: Text, unit: float) -> Box:
    """What a text covers as it is set."""
    lines, size = lines_of(text), SIZE[text.kind]
    return (
        text.x * unit,
        text.y * unit,
        max(wide(line, size) for line in lines) + 2 * ROOM,
        len(lines) * size * 1.35 + 2 * ROOM,
    )


def settled(texts: Iterable[Text], unit: float, taken: Boxes) -> list[Text]:
    """The texts where nothing lies below them: each as near as there is room to where somebody put it, and
    there where there is none. On paper items stand closer than on the screen while letters keep their size,
    so that a call-out would else lie over a sign. ``taken`` are the signs; texts are put into it."""
    made = []
    for text in texts:
        box = box_of(text, unit)
        free = next((one for one in _around(box) if taken.free(one)), None)
        taken.clashes += free is None
        left, top, *_ = put = free or box
        taken.put(put)
        made.append(text if put == box else replace(text, x=left / unit, y=top / unit))
    return made


def _around(box: Box) -> Iterator[Box]:
    """A box, and others of its size in rings round it, the nearest first."""
    left, top, width, height = box
    yield box
    for ring in range(1, _RINGS + 1):
        for at in range(_ANGLES):
            angle = 2 * math.pi * at / _ANGLES
            yield left + math.cos(angle) * ring * _RING, top + math.sin(angle) * ring * _RING, width, height


def written(texts: Iterable[Text], places: Mapping[str, tuple[float, float]], unit: float) -> list[Mark]:
    """The marks of texts; ``places`` are those of the items, to which notes are joined."""
    marks: list[Mark] = []
    for text in texts:
        x, y, width, height = box_of(text, unit)
        if text.of in places:
            marks.append(
                Outline((("M", x + width / 2, y + height / 2), ("L", *places[text.of])), "", _NOTE, 1, (3, 3))
            )
        if text.kind != "title":
            marks.append(
                Outline(
                    rounded(x, y, width, height, 3),
                    _PAPER,
                    {"note": _NOTE, "source": _INK}.get(text.kind, _FRAME),
                    1,
                )
            )
        size = SIZE[text.kind]
        for at, line in enumerate(lines_of(text)):
            rtl = first_strong(line) == "rtl"
            foot = y + ROOM + size * (1 + 1.35 * at)
            marks.append(
                Words(
                    x + width - ROOM if rtl else x + ROOM,
                    foot,
                    line,
                    size,
                    _INK,
                    "right" if rtl else "left",
                    rtl,
                    text.kind == "title",
                )
            )
    return marks
