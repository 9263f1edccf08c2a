"""What the tests of backups share: a workspace on either engine, with files that are collected one by one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.casework.erasure_run import start
from tahqiq.casework.restore import Terms
from tahqiq.store.backup.recovery_key import PrivateHalf, make, read_private
from tahqiq.store.tables import table_names
from tahqiq.workbench import Workbench

ENGINES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
SECOND_SLOW = pytest.mark.parametrize(
    "place",
    ["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.slow])],
    indirect=True,
)
"""For what takes seconds on PostgreSQL and stands on the same statements as other tests there."""


@dataclass
class Place:
    """A workspace with its owner, and the pair of keys its backups are sealed to. ``database`` makes another
    empty database of the same engine ("" on SQLite)."""

    folder: Path
    root: Path
    key: PrivateHalf
    database: Callable[[], str]
    door: Door = field(init=False)

    def __post_init__(self) -> None:
        self.door = Door.found(self.root, self.database(), owner="owner")

    @property
    def bench(self) -> Workbench:
        return Workbench(self.door, self.door.people.get("owner"))

    def collect(self, name: str, data: str) -> str:
        """Collect a file of calls or people; the id of its source."""
        path = self.folder / name
        path.write_text(data, "utf-8")
        (result,) = self.bench.collect([path], self.bench.deposit("Inbox", zone="Asia/Baghdad"))
        assert result.mapped
        return next(item.id for item in self.bench.sources() if item.name == name)

    def terms(self, **more: object) -> Terms:
        return Terms(self.database(), **more)  # type: ignore[arg-type]

    def again(self) -> None:
        """End the program and start it anew."""
        self.door.close()
        self.door = Door.opened(self.root)
        start(self.door)


def number(index: int) -> str:
    """An invented telephone number."""
    return f"0743{index * 7919 % 9999991:07d}"


def calls(rows: int, first: int = 0) -> str:
    """A file of calls among a thousand numbers."""
    lines = [
        (
            f"{number((first + row) % 997)},{number((first + row) * 7 % 997 + 1)},"
            f"2026-01-{1 + row % 28:02d} 10:{row % 60:02d}:00,{10 + row * 13 % 300}"
        )
        for row in range(rows)
    ]
    return "caller,callee,start time,duration\n" + "\n".join(lines) + "\n"


def people(rows: int, first: int = 0) -> str:
    """A file of people with these numbers."""
    lines = [
        f"Person {first + row} علي,{number((first + row) % 997)},{1950 + row % 50}-03-{1 + row % 28:02d}"
        for row in range(rows)
    ]
    return "name,phone,birth date\n" + "\n".join(lines) + "\n"


@pytest.fixture(params=ENGINES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """An empty workspace on each engine."""
    made = 0

    def database() -> str:
        nonlocal made
        if request.param == "sqlite":
            return ""
        import psycopg

        server = request.getfixturevalue("postgres_server")
        made += 1
        name = f"b{abs(hash(str(tmp_path)))}_{made}"
        with psycopg.connect(f"{server} dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"{server} dbname={name}"

    make(tmp_path / "recovery")
    found = Place(tmp_path, tmp_path / "ws", read_private(tmp_path / "recovery"), database)
    yield found
    found.door.close()


UNSTEADY = {"session", "named_lock", "job", "shelf_table", "log_outbox"}
"""Tables that a restoring clears or a start goes through; ``shelf_table`` names the indexes of records, which
are made again from the records."""


def content(door: Door) -> dict[str, list[str]]:
    """The rows of every table as text; files that were merged into others go at a start."""
    only = {
        "meta": " WHERE key IN ('owner', 'version', 'workspace')",
        "fact_file": " WHERE state='published'",
    }
    return {
        name: sorted(
            repr(row) for row in door.workspace.database.query(f"SELECT * FROM {name}{only.get(name, '')}")
        )
        for name in table_names()
        if name not in UNSTEADY
    }
