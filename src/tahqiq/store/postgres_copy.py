"""Every table of a workspace from PostgreSQL into a SQLite file and back: what a backup holds does not depend
on the engine."""

import contextlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg

from tahqiq.store.database import Row, text
from tahqiq.store.sqlite import put_in
from tahqiq.store.tables import FORGET, VERSION, statements, table_names

_TYPES = {"INTEGER": "int8", "TEXT": "text", "BLOB": "bytea", "DOUBLE PRECISION": "float8"}
_TOGETHER = 20_000


def unload(connection: "psycopg.Connection[Row]", target: Path) -> None:
    """Write what the transaction of ``connection`` sees into a SQLite file made anew, for the owner alone;
    also of an older version that is to be upgraded."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        for pragma in (
            "page_size=8192",
            "journal_mode=OFF",
            "synchronous=OFF",
            "temp_store=MEMORY",
            "cache_size=-65536",
        ):
            copy.execute(f"PRAGMA {pragma}")
        later = []
        connection.execute(
            b"SET LOCAL cursor_tuple_fraction = 1"
        )  # all rows are wanted, not the first ones soon
        copy.execute("BEGIN")
        (row,) = connection.execute(b"SELECT value FROM meta WHERE key='version'").fetchall()
        stored = min(int(text(row[0])), VERSION)
        for sql in (sql for version in range(1, stored + 1) for sql in statements("sqlite", version)):
            if not sql.startswith("CREATE INDEX"):
                copy.execute(sql)
            else:
                later.append(sql)
        there = {
            text(row[0])
            for row in copy.execute("SELECT name FROM sqlite_master WHERE type='table'").fetchall()
        }
        for name in (name for name in table_names() if name in there):
            _out(connection, copy, name)
        for sql in later:
            copy.execute(sql)
        if FORGET.split()[-1] in there:
            copy.execute(FORGET)
        copy.execute("COMMIT")


def _columns(copy: sqlite3.Connection, name: str) -> tuple[list[str], list[str], list[str]]:
    """Names and PostgreSQL types of the columns of a table, and the names of its key."""
    about = copy.execute(f"PRAGMA table_info({name})").fetchall()
    key = [text(row[1]) for row in sorted(about, key=lambda row: row[5]) if row[5]]
    return [text(row[1]) for row in about], [_TYPES[text(row[2])] for row in about], key


def _out(connection: "psycopg.Connection[Row]", copy: sqlite3.Connection, name: str) -> None:
    """One table, thousands of rows at a time: row by row (COPY) each goes through Python several times
    over."""
    columns, _, key = _columns(copy, name)
    with connection.cursor(name="unload", binary=True) as cursor:
        cursor.execute(f"SELECT {','.join(columns)} FROM {name} ORDER BY {','.join(key)}".encode())
        while rows := cursor.fetchmany(_TOGETHER):
            put_in(copy, name, columns, rows, {})


def load(connection: "psycopg.Connection[Row]", tables: Path) -> None:
    """Make every table in the connection's transaction and fill it from a SQLite file."""
    with closing(sqlite3.connect(tables, isolation_level=None)) as given:
        later = []
        for sql in statements("postgres"):
            if not sql.startswith("CREATE INDEX"):
                connection.execute(sql.encode())
            else:
                later.append(sql)
        for name in table_names():
            columns, types, _ = _columns(given, name)
            sql = f"COPY {name} ({','.join(columns)}) FROM STDIN (FORMAT BINARY)"
            with connection.cursor() as cursor, cursor.copy(sql.encode()) as stream:
                stream.set_types(types)
                rows = given.execute(f"SELECT {','.join(columns)} FROM {name}")
                while some := rows.fetchmany(_TOGETHER):
                    for row in some:
                        stream.write_row(row)
        for sql in later:
            connection.execute(sql.encode())
        connection.execute(FORGET.encode())
