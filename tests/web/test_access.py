"""Each address: anonymous, wrong role, wrong case, then the good path."""

import re

import pytest
from fastapi import FastAPI

from tahqiq.web.app import api
from tahqiq.web.worker import Worker

from .conftest import Served

OPEN = {("POST", "/api/session"), ("DELETE", "/api/session"), ("GET", "/api/first-start"), ("POST", "/api/first-start")}
FILL = {"id": "00" * 16, "no": "1", "case": "x", "rest": "x", "source_id": "00" * 8, "statement": "00" * 16}


def routes() -> list[tuple[str, str]]:
    """Every method and address of the API."""
    app = FastAPI()
    app.include_router(api())
    return sorted((method.upper(), path) for path, item in app.openapi()["paths"].items() for method in item)


def filled_path(path: str) -> str:
    return re.sub(r"\{(\w+)[^}]*\}", lambda match: FILL.get(match.group(1), "00" * 8), path)


def test_there_are_routes() -> None:
    assert len(routes()) > 15


@pytest.mark.parametrize(("method", "path"), routes())
def test_nobody_gets_in_without_signing_in(served: Served, method: str, path: str) -> None:
    answer = served.client().request(method, filled_path(path))
    if (method, path) in OPEN:
        assert answer.status_code in (200, 204, 422)
    else:
        assert answer.status_code == 401, answer.text
        assert answer.json()["code"] == "not-signed-in"


@pytest.mark.parametrize(("method", "path"), [item for item in routes() if item[0] != "GET"])
def test_writes_from_another_site_are_refused(filled: Served, method: str, path: str) -> None:
    client = filled.client("insider")
    answer = client.request(method, filled_path(path), headers={"sec-fetch-site": "cross-site"})
    assert (answer.status_code, answer.json()["code"]) == (403, "cross-site")


def test_a_cookie_without_an_origin_is_refused(filled: Served) -> None:
    client = filled.client("insider")
    del client.headers["sec-fetch-site"]
    assert client.post("/api/cases", json={"title": "x"}).status_code == 403


def any_entity(served: Served) -> str:
    row = served.door.workspace.database.query("SELECT id FROM node WHERE schema='Person' ORDER BY no LIMIT 1")[0][0]
    assert isinstance(row, bytes)
    return row.hex()


@pytest.mark.parametrize("path", ["", "/problems", "/custody", "/rows", "/original"])
@pytest.mark.parametrize("login", ["outsider", "admin", "auditor"])
def test_a_source_is_not_there_for_who_is_not_in_its_case(filled: Served, path: str, login: str) -> None:
    source, absent = filled.bench("insider").sources()[0].id, "ab" * 8
    assert filled.client("insider").get(f"/api/sources/{source}{path}").status_code == 200
    hidden = filled.client(login).get(f"/api/sources/{source}{path}")
    never = filled.client(login).get(f"/api/sources/{absent}{path}")
    assert hidden.status_code == never.status_code == 404
    assert hidden.text.replace(source, "") == never.text.replace(absent, "")


@pytest.mark.parametrize("login", ["outsider", "admin", "auditor"])
def test_an_entity_is_not_there_for_who_is_not_in_its_case(filled: Served, login: str) -> None:
    entity = any_entity(filled)
    for path in (f"/api/entities/{entity}", f"/api/entities/{entity}/neighbours"):
        assert filled.client("insider").get(path).status_code == 200
        hidden, never = filled.client(login).get(path), filled.client(login).get(path.replace(entity, "ab" * 16))
        assert hidden.status_code == never.status_code == 404
        assert hidden.text.replace(entity, "") == never.text.replace("ab" * 16, "")


@pytest.mark.parametrize(
    ("login", "method", "path", "body", "status"),
    [
        ("insider", "POST", "/api/cases", {"title": "New"}, 403),
        ("chief", "POST", "/api/cases", {"title": "New"}, 201),
        ("insider", "GET", "/api/people", None, 403),
        ("chief", "GET", "/api/people", None, 403),
        ("admin", "GET", "/api/people", None, 200),
        ("insider", "GET", "/api/audit", None, 403),
        ("admin", "GET", "/api/audit", None, 403),
        ("auditor", "GET", "/api/audit", None, 200),
    ],
)
def test_roles(served: Served, login: str, method: str, path: str, body: dict[str, str] | None, status: int) -> None:
    assert served.client(login).request(method, path, json=body).status_code == status


def test_a_supervisor_of_another_case_adds_nobody(served: Served) -> None:
    answer = served.client("outsider").post(f"/api/cases/{served.case}/members", json={"login": "outsider"})
    assert answer.status_code == 404


def test_an_administrator_deposits_nothing(served: Served) -> None:
    files = {"files": ("a.csv", b"name\nx\n", "text/csv")}
    assert served.client("admin").post("/api/sources", files=files, data={"case": "Harbour"}).status_code == 404


def test_repeated_wrong_passwords_lock_the_account(served: Served) -> None:
    client = served.client()
    codes = [client.post("/api/session", json={"login": "insider", "password": "wrong"}).json()["code"] for _ in range(6)]
    assert codes == ["sign-in-failed"] * 5 + ["account-locked"]
    assert client.post("/api/session", json={"login": "insider", "password": "correct horse battery"}).json()["code"] == "account-locked"


def test_an_unknown_login_reads_like_a_wrong_password(served: Served) -> None:
    client = served.client()
    answers = [client.post("/api/session", json={"login": login, "password": "wrong"}) for login in ("insider", "nobody")]
    assert answers[0].text == answers[1].text


def test_signing_out_ends_the_session(served: Served) -> None:
    client = served.client("insider")
    cookie = dict(client.cookies)
    assert client.delete("/api/session").status_code == 204
    again = served.client()
    again.cookies.update(cookie)
    assert again.get("/api/session").status_code == 401


def test_every_answer_carries_the_security_headers(served: Served) -> None:
    for path in ("/", "/api/session", "/api/none", "/assets/x"):
        headers = served.client().get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"].split("style-src")[0]
        assert headers["x-content-type-options"] == "nosniff"


def test_files_come_in_through_the_page_and_are_read_by_the_worker(served: Served) -> None:
    client = served.client("insider")
    files = {"files": ("../../people.csv", b"name,phone\nAli Hasan,07901234567\n", "text/csv")}
    answer = client.post("/api/sources", files=files, data={"case": "Harbour", "grade": "admiralty:B2", "handling": "internal"})
    assert (answer.status_code, answer.json()["state"]) == (202, "queued")
    assert Worker(served.door).once()
    job = client.get(f"/api/jobs/{answer.json()['no']}").json()
    assert (job["state"], job["result"]["sources"][0]["mapped"]) == ("done", 1)
    shown = client.get(f"/api/entities/{any_entity(served)}").json()
    assert {(item["grade"], item["handling"], item["place"]["row"]) for item in shown["statements"]} == {("admiralty:B2", "internal", 2)}
