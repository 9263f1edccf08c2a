"""An older workspace is copied and brought to the present tables; a newer one is refused."""

import json
from pathlib import Path

import pytest

from tahqiq.casework.upgrade import upgrade_workspace
from tahqiq.kit.errors import Conflict
from tahqiq.store.tables import VERSION, statements
from tahqiq.store.workspace import MARKER, Workspace


def test_a_version_one_workspace_is_copied_then_migrated(tmp_path: Path) -> None:
    root = tmp_path / "old"
    made = Workspace.create(root)
    with made.database.transaction() as transaction:
        for sql in reversed(
            [sql for version in range(2, VERSION + 1) for sql in statements("sqlite", version)]
        ):
            words = sql.split()
            if words[0] == "ALTER":
                transaction.execute(f"ALTER TABLE {words[2]} DROP COLUMN {words[5]}")
                continue
            transaction.execute(
                f"DROP {words[1] if words[1] != 'UNIQUE' else 'INDEX'} "
                f"{words[2] if words[1] != 'UNIQUE' else words[3]}"
            )
        transaction.execute("UPDATE meta SET value='1' WHERE key='version'")
    made.close()
    marker = json.loads((root / MARKER).read_text("utf-8"))
    (root / MARKER).write_text(json.dumps({**marker, "version": 1}), "utf-8")

    with pytest.raises(Conflict):
        Workspace.open(root)
    upgrade_workspace(root)
    opened = Workspace.open(root)
    assert opened.database.query("SELECT COUNT(*) FROM case_document") == [(0,)]
    assert opened.database.query("SELECT value FROM meta WHERE key='version'") == [(str(VERSION),)]
    opened.close()
    assert json.loads((root / MARKER).read_text("utf-8"))["version"] == VERSION
    assert (root / "upgrade" / "v1" / "tahqiq.db").is_file()


def test_a_newer_workspace_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "new"
    Workspace.create(root).close()
    marker = json.loads((root / MARKER).read_text("utf-8"))
    (root / MARKER).write_text(json.dumps({**marker, "version": VERSION + 1}), "utf-8")
    with pytest.raises(Conflict):
        Workspace.open(root)
