"""Phone extractions as a Cellebrite report: XML, UFDR (a ZIP with ``report.xml`` and the files of the phone),
or an XLSX workbook.

What comes out is the same for all three; see :mod:`tahqiq.formats.extraction`. The files of a UFDR come as
members.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from tahqiq.formats.base import DAMAGE, FormatReader, TooMuch, damaged
from tahqiq.formats.containers import ZIP_HEAD, names_in_head, open_member, read_member
from tahqiq.formats.extractionsheets import SHEETS, read_workbook
from tahqiq.formats.extractionxml import read_report
from tahqiq.formats.reader import NO, Confidence, Item, Limits, Member
from tahqiq.formats.rows import Rows
from tahqiq.formats.xmlwalk import looks_like
from tahqiq.kit.reasons import reason
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

_REPORT = re.compile(r"(^|/)report\.xml$", re.I)
_WORDS = re.compile(r"cellebrite|ufed|ufdr|extraction|phone[ _-]?report", re.I)
_SHEET_NAME = re.compile(r'<sheet [^>]*name="([^"]*)"|<vt:lpstr>([^<]*)</vt:lpstr>')


def sniff(head: bytes, name: str) -> Confidence:
    """The report's namespace, a report inside a ZIP, or two sheets with the names of such a workbook."""
    if looks_like(head, "cellebrite.com/report") or looks_like(head[:4096], "<project", "extractionType"):
        return Confidence(0.98, reason("format-contains", what="xmlns: cellebrite"))
    if not head.startswith(ZIP_HEAD):
        return NO
    names = names_in_head(head)
    if any(map(_REPORT.search, names)) or name.lower().endswith(".ufdr"):
        return Confidence(0.97, reason("format-packed", what="report.xml"))
    if not any(member.startswith("xl/") for member in names):
        return NO
    sheets = _sheet_names(head)
    known = sum(re.sub(r"\s*\(\d+\)$", "", sheet).strip().lower() in SHEETS for sheet in sheets)
    if known >= 2:
        return Confidence(0.96, reason("format-contains", what=f"{known} × sheet"))
    return Confidence(0.93, reason("format-named", what=name)) if not sheets and _WORDS.search(name) else NO


def _sheet_names(head: bytes) -> list[str]:
    """Sheet names of a workbook when the member that lists them stands in the head."""
    found: list[str] = []
    for wanted in (b"xl/workbook.xml", b"docProps/app.xml"):
        at = head.find(wanted)
        start = at - 30
        if start < 0 or head[start : start + 4] != ZIP_HEAD:
            continue
        begin = at + len(wanted) + int.from_bytes(head[start + 28 : start + 30], "little")
        try:
            packed = int.from_bytes(head[start + 8 : start + 10], "little") == 8
            data = (
                zlib.decompressobj(-15).decompress(head[begin:], 65_536)
                if packed
                else head[begin : begin + 65_536]
            )
        except zlib.error:
            continue
        found += [first or second for first, second in _SHEET_NAME.findall(data.decode("utf-8", "ignore"))]
    return found


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """The records of the report, then the files of a UFDR."""
    with path.open("rb") as stream:
        packed = stream.read(4) == ZIP_HEAD
        stream.seek(0)
        if not packed:
            yield from read_report(stream, rows)
            return
    with zipfile.ZipFile(path) as archive:
        reports = [info for info in archive.infolist() if _REPORT.search(info.filename)]
        if reports:
            yield from _ufdr(archive, reports[0], rows)
            return
    yield from read_workbook(path, rows)


def _ufdr(archive: zipfile.ZipFile, report: zipfile.ZipInfo, rows: Rows) -> Iterator[Item]:
    try:
        stream = open_member(archive, report, _generous(rows.limits))
        yield from read_report(stream, rows)
    except DAMAGE as error:
        yield from rows.rest()
        yield damaged(error)
    yield from rows.rest()
    files = [info for info in archive.infolist() if not info.is_dir() and info is not report]
    for info in files[: rows.limits.max_members]:
        try:
            yield Member(info.filename, read_member(archive, info, rows.limits))
        except (*DAMAGE, TooMuch) as error:
            yield Problem(
                "attachment-damaged", Place(), params={"name": info.filename, "reason": str(error)[:200]}
            )
    if len(files) > rows.limits.max_members:
        yield Problem("limit-reached", Place(), params={"limit": f"{rows.limits.max_members} members"})


def _generous(limits: Limits) -> Limits:
    """A report is read as a stream, so only the ratio of a bomb counts, not its size."""
    return Limits(max_member_bytes=limits.max_bytes, max_ratio=limits.max_ratio)


READER = FormatReader(
    "cellebrite", 1, "Phone extraction (Cellebrite report)", (".ufdr", ".xml", ".xlsx"), sniff, read
)
