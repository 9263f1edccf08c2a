"""A disk that is full: a sentence to whoever sends, few tries of what waits, and work that goes on by itself
once there is room. On a real small disk."""

import errno
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.collect.staging import Staging
from tahqiq.jobs.interruption import MOST_WITHOUT_ROOM, ROOM
from tahqiq.kit.errors import Busy
from tahqiq.store.database import Database
from tahqiq.store.originals import Originals
from tahqiq.store.reserve import BYTES
from tahqiq.web import worker as working
from tahqiq.web.worker import Worker
from tahqiq.workbench import Workbench
from tests.attack.conftest import client

from .conftest import fill, personal, waited


def queued(bench: Workbench, folder: Path, name: str, rows: int) -> int:
    """A file, sealed and queued for the worker."""
    path = folder / name
    path.write_text(
        "name,phone\n" + "".join(f"{name} {number},0750{number:07}\n" for number in range(rows)), "utf-8"
    )
    with path.open("rb") as file:
        return bench.queue_sealed(
            [(bench.workspace.originals.seal(file), name)], bench.deposit("Inbox", zone="Asia/Baghdad")
        ).no


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker rests for moments."""
    monkeypatch.setattr(working, "REST_SECONDS", 0.05)
    monkeypatch.setattr(working, "LONGEST_REST", 0.4)
    monkeypatch.setattr(working, "ROOM_SECONDS", 0.3)


def counted(made: Worker, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the jobs that a worker begins, as it begins them."""
    tries, do = list[int](), made.upkeep.do

    def noted(no: int) -> None:
        tries.append(no)
        do(no)

    monkeypatch.setattr(made.upkeep, "do", noted)
    return tries


def ends(bench: Workbench, number: int, state: str) -> None:
    """Wait until a job has come to a state."""
    end = time.monotonic() + 90
    while bench.jobs.get(number, bench.actor).state != state and time.monotonic() < end:
        time.sleep(0.1)
    assert bench.jobs.get(number, bench.actor).state == state


@pytest.mark.usefixtures("soon")
def test_a_job_is_tried_a_few_times_and_goes_on_when_there_is_room(
    disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the last bytes go while it is read, or what was read is kept, or its end is written down,
    differs from run to run."""
    door = Door.opened(personal(disk / "ws"))
    bench = Workbench(door, door.people.get("owner"))
    number = queued(bench, tmp_path, "large.csv", 30_000)
    filler = fill(disk, 4 << 20)
    made = Worker(door)
    tries = counted(made, monkeypatch)
    made.start()
    time.sleep(8)
    assert 1 <= len(tries) <= MOST_WITHOUT_ROOM
    assert made.is_alive()
    assert door.workspace.database.query("SELECT state FROM source WHERE state='published'") == []
    filler.unlink()
    ends(bench, number, "done")
    assert [(source.name, source.records) for source in bench.sources()] == [("large.csv", 30_000)]
    made.stop()
    made.join(30)
    assert bench.verify().findings == ()
    door.close()


@pytest.mark.usefixtures("soon")
def test_a_job_that_found_no_room_five_times_has_failed_with_a_sentence_until_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = [2 * BYTES]
    monkeypatch.setattr(Originals, "free_bytes", lambda _: free[0])
    door = Door.opened(personal(tmp_path / "ws"))
    bench = Workbench(door, door.people.get("owner"))
    number = queued(bench, tmp_path, "small.csv", 10)
    made = Worker(door)
    tries = counted(made, monkeypatch)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Staging, "batch", full)
        made.start()
        ends(bench, number, "failed")
        assert bench.jobs.get(number, bench.actor).result["code"] == "disk-without-room"
        assert tries == [number] * MOST_WITHOUT_ROOM
        time.sleep(1)
        assert len(tries) == MOST_WITHOUT_ROOM, "begun again while there is no room"
    free[0] += ROOM
    ends(bench, number, "done")
    made.stop()
    made.join(30)
    door.close()


def test_a_disk_without_a_byte_left_is_not_asked_thousands_of_times(
    disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even that a job is begun can be written: it waits, and so does the worker."""
    door = Door.opened(personal(disk / "ws"))
    bench = Workbench(door, door.people.get("owner"))
    number = queued(bench, tmp_path, "small.csv", 10)
    filler = fill(disk)
    made, turns = Worker(door), list[float]()
    once = made.once

    def noted() -> object:
        turns.append(time.monotonic())
        return once()

    monkeypatch.setattr(made, "once", noted)
    monkeypatch.setattr(working, "LONGEST_REST", 2.0)
    made.start()
    time.sleep(8)
    assert len(turns) < 12
    assert made.is_alive()
    filler.unlink()
    end = time.monotonic() + 60
    while bench.jobs.get(number, bench.actor).state != "done" and time.monotonic() < end:
        time.sleep(0.1)
    assert bench.jobs.get(number, bench.actor).state == "done"
    made.stop()
    made.join(30)
    door.close()


@pytest.mark.usefixtures("soon")
def test_on_a_disk_without_a_byte_left_a_job_fails_on_the_reserve_and_is_done_when_there_is_room(
    disk: Path, tmp_path: Path
) -> None:
    """Nothing could be written: the job was queued or running for ever, and nobody was told why."""
    door = Door.opened(personal(disk / "ws"))
    bench = Workbench(door, door.people.get("owner"))
    reserve = disk / "ws" / "reserve"
    made = Worker(door)
    made.upkeep.hold_reserve()
    assert reserve.stat().st_size == BYTES
    number = queued(bench, tmp_path, "large.csv", 30_000)
    filler = fill(disk)
    made.start()
    ends(bench, number, "failed")
    assert bench.jobs.get(number, bench.actor).result["code"] == "disk-without-room"
    assert not reserve.exists()
    filler.unlink()
    ends(bench, number, "done")
    assert waited(reserve.exists, 10), "it is made again where there is room"
    made.stop()
    made.join(30)
    assert bench.verify().findings == ()
    door.close()


def test_whoever_writes_is_told_in_a_sentence(disk: Path) -> None:
    door = Door.opened(personal(disk / "ws"))
    fill(disk)
    asking = client(door)
    answers = [
        asking.post("/api/v1/session", json={"login": "owner", "password": "correct horse battery"})
        for _ in range(3)
    ]
    assert {answer.status_code for answer in answers} == {503}
    assert {answer.json()["code"] for answer in answers} == {"disk-without-room"}
    assert (asking.get("/api/v1/health").status_code, asking.get("/api/v1/health").json()["code"]) == (
        503,
        "disk-without-room",
    )
    os.unlink(disk / "filler")
    assert (
        asking.post(
            "/api/v1/session", json={"login": "owner", "password": "correct horse battery"}
        ).status_code
        == 200
    )
    door.close()


def write_much(database: Database) -> None:
    """More than fits on a full disk, in one transaction."""
    with database.transaction(durable=True) as transaction:
        for number in range(200):
            transaction.insert_many("meta", ("key", "value"), [(f"k{number}", "v" * 50_000)])


def test_a_transaction_that_the_disk_ended_leaves_none_open(disk: Path) -> None:
    """A COMMIT that found the disk full left its connection in a transaction, and every later one failed."""
    door = Door.opened(personal(disk / "ws"))
    database = door.workspace.database
    filler = fill(disk)
    for _ in range(3):
        with pytest.raises(Busy, match="full"):
            write_much(database)
    filler.unlink()
    with database.transaction() as transaction:
        transaction.insert_many("meta", ("key", "value"), [("after", "1")])
    with closing(sqlite3.connect(disk / "ws" / "tahqiq.db")) as other:
        assert other.execute("SELECT COUNT(*) FROM meta WHERE key LIKE 'k%'").fetchone() == (0,)
    door.close()
