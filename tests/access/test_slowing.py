"""Whoever guesses passwords is slowed down, on every server and after a restart; whoever has signed in from
an address before is not kept out by others."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tahqiq.access.people import People
from tahqiq.access.slowing import FREE, FREE_ABROAD, LONGEST, Slowing
from tahqiq.kit import clock
from tahqiq.kit.errors import NotSignedIn
from tahqiq.store.workspace import Workspace

PASSWORD = "correct horse battery"
Later = Callable[[float], None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Lets some seconds pass."""
    now = [clock.now()]
    monkeypatch.setattr(clock, "_now", lambda: now[0])

    def wait(seconds: float) -> None:
        now[0] += timedelta(seconds=seconds)

    return wait


@pytest.fixture
def slowed(workspace: Workspace) -> Slowing:
    return Slowing(workspace.database)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.create(tmp_path / "ws")
    yield opened
    opened.close()


def test_a_restart_and_a_second_server_do_not_begin_anew(workspace: Workspace) -> None:
    told = []
    for _ in range(FREE + 1):
        server = People(workspace.database)  # begun anew each time
        with pytest.raises(NotSignedIn) as error:
            server.sign_in("nobody", "guess", "203.0.113.7")
        told.append(error.value.code)
    assert told == ["sign-in-failed"] * FREE + ["sign-in-slowed"]
    other = Workspace.open(workspace.root)
    with pytest.raises(NotSignedIn, match="Too many"):
        People(other.database).sign_in("nobody", "guess", "203.0.113.7")
    other.close()


def test_the_only_administrator_signs_in_while_others_guess(workspace: Workspace, later: Later) -> None:
    """Five wrong passwords from anywhere kept the only administrator out, again and again."""
    people = People(workspace.database)
    people.add("admin", "Admin", frozenset({"administrator"}), PASSWORD, "test")
    people.sign_in("admin", PASSWORD, "192.0.2.1")
    for number in range(200):
        with pytest.raises(NotSignedIn):
            people.sign_in("admin", "guess", f"203.0.113.{number % 50}")
        later(0.5)
    assert people.sign_in("admin", PASSWORD, "192.0.2.1").login == "admin"


def test_waiting_grows_up_to_a_minute_and_is_forgotten(slowed: Slowing, later: Later) -> None:
    waits = []
    for _ in range(FREE + 10):
        while wait := slowed.tried("x", "a", False):
            waits.append(wait)
            later(wait)
    assert waits[:3] == [1, 2, 4]
    assert max(waits) == LONGEST.total_seconds()
    assert slowed.tried("x", "b", False) == 0  # another address
    assert slowed.tried("y", "a", False) == 0  # another name
    later(16 * 60)
    assert [slowed.tried("x", "a", False) for _ in range(FREE)] == [0] * FREE


def test_the_right_password_counts_after_the_wait_and_not_before(slowed: Slowing, later: Later) -> None:
    for _ in range(FREE):
        slowed.tried("x", "a", False)
    wait = slowed.tried("x", "a", True)
    assert wait > 0
    later(wait)
    assert slowed.tried("x", "a", True) == 0
    assert slowed.tried("x", "a", False) == 0


def test_many_addresses_are_slowed_down_together(slowed: Slowing, later: Later) -> None:
    """Somebody with a thousand addresses has no thousand times five guesses; nor has somebody with a list of
    names."""
    counted = sum(slowed.tried("x", f"address {number}", False) == 0 for number in range(1000))
    assert counted <= FREE_ABROAD + 1
    assert sum(slowed.tried(f"name {number}", "a", False) == 0 for number in range(1000)) <= FREE_ABROAD + 1
    day = 0
    for _ in range(24 * 60):
        later(60)
        day += slowed.tried("x", "yet another", False) == 0
    assert day <= 24 * 60


def test_what_was_typed_is_not_kept_and_the_oldest_are_forgotten(workspace: Workspace) -> None:
    slowed = Slowing(workspace.database, most=9)
    slowed.tried("known", "home", True)
    for number in range(6):
        slowed.tried(f"secret {number}", f"address {number}", False)
    rows = workspace.database.query("SELECT name, failures FROM stranger")
    assert len(rows) == 10
    assert sum(row[1] == -1 for row in rows) == 1
    assert not any(b"secret" in bytes(row[0]) for row in rows if isinstance(row[0], bytes))
