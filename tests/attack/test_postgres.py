"""The rows of a team's PostgreSQL: edits, roles with least rights, dumps. Whoever writes past the program is
named, and nobody else comes in."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from typer.testing import CliRunner

from tahqiq.access.door import Door
from tahqiq.casework.restore import Terms, restore
from tahqiq.cli.main import app
from tahqiq.kit.errors import Busy, Damaged, TahqiqError
from tahqiq.store.backup.recovery_key import make, read_private
from tahqiq.store.workspace import MARKER, Workspace
from tahqiq.workbench import Workbench

from .conftest import CALLS, MEMBERS, PASSWORD, SHEET, bench, codes

pytestmark = pytest.mark.postgres
OWNER = "tahqiq_owner"
NEIGHBOUR = "tahqiq_neighbour"
READER = "tahqiq_reader"
ROLES = f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{OWNER}') THEN
    CREATE ROLE {OWNER} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
    CREATE ROLE {NEIGHBOUR} LOGIN NOSUPERUSER; CREATE ROLE {READER} LOGIN NOSUPERUSER;
  END IF;
END $$
"""


def as_server(server: str, sql: str, database: str = "postgres") -> list[tuple[object, ...]]:
    """One statement as the server's own administrator, past the program."""
    with psycopg.connect(f"{server} dbname={database}", autocommit=True) as connection:
        cursor = connection.execute(sql.encode())
        return cursor.fetchall() if cursor.description else []


def emptied(server: str, name: str) -> str:
    """An empty database that belongs to the role of the program alone, as the how-to makes it; its connection
    string."""
    as_server(server, ROLES)
    as_server(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    as_server(server, f"CREATE DATABASE {name} OWNER {OWNER}")
    as_server(server, f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
    return f"{server.replace('user=tahqiq', f'user={OWNER}')} dbname={name}"


@pytest.fixture(scope="session")
def made(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A team's workspace whose rows lie in the database ``attacked``: two cases, calls, people, a decision, a
    note, an erased source."""
    root = tmp_path_factory.mktemp("pg-attack") / "ws"
    door = Door.found(root, emptied(postgres_server, "attacked"), owner="owner")
    case = bench(door, "owner").open_case("Harbour")
    for login, role in MEMBERS.items():
        door.cases.add_member(
            case.id, door.people.add(login, login.title(), frozenset({role}), PASSWORD, "test").id, "test"
        )
    analyst = bench(door, "analyst")
    for name, data in (
        ("calls.csv", CALLS),
        ("people.csv", SHEET),
        ("more.csv", SHEET.replace("Sara", "Huda")),
        ("gone.csv", CALLS.replace("10:", "12:")),
    ):
        path = root.parent / name
        path.write_text(data, "utf-8")
        assert analyst.collect([path], analyst.deposit("Harbour", zone="Asia/Baghdad"))[0].mapped
    left, right = (analyst.search(name).hits[0].id.hex() for name in ("Sara Omar", "Huda Omar"))
    analyst.identity.judge(left, right, "different", "two sisters")
    analyst.documents.make("Harbour", "note", "A note", {"text": "as it was"})
    gone = next(item.id for item in analyst.sources() if item.name == "gone.csv")
    bench(door, "chief").acts.request_erasure(gone, "Order 1")
    bench(door, "second").acts.approve_erasure(gone)
    door.close()
    return postgres_server, root


def copied(server: str, root: Path, target: Path, name: str) -> Door:
    """A copy of the workspace with a copy of its database."""
    as_server(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    as_server(server, f"CREATE DATABASE {name} TEMPLATE attacked OWNER {OWNER}")
    as_server(server, f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
    shutil.copytree(root, target)
    marker = json.loads((target / MARKER).read_text("utf-8"))
    marker["database"] = re.sub(r"dbname=\w+", f"dbname={name}", marker["database"])
    (target / MARKER).write_text(json.dumps(marker), "utf-8")
    return Door.opened(target)


@pytest.fixture
def door(made: tuple[str, Path], tmp_path: Path) -> Iterator[Door]:
    opened = copied(*made, tmp_path / "ws", "copied")
    yield opened
    opened.close()


EDITS = {
    "a value": ("UPDATE value SET text='Nobody Else' WHERE text='Sara Omar'", {"statement-differs"}),
    "a grade": (
        "UPDATE statement SET grade='A1' WHERE id=(SELECT id FROM statement ORDER BY id LIMIT 1)",
        {"statement-differs"},
    ),
    "a class": ("UPDATE statement SET class=class+1", {"statement-differs"}),
    "a row gone": (
        "DELETE FROM statement WHERE id=(SELECT id FROM statement ORDER BY id LIMIT 1)",
        {"statement-missing"},
    ),
    "an identifier": (
        "UPDATE node SET key='+9647000000000' WHERE key='+9647430000002'",
        {"identifier-differs"},
    ),
    "a decision": ("UPDATE judgement SET verdict='same'", {"decision-differs"}),
    "a decision gone": ("DELETE FROM judgement", {"decision-missing"}),
    "a note": ("UPDATE case_document SET body='{}'", {"decision-differs"}),
    "a source's case": (
        "UPDATE source SET name='other.csv' WHERE name='people.csv'",
        {"publication-differs"},
    ),
    "a source gone": ("DELETE FROM source WHERE name='people.csv'", {"publication-missing"}),
    "events off the list": (
        "UPDATE fact_file SET state='retired' WHERE layout='by_party'",
        {"events-missing"},
    ),
    "keys of events": (
        "UPDATE fact_file SET min_key=max_key+1 WHERE layout='by_party'",
        {"fact-file-line-differs"},
    ),
    "a line of custody": (
        "UPDATE custody SET actor='somebody' WHERE act='deposited' AND detail='people.csv'",
        {"custody-differs"},
    ),
    "ids of events": ("UPDATE fact_key SET key=key+1", {"events-differ"}),
    "a mark of a value": ("UPDATE value SET hash=sha256(hash) WHERE text='Sara Omar'", {"value-misplaced"}),
    "a record never referred to": (
        "INSERT INTO shelf_reference VALUES ('00', 'no-record', 'no-kind')",
        {"record-misreferred"},
    ),
    "a digest of the vault": (
        "INSERT INTO vault_sign VALUES ('C', 'k', '\\x00', 'NO-ONE')",
        {"vault-sign-differs"},
    ),
    "an order forged": ("UPDATE erasure SET order_ref='Order 2'", {"tombstone-unproven"}),
}


def test_untouched_it_holds(door: Door) -> None:
    assert codes(door) == set()


@pytest.mark.parametrize("edit", EDITS)
def test_a_row_that_was_edited_is_named(door: Door, postgres_server: str, edit: str) -> None:
    sql, expected = EDITS[edit]
    as_server(postgres_server, sql, "copied")
    assert expected <= codes(door)


DAMAGED = [
    "UPDATE statement SET id=decode('07', 'hex') WHERE id=(SELECT id FROM statement ORDER BY id LIMIT 1)",
    "UPDATE node SET id=decode('07', 'hex') WHERE no=(SELECT MIN(no) FROM node)",
    "UPDATE source SET grade='7', authority='{'",
    "UPDATE fact_file SET layout='other'",
    "UPDATE fact_file SET classes='{'",
    "UPDATE fact_file SET rows=-1",
    "UPDATE fact_file SET min_key=max_key+1, max_key=min_key-1",
    "UPDATE tombstone SET counts='{'",
    "UPDATE tombstone SET erasure=-1",
    "UPDATE custody SET detail='{', at='{'",
    "UPDATE case_document SET body='{', classes='{'",
    "UPDATE judgement SET verdict='{', at=''",
    "DELETE FROM value",
    "DELETE FROM node",
]


@pytest.mark.parametrize("sql", DAMAGED)
def test_a_row_that_is_none_is_named(door: Door, postgres_server: str, sql: str) -> None:
    """What the types of columns let through; on SQLite there is more (test_damaged.py)."""
    as_server(postgres_server, sql, "copied")
    assert not bench(door, "owner").verify().holds


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM meta",
        "UPDATE meta SET value='-1'",
        "UPDATE meta SET key='{' WHERE key='version'",
    ],
)
def test_tables_of_no_version_are_named(door: Door, postgres_server: str, sql: str) -> None:
    root = door.workspace.root
    door.close()
    as_server(postgres_server, sql, "copied")
    with pytest.raises(Damaged) as raised:
        Door.opened(root)
    assert raised.value.code == "workspace-damaged"


def test_a_table_that_is_gone_is_told_in_a_sentence(door: Door, postgres_server: str) -> None:
    """The command ends with a code of its own, not with a traceback."""
    as_server(postgres_server, "DROP TABLE statement CASCADE", "copied")
    answer = CliRunner().invoke(app, ["--workspace", str(door.workspace.root), "verify"])
    assert answer.exit_code != 0
    assert answer.exception is None or isinstance(answer.exception, (SystemExit, TahqiqError))


def test_nobody_else_on_the_server_comes_in(door: Door, postgres_server: str) -> None:
    """Neither a neighbour's role nor one that was let into the database reads a row."""
    url = door.workspace.description.database
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(url.replace(OWNER, NEIGHBOUR))
    as_server(postgres_server, f"GRANT CONNECT ON DATABASE copied TO {READER}")
    with psycopg.connect(url.replace(OWNER, READER), autocommit=True) as connection:
        names = [
            str(row[0])
            for row in connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname='public'"
            ).fetchall()
        ]
        assert {"statement", "value", "person", "session"} <= set(names)
        for name in names:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"SELECT * FROM {name}".encode())
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE public.mine (x INTEGER)")


def test_the_program_needs_no_more_than_its_own_database(
    door: Door, postgres_server: str, tmp_path: Path
) -> None:
    """Everything of a working day, a backup and its restoring, by a role that may do nothing else on the
    server."""
    (row,) = as_server(
        postgres_server,
        (
            "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls FROM pg_roles "
            f"WHERE rolname='{OWNER}'"
        ),
    )
    assert not any(row)
    path = tmp_path / "day.csv"
    path.write_text(CALLS.replace("10:", "14:"), "utf-8")
    analyst = bench(door, "analyst")
    assert analyst.collect([path], analyst.deposit("Harbour", zone="Asia/Baghdad"))[0].mapped == 2
    owner = Workbench(door, door.people.get("owner"))
    key = make(tmp_path / "key")
    made = owner.back_up(tmp_path / "one.backup", key)
    back = emptied(postgres_server, "restored")
    restore(made.path, tmp_path / "back", read_private(tmp_path / "key"), Terms(back))
    again = Door.opened(tmp_path / "back")
    try:
        assert codes(again) == set()
    finally:
        again.close()


@pytest.mark.parametrize("missing", ["SELECT", "INSERT"])
def test_a_right_that_is_missing_is_said_plainly(door: Door, postgres_server: str, missing: str) -> None:
    url = door.workspace.description.database
    door.close()
    granted = {"SELECT", "INSERT", "UPDATE", "DELETE"} - {missing}
    as_server(postgres_server, f"GRANT CONNECT, TEMPORARY ON DATABASE copied TO {READER}")
    as_server(
        postgres_server, f"GRANT {', '.join(granted)} ON ALL TABLES IN SCHEMA public TO {READER}", "copied"
    )
    marker = door.workspace.root / MARKER
    marker.write_text(marker.read_text("utf-8").replace(url, url.replace(OWNER, READER)), "utf-8")

    def work() -> None:
        opened = Door.opened(door.workspace.root)
        try:
            bench(opened, "owner").open_case("Another")
        finally:
            opened.close()

    with pytest.raises(TahqiqError) as caught:
        work()
    assert caught.value.code == "database-refuses"


def test_a_server_that_ends_connections_is_told_and_work_goes_on(door: Door, postgres_server: str) -> None:
    analyst = bench(door, "analyst")
    assert len(analyst.sources()) == 4
    as_server(
        postgres_server, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname='copied'"
    )
    with pytest.raises(Busy) as caught:
        analyst.sources()
    assert caught.value.code == "database-unreachable"
    assert len(analyst.sources()) == 4


def test_threads_that_ended_leave_no_connection_behind(door: Door, postgres_server: str) -> None:
    """A server answers in threads that come and go; PostgreSQL lets a hundred connections in."""
    for _ in range(30):
        thread = Thread(target=bench(door, "analyst").sources)
        thread.start()
        thread.join()
    ((count,),) = as_server(postgres_server, "SELECT COUNT(*) FROM pg_stat_activity WHERE datname='copied'")
    assert int(str(count)) <= 4


def test_no_password_is_kept_beside_the_workspace(tmp_path: Path) -> None:
    for url in (
        "host=/nowhere dbname=x password=hunter2",
        "postgresql://me:hunter2@nowhere/x",
        "postgresql://nowhere/x?password=hunter2",
    ):
        with pytest.raises(TahqiqError) as caught:
            Workspace.create(tmp_path / "secret", url)
        assert caught.value.code == "database-password"
        assert "hunter2" not in str(caught.value)
        assert not (tmp_path / "secret" / MARKER).exists()
