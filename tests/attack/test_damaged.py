"""Rows that are none, pages that were written over, files that others can read: named, and never a
traceback."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tahqiq.access.door import Door
from tahqiq.cli.main import app
from tahqiq.kit.errors import Damaged, TahqiqError
from tahqiq.store.sqlite import PAGE_BYTES
from tahqiq.store.workspace import MARKER

from .conftest import SHEET, bench, write

MALFORMED = [
    "UPDATE statement SET id = 'text' WHERE prop = (SELECT no FROM prop WHERE name = 'phone')",
    "UPDATE node SET id = 7 WHERE no = (SELECT MIN(no) FROM node)",
    "UPDATE source SET grade = 7, authority = '{'",
]
EVENTS = [
    "UPDATE fact_file SET layout = x'ff00'",
    "UPDATE fact_file SET classes = '{'",
    "UPDATE fact_file SET classes = -1",
    "UPDATE fact_file SET rows = '{'",
    "UPDATE fact_file SET min_key = '{'",
]
ORDERS = [
    "UPDATE tombstone SET counts = '{'",
    "UPDATE tombstone SET erasure = '{'",
    "UPDATE tombstone SET counts = x'ff00'",
]


@pytest.mark.parametrize("sql", MALFORMED)
def test_verify_names_a_row_that_is_no_row(door: Door, sql: str) -> None:
    write(door, sql)
    assert not bench(door, "auditor").verify().holds


@pytest.fixture
def erased(calls: Path, tmp_path: Path, keys: None) -> Callable[[], Door]:
    """A workspace with events and an erasure that was carried out."""
    shutil.copytree(calls, tmp_path / "calls")
    door = Door.opened(tmp_path / "calls")
    gone = next(item.id for item in bench(door, "analyst").sources() if item.name == "one.csv")
    bench(door, "chief").acts.request_erasure(gone, "Order 1")
    bench(door, "second").acts.approve_erasure(gone)
    assert bench(door, "owner").verify().holds
    door.close()
    return lambda: Door.opened(tmp_path / "calls")


@pytest.mark.parametrize("sql", [*EVENTS, *ORDERS])
def test_verify_names_a_line_of_events_or_a_tombstone_that_is_none(
    erased: Callable[[], Door], sql: str
) -> None:
    """The counts that stand beside the findings raised them again."""
    door = erased()
    write(door, sql)
    assert "verify-unreadable" in {item.code for item in bench(door, "owner").verify().findings}
    door.close()


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM meta",
        "UPDATE meta SET value=x'ff00'",
        "UPDATE meta SET value='-1'",
        "UPDATE meta SET key='{' WHERE key='version'",
    ],
    ids=str,
)
def test_tables_of_no_version_are_named(door: Door, sql: str) -> None:
    root = door.workspace.root
    door.close()
    with closing(sqlite3.connect(root / "tahqiq.db")) as connection, connection:
        connection.execute(sql)
    with pytest.raises(Damaged) as raised:
        Door.opened(root)
    assert raised.value.code == "workspace-damaged"


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"version": 8}', "null", "[" * 3000])
def test_a_marker_that_is_none_is_named(door: Door, text: str) -> None:
    (door.workspace.root / MARKER).write_text(text, "utf-8")
    with pytest.raises(Damaged) as raised:
        Door.opened(door.workspace.root)
    assert raised.value.code == "workspace-damaged"


def test_a_marker_of_other_types_is_named(door: Door) -> None:
    marker = door.workspace.root / MARKER
    marker.write_text(json.dumps({**json.loads(marker.read_text("utf-8")), "version": "8"}), "utf-8")
    with pytest.raises(Damaged):
        Door.opened(door.workspace.root)


@pytest.mark.parametrize("name", ["tahqiq.db", "audit/log.db"])
def test_pages_that_were_written_over_are_told_in_a_sentence(door: Door, name: str) -> None:
    """Each twelfth page by itself: opening or verifying says what is damaged, and the command ends with a
    code of its own, not with a traceback."""
    root, path = door.workspace.root, door.workspace.root / name
    door.close()
    whole, told = path.read_bytes(), 0
    for at in range(0, len(whole), max(PAGE_BYTES, len(whole) // PAGE_BYTES // 12 * PAGE_BYTES)):
        path.write_bytes(whole[:at] + b"\xff" * PAGE_BYTES + whole[at + PAGE_BYTES :])
        answer = CliRunner().invoke(app, ["--workspace", str(root), "verify"])
        assert answer.exception is None or isinstance(answer.exception, (SystemExit, TahqiqError)), (
            at,
            answer.exception,
        )
        told += answer.exit_code != 0
    path.write_bytes(whole)
    assert told >= 3
    again = Door.opened(root)
    assert bench(again, "owner").verify().holds
    again.close()


def test_a_workspace_is_for_the_owner_of_the_files(tmp_path: Path) -> None:
    """Whatever the account lets others see of new files: they come into none of its folders."""
    before = os.umask(0)
    try:
        door = Door.found(tmp_path / "ws", owner="owner")
        (tmp_path / "a.csv").write_text(SHEET, "utf-8")
        owner = bench(door, "owner")
        owner.collect([tmp_path / "a.csv"], owner.deposit(zone="Asia/Baghdad"))
        door.close()
    finally:
        os.umask(before)
    assert (tmp_path / "ws").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "ws").rglob("*.db")} == {0o600}
