"""What a workbook holds beside the values of its cells: comments, text boxes, page headers, links,
properties, pictures, embedded files.

XLSX through :mod:`tahqiq.formats.ooxml_beside`; ODS from its XML; the old binary XLS from its records
(:mod:`tahqiq.formats.biff`), with its links and questions of cells counted and set aside. Cells keep only
their value; formulas are counted and set aside.
"""

import html
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from olefile import OleFileIO  # type: ignore[import-untyped]

from tahqiq.formats.base import DAMAGE, of_content
from tahqiq.formats.biff import biff_records, biff_texts
from tahqiq.formats.containers import OLE_HEAD, ZIP_HEAD, open_zip, read_member
from tahqiq.formats.ooxml_beside import line, members, sheet_owners
from tahqiq.formats.reader import Item, Member
from tahqiq.formats.rows import Rows
from tahqiq.formats.xlsx_marks import Marks
from tahqiq.model.account import LOOK, TECHNICAL, UNKNOWN
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem

_HANDLED = re.compile(r"^(xl/worksheets/sheet[^/]*\.(xml|bin)|xl/sharedStrings\.(xml|bin))$", re.I)
_NOTE = re.compile(rb"<office:annotation[\s>](.*?)</office:annotation>", re.DOTALL)
_BOX = re.compile(
    rb"<(draw:text-box|draw:custom-shape|draw:rect|draw:ellipse|draw:line|draw:caption)[\s>](.*?)</\1>",
    re.DOTALL,
)
_PAPER = re.compile(rb"<(style:header|style:footer)[\s>](.*?)</\1>", re.DOTALL)
_LINK = re.compile(rb'<text:a\s[^>]*xlink:href="([^"]+)"')
_CREATOR = re.compile(rb"<dc:creator>([^<]*)</dc:creator>")
_META = re.compile(rb"<((?:dc|meta):[\w-]+)(?:\s[^>]*?meta:name=\"([^\"]*)\")?[^>]*>([^<]+)</")
_BIFF_ASIDE = {0x18: "name of cells", 0x1B8: "link", 0x1BE: "question of a cell"}
_BIFF_FORMULA = 0x06
_OLE_SUMMARY = (
    "title",
    "subject",
    "author",
    "keywords",
    "comments",
    "last_saved_by",
    "manager",
    "company",
    "category",
)


def beside(path: Path, rows: Rows, found: Mapping[str, Marks], sheets: int) -> Iterator[Item]:
    """Everything beside the cells of the workbook at ``path``; its parts count from ``sheets``."""
    with path.open("rb") as file:
        head = file.read(8)
    for number, (name, marks) in enumerate(found.items()):
        part = Part(sheets, "entry", f"page and questions of {name}")
        sheets += (
            sum(line(rows, part, at, text, what) for at, (what, text) in enumerate(marks.beside, start=1)) > 0
        )
        if marks.formulas:
            rows.aside("formula", Place(Part(number, "sheet", name)), TECHNICAL, marks.formulas)
    try:
        if head.startswith(ZIP_HEAD):
            with open_zip(path, rows.limits) as archive:
                if "content.xml" in archive.namelist():
                    yield from _open_document(archive, rows, sheets)
                else:
                    owners = sheet_owners(
                        archive, {marks.file: name for name, marks in found.items() if marks.file}
                    )
                    yield from members(archive, rows, sheets, lambda name: bool(_HANDLED.match(name)), owners)
        elif head.startswith(OLE_HEAD):
            _binary(path, rows, sheets)
    except DAMAGE as error:
        yield Problem(
            "document-damaged",
            Place(Part(sheets, "entry", "beside the cells")),
            params={"reason": str(error)[:200]},
        )
    except OSError as error:
        if not of_content(error):
            raise
        yield Problem(
            "document-damaged",
            Place(Part(sheets, "entry", "beside the cells")),
            params={"reason": str(error)[:200]},
        )
    yield from rows.rest()


def encrypted(path: Path) -> bool:
    """Whether a workbook that could not be read is encrypted: an ODS whose manifest says so, an XLS with a
    FILEPASS record."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                return "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read(
                    "META-INF/manifest.xml"
                )
        with OleFileIO(str(path)) as container:
            return container.exists("EncryptedPackage") or any(
                kind == 0x2F for kind, _ in biff_records(container)
            )
    except (*DAMAGE, OSError, AttributeError, IndexError, TypeError):
        return False


def _text(xml: bytes) -> str:
    """The text of a piece of ODS markup, paragraphs as lines."""
    plain = re.sub(rb"<[^>]*>", b"", re.sub(rb"</text:p>|<text:line-break/>", b"\n", xml))
    return html.unescape(plain.decode("utf-8", "replace")).strip("\n")


def _open_document(archive: zipfile.ZipFile, rows: Rows, first: int) -> Iterator[Item]:
    for info in archive.infolist():
        name = info.filename
        if name == "content.xml":
            content = read_member(archive, info, rows.limits)
            notes, boxes = Part(first, "entry", "comments"), Part(first + 1, "entry", "text boxes")
            for number, found in enumerate(_NOTE.findall(content), start=1):
                author = _CREATOR.search(found)
                body = found[found.find(b"<text:p") :] if b"<text:p" in found else b""
                line(
                    rows,
                    notes,
                    number,
                    _text(body),
                    None,
                    html.unescape(author[1].decode("utf-8", "replace")) if author else None,
                )
            for number, (_, found) in enumerate(_BOX.findall(_NOTE.sub(b"", content)), start=1):
                line(rows, boxes, number, _text(found))
            for number, target in enumerate(_LINK.findall(content), start=1):
                line(
                    rows,
                    Part(first + 2, "entry", "links"),
                    number,
                    html.unescape(target.decode("utf-8", "replace")),
                    "hyperlink",
                )
            if formulas := content.count(b"table:formula="):
                rows.aside("formula", Place(), TECHNICAL, formulas)
        elif name == "styles.xml":
            for number, (what, found) in enumerate(
                _PAPER.findall(read_member(archive, info, rows.limits)), start=1
            ):
                line(
                    rows,
                    Part(first + 3, "entry", "page headers"),
                    number,
                    _text(found),
                    what.decode().partition(":")[2],
                )
            rows.aside(name, Place(), LOOK)
        elif name == "meta.xml":
            for number, (tag, label, text) in enumerate(
                _META.findall(read_member(archive, info, rows.limits)), start=1
            ):
                shown = html.unescape((label or tag).decode("utf-8", "replace"))
                line(
                    rows,
                    Part(first + 4, "entry", "properties"),
                    number,
                    html.unescape(text.decode("utf-8", "replace")),
                    shown,
                )
        elif name.startswith(("Pictures/", "Object", "media/")) and not info.is_dir() and info.file_size:
            yield Member(name, read_member(archive, info, rows.limits))
        elif not info.is_dir() and info.file_size:
            rows.aside(name, Place(), TECHNICAL)


def _binary(path: Path, rows: Rows, first: int) -> None:
    with OleFileIO(str(path)) as container:
        number = 0
        for number, (at, author, text) in enumerate(biff_texts(container), start=1):
            line(rows, Part(first, "entry", "comments and text boxes"), number, text, at, author)
        for kind, data in biff_records(container):
            if kind in _BIFF_ASIDE and data:
                rows.aside(_BIFF_ASIDE[kind], Place(), UNKNOWN)
            elif kind == _BIFF_FORMULA:
                rows.aside("formula", Place(), TECHNICAL)
        about = container.get_metadata()
        part = Part(first + bool(number), "entry", "properties")
        for at_line, name in enumerate(_OLE_SUMMARY, start=1):
            value = getattr(about, name, None)
            if value:
                line(
                    rows,
                    part,
                    at_line,
                    value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value),
                    name,
                )
        for entry in container.listdir():
            name = "/".join(entry)
            if name.rpartition("/")[2].lower() not in (
                "workbook",
                "book",
                "\x05summaryinformation",
                "\x05documentsummaryinformation",
            ):
                rows.aside(re.sub(r"[\x00-\x1f]", "", name), Place(), TECHNICAL)
