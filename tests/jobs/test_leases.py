"""Leases and locks of processes that ended, and of a clock that went back, hold nobody up."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tahqiq.jobs.holder import gone, me
from tahqiq.jobs.register import Jobs, NamedLock
from tahqiq.kit import clock
from tahqiq.kit.errors import Busy
from tahqiq.model.scope import Actor
from tahqiq.store.workspace import Workspace

ACTOR = Actor("a", "A", frozenset())


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.create(tmp_path / "ws")
    yield opened
    opened.close()


def another(end: bool) -> tuple[str, "subprocess.Popen[str]"]:
    """What another process calls itself, running or ended."""
    code = "import sys; from tahqiq.jobs.holder import me; print(me(), flush=True); sys.stdin.read()"
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    name = process.stdout.readline().strip()
    if end:
        process.kill()
        process.wait()
    return name, process


def shift(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    """Set the clock."""
    now = clock.now()
    monkeypatch.setattr(clock, "_now", lambda: now + by)


def test_a_process_is_gone_when_it_ended_and_not_before() -> None:
    name, process = another(end=False)
    assert not gone(name)
    process.kill()
    process.wait()
    assert gone(name)
    assert not gone(me())


def test_a_number_that_another_process_got_is_not_the_holder() -> None:
    place, number, begun = me().rsplit(":", 2)
    assert gone(f"{place}:{number}:{int(begun) - 1}")


def test_a_job_of_a_process_that_ended_is_queued_at_once(workspace: Workspace) -> None:
    jobs = Jobs(workspace.database)
    job = jobs.add("x", {}, ACTOR)
    name, _ = another(end=True)
    assert jobs.take(job.no, name)
    assert not jobs.live()
    assert jobs.recover() == 1
    assert jobs.waiting() == [job.no]


def test_a_job_under_way_stays(workspace: Workspace) -> None:
    jobs = Jobs(workspace.database)
    job = jobs.add("x", {}, ACTOR)
    assert jobs.take(job.no, me())
    assert jobs.live()
    assert not jobs.live(job.no)
    assert jobs.recover() == 0


@pytest.mark.parametrize("by", [timedelta(minutes=1), timedelta(days=-400)])
def test_a_lease_ends_whichever_way_the_clock_goes(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    jobs = Jobs(workspace.database)
    job = jobs.add("x", {}, ACTOR)
    assert jobs.take(job.no, me())
    shift(monkeypatch, by)
    assert not jobs.live()
    assert jobs.recover() == 1


def test_a_lock_of_a_process_that_ended_is_free_at_once(workspace: Workspace) -> None:
    name, _ = another(end=True)
    with workspace.database.transaction() as transaction:
        transaction.insert_many("named_lock", ("name", "holder", "until"), [("m", f"{name}:aa", "2999-01-01T00:00:00.000000Z")])
    with NamedLock(workspace.database, "m"):
        pass


def test_a_lock_from_before_the_clock_went_back_lapses(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = NamedLock(workspace.database, "m")
    lock.__enter__()
    shift(monkeypatch, timedelta(days=-30))
    with NamedLock(workspace.database, "m"):
        pass


def test_two_threads_of_one_process_do_not_hold_one_lock(workspace: Workspace) -> None:
    with NamedLock(workspace.database, "m"), pytest.raises(Busy), NamedLock(workspace.database, "m"):
        pass
    with NamedLock(workspace.database, "m"):
        pass
