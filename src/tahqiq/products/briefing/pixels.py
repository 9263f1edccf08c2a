"""A drawing as PNG, for programs that take no vectors: set as PDF with the fonts of the program, then drawn."""

import io

import pypdfium2

from tahqiq.products.briefing.typeset import one_sheet
from tahqiq.products.paper.marks import Picture

WIDEST = 3000


def png(picture: Picture, language: str) -> bytes:
    """The bytes of a picture that is three pixels a unit, no wider or higher than :data:`WIDEST`."""
    scale = min(3.0, WIDEST / max(picture.width, picture.height, 1))
    document = pypdfium2.PdfDocument(one_sheet(picture, language))
    try:
        out = io.BytesIO()
        document[0].render(scale=scale).to_pil().save(out, "PNG")
        return out.getvalue()
    finally:
        document.close()
