"""What the register says of a source beside its values: who brought it, under which order, grade and handling
code, how it was read, what could not be."""

import hashlib
import json

from tahqiq.store.database import Database, blob, integer, text

_SOURCE = """
SELECT s.name, s.size, s.format, s.reader_version, s.mapping_name, s.mapping, s.case_id,
  s.grade, s.zone, s.zone_by, s.path, s.deposited_by, s.deposited_at,
  s.received_from, s.received_how, s.authority, s.original, p.sha256,
  c.case_id, c.compartment, c.handling, c.held_by, h.case_id, h.compartment, h.handling, h.held_by
FROM source s JOIN data_class c ON c.no = s.class JOIN data_class h ON h.no = s.held_class
LEFT JOIN source p ON p.no = s.parent WHERE s.no=?
"""
_BESIDE = (
    "SELECT reason, actor, at FROM reading WHERE source=?",
    "SELECT no, kind, name FROM part WHERE source=? ORDER BY no",
    (
        "SELECT no, code, part, rowno, colno, field, value, records, params FROM problem WHERE source=? "
        "ORDER BY no"
    ),
)


def event_keys(database: Database, source: int) -> dict[str, str | int]:
    """What the log commits to of what gives the events of a source their ids (by part and key of the rows in
    the files of events): without it an id could be made to lead to another event of the same row."""
    state = hashlib.sha256()
    sql = "SELECT part, key, kind, prefix FROM fact_key WHERE source=? ORDER BY part, key"
    for part, key, kind, prefix in database.query(sql, (source,)):
        state.update(f"{integer(part)} {integer(key)} {text(kind)} {blob(prefix).hex()}\n".encode())
    return {"source": source, "keys": state.hexdigest()}


def stated(database: Database, source: int) -> str:
    """The SHA-256 over it, for the source with a number: its publication commits to it, and nothing of it
    changes afterwards."""
    state = hashlib.sha256()
    for sql in (_SOURCE, *_BESIDE):
        for row in database.stream(sql, (source,)):
            state.update(json.dumps(row, ensure_ascii=True, separators=(",", ":")).encode() + b"\n")
        state.update(b"\n")
    return state.hexdigest()
