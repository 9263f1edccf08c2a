"""What a start sweeps, and what SQLite overwrites."""

import os
import time
from pathlib import Path

from tahqiq.collect.recovery import EXPORT_SECONDS, recover
from tahqiq.store.sqlite import SqliteDatabase
from tahqiq.store.workspace import Workspace


def test_a_start_sweeps_what_old_exports_left_and_leaves_those_under_way(tmp_path: Path) -> None:
    opened = Workspace.create(tmp_path / "ws")
    old, fresh = opened.root / "staging" / ".export-old", opened.root / "staging" / ".export-new"
    for folder in (old, fresh):
        folder.mkdir()
        (folder / "out.csv").write_text("x", "utf-8")
    os.utime(old, (time.time() - EXPORT_SECONDS - 60,) * 2)
    recover(opened)
    assert (old.exists(), fresh.exists()) == (False, True)
    opened.close()


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
