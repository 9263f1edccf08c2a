"""How long lists are read: ``limit`` says how many at most, ``cursor`` where to go on, and ``next`` of the
answer is the cursor of the page after it."""

from typing import Annotated

from fastapi import Query

from tahqiq.kit.errors import WrongUse

Cursor = Annotated[
    str, Query(max_length=400, description="`next` of the answer before; empty for the beginning.")
]


def position(cursor: str, most: int = 10**9) -> int:
    """The place at which a list that counts its places goes on, 0 for the beginning. Raises ``WrongUse``
    (``cursor-unknown``) for what no answer gave, or what lies beyond ``most``.

    >>> position(""), position("50")
    (0, 50)
    """
    if not cursor:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 20 and int(cursor) <= most):
        raise WrongUse("cursor-unknown", cursor=cursor)
    return int(cursor)


def following(at: int, shown: int, total: int) -> str:
    """The cursor of what follows ``shown`` lines from ``at`` on of a list of ``total``; empty at its end.

    >>> following(0, 50, 80), following(50, 30, 80)
    ('50', '')
    """
    return str(at + shown) if shown and at + shown < total else ""
