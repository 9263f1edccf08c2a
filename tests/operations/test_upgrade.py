"""Workspaces of released versions: refused until they are upgraded, whole afterwards, wherever the upgrade
was killed; old heads stay provable."""

import json
import os
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tahqiq.access.audit import AuditLog
from tahqiq.access.door import Door
from tahqiq.access.verify import Verifier
from tahqiq.casework.erasure_run import start
from tahqiq.casework.upgrade import upgrade_workspace, version_here
from tahqiq.cli.main import app
from tahqiq.kit.errors import Busy, Conflict, Damaged
from tahqiq.kit.messages import LOCALES
from tahqiq.store import sqlite as engine
from tahqiq.store.tables import VERSION, statements, table_names
from tahqiq.store.workspace import MARKER
from tahqiq.workbench import Workbench

from .conftest import RELEASED

Released = Callable[[str], Path]


def findings(root: Path) -> set[str]:
    """What ``verify`` names after a start."""
    door = Door.opened(root)
    try:
        start(door)
        return {item.code for item in Verifier(door).verify().findings}
    finally:
        door.close()


def log_of(root: Path) -> AuditLog:
    return AuditLog(root / "audit" / "log.db", json.loads((root / MARKER).read_text("utf-8"))["id"])


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def test_a_workspace_of_each_released_version_is_kept() -> None:
    assert {"3497d53", "872669cf"} <= set(RELEASED)


@pytest.mark.parametrize("name", RELEASED)
def test_an_older_workspace_is_refused_and_nothing_in_it_changes(released: Released, name: str) -> None:
    root = released(name)
    before = files(root)
    for command in (
        ["verify"],
        ["search", "Sara"],
        ["backup", str(root.parent / "x.backup"), "--to", "nokey"],
        ["serve", "--port", "8099"],
    ):
        result = CliRunner().invoke(app, ["-w", str(root), *command])
        assert result.exit_code not in (0, 1) or isinstance(result.exception, SystemExit)
        assert result.exit_code != 0
        assert "tahqiq upgrade" in " ".join(result.output.split()) or command[0] == "backup"
        assert "Traceback" not in result.output
    with pytest.raises(Conflict) as caught:
        Door.opened(root)
    assert caught.value.code == "workspace-older"
    assert all("tahqiq upgrade" in caught.value.say(locale).sentence for locale in LOCALES)
    assert {name: data for name, data in files(root).items() if not name.startswith("tahqiq.db-")} == before


@pytest.mark.parametrize("name", RELEASED)
def test_it_holds_after_the_upgrade_and_old_heads_stay_provable(released: Released, name: str) -> None:
    root = released(name)
    log = log_of(root)
    heads, size = log.heads(), log.size()
    log.close()
    assert heads
    result = CliRunner().invoke(app, ["-w", str(root), "upgrade"], input="n\n")
    assert result.exit_code == 1
    assert version_here(root)[0] < VERSION
    result = CliRunner().invoke(app, ["-w", str(root), "upgrade", "--yes"])
    assert result.exit_code == 0, result.output
    assert "Everything holds." in result.output
    assert findings(root) == set()
    log = log_of(root)
    assert log.size() > size
    assert [log.root_at(head.size) for head in heads] == [head.root for head in heads]
    log.close()
    for head in heads:
        result = CliRunner().invoke(
            app, ["-w", str(root), "verify", "--since", f"{head.size} {head.root.hex()}"]
        )
        assert result.exit_code == 0, result.output
    (aside,) = (root / "upgrade").iterdir()
    with closing(sqlite3.connect(aside / "tahqiq.db")) as copy:
        assert int(copy.execute("SELECT value FROM meta WHERE key='version'").fetchone()[0]) < VERSION
    result = CliRunner().invoke(app, ["-w", str(root), "upgrade"])
    assert result.exit_code == 0
    assert "up to date" in result.output


def test_after_the_upgrade_an_old_row_that_is_edited_is_named(released: Released) -> None:
    """Entries of the older program committed to the hash of a file of events alone; the upgrade completed
    them."""
    root = released("3497d53")
    upgrade_workspace(root)
    with closing(sqlite3.connect(root / "tahqiq.db")) as connection, connection:
        connection.execute("UPDATE fact_file SET min_key=max_key+1 WHERE layout='by_party'")
        connection.execute("UPDATE tombstone SET approved_by=requested_by")
    assert findings(root) == {"fact-file-line-differs", "tombstone-unproven"}


def test_a_row_that_was_edited_before_is_not_attested(released: Released) -> None:
    root = released("3497d53")
    with closing(sqlite3.connect(root / "tahqiq.db")) as connection, connection:
        connection.execute("UPDATE value SET text='Nobody Else' WHERE text='Sara Omar'")
        connection.execute("UPDATE fact_file SET state='retired' WHERE layout='by_row'")
    done = upgrade_workspace(root)
    assert {item.code for item in done.verdict.findings} == {"statement-differs", "events-missing"}
    assert findings(root) == {"statement-differs", "events-missing"}


def killed_at(root: Path, step: int) -> bool:
    """Upgrade in a process that is killed at its transaction number ``step``; whether it was."""
    child = os.fork()
    if child == 0:
        made, count = engine.SqliteDatabase.transaction, 0

        def transaction(self: engine.SqliteDatabase, durable: bool = False) -> object:
            nonlocal count
            count += 1
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return made(self, durable)

        engine.SqliteDatabase.transaction = transaction  # type: ignore[assignment,method-assign]
        try:
            upgrade_workspace(root)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def test_killed_anywhere_it_is_taken_up_again(released: Released, tmp_path: Path) -> None:
    """Killed before each transaction of an upgrade in turn: nothing opens the workspace, and the next call
    finishes it."""
    root = released("3497d53")
    log = log_of(root)
    heads = log.heads()
    log.close()
    shutil.copytree(root, tmp_path / "fresh")
    step = 1
    while killed_at(root, step):
        with pytest.raises(Conflict):
            Door.opened(root)
        assert upgrade_workspace(root).verdict.holds
        assert version_here(root) == (VERSION, VERSION)
        log = log_of(root)
        assert [log.root_at(head.size) for head in heads] == [head.root for head in heads]
        log.close()
        step += 1
        shutil.rmtree(root)
        shutil.copytree(tmp_path / "fresh", root)
    assert step > 12
    assert findings(root) == set()


def test_two_upgrades_at_once_and_a_job_of_an_older_server(released: Released) -> None:
    root = released("3497d53")
    with closing(sqlite3.connect(root / "tahqiq.db")) as connection, connection:
        connection.execute(
            "UPDATE job SET state='running', lease_until='2999-01-01T00:00:00.000000Z' WHERE no=1"
        )
    with pytest.raises(Busy) as caught:
        upgrade_workspace(root)
    assert caught.value.code == "upgrade-job-runs"
    assert version_here(root)[0] == 3


def test_an_erasure_takes_the_copy_away(released: Released) -> None:
    root = released("3497d53")
    upgrade_workspace(root)
    door = Door.opened(root)
    chief, second = (Workbench(door, door.people.get(login)) for login in ("chief", "second"))
    source = next(item.id for item in chief.sources() if item.name == "people.csv")
    chief.acts.request_erasure(source, "Order 2")
    second.approve_erasure(source)
    door.close()
    assert not (root / "upgrade").exists()
    assert findings(root) == set()


def on_postgres(root: Path, url: str) -> None:
    """Put the tables of a workspace of 3497d53 on a PostgreSQL server, as that version had them."""
    import psycopg

    with psycopg.connect(url) as target, closing(sqlite3.connect(root / "tahqiq.db")) as source:
        for version in range(1, 4):
            for sql in statements("postgres", version):
                target.execute(sql.encode())
        there = {str(row[0]) for row in source.execute("SELECT name FROM sqlite_master WHERE type='table'")}
        for table in (name for name in table_names() if name in there):
            for row in source.execute(f"SELECT * FROM {table}"):
                target.execute(f"INSERT INTO {table} VALUES ({','.join(['%s'] * len(row))})".encode(), row)
    marker = json.loads((root / MARKER).read_text("utf-8"))
    (root / MARKER).write_text(json.dumps({**marker, "engine": "postgres", "database": url}), "utf-8")
    (root / "tahqiq.db").unlink()


@pytest.mark.postgres
def test_a_workspace_on_postgresql_is_upgraded(released: Released, new_database: Callable[[], str]) -> None:
    root = released("3497d53")
    on_postgres(root, new_database())
    with pytest.raises(Conflict):
        Door.opened(root)
    done = upgrade_workspace(root)
    assert done.verdict.holds, done.verdict.findings
    assert findings(root) == set()
    with closing(sqlite3.connect(root / "upgrade" / "v3" / "tahqiq.db")) as copy:
        assert copy.execute("SELECT COUNT(*) FROM source").fetchone() == (4,)


def killed_in(root: Path, step: int) -> bool:
    """Upgrade in a process that is killed within its transaction number ``step``, of the database and of the
    log together, when all is written and nothing committed; before it where the number is even. Whether it
    was."""
    from tahqiq.store.postgres import PostgresDatabase

    child = os.fork()
    if child == 0:
        count = 0

        def dying(made: Callable[..., AbstractContextManager[object]]) -> object:
            @contextmanager
            def written(self: object, durable: bool) -> Iterator[object]:
                nonlocal count
                count += 1
                mine = count
                if mine == step and step % 2 == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                with made(self, durable) as transaction:
                    yield transaction
                    if mine == step:
                        os.kill(os.getpid(), signal.SIGKILL)

            return written

        for database in (PostgresDatabase, engine.SqliteDatabase):
            database._written = dying(database._written)  # type: ignore[assignment,method-assign]
        try:
            upgrade_workspace(root)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def as_before(url: str, kept: str) -> None:
    """Have the database of ``url`` hold what it held when it was copied to ``kept``."""
    import psycopg
    import psycopg.conninfo

    name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
    with psycopg.connect(psycopg.conninfo.make_conninfo(url, dbname="postgres"), autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
        server.execute(f"CREATE DATABASE {name} TEMPLATE {kept}".encode())


@pytest.mark.postgres
def test_killed_anywhere_on_postgresql_it_is_taken_up_again(
    released: Released, new_database: Callable[[], str], tmp_path: Path
) -> None:
    """As on SQLite, and also in the middle of transactions: the server takes back what they wrote."""
    import psycopg
    import psycopg.conninfo

    root, url = released("3497d53"), new_database()
    on_postgres(root, url)
    kept = f"{psycopg.conninfo.conninfo_to_dict(url)['dbname']}_kept"
    with psycopg.connect(psycopg.conninfo.make_conninfo(url, dbname="postgres"), autocommit=True) as server:
        name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
        server.execute(f"CREATE DATABASE {kept} TEMPLATE {name}".encode())
    log = log_of(root)
    heads = log.heads()
    log.close()
    shutil.copytree(root, tmp_path / "fresh")
    step = 1
    while killed_in(root, step):
        with pytest.raises(Conflict):
            Door.opened(root)
        result = CliRunner().invoke(app, ["-w", str(root), "upgrade", "--yes"])
        assert result.exit_code == 0, (step, result.output)
        assert "Everything holds." in result.output
        assert version_here(root) == (VERSION, VERSION)
        log = log_of(root)
        assert [log.root_at(head.size) for head in heads] == [head.root for head in heads]
        log.close()
        step += 1
        shutil.rmtree(root)
        shutil.copytree(tmp_path / "fresh", root)
        as_before(url, kept)
    assert step > 12
    assert findings(root) == set()


def test_a_vault_whose_keys_are_elsewhere_makes_none_after_the_upgrade(released: Released) -> None:
    root = released("872669cf")
    keys = root.parent / "keys"
    (key,) = keys.glob("*.vault")
    key.rename(root.parent / key.name)
    assert "vault-closed" in {item.code for item in upgrade_workspace(root).verdict.findings}
    from tahqiq.access.vault_keys import vault_key

    door = Door.opened(root)
    try:
        with pytest.raises(Damaged) as caught:
            vault_key(door.workspace, "INFORMANTS")
        assert caught.value.code == "vault-key-missing"
        assert not list(keys.glob("*.vault"))
        (root.parent / key.name).rename(key)
        assert vault_key(door.workspace, "INFORMANTS") == key.read_bytes()
    finally:
        door.close()
    assert findings(root) == set()
