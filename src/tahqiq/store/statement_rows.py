"""Rows of statements as the database keeps them, made into statements with what is true of their source."""

from dataclasses import dataclass
from functools import lru_cache

from tahqiq.model.grade import Grade
from tahqiq.model.place import Part, Place
from tahqiq.model.statement import Statement
from tahqiq.store.database import Database, integer, text
from tahqiq.store.decisions import CLASSES, RETRACTED_JOIN
from tahqiq.store.source_rows import parts_of, source_rows
from tahqiq.store.value_sql import NodeRow, value_text

SELECT = f"""
SELECT s.entity, s.id, p.name, v.text, o.text, s.lang, s.target, s.part, s.rowno, s.colno, s.class, s.grade,
  s.source, r.at, s.value
FROM statement s JOIN prop p ON p.no = s.prop LEFT JOIN value v ON v.no = s.value
LEFT JOIN value o ON o.no = s.original
{RETRACTED_JOIN}
"""
ReadRow = tuple[
    int,
    bytes,
    str,
    str | None,
    str | None,
    str,
    int | None,
    int,
    int,
    int,
    int,
    str | None,
    int,
    str | None,
    int,
]  # as SELECT names them
_grade = lru_cache(maxsize=1_000)(Grade.parse)


@dataclass(frozen=True, slots=True)
class _Source:
    """What is true of a whole source, joined to its statements."""

    sha256: str
    name: str
    grade: Grade | None
    by: str
    method: str
    at: str
    id: str
    superseded: str | None
    parts: dict[int, Part]


class SourcesOfRows:
    """The sources and classes of some statements."""

    def __init__(self, database: Database, sources: set[int]) -> None:
        parts = parts_of(database, sources)
        self._source: dict[int, _Source] = {}
        for no, row in source_rows(database, sources).items():
            identity, _, grade, sha256, name, by, reader, version, mapping, at, followed = row[1:]
            self._source[no] = _Source(
                text(sha256),
                text(name),
                _grade(text(grade)) if grade else None,
                text(by),
                f"{text(reader)}/{integer(version)} {text(mapping)}".strip(),
                text(at),
                text(identity),
                text(followed) if followed else None,
                parts.get(no, {}),
            )
        self._class = {
            integer(no): (text(case), text(compartment), text(code), integer(held) != 0 and last != "release")
            for no, case, compartment, code, held, last in database.query(CLASSES)
        }

    def closed(self, row: ReadRow) -> str | None:
        """When a statement was closed: retracted, or its source read again; None while it stands."""
        return row[13] if row[13] is not None else self._source[row[12]].superseded

    def statement(self, row: ReadRow, nodes: dict[int, NodeRow], closed: str | None) -> Statement:
        """One row as the statement it is; ``closed`` as :meth:`closed` says."""
        (
            entity,
            identity,
            prop,
            words,
            original,
            lang,
            target,
            part,
            line,
            column,
            data_class,
            grade,
            no,
            _,
            number,
        ) = row
        about = self._source[no]
        case, compartment, code, held = self._class[data_class]
        node = nodes[entity]
        linked = None if target is None else nodes[target]
        value = words if words is not None else value_text(number, words, node, linked)
        return Statement(
            node[0],
            identity,
            node[1],
            prop,
            value,
            value if original is None else original,
            lang,
            None if linked is None else linked[0],
            no,
            about.sha256,
            about.name,
            Place(about.parts.get(part) or Part(part), line, column),
            case,
            compartment,
            code,
            _grade(grade) if grade else about.grade,
            about.by,
            about.method,
            about.at,
            closed,
            about.id,
            held,
        )
