"""Rows with a head as a file for people: CSV that a spreadsheet opens in Arabic and cannot run, or a workbook
of one sheet."""

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tahqiq.formats.neutral import neutral
from tahqiq.formats.workbook import Cell, Workbook
from tahqiq.kit.exercise_mark import marked

_NO_NAME = re.compile(r"[\[\]:*?/\\']")


def csv_of(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with a byte order mark, lines ended by CRLF; a value that a spreadsheet would run is neutralised.

    >>> csv_of(["a"], [["=1+1"]])
    b"\\xef\\xbb\\xbfa\\r\\n'=1+1\\r\\n"
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([neutral(name) for name in head])
    writer.writerows([neutral(value) for value in row] for row in rows)
    return marked(b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace"))


def workbook_of(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook; every value is text, so that no number of a document loses its zeros. ``title`` names the
    sheet, cut to the 31 signs it may have."""
    return sheets_of({_NO_NAME.sub(" ", title).strip()[:31] or "Tahqiq": (head, rows)})


def sheets_of(
    sheets: Mapping[str, tuple[Sequence[str], Iterable[Sequence[Cell]]]],
    rtl: bool = False,
    widths: Mapping[str, Sequence[int]] | None = None,
) -> bytes:
    """A workbook of several sheets by their names, each with its head and rows; ``rtl`` and ``widths`` as
    :class:`~tahqiq.formats.workbook.Workbook` takes them."""
    with tempfile.TemporaryDirectory(prefix="tahqiq-rows-") as folder:
        path = Path(folder) / "rows.xlsx"
        with Workbook(
            path, {name: list(head) for name, (head, _) in sheets.items()}, rtl=rtl, widths=widths
        ) as book:
            for name, (_, rows) in sheets.items():
                for row in rows:
                    book.row(name, list(row))
        return path.read_bytes()
