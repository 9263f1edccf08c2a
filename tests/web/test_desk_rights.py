"""What the list of desks says of rights: the page shows a line or a button only where this says so."""

import shutil
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.desk import desks
from tahqiq.web.app import create_app
from tahqiq.workbench import Workbench

from .conftest import Served


@pytest.fixture
def team(template: Path, tmp_path: Path) -> Served:
    shutil.copytree(template, tmp_path / "ws")
    door = Door.opened(tmp_path / "ws")
    return Served(door, create_app(door, work=False), "")


def listed(served: Served, login: str) -> dict[str, dict[str, object]]:
    return {item["name"]: item for item in served.client(login).get("/api/v1/desks").json()}


def test_only_a_supervisor_may_switch_a_desk_on_and_only_once(team: Served) -> None:
    assert [
        login
        for login in ("insider", "chief", "admin", "auditor")
        if listed(team, login)["passengers"]["may_open"]
    ] == ["chief"]
    for login in ("insider", "admin", "auditor"):
        assert team.client(login).post("/api/v1/desks/passengers/open").status_code == 403
    assert team.client("chief").post("/api/v1/desks/passengers/open").status_code == 201
    mine, others = listed(team, "chief")["passengers"], listed(team, "insider")["passengers"]
    assert (mine["open"], mine["on"], mine["may_open"]) == (True, True, False)
    assert (others["open"], others["on"], others["may_open"]) == (False, True, False)
    assert team.client("chief").post("/api/v1/desks/passengers/open").status_code == 409


def test_a_line_is_shown_only_to_who_may_follow_it(team: Served) -> None:
    chief = Workbench(team.door, team.door.people.get("chief"))
    chief.open_desk("passengers")
    for login in ("insider", "admin"):
        team.door.cases.add_member("desk-passengers", team.door.people.get(login).id, "test")
    seen = {login: listed(team, login)["passengers"] for login in ("insider", "admin")}
    for part in ("registers", "forms"):
        assert all(one["may"] for one in seen["insider"][part])  # type: ignore[attr-defined]
        assert not any(one["may"] for one in seen["admin"][part])  # type: ignore[attr-defined]
    assert seen["insider"]["registers"]
    assert (seen["insider"]["inbox"], seen["admin"]["inbox"], seen["admin"]["rules"]) == (True, False, 0)
    assert not any(one["may"] for one in seen["admin"]["operations"])  # type: ignore[attr-defined]


def test_the_form_of_an_operation_is_asked_by_who_is_at_the_desk(team: Served) -> None:
    address = "/api/v1/desks/passengers/operations/lists-add"
    assert team.client("chief").get(address).status_code == 404
    Workbench(team.door, team.door.people.get("chief")).open_desk("passengers")
    client = team.client("chief")
    client.headers["X-Language"] = "ckb"
    told = client.get(address).json()
    fields = {one["name"]: one for section in told["form"]["sections"] for one in section["fields"]}
    declared = desks()["passengers"].operation("lists-add").asks.model_fields
    assert set(fields) == set(declared)
    assert all(fields[name]["required"] == field.is_required() for name, field in declared.items())
    assert fields["owner"]["label"] == "لایەنی بەرپرس"
    assert client.get("/api/v1/desks/passengers/operations/nothing").status_code == 404


def test_an_act_names_the_record_that_it_saved_to_who_may_read_it(team: Served) -> None:
    Workbench(team.door, team.door.people.get("chief")).open_desk("passengers")
    flight = {"number": "ZZ410", "origin": "DXB", "destination": "BGW", "departs": "2026-04-01T09:30"}
    saved = team.client("chief").post("/api/v1/desks/passengers/flights-expect", json=flight)
    address = saved.headers["Location"]
    assert address.startswith("/api/v1/desks/passengers/records/passenger-flight/")
    assert team.client("chief").get(address).json()["title"].startswith("ZZ410")
    assert team.client("insider").get(address).status_code == 404
    looked = team.client("chief").get("/api/v1/desks/passengers/flights-board")
    assert looked.status_code == 200
    assert "Location" not in looked.headers
    refused = team.client("chief").post(
        "/api/v1/desks/passengers/flights-expect", json=flight | {"number": "-"}
    )
    assert refused.status_code == 422
    assert "Location" not in refused.headers


def test_a_desk_that_hides_who_acts_names_no_record(team: Served) -> None:
    hidden = [one for one in desks().values() if one.hides_actors]
    assert [one.name for one in hidden] == ["covert"]
    Workbench(team.door, team.door.people.get("chief")).open_desk("covert")
    asked = hidden[0].operation("technique-verify").example(None).model_dump(mode="json")  # type: ignore[arg-type]
    answer = team.client("chief").post("/api/v1/desks/covert/technique-verify", json=asked)
    assert answer.status_code == 200, answer.text
    assert "Location" not in answer.headers
