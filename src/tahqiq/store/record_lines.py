"""Lines of logs across all homes, for verification; and records that an older program wrote, for carrying
them over."""

from collections.abc import Iterator

from tahqiq.model.kind import Kind
from tahqiq.model.line import Line
from tahqiq.store.database import Database, Row, integer, text
from tahqiq.store.record_table import table_of

RecordLine = tuple[str, str, int]
"""Id of a line, its body as it is kept, and the shape of that."""


def known(database: Database) -> frozenset[str]:
    """The kinds of which something was ever kept or looked for."""
    return frozenset(text(row[0]) for row in database.query("SELECT kind FROM shelf_table"))


def lines(database: Database, kind: Kind[Line]) -> Iterator[RecordLine]:
    """The latest version of every line of a kind, log after log in the order of their numbers, as a
    stream."""
    sql = (
        f"SELECT r.id, r.body, r.shape FROM {table_of(database, kind)} t JOIN shelf_record r ON r.id "  # type: ignore[arg-type]
        f"= {_same(database)} AND r.version = t.version"
        " ORDER BY t.home, t.k_log, t.k_number, t.id"
    )
    return map(_line_of, database.stream(sql))


def written_in(database: Database, kind: str, shape: int) -> list[str]:
    """Ids of records of a kind of which a version is in ``shape`` or an older one, in order."""
    rows = database.query(
        "SELECT DISTINCT id FROM shelf_record WHERE kind=? AND shape<=? ORDER BY id", (kind, shape)
    )
    return [text(row[0]) for row in rows]


def grown(database: Database, identity: str, shape: int, name: str) -> list[tuple[int, int, str, str]]:
    """How long the list ``name`` in the body of a record was, in each version that is in a shape: version,
    length, when and by whom it was written. The database counts: such bodies are large and many."""
    if database.engine == "postgres":
        length = "jsonb_array_length(COALESCE((body::jsonb) -> ?, '[]'::jsonb))"
        path = name
    else:
        length, path = "COALESCE(json_array_length(body, ?), 0)", f"$.{name}"
    sql = (
        f"SELECT version, {length}, at, actor FROM shelf_record WHERE id=? AND shape=? AND "
        "state<>'erased' ORDER BY version"
    )
    return [
        (integer(row[0]), integer(row[1]), text(row[2]), text(row[3]))
        for row in database.query(sql, (path, identity, shape))
    ]


def _same(database: Database) -> str:
    return 't.id COLLATE "default"' if database.engine == "postgres" else "t.id"


def _line_of(row: Row) -> RecordLine:
    return text(row[0]), text(row[1]), integer(row[2])
