"""What a single cell looks like, without saying what it means: blank, a word, or data (numbers, dates,
codes)."""

import re
from collections.abc import Sequence
from functools import lru_cache

from tahqiq.kit.text import fold_digits

Cells = Sequence[str | None]

_NUMBER = re.compile(r"[+-]?[\d.,'٬ ]*\d[\d.,'٬ ]*%?")
_DATE = re.compile(r"\d{1,4}\s*[-/.]\s*(\d{1,2}|[A-Za-z]{3,9})\s*[-/.]\s*\d{1,4}.*")
_CLOCK = re.compile(r"\d{1,2}:\d{2}.*")
_DIGITS = re.compile(r"\d")

TOTALS = (
    r"^\s*(?:(?:grand |sub ?)?totals?|sum|الاجمالي|الإجمالي|اجمالي|المجموع|مجموع|المجموع الكلي|کۆی گشتی|"
    r"کۆ|سەرجەم|end of (?:report|file)|نهاية التقرير)(?:[\s:：.,،=\d-].*)?$"
)
"""RE2 (case does not count): the first filled cell of a line that sums up or ends a table."""

SPARSE = 0.7
"""A line that sums up fills fewer than this share of the columns of a record."""


def blank(cell: str | None) -> bool:
    """Whether nothing stands in a cell."""
    return not cell or cell.isspace()


def filled(cells: Cells) -> int:
    """How many cells of a line hold something."""
    return len(cells) - sum(map(blank, cells))


@lru_cache(65_536)
def is_data(cell: str | None) -> bool:
    """Whether a cell holds a value rather than a word: a number, date, time, telephone number, or a code that
    is mostly digits.

    >>> is_data("0770 123 4567"), is_data("2024-01-02 10:00"), is_data("Call type 2"), is_data(None)
    (True, True, False, False)
    """
    if cell is None:
        return False
    text = fold_digits(cell.strip())
    if _NUMBER.fullmatch(text) or _DATE.fullmatch(text) or _CLOCK.fullmatch(text):
        return True
    digits = len(_DIGITS.findall(text))
    return digits >= 3 and digits * 2 > len(text.replace(" ", ""))


def data_share(cells: Cells) -> float:
    """Which share of the filled cells of a line is data (of its first 400 cells)."""
    looked = cells[:400]
    count = filled(looked)
    return sum(map(is_data, looked)) / count if count else 0.0
