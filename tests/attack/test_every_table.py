"""Edits of every table that carries evidence, past the program, on SQLite and PostgreSQL: ``verify`` names
each, and holds when it is taken back."""

import shutil
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tahqiq.access.door import Door
from tahqiq.access.verify import Verifier
from tahqiq.casework.restore import Terms, restore
from tahqiq.casework.upgrade import upgrade_workspace
from tahqiq.desk import SeatedDesktop, desks, perform
from tahqiq.model.source import Authority
from tahqiq.store.backup.recovery_key import make, read_private
from tahqiq.workbench import Workbench
from tests.operations.conftest import WORKSPACES
from tests.store.conftest import new_database, postgres_server  # noqa: F401

CALLS = "Calling number,Called number,Start time,Duration,Cell ID,IMEI\n" + "".join(
    f"9647500000001,9647500000002,2024-0{month}-05 10:00:00,60,,\n" for month in (2, 3)
)
ORDER = Authority("12/2024", numbers=("+9647500000001",), start="2024-03-01", end="2024-03-31")
"""Which covers one of the calls."""
NOT_EVIDENCE = {
    "session",
    "named_lock",
    "job",
    "stranger",
    "preference",
    "invitation",
    "admission",
    "meta",
    "person",
    "case_file",
    "case_member",
    "compartment",
    "compartment_member",
    "mapping_document",
    "saved_mapping",
    "linkage_model",
    "pair",
    "shelf_table",
    "vault_key",
    "analysis_input",
    "log_outbox",
}
"""Tables of who may come in and what is under way (access is decided by them, but they prove nothing:
SECURITY.md), and what is made again from others; and what the log has taken over already (a row put in its
way: tests/access/test_log_together.py)."""
ORDER_ALONE = {
    ("analysis_result", "no"),
    ("fact_file", "no"),
    ("field_aside", "no"),
    ("judgement", "no"),
    ("case_document", "no"),
    ("custody", "no"),
    ("shelf_rests", "no"),
    ("problem", "no"),
}
"""Numbers that only put rows in an order."""
UNPROVEN = {
    ("source", "note"),
    ("analysis_result", "a row gone"),
    ("register_series", "home"),
    ("register_series", "series"),
    ("register_series", "last_given"),
    ("register_series", "a row gone"),
}
"""Why a reading failed (nothing shows it of a published source); a result that is gone: an erasure takes
results with it, and the log does not say which; how far a series is: every number that a record has is passed
over, whatever it says, so that none comes twice."""


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which nearly every table has rows: the released one, and what it lacks. ``ws`` and
    ``keys``; a backup of it, and its recovery key."""
    folder = tmp_path_factory.mktemp("rich")
    with tarfile.open(WORKSPACES / "872669cf.tar.gz") as packed, pytest.MonkeyPatch.context() as patch:
        packed.extractall(folder, filter="data")
        patch.setenv("TAHQIQ_KEYS", str(folder / "keys"))
        assert upgrade_workspace(folder / "ws").verdict.holds
        door = Door.opened(folder / "ws")
        analyst = Workbench(door, door.people.get("analyst"))
        path = folder / "copy.csv"
        path.write_text("name,phone,born\nSara Omar,07430000002,1990-99-99\n", "utf-8")
        analyst.collect([path], analyst.deposit("Harbour", zone="Asia/Baghdad"))
        sources = {item.name: item.id for item in analyst.sources()}
        huda = analyst.search("Huda Omar").hits[0].id.hex()
        analyst.acts.retract(huda, analyst.show(huda).statements[0].id.hex(), "a slip")
        analyst.derived.declare(sources["copy.csv"], sources["people.csv"], "copied")
        analyst.reread(sources["people.csv"], reason="again")
        analyst.analyse("articulation-points", {}, "Harbour")
        calls = folder / "calls.csv"
        calls.write_text(CALLS, "utf-8")
        (held,) = analyst.collect([calls], analyst.deposit("Harbour", zone="Asia/Baghdad", authority=ORDER))
        Workbench(door, door.people.get("chief")).acts.release(held.source, "the judge allowed it")
        owner = Workbench(door, door.people.get("owner"))
        owner.open_desk("reasoning")
        case = door.cases.find(owner.actor.id, "Harbour").id
        for name, operation, home in (("custody", "expect", ""), ("reasoning", "hypotheses-cite", case)):
            declared, asked_of = desks()[name], desks()[name].operation(operation)
            with SeatedDesktop(owner, declared, home or declared.file, asked_of.purpose).acting() as at:
                asked = asked_of.example(at)
            perform(owner, declared, asked_of, asked)
        assert not Verifier(door).verify().findings
        owner.back_up(folder / "rich.backup", make(folder / "recovery"))
        door.close()
    return folder


Write = Callable[[str, tuple[object, ...]], int]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.slow])])
def attacked(
    request: pytest.FixtureRequest,
    rich: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    new_database: Callable[[], str],  # noqa: F811
) -> Iterator[tuple[Door, Write]]:
    """A copy of it on each engine, and what writes into its database as its administrator would."""
    monkeypatch.setenv("TAHQIQ_KEYS", str(rich / "keys"))
    root = tmp_path / "ws"
    if request.param == "sqlite":
        shutil.copytree(rich / "ws", root)

        def write(sql: str, values: tuple[object, ...]) -> int:
            with closing(sqlite3.connect(root / "tahqiq.db")) as connection, connection:
                return connection.execute(sql, values).rowcount
    else:
        url = new_database()
        restore(rich / "rich.backup", root, read_private(rich / "recovery"), Terms(url))

        def write(sql: str, values: tuple[object, ...]) -> int:
            with psycopg.connect(url, autocommit=True) as connection:
                return connection.execute(sql.replace("?", "%s").encode(), values).rowcount

    door = Door.opened(root)
    yield door, write
    door.close()


def other(value: object) -> object:
    """Something else of the same type."""
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, str):
        return "deleted" if value == "open" else value + "x"
    return bytes(reversed(bytes(value))) + b"x" if isinstance(value, bytes | memoryview) else value


def evidence(rich: Path) -> list[tuple[str, list[str], list[str]]]:
    """Name, columns and key of each table that carries evidence."""
    found = []
    with closing(sqlite3.connect(rich / "ws" / "tahqiq.db")) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type='table' ORDER BY name"
        ).fetchall():
            about = connection.execute(f"PRAGMA table_info({name})").fetchall()
            if name not in NOT_EVIDENCE and not name.startswith("shelf_t") and not name[-1].isdigit():
                found.append((name, [row[1] for row in about], [row[1] for row in about if row[5]]))
    return found


def allowed(write: Write, sql: str, values: tuple[object, ...]) -> bool:
    """Write one row; False where the database itself refuses it (a name that is taken)."""
    try:
        return write(sql, values) == 1
    except sqlite3.IntegrityError:
        return False
    except psycopg.errors.UniqueViolation:
        return False


def rows_to_try(door: Door, name: str, columns: list[str]) -> list[tuple[object, ...]]:
    """Rows whose edit would tell a lie: not those that an erasure emptied, nor classes and values of
    nothing."""
    where = {
        "source": "state='published'",
        "custody": "source IN (SELECT no FROM source WHERE state='published')",
        "vault_identity": "state<>'erased'",
        "data_class": "no IN (SELECT class FROM source WHERE state='published')",
        "value": "no IN (SELECT value FROM statement)",
        "node": "key<>''",
        "tombstone": "1=1",
        "part": "source IN (SELECT no FROM source WHERE state='published')",
    }.get(name, "1=1")
    return [
        tuple(row)
        for row in door.workspace.database.query(
            f"SELECT {', '.join(columns)} FROM {name} WHERE {where} LIMIT 1"
        )
    ]


def test_every_edit_is_named(attacked: tuple[Door, Write], rich: Path) -> None:
    door, write = attacked
    assert not Verifier(door).verify().findings
    missed, tried = list[str](), set[str]()
    for name, columns, key in evidence(rich):
        for row in rows_to_try(door, name, columns):
            tried.add(name)
            values = dict(zip(columns, row, strict=True))
            where, at = " AND ".join(f"{one}=?" for one in key), tuple(values[one] for one in key)
            for column in columns:
                if values[column] is None or (name, column) in ORDER_ALONE | UNPROVEN:
                    continue
                new = other(values[column])
                if not allowed(write, f"UPDATE {name} SET {column}=? WHERE {where}", (new, *at)):
                    continue
                if not Verifier(door).verify().findings:
                    missed.append(f"{name}.{column}")
                back = tuple(new if one == column else values[one] for one in key)
                assert write(f"UPDATE {name} SET {column}=? WHERE {where}", (values[column], *back)) == 1
            assert write(f"DELETE FROM {name} WHERE {where}", at) == 1
            if not Verifier(door).verify().findings and (name, "a row gone") not in UNPROVEN:
                missed.append(f"{name}: a row gone")
            assert (
                write(
                    f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", row
                )
                == 1
            )
    assert not missed, " ".join(missed)
    assert {name for name, _, _ in evidence(rich)} - tried == set(), "tables that nothing was tried in"
    assert not Verifier(door).verify().findings
