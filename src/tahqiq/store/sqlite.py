"""SQLite (WAL) as the store of one machine: several processes read, one writes at a time. Never on a network
share."""

import contextlib
import os
import shutil
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from tahqiq.kit.errors import Busy, Damaged, TahqiqError
from tahqiq.kit.faults import fault_of
from tahqiq.store.database import EngineName, Row, Transaction, Value
from tahqiq.store.unit import Units

WAIT_MS = 60_000
TOGETHER = 40
PAGE_CACHE_KIB = 65_536
PAGE_BYTES = 8_192
CHECKPOINT_PAGES = 8_000
"""64 MiB of log between checkpoints: the random pages of the hash indexes are copied less often (14.9 to 12.8
CPU-s for a million statements)."""


class _Transaction:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, params: Sequence[Value] = ()) -> int:
        return self._connection.execute(sql, params).rowcount

    def query(self, sql: str, params: Sequence[Value] = ()) -> list[Row]:
        return self._connection.execute(sql, params).fetchall()

    def insert_many(
        self,
        table: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[Value]],
        fixed: Mapping[str, Value] | None = None,
    ) -> int:
        return put_in(
            self._connection,
            table,
            columns,
            rows if isinstance(rows, list) else list(rows),
            dict(fixed or {}),
        )


def put_in(
    connection: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Value]],
    fixed: Mapping[str, Value],
) -> int:
    """Insert rows whose key is not there yet; how many. They go :data:`TOGETHER` in one statement: 1.2
    instead of 2.1 CPU microseconds for a row of 13 columns of which five are ``fixed``."""
    row = "(" + ",".join([*(f"?{number}" for number in range(1, len(fixed) + 1)), *"?" * len(columns)]) + ")"
    into = f"INSERT OR IGNORE INTO {table} ({','.join((*fixed, *columns))}) VALUES "
    whole = len(rows) - len(rows) % TOGETHER
    same = tuple(fixed.values())
    many = ([*same, *chain.from_iterable(rows[at : at + TOGETHER])] for at in range(0, whole, TOGETHER))
    inserted = max(0, connection.executemany(into + ",".join([row] * TOGETHER), many).rowcount)
    return inserted + max(
        0, connection.executemany(into + row, ([*same, *one] for one in rows[whole:])).rowcount
    )


class SqliteView:
    """One state of a database, held by a read transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def query(self, sql: str, params: Sequence[Value] = ()) -> list[Row]:
        """All rows of a read."""
        return self._connection.execute(sql, params).fetchall()

    def save(self, target: Path) -> None:
        """Write it into a SQLite file of its own (pages as they stand), not waiting for the disk."""
        _private(target)
        with contextlib.closing(sqlite3.connect(target, isolation_level=None)) as copy:
            for pragma in ("synchronous=OFF", "journal_mode=OFF"):
                copy.execute(f"PRAGMA {pragma}")
            self._connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")


class SqliteDatabase:
    """A :class:`tahqiq.store.database.Database` in one file; ``path`` is created when missing."""

    engine: EngineName = "sqlite"

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._all: list[tuple[threading.Thread, sqlite3.Connection]] = []
        self._guard = threading.Lock()
        self._turn = threading.RLock()
        """Whose turn it is to write in this process: SQLite itself has who waits look again after ever longer
        pauses, and whoever comes meanwhile goes first."""
        self.units = Units(self._written)

    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            _private(self._path)
            found = sqlite3.connect(
                self._path, timeout=WAIT_MS / 1000, isolation_level=None, check_same_thread=False
            )
            for pragma in (
                f"page_size={PAGE_BYTES}",
                "journal_mode=WAL",
                "synchronous=NORMAL",
                f"busy_timeout={WAIT_MS}",
                f"cache_size=-{PAGE_CACHE_KIB}",
                "foreign_keys=ON",
                "temp_store=MEMORY",
                f"wal_autocheckpoint={CHECKPOINT_PAGES}",
                "mmap_size=1073741824",
                "trusted_schema=OFF",
                "secure_delete=ON",
            ):
                found.execute(f"PRAGMA {pragma}")
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
        with _errors_of_ours(self._path):
            return self._connection().execute(sql, params).fetchall()

    def stream(self, sql: str, params: Sequence[Value] = (), size: int = 10_000) -> Iterator[Row]:
        """Rows of a large read in bounded memory. Raises as :func:`_errors_of_ours`."""
        with _errors_of_ours(self._path):
            cursor = self._connection().execute(sql, params)
            while rows := cursor.fetchmany(size):
                yield from rows

    @contextmanager
    def transaction(self, durable: bool = False) -> Iterator[Transaction]:
        """A write transaction, or a part of the unit open on this thread. Raises :class:`Busy` when another
        process writes for a minute, and as :func:`_errors_of_ours`."""
        with self.units.transaction(durable) as transaction:
            yield transaction

    @contextmanager
    def _written(self, durable: bool) -> Iterator[_Transaction]:
        with _errors_of_ours(self._path), self._begun(durable) as transaction:
            yield transaction

    @contextmanager
    def _begun(self, durable: bool) -> Iterator[_Transaction]:
        connection = self._connection()
        if not self._turn.acquire(timeout=WAIT_MS / 1000):
            raise Busy("database-busy")
        try:
            if durable:
                connection.execute("PRAGMA synchronous=FULL")
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if fault_of(error) is not None:
                    raise
                raise Busy("database-busy") from error
            try:
                yield _Transaction(connection)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk may have ended it already
                    connection.execute("ROLLBACK")
                raise
        finally:
            if durable:
                connection.execute("PRAGMA synchronous=NORMAL")
            self._turn.release()

    def takes(self, size: int) -> bool:
        """Whether the disk has ``size`` bytes left."""
        return shutil.disk_usage(self._path.parent).free >= size

    def scrub(self) -> None:
        """Rewrite the file from its live rows (VACUUM, needs as much free disk again) and empty the
        write-ahead log; within a unit when that is committed."""
        if self.units.here is not None:
            self.units.here.afterwards.append(self.scrub)
            return
        connection = self._connection()
        connection.execute("PRAGMA temp_store=FILE")
        try:
            connection.execute("VACUUM")
            if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                raise Busy("database-busy")
        except sqlite3.OperationalError as error:
            raise Busy("database-busy") from error
        finally:
            connection.execute("PRAGMA temp_store=MEMORY")

    @contextmanager
    def view(self) -> Iterator["SqliteView"]:
        """The database as it is now, for as long as the block lasts, whatever is written meanwhile; on a
        connection of its own."""
        connection = sqlite3.connect(
            self._path, timeout=WAIT_MS / 1000, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA mmap_size=1073741824")
            connection.execute("BEGIN")
            connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
            yield SqliteView(connection)
        finally:
            connection.close()

    def close(self) -> None:
        """Let go of the connections of all threads. One of another thread that lives ends when that thread's
        statement does: closing it meanwhile frees the memory that SQLite works in, and the process dies."""
        with self._guard:
            for thread, connection in self._all:
                if thread is threading.current_thread() or not thread.is_alive():
                    connection.close()
            self._all.clear()
        self._local = threading.local()


@contextmanager
def _errors_of_ours(path: Path) -> Iterator[None]:
    """A file whose pages are no longer those of a database as an error of ours: :class:`Damaged`
    (``workspace-damaged``); a disk that is full, fails, or cannot be written to as
    :func:`tahqiq.kit.faults.fault_of` says; a file that this account may not read or write as :class:`Busy`
    (``no-right-to-read``, ``no-right-to-write``)."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise Damaged("workspace-damaged", path=str(path), detail=str(error)) from error
        fault = fault_of(error)
        if fault is not None:
            raise _cause(path, fault) from error
        raise


def _cause(path: Path, fault: TahqiqError) -> TahqiqError:
    """What SQLite met: it says of a file that this account may not open only that it cannot be opened, or
    that it is read-only, as of a disk that fails or is mounted so."""
    if fault.code not in ("disk-fails", "disk-read-only"):
        return fault
    if os.statvfs(path.parent).f_flag & os.ST_RDONLY:
        return Busy("disk-read-only")
    for place in (path, path.parent):
        if place.exists() and not os.access(place, os.R_OK, effective_ids=True):
            return Busy("no-right-to-read", path=str(place))
        if place.exists() and not os.access(place, os.W_OK, effective_ids=True):
            return Busy("no-right-to-write", path=str(place))
    return fault


def _private(path: Path) -> None:
    """Make the file for its owner alone before SQLite does; the files beside it get the same mode from
    SQLite."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
