"""One exercise of the custody desk for many tests, and a workspace of real work beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.desk.exercises.kept import desk_called, exercise_called
from tahqiq.desk.exercises.making import make
from tahqiq.workbench import Workbench

TRAINEES = ["sara", "omar"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An exercise with two trainees."""
    root = tmp_path_factory.mktemp("exercise") / "ws"
    make(root, desk_called("custody"), exercise_called(desk_called("custody"), "overdue"), 1, 1, TRAINEES)
    return root


@pytest.fixture(scope="module")
def trainer(made: Path) -> Iterator[Workbench]:
    """The trainer at work in it."""
    with Workbench.opened(made) as bench:
        yield bench


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """Somebody in a workspace of real work, with one document."""
    door = Door.found(tmp_path_factory.mktemp("office") / "ws", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    bench.collect_made(b"name,phone\nSara Ahmed,07907654321\n", "people.csv", bench.deposit())
    yield bench
    door.close()
