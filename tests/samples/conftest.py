"""One small case for all tests, and a reader of its call files that shares nothing with the generator."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import openpyxl
import pytest

from tahqiq.samples.generate import generate
from tahqiq.samples.truth import Truth

SCALE = 0.02
ARABIC = {
    "مكالمة واردة": ("voice", False),
    "مكالمة صادرة": ("voice", True),
    "رسالة واردة": ("sms", False),
    "رسالة صادرة": ("sms", True),
    "انترنت": ("data", True),
}
ENGLISH = {
    "MOC": ("voice", True),
    "MTC": ("voice", False),
    "SMS-MO": ("sms", True),
    "SMS-MT": ("sms", False),
    "DATA": ("data", True),
}
LOCAL = timezone(timedelta(hours=3))


@dataclass(frozen=True)
class Call:
    """One record of a call file as a plain reader sees it; ``start`` as written, without zone."""

    file: str
    target: str
    other: str
    out: bool
    kind: str
    start: datetime
    seconds: int
    cell: str
    imei: str
    imsi: str
    utc: bool

    def moment(self, zones: bool = True) -> datetime:
        """The start in UTC; without ``zones`` all files are taken for local time."""
        return self.start.replace(tzinfo=UTC if self.utc and zones else LOCAL)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Truth:
    """The case of seed 1 at a fiftieth of its size."""
    return generate(tmp_path_factory.mktemp("case"), 1, SCALE)


@pytest.fixture(scope="session")
def calls(small: Truth) -> list[Call]:
    """Every record of every call file that a plain reader can read."""
    return list(read_calls(small))


def read_calls(truth: Truth) -> Iterator[Call]:
    for entry in truth.files.values():
        if entry.kind != "calls":
            continue
        path = truth.evidence / entry.path
        if entry.format == "xlsx":
            yield from _workbook(path, entry.path)
        elif entry.encoding == "windows-1256":
            yield from _windows(path, entry.path)
        else:
            yield from _english(path, entry.path, entry.zone == "UTC")


def _e164(text: str) -> str:
    if text.startswith("00"):
        return text[2:]
    return "964" + text[1:] if text.startswith("0") else text


def _english(path: Path, name: str, utc: bool) -> Iterator[Call]:
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
    head = next(at for at, row in enumerate(rows) if row and row[0] == "Record Type")
    target = Path(name).name.split("_")[1]
    for row in rows[head + 1 :]:
        if len(row) < 12:
            continue
        kind, out = ENGLISH[row[0]]
        start = datetime.strptime(f"{row[3]} {row[4]}", "%Y-%m-%d %H:%M:%S" if utc else "%m/%d/%Y %H:%M:%S")
        yield Call(
            name,
            target,
            _e164(row[2] if out else row[1]),
            out,
            kind,
            start,
            int(row[5] or 0),
            row[6],
            row[8],
            row[9],
            utc,
        )


def _workbook(path: Path, name: str) -> Iterator[Call]:
    book = openpyxl.load_workbook(path, read_only=True)
    for sheet in book.worksheets:
        rows = [
            ["" if value is None else str(value) for value in row]
            for row in sheet.iter_rows(values_only=True)
        ]
        target = _e164(rows[1][1])
        for row in rows:
            if row[0] in ARABIC:
                kind, out = ARABIC[row[0]]
                start = datetime.strptime(f"{row[2]} {row[3]}", "%Y/%m/%d %H:%M:%S")
                cell = f"418-98-{int(row[5], 16)}-{int(row[6], 16)}"
                yield Call(
                    name,
                    target,
                    _e164(row[1]),
                    out,
                    kind,
                    start,
                    int(row[4] or 0),
                    cell,
                    row[7],
                    row[8],
                    False,
                )


def _windows(path: Path, name: str) -> Iterator[Call]:
    for row in csv.reader(io.StringIO(path.read_bytes().decode("cp1256")), delimiter=";"):
        if len(row) == 9 and row[1] in ARABIC:
            kind, out = ARABIC[row[1]]
            start = datetime.strptime(row[3], "%d/%m/%Y %H:%M:%S")
            cell = f"418-98-{int(row[5], 16)}-{int(row[6], 16)}"
            yield Call(
                name,
                _e164(row[0]),
                _e164(row[2]),
                out,
                kind,
                start,
                int(row[4] or 0),
                cell,
                row[7],
                row[8],
                False,
            )
