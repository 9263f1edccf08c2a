"""Writing a workbook (XLSX) row by row in bounded memory: text cells are text and nothing else, whatever they
begin with.

A sheet that would pass Excel's 1,048,576 rows goes on in a second one ("Values 2"). A text over 32,767
characters is cut, ends in "…" and is counted. The same rows give the same bytes.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType

from xlsxwriter import Workbook as Book
from xlsxwriter.worksheet import Worksheet

from tahqiq.kit.exercise_mark import band, mark_file
from tahqiq.kit.messages import wanted

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The media type of a workbook."""
MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
_FORBIDDEN = re.compile("[\ud800-\udfff\ufffe\uffff]")
_MADE = datetime(2000, 1, 1)

Cell = str | int | Decimal | date | datetime | None
"""Text, a number, a day, or a moment as clocks show it (without a zone: a sheet knows none; its heading says
which)."""
_EXACT = 15
"""Digits that a number cell keeps; an amount with more stands as text, so that none is rounded."""
_WIDEST, _NARROWEST = 42, 9
_FIRST_DAY = date(1900, 3, 1)
"""Before it a spreadsheet counts days otherwise than the calendar does."""


class Workbook:
    """An open workbook; ``sheets`` gives the column names of each sheet in their order, ``widths`` how many
    letters wide they are. Sheets run from right to left where ``rtl``. Use as a context manager.

    ``shortened`` counts the texts that were cut.
    """

    def __init__(
        self,
        path: Path,
        sheets: Mapping[str, Sequence[str]],
        most_rows: int = MOST_ROWS,
        rtl: bool = False,
        widths: Mapping[str, Sequence[int]] | None = None,
    ) -> None:
        self._path = path
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = Book(str(path), {**options, "tmpdir": str(path.parent)})
        self._book.set_properties({"created": _MADE})
        self._head = self._book.add_format({"bold": True})
        self._day, self._moment = (
            self._book.add_format({"num_format": form}) for form in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss")
        )
        self._columns, self._most, self._rtl, self._widths = sheets, most_rows, rtl, widths or {}
        self._open: dict[str, tuple[Worksheet, int, int]] = {}
        self.shortened = 0
        for name in sheets:
            self._start(name, 1)

    def _start(self, name: str, number: int) -> None:
        sheet = self._book.add_worksheet(name if number == 1 else f"{name} {number}")
        sheet.freeze_panes(1, 0)
        if said := band(wanted()):
            sheet.set_header(f"&C{said}")
        if self._rtl:
            sheet.right_to_left()
        for column, letters in enumerate(self._widths.get(name, ())):
            sheet.set_column(column, column, max(_NARROWEST, min(_WIDEST, letters)))
        for column, title in enumerate(self._columns[name]):
            sheet.write_string(0, column, title, self._head)
        self._open[name] = (sheet, 1, number)

    def row(self, name: str, cells: Sequence[Cell]) -> None:
        """Append a row; numbers, days and moments as such, text as text, None as an empty cell."""
        if self._open[name][1] >= self._most:
            self._start(name, self._open[name][2] + 1)
        sheet, at, number = self._open[name]
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(at, column, cell)
            elif isinstance(cell, Decimal):
                self._amount(sheet, at, column, cell)
            elif isinstance(cell, date):
                self._date(sheet, at, column, cell)
            elif cell:
                sheet.write_string(at, column, self._text(cell))
        self._open[name] = (sheet, at + 1, number)

    def _amount(self, sheet: Worksheet, at: int, column: int, cell: Decimal) -> None:
        if cell.is_finite() and len(cell.as_tuple().digits) <= _EXACT and abs(cell) < 10**_EXACT:
            sheet.write_number(at, column, float(cell))
        else:
            sheet.write_string(at, column, f"{cell:f}")

    def _date(self, sheet: Worksheet, at: int, column: int, cell: date) -> None:
        moment = isinstance(cell, datetime)
        if (cell.date() if isinstance(cell, datetime) else cell) < _FIRST_DAY:
            sheet.write_string(at, column, cell.isoformat())
        else:
            sheet.write_datetime(at, column, cell, self._moment if moment else self._day)

    def _text(self, text: str) -> str:
        text = _FORBIDDEN.sub("\ufffd", text)
        if len(text.encode("utf-16-le")) // 2 <= MOST_CHARACTERS:
            return text
        self.shortened += 1
        return text[: MOST_CHARACTERS // 2] + "…"

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._book.close()
            mark_file(self._path)
