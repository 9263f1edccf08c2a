"""A workspace on each engine, an all-seeing scope for tests, and builders of mapped batches."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from tahqiq.model.batch import Mapped, Nodes, Statements
from tahqiq.model.place import Part
from tahqiq.model.scope import Actor, Scope
from tahqiq.model.source import Deposit, Source
from tahqiq.model.statement import fragment_id, identifier_id
from tahqiq.store.publication import Counts
from tahqiq.store.record_store import RecordStore
from tahqiq.store.statements import StatementWriter
from tahqiq.store.workspace import Workspace

FORGETFUL = " ".join(
    f"-c {setting}"
    for setting in ("fsync=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0")
)
"""A server whose data nobody needs after a crash of the machine: making a database takes a third."""
TESTER = Actor("tester", "Tester", frozenset({"analyst"}))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server of the test run's own, on a socket in a temporary folder. Not in pytest's: the next
    run to start would close that to all but its account."""
    binaries = _postgres_binaries()
    folder = Path(tempfile.mkdtemp(prefix="pgdata", dir="/tmp"))
    data, socket = (
        folder / "data",
        Path(tempfile.mkdtemp(prefix="pg", dir="/tmp")),
    )  # a socket path must be short
    run_as = _unprivileged(folder, socket)
    subprocess.run(
        [*run_as, binaries / "initdb", "-D", data, "-U", "tahqiq", "-A", "trust", "--no-sync"],
        check=True,
        capture_output=True,
    )
    options = f"-k {socket} -c listen_addresses='' {FORGETFUL}"
    subprocess.run(
        [*run_as, binaries / "pg_ctl", "-D", data, "-o", options, "-w", "-l", folder / "log", "start"],
        check=True,
        capture_output=True,
    )
    try:
        yield f"host={socket} user=tahqiq"
    finally:
        subprocess.run(
            [*run_as, binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"],
            check=False,
            capture_output=True,
        )
        for made in (socket, folder):
            shutil.rmtree(made, ignore_errors=True)


def _postgres_binaries() -> Path:
    found = shutil.which("pg_ctl")
    if found and shutil.which("initdb"):
        return Path(found).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    if versions:
        return versions[-1].parent
    pytest.fail("PostgreSQL is needed for this test: apt install postgresql (make test does it where it may)")


def _unprivileged(*folders: Path) -> list[str]:
    """PostgreSQL refuses to run as root: run it as nobody there."""
    import os

    if os.getuid() != 0:
        return []
    for folder in folders:
        parents = [item for item in (folder, *folder.parents) if str(item).count("/") > 1]
        for item in parents:
            item.chmod(0o755)
        shutil.chown(folder, "nobody")
    return ["setpriv", "--reuid=nobody", "--clear-groups", "--"]


@pytest.fixture
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes an empty database on the run's PostgreSQL server; its connection string."""

    def make() -> str:
        import psycopg

        server = request.getfixturevalue("postgres_server")
        name = f"t{abs(hash(str(tmp_path)))}"
        with psycopg.connect(f"{server} dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} STRATEGY file_copy".encode())
        return f"{server} dbname={name}"

    return make


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def workspace(
    request: pytest.FixtureRequest, tmp_path: Path, new_database: Callable[[], str]
) -> Iterator[Workspace]:
    url = new_database() if request.param == "postgres" else ""
    opened = Workspace.create(tmp_path / "ws", url)
    yield opened
    opened.close()


@pytest.fixture
def records(workspace: Workspace) -> RecordStore:
    return workspace.records


@dataclass
class Batch:
    """Builds a :class:`Mapped` by hand."""

    sha256: str
    part: Part = field(default_factory=lambda: Part(0))
    nodes: Nodes = field(default_factory=Nodes)
    made: Statements = field(default_factory=Statements)
    held: set[int] = field(default_factory=set)
    rows: int = 0

    def entity(self, schema: str, *key: str) -> int:
        return self.nodes.add(fragment_id(self.sha256, "m", schema, *key), schema)

    def identifier(self, schema: str, key: str) -> int:
        return self.nodes.add(identifier_id(schema, "", key), schema, "", key)

    def say(
        self, entity: int, prop: str, value: str, row: int, target: int = -1, original: str | None = None
    ) -> None:
        made = self.made
        made.entity.append(entity)
        made.prop.append(prop)
        made.value.append(value)
        made.original.append(original)
        made.lang.append("")
        made.target.append(target)
        made.row.append(row)
        made.column.append(1)
        self.rows = max(self.rows, row)

    def mapped(self) -> Mapped:
        return Mapped(self.part, self.nodes, self.made, [], [], self.rows, self.rows, frozenset(self.held))


Publish = Callable[[bytes, Callable[[Batch], None]], Source]


def published(workspace: Workspace, data: bytes, build: Callable[[Batch], None], case: str = "c1") -> Source:
    """Seal some bytes, let a function build the batch, publish."""
    sealed = workspace.originals.seal(BytesIO(data))
    source = workspace.sources.deposit(sealed, "file.csv", Deposit(case), "tester")
    batch = Batch(sealed.sha256)
    build(batch)
    writer = StatementWriter(workspace.database, source, workspace.publication.spool(source.no))
    writer.add(batch.mapped())
    workspace.sources.add_parts(source.no, [batch.part])
    manifest, count = workspace.publication.write_manifest(source.no)
    workspace.publication.publish(source, Counts(batch.rows, batch.rows, 0, count, 0), manifest, [])
    return source


@pytest.fixture
def publish(workspace: Workspace) -> Publish:
    """:func:`published` in the test's workspace."""
    return partial(published, workspace)


def seeing(workspace: Workspace, *cases: str) -> Scope:
    """A scope over all classes of some cases; "c1" when none is named."""
    wanted = cases or ("c1",)
    return Scope(
        TESTER, "work", frozenset(item.no for item in workspace.sources.data_classes() if item.case in wanted)
    )
