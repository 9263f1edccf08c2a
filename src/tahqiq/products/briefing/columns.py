"""How wide the columns of a table are on paper: each as its longest word needs, so that no number is broken,
and wider the more it holds."""

import re

from tahqiq.products.briefing.content import Grid

JOINTS = re.compile(r"(?<=[_/.\\-])")
"""Behind what the name of a file may be broken."""
LONG = 20
"""Letters from which on a word may be broken behind its joints."""
_MOST = 60
_ROOM = 2.0
_LOOSE = 0.35


def words_of(text: str) -> list[str]:
    """What is never broken: words, and of long ones with joints their parts.

    >>> words_of("a 02_calls/CDR_9647430517956.csv")
    ['a', '02_', 'calls/', 'CDR_', '9647430517956.', 'csv']
    """
    return [
        part for word in text.split() for part in (JOINTS.split(word) if len(word) > LONG else [word]) if part
    ]


def shares(grid: Grid) -> tuple[float, ...]:
    """The share of each column of the whole width; they sum up to 1."""
    columns = list(zip(grid.heads, *grid.rows, strict=True))
    needed = [max((len(word) for cell in column for word in words_of(cell)), default=1) for column in columns]
    wanted = [min(_MOST, max((len(cell) for cell in column), default=1)) for column in columns]
    parts = [need + _LOOSE * max(0, want - need) + _ROOM for need, want in zip(needed, wanted, strict=True)]
    return tuple(part / sum(parts) for part in parts)


def lines_in(text: str, letters: float) -> int:
    """How many lines a text takes where so many letters stand in one."""
    count, used = 1, 0.0
    for word in words_of(text):
        if used and used + len(word) > letters:
            count, used = count + 1, 0.0
        used += len(word) + 0.6
    return count
