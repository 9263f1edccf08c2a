"""How many SQL statements and commits a request makes: the goals that keep a permission from being asked
again for each record.

    python -m benchmarks sql_per_request     (python benchmarks/sql_per_request.py [--tell])

The queue has :data:`WAITING` hits. tests/conformance/test_sql_goals.py holds the goals in a smaller
workspace.

The sample case is served in this process and each request is sent over the API, once to warm up and once
counted, whole: signing in by the session, permissions, the operation, the row of the outbox. Counted is what
SQLite is handed for the main database: every statement, also of savepoints; the log, a file of its own, is
not. The reference is what commit 872669cf did.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from fastapi.testclient import TestClient
from httpx import Response

from tahqiq.access.door import Door
from tahqiq.cli.serve import make_sample
from tahqiq.desk import SeatedDesktop, desk
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.kit import clock
from tahqiq.store.database import blob
from tahqiq.store.sqlite import SqliteDatabase
from tahqiq.web.app import create_app
from tahqiq.workbench import Workbench

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.passengers_iapi import Traffic
from tests.seat import Seat


@dataclass(frozen=True, slots=True)
class Goal:
    """The most statements and commits of a request, and what it made before."""

    name: str
    statements: int
    before: str
    commits: int


GOALS = (
    Goal("custody move", 40, "188 and 10 commits", 1),
    Goal("passenger message answered at once (iapi)", 60, "180", 1),
    Goal("queue of hits, a page", 20, "", 0),
    Goal("expand a selection", 15, "45", 0),
    Goal("expand one thing", 15, "", 0),
)
WAITING = 60
"""How many hits the queue has."""


def more_hits(bench: Workbench) -> None:
    """Hits of as many travellers, about which nobody has decided."""
    declared = desk("passengers")
    found = [
        HIT.example.model_copy(update={"mark": f"m{no}", "pair": f"p{no}", "row": no, "came": clock.now()})
        for no in range(WAITING)
    ]
    with SeatedDesktop(bench, declared, declared.file, "work").acting() as at:
        at.records(HIT).save_new(found)


@contextmanager
def counted(door: Door) -> Iterator[list[str]]:
    """What every connection of the main database is handed while the block lasts."""
    database = door.workspace.database
    if not isinstance(database, SqliteDatabase):
        raise TypeError("counted on SQLite")
    database.close()
    said: list[str] = []
    made = database._connection

    def watched() -> object:
        connection = made()
        connection.set_trace_callback(
            lambda sql: None if sql.startswith(("PRAGMA", "--")) else said.append(sql)
        )
        return connection

    database._connection = watched  # type: ignore[method-assign,assignment]
    try:
        yield said
    finally:
        del database._connection
        database.close()


def requests(client: TestClient, door: Door, bench: Workbench) -> dict[str, Callable[[], Response]]:
    """The requests by the names of their goals."""
    places = [one for one in bench_records(bench, "custody", "custody-place") if one["sort"] == "cell"]
    held = [one for one in bench_records(bench, "custody", "custody-booking") if one.get("released") is None]
    traffic = Traffic()
    ids = most_said(door)
    hour = iter(range(1, 60))

    def move() -> Response:
        at = f"2026-11-30T12:{next(hour):02}:00+03:00"
        answer: Response = client.post(
            "/api/v1/desks/custody/move",
            json={
                "person": held[0]["person"],
                "place": next(one["code"] for one in places if one["facility"] == held[0]["facility"]),
                "sort": "yard",
                "left": at,
                "arrived": at,
                "reason": "Exercise",
                "authority": "Director",
                "escort": "none",
            },
        )
        return answer

    return {
        GOALS[0].name: move,
        GOALS[1].name: lambda: client.post("/api/v1/desks/passengers/iapi", json={"message": traffic.one()}),
        GOALS[2].name: lambda: client.get("/api/v1/desks/passengers/queue"),
        GOALS[3].name: lambda: client.post(
            "/api/v1/chart/expansions", json={"ids": ids, "shown": ids, "limit": 10}
        ),
        GOALS[4].name: lambda: client.post(
            "/api/v1/chart/expansions", json={"ids": ids[:1], "shown": ids, "limit": 10}
        ),
    }


def most_said(door: Door) -> list[str]:
    """The twenty things of which most is said, by their ids."""
    most = (
        "SELECT n.id FROM statement s JOIN node n ON n.no = s.target GROUP BY n.no, n.id ORDER BY "
        "COUNT(*) DESC LIMIT 20"
    )
    return [blob(row[0]).hex() for row in door.workspace.database.query(most)]


def bench_records(bench: Workbench, name: str, kind: str) -> list[dict[str, object]]:
    """The bodies of a desk's records."""
    declared = desk(name)
    at = Seat(bench, declared, declared.file, "work")
    return [one.body.model_dump(mode="json") for one in at.records(declared.kind(kind)).every()]


def main() -> int:
    """Make the sample, count, print a line for each request; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tell", action="store_true", help="print the statements, too")
    given = parser.parse_args()
    missed = 0
    with tempfile.TemporaryDirectory(prefix="tahqiq-bench-") as folder:
        make_sample(Path(folder) / "ws", 1, 0.3)
        door = Door.opened(Path(folder) / "ws")
        bench = Workbench(door, door.people.get("analyst"))
        client = TestClient(create_app(door, work=False), base_url="http://127.0.0.1")
        client.headers["authorization"] = f"Bearer {bench.issue_token(timedelta(hours=1))}"
        more_hits(bench)
        asked = requests(client, door, bench)
        for goal in GOALS:
            for warm in (True, False):
                with counted(door) as said:
                    answer = asked[goal.name]()
                if answer.status_code != 200:
                    sys.stdout.write(f"{goal.name}: {answer.status_code} {answer.text[:300]}\n")
                if warm:
                    continue
                commits = sum(one == "COMMIT" for one in said)
                statements = len(said)
                missed += statements > goal.statements or commits > goal.commits
                sys.stdout.write(
                    f"{goal.name}: {statements} statements (goal {goal.statements}; before "
                    f"{goal.before or 'not counted'}), {commits} commits\n"
                )
                if given.tell:
                    sys.stdout.write("".join(f"    {' '.join(one.split())[:170]}\n" for one in said))
        door.close()
    return int(missed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
