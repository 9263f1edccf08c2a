"""A workspace: one directory with originals, database, facts and index, and the doors to each of them.

workspace.json   id, version, engine (and how to reach PostgreSQL)
tahqiq.db        statements and register (SQLite engine)
originals/  facts/  manifests/  staging/  index/  audit/
"""

import json
import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from tahqiq.kit import clock
from tahqiq.kit.errors import Busy, Conflict, Damaged, NotFound, Refused, WrongUse
from tahqiq.kit.exercise_mark import PREFIX, carries, is_exercise
from tahqiq.store.database import Database, integer, marks, text
from tahqiq.store.decisions import Decisions
from tahqiq.store.derivations import Derivations
from tahqiq.store.documents import Documents
from tahqiq.store.events import Events
from tahqiq.store.fact_catalogue import SqlCatalogue
from tahqiq.store.facts.store import FactStore
from tahqiq.store.judgements import Judgements
from tahqiq.store.originals import Originals, Sealed
from tahqiq.store.problem_rows import Problems
from tahqiq.store.publication import Publication
from tahqiq.store.reader import Reading
from tahqiq.store.record_store import RecordStore
from tahqiq.store.results import Results
from tahqiq.store.search import Search
from tahqiq.store.sources import Sources
from tahqiq.store.sqlite import SqliteDatabase
from tahqiq.store.tables import VERSION, statements

MARKER = "workspace.json"
DRIVER = "psycopg[binary]>=3.2"
"""The driver of PostgreSQL (LGPL), which is installed apart; as the extra ``postgres`` names it."""
UNFINISHED = "restore-unfinished.json"
"""The file that a folder has as long as a backup is being restored into it."""
GRAPH = "graph"
"""The folder of the graph, made when it is first asked for and whenever the store has changed; it may be
deleted."""
LINKAGE = "linkage"
"""The folder of linkage's features, made from what is said; it may be deleted."""
UNPACKED = ".unpacked-"
"""How folders in :attr:`Workspace.scratch` begin in which an archive lies unpacked while it is looked at."""
FOLDERS = ("originals", "facts", "manifests", "staging", "index", "audit")


@dataclass(frozen=True, slots=True)
class Description:
    """The marker file of a workspace. ``database`` is empty for SQLite, otherwise a PostgreSQL connection
    string without a password (libpq reads the password from its own file)."""

    id: str
    version: int
    engine: str
    database: str
    created_at: str


class Workspace:
    """An open workspace. Reading goes through :attr:`reading`, writing through intake; both need ``access``
    for a Scope."""

    def __init__(self, root: Path, description: Description, database: Database) -> None:
        self.root = root
        self.description = description
        self.database = database
        self.originals = Originals(root / "originals")
        self.sources = Sources(database)
        self.problems = Problems(database, self.sources)
        self.decisions = Decisions(database)
        self.results = Results(database)
        self.documents = Documents(database)
        self.records = RecordStore(database)
        self.judgements = Judgements(database)
        self.derivations = Derivations(database)
        self.publication = Publication(database, root)
        self.catalogue = SqlCatalogue(database)
        self.facts = FactStore(root / "facts", self.catalogue)
        self.reading = Reading(database, self.facts)
        self.events = Events(database, self.facts, self.sources)

    @classmethod
    def create(cls, root: Path, database_url: str = "", exercise: bool = False) -> "Workspace":
        """Make a workspace in ``root`` (mode 0700), which must be absent or empty. ``database_url`` chooses
        PostgreSQL; one for an ``exercise`` says so in its id.

        Raises :class:`Conflict` (``workspace-exists``, ``folder-not-empty``), :class:`WrongUse`
        (``database-password``).
        """
        if database_url:
            try:
                from tahqiq.store.postgres import without_password
            except ModuleNotFoundError as error:
                raise WrongUse("database-driver-missing", package=DRIVER) from error
            without_password(database_url)
        if (root / MARKER).exists():
            raise Conflict("workspace-exists", path=str(root))
        if root.exists() and any(root.iterdir()):
            raise Conflict("folder-not-empty", path=str(root))
        root.mkdir(parents=True, exist_ok=True)
        root.chmod(0o700)
        for name in FOLDERS:
            (root / name).mkdir(mode=0o700)
        description = Description(
            (PREFIX if exercise else "") + secrets.token_hex(8),
            VERSION,
            "postgres" if database_url else "sqlite",
            database_url,
            clock.stamp(),
        )
        database = connect(root, description)
        with database.transaction(durable=True) as transaction:
            for sql in statements(database.engine):
                transaction.execute(sql)
            transaction.insert_many(
                "meta", ("key", "value"), [("version", str(VERSION)), ("workspace", description.id)]
            )
        write_marker(root, description)
        return cls(root, description, database)

    @classmethod
    def open(cls, root: Path) -> "Workspace":
        """Open the workspace in ``root``.

        Raises :class:`NotFound` (``no-workspace``) and :class:`Conflict`: ``workspace-older`` when it has not
        been upgraded, ``workspace-newer`` when a newer program made it, ``restore-unfinished`` when a backup
        is still being restored into it, or was broken off. :class:`Damaged` (``workspace-damaged``) when the
        database is no longer one.
        """
        opened = cls.for_upgrade(root)
        try:
            if min(opened.description.version, version_of(opened.database)) < VERSION:
                raise Conflict("workspace-older", path=str(root))
        except BaseException:
            opened.close()
            raise
        return opened

    @classmethod
    def for_upgrade(cls, root: Path) -> "Workspace":
        """Open the workspace in ``root`` whatever its version: only an upgrade may. Raises as :meth:`open`,
        but not ``workspace-older``."""
        marker = root / MARKER
        if (root / UNFINISHED).exists():
            raise Conflict("restore-unfinished", path=str(root))
        if not marker.is_file():
            raise NotFound("no-workspace", path=str(root))
        description = _described(marker)
        if description.version > VERSION:
            raise Conflict("workspace-newer", version=description.version, known=VERSION)
        database = connect(root, description)
        if is_exercise(noted(database, "workspace") or "") != is_exercise(description.id):
            database.close()
            raise Damaged("exercise-mark-removed", path=str(root))
        return cls(root, description, database)

    @property
    def exercise(self) -> bool:
        """Whether it is the workspace of an exercise, in which everything is invented."""
        return is_exercise(self.description.id)

    @cached_property
    def search(self) -> Search:
        """The search index, opened when it is first asked."""
        return Search(self)

    def seal(self, stream: BinaryIO) -> Sealed:
        """Seal an original; it belongs to the unit of work that is open (:meth:`goes_with_unit`). Raises
        ``Refused`` (``exercise-file``) for what carries the mark of an exercise, outside of one."""
        sealed = self.originals.seal(stream)
        if not self.exercise and not sealed.known:
            with self.originals.path(sealed.sha256).open("rb") as kept:
                of_exercise = carries(kept)
            if of_exercise:
                self.originals.remove(sealed.sha256)
                raise Refused("exercise-file")
        self.goes_with_unit(sealed)
        return sealed

    def goes_with_unit(self, sealed: Sealed) -> None:
        """Have an original go where the open unit of work is taken back, unless it was known before, or a
        document or a job speaks of it by then. Where even that cannot be asked, the sweep of a later start
        takes it away."""
        unit = self.database.units.here
        if unit is not None and not sealed.known:
            unit.undone.append(lambda: self._unsealed(sealed.sha256))

    def _unsealed(self, sha256: str) -> None:
        with suppress(Busy), self.database.transaction() as transaction:
            named = transaction.query("SELECT 1 FROM source WHERE sha256=? LIMIT 1", (sha256,))
            if not named and not transaction.query(
                "SELECT 1 FROM job WHERE recipe LIKE ? LIMIT 1", (f"%{sha256}%",)
            ):
                self.originals.remove(sha256)

    @property
    def scratch(self) -> Path:
        """Where files lie for a moment that are neither originals nor results; folders in it that a crash
        left are swept at a start."""
        return self.root / "staging"

    def close(self) -> None:
        """Close the database connections."""
        self.database.close()


def connect(root: Path, description: Description) -> Database:
    """The database of a workspace: SQLite in its folder, or PostgreSQL where the marker names one."""
    if description.engine == "postgres":
        try:
            from tahqiq.store.postgres import PostgresDatabase
        except ModuleNotFoundError as error:
            raise WrongUse("database-driver-missing", package=DRIVER) from error
        return PostgresDatabase(description.database)
    return SqliteDatabase(root / "tahqiq.db")


def _described(marker: Path) -> Description:
    """What a marker says. Raises :class:`Damaged` (``workspace-damaged``) for what is none."""
    try:
        found = Description(**json.loads(marker.read_text("utf-8")))
        if not (
            isinstance(found.version, int)
            and found.version > 0
            and isinstance(found.id, str)
            and isinstance(found.database, str)
        ):
            raise TypeError("a value of another type")
    except (ValueError, TypeError, RecursionError) as error:
        raise Damaged("workspace-damaged", path=str(marker), detail=str(error)[:200]) from error
    return found


def version_of(database: Database) -> int:
    """The version that the tables say they have. Raises :class:`Damaged` (``workspace-damaged``) when they
    say none that there ever was."""
    rows = database.query("SELECT value FROM meta WHERE key='version'")
    told = str(rows[0][0]) if rows else ""
    if not told.isascii() or not told.isdigit() or int(told) not in range(1, VERSION + 1):
        raise Damaged("workspace-damaged", path="database", detail=f"version {told[:20]!r}")
    return int(told)


def upgrade(database: Database, stored: int) -> None:
    """Bring the tables of a database from version ``stored`` to the program's own: each step whole or not at
    all."""
    for version in range(stored + 1, VERSION + 1):
        with database.transaction(durable=True) as transaction:
            for sql in statements(database.engine, version):
                transaction.execute(sql)
            transaction.execute("UPDATE meta SET value=? WHERE key='version'", (str(version),))


def noted(database: Database, name: str) -> str | None:
    """An entry of the workspace's own table; None where there is none."""
    rows = database.query("SELECT value FROM meta WHERE key=?", (name,))
    return text(rows[0][0]) if rows else None


def noted_all(database: Database, names: Sequence[str]) -> dict[str, str]:
    """Entries of the workspace's own table by name; what is not there is left out."""
    if not names:
        return {}
    rows = database.query(f"SELECT key, value FROM meta WHERE key IN ({marks(len(names))})", names)
    return {text(key): text(value) for key, value in rows}


def note(database: Database, name: str, value: str) -> None:
    """Put an entry into the workspace's own table, in place of the one before."""
    with database.transaction(durable=True) as transaction:
        transaction.execute("DELETE FROM meta WHERE key=?", (name,))
        transaction.insert_many("meta", ("key", "value"), [(name, value)])


def job_at_work(database: Database, now: str) -> int:
    """The number of a job that a program of whatever version is doing at a moment (a stamp); 0 where there is
    none."""
    rows = database.query("SELECT number FROM job WHERE state='running' AND lease_until > ?", (now,))
    return integer(rows[0][0]) if rows else 0


def write_marker(root: Path, description: Description) -> None:
    """Make the folder ``root`` the workspace of a description, durable."""
    temporary = root / (MARKER + ".tmp")
    with temporary.open("w", encoding="utf-8") as out:
        json.dump(asdict(description), out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    temporary.rename(root / MARKER)
