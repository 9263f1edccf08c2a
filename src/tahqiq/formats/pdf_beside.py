"""What a PDF holds beside the text of its pages: remarks, filled forms, addresses of links, bookmarks, its
own description. PDFium reads it."""

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as c

_ANNOTATION_TEXTS = ("Contents", "T", "TU", "V", "Subj")
"""Text of the remark, its author or the name of a form field, its tip, what was filled in, its subject (ISO
32000-1 12.5, 12.7)."""


def properties(document: pypdfium2.PdfDocument) -> dict[str, str]:
    """Title, author, subject, keywords, program and dates, those that are filled."""
    return {name: text for name, text in document.get_metadata_dict().items() if text.strip()}


def bookmarks(document: pypdfium2.PdfDocument) -> list[str]:
    """Titles of the outline in order."""
    return [title for item in document.get_toc(max_depth=15) if (title := item.get_title()).strip()]


def of_page(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> list[tuple[str, str]]:
    """``(what, text)`` of a page: texts of its annotations and addresses of its links."""
    return [*_annotations(page), *_links(document, page)]


def _annotations(page: pypdfium2.PdfPage) -> Iterator[tuple[str, str]]:
    for index in range(c.FPDFPage_GetAnnotCount(page)):
        annotation = c.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            for key in _ANNOTATION_TEXTS:
                text = _string(annotation, key)
                if text.strip():
                    yield f"annotation {key}", text
        finally:
            c.FPDFPage_CloseAnnot(annotation)


def _string(annotation: object, key: str) -> str:
    size = c.FPDFAnnot_GetStringValue(annotation, key.encode(), None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    c.FPDFAnnot_GetStringValue(annotation, key.encode(), buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace")


def _links(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[tuple[str, str]]:
    position, link = ctypes.c_int(0), c.FPDF_LINK()
    while c.FPDFLink_Enumerate(page, position, link):
        action = c.FPDFLink_GetAction(link)
        size = c.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
        if size > 1:
            buffer = ctypes.create_string_buffer(size)
            c.FPDFAction_GetURIPath(document, action, buffer, size)
            yield "link", buffer.raw[: size - 1].decode("utf-8", "replace")
