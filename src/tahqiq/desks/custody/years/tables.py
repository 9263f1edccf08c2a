"""The figures of a year as tables to be copied into the questionnaires of UN-CTS and SPACE: one plain table
(CSV), and a workbook with who was held and what happened apart."""

from collections.abc import Sequence

from tahqiq.casework.forms.declaration import say
from tahqiq.casework.prints import Print
from tahqiq.desks.custody.years.figures import EVENTS, PARTS
from tahqiq.desks.custody.years.record import Year, YearFigure
from tahqiq.formats.workbook import Cell
from tahqiq.kit.locale import locale as locale_of
from tahqiq.kit.messages import message
from tahqiq.model.kind import day_of
from tahqiq.products.rows import csv_of, sheets_of

SMALL = ".."
"""What stands for a figure that is too small to be shown, as statistical tables write it."""


def plain_table(lines: Sequence[YearFigure]) -> bytes:
    """Figure by figure, facility by facility, by the names that programs use; a figure too small to be shown
    is ``..``."""
    names, facilities, shown = _laid(lines)
    head = ["figure", *(one or "total" for one in facilities)]
    return csv_of(head, ([name, *(_text(shown, one, name) for one in facilities)] for name in names))


def workbook(body: Year, paper: Print, locale: str) -> bytes:
    """The same figures in a language as a workbook of three sheets: who was held, what happened, and what the
    figures are. ``paper`` is the print of a year: its words are used."""
    _, facilities, shown = _laid(body.lines)
    figure = next(row for part in paper.parts for row in part.rows if row.name == "figure")
    sheets = {
        message("custody-year-held", locale, {}).sentence: (
            "capacity",
            *(name for _, names in PARTS for name in names),
            "held",
        ),
        message("custody-year-events", locale, {}).sentence: EVENTS,
    }
    last = message("custody-year-notes", locale, {}).sentence
    houses = ["", *filter(None, facilities)]
    head = [say(figure.label, locale), message("custody-year-all", locale, {}).sentence, *houses[1:]]
    params: dict[str, str | int] = {
        "year": body.year,
        "day": day_of(body.as_of).isoformat(),
        "least": body.least,
        "number": body.number,
    }
    notes = [
        [message(code, locale, params).sentence]
        for code in ("custody-year-of", "custody-year-small", "custody-year-capacity")
    ]
    made: dict[str, tuple[Sequence[str], Sequence[Sequence[Cell]]]] = {
        title: (
            head,
            [
                [say(figure.options[name], locale), *(_cell(shown, one, name) for one in houses)]
                for name in names
            ],
        )
        for title, names in sheets.items()
    }
    widths = {**{title: [34, *(12 for _ in houses)] for title in sheets}, last: [42]}
    return sheets_of(
        {**made, last: ([say(paper.title, locale)], notes)},
        rtl=locale_of(locale).direction == "rtl",
        widths=widths,
    )


def _laid(lines: Sequence[YearFigure]) -> tuple[list[str], list[str], dict[tuple[str, str], int | None]]:
    names = list(dict.fromkeys(one.figure for one in lines))
    facilities = list(dict.fromkeys(one.facility for one in lines))
    return names, facilities, {(one.facility, one.figure): one.count for one in lines}


def _cell(shown: dict[tuple[str, str], int | None], facility: str, name: str) -> Cell:
    """A number, ``..`` where it is too small, nothing where it is not known (a capacity) or was not counted
    (that of all together)."""
    count = shown.get((facility, name))
    return SMALL if count is None and name != "capacity" else count


def _text(shown: dict[tuple[str, str], int | None], facility: str, name: str) -> str:
    cell = _cell(shown, facility, name)
    return "" if cell is None else str(cell)
