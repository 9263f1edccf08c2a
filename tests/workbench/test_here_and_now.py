"""What a person does here and now is never in the queue: a server's worker in between took it
(``job-taken``)."""

from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.jobs.job import Json
from tahqiq.jobs.register import Jobs
from tahqiq.model.scope import Actor
from tahqiq.workbench import Workbench

SHEET = "name,phone\nSara Omar,07430000002\nHana Ali,07430000003\n"


def test_everything_done_on_the_spot_is_begun_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued: list[str] = []
    add, resume = Jobs.add, Jobs.resume

    def taking(jobs: Jobs, no: int, kind: str) -> None:
        """A worker that polls at this very moment."""
        if jobs.waiting():
            queued.append(kind)

    def added(jobs: Jobs, kind: str, recipe: Json, actor: Actor, holder: str = "") -> object:
        job = add(jobs, kind, recipe, actor, holder)
        taking(jobs, job.no, kind)
        return job

    def resumed(jobs: Jobs, no: int, actor: Actor, holder: str = "") -> None:
        resume(jobs, no, actor, holder)
        taking(jobs, no, "resume")

    monkeypatch.setattr(Jobs, "add", added)
    monkeypatch.setattr(Jobs, "resume", resumed)
    door = Door.found(tmp_path / "ws", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    second = door.people.add("second", "Second", frozenset({"supervisor"}), None, "test")
    door.cases.add_member(bench.cases()[0].id, second.id, "test")
    path = tmp_path / "people.csv"
    path.write_text(SHEET, "utf-8")
    (one,) = bench.collect([path], bench.deposit(zone="Asia/Baghdad"))
    bench.reread(one.source, reason="again")
    bench.analyse("degree", {})
    bench.linking.now(None, "duckdb", True)
    with door.workspace.database.transaction() as transaction:
        transaction.execute("UPDATE job SET state='failed' WHERE number=1")
    bench.resume(1)
    latest = bench.sources()[-1].id
    bench.acts.request_erasure(latest, "Order 1")
    Workbench(door, second).approve_erasure(latest)
    kinds = {str(row[0]) for row in door.workspace.database.query("SELECT kind FROM job WHERE state='done'")}
    door.close()
    assert queued == []
    assert kinds == {"collect", "read", "analyse", "link", "erase"}
