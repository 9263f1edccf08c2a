"""PostgreSQL as the store of a team; the same SQL subset. Needs the extra ``tahqiq[postgres]`` (psycopg,
LGPL, not bundled).

Write transactions take one advisory lock, so that node and value numbers are given out by one writer at a
time, as on SQLite; a batch is at most 5,000 rows, so that nobody waits long.
"""

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any

import psycopg
import psycopg.conninfo

from tahqiq.kit.errors import Busy, Conflict, Damaged, WrongUse
from tahqiq.kit.faults import DATABASE_FULL
from tahqiq.store.database import EngineName, Row, Transaction, Value, marks, text
from tahqiq.store.postgres_copy import load, unload
from tahqiq.store.tables import table_names
from tahqiq.store.unit import Units

_WRITER_LOCK = 0x7461_6871
_COPY_FROM = 200
_CURSORS = count()
RESTED = 1.0
"""Seconds without use after which a connection is asked whether it still holds before anything depends on
it."""
PATIENCE = {"connect_timeout": 10, "keepalives_idle": 20, "keepalives_interval": 5, "keepalives_count": 4}


def _translated(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


class _Transaction:
    def __init__(self, connection: psycopg.Connection[Row]) -> None:
        self._connection = connection

    def execute(self, sql: str, params: Sequence[Value] = ()) -> int:
        return self._connection.execute(_translated(sql).encode(), params).rowcount

    def query(self, sql: str, params: Sequence[Value] = ()) -> list[Row]:
        return _plain(self._connection.execute(_translated(sql).encode(), params).fetchall())

    def insert_many(
        self,
        table: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[Value]],
        fixed: Mapping[str, Value] | None = None,
    ) -> int:
        held = rows if isinstance(rows, list) else list(rows)
        if fixed:
            columns, same = (*columns, *fixed), tuple(fixed.values())
            held = [(*row, *same) for row in held]
        if not held:
            return 0
        names = ",".join(columns)
        if len(held) < _COPY_FROM:
            sql = f"INSERT INTO {table} ({names}) VALUES ({marks(len(columns))}) ON CONFLICT DO NOTHING"
            with self._connection.cursor() as cursor:
                cursor.executemany(_translated(sql).encode(), held)
                return max(0, cursor.rowcount)
        self._connection.execute(
            (
                f"CREATE TEMP TABLE IF NOT EXISTS incoming_{table} (LIKE {table} INCLUDING DEFAULTS) ON "
                "COMMIT DELETE ROWS"
            ).encode()
        )
        with (
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY incoming_{table} ({names}) FROM STDIN".encode()) as copy,
        ):
            for row in held:
                copy.write_row(row)
        moved = f"INSERT INTO {table} ({names}) SELECT {names} FROM incoming_{table} ON CONFLICT DO NOTHING"
        inserted = self._connection.execute(moved.encode()).rowcount
        self._connection.execute(f"DELETE FROM incoming_{table}".encode())
        return max(0, inserted)


class PostgresView:
    """One state of a database, held by a transaction that reads."""

    def __init__(self, connection: "psycopg.Connection[Row]") -> None:
        self._connection = connection

    def query(self, sql: str, params: Sequence[Value] = ()) -> list[Row]:
        """All rows of a read."""
        return _plain(self._connection.execute(_translated(sql).encode(), params).fetchall())

    def save(self, target: Path) -> None:
        """Write every table of a workspace into a SQLite file made anew, the same as a workspace on SQLite
        has."""
        unload(self._connection, target)


class PostgresDatabase:
    """A :class:`tahqiq.store.database.Database` on a PostgreSQL server; ``url`` is a libpq connection
    string."""

    engine: EngineName = "postgres"

    def __init__(self, url: str) -> None:
        self._url = url
        self._local = threading.local()
        self._all: list[tuple[threading.Thread, psycopg.Connection[Row]]] = []
        self._guard = threading.Lock()
        self.units = Units(self._written)

    def _connection(self) -> "psycopg.Connection[Row]":
        found: psycopg.Connection[Row] | None = getattr(self._local, "connection", None)
        if found is not None and monotonic() - self._local.used > RESTED:
            _pinged(found)
        self._local.used = monotonic()
        if found is None or found.closed:
            found = psycopg.connect(self._url, autocommit=True, **_patience(self._url))
            self._local.connection = found
            with self._guard:
                for thread, connection in self._all:
                    if not thread.is_alive():
                        connection.close()
                self._all = [(thread, kept) for thread, kept in self._all if thread.is_alive()]
                self._all.append((threading.current_thread(), found))
        return found

    def query(self, sql: str, params: Sequence[Value] = ()) -> list[Row]:
        """All rows of a read. Raises as :func:`_errors_of_ours`."""
        return self.units.remembered(sql, params, lambda: self._asked(sql, params))

    def _asked(self, sql: str, params: Sequence[Value]) -> list[Row]:
        with _errors_of_ours():
            return _plain(self._connection().execute(_translated(sql).encode(), params).fetchall())

    def stream(self, sql: str, params: Sequence[Value] = (), size: int = 10_000) -> Iterator[Row]:
        """Rows of a large read in bounded memory, through a cursor on a connection of its own; within a unit
        through one on its connection. Raises as :func:`_errors_of_ours`."""
        unit = self.units.here
        inside = unit is not None and unit.begun
        with (
            _errors_of_ours(),
            nullcontext(self._connection())
            if inside
            else psycopg.connect(self._url, **_patience(self._url)) as connection,
            connection.cursor(name=f"stream_{next(_CURSORS)}") as cursor,
        ):
            cursor.itersize = size
            cursor.execute(_translated(sql).encode(), params)
            for row in cursor:
                yield tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)

    @contextmanager
    def transaction(self, durable: bool = False) -> Iterator[Transaction]:
        """A write transaction under the writers' lock, or a part of the unit open on this thread; a durable
        one waits for the disk. Raises as :func:`_errors_of_ours`."""
        with self.units.transaction(durable) as transaction:
            yield transaction

    @contextmanager
    def _written(self, durable: bool) -> Iterator[_Transaction]:
        with _errors_of_ours(), self._connection().transaction() as held:
            connection = held.connection
            connection.execute(
                b"SET LOCAL synchronous_commit = on" if durable else b"SET LOCAL synchronous_commit = off"
            )
            connection.execute(b"SELECT pg_advisory_xact_lock(%s)", (_WRITER_LOCK,))
            yield _Transaction(connection)

    @contextmanager
    def view(self) -> Iterator["PostgresView"]:
        """The database as it is now, for as long as the block lasts (REPEATABLE READ); on a connection of its
        own."""
        with (
            _errors_of_ours(),
            psycopg.connect(self._url, autocommit=True, **_patience(self._url)) as connection,
        ):
            connection.execute(b"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            connection.execute(b"SELECT COUNT(*) FROM meta").fetchone()
            yield PostgresView(connection)

    def fill(self, tables: Path, run: str, before: Collection[str]) -> None:
        """Make the tables and fill them from a SQLite file, all in one transaction, for a restoring called
        ``run``; tables that one of ``before`` made are taken away first. Raises :class:`Conflict`
        (``restore-database-not-empty``) when there are others."""
        sql = b"SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        with _errors_of_ours(), self._connection().transaction() as held:
            connection = held.connection
            there = {text(row[0]) for row in connection.execute(sql).fetchall()}.intersection(table_names())
            if there:
                known = (
                    connection.execute(b"SELECT value FROM meta WHERE key='restoring'").fetchall()
                    if "meta" in there
                    else []
                )
                if not any(text(row[0]) in before for row in known):
                    raise Conflict("restore-database-not-empty")
                for name in there:
                    connection.execute(f"DROP TABLE {name}".encode())
            load(connection, tables)
            connection.execute(b"INSERT INTO meta (key, value) VALUES ('restoring', %s)", (run,))

    def takes(self, size: int) -> bool:
        """Whether the server's disk takes ``size`` bytes more: they are written and taken back, on a
        connection of its own. Raises as :func:`_errors_of_ours` what else the server says."""
        try:
            with _errors_of_ours(), psycopg.connect(self._url, **_patience(self._url)) as connection:
                for sql in (
                    "SET LOCAL temp_tablespaces = ''",  # where the tables of the workspace are
                    "CREATE TEMP TABLE trial (bytes BYTEA) ON COMMIT DROP",
                    "ALTER TABLE trial ALTER bytes SET STORAGE EXTERNAL",  # not compressed
                    "INSERT INTO trial SELECT decode(repeat('00', 1 << 20), 'hex') "
                    f"FROM generate_series(1, {-(-size >> 20)})",
                ):
                    connection.execute(sql.encode())
                connection.rollback()
        except Busy as error:
            if error.code != DATABASE_FULL:
                raise
            return False
        return True

    def scrub(self) -> None:
        """Rewrite every table (VACUUM FULL), within a unit when that is committed. What the server keeps in
        its own log and backups is the server's."""
        if self.units.here is not None:
            self.units.here.afterwards.append(self.scrub)
            return
        sql = b"SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        with _errors_of_ours():
            connection = self._connection()
            for (name,) in _plain(connection.execute(sql).fetchall()):
                connection.execute(f'VACUUM (FULL) "{text(name)}"'.encode())

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._guard:
            for _, connection in self._all:
                connection.close()
            self._all.clear()
        self._local = threading.local()


def without_password(url: str) -> None:
    """Raises :class:`WrongUse` (``database-password``) for a connection string that holds a password: it is
    kept in a file of the workspace, goes into every copy of it, and whoever reads it could change rows past
    the program. Raises it too (``database-unreachable``) for what is no connection string."""
    try:
        given = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise WrongUse("database-unreachable", detail=_first(error)) from error
    if any(given.get(name) for name in ("password", "sslpassword")):
        raise WrongUse("database-password")


@contextmanager
def _errors_of_ours() -> Iterator[None]:
    """What a server says in the middle of work as an error of ours: :class:`WrongUse` (``database-refuses``)
    where the role lacks a right, :class:`Busy` (``database-unreachable``) where the server is gone or has no
    connection left, (``database-read-only``) where it takes no writing, (``database-disk-full``) where its
    disk is full; the next call connects anew.
    :class:`Damaged` (``workspace-damaged``) where a table or a column of ours is gone."""
    try:
        yield
    except psycopg.errors.InsufficientPrivilege as error:
        raise WrongUse("database-refuses", detail=_first(error)) from error
    except psycopg.errors.DiskFull as error:
        raise Busy(DATABASE_FULL) from error
    except psycopg.errors.ReadOnlySqlTransaction as error:
        raise Busy("database-read-only") from error
    except (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn) as error:
        raise Damaged("workspace-damaged", path="database", detail=_first(error)) from error
    except psycopg.OperationalError as error:
        raise Busy("database-unreachable", detail=_first(error)) from error


def _pinged(connection: "psycopg.Connection[Row]") -> None:
    """Have a connection that rested notice that the server broke it off, so that nobody's first request after
    an outage is lost."""
    if connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE:
        with suppress(psycopg.OperationalError):
            connection.execute(b"SELECT 1")


def _patience(url: str) -> dict[str, Any]:
    """How long a server that says nothing is waited for (seconds; libpq's names), unless the connection
    string says it: a network that swallows everything would hold a thread for hours."""
    given = psycopg.conninfo.conninfo_to_dict(url)
    return {name: value for name, value in PATIENCE.items() if name not in given}


def _first(error: psycopg.Error) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _plain(rows: Sequence[Sequence[Value]]) -> list[Row]:
    return [tuple(bytes(value) if isinstance(value, memoryview) else value for value in row) for row in rows]
