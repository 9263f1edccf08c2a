"""Writing a workbook (XLSX) row by row in bounded memory: text cells are text and nothing else, whatever they begin with.

A sheet that would pass Excel's 1,048,576 rows goes on in a second one ("Values 2"). A text over 32,767 characters is cut, ends in "…" and is
counted. The same rows give the same bytes.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType

from xlsxwriter import Workbook as Book
from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
_FORBIDDEN = re.compile("[\ud800-\udfff\ufffe\uffff]")
_MADE = datetime(2000, 1, 1)

Cell = str | int | None


class Workbook:
    """An open workbook; ``sheets`` gives the column names of each sheet in their order. Use as a context manager.

    ``shortened`` counts the texts that were cut.
    """

    def __init__(self, path: Path, sheets: Mapping[str, Sequence[str]], most_rows: int = MOST_ROWS) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book = Book(str(path), {**options, "tmpdir": str(path.parent)})
        self._book.set_properties({"created": _MADE})
        self._head = self._book.add_format({"bold": True})
        self._columns, self._most = sheets, most_rows
        self._open: dict[str, tuple[Worksheet, int, int]] = {}
        self.shortened = 0
        for name in sheets:
            self._start(name, 1)

    def _start(self, name: str, number: int) -> None:
        sheet = self._book.add_worksheet(name if number == 1 else f"{name} {number}")
        sheet.freeze_panes(1, 0)
        for column, title in enumerate(self._columns[name]):
            sheet.write_string(0, column, title, self._head)
        self._open[name] = (sheet, 1, number)

    def row(self, name: str, cells: Sequence[Cell]) -> None:
        """Append a row; numbers as numbers, text as text, None as an empty cell."""
        if self._open[name][1] >= self._most:
            self._start(name, self._open[name][2] + 1)
        sheet, at, number = self._open[name]
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(at, column, cell)
            elif cell:
                sheet.write_string(at, column, self._text(cell))
        self._open[name] = (sheet, at + 1, number)

    def _text(self, text: str) -> str:
        text = _FORBIDDEN.sub("\ufffd", text)
        if len(text.encode("utf-16-le")) // 2 <= MOST_CHARACTERS:
            return text
        self.shortened += 1
        return text[: MOST_CHARACTERS // 2] + "…"

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self._book.close()
