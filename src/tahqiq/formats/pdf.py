"""PDF: the text of each page as ``text.line`` (Part = page, row = line of the page); a page without usable
text is told, not skipped.

Presentation-form letters become ordinary ones and lines stored in drawn order are turned into reading order;
both are told once per page. Behind the lines of a page come its remarks, filled forms and addresses of links,
with ``at`` = what it is; title, author, subject, keywords and bookmarks are a part of their own. Attached
files come as members. Text is taken by PDFium; nothing of the document is run.
"""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_PAGEOBJ_IMAGE

from tahqiq.formats import arabic
from tahqiq.formats.base import FormatReader
from tahqiq.formats.pdf_beside import bookmarks, of_page, properties
from tahqiq.formats.reader import NO, Confidence, Item, Member
from tahqiq.formats.rows import Rows
from tahqiq.formats.textlines import COLUMNS, KIND, add_line, direction
from tahqiq.kit.reasons import reason
from tahqiq.model.account import TECHNICAL
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem

_LOCK = threading.Lock()  # PDFium may not be entered by two threads
_USABLE = re.compile(r"[^\W_]")
_GARBLED = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


def sniff(head: bytes, name: str) -> Confidence:
    """The mark ``%PDF-`` within the first kilobyte."""
    return Confidence(0.98, reason("format-begins", what="%PDF-")) if b"%PDF-" in head[:1024] else NO


def pages(path: Path) -> int:
    """How many pages a PDF has; 0 for what is none, or wants a password."""
    try:
        with _LOCK, pypdfium2.PdfDocument(path) as document:
            return len(document)
    except pypdfium2.PdfiumError:
        return 0


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """Pages in order, then attached files."""
    try:
        with _LOCK:
            document = pypdfium2.PdfDocument(path)
            count = len(document)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == FPDF_ERR_PASSWORD
        yield Problem(
            "document-encrypted" if locked else "document-damaged",
            Place(),
            params={"reason": str(error)},
            records=1,
        )
        return
    try:
        yield from _pages(document, count, rows)
        _about(document, count, rows)
        yield from rows.rest()
        yield from _attachments(document, rows)
    finally:
        with _LOCK:
            document.close()


def _pages(document: pypdfium2.PdfDocument, count: int, rows: Rows) -> Iterator[Item]:
    order = arabic.Order()
    for number in range(count):
        part = Part(number, "page", str(number + 1))
        try:
            with _LOCK:
                text, has_picture, has_objects, beside = _content(document, number)
        except pypdfium2.PdfiumError as error:
            rows.tell(Problem("document-damaged", Place(part), params={"reason": str(error)}, records=1))
            continue
        if _usable(text):
            order = _add_page(rows, part, text, order)
        elif has_picture or has_objects:
            rows.tell(Problem("page-is-picture", Place(part), params={"page": number + 1}))
        lines = text.count("\n") + 1
        for at, (what, found) in enumerate(beside, start=lines + 1):
            rows.add(KIND, part, COLUMNS, at, {"text": found, "direction": direction(found), "at": what})
        yield from rows.rest()


def _about(document: pypdfium2.PdfDocument, count: int, rows: Rows) -> None:
    """Description and bookmarks of the document as lines behind its pages; dates and programs are set
    aside."""
    part = Part(count, "entry", "properties and bookmarks")
    with _LOCK:
        about, titles = properties(document), bookmarks(document)
    number = 0
    for what, text in [*about.items(), *(("bookmark", title) for title in titles)]:
        if what in ("Producer", "Creator", "CreationDate", "ModDate", "Trapped"):
            rows.aside(what, Place(part), TECHNICAL)
            continue
        number += 1
        rows.add(KIND, part, (*COLUMNS, "at"), number, (text, direction(text), what))


def _content(document: pypdfium2.PdfDocument, number: int) -> tuple[str, bool, bool, list[tuple[str, str]]]:
    """Text of a page, whether it holds a picture, whether it holds anything, and what stands beside the
    text."""
    page = document[number]
    try:
        textpage = page.get_textpage()
        try:
            text = str(textpage.get_text_range())
        finally:
            textpage.close()
        kinds = [item.type for item in page.get_objects(max_depth=3)] if not _usable(text) else []
        return text, FPDF_PAGEOBJ_IMAGE in kinds, bool(kinds), of_page(document, page)
    finally:
        page.close()


def _usable(text: str) -> bool:
    letters = len(_USABLE.findall(text))
    return letters >= 3 and letters > len(_GARBLED.findall(text))


def _add_page(rows: Rows, part: Part, text: str, before: arabic.Order) -> arabic.Order:
    """Adds the lines of a page; a page with too few signs of its own is read like the one before it."""
    signs = arabic.Order()
    signs.look(text)
    order = signs if signs.decided() else before
    lines = re.split(r"\r\n|\r|\n", text)
    logical = [arabic.to_logical(line) for line in lines] if order.visual() else lines
    composed = [arabic.compose(line) for line in logical]
    turned = sum(new != old for new, old in zip(logical, lines, strict=True))
    repaired = sum(new != old for new, old in zip(composed, logical, strict=True))
    if turned:
        rows.tell(Problem("text-order-repaired", Place(part), params={"count": turned}))
    if repaired:
        rows.tell(Problem("text-forms-repaired", Place(part), params={"count": repaired}))
    for number, line in enumerate(composed, start=1):
        add_line(rows, part, number, line.strip("\x00\ufffe\uffff"))
    return order


def _attachments(document: pypdfium2.PdfDocument, rows: Rows) -> Iterator[Item]:
    with _LOCK:
        count = min(document.count_attachments(), rows.limits.max_members)
    for index in range(count):
        try:
            with _LOCK:
                attached = document.get_attachment(index)
                member = Member(attached.get_name(), bytes(attached.get_data()))
        except pypdfium2.PdfiumError as error:
            yield Problem(
                "attachment-damaged", Place(), params={"name": str(index + 1), "reason": str(error)}
            )
            continue
        yield member


READER = FormatReader("pdf", 2, "PDF document", (".pdf",), sniff, read)
