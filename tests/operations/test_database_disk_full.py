"""The disk of the PostgreSQL server is full, that of the workspace is not: whoever writes reads so in a
sentence, nothing is acknowledged that is not stored, and work goes on by itself once there is room. On a real
small disk."""

import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import httpx
import pytest

from tahqiq.access.door import Door
from tahqiq.jobs.interruption import MOST_WITHOUT_ROOM
from tahqiq.web.worker import Worker
from tahqiq.workbench import Workbench, health
from tests.attack.conftest import client

from .conftest import Postgres, fill, personal, small_disk
from .test_full_disk import counted, ends, queued, soon  # noqa: F401

pytestmark = pytest.mark.postgres
SIZE = 110 << 20
"""Bytes of the server's disk: an empty workspace takes a quarter of it."""


@pytest.fixture
def cramped() -> Iterator[tuple[Postgres, Path]]:
    """A server whose tables lie on a small disk."""
    with small_disk(Path(tempfile.mkdtemp(prefix="pgdisk", dir="/tmp")), SIZE) as disk:
        server = Postgres(disk)
        yield server, disk
        server.remove()


def owner(door: Door) -> httpx.Client:
    return client(door, "owner")


def refusals(asking: httpx.Client) -> tuple[list[str], list[str]]:
    """Send small files until four were refused: the names of those that were acknowledged, and the codes of
    the refusals. Each answer is one or the other."""
    acknowledged, refused = list[str](), list[str]()
    for number in count():
        name = f"file-{number}-{'x' * 150}.csv"
        answer = asking.post(
            "/api/v1/deposits",
            data={"case": "Inbox", "zone": "Asia/Baghdad"},
            files={"files": (name, f"name,phone\n{name},0750{number:07}\n")},
        )
        if answer.status_code == 201:
            acknowledged.append(name)
        else:
            assert answer.status_code == 503, answer.text
            refused.append(str(answer.json()["code"]))
        if len(refused) == 4:
            return acknowledged, refused
        assert number < 1_000, "it was never refused"
    raise AssertionError


def test_what_is_refused_is_not_there_and_what_is_acknowledged_is(
    cramped: tuple[Postgres, Path], tmp_path: Path
) -> None:
    server, disk = cramped
    door = Door.opened(personal(tmp_path / "ws", server.url))
    asking = owner(door)
    filler = fill(disk, 512 << 10)
    acknowledged, refused = refusals(asking)
    assert acknowledged
    assert set(refused) == {"database-disk-full"}
    there = set(door.workspace.originals.all())
    filler.unlink()
    found = [source["name"] for source in asking.get("/api/v1/sources", params={"limit": 1000}).json()]
    assert sorted(found) == sorted(acknowledged)
    assert len(there) == len(acknowledged), "what was refused left its file"
    bench = Workbench(door, door.people.get("owner"))
    assert bench.verify().findings == ()
    assert asking.post("/api/v1/cases", json={"title": "Afterwards"}).status_code == 201
    door.close()


def failed_code(bench: Workbench, number: int) -> str:
    return str(bench.jobs.get(number, bench.actor).result.get("code", ""))


@pytest.mark.usefixtures("soon")
def test_a_job_fails_with_a_sentence_and_is_done_by_itself_when_there_is_room(
    cramped: tuple[Postgres, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the disk of the workspace was looked at, which had room all the time."""
    monkeypatch.setattr(health, "TRIED_SECONDS", 0.0)
    server, disk = cramped
    door = Door.opened(personal(tmp_path / "ws", server.url))
    bench, asking = Workbench(door, door.people.get("owner")), owner(door)
    number = queued(bench, tmp_path, "large.csv", 6_000)
    filler = fill(disk, 256 << 10)
    made = Worker(door)
    tries = counted(made, monkeypatch)
    made.start()
    ends(bench, number, "failed")
    assert failed_code(bench, number) == "database-disk-full"
    assert tries == [number] * MOST_WITHOUT_ROOM
    answer = asking.get("/api/v1/health")
    assert (answer.status_code, answer.json()["code"]) == (503, "database-disk-full")
    filler.unlink()
    ends(bench, number, "done")
    assert asking.get("/api/v1/health").status_code == 200
    made.stop()
    made.join(30)
    assert [(source.name, source.records) for source in bench.sources()] == [("large.csv", 6_000)]
    assert bench.verify().findings == ()
    door.close()
