"""Whether the time an answer takes tells an outsider what a case they are not in holds: things that are
hidden beside things that are nowhere, asked in turns.

Time is CPU time of this process, in which the server answers too, and of the processes of a PostgreSQL that
holds the rows. For each question the pairs (hidden, absent) are ranked: 0.5 would be no difference at all, 1
that every hidden thing takes longer than every absent one. What somebody on the network can measure is
coarser by far.
"""

import random
import secrets
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psycopg
import pytest
from fastapi.testclient import TestClient

from tahqiq.access.door import Door

from .conftest import PASSWORD, bench, client

PEOPLE = 3_000
TIMES = 100
MOST = 0.75
"""How far from even the ranks may be. A difference that can be told from a single answer has 1."""


def told_apart(first: Sequence[float], second: Sequence[float]) -> float:
    """The share of pairs in which the first takes longer (ties count half): the area under the curve, 0.5
    where both are alike."""
    return sum((one > other) + 0.5 * (one == other) for one in first for other in second) / (
        len(first) * len(second)
    )


def database_processes(server: str) -> list[Path]:
    """What the system counts of every process of the PostgreSQL server on a socket; none for none."""
    if not server:
        return []
    folder = server.split("host=")[1].split()[0]
    postmaster = next(path for path in Path(folder).glob(".s.PGSQL.*.lock")).read_text("ascii").split()[0]
    children = subprocess.run(
        ["ps", "--ppid", postmaster, "-o", "pid="], capture_output=True, text=True, check=True
    ).stdout.split()
    return [Path(f"/proc/{number}/schedstat") for number in children]


def spent(processes: Sequence[Path]) -> float:
    """CPU seconds of this process and of others until now."""
    return (
        time.process_time()
        + sum(int(path.read_text("ascii").split()[0]) for path in processes if path.exists()) / 1e9
    )


def word(dice: random.Random) -> str:
    return "".join(dice.choice("bdfghklmnrstz") + dice.choice("aeiou") for _ in range(5)).capitalize()


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def hidden(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str, list[tuple[str, str]], list[tuple[str, str]]]:
    """A workspace in which ``rival`` has a case of a few people and another case holds thousands, and the
    server that holds its rows (empty: SQLite); names and phones there, and of nobody."""
    root = tmp_path_factory.mktemp("timing") / "ws"
    server = request.getfixturevalue("postgres_server") if request.param == "postgres" else ""
    url = new_database(server) if server else ""
    dice = random.Random(5)
    made = [(f"{word(dice)} {word(dice)}", f"0743{number:07d}") for number in range(PEOPLE + TIMES)]
    door = Door.found(root, url, owner="owner")
    for login in ("chief", "rival"):
        door.people.add(login, login.title(), frozenset({"supervisor", "analyst"}), PASSWORD, "test")
    for login, case, rows in (
        ("chief", "Harbour", made[:PEOPLE]),
        ("rival", "Elsewhere", [(f"{word(dice)} Own", f"0744{number:07d}") for number in range(200)]),
    ):
        own = bench(door, login)
        own.open_case(case)
        path = root.parent / f"{login}.csv"
        path.write_text("name,phone\n" + "".join(f"{name},{phone}\n" for name, phone in rows), "utf-8")
        assert own.collect([path], own.deposit(case, zone="Asia/Baghdad"))[0].mapped == len(rows)
    bench(door, "chief").refresh_search()
    door.close()
    return root, server, made[:PEOPLE], made[PEOPLE:]


def new_database(server: str) -> str:
    """An empty database on a server."""
    name = f"timing{secrets.token_hex(4)}"
    with psycopg.connect(f"{server} dbname=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"{server} dbname={name}"


def measured(
    server: str,
    rival: TestClient,
    hits: Sequence[str],
    misses: Sequence[str],
    ask: Callable[[TestClient, str], object],
) -> tuple[float, ...]:
    """How far hidden and absent things can be told apart (1 and 0: from one answer, 0.5: not at all), and the
    middle of the milliseconds of both."""
    found: tuple[list[float], list[float]] = ([], [])
    for pair in zip(hits[:5], misses[:5], strict=True):
        for one in pair:
            ask(rival, one)
    processes = database_processes(server)
    for number, pair in enumerate(zip(hits, misses, strict=True)):
        for which in ((0, 1), (1, 0))[number % 2]:
            began = spent(processes)
            ask(rival, pair[which])
            found[which].append(spent(processes) - began)
    return told_apart(found[0][10:], found[1][10:]), *(
        sorted(times)[len(times) // 2] * 1000 for times in found
    )


@pytest.mark.slow
def test_time_does_not_tell_what_is_hidden(
    hidden: tuple[Path, str, list[tuple[str, str]], list[tuple[str, str]]],
) -> None:
    root, server, there, nowhere = hidden
    door = Door.opened(root)
    chief, rival = bench(door, "chief"), client(door, "rival")
    known = random.Random(6).sample(there, TIMES)
    ids = [chief.search(name).hits[0].id.hex() for name, _ in known]
    for (
        name,
        _,
    ) in nowhere:  # what somebody looked for lately is quicker, hidden or nowhere: both kinds were looked for
        chief.search(name)
    source = chief.sources()[0].id
    own = bench(door, "rival").search("Own").hits[0].id.hex()

    def run(at: TestClient, name: str, values: dict[str, object]) -> object:
        return at.post(f"/api/v1/analyses/{name}/results", json={"values": values})

    asked: dict[str, tuple[Sequence[str], Sequence[str], Callable[[TestClient, str], object]]] = {
        "search name": (
            [name for name, _ in known],
            [name for name, _ in nowhere],
            lambda at, text: at.get("/api/v1/search", params={"q": text}),
        ),
        "search number": (
            [phone for _, phone in known],
            [phone for _, phone in nowhere],
            lambda at, text: at.get("/api/v1/search", params={"q": text}),
        ),
        "entity": (
            ids,
            [secrets.token_hex(16) for _ in ids],
            lambda at, one: at.get(f"/api/v1/entities/{one}"),
        ),
        "expand": (
            ids,
            [secrets.token_hex(16) for _ in ids],
            lambda at, one: at.post("/api/v1/chart/expand", json={"id": one, "shown": [], "limit": 10}),
        ),
        "draw": (
            ids,
            [secrets.token_hex(16) for _ in ids],
            lambda at, one: at.post("/api/v1/chart/draw", json={"ids": [one]}),
        ),
        "identity": (
            ids,
            [secrets.token_hex(16) for _ in ids],
            lambda at, one: at.get(f"/api/v1/entities/{one}/identity"),
        ),
        "source": (
            [source] * TIMES,
            [secrets.token_hex(8) for _ in range(TIMES)],
            lambda at, one: at.get(f"/api/v1/sources/{one}"),
        ),
        "shortest path": (
            ids,
            [secrets.token_hex(16) for _ in ids],
            lambda at, one: run(at, "shortest-path", {"start": one, "end": own}),
        ),
        "common neighbours": (
            ids,
            [secrets.token_hex(16) for _ in ids],
            lambda at, one: run(at, "common-neighbours", {"things": [one, own]}),
        ),
        "calls of a number": (
            [phone for _, phone in known],
            [phone for _, phone in nowhere],
            lambda at, phone: run(at, "call-frequency", {"number": phone}),
        ),
    }
    found = {name: measured(server, rival, *question) for name, question in asked.items()}
    door.close()
    print({name: tuple(round(value, 3) for value in values) for name, values in found.items()})
    assert {name: values for name, values in found.items() if not 1 - MOST <= values[0] <= MOST} == {}
