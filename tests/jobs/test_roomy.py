"""What failed on a full disk is queued again when there is room, and not again and again at once where it
needs more than there is."""

import json
from pathlib import Path

import pytest

from tahqiq.jobs import interruption
from tahqiq.jobs.interruption import FIRST_WAIT, ROOM, Roomy
from tahqiq.jobs.register import Jobs
from tahqiq.kit.faults import DATABASE_FULL
from tahqiq.model.scope import Actor
from tahqiq.store.database import Database
from tahqiq.store.sqlite import SqliteDatabase
from tahqiq.store.tables import statements

ACTOR = Actor("a" * 32, "Sara Omar", frozenset({"analyst"}))


class Served(SqliteDatabase):
    """A database on a server whose disk takes what the test says."""

    room = 0

    def takes(self, size: int) -> bool:
        return size <= self.room


@pytest.fixture
def database(tmp_path: Path) -> Served:
    made = Served(tmp_path / "tahqiq.db")
    with made.transaction() as transaction:
        for sql in statements("sqlite"):
            transaction.execute(sql)
    return made


def failed(database: Database, code: str) -> int:
    """A job that failed so, with 100 bytes left on the disk of the workspace."""
    return failed_again(database, Jobs(database).add("collect", {}, ACTOR).no, code)


def failed_again(database: Database, number: int, code: str) -> int:
    result = json.dumps({"code": code, "params": {}, "free": 100})
    with database.transaction() as transaction:
        transaction.execute("UPDATE job SET state='failed', result=? WHERE no=?", (result, number))
    return number


def test_room_is_looked_for_on_the_disk_that_was_full(database: Served) -> None:
    here, there = failed(database, "disk-without-room"), failed(database, DATABASE_FULL)
    jobs = Jobs(database)
    roomy = Roomy(database)
    assert roomy.queue(100 + ROOM - 1) == 0
    assert roomy.queue(100 + ROOM) == 1
    assert jobs.waiting() == [here]
    database.room = ROOM
    assert roomy.queue(0) == 1
    assert jobs.waiting() == [here, there]


@pytest.mark.parametrize("code", ["disk-without-room", DATABASE_FULL])
def test_what_fails_again_waits_longer_each_time(
    database: Served, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1_000.0]
    monkeypatch.setattr(interruption, "monotonic", lambda: now[0])
    database.room = ROOM
    roomy, number, queued = Roomy(database), failed(database, code), list[float]()
    while len(queued) < 4:
        if roomy.queue(1 << 40):
            queued.append(now[0] - 1_000)
            failed_again(database, number, code)
        now[0] += FIRST_WAIT / 4
        assert now[0] < 100_000
    assert queued == [0, FIRST_WAIT, 3 * FIRST_WAIT, 7 * FIRST_WAIT]
