"""A workspace: one directory with originals, database, facts and index, and the doors to each of them.

workspace.json   id, version, engine (and how to reach PostgreSQL)
tahqiq.db        statements and register (SQLite engine)
originals/  facts/  manifests/  staging/  index/  audit/
"""

import json
import os
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Damaged, NotFound
from tahqiq.store.database import Database
from tahqiq.store.decisions import Decisions
from tahqiq.store.derivations import Derivations
from tahqiq.store.documents import Documents
from tahqiq.store.events import Events
from tahqiq.store.fact_catalogue import SqlCatalogue
from tahqiq.store.facts.store import FactStore
from tahqiq.store.judgements import Judgements
from tahqiq.store.originals import Originals
from tahqiq.store.publication import Publication
from tahqiq.store.reading import Reading
from tahqiq.store.results import Results
from tahqiq.store.search import Search
from tahqiq.store.shelf import Shelves
from tahqiq.store.sources import Sources
from tahqiq.store.sqlite import SqliteDatabase
from tahqiq.store.tables import VERSION, statements

MARKER = "workspace.json"
UNFINISHED = "restore-unfinished.json"
"""The file that a folder has as long as a backup is being restored into it."""
GRAPH = "graph"
"""The folder of the graph, made when it is first asked for and whenever the store has changed; it may be deleted."""
LINKAGE = "linkage"
"""The folder of linkage's features, made from what is said; it may be deleted."""
FOLDERS = ("originals", "facts", "manifests", "staging", "index", "audit")


@dataclass(frozen=True, slots=True)
class Description:
    """The marker file of a workspace. ``database`` is empty for SQLite, otherwise a PostgreSQL connection string without a password
    (libpq reads the password from its own file)."""

    id: str
    version: int
    engine: str
    database: str
    created_at: str


class Workspace:
    """An open workspace. Reading goes through :attr:`reading`, writing through intake; both need ``access`` for a Scope."""

    def __init__(self, root: Path, description: Description, database: Database) -> None:
        self.root = root
        self.description = description
        self.database = database
        self.originals = Originals(root / "originals")
        self.sources = Sources(database)
        self.decisions = Decisions(database)
        self.results = Results(database)
        self.documents = Documents(database)
        self.shelves = Shelves(database)
        self.judgements = Judgements(database)
        self.derivations = Derivations(database)
        self.publication = Publication(database, root)
        self.catalogue = SqlCatalogue(database)
        self.facts = FactStore(root / "facts", self.catalogue)
        self.reading = Reading(database, self.facts)
        self.events = Events(database, self.facts, self.sources)

    @classmethod
    def create(cls, root: Path, database_url: str = "") -> "Workspace":
        """Make a workspace in ``root`` (mode 0700), which must be absent or empty. ``database_url`` chooses PostgreSQL.

        Raises :class:`Conflict` (``workspace-exists``, ``folder-not-empty``), :class:`WrongUse` (``database-password``).
        """
        if database_url:
            from tahqiq.store.postgres import without_password

            without_password(database_url)
        if (root / MARKER).exists():
            raise Conflict("workspace-exists", path=str(root))
        if root.exists() and any(root.iterdir()):
            raise Conflict("folder-not-empty", path=str(root))
        root.mkdir(parents=True, exist_ok=True)
        root.chmod(0o700)
        for name in FOLDERS:
            (root / name).mkdir(mode=0o700)
        description = Description(secrets.token_hex(8), VERSION, "postgres" if database_url else "sqlite", database_url, clock.stamp())
        database = connect(root, description)
        with database.transaction(durable=True) as transaction:
            for sql in statements(database.engine):
                transaction.execute(sql)
            transaction.insert_many("meta", ("key", "value"), [("version", str(VERSION)), ("workspace", description.id)])
        write_marker(root, description)
        return cls(root, description, database)

    @classmethod
    def open(cls, root: Path) -> "Workspace":
        """Open the workspace in ``root``; an older one is copied and migrated first.

        Raises :class:`NotFound` (``no-workspace``) and :class:`Conflict`: ``workspace-newer`` when a newer program made it, ``restore-unfinished`` when
        a backup is still being restored into it, or was broken off. :class:`Damaged` (``workspace-damaged``) when the database is no longer one.
        """
        marker = root / MARKER
        if (root / UNFINISHED).exists():
            raise Conflict("restore-unfinished", path=str(root))
        if not marker.is_file():
            raise NotFound("no-workspace", path=str(root))
        description = _described(marker)
        if description.version > VERSION:
            raise Conflict("workspace-newer", version=description.version, known=VERSION)
        database = connect(root, description)
        try:
            stored = _version(database)
            if stored < VERSION:
                _migrate(root, database, stored)
        except BaseException:
            database.close()
            raise
        return cls(root, description, database)

    @cached_property
    def search(self) -> Search:
        """The search index, opened when it is first asked."""
        return Search(self)

    @property
    def scratch(self) -> Path:
        """Where files lie for a moment that are neither originals nor results; folders in it that a crash left are swept at a start."""
        return self.root / "staging"

    def close(self) -> None:
        """Close the database connections."""
        self.database.close()


def connect(root: Path, description: Description) -> Database:
    """The database of a workspace: SQLite in its folder, or PostgreSQL where the marker names one."""
    if description.engine == "postgres":
        from tahqiq.store.postgres import PostgresDatabase

        return PostgresDatabase(description.database)
    return SqliteDatabase(root / "tahqiq.db")


def _new_tables(version: int) -> Callable[[Database], None]:
    def step(database: Database) -> None:
        with database.transaction(durable=True) as transaction:
            for sql in statements(database.engine, version):
                transaction.execute(sql)

    return step


MIGRATIONS: dict[int, Callable[[Database], None]] = {
    1: _new_tables(2),
    2: _new_tables(3),
    3: _new_tables(4),
    4: _new_tables(5),
    5: _new_tables(6),
    6: _new_tables(7),
    7: _new_tables(8),
}
"""From version to a step that makes the next version; version 1 is the first."""


def _described(marker: Path) -> Description:
    """What a marker says. Raises :class:`Damaged` (``workspace-damaged``) for what is none."""
    try:
        found = Description(**json.loads(marker.read_text("utf-8")))
        if not (isinstance(found.version, int) and found.version > 0 and isinstance(found.id, str) and isinstance(found.database, str)):
            raise TypeError("a value of another type")
    except (ValueError, TypeError, RecursionError) as error:
        raise Damaged("workspace-damaged", path=str(marker), detail=str(error)[:200]) from error
    return found


def _version(database: Database) -> int:
    """The version that the tables say they have. Raises :class:`Damaged` (``workspace-damaged``) when they say none that there ever was."""
    rows = database.query("SELECT value FROM meta WHERE key='version'")
    told = str(rows[0][0]) if rows else ""
    if not told.isascii() or not told.isdigit() or int(told) not in (*MIGRATIONS, VERSION):
        raise Damaged("workspace-damaged", path="database", detail=f"version {told[:20]!r}")
    return int(told)


def _migrate(root: Path, database: Database, stored: int) -> None:
    if database.engine == "sqlite":
        backup(root, f"tahqiq-v{stored}-{clock.now():%Y%m%dT%H%M%S}.db")
    upgrade(database, stored)
    marker = json.loads((root / MARKER).read_text("utf-8"))
    write_marker(root, Description(**{**marker, "version": VERSION}))


def upgrade(database: Database, stored: int) -> None:
    """Bring the tables of a database from version ``stored`` to the program's own."""
    for version in range(stored, VERSION):
        MIGRATIONS[version](database)
        with database.transaction(durable=True) as transaction:
            transaction.execute("UPDATE meta SET value=? WHERE key='version'", (str(version + 1),))


def backup(root: Path, name: str) -> Path:
    """A consistent copy of the SQLite file beside it, under ``name``."""
    target = root / name
    with closing(sqlite3.connect(root / "tahqiq.db")) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    target.chmod(0o600)
    return target


def write_marker(root: Path, description: Description) -> None:
    """Make the folder ``root`` the workspace of a description, durable."""
    temporary = root / (MARKER + ".tmp")
    with temporary.open("w", encoding="utf-8") as out:
        json.dump(asdict(description), out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    temporary.rename(root / MARKER)
