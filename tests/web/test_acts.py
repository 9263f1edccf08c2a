"""The routes of decisions: retract and reinstate, held rows, erasure; who may, and what they answer."""

import pytest

from tahqiq.web.worker import Worker

from .conftest import CANARY, Served

Json = dict[str, object]


@pytest.fixture
def value(filled: Served) -> tuple[str, str, str]:
    """Entity, statement and source of the canary's name."""
    bench = filled.bench("insider")
    for _, statements in bench.workspace.reading.scan(bench.scope()):
        for item in statements:
            if item.value == f"{CANARY} {CANARY}":
                return item.entity.hex(), item.id.hex(), item.source_id
    raise LookupError(CANARY)


def test_a_value_is_retracted_and_reinstated(filled: Served, value: tuple[str, str, str]) -> None:
    entity, statement, source = value
    client = filled.client("insider")
    answer = client.post(
        f"/api/v1/entities/{entity}/statements/{statement}/retract",
        json={"reason": "misread", "source": source},
    )
    assert (answer.status_code, answer.json()["kind"], answer.json()["source"]) == (200, "retract", source)
    assert "name" not in client.get(f"/api/v1/entities/{entity}").json()["properties"]
    shown = client.get(f"/api/v1/entities/{entity}/retractions").json()
    closed = [item for item in shown["entity"]["statements"] if item["recorded_to"]]
    assert [item["value"] for item in closed] == [f"{CANARY} {CANARY}"]
    assert [item["reason"] for item in shown["decisions"]] == ["misread"]
    again = client.post(
        f"/api/v1/entities/{entity}/statements/{statement}/retract", json={"reason": "misread"}
    )
    assert (again.status_code, again.json()["code"]) == (409, "decision-not-next")
    assert (
        client.post(
            f"/api/v1/entities/{entity}/statements/{statement}/reinstate", json={"reason": "right"}
        ).status_code
        == 200
    )
    assert client.get(f"/api/v1/entities/{entity}").json()["properties"]["name"] == [f"{CANARY} {CANARY}"]


@pytest.mark.parametrize("login", ["outsider", "admin", "auditor"])
def test_nobody_else_decides(filled: Served, value: tuple[str, str, str], login: str) -> None:
    entity, statement, source = value
    client = filled.client(login)
    for path, body in (
        (f"/api/v1/entities/{entity}/statements/{statement}/retract", {"reason": "x"}),
        (f"/api/v1/sources/{source}/release", {"reason": "x"}),
        (f"/api/v1/sources/{source}/erasure", {"order": "x"}),
    ):
        assert client.post(path, json=body).status_code == 404
    assert client.get("/api/v1/erasures").json() == []


def test_a_reason_is_needed(filled: Served, value: tuple[str, str, str]) -> None:
    entity, statement, _ = value
    client = filled.client("insider")
    assert (
        client.post(
            f"/api/v1/entities/{entity}/statements/{statement}/retract", json={"reason": ""}
        ).status_code
        == 422
    )
    assert (
        client.post(f"/api/v1/entities/{entity}/statements/{statement}/retract", json={"reason": " "}).json()[
            "code"
        ]
        == "reason-needed"
    )


def test_an_analyst_neither_releases_nor_erases_and_one_supervisor_is_not_enough(
    filled: Served, value: tuple[str, str, str]
) -> None:
    source = value[2]
    assert (
        filled.client("insider").post(f"/api/v1/sources/{source}/erasure", json={"order": "7"}).status_code
        == 403
    )
    assert filled.client("insider").get(f"/api/v1/sources/{source}/held-rows").json()["statements"] == 0
    chief = filled.client("chief")
    assert (
        chief.post(f"/api/v1/sources/{source}/release", json={"reason": "x"}).json()["code"] == "nothing-held"
    )
    asked = chief.post(f"/api/v1/sources/{source}/erasure", json={"order": "7"})
    assert (asked.status_code, asked.json()["state"]) == (200, "pending")
    refused = chief.post(f"/api/v1/sources/{source}/erasure/approve")
    assert (refused.status_code, refused.json()["code"]) == (403, "erasure-needs-two")
    assert chief.post(f"/api/v1/sources/{source}/erasure/withdraw").status_code == 204
    assert [item["state"] for item in chief.get("/api/v1/erasures").json()] == ["withdrawn"]


def test_two_supervisors_erase(filled: Served, value: tuple[str, str, str]) -> None:
    entity, _, source = value
    second = filled.door.people.add(
        "second", "Second", frozenset({"supervisor"}), "correct horse battery", "test"
    )
    filled.door.cases.add_member(filled.case, second.id, "test")
    filled.client("chief").post(f"/api/v1/sources/{source}/erasure", json={"order": "7/2025"})
    done = filled.client("second").post(f"/api/v1/sources/{source}/erasure/approve")
    assert (done.status_code, done.json()["state"], done.json()["counts"][source]["originals"]) == (
        200,
        "approved",
        1,
    )
    assert filled.client("insider").get(f"/api/v1/sources/{source}").json()["state"] == "erasing"
    assert filled.client("insider").get(f"/api/v1/entities/{entity}").status_code == 404
    assert Worker(filled.door).once()
    (job,) = filled.client("second").get("/api/v1/jobs").json()
    assert (job["kind"], job["state"], job["result"]["steps"][-1], job["done"], job["total"]) == (
        "erase",
        "done",
        "tombstone",
        8,
        8,
    )
    assert filled.client("chief").get("/api/v1/erasures").json()[0]["state"] == "done"
    assert filled.client("insider").get(f"/api/v1/entities/{entity}").status_code == 404
    assert filled.client("insider").get(f"/api/v1/sources/{source}").json()["state"] == "erased"
    gone = filled.client("insider").get(f"/api/v1/sources/{source}/original")
    assert (gone.status_code, gone.json()["code"]) == (404, "source-erased")
    verdict = filled.client("auditor").post("/api/v1/verify").json()
    assert (verdict["holds"], [item["code"] for item in verdict["erased"]]) == (True, ["erased-by-order"])
