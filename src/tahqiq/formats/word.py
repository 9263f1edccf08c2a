"""Word documents (DOCX): paragraphs and table rows in document order as ``text.line``, each table also as a grid.

Parts: the document itself, then per table one ("Table 1"), then headers, footers, notes and comments. Row = paragraph or table row counted
from 1. Text that was deleted while changes were tracked stands in the file and is delivered as the part "deleted text". Pictures and
embedded files come as members. A row of a table is one line, its cells joined by tabs. Standard: ECMA-376, WordprocessingML.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tahqiq.formats import arabic
from tahqiq.formats.base import DAMAGE, FormatReader, damaged
from tahqiq.formats.containers import OLE_HEAD, ZIP_HEAD, names_in_head, open_member, open_zip, read_member
from tahqiq.formats.html import Grid, grid_of
from tahqiq.formats.reader import NO, Confidence, Item, Member
from tahqiq.formats.rows import Rows
from tahqiq.formats.textlines import add_line
from tahqiq.formats.xmlwalk import walk
from tahqiq.kit.reasons import reason
from tahqiq.model.place import WHOLE, Part, Place
from tahqiq.model.problem import Problem

_MAIN = "word/document.xml"
_SIDE = re.compile(r"word/(header\d*|footer\d*|footnotes|endnotes|comments)\.xml$")
_FILES = ("word/media/", "word/embeddings/")
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def sniff(head: bytes, name: str) -> Confidence:
    """A ZIP whose members are those of a Word document; an encrypted one is an OLE container called .docx."""
    if head.startswith(ZIP_HEAD):
        names = names_in_head(head)
        if any(member.startswith("word/") for member in names):
            return Confidence(0.97, reason("format-contains", what="word/document.xml"))
        if name.lower().endswith((".docx", ".docm")) and "[Content_Types].xml" in names:
            return Confidence(0.8, reason("format-named", what=".docx"))
    if head.startswith(OLE_HEAD) and name.lower().endswith((".docx", ".docm")):
        return Confidence(0.8, reason("format-encrypted"))
    return NO


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """The document, its side parts, and the files inside it."""
    with path.open("rb") as stream:
        if stream.read(8).startswith(OLE_HEAD):
            yield Problem("document-encrypted", Place(), records=1)
            return
    with open_zip(path, rows.limits) as archive:
        numbers = iter(range(1, 1 << 15))
        yield from _part(archive, archive.getinfo(_MAIN), WHOLE, rows, numbers)
        for info in archive.infolist():
            side = _SIDE.match(info.filename)
            if side:
                yield from _part(archive, info, Part(next(numbers), "entry", side.group(1)), rows, numbers)
        for info in archive.infolist():
            if info.filename.startswith(_FILES) and not info.is_dir():
                yield from _member(archive, info, rows)


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, part: Part, rows: Rows, numbers: Iterator[int]) -> Iterator[Item]:
    story = _Story(rows, part, numbers)
    problem: Problem | None = None
    try:
        stream = open_member(archive, info, rows.limits)
        for item in story.read(stream):
            yield item
            yield from rows.ready()
    except DAMAGE as error:
        problem = damaged(error, part)
    yield from story.finish()
    yield from rows.rest()
    if problem is not None:
        yield problem


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, rows: Rows) -> Iterator[Item]:
    try:
        yield Member(info.filename, read_member(archive, info, rows.limits))
    except DAMAGE as error:
        yield Problem("attachment-damaged", Place(), params={"name": info.filename, "reason": str(error)[:200]})


@dataclass(slots=True)
class _Table:
    rows: Grid = field(default_factory=list)
    cell: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Story:
    """Walks through one XML part; tables and paragraphs (text boxes) may nest."""

    out: Rows
    part: Part
    numbers: Iterator[int]
    line: int = 0
    repaired: int = 0
    paragraphs: list[list[str]] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    done: list[tuple[Part, Grid]] = field(default_factory=list)

    def read(self, stream: IO[bytes]) -> Iterator[Item]:
        """Fills the rows; yields nothing itself but gives the caller its turn after each table."""
        skipping = 0
        for event, tag, element in walk(stream, ("p", "tbl", "tr", "sectPr")):
            if tag == "Fallback":  # the same text box once more, for old programs
                skipping += 1 if event == "start" else -1
            elif not skipping and event == "start":
                self._start(tag)
            elif not skipping:
                self._end(tag, element.text or "")
                if tag == "tbl":
                    yield from self._tables_out()

    def finish(self) -> Iterator[Item]:
        """What was open when the part ended (damage), deleted text, and the note on repaired letters."""
        while self.tables:
            self._end_table()
        yield from self._tables_out()
        if self.deleted:
            part = Part(next(self.numbers), "entry", f"deleted text of {self.part.name or 'document'}")
            for number, text in enumerate(self.deleted, start=1):
                add_line(self.out, part, number, text)
        if self.repaired:
            self.out.tell(Problem("text-forms-repaired", Place(self.part), params={"count": self.repaired}))

    def _tables_out(self) -> Iterator[Item]:
        for part, table in self.done:
            yield from grid_of(part, table)
        self.done = []

    def _start(self, tag: str) -> None:
        if tag == "p":
            self.paragraphs.append([])
        elif tag == "tbl":
            self.tables.append(_Table())
        elif tag == "tr" and self.tables:
            self.tables[-1].rows.append([])
        elif tag == "tc" and self.tables:
            self.tables[-1].cell = []
        elif tag in _MARKS and self.paragraphs:
            self.paragraphs[-1].append(_MARKS[tag])

    def _end(self, tag: str, text: str) -> None:
        if tag == "t" and self.paragraphs:
            self.paragraphs[-1].append(text)
        elif tag == "delText":
            self.deleted.append(text)
        elif tag == "p" and self.paragraphs:
            self._put("".join(self.paragraphs.pop()))
        elif tag == "tc" and self.tables and self.tables[-1].rows:
            table = self.tables[-1]
            table.rows[-1].append("\n".join(table.cell).strip() or None)
        elif tag == "tr" and len(self.tables) == 1 and self.tables[-1].rows:
            self._add("\t".join(cell or "" for cell in self.tables[-1].rows[-1]))
        elif tag == "tbl" and self.tables:
            self._end_table()

    def _put(self, raw: str) -> None:
        text = arabic.compose(raw)
        self.repaired += text != raw
        if self.tables:
            self.tables[-1].cell.append(text)
        elif self.paragraphs:
            self.paragraphs[-1].append(text + "\n")
        else:
            self._add(text)

    def _add(self, text: str) -> None:
        self.line += 1
        add_line(self.out, self.part, self.line, text)

    def _end_table(self) -> None:
        table = self.tables.pop()
        if self.tables:
            self.tables[-1].cell.append("\n".join("\t".join(cell or "" for cell in row) for row in table.rows))
        elif table.rows:
            number = next(self.numbers)
            self.done.append((Part(number, "sheet", f"Table {number}"), table.rows))


READER = FormatReader("docx", 1, "Word document (DOCX)", (".docx", ".docm"), sniff, read)
