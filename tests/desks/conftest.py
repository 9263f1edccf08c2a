"""A desk that is open, people at it, and a clock that tests turn. Each folder says in ``desk_name`` which
desk."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
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


@pytest.fixture
def at(tmp_path: Path, turn: Turn, desk_name: str) -> Iterator[Seat]:
    """The owner (a supervisor) at the desk, which was opened on the first of March."""
    turn("2026-03-01T08:00")
    door = Door.found(tmp_path / "ws", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    bench.open_desk(desk_name)
    declared = desk(desk_name)
    yield Seat(bench, declared, declared.file, "work")
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
