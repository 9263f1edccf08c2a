"""A served workspace with an analyst in one case, an outsider in another, an administrator and an auditor."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tahqiq.access.door import Door
from tahqiq.web.app import create_app
from tahqiq.web.deps import COOKIE, PROOF
from tahqiq.workbench import Workbench

PASSWORD = "correct horse battery"
PEOPLE = {
    "insider": "analyst",
    "chief": "supervisor",
    "outsider": "analyst",
    "admin": "administrator",
    "auditor": "auditor",
}
SHEET = "name,phone,city\nعلي حسن كاظم,07901234567,بغداد\nSara Ahmed,07907654321,Erbil\n"
CANARY = "zzqxcanary"


@dataclass
class Served:
    """An application and what is in it."""

    door: Door
    app: object
    case: str

    def client(self, login: str | None = None) -> TestClient:
        """A client, signed in when a login is given."""
        client = TestClient(self.app, base_url="http://127.0.0.1")  # type: ignore[arg-type]
        client.headers["sec-fetch-site"] = "same-origin"
        if login:
            person = self.door.people.get(login)
            cookie, client.headers[PROOF] = self.door.people.issue(
                person.id, "session", timedelta(hours=1)
            ).split(".")
            client.cookies.set(COOKIE, cookie, domain="127.0.0.1")
        return client

    def bench(self, login: str) -> Workbench:
        """The workbench of one of the people."""
        return Workbench(self.door, self.door.people.get(login))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the people and two cases, nothing collected; copied for each test, because hashing
    passwords is slow on purpose."""
    root = tmp_path_factory.mktemp("template") / "ws"
    door = Door.found(root, owner="owner")
    owner = Workbench(door, door.people.get("owner"))
    for login, role in PEOPLE.items():
        door.people.add(login, login.title(), frozenset({role}), PASSWORD, "test")
    case, other = owner.open_case("Harbour"), owner.open_case("Elsewhere")
    for login in ("insider", "chief"):
        door.cases.add_member(case.id, door.people.get(login).id, "test")
    door.cases.add_member(other.id, door.people.get("outsider").id, "test")
    door.close()
    return root


@pytest.fixture
def served(template: Path, tmp_path: Path) -> Iterator[Served]:
    root = tmp_path / "ws"
    shutil.copytree(template, root)
    door = Door.opened(root)
    case = next(item for item in door.cases.of(door.people.get("insider").id) if item.title == "Harbour")
    yield Served(door, create_app(door, work=False), case.id)
    door.close()


@pytest.fixture
def filled(served: Served, tmp_path: Path) -> Served:
    """The same with a sheet collected into the case."""
    sheet = tmp_path / "people.csv"
    sheet.write_text(SHEET + f"{CANARY} {CANARY},07901112223,Basra\n", "utf-8")
    bench = served.bench("insider")
    results = bench.collect([sheet], bench.deposit("Harbour"))
    assert results[0].mapped == 3
    return served
