"""Lines of text as records of kind ``text.line``: columns ``text`` (as it stands) and ``direction`` (``rtl``,
``ltr`` or nothing)."""

import unicodedata

from tahqiq.formats.rows import Rows
from tahqiq.model.place import Part

KIND = "text.line"
COLUMNS = ("text", "direction")


def direction(text: str) -> str | None:
    """``rtl`` or ``ltr`` by the first strong character (rule P2 of UAX #9); None for digits and punctuation
    only.

    >>> direction("123 تقرير"), direction("report"), direction("12-3")
    ('rtl', 'ltr', None)
    """
    for letter in text[:1000]:
        kind = unicodedata.bidirectional(letter)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return None


def add_line(rows: Rows, part: Part, row: int, text: str) -> bool:
    """Adds one line unless it is blank; says whether it did."""
    if not text.strip():
        return False
    rows.add(KIND, part, COLUMNS, row, (text, direction(text)))
    return True
