"""PostgreSQL goes away for seconds while people work: what was received is read afterwards, by the same
server, and nobody restarts anything."""

import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import httpx
import psycopg
import psycopg.conninfo
import pytest

from tahqiq.access.door import Door
from tahqiq.kit import clock
from tahqiq.kit.errors import Busy
from tahqiq.kit.faults import interrupts
from tahqiq.workbench import Workbench
from tahqiq.workbench.health import STANDING_SECONDS, healthy
from tests.attack.conftest import client

from .conftest import Postgres, Serve, Served, personal, waited

pytestmark = pytest.mark.postgres


def deposited(client: httpx.Client, name: str, rows: int = 1) -> int:
    """The status of the answer to a file."""
    lines = "".join(f"{name} {number},0750{number:07}\n" for number in range(rows))
    answer = client.post(
        "/api/v1/sources",
        data={"case": "Inbox", "zone": "Asia/Baghdad"},
        files={"files": (f"{name}.csv", f"name,phone\n{lines}")},
    )
    return answer.status_code


def states(client: httpx.Client) -> list[str]:
    answer = client.get("/api/v1/jobs")
    return [str(job["state"]) for job in answer.json()] if answer.status_code == 200 else []


def away(server: Postgres, served: Served, seconds: float) -> None:
    """Stop the database for some seconds; the server says so in a sentence meanwhile."""
    server.stop()
    end = time.monotonic() + seconds
    assert served.health() == (503, "database-unreachable")
    time.sleep(max(0.0, end - time.monotonic()))
    server.start()


def test_reading_goes_on_after_outages(postgres: Postgres, tmp_path: Path, serve: Serve) -> None:
    served = serve(personal(tmp_path / "ws", postgres.url))
    with closing(served.signed()) as client:
        assert deposited(client, "before") == 202
        assert waited(lambda: states(client) == ["done"])
        worker = served.workers()
        away(postgres, served, 6)
        assert deposited(client, "after") == 202
        assert waited(lambda: states(client) == ["done", "done"]), served.log.read_text()
        assert deposited(client, "large", 40_000) == 202  # and in the middle of a job
        assert waited(lambda: "running" in states(client), 30)
        away(postgres, served, 6)
        assert waited(lambda: states(client) == ["done"] * 3), (states(client), served.log.read_text())
        assert set(worker) & set(served.workers())  # the same process
        assert served.health() == (200, "")
        found = client.get("/api/v1/sources").json()
        assert sorted(source["name"] for source in found) == ["after.csv", "before.csv", "large.csv"]
        assert {source["state"] for source in found} == {"published"}


@pytest.mark.slow
def test_reading_goes_on_after_a_minute(postgres: Postgres, tmp_path: Path, serve: Serve) -> None:
    """In the middle of a job, with another waiting behind it."""
    served = serve(personal(tmp_path / "ws", postgres.url))
    with closing(served.signed()) as client:
        assert deposited(client, "large", 40_000) == 202
        assert waited(lambda: "running" in states(client), 60)
        assert deposited(client, "waiting") == 202
        worker = served.workers()
        away(postgres, served, 60)
        assert waited(lambda: states(client) == ["done"] * 2, 180), (states(client), served.log.read_text())
        assert set(worker) & set(served.workers())  # the same process
        assert served.health() == (200, "")
        found = client.get("/api/v1/sources").json()
        assert {source["name"]: source["state"] for source in found} == {
            "large.csv": "published",
            "waiting.csv": "published",
        }


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_a_queue_that_stands_still_is_told(
    engine: str, tmp_path: Path, serve: Serve, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What waits is told by what stands in the register, whoever should be doing it."""
    url = request.getfixturevalue("postgres").url if engine == "postgres" else ""
    door = Door.opened(personal(tmp_path / "ws", url))
    healthy(door)
    bench = Workbench(door, door.people.get("owner"))
    job = bench.jobs.add("analyse", {}, bench.actor)
    healthy(door)
    began = clock.now()
    monkeypatch.setattr(clock, "_now", lambda: began + timedelta(seconds=STANDING_SECONDS + 5))
    with pytest.raises(Busy, match="nothing is being read"):
        healthy(door)
    bench.jobs.take(job.no, "somebody")
    healthy(door)
    door.close()


def test_a_server_that_takes_no_changes_is_an_outage(tmp_path: Path, new_database: Callable[[], str]) -> None:
    """A standby, or one that was set to read-only: reading goes on, and whoever writes reads so."""
    url = new_database()
    name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
    door = Door.opened(personal(tmp_path / "ws", url))
    asking = client(door, "owner")

    def set_to(word: str) -> None:
        with psycopg.connect(url, autocommit=True) as administrator:
            administrator.execute("SET default_transaction_read_only = off")
            sql = f"ALTER DATABASE {name} SET default_transaction_read_only = {word}"
            administrator.execute(sql.encode())
        door.workspace.database.close()  # each connection has the setting with which it began

    set_to("on")
    answer = asking.post("/api/v1/cases", json={"title": "Harbour"})
    assert (answer.status_code, answer.json()["code"]) == (503, "database-read-only")
    assert interrupts(Busy(answer.json()["code"]))
    assert [case["title"] for case in asking.get("/api/v1/cases").json()] == ["Inbox"]
    set_to("off")
    assert asking.post("/api/v1/cases", json={"title": "Harbour"}).status_code == 201
    door.close()
