"""Members, compartments, accounts and the first start: anonymous, wrong role, wrong case, then what is
right."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tahqiq.access.door import Door
from tahqiq.web.app import create_app
from tahqiq.web.deps import PROOF

from .conftest import PASSWORD, Served

ANONYMOUS = [
    ("GET", "/api/v1/cases/CASE/members"),
    ("DELETE", "/api/v1/cases/CASE/members/insider"),
    ("GET", "/api/v1/compartments"),
    ("POST", "/api/v1/compartments"),
    ("GET", "/api/v1/compartments/x/members"),
    ("POST", "/api/v1/compartments/x/members"),
    ("DELETE", "/api/v1/compartments/x/members/insider"),
    ("GET", "/api/v1/admissions"),
    ("POST", "/api/v1/admissions/x"),
    ("PUT", "/api/v1/people/insider/password"),
    ("DELETE", "/api/v1/people/insider"),
    ("GET", "/api/v1/rules"),
]


@pytest.mark.parametrize(("method", "path"), ANONYMOUS)
def test_nobody_does_anything_without_signing_in(served: Served, method: str, path: str) -> None:
    body = (
        {"login": "x", "name": "x", "title": "x", "password": PASSWORD} if method in ("POST", "PUT") else None
    )
    assert served.client().request(method, path.replace("CASE", served.case), json=body).status_code == 401


def test_only_members_see_who_belongs_to_a_case(served: Served) -> None:
    path = f"/api/v1/cases/{served.case}/members"
    assert served.client("admin").get(path).status_code == 404
    assert served.client("auditor").get(path).status_code == 404
    assert served.client("outsider").get(path).status_code == 404
    assert served.client("outsider").get("/api/v1/cases/nothing/members").status_code == 404
    assert [item["login"] for item in served.client("insider").get(path).json()] == [
        "chief",
        "insider",
        "owner",
    ]


def test_a_supervisor_of_the_case_takes_somebody_out_but_never_the_last_supervisor(served: Served) -> None:
    path = f"/api/v1/cases/{served.case}/members"
    assert served.client("insider").delete(f"{path}/chief").status_code == 403
    assert served.client("outsider").delete(f"{path}/insider").status_code == 404
    chief = served.client("chief")
    assert chief.delete(f"{path}/insider").status_code == 204
    assert served.client("insider").get(path).status_code == 404
    assert chief.delete(f"{path}/owner").status_code == 204
    answer = chief.delete(f"{path}/chief")
    assert (answer.status_code, answer.json()["code"]) == (409, "last-supervisor")
    acts = [leaf.act for leaf in served.bench("auditor").log(20)]
    assert "remove-member" in acts


def test_a_compartment_is_seen_by_those_inside_only(served: Served) -> None:
    assert (
        served.client("insider")
        .post("/api/v1/compartments", json={"name": "lead", "title": "Lead"})
        .status_code
        == 403
    )
    chief, insider = served.client("chief"), served.client("insider")
    assert chief.post("/api/v1/compartments", json={"name": "lead", "title": "Lead"}).status_code == 201
    assert chief.post("/api/v1/compartments", json={"name": "lead", "title": "Again"}).status_code == 409
    hidden, absent = (
        insider.get("/api/v1/compartments/lead/members"),
        insider.get("/api/v1/compartments/none/members"),
    )
    assert hidden.status_code == absent.status_code == 404
    assert insider.get("/api/v1/compartments").json() == []
    assert (
        served.client("outsider")
        .post("/api/v1/compartments/lead/members", json={"login": "outsider"})
        .status_code
        == 404
    )
    assert chief.post("/api/v1/compartments/lead/members", json={"login": "insider"}).status_code == 204
    assert [
        (item["login"], item["invited"]) for item in chief.get("/api/v1/compartments/lead/members").json()
    ] == [
        ("chief", False),
        ("insider", True),
    ]
    assert insider.get("/api/v1/compartments").json() == []
    assert [item["title"] for item in insider.get("/api/v1/admissions").json()] == ["Lead"]
    assert insider.post("/api/v1/admissions/lead", json={"join": True}).status_code == 204
    assert [item["login"] for item in insider.get("/api/v1/compartments/lead/members").json()] == [
        "chief",
        "insider",
    ]
    assert insider.delete("/api/v1/compartments/lead/members/chief").status_code == 403
    assert chief.delete("/api/v1/compartments/lead/members/chief").json()["code"] == "last-supervisor"
    assert chief.delete("/api/v1/compartments/lead/members/insider").status_code == 204
    assert insider.get("/api/v1/compartments").json() == []


def test_an_administrator_closes_accounts_and_sets_passwords_and_everybody_his_own(served: Served) -> None:
    new = {"password": "another long password", "old": PASSWORD}
    assert served.client("insider").put("/api/v1/people/outsider/password", json=new).status_code == 403
    assert served.client("chief").delete("/api/v1/people/outsider").status_code == 403
    assert (
        served.client("insider")
        .put("/api/v1/people/insider/password", json={**new, "password": "short"})
        .json()["code"]
        == "password-short"
    )
    assert served.client("insider").put("/api/v1/people/insider/password", json=new).status_code == 204
    assert (
        served.client()
        .post("/api/v1/session", json={"login": "insider", "password": new["password"]})
        .status_code
        == 200
    )
    admin = served.client("admin")
    assert admin.delete("/api/v1/people/outsider").status_code == 204
    assert (
        served.client().post("/api/v1/session", json={"login": "outsider", "password": PASSWORD}).status_code
        == 401
    )


def test_everybody_who_signs_in_reads_the_rules(served: Served) -> None:
    assert (
        "administrators manage people and read no case"
        in served.client("outsider").get("/api/v1/rules").json()["text"]
    )


def _client(door: Door) -> TestClient:
    client = TestClient(create_app(door, work=False), base_url="http://127.0.0.1")
    client.headers["sec-fetch-site"] = "same-origin"
    return client


def test_a_team_workspace_begins_with_an_administrator_made_with_the_terminals_code(tmp_path: Path) -> None:
    door = Door.found(tmp_path / "ws", team=True)
    client = _client(door)
    assert client.get("/api/v1/first-start").json() == {"kind": "team", "exercise": False}
    account = {"login": "admin", "name": "Admin", "password": PASSWORD}
    assert (
        client.post("/api/v1/first-start", json={"code": "WRONG", **account}).json()["code"]
        == "first-start-code"
    )
    code = client.app.state.first_start.code  # type: ignore[attr-defined]
    assert (
        client.post("/api/v1/first-start", json={"code": code, **account, "password": "short"}).json()["code"]
        == "password-short"
    )
    made = client.post("/api/v1/first-start", json={"code": code.lower(), **account})
    assert (made.status_code, made.json()["roles"]) == (201, ["administrator"])
    client.headers[PROOF] = client.post(
        "/api/v1/session", json={"login": "admin", "password": PASSWORD}
    ).json()["proof"]
    assert client.get("/api/v1/first-start").json() == {"kind": "none", "exercise": False}
    again = client.post("/api/v1/first-start", json={"code": code, **account, "login": "second"})
    assert again.json()["code"] == "first-start-over"
    assert client.get("/api/v1/cases").json() == []
    door.close()


def test_the_owner_of_a_personal_workspace_gets_a_password_and_keeps_his_case(tmp_path: Path) -> None:
    door = Door.found(tmp_path / "ws", owner="root")
    client = _client(door)
    assert client.get("/api/v1/first-start").json() == {"kind": "own", "exercise": False}
    code = client.app.state.first_start.code  # type: ignore[attr-defined]
    account = {"code": code, "login": "karwan", "name": "کاروان", "password": PASSWORD, "locale": "ckb"}
    assert client.post("/api/v1/first-start", json=account).json()["login"] == "karwan"
    client.headers[PROOF] = client.post(
        "/api/v1/session", json={"login": "karwan", "password": PASSWORD}
    ).json()["proof"]
    assert [case["title"] for case in client.get("/api/v1/cases").json()] == ["Inbox"]
    assert door.owns(door.people.get("karwan").actor())
    door.close()


def test_ten_wrong_codes_end_the_first_start_until_the_server_is_started_again(tmp_path: Path) -> None:
    door = Door.found(tmp_path / "ws", team=True)
    client = _client(door)
    account = {"login": "admin", "name": "Admin", "password": PASSWORD}
    for _ in range(10):
        assert client.post("/api/v1/first-start", json={"code": "WRONG", **account}).status_code == 403
    code = client.app.state.first_start.code  # type: ignore[attr-defined]
    assert client.post("/api/v1/first-start", json={"code": code, **account}).status_code == 403
    fresh = _client(door)
    new = fresh.app.state.first_start.code  # type: ignore[attr-defined]
    assert fresh.post("/api/v1/first-start", json={"code": new, **account}).status_code == 201
    door.close()
