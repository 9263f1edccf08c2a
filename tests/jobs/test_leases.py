"""Leases and locks of processes that ended, and of a clock that went back, hold nobody up."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from tahqiq.jobs.holder import gone, me
from tahqiq.jobs.job import Amount, Json
from tahqiq.jobs.named_lock import NamedLock
from tahqiq.jobs.progress import Progress
from tahqiq.jobs.register import Jobs
from tahqiq.kit import clock
from tahqiq.kit.errors import Busy
from tahqiq.kit.messages import message
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
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
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
def test_a_lease_ends_whichever_way_the_clock_goes(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, by: timedelta
) -> None:
    jobs = Jobs(workspace.database)
    job = jobs.add("x", {}, ACTOR)
    assert jobs.take(job.no, me())
    shift(monkeypatch, by)
    assert not jobs.live()
    assert jobs.recover() == 1


def test_a_lock_of_a_process_that_ended_is_free_at_once(workspace: Workspace) -> None:
    name, _ = another(end=True)
    with workspace.database.transaction() as transaction:
        transaction.insert_many(
            "named_lock", ("name", "holder", "until"), [("m", f"{name}:aa", "2999-01-01T00:00:00.000000Z")]
        )
    with NamedLock(workspace.database, "m"):
        pass


def test_a_lock_from_before_the_clock_went_back_lapses(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
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


def test_what_is_done_here_and_now_is_never_in_the_queue(workspace: Workspace) -> None:
    jobs, seen = Jobs(workspace.database), []

    def handler(recipe: Json, actor: Actor, progress: Progress) -> Json:
        seen.append((jobs.waiting(), jobs.take(progress.no, "another"), jobs.recover()))
        return {"done": 1}

    assert jobs.here("x", {}, ACTOR, handler) == {"done": 1}
    with pytest.raises(ZeroDivisionError):
        jobs.here("x", {}, ACTOR, lambda recipe, actor, progress: {"never": 1 // 0})
    assert jobs.again(2, ACTOR, handler) == {"done": 1}
    assert seen == [([], False, 0)] * 2
    assert [job.state for job in jobs.of(ACTOR)] == ["done", "done"]


def test_a_worker_that_asks_all_the_time_takes_nothing_that_is_done_here(workspace: Workspace) -> None:
    jobs, ended = Jobs(workspace.database), Event()
    took: list[int] = []

    def poll() -> None:
        while not ended.is_set():
            took.extend(no for no in jobs.waiting() if jobs.take(no, "worker"))

    with ThreadPoolExecutor(1) as pool:
        polling = pool.submit(poll)
        try:
            for _ in range(30):
                jobs.here("x", {}, ACTOR, lambda recipe, actor, progress: {})
        finally:
            ended.set()
        polling.result(30)
    assert took == []


def died(jobs: Jobs, no: int, note: str = "") -> None:
    """Take a job as a process that reports and ends in the middle."""
    name, process = another(end=False)
    assert jobs.take(no, name)
    jobs.beat(no, name, Amount(done=7, note=note))
    process.kill()
    process.wait()


def test_a_job_over_which_two_processes_died_has_failed_and_says_where(workspace: Workspace) -> None:
    jobs = Jobs(workspace.database)
    no = jobs.add("x", {}, ACTOR).no
    died(jobs, no, "first.xlsx")
    assert jobs.recover() == 1
    died(jobs, no, "second.xlsx")
    assert jobs.recover() == 0
    found = jobs.get(no, ACTOR)
    assert (found.state, found.result) == (
        "failed",
        {"code": "job-broke-off", "params": {"attempts": 2, "place": "second.xlsx", "done": 7}},
    )
    assert jobs.waiting() == []
    assert (
        "second.xlsx"
        in message("job-broke-off", "ckb", {"attempts": 2, "place": "second.xlsx", "done": 7}).sentence
    )
    jobs.resume(no, ACTOR)
    died(jobs, no)
    assert jobs.recover() == 1, "a person who takes it up again gives it two attempts"


def test_a_job_that_is_to_stop_is_not_begun_again(workspace: Workspace) -> None:
    jobs = Jobs(workspace.database)
    running, dead = jobs.add("x", {}, ACTOR).no, jobs.add("x", {}, ACTOR).no
    name, process = another(end=False)
    assert jobs.take(running, name)
    jobs.cancel(running, ACTOR)
    assert jobs.get(running, ACTOR).state == "running", "its process is asked"
    process.kill()
    process.wait()
    died(jobs, dead)
    jobs.cancel(dead, ACTOR)
    assert jobs.get(dead, ACTOR).state == "cancelled", "nobody is there to be asked"
    assert jobs.recover() == 0
    assert jobs.get(running, ACTOR).state == "cancelled"


def test_a_server_that_is_told_to_stop_has_not_tried_in_vain(workspace: Workspace) -> None:
    jobs = Jobs(workspace.database)
    no = jobs.add("x", {}, ACTOR).no
    for _ in range(4):
        name, process = another(end=False)
        assert jobs.take(no, name)
        jobs.excuse(name)
        process.kill()
        process.wait()
        assert jobs.recover() == 1


def test_who_lost_a_job_does_not_end_it(workspace: Workspace) -> None:
    jobs = Jobs(workspace.database)
    no = jobs.add("x", {}, ACTOR).no

    def handler(recipe: Json, actor: Actor, progress: Progress) -> Json:
        with workspace.database.transaction() as transaction:
            transaction.execute("UPDATE job SET holder=? WHERE no=?", (me(), no))
        return {"wrong": True}

    jobs.run(no, ACTOR, handler)
    assert jobs.get(no, ACTOR).state == "running"
