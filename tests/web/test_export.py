"""POST /api/v1/exports: anonymous, wrong role, wrong case; then the file, the refusal, what stays out."""

import json
from pathlib import Path

import pytest

from .conftest import CANARY, Served

BODY = {"format": "csv"}


def test_nobody_gets_in_without_signing_in(filled: Served) -> None:
    assert filled.client().post("/api/v1/exports", json=BODY).status_code == 401


@pytest.mark.parametrize("login", ["admin", "auditor"])
@pytest.mark.parametrize(
    ("case", "status", "code"), [(None, 403, "refused-by-policy"), ("Harbour", 404, "no-such-case")]
)
def test_roles_that_read_no_case_export_nothing(
    filled: Served, login: str, case: str | None, status: int, code: str
) -> None:
    answer = filled.client(login).post("/api/v1/exports", json={**BODY, "case": case})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_an_administrator_in_the_case_is_refused_too(filled: Served) -> None:
    filled.door.cases.add_member(filled.case, filled.door.people.get("admin").id, "test")
    answer = filled.client("admin").post("/api/v1/exports", json={**BODY, "case": "Harbour"})
    assert (answer.status_code, answer.json()["code"]) == (403, "refused-by-policy")


@pytest.mark.parametrize("format", ["ftm", "csv", "xlsx", "graphml", "gexf", "anx"])
def test_who_is_not_in_the_case_gets_nothing_of_it(filled: Served, format: str) -> None:
    outsider = filled.client("outsider")
    assert outsider.post("/api/v1/exports", json={"format": format, "case": "Harbour"}).status_code == 404
    assert (
        outsider.post("/api/v1/exports", json={"format": format, "case": "Elsewhere-not-there"}).status_code
        == 404
    )
    answer = outsider.post("/api/v1/exports", json={"format": format})
    told = json.loads(answer.headers["x-tahqiq-exported"])
    assert (answer.status_code, told["entities"], told["values"], told["sources"], told["held"]) == (
        200,
        0,
        0,
        0,
        0,
    )
    entity = filled.door.workspace.database.query("SELECT id FROM node WHERE schema='Person'")[0][0]
    assert isinstance(entity, bytes)
    hidden = outsider.post("/api/v1/exports", json={"format": format, "ids": [entity.hex()]})
    never = outsider.post("/api/v1/exports", json={"format": format, "ids": ["ab" * 16]})
    assert hidden.status_code == never.status_code == 404
    assert hidden.text.replace(entity.hex(), "") == never.text.replace("ab" * 16, "")


@pytest.mark.parametrize(
    ("format", "shape"),
    [
        ("ftm", "entities"),
        ("ftm", "statements"),
        ("csv", "entities"),
        ("graphml", "entities"),
        ("gexf", "entities"),
    ],
)
def test_the_file_comes_as_a_download_and_nothing_stays_behind(
    filled: Served, format: str, shape: str
) -> None:
    answer = filled.client("insider").post(
        "/api/v1/exports", json={"format": format, "shape": shape, "case": "Harbour"}
    )
    assert answer.status_code == 200
    assert CANARY in answer.content.decode("utf-8")
    assert answer.headers["content-disposition"].startswith("attachment")
    told = json.loads(answer.headers["x-tahqiq-exported"])
    assert (told["entities"], told["size"]) == (3, len(answer.content))
    assert not list((filled.door.workspace.root / "staging").glob(".export-*"))


def test_a_handling_code_refuses_in_the_body_and_leaving_out_says_how_many(
    filled: Served, tmp_path: Path
) -> None:
    sheet = tmp_path / "secret.csv"
    sheet.write_text("name,phone\nHidden Person,07905556677\n", "utf-8")
    bench = filled.bench("insider")
    bench.collect([sheet], bench.deposit("Harbour", handling_code="originator"))
    client = filled.client("insider")
    answer = client.post("/api/v1/exports", json=BODY)
    assert (answer.status_code, answer.json()["code"]) == (403, "export-forbidden")
    assert "originator: 2 (secret.csv)" in answer.json()["sentence"]
    answer = client.post("/api/v1/exports", json={**BODY, "leave_out": True})
    assert answer.status_code == 200
    assert "Hidden Person" not in answer.text
    assert CANARY in answer.text
    assert json.loads(answer.headers["x-tahqiq-exported"])["left_out"] == {"originator": 2}


def test_an_unknown_format_is_a_wrong_request(filled: Served) -> None:
    assert filled.client("insider").post("/api/v1/exports", json={"format": "exe"}).status_code == 422
