"""Workspaces to attack: a team's with an administrator, and a case of calls. Each test has a copy, with a
copy of the keys; what attacks on backups share."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tahqiq.access.door import Door
from tahqiq.web.app import create_app
from tahqiq.web.deps import PROOF
from tahqiq.workbench import Workbench
from tests.casework.backups import place  # noqa: F401
from tests.store.conftest import new_database, postgres_server  # noqa: F401

PASSWORD = "correct horse battery"
SHEET = "name,phone\nSara Omar,07430000002\n"
CALLS = (
    "caller,callee,start time,duration\n07430000001,07430000002,2026-01-05 10:00:00,60\n07430000002,"
    "07430000001,2026-01-05 11:00:00,30\n"
)
TEAM = {"admin": "administrator", "chief": "supervisor", "rival": "supervisor", "auditor": "auditor"}
MEMBERS = {"analyst": "analyst", "chief": "supervisor", "second": "supervisor"}


@pytest.fixture(scope="session")
def team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A team's workspace: an administrator, two supervisors of two cases, an auditor, a document in the first
    case."""
    root = tmp_path_factory.mktemp("access") / "ws"
    door = Door.found(root, owner="owner")
    for login, role in TEAM.items():
        door.people.add(login, login.title(), frozenset({role}), PASSWORD, "test")
    chief = bench(door, "chief")
    chief.open_case("Harbour")
    path = root.parent / "people.csv"
    path.write_text(SHEET, "utf-8")
    assert chief.collect([path], chief.deposit("Harbour", zone="Asia/Baghdad"))[0].mapped == 1
    door.close()
    return root


@pytest.fixture(scope="session")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with two files of calls and three people of one case."""
    root = tmp_path_factory.mktemp("attack") / "ws"
    door = Door.found(root, owner="owner")
    case = bench(door, "owner").open_case("Harbour")
    for login, role in MEMBERS.items():
        person = door.people.add(login, login.title(), frozenset({role}), PASSWORD, "test")
        door.cases.add_member(case.id, person.id, "test")
    analyst = bench(door, "analyst")
    for name in ("one.csv", "two.csv"):
        path = root.parent / name
        path.write_text(CALLS.replace("2026", "2025") if name == "two.csv" else CALLS, "utf-8")
        assert analyst.collect([path], analyst.deposit("Harbour", zone="Asia/Baghdad"))[0].mapped == 2
    door.close()
    return root


@pytest.fixture
def template(team: Path) -> Path:
    """Which of the workspaces ``door`` opens a copy of; a module may say another one."""
    return team


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the folder of keys: what one test erases stands on the list beside the keys, and must not
    reach the next."""
    shutil.copytree(os.environ["TAHQIQ_KEYS"], tmp_path / "keys")
    monkeypatch.setenv("TAHQIQ_KEYS", str(tmp_path / "keys"))


@pytest.fixture
def door(template: Path, tmp_path: Path, keys: None) -> Iterator[Door]:
    """A copy of the workspace, with a copy of its keys."""
    shutil.copytree(template, tmp_path / "ws")
    opened = Door.opened(tmp_path / "ws")
    yield opened
    opened.close()


def bench(door: Door, login: str) -> Workbench:
    """The workbench of one of the people."""
    return Workbench(door, door.people.get(login))


def client(door: Door, login: str = "", host: str = "127.0.0.1", largest: int = 0) -> TestClient:
    """A browser at this server, signed in where a login is given."""
    made = TestClient(
        create_app(door, work=False, names=["tahqiq.example"], largest=largest), base_url=f"http://{host}"
    )
    made.headers["sec-fetch-site"] = "same-origin"
    if login:
        answer = made.post("/api/v1/session", json={"login": login, "password": PASSWORD})
        assert answer.status_code == 200
        made.headers[PROOF] = answer.json()["proof"]
    return made


def write(door: Door, sql: str, *params: object, log: bool = False) -> None:
    """Write into the database (or the log) past the program."""
    path = door.workspace.root / ("audit/log.db" if log else "tahqiq.db")
    with closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute(sql, params).rowcount >= 1


def codes(door: Door) -> set[str]:
    """What ``verify`` names, by code."""
    return {item.code for item in bench(door, "owner").verify().findings}
