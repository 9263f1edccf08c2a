"""Rows that differ between two SQLite files of the same tables, and putting them into the older one."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tahqiq.kit.errors import Conflict, Damaged

_GONE = " gone"
"""Added to a table's name: keys of rows that are no longer."""
_SCHEMA = (
    "SELECT type, name, tbl_name, sql FROM {}sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
    "ORDER BY type, name"
)


@dataclass(frozen=True, slots=True)
class _Table:
    columns: tuple[str, ...]
    key: tuple[str, ...]


def rows_of(path: Path) -> dict[str, int]:
    """How many rows each table of a file has."""
    with closing(_opened(path)) as connection:
        return {
            name: int(connection.execute(f"SELECT COUNT(*) FROM {_quoted(name)}").fetchone()[0])
            for name in _tables(connection)
        }


def keep_only(path: Path, names: Sequence[str], also: str) -> None:
    """Take every other table out of a file (they are made again from those that stay), and run ``also``."""
    with closing(_opened(path, write=True)) as connection:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        for name in _tables(connection).keys() - set(names):
            connection.execute(f"DROP TABLE {_quoted(name)}")
        connection.execute(also)


def write_changes(before: Path, after: Path, target: Path) -> None:
    """Write into ``target`` (made anew, a SQLite file) the rows that were added or changed since ``before``
    and the keys of those that went.

    Raises ``Conflict`` (``backup-base-unknown``) when the two do not have the same tables: a newer program
    made the later one.
    """
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        for pragma in ("page_size=1024", "journal_mode=OFF", "synchronous=OFF", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("ATTACH ? AS earlier", (str(before),))
        connection.execute("ATTACH ? AS later", (str(after),))
        if (
            connection.execute(_SCHEMA.format("earlier.")).fetchall()
            != connection.execute(_SCHEMA.format("later.")).fetchall()
        ):
            raise Conflict("backup-base-unknown")
        connection.execute("BEGIN")
        for name, table in _tables(connection, "later").items():
            _write_table(connection, name, table)
        connection.execute("COMMIT")
        connection.execute("DETACH earlier")
        connection.execute("DETACH later")
        connection.execute("VACUUM")


def _write_table(connection: sqlite3.Connection, name: str, table: _Table) -> None:
    same = " AND ".join(f"n.{_quoted(column)}=o.{_quoted(column)}" for column in table.key)
    rest = [column for column in table.columns if column not in table.key]
    differs = "".join(f" OR n.{_quoted(column)} IS NOT o.{_quoted(column)}" for column in rest)
    first = _quoted(table.key[0])
    columns = ",".join(f"n.{_quoted(column)}" for column in table.columns)
    keys = ",".join(f"o.{_quoted(column)}" for column in table.key)
    here = _quoted(name)
    for made, sql in (
        (
            name,
            (
                f"SELECT {columns} FROM later.{here} n LEFT JOIN earlier.{here} o ON {same} WHERE "
                f"o.{first} IS NULL{differs}"
            ),
        ),
        (
            name + _GONE,
            f"SELECT {keys} FROM earlier.{here} o LEFT JOIN later.{here} n ON {same} WHERE n.{first} IS NULL",
        ),
    ):
        connection.execute(f"CREATE TABLE main.{_quoted(made)} AS {sql}")
        if connection.execute(f"SELECT 1 FROM main.{_quoted(made)} LIMIT 1").fetchone() is None:
            connection.execute(f"DROP TABLE main.{_quoted(made)}")


def apply_changes(base: Path, changes: Path) -> None:
    """Bring the SQLite file ``base`` to what it was when ``changes`` were written. Raises ``sqlite3.Error``
    for what does not fit."""
    with closing(_opened(base, write=True)) as connection:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("ATTACH ? AS changes", (str(changes),))
        there = {
            str(row[0])
            for row in connection.execute("SELECT name FROM changes.sqlite_master WHERE type='table'")
        }
        connection.execute("BEGIN")
        for name, table in _tables(connection).items():
            columns, keys, here = (
                ",".join(map(_quoted, table.columns)),
                ",".join(map(_quoted, table.key)),
                _quoted(name),
            )
            for made in (name + _GONE, name):
                if made in there:
                    connection.execute(
                        f"DELETE FROM main.{here} WHERE ({keys}) IN (SELECT {keys} FROM "
                        f"changes.{_quoted(made)})"
                    )
            if name in there:
                connection.execute(
                    f"INSERT INTO main.{here} ({columns}) SELECT {columns} FROM changes.{here}"
                )
        connection.execute("COMMIT")


def check_plain(path: Path, name: str) -> None:
    """Refuse a SQLite file that holds anything but tables and indexes, or is none. Raises ``Damaged``
    (``backup-content-differs``)."""
    try:
        with closing(_opened(path)) as connection:
            kinds = {str(row[0]) for row in connection.execute("SELECT type FROM sqlite_master")}
            tables = _tables(connection)
    except sqlite3.Error as error:
        raise Damaged("backup-content-differs", name=name) from error
    if not kinds <= {"table", "index"} or not tables:
        raise Damaged("backup-content-differs", name=name)


def check_rows(path: Path, name: str, wanted: Mapping[str, int]) -> None:
    """Raise ``Damaged`` (``backup-content-differs``) unless each table has as many rows as the backup
    says."""
    if rows_of(path) != dict(wanted):
        raise Damaged("backup-content-differs", name=name)


def _opened(path: Path, write: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path if write else f"file:{_escaped(path)}?mode=ro", uri=not write, isolation_level=None
    )
    connection.execute("PRAGMA trusted_schema=OFF")
    return connection


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _tables(connection: sqlite3.Connection, schema: str = "main") -> dict[str, _Table]:
    names = [
        str(row[0])
        for row in connection.execute(
            f"SELECT name FROM {schema}.sqlite_master WHERE type='table' AND name NOT LIKE "
            "'sqlite\\_%' ESCAPE '\\'"
        )
    ]
    found = {}
    for name in names:
        about = connection.execute(f"PRAGMA {schema}.table_info({_quoted(name)})").fetchall()
        key = tuple(str(row[1]) for row in sorted(about, key=lambda row: row[5]) if row[5])
        found[name] = _Table(tuple(str(row[1]) for row in about), key)
    return found


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
