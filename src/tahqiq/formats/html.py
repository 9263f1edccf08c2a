"""HTML pages: the visible text as ``text.line`` and each table as a grid; nothing is run, nothing is fetched.

Scripts, styles, templates and elements that are hidden are left out of the lines. A table row is also one
line of text, its cells joined by tabs, so that the text reads in the order of the page. Row = number of the
visible line; each table is a ``Part`` of its own ("Table 1"). The last part, "beside the text", has what one
does not see: addresses, descriptions, values of forms, remarks, hidden text, with ``at`` = element and
attribute.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from tahqiq.formats import arabic
from tahqiq.formats.base import FormatReader, TooMuch
from tahqiq.formats.html_beside import Attributes, is_hidden
from tahqiq.formats.reader import NO, Confidence, Item, grid
from tahqiq.formats.rows import Rows, clean
from tahqiq.formats.text_encoding import decode
from tahqiq.formats.textlines import COLUMNS, KIND, add_line, direction
from tahqiq.kit.reasons import reason
from tahqiq.model.account import LOOK, TECHNICAL
from tahqiq.model.place import WHOLE, Part, Place

_BLOCK_TAGS = """
    address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary
    table tbody tfoot thead title tr ul
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_UNSEEN = frozenset(["script", "style", "template", "noscript", "object", "applet", "iframe", "svg", "math"])
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]+)", re.I)
_SPACE = re.compile(r"[ \t\r\n\f\u200b]+")

Grid = list[list[str | None]]


@dataclass(slots=True)
class Visible:
    """What a person sees of a page: lines in order, and the tables as grids."""

    lines: list[str] = field(default_factory=list)
    tables: list[Grid] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All lines joined by line feeds."""
        return "\n".join(self.lines)


def visible(markup: str) -> Visible:
    """The visible lines and tables of ``markup``; broken markup is read as far as it goes, like a browser
    does.

    >>> visible("<p>One<script>x()</script> two</p><table><tr><td>a<td>b</table>").lines
    ['One two', 'a\\tb']
    """
    parser = _Page()
    parser.feed(markup.replace("<![", "<! ["))
    parser.close()
    parser.finish()
    return parser.page


class _Page(HTMLParser):
    """Builds :class:`Visible`. Open tables are a stack; a nested table's text goes into the cell around
    it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Visible()
        self._buffer: list[str] = []
        self._hidden: list[str] = []
        self._tables: list[Grid] = []
        self._in_cell: list[bool] = []
        self._around: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hidden:
            if tag == self._hidden[-1] and tag not in _VOID:
                self._hidden.append(tag)
            return
        if tag in _UNSEEN or (is_hidden(attrs) and tag not in _VOID):
            self._hidden.append(tag)
        elif tag == "table":
            self._break()
            self._around.append(self._buffer)
            self._buffer = []
            self._tables.append([])
            self._in_cell.append(False)
        elif tag == "tr" and self._tables:
            self._end_row()
            self._tables[-1].append([])
        elif tag in ("td", "th") and self._tables:
            self._start_cell()
        elif tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            if tag == self._hidden[-1]:
                self._hidden.pop()
            return
        if tag == "table" and self._tables:
            self._end_table()
        elif tag == "tr" and self._tables:
            self._end_row()
        elif tag in ("td", "th") and self._tables:
            self._end_cell()
        elif tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._buffer.append(data)

    def finish(self) -> None:
        """Closes what the page left open."""
        while self._tables:
            self._end_table()
        self._break()

    def _take(self) -> str:
        text = _SPACE.sub(" ", "".join(self._buffer)).strip()
        self._buffer = []
        return text

    def _break(self) -> None:
        if self._in_cell and self._in_cell[-1]:
            self._buffer.append(" ")
            return
        text = self._take()
        if text:
            self.page.lines.append(text)

    def _start_cell(self) -> None:
        self._end_cell()
        if not self._tables[-1]:
            self._tables[-1].append([])
        self._in_cell[-1] = True
        self._buffer = []

    def _end_cell(self) -> None:
        if self._in_cell[-1]:
            self._in_cell[-1] = False
            self._tables[-1][-1].append(self._take() or None)

    def _end_row(self) -> None:
        self._end_cell()
        table = self._tables[-1]
        if table and table[-1] and len(self._tables) == 1:
            text = "\t".join(cell or "" for cell in table[-1])
            if text.strip():
                self.page.lines.append(text)
            table.append([])

    def _end_table(self) -> None:
        self._end_row()
        table = [row for row in self._tables.pop() if row]
        self._in_cell.pop()
        self._buffer = self._around.pop()
        if self._tables:
            self._buffer.append(" " + " ".join(cell for row in table for cell in row if cell) + " ")
        elif table:
            self.page.tables.append(table)


def declared_charset(head: bytes) -> str | None:
    """The encoding a ``<meta>`` element names, or None."""
    match = _CHARSET.search(head[:4096])
    return match.group(1).decode("ascii") if match else None


def sniff(head: bytes, name: str) -> Confidence:
    """Looks for the tags only HTML has near the start; an archive may begin with a page as it is."""
    if head.startswith(b"PK\x03\x04"):
        return NO
    start = head[:4096].replace(b"\x00", b"").lower()
    if re.search(rb"<!doctype html|<html[\s>]", start):
        return Confidence(0.9, reason("format-begins", what="<html>"))
    if name.lower().endswith((".htm", ".html")) and re.search(rb"<(body|table|div|p|head|meta)[\s>]", start):
        return Confidence(0.7, reason("format-contains", what="HTML"))
    return NO


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """Visible lines first, then the tables."""
    if path.stat().st_size > rows.limits.max_member_bytes:
        raise TooMuch(f"{rows.limits.max_member_bytes} B")
    data = path.read_bytes()
    declared = None if data[:2] in (b"\xff\xfe", b"\xfe\xff") else declared_charset(data)
    decoded = decode(data, declared)
    if decoded.problem is not None:
        yield decoded.problem
    page = visible(arabic.compose(decoded.text))
    for number, line in enumerate(page.lines, start=1):
        add_line(rows, WHOLE, number, line)
        yield from rows.ready()
    yield from rows.rest()
    for number, table in enumerate(page.tables, start=1):
        yield from grid_of(Part(number, "sheet", f"Table {number}"), table)
    _beside(decoded.text, rows, Part(len(page.tables) + 1, "entry", "beside the text"))


def _beside(markup: str, rows: Rows, part: Part) -> None:
    parser = Attributes(_UNSEEN)
    parser.feed(markup.replace("<![", "<! ["))
    parser.close()
    found = parser.finish()
    for number, (where, text) in enumerate(found.texts, start=1):
        rows.add(KIND, part, (*COLUMNS, "at"), number, (text, direction(text), where))
    for why, counted in ((LOOK, found.looks), (TECHNICAL, found.technical), (TECHNICAL, found.code)):
        for name, count in counted.items():
            rows.aside(name, Place(part), why, count)


def grid_of(part: Part, table: Grid) -> Iterator[Item]:
    """A table of a document as records of kind ``table``."""
    lines = [
        (row, [clean(cell) if cell else None for cell in cells]) for row, cells in enumerate(table, start=1)
    ]
    yield grid(part, lines)


READER = FormatReader("html", 2, "Web page (HTML)", (".html", ".htm"), sniff, read)
