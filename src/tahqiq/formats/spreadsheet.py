"""Workbooks: XLSX, XLSM, XLSB, XLS and ODS, through python-calamine.

Each worksheet, hidden ones too, is a part of kind ``sheet``; kind of the records ``table``; rows and columns
are those of the sheet, counted from A1; rows without any value are no records. Values are text as a person
sees it as far as the file tells: whole numbers without point or exponent, dates as ``2024-01-31``, times as
``2024-01-31 13:05:00``, truth values as ``TRUE`` and ``FALSE``, zero-padded number formats of XLSX applied.
An error cell gives None. A merged range repeats its value, except a title merged over most of a row. Problems
with the cell (``records=0``): more than fifteen digits stored as a number (``number-lost-digits``), error
cells and formulas without a stored value of XLSX (``cell-error``, ``formula-without-value``). What stands
beside the cells (comments, text boxes, page headers, links, properties, pictures, embedded files) follows as
lines of text and members, see :mod:`tahqiq.formats.spreadsheet_beside`.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from tahqiq.formats.base import FormatReader, of_content
from tahqiq.formats.containers import OLE_HEAD, ZIP_HEAD, check, names_in_head, open_zip, read_member
from tahqiq.formats.reader import BATCH, NO, Confidence, Item, Limits, Records
from tahqiq.formats.rows import Rows, clean
from tahqiq.formats.spreadsheet_beside import beside, encrypted
from tahqiq.formats.xlsx_marks import AREA, Marks, marks
from tahqiq.kit.reasons import reason
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem

EXACT = 10**15
"""Numbers from here on have more digits than a spreadsheet keeps."""
_DOUBLE = 2**53
Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta | None


def shown(value: Cell) -> str | None:
    """A cell as text; None for an empty one.

    >>> shown(9647701234567.0), shown(0.1 + 0.2), shown(1.2345678901234567e17), shown(True), shown(" ")
    ('9647701234567', '0.3', '1.23456789012346E+17', 'TRUE', ' ')
    """
    if isinstance(value, str):
        return value or None
    if value is None:
        return None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return _number(float(value)) if isinstance(value, (int, float)) else _moment(value)


def _number(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    if value.is_integer() and (-EXACT < value < EXACT or (abs(value) < _DOUBLE and value % 10)):
        return str(int(value))
    text = f"{value:.15G}"
    if "E" not in text or abs(value) >= EXACT:
        return text
    return f"{Decimal(text):f}"


def _moment(value: dt.time | dt.date | dt.timedelta) -> str:
    if isinstance(value, dt.timedelta):
        seconds = round(value.total_seconds())
        sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
        return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if isinstance(value, dt.datetime):
        near = (value + dt.timedelta(milliseconds=1)).replace(microsecond=0) if value.year < 9999 else value
        value = near if abs(near - value) <= dt.timedelta(milliseconds=1) else value
        return value.isoformat(sep=" ")
    return value.isoformat()


@dataclass(slots=True)
class _Sheet:
    part: Part
    marks: Marks
    problems: list[Problem] = field(default_factory=list)

    def tell(self, code: str, row: int, column: int, value: str | None = None) -> None:
        self.problems.append(Problem(code, Place(self.part, row, column), value=value))

    def texts(self, row: int, cells: Sequence[Cell]) -> list[str | None]:
        """One sheet row as text, with what the marks know and the problems of its cells."""
        values = [(cell or None) if type(cell) is str else shown(cell) for cell in cells]
        for at, cell in enumerate(cells):
            if type(cell) is float and abs(cell) >= EXACT:
                self.tell("number-lost-digits", row, at + 1, values[at])
        return values


def _body(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    try:
        yield from _workbook(path, rows)
    except PasswordError:
        yield Problem("document-encrypted", Place(), records=1)
    except CalamineError as error:
        yield _damaged(path, error)
    except OSError as error:
        if not of_content(error):
            raise
        yield _damaged(path, error)
    except (
        BaseException
    ) as error:  # a panic inside the reader comes as a BaseException of its own; anything else goes on
        if type(error).__name__ != "PanicException":
            raise
        yield _damaged(path, error)


def _workbook(path: Path, rows: Rows) -> Iterator[Item]:
    limits = rows.limits
    found = _marks(path, limits)
    sheets: list[str] = []
    with CalamineWorkbook.from_path(path) as book:
        for no, about in enumerate(book.sheets_metadata):
            part = Part(no, "sheet", clean(about.name))
            sheets.append(part.name)
            known = found.get(about.name, Marks())
            if known.area > AREA:
                yield Problem("limit-reached", Place(part), records=1, params={"limit": f"{AREA} cells"})
            elif about.typ == SheetTypeEnum.WorkSheet:
                yield from _one_sheet(book, about.name, _Sheet(part, known), limits)
    if not sheets:
        code = "document-encrypted" if encrypted(path) else "document-damaged"
        yield Problem(code, Place(), records=1, params={"reason": "there is no sheet in it"})
    yield from beside(path, rows, found, len(sheets))


def _one_sheet(book: CalamineWorkbook, name: str, state: _Sheet, limits: Limits) -> Iterator[Item]:
    try:
        sheet = book.get_sheet_by_name(name)
    except CalamineError as error:
        yield Problem("document-damaged", Place(state.part), records=1, params={"reason": str(error)[:200]})
        return
    if sheet.end is None:
        return
    if sheet.end[1] >= limits.max_columns:
        yield Problem(
            "too-many-columns",
            Place(state.part),
            records=1,
            params={"limit": limits.max_columns, "count": sheet.end[1] + 1},
        )
        return
    yield from _batches(sheet, state, limits)


def _batches(sheet: CalamineSheet, state: _Sheet, limits: Limits) -> Iterator[Item]:
    width = (sheet.end or (0, 0))[1] + 1
    left: list[Cell] = [None] * (sheet.start or (0, 0))[
        1
    ]  # the rows come from row 1 on, but only from the first used column on
    overlay = _overlay(state)
    merged = _merged(sheet, width)
    carried: dict[tuple[int, int], str | None] = {}
    lines: list[tuple[int, list[str | None]]] = []
    for row, cells in enumerate(sheet.iter_rows(), start=1):
        values = state.texts(row, [*left, *cells])
        for column, text in overlay.get(row, ()):
            values[column - 1] = text
        for column, top in merged.get(row, ()):
            if top == (row, column):
                carried[top] = values[column - 1]
            elif values[column - 1] is None:
                values[column - 1] = carried.get(top)
        if any(value and value.strip() for value in values):
            _limit(values, row, state, limits)
            lines.append((row, values))
        if len(lines) == BATCH:
            yield _records(state.part, width, lines)
            lines = []
            yield from state.problems
            state.problems = []
    if lines:
        yield _records(state.part, width, lines)
    yield from state.problems


def _overlay(state: _Sheet) -> dict[int, list[tuple[int, str | None]]]:
    """Texts that replace what the fast reader gives, by row; tells the problems of error cells on the way."""
    by_row: dict[int, list[tuple[int, str | None]]] = {}
    for (row, column), text in state.marks.shown.items():
        by_row.setdefault(row, []).append((column, text))
    for (row, column), text in state.marks.errors.items():
        by_row.setdefault(row, []).append((column, None))
        state.tell("cell-error", row, column, text)
    for row, column in sorted(state.marks.unvalued):
        state.tell("formula-without-value", row, column)
    return by_row


def _merged(sheet: CalamineSheet, width: int) -> Mapping[int, list[tuple[int, tuple[int, int]]]]:
    """Row → (column, top left cell) of the merged ranges; titles over most of a row are left as they are, so
    are ranges of whole columns."""
    by_row: dict[int, list[tuple[int, tuple[int, int]]]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        title = top == bottom and width >= 3 and (right - left + 1) * 4 >= width * 3
        if title or (bottom - top + 1) * (right - left + 1) > 10_000:
            continue
        for row in range(top + 1, bottom + 2):
            by_row.setdefault(row, []).extend(
                (column + 1, (top + 1, left + 1)) for column in range(left, min(right, width - 1) + 1)
            )
    return by_row


def _limit(values: list[str | None], row: int, state: _Sheet, limits: Limits) -> None:
    for at, value in enumerate(values):
        if value is not None and len(value) > limits.max_cell:
            values[at] = value[: limits.max_cell]
            problem = Problem(
                "text-too-long", Place(state.part, row, at + 1), params={"limit": limits.max_cell}
            )
            state.problems.append(problem)


def _records(part: Part, width: int, lines: list[tuple[int, list[str | None]]]) -> Records:
    columns: Iterable[tuple[str | None, ...]] = zip(*(values for _, values in lines), strict=True)
    arrays = [pa.array(column, pa.string()) for column in columns]
    batch = pa.RecordBatch.from_arrays(arrays, names=[f"c{index + 1}" for index in range(width)])
    return Records("table", part, batch, np.array([row for row, _ in lines], dtype=np.int64))


def _marks(path: Path, limits: Limits) -> dict[str, Marks]:
    """What the ZIP of an XLSX or ODS says beside the values; nothing for XLS. Raises for a damaged or too
    large container."""
    with path.open("rb") as file:
        if file.read(4) != ZIP_HEAD:
            return {}
    with open_zip(path, limits) as archive:
        for info in archive.infolist():
            check(info, limits)
        content = next((info for info in archive.infolist() if info.filename == "content.xml"), None)
        if content is not None and _swollen(read_member(archive, content, limits)):
            raise ValueError("a filled row or cell is repeated without measure")
        return marks(archive, limits)


def _swollen(xml: bytes) -> bool:
    """Whether an ODS repeats a filled cell or row so often that it would fill the memory (empty repeats are
    usual and harmless)."""
    for tag, count in re.findall(rb'(<table:table-cell[^>]*number-columns-repeated="(\d+)"[^>]*)', xml):
        if int(count) > 4_096 and b"value-type" in tag:
            return True
    for count, body in re.findall(
        rb'<table:table-row[^>]*number-rows-repeated="(\d+)"[^>]*>(.*?)</table:table-row>', xml, re.DOTALL
    ):
        if int(count) > 10_000 and b"value-type" in body:
            return True
    return False


def _damaged(path: Path, error: BaseException) -> Problem:
    with path.open("rb") as file:
        head = file.read(1 << 20)
    if head.startswith(OLE_HEAD) and "EncryptedPackage".encode("utf-16-le") in head:
        return Problem("document-encrypted", Place(), records=1)
    if encrypted(path):
        return Problem("document-encrypted", Place(), records=1)
    return Problem(
        "document-damaged", Place(), records=1, params={"reason": str(error)[:200] or type(error).__name__}
    )


def _sniff(head: bytes, name: str) -> Confidence:
    suffix = Path(name).suffix.lower()
    if head.startswith(ZIP_HEAD):
        if b"application/vnd.oasis.opendocument.spreadsheet" in head[:200]:
            return Confidence(0.95, reason("format-contains", what="OpenDocument"))
        names = names_in_head(head)
        if (
            any(re.search(r"(^|[/\\])(xl[/\\]|workbook\.(xml|bin)$)", member.lower()) for member in names)
            or b"xl/workbook" in head
        ):
            return Confidence(0.95, reason("format-contains", what="xl/workbook"))
        return Confidence(0.3, reason("format-named", what=suffix)) if suffix in READER.suffixes else NO
    if not head.startswith(OLE_HEAD):
        return NO
    if any(word.encode("utf-16-le") in head for word in ("Workbook", "Book\0")):
        return Confidence(0.9, reason("format-contains", what="BIFF (XLS)"))
    if suffix in READER.suffixes:
        return Confidence(0.7, reason("format-named", what=suffix))
    return NO


READER = FormatReader(
    "spreadsheet",
    2,
    "Workbook (XLSX, XLS, ODS)",
    (".xlsx", ".xlsm", ".xltx", ".xlsb", ".xls", ".ods"),
    _sniff,
    _body,
)
