"""A drawing on sheets of paper: on one where it stays readable, else in tiles that overlap, each saying which
it is; what is said of it on every sheet, the legend on the first or last."""

import math
from dataclasses import dataclass

from tahqiq.kit.exercise_mark import band as exercise_band
from tahqiq.kit.locale import locale as locale_of
from tahqiq.products.paper.chart_picture import READABLE, rtl
from tahqiq.products.paper.furniture import PLAIN, Furniture
from tahqiq.products.paper.marks import Mark, Outline, Picture, Words
from tahqiq.products.paper.pdf import POINTS, Paper, Sheets

MARGIN, HEAD, FOOT, OVERLAP = 28.0, 54.0, 20.0, 24.0
TILED = 0.8
MOST_SHEETS = 400


@dataclass(frozen=True, slots=True)
class SheetHeading:
    """What stands on every sheet: the title, lines below it (handling first), the foot, and what the agency
    puts round it."""

    title: str
    heads: tuple[str, ...]
    foot: str
    language: str
    furniture: Furniture = PLAIN


def rooms(paper: Paper, legend: Picture) -> tuple[tuple[float, float], tuple[float, float]]:
    """Width and height that a sheet, upright and across, has for the drawing above its legend, in points."""
    wide, high = POINTS[paper]
    return _room(wide, high, legend), _room(high, wide, legend)


def _room(wide: float, high: float, legend: Picture) -> tuple[float, float]:
    width = wide - 2 * MARGIN
    return width, high - 2 * MARGIN - HEAD - FOOT - legend.height * min(1.0, width / legend.width) - 8


def sheets(picture: Picture, legend: Picture, said: SheetHeading, paper: Paper) -> tuple[bytes, int, int]:
    """The file, how many sheets it has, and how many letters no font here has."""
    upright, across = (
        min(width / picture.width, height / picture.height) for width, height in rooms(paper, legend)
    )
    wide, high = POINTS[paper] if upright >= across else reversed(POINTS[paper])
    made = Sheets(said.title, said.language)
    scale_legend = min(1.0, (wide - 2 * MARGIN) / legend.width)
    room = (wide - 2 * MARGIN, high - 2 * MARGIN - HEAD - FOOT)
    below = legend.height * scale_legend + 8
    turned = locale_of(said.language).direction == "rtl"
    aside = room[0] - legend.width * scale_legend if turned != said.furniture.legend_end else 0.0
    fit = min(1.6, room[0] / picture.width, (room[1] - below) / picture.height)
    alone = min(1.6, room[0] / picture.width, room[1] / picture.height)
    if max(fit, alone) >= READABLE:
        scale = fit if fit >= READABLE else alone
        frame = (
            MARGIN + (room[0] - picture.width * scale) / 2,
            MARGIN + HEAD,
            picture.width * scale,
            picture.height * scale,
        )
        top = MARGIN + HEAD + (room[1] - below + 8 if scale == fit else 0.0)
        under = (legend, (MARGIN + aside, top, room[0] - aside, below - 8), scale_legend)
        if scale == fit:
            made.page(wide, high, [(picture, frame, scale), under, *_around(said, wide, high, "")])
            return made.save(), 1, made.letters.missing
        made.page(wide, high, [(picture, frame, scale), *_around(said, wide, high, "1 / 2")])
        made.page(wide, high, [under, *_around(said, wide, high, "2 / 2")])
        return made.save(), 2, made.letters.missing
    step = (room[0] - OVERLAP, room[1] - OVERLAP)
    scale = TILED
    while _count(picture, step, scale) > MOST_SHEETS:
        scale *= 0.8
    columns, rows = (
        max(1, math.ceil(size * scale / one))
        for size, one in ((picture.width, step[0]), (picture.height, step[1]))
    )
    for row in range(rows):
        for column in range(columns):
            part = Picture(
                picture.left + column * step[0] / scale,
                picture.top + row * step[1] / scale,
                room[0] / scale,
                room[1] / scale,
                picture.marks,
            )
            name = f"{chr(65 + row % 26)}{row // 26 or ''}{column + 1} / {columns}×{rows}"
            made.page(
                wide, high, [(part, (MARGIN, MARGIN + HEAD, *room), scale), *_around(said, wide, high, name)]
            )
    made.page(
        wide,
        high,
        [
            (legend, (MARGIN + aside, MARGIN + HEAD, room[0] - aside, room[1]), scale_legend),
            *_around(said, wide, high, ""),
        ],
    )
    return made.save(), columns * rows + 1, made.letters.missing


def _count(picture: Picture, step: tuple[float, float], scale: float) -> int:
    return math.ceil(picture.width * scale / step[0]) * math.ceil(picture.height * scale / step[1])


def _around(
    said: SheetHeading, wide: float, high: float, tile: str
) -> list[tuple[Picture, tuple[float, float, float, float], float]]:
    """Head, foot and frame of a sheet."""
    turned = locale_of(said.language).direction == "rtl"
    x = wide - MARGIN if turned else MARGIN
    begin, end = ("right", "left") if turned else ("left", "right")
    marks: list[Mark] = [*said.furniture.marks(wide, high, MARGIN, turned)]
    marks += [Words(x, MARGIN + 14, said.title, 14, anchor=begin, rtl=rtl(said.title), bold=True)]  # type: ignore[arg-type]
    first = " · ".join(filter(None, (exercise_band(said.language), *said.heads[:1])))
    marks += [
        Words(x, MARGIN + 27 + 11 * at, one, 8.5, anchor=begin, rtl=turned, bold=at == 0)  # type: ignore[arg-type]
        for at, one in enumerate((first, *said.heads[1:]))
    ]
    marks.append(Words(x, high - MARGIN + 4, said.foot, 7.5, "#4f5a63", begin, turned))  # type: ignore[arg-type]
    if tile:
        marks.append(Words(MARGIN if turned else wide - MARGIN, MARGIN + 44, tile, 10, anchor=end, bold=True))  # type: ignore[arg-type]
    line = high - MARGIN - 8
    marks.append(Outline((("M", MARGIN, line), ("L", wide - MARGIN, line)), "", "#98a4ad", 0.6))
    return [(Picture(0, 0, wide, high, tuple(marks)), (0, 0, wide, high), 1.0)]
