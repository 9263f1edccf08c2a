"""The goals of SQL statements and commits of a request (``benchmarks/sql_per_request.py``) hold: a permission
that is asked again for each record fails here, and not in a benchmark that somebody runs some day.

A small workspace makes what the goals are about: a person who is moved, a message of a traveller, a queue of
sixty hits, a chart of twenty numbers that called one another.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from httpx import Response

from tahqiq.desk import SeatedDesktop, desks
from tests.web.conftest import Served

sys.path.append(str(Path(__file__).parents[2]))
from benchmarks.sql_per_request import GOALS, WAITING, counted, more_hits, most_said

GOAL = {goal.name: goal for goal in GOALS}
NUMBERS = 24


@pytest.mark.parametrize("served", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", list(GOAL))
def test_a_request_asks_no_more_than_its_goal(served: Served, tmp_path: Path, name: str) -> None:
    ask = REQUESTS[name](served, tmp_path)
    for _ in range(2):  # once to warm up
        with counted(served.door) as said:
            answer = ask()
        assert answer.status_code == 200, answer.text
    goal = GOAL[name]
    assert len(said) <= goal.statements, "\n".join(" ".join(one.split())[:160] for one in said)
    assert sum(one == "COMMIT" for one in said) <= goal.commits


def operation(desk: str, name: str) -> Callable[[Served, Path], Callable[[], Response]]:
    """The example of an operation, made anew for each time it is asked."""

    def ready(served: Served, _: Path) -> Callable[[], Response]:
        declared = desks()[desk]
        with SeatedDesktop(served.bench("chief"), declared, declared.file, "work").acting() as at:
            asked = [declared.operation(name).example(at) for _ in range(2)]
        client = served.client("chief")
        return lambda: client.post(
            f"/api/v1/desks/{desk}/{name}", json=asked.pop().model_dump(mode="json", exclude_none=True)
        )

    return ready


def queue(served: Served, _: Path) -> Callable[[], Response]:
    more_hits(served.bench("chief"))
    client = served.client("chief")
    assert client.get("/api/v1/desks/passengers/queue").json()["waiting"] == WAITING
    return lambda: client.get("/api/v1/desks/passengers/queue")


def expansion(things: int) -> Callable[[Served, Path], Callable[[], Response]]:
    """What lies around some things of a chart of twenty."""

    def ready(served: Served, folder: Path) -> Callable[[], Response]:
        sheet, chief = folder / "people.csv", served.bench("chief")
        sheet.write_text(
            "name,phone\n" + "".join(f"Person {no},07700000{no:03}\n" for no in range(NUMBERS)), "utf-8"
        )
        calls = folder / "calls.csv"
        calls.write_text(
            "Calling number,Called number,Start time,Duration,Cell ID,IMEI\n"
            + "".join(
                f"9647700000{no:02},96477000000{(no + 1) % 10},2024-03-0{1 + no % 9} 10:00:00,60,,\n"
                for no in range(NUMBERS)
            ),
            "utf-8",
        )
        chief.collect([sheet, calls], chief.deposit("Harbour", zone="Asia/Baghdad"))
        shown = most_said(served.door)
        assert len(shown) == 20
        body, client = {"ids": shown[:things], "shown": shown, "limit": 10}, served.client("chief")
        return lambda: client.post("/api/v1/chart/expansions", json=body)

    return ready


REQUESTS = {
    "custody move": operation("custody", "move"),
    "passenger message answered at once (iapi)": operation("passengers", "iapi"),
    "queue of hits, a page": queue,
    "expand a selection": expansion(20),
    "expand one thing": expansion(1),
}


def test_every_goal_has_its_request() -> None:
    assert REQUESTS.keys() == GOAL.keys()
