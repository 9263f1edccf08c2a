"""The problems of some rows of an original: what is marked where the original is shown."""

import json
from collections.abc import Mapping

from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem
from tahqiq.store.database import Database, integer, text

MOST = 1_000
"""How many problems of a stretch of rows are told at once."""


def problems_between(
    database: Database, source: int, part: int, first: int, last: int, parts: Mapping[int, Part]
) -> list[Problem]:
    """Those of the rows ``first`` to ``last`` of a part, by row and column, at most :data:`MOST`. Ask only
    for sources that passed a Scope."""
    rows = database.query(
        "SELECT code, rowno, colno, field, value, records, params FROM problem"
        " WHERE source=? AND part=? AND rowno>=? AND rowno<=? ORDER BY rowno, colno, no LIMIT ?",
        (source, part, first, last, MOST),
    )
    return [
        Problem(
            text(code),
            Place(parts.get(part, Part(part)), integer(row), integer(column)),
            text(name),
            None if value is None else text(value),
            integer(records),
            json.loads(text(params)),
        )
        for code, row, column, name, value, records, params in rows
    ]


__all__ = ["MOST", "problems_between"]
