"""A drawing as PNG, for programs that take no vectors: set as PDF with the fonts of the program, then
drawn."""

import io

import pypdfium2

from tahqiq.products.briefing.typeset import one_sheet
from tahqiq.products.paper.marks import Picture

WIDEST = 3000


def png(picture: Picture, language: str) -> bytes:
    """The bytes of a picture that is three pixels a unit, no wider or higher than :data:`WIDEST`."""
    return pixels(one_sheet(picture, language))


def pixels(page: bytes) -> bytes:
    """The first page of a PDF as PNG: three pixels a point, no wider or higher than :data:`WIDEST`."""
    document = pypdfium2.PdfDocument(page)
    try:
        out = io.BytesIO()
        first = document[0]
        first.render(scale=min(3.0, WIDEST / max(*first.get_size(), 1))).to_pil().save(out, "PNG")
        return out.getvalue()
    finally:
        document.close()
