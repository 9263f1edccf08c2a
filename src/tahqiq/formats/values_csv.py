"""The CSV table of recorded values: written for people and spreadsheets, and read back as a table without the
protecting apostrophes.

UTF-8 with a byte-order mark (so that Excel reads Arabic), comma, CRLF as RFC 4180 has it; text cells as
:mod:`tahqiq.formats.neutral` writes them.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tahqiq.formats.base import FormatReader
from tahqiq.formats.neutral import neutral, plain
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.kit.reasons import reason
from tahqiq.model.place import WHOLE, Place
from tahqiq.model.problem import Problem

COLUMNS = (
    *("entity_id", "type", "caption", "property", "value", "original", "language", "target"),
    *(
        "source",
        "source_sha256",
        "place",
        "part",
        "row",
        "column",
        "grade",
        "handling",
        "compartment",
        "case",
    ),
    *("recorded_from", "deposited_by", "method", "statement_id"),
)
"""One recorded value a row; ``part``, ``row`` and ``column`` are numbers as in the original (row and column
from 1, 0 = none)."""


def lines(rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    r"""The text of the file, line by line; absent columns are empty.

    >>> list(lines([{"value": "=1"}]))[1]
    ",,,,'=1,,,,,,,,,,,,,,,,,\r\n"
    """
    yield "\ufeff" + ",".join(COLUMNS) + "\r\n"
    for row in rows:
        yield ",".join(_field(neutral(row.get(name, ""))) for name in COLUMNS) + "\r\n"


def _field(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if any(letter in value for letter in ',"\r\n') else value


def sniff(head: bytes, name: str) -> Confidence:
    """The column names of our own table."""
    first = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].rstrip(b"\r")
    return (
        Confidence(0.99, reason("format-begins", what=",".join(COLUMNS[:4])))
        if first == ",".join(COLUMNS).encode()
        else NO
    )


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """The table as a grid, header line included; row = line of the file."""
    csv.field_size_limit(max(rows.limits.max_cell, csv.field_size_limit()))
    names = [f"c{number}" for number in range(1, len(COLUMNS) + 1)]
    with path.open("rb") as raw:
        reader = csv.reader(io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline=""))
        while True:
            row = reader.line_num + 1
            try:
                cells = next(reader, None)
            except csv.Error as error:
                yield Problem("entry-unreadable", Place(WHOLE, row), params={"reason": str(error)}, records=1)
                continue
            if cells is None:
                return
            if len(cells) > len(names):
                reason = f"{len(cells)} fields instead of {len(names)}"
                yield Problem("entry-unreadable", Place(WHOLE, row), params={"reason": reason}, records=1)
            elif cells:
                rows.add(
                    "table",
                    WHOLE,
                    names,
                    row,
                    [plain(cell) for cell in cells] + [None] * (len(names) - len(cells)),
                )
                yield from rows.ready()


READER = FormatReader("values", 1, "Table of values exported by Tahqiq (CSV)", (".csv",), sniff, read)
