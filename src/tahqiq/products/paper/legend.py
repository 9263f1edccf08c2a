"""The legend of a drawing: the signs that stand in it, each with its meaning, as a drawing of its own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from tahqiq.kit.locale import format_number
from tahqiq.kit.messages import message
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.board import Item
from tahqiq.products.board_lines import Line
from tahqiq.products.paper.chart_picture import RADIUS, rtl, sign
from tahqiq.products.paper.icons import chosen_icon
from tahqiq.products.paper.joined_lines import joined
from tahqiq.products.paper.legend_edit import LegendEdit
from tahqiq.products.paper.marks import Mark, Outline, Picture, Words, ellipse, moved
from tahqiq.products.paper.rule_styles import Ruled
from tahqiq.products.paper.strokes import DASHES, LINE, QUIET, SURE_OF, width_of

_CELL, _ROW = 236.0, 33.0
_NAME = 30
AS_IT_IS = LegendEdit()


@dataclass(frozen=True, slots=True)
class _Cell:
    """``of`` what it is about, its sign around a place, and what it says."""

    of: str
    drawn: Callable[[float, float], list[Mark]]
    told: str


def legend(
    items: Iterable[Item],
    lines: Sequence[Line],
    locale: str,
    columns: int = 3,
    ruled: Sequence[Ruled] = (),
    edit: LegendEdit = AS_IT_IS,
) -> Picture:
    """Kinds of things, the rules in force, strengths of lines and their width, as somebody edited them, in
    rows from the side on which the language begins."""
    from_right = bool(
        message("legend-wider", locale, {}).sentence and rtl(message("legend-wider", locale, {}).sentence)
    )
    marks: list[Mark] = []
    cells = edit.kept(_cells(items, lines, locale, ruled, edit), lambda one: one.of)
    for at, cell in enumerate(cells):
        x, y = _middle(at, columns, from_right)
        marks += cell.drawn(x, y)
        marks.append(
            Words(
                x - 24 if from_right else x + 24,
                y + 4,
                cell.told,
                10,
                anchor="right" if from_right else "left",
                rtl=rtl(cell.told),
            )
        )
    rows = max(1, -(-len(cells) // columns))
    return Picture(0, 0, _CELL * columns, _ROW * rows, tuple(marks))


def _cells(
    items: Iterable[Item], lines: Sequence[Line], locale: str, ruled: Sequence[Ruled], edit: LegendEdit
) -> list[_Cell]:
    pairs = joined(lines)
    cells: list[_Cell] = []

    def tell(of: str, drawn: Callable[[float, float], list[Mark]], told: str) -> None:
        cells.append(_Cell(of, drawn, _short(edit.name(of, told)) if of in edit.names else told))

    for schema in sorted({item["schema"] for item in items}):
        known = vocabulary().schemata.get(schema)
        tell(f"type {schema}", partial(sign, schema), known.label(locale) if known else schema)
    for one in ruled:
        of = f"rule {one.rule.id}"
        cells.append(
            _Cell(of, partial(_ruled, one), _rule_text(replace(one, name=edit.name(of, one.name)), locale))
        )
    for strength in [one for one in DASHES if any(pair.strength == one for pair in pairs)]:
        tell(
            f"line {strength}",
            partial(_dashed, DASHES[strength]),
            message(f"legend-{strength}", locale, {}).sentence,
        )
    if any(pair.weight > 1 for pair in pairs):
        tell("width", _bars, message("legend-wider", locale, {}).sentence)
    return cells


def _stroke(x: float, y: float, width: float, dash: tuple[float, float] | None = None) -> Mark:
    return Outline((("M", x - 14, y), ("L", x + 14, y)), "", LINE, width, dash)


def _dashed(dash: tuple[float, float] | None, x: float, y: float) -> list[Mark]:
    return [_stroke(x, y, 2, dash)]


def _bars(x: float, y: float) -> list[Mark]:
    return [_stroke(x, y + down, width_of(n)) for down, n in ((-7, 1), (0, 10), (9, 100))]


def _ruled(one: Ruled, x: float, y: float) -> list[Mark]:
    """The sign of a rule: a stroke for lines; for items lines of text, an icon, or a dot in its colour, frame
    and size."""
    look = one.rule.look
    if one.rule.on == "line":
        width = min(8.0, 1.6 * look.width) if look.width else 2.0
        return [
            Outline(
                (("M", x - 14, y), ("L", x + 14, y)),
                "",
                look.colour or LINE,
                width,
                DASHES[SURE_OF.get(look.dash, "confirmed")],
            )
        ]
    if one.words_only:
        return [
            Outline(
                (("M", x - 10, y - 3), ("L", x + 10, y - 3), ("M", x - 7, y + 3), ("L", x + 7, y + 3)),
                "",
                QUIET,
                2,
            )
        ]
    colour = look.colour or QUIET
    if look.icon:
        scale = RADIUS * 1.15 / 24
        return [
            Outline(
                moved(chosen_icon(look.icon), x - 12 * scale, y - 12 * scale, scale),
                "",
                colour,
                1.25,
                None,
                True,
            )
        ]
    radius = min(9.0, 5.0 * (look.size or 1.0))
    return [Outline(ellipse(x, y, radius, radius), look.colour, look.frame or colour, 2)]


def _rule_text(one: Ruled, locale: str) -> str:
    """What the legend says of a rule: its name, the ends of its scale, and how many it is about."""
    ends = f" {format_number(one.low, locale)} – {format_number(one.high, locale)}" if one.low else ""
    return f"\u2068{_short(one.name)}\u2069{ends} ({format_number(one.count, locale)})"


def _short(name: str) -> str:
    return name if len(name) <= _NAME else name[: _NAME - 1] + "…"


def _middle(at: int, columns: int, from_right: bool) -> tuple[float, float]:
    column = at % columns
    x = column * _CELL + 22
    return (_CELL * columns - x if from_right else x), (at // columns) * _ROW + _ROW / 2
