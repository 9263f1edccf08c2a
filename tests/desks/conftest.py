"""A desk that is open, people at it, and a clock that tests turn. Each folder says in ``desk_name`` which
desk."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from pydantic import BaseModel

from tahqiq.access.door import Door
from tahqiq.desk import desk, perform
from tahqiq.kit import clock
from tahqiq.workbench import Workbench
from tests.seat import Seat

Turn = Callable[[str], None]


@pytest.fixture
def turn(monkeypatch: pytest.MonkeyPatch) -> Turn:
    """Sets what time it is (ISO, UTC); the time before it has passed by the machine's timer too."""

    def to(moment: str) -> None:
        at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        monkeypatch.setattr(clock, "_now", lambda: at)
        monkeypatch.setattr(clock, "_steady", at.timestamp)

    return to


@pytest.fixture(scope="session")
def opened_desk(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A closed workspace with a desk open at it and nothing else, made once for each desk: each test has a
    copy, which costs a fifth."""

    @cache
    def make(name: str) -> Path:
        root = tmp_path_factory.mktemp("opened") / "ws"
        door = Door.found(root, owner="owner")
        Workbench(door, door.people.get("owner")).open_desk(name)
        door.close()
        return root

    return make


@pytest.fixture
def at(tmp_path: Path, turn: Turn, desk_name: str, opened_desk: Callable[[str], Path]) -> Iterator[Seat]:
    """The owner (a supervisor) at the desk, which was opened on the first of March."""
    turn("2026-03-01T08:00")
    shutil.copytree(opened_desk(desk_name), tmp_path / "ws")
    door = Door.opened(tmp_path / "ws")
    declared = desk(desk_name)
    yield Seat(Workbench(door, door.people.get("owner")), declared, declared.file, "work")
    door.close()


def performed(at: Seat, operation: str, question: BaseModel) -> BaseModel:
    """What an operation answers when it is asked as it is from outside: with the checks of the ground."""
    return perform(at.bench, at.desk, at.desk.operation(operation), question)


def person(at: Seat, login: str, *roles: str) -> Seat:
    """Somebody else at the same desk."""
    door = at.bench.door
    made = door.people.add(login, login.title(), frozenset(roles), None, "test")
    door.cases.add_member(at.desk.file, made.id, "test")
    return Seat(Workbench(door, made), at.desk, at.desk.file, "work")
