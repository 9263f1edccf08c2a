"""The problems of originals: kept as they are met, read by source or by rows, where the original is shown."""

import json
from collections.abc import Mapping, Sequence

from tahqiq.kit.errors import Refused
from tahqiq.kit.text import storable
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem
from tahqiq.model.scope import Scope
from tahqiq.model.source import GONE, gone
from tahqiq.store.database import Database, integer, text
from tahqiq.store.sources import Sources

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


class Problems:
    """The problems of the sources of one workspace."""

    def __init__(self, database: Database, sources: Sources) -> None:
        self._database = database
        self._sources = sources

    def add(self, no: int, first: int, problems: Sequence[Problem]) -> None:
        """Keep problems of a source, numbered from ``first``."""
        rows = [
            (
                no,
                first + offset,
                item.code,
                item.place.part.no,
                item.place.row,
                item.place.column,
                storable(item.field),
                _clip(item.value),
                item.records,
                json.dumps(_params(item), ensure_ascii=False, sort_keys=True),
            )
            for offset, item in enumerate(problems)
        ]
        columns = ("source", "no", "code", "part", "rowno", "colno", "field", "value", "records", "params")
        with self._database.transaction() as transaction:
            transaction.insert_many("problem", columns, rows)

    def of(self, scope: Scope, no: int, limit: int = 1000, offset: int = 0, code: str = "") -> list[Problem]:
        """Problems of a visible source in the order they were met; with a ``code`` only those of that
        kind."""
        self._require_shown(scope, no)
        parts = self._sources.parts(no)
        of = " AND code=?" if code else ""
        rows = self._database.query(
            (
                "SELECT code, part, rowno, colno, field, value, records, params FROM problem WHERE "
                f"source=?{of} ORDER BY no LIMIT ? OFFSET ?"
            ),
            (no, *([code] if code else []), limit, offset),
        )
        return [
            Problem(
                text(code),
                Place(parts.get(integer(part), Part(integer(part))), integer(row), integer(column)),
                text(name),
                None if value is None else text(value),
                integer(count),
                json.loads(text(params)),
            )
            for code, part, row, column, name, value, count, params in rows
        ]

    def counts(self, scope: Scope, no: int) -> dict[str, int]:
        """How many problems of each code a visible source has."""
        self._require_shown(scope, no)
        rows = self._database.query(
            "SELECT code, COUNT(*) FROM problem WHERE source=? GROUP BY code ORDER BY 2 DESC, 1", (no,)
        )
        return {text(code): integer(count) for code, count in rows}

    def _require_shown(self, scope: Scope, no: int) -> None:
        """Problems hold values as they stand in the original. Raises ``NotFound`` (``source-due``,
        ``source-erased``), ``Refused`` (``original-closed``)."""
        source = self._sources.get(scope, no)
        if no in scope.closed:
            raise gone(source) if source.state in GONE else Refused("original-closed", name=source.name)


def _params(item: Problem) -> dict[str, str | int]:
    return {name: storable(value) if isinstance(value, str) else value for name, value in item.params.items()}


def _clip(value: str | None) -> str | None:
    return None if value is None else storable(value[:2000])
