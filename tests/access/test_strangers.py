"""Locks of names that nobody has outlast a restart and hold on every server, as those of accounts do."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tahqiq.access.people import MAX_FAILURES, People
from tahqiq.access.strangers import Strangers
from tahqiq.kit import clock
from tahqiq.kit.errors import NotSignedIn
from tahqiq.store.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.create(tmp_path / "ws")
    yield opened
    opened.close()


def test_a_lock_outlasts_a_restart_and_holds_on_a_second_server(workspace: Workspace) -> None:
    told = []
    for _ in range(MAX_FAILURES + 1):
        server = People(workspace.database)  # begun anew each time
        with pytest.raises(NotSignedIn) as error:
            server.sign_in("nobody", "guess")
        told.append(error.value.code)
    assert told == ["sign-in-failed"] * MAX_FAILURES + ["account-locked"]
    other = Workspace.open(workspace.root)
    with pytest.raises(NotSignedIn, match="locked"):
        People(other.database).sign_in("nobody", "guess")
    other.close()


def test_a_lock_lapses_and_begins_anew(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    strangers = Strangers(workspace.database, 2, timedelta(minutes=15))
    strangers.failed("x")
    assert not strangers.locked("x")
    strangers.failed("x")
    assert strangers.locked("x")
    assert not strangers.locked("y")
    now = clock.now()
    monkeypatch.setattr(clock, "_now", lambda: now + timedelta(minutes=16))
    assert not strangers.locked("x")
    strangers.failed("x")
    assert not strangers.locked("x")


def test_what_was_typed_is_not_kept_and_the_oldest_are_forgotten(workspace: Workspace) -> None:
    strangers = Strangers(workspace.database, 2, timedelta(minutes=15), kept=3)
    for number in range(6):
        strangers.failed(f"secret {number}")
    rows = workspace.database.query("SELECT name FROM stranger")
    assert len(rows) == 3
    assert not any(b"secret" in bytes(row[0]) for row in rows if isinstance(row[0], bytes))
