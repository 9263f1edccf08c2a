"""The routes of questions over links: who may, what is wrong and where, what answers, and what a job
keeps."""

import pytest

from tahqiq.web.worker import Worker

from .conftest import CANARY, Served

QUESTION: dict[str, object] = {
    "version": 1,
    "things": [
        {
            "id": "a",
            "type": "Person",
            "conditions": [{"property": "name", "is": "contains", "value": {"ask": "part"}}],
        },
        {"id": "b", "type": "PhoneNumber"},
    ],
    "links": [{"from": "a", "to": "b"}],
    "parameters": [{"name": "part", "label": "Part of the name"}],
}
RUN = {"document": QUESTION, "values": {"part": CANARY}}


def test_nobody_unknown_asks(filled: Served) -> None:
    client = filled.client()
    answers = [
        client.post("/api/v1/queries/check", json={"document": QUESTION}),
        client.post("/api/v1/queries/answers", json=RUN),
        client.get("/api/v1/queries/answers/abababababababab"),
        client.get("/api/v1/queries/kinds", params={"above": "Person", "below": "PhoneNumber"}),
    ]
    assert {answer.status_code for answer in answers} == {401}


@pytest.mark.parametrize("login", ["admin", "auditor", "outsider"])
def test_others_find_nothing_of_the_case(filled: Served, login: str) -> None:
    client = filled.client(login)
    answer = client.post("/api/v1/queries/answers", json=RUN)
    assert (answer.status_code, answer.json()["answer"]["total"]) == (200, 0)
    assert answer.json()["answer"]["steps"][0]["left"] == 0
    assert client.post("/api/v1/queries/answers", json={**RUN, "case": filled.case}).status_code == 404
    assert (
        client.get("/api/v1/queries/kinds", params={"above": "Person", "below": "PhoneNumber"}).json()[
            "kinds"
        ]
        == []
    )


def test_an_answer_says_where_it_rests(filled: Served) -> None:
    told = (
        filled.client("insider")
        .post("/api/v1/queries/answers", json=RUN, headers={"x-language": "ar"})
        .json()["answer"]
    )
    assert told["total"] == 1
    assert "شخص" in told["sentence"]
    row = told["rows"][0]
    assert CANARY in row["caption"]
    assert row["evidence"]["shown"][0]["place"]["row"] == 4
    thing = row["found"][0]["things"][0]
    assert (thing["schema"], thing["caption"]) == ("PhoneNumber", "+9647901112223")
    assert {proof["source_name"] for proof in thing["evidence"]["shown"]} == {"people.csv"}


def test_what_is_wrong_is_told_with_its_place(filled: Served) -> None:
    client = filled.client("insider")
    wrong = {**QUESTION, "links": []}
    told = client.post(
        "/api/v1/queries/check", json={"document": wrong}, headers={"x-language": "ckb"}
    ).json()
    assert [fault["where"] for fault in told["faults"]] == ["things/1"]
    assert told["sentence"] == ""
    refused = client.post("/api/v1/queries/answers", json={"document": wrong})
    assert (refused.status_code, refused.json()["code"]) == (400, "query-broken")
    missing = client.post("/api/v1/queries/answers", json={"document": QUESTION})
    assert "parameters/part" in missing.text
    good = client.post("/api/v1/queries/check", json={"document": QUESTION}).json()
    assert [(item["name"], item["label"]) for item in good["parameters"]] == [("part", "Part of the name")]


def test_the_kinds_of_links_are_counted(filled: Served) -> None:
    client = filled.client("insider")
    kinds = client.get("/api/v1/queries/kinds", params={"above": "Person", "below": "PhoneNumber"}).json()[
        "kinds"
    ]
    assert sum(kind["links"] for kind in kinds) == 3
    assert (
        client.get("/api/v1/queries/kinds", params={"above": "Persn", "below": "PhoneNumber"}).status_code
        == 404
    )


def test_a_long_question_goes_on_as_a_job_whose_answer_is_kept_for_its_case(filled: Served) -> None:
    client = filled.client("insider")
    ran = client.post("/api/v1/queries/answers", json={**RUN, "case": filled.case, "wait": 0}).json()
    assert ran["answer"] is None
    assert ran["job"]["kind"] == "query"
    Worker(filled.door).once()
    kept = client.get(f"/api/v1/jobs/{ran['job']['no']}").json()["result"]["answer"]
    for login, status in (
        (None, 401),
        ("outsider", 404),
        ("admin", 404),
        ("auditor", 404),
        ("chief", 200),
        ("insider", 200),
    ):
        assert filled.client(login).get(f"/api/v1/queries/answers/{kept}").status_code == status
    told = client.get(f"/api/v1/queries/answers/{kept}").json()
    assert told["total"] == 1
    assert told["values"] == {"part": CANARY}
    assert client.get("/api/v1/results").json() == []
    assert client.get(f"/api/v1/results/{kept}").status_code == 404


def test_what_is_retracted_no_longer_answers(filled: Served) -> None:
    bench, client = filled.bench("insider"), filled.client("insider")
    row = client.post("/api/v1/queries/answers", json=RUN).json()["answer"]["rows"][0]
    entity = bench.show(row["id"])
    name = next(item for item in entity.statements if item.prop == "name")
    bench.acts.retract(entity.id.hex(), name.id.hex(), "a test")
    assert client.post("/api/v1/queries/answers", json=RUN).json()["answer"]["total"] == 0
