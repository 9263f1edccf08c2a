"""Word documents (DOCX): paragraphs and table rows in document order as ``text.line``, each table also as a
grid.

Parts: the document itself, then per table one ("Table 1"), then headers, footers, notes and comments (with a
column ``author``). Row = paragraph or table row counted from 1. Text that was deleted while changes were
tracked stands in the file and is delivered as the part "deleted text"; so are the codes of fields (addresses
of links) and the descriptions of pictures ("beside the text"). What else the package holds (diagrams, charts,
links, properties) follows as lines, see :mod:`tahqiq.formats.ooxml_beside`; pictures, embedded files and
inserted documents (altChunk) come as members. A row of a table is one line, its cells joined by tabs.
Standard: ECMA-376, WordprocessingML.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element

from tahqiq.formats import arabic
from tahqiq.formats.base import DAMAGE, FormatReader, damaged
from tahqiq.formats.containers import OLE_HEAD, ZIP_HEAD, names_in_head, open_member, open_zip
from tahqiq.formats.html import Grid, grid_of
from tahqiq.formats.ooxml_beside import line, members
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.textlines import add_line
from tahqiq.formats.xmlwalk import local, walk
from tahqiq.kit.reasons import reason
from tahqiq.model.account import TECHNICAL
from tahqiq.model.place import WHOLE, Part, Place
from tahqiq.model.problem import Problem

_MAIN = "word/document.xml"
_SIDE = re.compile(r"word/(header\d*|footer\d*|footnotes|endnotes|comments)\.xml$")
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
        main = _main(archive)
        yield from _part(archive, main, WHOLE, rows, numbers)
        for info in archive.infolist():
            side = _SIDE.match(info.filename)
            if side:
                yield from _part(archive, info, Part(next(numbers), "entry", side.group(1)), rows, numbers)
        yield from members(
            archive, rows, next(numbers), lambda name: name == main.filename or bool(_SIDE.match(name)), {}
        )


def _main(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The document itself: where the package says, else where it usually stands. Raises ``KeyError`` when
    there is none."""
    if _MAIN in archive.namelist() or "_rels/.rels" not in archive.namelist():
        return archive.getinfo(_MAIN)
    found = re.search(rb'<Relationship\s[^>]*Type="[^"]*/officeDocument"[^>]*>', archive.read("_rels/.rels"))
    target = re.search(rb'Target="/?([^"]+)"', found[0]) if found else None
    return archive.getinfo(target[1].decode("utf-8", "replace") if target else _MAIN)


def _part(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, part: Part, rows: Rows, numbers: Iterator[int]
) -> Iterator[Item]:
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
    aside: list[tuple[str, str]] = field(default_factory=list)
    author: str | None = None
    done: list[tuple[Part, Grid]] = field(default_factory=list)

    def read(self, stream: IO[bytes]) -> Iterator[Item]:
        """Fills the rows; yields nothing itself but gives the caller its turn after each table."""
        skipping = 0
        for event, tag, element in walk(stream, ("p", "tbl", "tr", "sectPr")):
            if tag == "Fallback":  # the same text box once more, for old programs
                skipping += 1 if event == "start" else -1
            elif not skipping and event == "start":
                self._start(tag)
                self._attributes(tag, element)
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
        if self.aside:
            part = Part(next(self.numbers), "entry", f"beside the text of {self.part.name or 'document'}")
            for number, (what, text) in enumerate(self.aside, start=1):
                line(self.out, part, number, text, what)
        if self.repaired:
            self.out.tell(Problem("text-forms-repaired", Place(self.part), params={"count": self.repaired}))

    def _attributes(self, tag: str, element: Element) -> None:
        """Texts that stand in attributes: descriptions of pictures, tips of links, who wrote a comment or
        changed something."""
        named = {local(name): value for name, value in element.attrib.items() if value.strip()}
        if tag == "comment":
            self.author = named.get("author")
        elif tag in ("ins", "del", "moveFrom", "moveTo") and "author" in named:
            self.out.aside(f"{tag} author", Place(self.part, self.line + 1), TECHNICAL)
        elif tag in ("docPr", "cNvPr"):
            self.aside += [(name, named[name]) for name in ("descr", "title") if name in named]
        elif tag == "hyperlink" and "tooltip" in named:
            self.aside.append(("tooltip", named["tooltip"]))
        elif tag == "sym" and self.paragraphs and re.fullmatch("[0-9A-Fa-f]{4}", named.get("char", "")):
            self.paragraphs[-1].append(chr(int(named["char"], 16)))
        elif tag in ("default", "statusText", "helpText") and "val" in named:
            self.aside.append((tag, named["val"]))

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
        elif tag in ("instrText", "delInstrText") and text.strip():
            self.aside.append(("field", text.strip()))
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
        if self.author and text.strip():
            line(self.out, self.part, self.line, text, None, self.author)
        else:
            add_line(self.out, self.part, self.line, text)

    def _end_table(self) -> None:
        table = self.tables.pop()
        if self.tables:
            self.tables[-1].cell.append(
                "\n".join("\t".join(cell or "" for cell in row) for row in table.rows)
            )
        elif table.rows:
            number = next(self.numbers)
            self.done.append((Part(number, "sheet", f"Table {number}"), table.rows))


READER = FormatReader("docx", 2, "Word document (DOCX)", (".docx", ".docm"), sniff, read)
