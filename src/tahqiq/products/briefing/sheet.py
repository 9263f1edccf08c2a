"""A chart that is too full to stand among the text has a page of its own, across: the drawing as large as the
page lets it be, the legend beside or below it."""

from collections.abc import Mapping, Sequence

from tahqiq.kit.locale import locale as locale_of
from tahqiq.products.briefing.content import Apart, Drawn, Size
from tahqiq.products.paper.chart_picture import READABLE
from tahqiq.products.paper.marks import Picture
from tahqiq.products.paper.page_fit import Fitted, Fitting
from tahqiq.products.paper.pdf import Sheets

SIZES: tuple[Size, ...] = ("a4", "a3")
ROOM: Mapping[Size, tuple[float, float]] = {"a4": (757.0, 430.0), "a3": (1100.0, 670.0)}
"""Width and height in points of what a page across has below its heading."""
_FEW = 3
"""So many places where letters lie on something are borne before a larger sheet is taken, which not everybody
can print."""
_LEGEND, _BETWEEN, _LARGER = 0.72, 10.0, 1.3
"""At which scale the legend stands with the drawing, how far from it, and how much larger than on the screen
a small drawing may become."""


def on_sheet(fitting: Fitting, legends: Sequence[Picture], number: int) -> tuple[Picture, Apart]:
    """The drawing and the smallest page on which it can be read; the larger one where it can be read on none.
    ``legends`` are the same legend in few and in many columns: beside the drawing or below it, as gives the
    drawing the better room. ``number`` is that of the figure."""
    found: list[tuple[Fitted, Apart]] = []
    for size in SIZES:
        tried = [
            (
                fitting.best(_room(one := Apart(size, number, signs, beside=signs.height > signs.width / 4))),
                one,
            )
            for signs in legends
        ]
        found.append(min(tried, key=lambda one: (one[0].scale < READABLE, one[0].clashes, -one[0].scale)))
        if found[-1][0].scale >= READABLE and found[-1][0].clashes <= _FEW:
            break
    made, apart = min(found, key=lambda one: (one[0].scale < READABLE, one[0].clashes))
    return made.picture, apart


def _room(apart: Apart) -> tuple[float, float]:
    width, high = ROOM[apart.size]
    if apart.beside:
        return width - apart.legend.width * _LEGEND - _BETWEEN, high
    return width, high - apart.legend.height * _LEGEND - _BETWEEN


def sheet(drawn: Drawn, apart: Apart, language: str) -> bytes:
    """Drawing and legend as a PDF of one page that fills :data:`ROOM`; the legend stands where the language
    begins."""
    picture, signs = drawn.picture, apart.legend
    width, high = ROOM[apart.size]
    room = _room(apart)
    turned = locale_of(language).direction == "rtl"
    scale = min(_LARGER, room[0] / picture.width, room[1] / picture.height)
    left = (room[0] - picture.width * scale) / 2 + (0.0 if turned else width - room[0])
    small = min(_LEGEND, width / signs.width, high / signs.height)
    wide, tall = signs.width * small, signs.height * small
    made = Sheets("", language)
    made.page(
        width,
        high,
        [
            (
                picture,
                (left, (room[1] - picture.height * scale) / 2, picture.width * scale, picture.height * scale),
                scale,
            ),
            (
                signs,
                (width - wide if turned else 0.0, 0.0 if apart.beside else high - tall, wide, tall),
                small,
            ),
        ],
    )
    return made.save()
