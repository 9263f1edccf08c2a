"""The addresses of the sample workspace: only the demo's server has them, and they open nothing but its
accounts to one another."""

from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.cli.serve import sample_people
from tahqiq.desk.sample_accounts import accounts
from tahqiq.web.app import create_app
from tahqiq.web.deps import COOKIE, PROOF
from tahqiq.workbench import Workbench

from .conftest import PASSWORD, Served

SAMPLE = "/api/v1/session/sample"


@pytest.fixture
def demo(tmp_path: Path) -> Served:
    door = Door.found(tmp_path / "ws")
    owner = Workbench(door, door.here())
    sample_people(owner)
    owner.add_person("guest", "Guest", frozenset({"analyst"}), PASSWORD)
    return Served(door, create_app(door, work=False, sample=True), "")


def test_no_other_server_has_them(served: Served) -> None:
    client = served.client("insider")
    assert client.get(SAMPLE).json() == {"accounts": [], "tasks": [], "exercise": None}
    for login in ("insider", "chief", "analyst"):
        answer = client.post(SAMPLE, json={"login": login})
        assert (answer.status_code, answer.json()["code"]) == (404, "no-such-address")


def test_one_goes_on_as_another_account_and_the_session_before_ends(demo: Served) -> None:
    client = demo.client("analyst")
    told = client.get(SAMPLE).json()
    assert [one["login"] for one in told["accounts"]] == [one.login for one in accounts()]
    old = dict(client.cookies), client.headers[PROOF]
    answer = client.post(SAMPLE, json={"login": "custody"})
    assert (answer.status_code, answer.json()["login"]) == (200, "custody")
    client.headers[PROOF] = answer.json()["proof"]
    assert client.get("/api/v1/session").json()["login"] == "custody"
    again = demo.client()
    again.cookies.set(COOKIE, old[0][COOKIE], domain="127.0.0.1")
    again.headers[PROOF] = old[1]
    assert again.get("/api/v1/session").status_code == 401
    acts = [leaf.act for leaf in demo.door.audit.leaves(1)]
    assert acts.index("sign-out") < len(acts) - 1 - acts[::-1].index("sign-in")


@pytest.mark.parametrize(
    ("who", "to", "status"),
    [
        (None, "analyst", 401),
        ("guest", "analyst", 404),
        ("analyst", "guest", 404),
        ("analyst", "root", 404),
        ("analyst", "nobody", 404),
    ],
)
def test_nobody_else_gets_in_or_out(demo: Served, who: str | None, to: str, status: int) -> None:
    assert demo.client(who).post(SAMPLE, json={"login": to}).status_code == status
    demo.door.close()


def test_an_account_that_was_closed_is_not_offered(demo: Served) -> None:
    demo.door.people.close(demo.door.people.called("cargo").id)
    client = demo.client("analyst")
    assert "cargo" not in [one["login"] for one in client.get(SAMPLE).json()["accounts"]]
    assert client.post(SAMPLE, json={"login": "cargo"}).status_code == 404
