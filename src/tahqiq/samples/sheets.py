"""Deterministic writers of delimited text, workbooks and archives: no clock, no random names, SAMPLE on each
sheet."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

import xlsxwriter

from tahqiq.samples.truth import FileTruth, Truth

SAMPLE = "SAMPLE عينة"
WRITTEN = datetime(2026, 7, 6, 9, 0, 0)
"""The date that all files carry where a format wants one."""

Value = None | str | int | float | date
Row = Sequence[Value]


def write_csv(
    path: Path, rows: Iterable[Row], *, encoding: str = "utf-8", delimiter: str = ",", quote_all: bool = False
) -> None:
    """Write rows as delimited text with CR LF; no value may hold a line break, so row n is line n. Encodes
    strictly."""
    buffer = io.StringIO()
    writer = csv.writer(
        buffer,
        delimiter=delimiter,
        quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL,
        lineterminator="\r\n",
    )
    writer.writerows(rows)
    path.write_bytes(buffer.getvalue().encode(encoding))


def write_list(truth: Truth, entry: FileTruth, rows: list[Row], top: int, *, delimiter: str = ",") -> None:
    """Write ``rows``, of which the first ``top`` are no records, and say so in the truth."""
    entry.records, entry.furniture, entry.encoding = len(rows) - top, top, "utf-8"
    write_csv(truth.evidence / entry.path, rows, delimiter=delimiter)


class Style(Protocol):
    """A cell format of the workbook."""


class Sheet:
    """One worksheet that is written from top to bottom; rows and columns are 1-based as a person sees
    them."""

    def __init__(self, book: "Book", name: str, rtl: bool) -> None:
        self.name, self._book = name, book
        self._sheet = book.raw.add_worksheet(name)
        self._sheet.set_header("&C" + SAMPLE)
        if rtl:
            self._sheet.right_to_left()
        self.row = 0

    def add(self, values: Row) -> int:
        """Write one row below the last one and return its number."""
        for column, value in enumerate(values):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                self._sheet.write_string(self.row, column, value)
            elif isinstance(value, date):
                self._sheet.write_datetime(self.row, column, value, self._book.date_style)
            else:
                self._sheet.write_number(self.row, column, value)
        self.row += 1
        return self.row

    def skip(self, rows: int = 1) -> None:
        """Leave rows empty."""
        self.row += rows

    def merge(self, first: int, last: int, text: str, *, depth: int = 1) -> None:
        """Merge columns ``first`` to ``last`` (1-based) of the next row, ``depth`` rows deep, and write
        ``text`` there."""
        if first == last and depth == 1:
            self._sheet.write_string(self.row, first - 1, text, self._book.head_style)
        else:
            self._sheet.merge_range(
                self.row, first - 1, self.row + depth - 1, last - 1, text, self._book.head_style
            )


class Book:
    """A workbook with fixed dates, saved on leaving the ``with`` block."""

    def __init__(self, path: Path, title: str) -> None:
        self.raw = xlsxwriter.Workbook(
            str(path),
            {
                "in_memory": True,
                "strings_to_numbers": False,
                "strings_to_formulas": False,
                "strings_to_urls": False,
            },
        )
        self.raw.set_properties(
            {
                "title": f"{title} {SAMPLE}",
                "author": "SAMPLE",
                "comments": "Invented data",
                "created": WRITTEN,
            }
        )
        self.date_style = self.raw.add_format({"num_format": "dd/mm/yyyy"})
        self.head_style = self.raw.add_format({"bold": True, "align": "center", "border": 1})

    def sheet(self, name: str, *, rtl: bool = False) -> Sheet:
        """Add a worksheet at the end."""
        return Sheet(self, name, rtl)

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *_: object) -> None:
        self.raw.close()


def zip_bytes(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP archive of the members in the order given, all with the date of ``WRITTEN``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, WRITTEN.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, data)
    return buffer.getvalue()


def fixed_zip(data: bytes) -> bytes:
    """The same archive (DOCX) without the times at which its members were written."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zip_bytes([(name, archive.read(name)) for name in archive.namelist()])
