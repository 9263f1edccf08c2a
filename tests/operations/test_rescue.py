"""A team without a token, a lost administrator, a supervisor who is gone: somebody can always go on, nobody
gets more than their own, and the log says so."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.access.rescue import MACHINE
from tahqiq.kit.errors import Conflict, NotFound, NotSignedIn, WrongUse
from tahqiq.workbench import Workbench
from tests.attack.conftest import bench, client

from .conftest import PASSWORD, tahqiq, team


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A team's workspace on each engine."""
    url = request.getfixturevalue("postgres").url if request.param == "postgres" else ""
    return team(tmp_path / "ws", url)


@pytest.fixture
def door(root: Path) -> Iterator[Door]:
    opened = Door.opened(root)
    yield opened
    opened.close()


def at(root: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    return tahqiq("-w", str(root), *words, **more)


def test_the_owner_of_the_folder_issues_the_first_token_to_an_administrator_and_to_nobody_else(
    root: Path,
) -> None:
    assert at(root, "user", "list").returncode == 3  # nobody without a token
    refused = at(root, "user", "token", "analyst")
    assert (refused.returncode, "not an administrator" in refused.stderr) == (2, True)
    token = at(root, "user", "token", "admin").stdout.strip()
    listed = at(root, "user", "list", TAHQIQ_TOKEN=token)
    assert listed.returncode == 0
    assert "chief" in listed.stdout
    other = at(root, "user", "token", "analyst", TAHQIQ_TOKEN=token).stdout.strip()
    assert at(root, "case", "list", TAHQIQ_TOKEN=other).returncode == 0
    assert (
        at(root, "user", "token", "admin", TAHQIQ_TOKEN="wrong").returncode == 3
    )  # a wrong token is said, not passed over


def test_the_owner_of_a_personal_workspace_issues_an_administrators_first_token(tmp_path: Path) -> None:
    """It was refused to the account that owns the folder, who acts there as an analyst: no backup by key."""
    root = tmp_path / "own"
    assert at(root, "init", str(root)).returncode == 0
    assert at(root, "user", "rescue", "admin", "--password", "a long password 9").returncode == 0
    token = at(root, "user", "token", "admin").stdout.strip()
    assert at(root, "user", "list", TAHQIQ_TOKEN=token).returncode == 0
    own = at(root, "user", "token").stdout.strip()
    assert at(root, "user", "token", "admin", TAHQIQ_TOKEN=own).returncode == 3  # a token's holder asks first


def test_a_lost_administrator_is_restored_at_the_machine_and_the_log_says_so(root: Path) -> None:
    new = "another long password"
    assert at(root, "user", "rescue", "chief", "--password", new).returncode == 2
    assert at(root, "user", "rescue", "admin", "--password", new).returncode == 0
    assert at(root, "user", "rescue", "fresh", "--name", "Fresh", "--password", new).returncode == 0
    door = Door.opened(root)
    assert door.people.sign_in("admin", new).login == "admin"
    assert door.people.sign_in("fresh", new).roles == {"administrator"}
    entries = [leaf for leaf in door.audit.leaves() if leaf.actor == MACHINE.id and leaf.phase == "outcome"]
    assert {leaf.act for leaf in entries} == {"rescue-administrator"}
    assert len(entries) == 2
    door.close()


@pytest.mark.skipif(os.getuid() != 0, reason="acts as another account of the machine")
def test_another_account_of_the_machine_rescues_nobody(root: Path) -> None:
    os.chown(root, 12345, 12345)
    for words in (("token", "admin"), ("rescue", "admin", "--password", "another long password")):
        refused = at(root, "user", *words)
        assert (refused.returncode, "Another account" in refused.stderr) == (3, True)


def test_the_only_supervisor_of_a_case_is_not_closed_before_somebody_can_take_over(door: Door) -> None:
    admin, chief, second = bench(door, "admin"), bench(door, "chief"), bench(door, "second")
    chief.team.open_compartment("k", "Kestrel")
    for act in (
        lambda: admin.close_person("chief"),
        lambda: admin.set_roles("chief", frozenset({"analyst"})),
    ):
        with pytest.raises(Conflict, match="only supervisor of cases, desks or compartments: 2"):
            act()
    with pytest.raises(WrongUse, match="not an active supervisor"):
        admin.hand_over("chief", "analyst")
    assert admin.hand_over("chief", "second") == 2
    assert second.cases() == []  # asked, not put in
    admin.close_person("chief")
    second.team.answer(second.team.invitations()[0].case.id, True)
    second.team.answer_admission("k", True)
    assert [case.title for case in second.cases()] == ["Harbour"]
    assert admin.hand_over("chief", "second") == 0
    with pytest.raises(Conflict, match="only supervisor"):
        admin.close_person("second")


def test_who_declines_leaves_the_case_to_be_handed_over_again(door: Door) -> None:
    admin, second = bench(door, "admin"), bench(door, "second")
    admin.hand_over("chief", "second")
    admin.close_person("chief")
    second.team.answer(second.team.invitations()[0].case.id, False)
    accounts = {one["login"]: one["unled"] for one in client(door, "admin").get("/api/v1/people").json()}
    assert (accounts["chief"], accounts["second"]) == (1, 0)
    admin.add_person("third", "Third", frozenset({"supervisor"}), PASSWORD)
    assert admin.hand_over("chief", "third") == 1
    third = bench(door, "third")
    third.team.answer(third.team.invitations()[0].case.id, True)
    assert [case.title for case in third.cases()] == ["Harbour"]
    assert client(door, "admin").get("/api/v1/people").json()[0]["unled"] == 0


def test_whoever_reads_no_case_is_not_asked_to_join_one(door: Door) -> None:
    bench(door, "admin").add_person("tape", "Tape", frozenset({"backup"}), PASSWORD)
    for login in ("admin", "tape"):
        with pytest.raises(Conflict, match="a role that reads no case"):
            bench(door, "chief").invite("Harbour", login)


def test_accounts_are_opened_again_and_roles_changed_over_the_api(door: Door) -> None:
    admin = client(door, "admin")
    assert admin.delete("/api/v1/people/analyst").status_code == 204
    assert (
        client(door).post("/api/v1/session", json={"login": "analyst", "password": PASSWORD}).status_code
        == 401
    )
    assert admin.post("/api/v1/people/analyst/reopen").json()["state"] == "active"
    assert client(door, "analyst").get("/api/v1/session").json()["roles"] == ["analyst"]
    assert admin.put("/api/v1/people/analyst/roles", json={"roles": ["analyst", "supervisor"]}).json()[
        "roles"
    ] == ["analyst", "supervisor"]
    assert client(door, "analyst").post("/api/v1/cases", json={"title": "Mine"}).status_code == 201
    assert (
        admin.put("/api/v1/people/analyst/roles", json={"roles": ["administrator"]}).json()["code"]
        == "only-supervisor"
    )
    assert (
        admin.put("/api/v1/people/analyst/roles", json={"roles": ["king"]}).json()["code"] == "unknown-role"
    )
    assert (
        admin.put("/api/v1/people/admin/roles", json={"roles": ["analyst"]}).json()["code"]
        == "last-administrator"
    )
    for who in ("chief", "analyst"):
        for method, path, body in (
            ("POST", "reopen", None),
            ("PUT", "roles", {"roles": ["supervisor"]}),
            ("POST", "hand-over", {"login": "second"}),
        ):
            assert (
                client(door, who).request(method, f"/api/v1/people/analyst/{path}", json=body).status_code
                == 403
            )


def test_nobody_becomes_an_administrator_who_belongs_to_a_case(door: Door) -> None:
    admin, chief = bench(door, "admin"), bench(door, "chief")
    case = chief.cases()[0].id
    chief.invite(case, "analyst")
    bench(door, "analyst").team.answer(case, True)
    with pytest.raises(Conflict, match="An administrator reads none"):
        admin.set_roles("analyst", frozenset({"administrator"}))
    chief.team.remove(case, "analyst")
    admin.set_roles("analyst", frozenset({"administrator"}))
    with pytest.raises(NotFound):
        Workbench(door, door.people.get("analyst")).team.members(case)


def test_the_commands_do_the_same(root: Path) -> None:
    token = at(root, "user", "token", "admin").stdout.strip()
    assert at(root, "user", "close", "chief", TAHQIQ_TOKEN=token).returncode == 2
    assert "take over: 1" in at(root, "user", "hand-over", "chief", "second", TAHQIQ_TOKEN=token).stdout
    assert at(root, "user", "close", "chief", TAHQIQ_TOKEN=token).returncode == 0
    assert at(root, "user", "reopen", "chief", TAHQIQ_TOKEN=token).returncode == 0
    assert "auditor" in at(root, "user", "roles", "analyst", "--role", "auditor", TAHQIQ_TOKEN=token).stdout


def test_a_personal_workspace_is_as_before(tmp_path: Path) -> None:
    assert tahqiq("init", str(tmp_path / "own")).returncode == 0
    assert at(tmp_path / "own", "user", "token").returncode == 0
    assert at(tmp_path / "own", "case", "list").returncode == 0
    with pytest.raises(NotSignedIn):
        Door.opened(team(tmp_path / "ws")).here()
