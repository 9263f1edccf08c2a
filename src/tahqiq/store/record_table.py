"""The table that finds the records of one kind: a column for each key, an index for each key and for each
group of keys asked for together.

It is made from the kind's declaration and can be made again from the records; no desk writes SQL. Rows stand
for the latest version of a record.
"""

from collections.abc import Callable, Iterator, Sequence, Set

from tahqiq.kit.ids import sha256
from tahqiq.model.kind import KeyType, kept
from tahqiq.model.kinds import AnyKind
from tahqiq.store.database import Database, Row, Transaction, Value, integer, text

HEAD = ("id", "version", "home", "rests", "state", "at", "until")
_BATCH = 5_000
Query = Callable[[str, Sequence[Value]], list[Row]]


def column(name: str) -> str:
    """The column of a key."""
    return f"k_{name}"


def columns(kind: AnyKind) -> tuple[str, ...]:
    """All columns of the table of a kind."""
    return (*HEAD, *(column(key.name) for key in kind.keys))


def table_of(database: Database, kind: AnyKind) -> str:
    """The name of the table that finds records of ``kind``, made or made again where it is not as
    declared."""
    found = _own_table(database.query, kind)
    if found is not None:
        return found
    with database.transaction(durable=True) as transaction:
        return _made(transaction, kind, database.engine == "postgres")


def name_of(kind: AnyKind) -> str:
    """What the table of a kind is called: the same whoever makes it, and of no other kind."""
    return f"shelf_of_{sha256(kind.name.encode())[:16]}"


def _own_table(query: Query, kind: AnyKind) -> str | None:
    """The table of a kind where it is as declared. One with a number in its name is none: two kinds could
    have it."""
    found = query("SELECT name, made FROM shelf_table WHERE kind=?", (kind.name,))
    return name_of(kind) if found == [(name_of(kind), kind.table)] else None


def rests(transaction: Transaction, classes: str) -> int:
    """The number of a set of classes, given when it is met first."""
    found = transaction.query("SELECT no FROM shelf_rests WHERE classes=?", (classes,))
    if found:
        return integer(found[0][0])
    number = integer(transaction.query("SELECT COALESCE(MAX(no), 0) + 1 FROM shelf_rests")[0][0])
    transaction.insert_many("shelf_rests", ("no", "classes"), [(number, classes)])
    return number


def keyed(kind: AnyKind, body: str, shape: int) -> tuple[Value, ...]:
    """The values of the key columns, with the day until which the record may be kept before them."""
    read = kind.read(body, shape)
    return (kept("day", kind.until(read)), *(kept(key.type, key.of(read)) for key in kind.keys))


def _made(transaction: Transaction, kind: AnyKind, postgres: bool) -> str:
    if (found := _own_table(transaction.query, kind)) is not None:  # another thread or process was quicker
        return found
    name = name_of(kind)
    (old,) = transaction.query(
        "SELECT COALESCE(MIN(s.name), '') FROM shelf_table s WHERE s.kind=? AND "
        "(SELECT COUNT(*) FROM shelf_table x WHERE x.name = s.name) = 1",
        (kind.name,),
    )
    for over in {name, text(old[0])} - {""}:
        transaction.execute(f"DROP TABLE IF EXISTS {over}")
    for sql in _definition(kind, name, postgres):
        transaction.execute(sql)
    rows: list[tuple[Value, ...]] = []
    for row in latest(transaction.query, kind):
        rows.append((*row[:3], rests(transaction, text(row[3])), *row[4:]))
        if len(rows) == _BATCH:
            transaction.insert_many(name, columns(kind), rows)
            rows = []
    transaction.insert_many(name, columns(kind), rows)
    transaction.execute("DELETE FROM shelf_table WHERE kind=?", (kind.name,))
    transaction.insert_many("shelf_table", ("kind", "name", "made"), [(kind.name, name, kind.table)])
    return name


def latest(query: Query, kind: AnyKind) -> Iterator[Row]:
    """What the table of a kind says when it is right, by id: the latest version of each record, its classes
    as text in place of their number."""
    after = ""
    newest = "r.version = (SELECT MAX(x.version) FROM shelf_record x WHERE x.id = r.id)"
    sql = (
        "SELECT r.id, r.version, r.home, r.classes, r.state, r.at, r.body, r.shape FROM shelf_record r "
        f"WHERE r.kind=? AND r.id > ? AND r.state <> 'erased' AND {newest} ORDER BY r.id LIMIT {_BATCH}"
    )
    while True:
        rows = query(sql, (kind.name, after))
        for row in rows:
            yield *row[:6], *keyed(kind, text(row[6]), integer(row[7]))
        if len(rows) < _BATCH:
            return
        after = text(rows[-1][0])


def stands(query: Query, kind: AnyKind, name: str) -> Iterator[Row]:
    """What the table of a kind says, in the form of :func:`latest`."""
    after = ""
    told = ", ".join(f"t.{item}" for item in columns(kind)).replace("t.rests", "COALESCE(s.classes, '')")
    sql = (
        f"SELECT {told} FROM {name} t LEFT JOIN shelf_rests s ON s.no = t.rests WHERE t.id > ? ORDER BY "
        f"t.id LIMIT {_BATCH}"
    )
    while True:
        rows = query(sql, (after,))
        yield from rows
        if len(rows) < _BATCH:
            return
        after = text(rows[-1][0])


def _definition(kind: AnyKind, name: str, postgres: bool) -> Iterator[str]:
    words, whole = ('TEXT COLLATE "C"', "BIGINT") if postgres else ("TEXT", "INTEGER")
    types: dict[KeyType, str] = {"text": words, "integer": whole, "flag": whole, "time": whole, "day": whole}
    made = "".join(f", {column(key.name)} {types[key.type]} NOT NULL" for key in kind.keys)
    yield (
        f"CREATE TABLE {name} (id {words} PRIMARY KEY, version {whole} NOT NULL, home TEXT NOT NULL, "
        f"rests {whole} NOT NULL, state TEXT NOT NULL,"
        f" at {words} NOT NULL, until {whole} NOT NULL{made}){'' if postgres else ' WITHOUT ROWID'}"
    )
    ends = ", until" if kind.ends else ""  # asked of every row: one that is over is in no answer
    yield f"CREATE INDEX {name}_at ON {name} (home, state, at, id, rests, version{ends})"
    yield f"CREATE INDEX {name}_until ON {name} (home, state, until, id, rests, version)"
    for number, keys in enumerate(_indexed(kind)):
        yield (
            f"CREATE INDEX {name}_{number} ON {name} (home, state, {', '.join(map(column, keys))}, id, "
            f"rests, version{ends})"
        )


def grouped(kind: AnyKind, asked: Set[str], by: str) -> bool:
    """Whether an index finds records by the keys ``asked`` and has them in the order of ``by``. Where none
    does, SQLite without statistics would rather walk all records in that order than group the few that are
    found (measured: 2.9 s instead of 3 ms in 300,000 records)."""
    return any(
        set(names[: len(asked)]) == asked and names[len(asked) : len(asked) + 1] == (by,)
        for names in _indexed(kind)
    )


def _indexed(kind: AnyKind) -> Sequence[tuple[str, ...]]:
    single = tuple((key.name,) for key in kind.keys)
    first = {names[0] for names in kind.together}
    return (*kind.together, *(names for names in single if names[0] not in first))


def differing(left: Iterator[Row], right: Iterator[Row]) -> Iterator[Row]:
    """Rows that are on one side only; both sides are in the order of their first column."""
    one, other = next(left, None), next(right, None)
    while one is not None or other is not None:
        if one == other:
            one, other = next(left, None), next(right, None)
        elif other is None or (one is not None and text(one[0]) <= text(other[0])):
            yield one or ()
            if other is not None and one is not None and one[0] == other[0]:
                other = next(right, None)
            one = next(left, None)
        else:
            yield other
            other = next(right, None)
