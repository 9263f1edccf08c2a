"""The legend of a drawing: the signs that stand in it, each with its meaning, as a drawing of its own."""

from collections.abc import Iterable, Sequence

from tahqiq.kit.messages import message
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.board import Item
from tahqiq.products.board_lines import Line
from tahqiq.products.paper.drawing import DASHES, LINE, joined, rtl, sign, width_of
from tahqiq.products.paper.marks import Mark, Outline, Picture, Words

_CELL, _ROW = 236.0, 34.0


def legend(items: Iterable[Item], lines: Sequence[Line], locale: str, columns: int = 3) -> Picture:
    """Kinds of things, strengths of lines and their width, in rows from the side on which the language begins."""
    from_right = message("legend-wider", locale, {}).sentence and rtl(message("legend-wider", locale, {}).sentence)
    schemata = sorted({item["schema"] for item in items})
    pairs = joined(lines)
    cells: list[tuple[list[Mark], str]] = []
    for at, schema in enumerate(schemata):
        known = vocabulary().schemata.get(schema)
        cells.append((sign(schema, *_middle(at, columns, bool(from_right))), known.label(locale) if known else schema))
    for strength in [one for one in DASHES if any(pair.strength == one for pair in pairs)]:
        x, y = _middle(len(cells), columns, bool(from_right))
        cells.append(
            (
                [Outline((("M", x - 14, y), ("L", x + 14, y)), "", LINE, 2, DASHES[strength])],
                message(f"legend-{strength}", locale, {}).sentence,
            )
        )
    if any(pair.weight > 1 for pair in pairs):
        x, y = _middle(len(cells), columns, bool(from_right))
        bars: list[Mark] = [
            Outline((("M", x - 14, y + dy), ("L", x + 14, y + dy)), "", LINE, width_of(n)) for dy, n in ((-7, 1), (0, 10), (9, 100))
        ]
        cells.append((bars, message("legend-wider", locale, {}).sentence))
    marks: list[Mark] = []
    for at, (drawn, told) in enumerate(cells):
        x, y = _middle(at, columns, bool(from_right))
        marks += drawn
        marks.append(Words(x - 24 if from_right else x + 24, y + 4, told, 10, anchor="right" if from_right else "left", rtl=rtl(told)))
    rows = max(1, -(-len(cells) // columns))
    return Picture(0, 0, _CELL * columns, _ROW * rows, tuple(marks))


def _middle(at: int, columns: int, from_right: bool) -> tuple[float, float]:
    column = at % columns
    x = column * _CELL + 22
    return (_CELL * columns - x if from_right else x), (at // columns) * _ROW + _ROW / 2
