"""What is due at a desk and what its rules say are looks at its records: one entry in the log each, from the
page and from the command line alike."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from tahqiq.access.door import Door
from tahqiq.access.hidden_actor import HIDDEN, HiddenActors
from tahqiq.access.log_search import Wanted
from tahqiq.cli.main import app
from tahqiq.web.app import create_app
from tahqiq.web.deps import COOKIE, PROOF
from tahqiq.workbench import Workbench


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    made = Door.found(tmp_path_factory.mktemp("looks") / "ws")
    Workbench(made, made.people.get(made.owner() or "")).open_desk("covert")
    yield made
    made.close()


def entries(door: Door, act: str) -> list[tuple[str, str]]:
    """Who looked, at which desk's file: the log itself does not tell who."""
    found = [(leaf.actor, leaf.case) for leaf in door.audit.search.latest(Wanted(act=act))]
    assert all(actor.startswith(HIDDEN) for actor, _ in found)
    return [(HiddenActors(door.workspace).person(actor), case) for actor, case in found]


@pytest.mark.parametrize("look", ["inbox", "rules"])
def test_a_look_from_the_page_and_from_the_command_line_stand_in_the_log_alike(door: Door, look: str) -> None:
    person = door.people.get(door.owner() or "")
    before = entries(door, f"covert.{look}")
    done = CliRunner().invoke(app, ["covert", look, "--json", "-w", str(door.workspace.root)])
    assert done.exit_code == 0, done.output
    typed = entries(door, f"covert.{look}")
    assert len(typed) == len(before) + 1, "the command line looks without a trace"
    client = TestClient(create_app(door, work=False), base_url="http://127.0.0.1")
    cookie, client.headers[PROOF] = door.people.issue(person.id, "session", timedelta(hours=1)).split(".")
    client.headers["sec-fetch-site"] = "same-origin"
    client.cookies.set(COOKIE, cookie, domain="127.0.0.1")
    assert client.get(f"/api/v1/desks/covert/{look}").status_code == 200
    shown = entries(door, f"covert.{look}")
    assert len(shown) == len(typed) + 1
    assert set(shown) == {(person.id, "desk-covert")}
