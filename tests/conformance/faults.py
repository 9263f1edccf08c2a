"""Faults in the store: the k-th writing of an operation fails, and what the workspace held before is what it
holds afterwards."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from tahqiq.access.door import Door
from tahqiq.access.verify import Verifier
from tahqiq.store import postgres, sqlite
from tahqiq.store.database import Database, Value, text

PARTS = ("SAVEPOINT", "RELEASE", "ROLLBACK")
APART = frozenset({"job", "named_lock", "session"})
"""What is written beside the work and not by it: leases, beats, who is signed in."""


class Fault(Exception):
    """The store failed here."""


@contextmanager
def failing(patch: pytest.MonkeyPatch, engine: str, at: int) -> Iterator[list[str]]:
    """The ``at``-th writing (from 1) to the main database fails; 0: none. What was written, or would have
    been, by its first words."""
    written: list[str] = []
    transaction = (sqlite if engine == "sqlite" else postgres)._Transaction
    execute, insert = transaction.execute, transaction.insert_many

    def count(words: str) -> None:
        written.append(words)
        if len(written) == at:
            raise Fault(words)

    def executed(self: Any, sql: str, params: Sequence[Value] = ()) -> int:  # noqa: ANN401 (of either engine)
        if not sql.startswith(PARTS) and _main(self):
            count(" ".join(sql.split()[:4]))
        changed: int = execute(self, sql, params)
        return changed

    def inserted(self: Any, table: str, *given: Any, **named: Any) -> int:  # noqa: ANN401
        if _main(self):
            count(f"INSERT {table}")
        inserted_rows: int = insert(self, table, *given, **named)
        return inserted_rows

    with patch.context() as patched:
        patched.setattr(transaction, "execute", executed)
        patched.setattr(transaction, "insert_many", inserted)
        yield written


def _main(transaction: Any) -> bool:  # noqa: ANN401
    """Whether a transaction is one of the main database; the log has a file of its own."""
    connection = transaction._connection
    if not hasattr(connection, "in_transaction"):
        return True
    return not str(connection.execute("PRAGMA database_list").fetchone()[2]).endswith("log.db")


FOLDERS = ("originals", "facts", "manifests")
"""Folders of a workspace whose files are evidence."""


def state(door: Door, apart: frozenset[str] = APART) -> dict[str, str]:
    """A digest of every table of the workspace, of its originals, its files of events and its manifests, and
    what the search index holds that was never published."""
    database, root = door.workspace.database, door.workspace.root
    found = {name: _digest(database, name) for name in tables(database) if name not in apart}
    for folder in FOLDERS:
        files = sorted(path for path in (root / folder).rglob("*") if path.is_file())
        found[folder] = " ".join(
            f"{path.relative_to(root)}:{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}" for path in files
        )
    return {**found, "index": _ahead(door)}


def _ahead(door: Door) -> str:
    """The sources that the search index says it holds, less those that are published so: it may be behind the
    workspace and catch up, but never ahead of it."""
    search = door.workspace.search
    return " ".join(
        sorted(
            f"{no}:{mark}"
            for no, mark in search._folder.state().sources.items() - search._writer.wanted().items()
        )
    )


def verified(door: Door) -> None:
    found = Verifier(door).verify()
    assert found.holds, found.findings


def tables(database: Database) -> list[str]:
    if database.engine == "sqlite":
        rows = database.query(
            "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'"
        )
    else:
        rows = database.query("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    return sorted(text(row[0]) for row in rows)


def _digest(database: Database, table: str) -> str:
    rows = sorted(map(repr, database.query(f"SELECT * FROM {table}")))
    return hashlib.sha256("\n".join(rows).encode("utf-8", "surrogatepass")).hexdigest() if rows else ""
