"""A workspace with people, phones, calls and payments from two deposits, and helpers to export and take in
again."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.workbench import Workbench

PEOPLE = (
    'name,phone,email,city\nعلي حسن كاظم,07901234567,ali@example.org,بغداد\n"Sara, ""the"" Ahmed",'
    "07907654321,,Erbil\n=cmd|x,07701112223,,@home\n"
)
CALLS = (
    "Calling number,Called number,Start time,Duration,Cell ID,IMEI\n"
    "9647901234567,9647907654321,2024-03-01 10:00:00,60,418-20-11-1,352099001761481\n"
    "9647907654321,9647901234567,2024-03-02 11:30:05,5,418-20-11-2,352099001761482\n"
    "9647701112223,9647901234567,2024-03-03 23:59:59,0,418-20-11-1,352099001761481\n"
)

Make = Callable[[str], Workbench]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Opens a new, empty personal workspace by name."""
    with ExitStack() as open_doors:

        def run(name: str) -> Workbench:
            door = Door.found(tmp_path / name, owner="owner")
            open_doors.callback(door.close)
            return Workbench(door, door.people.get("owner"))

        yield run


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed workspace with a sheet of people (graded) and a call list, made once: each test has a copy,
    which costs a quarter."""
    folder = tmp_path_factory.mktemp("collected")
    files = folder / "files"
    files.mkdir()
    (files / "people.csv").write_text(PEOPLE, "utf-8")
    (files / "calls.csv").write_text(CALLS, "utf-8")
    door = Door.found(folder / "ws", owner="owner")
    opened = Workbench(door, door.people.get("owner"))
    people = opened.collect(
        [files / "people.csv"], opened.deposit(grade="admiralty:B1", received_from="Border unit")
    )
    calls = opened.collect([files / "calls.csv"], opened.deposit(zone="Asia/Baghdad"))
    door.close()
    assert people[0].mapped == 3
    assert calls[0].facts == 3, calls
    return folder


@pytest.fixture
def bench(collected: Path, tmp_path: Path) -> Iterator[Workbench]:
    """A workspace with a sheet of people (graded) and a call list; both files lie in ``files``."""
    shutil.copytree(collected / "ws", tmp_path / "first")
    shutil.copytree(collected / "files", tmp_path / "files")
    door = Door.opened(tmp_path / "first")
    yield Workbench(door, door.people.get("owner"))
    door.close()


def restored(make: Make, name: str, file: Path) -> Workbench:
    """A new workspace into which an exchange file was taken, without problems."""
    opened = make(name)
    results = opened.collect([file], opened.deposit())
    problems = [(item.place.label(), item.say("en").sentence) for item in opened.problems(results[0].source)]
    assert not problems
    assert results[0].records == results[0].mapped > 0
    return opened
