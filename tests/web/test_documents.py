"""The routes of documents: who may, what they answer, and that nobody is overwritten."""

import pytest

from .conftest import CANARY, Served


@pytest.fixture
def chart(filled: Served) -> str:
    """The id of a chart of the insider with the canary on it."""
    client = filled.client("insider")
    found = client.get("/api/v1/search", params={"q": CANARY}).json()["hits"][0]["id"]
    body = {"kind": "chart", "title": CANARY, "body": {"items": [{"entity": found, "x": 1, "y": 2}]}}
    answer = client.post(f"/api/v1/cases/{filled.case}/documents", json=body)
    assert (answer.status_code, answer.json()["version"], answer.json()["left_out"]) == (201, 1, 0)
    identity: str = answer.json()["id"]
    return identity


@pytest.mark.parametrize(
    ("login", "status"), [(None, 401), ("admin", 404), ("auditor", 404), ("outsider", 404)]
)
def test_nobody_else_reads_or_writes(filled: Served, chart: str, login: str | None, status: int) -> None:
    client = filled.client(login)
    for case in (filled.case, "Elsewhere"):
        at = f"/api/v1/cases/{case}/documents/{chart}"
        answers = [
            client.get(at),
            client.get(f"{at}/versions"),
            client.put(at, json={"version": 1, "title": "x", "body": {}}),
            client.delete(at, params={"version": 1}),
        ]
        assert {answer.status_code for answer in answers} == {status}
        assert not any(CANARY in answer.text for answer in answers)
    assert client.get(f"/api/v1/cases/{filled.case}/documents").status_code == status
    assert (
        client.post(f"/api/v1/cases/{filled.case}/documents", json={"kind": "note", "title": "x"}).status_code
        == status
    )


def test_an_administrator_in_the_case_is_refused(filled: Served, chart: str) -> None:
    """Who only administers reads no case, as a member of it either."""
    filled.door.cases.add_member(filled.case, filled.door.people.get("admin").id, "test")
    answer = filled.client("admin").get(f"/api/v1/cases/{filled.case}/documents/{chart}")
    assert (answer.status_code, answer.json()["code"]) == (403, "refused-by-policy")


def test_saving_needs_the_latest_version(filled: Served, chart: str) -> None:
    client, at = filled.client("chief"), f"/api/v1/cases/{filled.case}/documents/{chart}"
    read = client.get(at).json()
    assert (read["title"], read["by_name"], len(read["body"]["items"])) == (CANARY, "Insider", 1)
    next_version = {"version": 1, "title": "Next", "body": read["body"]}
    assert client.put(at, json=next_version).json()["version"] == 2
    late = filled.client("insider").put(at, json=next_version)
    assert (late.status_code, late.json()["code"]) == (409, "document-changed")
    assert [item["version"] for item in client.get(f"{at}/versions").json()] == [2, 1]
    assert client.get(at, params={"version": 1}).json()["title"] == CANARY
    assert client.delete(at, params={"version": 2}).json()["state"] == "deleted"
    assert client.get(f"/api/v1/cases/{filled.case}/documents").json() == []
