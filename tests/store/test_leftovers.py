"""What a start sweeps, and what SQLite overwrites."""

import os
import time
from pathlib import Path

from tahqiq.access.door import Door
from tahqiq.collect.recovery import EXPORT_SECONDS, recover
from tahqiq.store.sqlite import SqliteDatabase
from tahqiq.store.workspace import UNPACKED, Workspace
from tahqiq.workbench import Workbench


def test_a_start_sweeps_what_old_exports_left_and_leaves_those_under_way(tmp_path: Path) -> None:
    opened = Workspace.create(tmp_path / "ws")
    old, fresh = opened.root / "staging" / ".export-old", opened.root / "staging" / ".export-new"
    for folder in (old, fresh):
        folder.mkdir()
        (folder / "out.csv").write_text("x", "utf-8")
    for folder, age in ((old, EXPORT_SECONDS + 60), (fresh, 0)):  # by the clock of the program
        os.utime(folder, (time.time() - age,) * 2)
    recover(opened)
    assert (old.exists(), fresh.exists()) == (False, True)
    opened.close()


def test_a_start_sweeps_what_was_unpacked_and_leaves_what_somebody_looks_at(tmp_path: Path) -> None:
    opened = Workspace.create(tmp_path / "ws")
    old, fresh = opened.scratch / f"{UNPACKED}old", opened.scratch / f"{UNPACKED}new"
    for folder in (old, fresh):
        folder.mkdir()
        (folder / "run.mzML").write_text("zzqxsecret", "utf-8")
    for folder, age in ((old, EXPORT_SECONDS + 60), (fresh, 0)):  # by the clock of the program
        os.utime(folder, (time.time() - age,) * 2)
    recover(opened)
    assert (old.exists(), fresh.exists()) == (False, True)
    opened.close()


def test_an_erasure_sweeps_whatever_is_unpacked(tmp_path: Path) -> None:
    """It may be what is erased."""
    door = Door.found(tmp_path / "ws", owner="owner")
    owner, sheet = Workbench(door, door.people.get("owner")), tmp_path / "people.csv"
    second = door.people.add("second", "Second", frozenset({"supervisor"}), None, "test")
    door.cases.add_member(door.cases.find(owner.actor.id, "Inbox").id, second.id, "test")
    sheet.write_text("name\nSara Omar\n", "utf-8")
    (taken,) = owner.collect([sheet], owner.deposit("Inbox"))
    folder = door.workspace.scratch / f"{UNPACKED}new"
    folder.mkdir()
    (folder / "people.csv").write_text("zzqxsecret", "utf-8")
    owner.acts.request_erasure(taken.source, "Order 1")
    Workbench(door, second).approve_erasure(taken.source)
    assert not folder.exists()
    door.close()


def test_deleted_rows_are_overwritten(tmp_path: Path) -> None:
    database = SqliteDatabase(tmp_path / "x.db")
    assert database.query("PRAGMA secure_delete") == [(1,)]
    with database.transaction() as transaction:
        transaction.execute("CREATE TABLE t (v TEXT)")
        transaction.insert_many("t", ("v",), [("zzqxsecret",)])
    with database.transaction() as transaction:
        transaction.execute("DELETE FROM t")
    database.query("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    assert b"zzqxsecret" not in (tmp_path / "x.db").read_bytes()
