"""The worker in a process of its own: it does what waits, is followed by another one when it dies, and never
outlives the server."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.web import worker, worker_process
from tahqiq.web.worker import Worker
from tahqiq.web.worker_process import Apart
from tahqiq.workbench import Workbench


def waited(met: Callable[[], bool], seconds: float = 180) -> bool:
    """Whether something comes about in time."""
    end = time.monotonic() + seconds
    while not met() and time.monotonic() < end:
        time.sleep(0.05)
    return met()


@pytest.mark.slow
def test_it_works_is_followed_by_another_and_ends_with_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_process, "AGAIN_SECONDS", 0.05)
    door = Door.found(tmp_path / "ws", owner="owner")
    bench = Workbench(door, door.people.get("owner"))

    def queued(name: str) -> Callable[[], bool]:
        (tmp_path / name).write_text(f"name,phone\n{name},9647501234567\n", "utf-8")
        with (tmp_path / name).open("rb") as file:
            job = bench.queue_sealed(
                [(bench.seal(file, name), name)], bench.deposit("Inbox", zone="Asia/Baghdad")
            )
        return lambda: bench.jobs.get(job.no, bench.actor).state == "done"

    kept = Apart(door.workspace.root)
    kept.start()
    try:
        assert waited(queued("one.csv"))
        first = kept._process
        assert first is not None
        first.kill()
        assert waited(lambda: kept._process is not first)
        assert waited(queued("two.csv"))
        assert waited(lambda: door.workspace.search.behind(bench.scope()) == 0)
    finally:
        kept.stop()
    assert kept._process is not None
    assert kept._process.poll() is not None
    kept.join(5)
    assert not kept.is_alive()
    door.close()


def test_what_small_jobs_bring_is_made_searchable_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = Door.found(tmp_path / "ws", owner="owner")
    made = Worker(door)
    left, done = 5, list[str]()

    def once() -> bool:
        nonlocal left
        left -= 1
        done.append("job" if left >= 0 else "idle")
        if left < 0:
            made.stop()
        return left >= 0

    monkeypatch.setattr(made, "once", once)
    monkeypatch.setattr(made.upkeep, "index", lambda _seconds: done.append("index"))
    monkeypatch.setattr(made, "clocks", lambda: None)
    monkeypatch.setattr(worker, "IDLE_SECONDS", 0.0)
    made.start()
    made.join(20)
    assert done == ["job", "index", "job", "job", "job", "job", "idle", "index"]
    door.close()


def test_the_first_idle_turn_compiles_what_lays_charts_out_and_a_failure_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = Door.found(tmp_path / "ws", owner="owner")
    tried: list[str] = []

    def failing() -> None:
        tried.append("compiled")
        raise RuntimeError("no room for what is compiled")

    monkeypatch.setattr(worker, "IDLE_SECONDS", 0)
    working = Worker(door)
    monkeypatch.setattr(working.upkeep, "compile_loops", failing)
    working._turn()
    working._turn()
    door.close()
    assert tried == ["compiled"]
