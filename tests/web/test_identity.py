"""The routes of identity: who may, what they answer, and that a decision is explained and taken back."""

from pathlib import Path

import pytest

from tahqiq.web.worker import Worker

from .conftest import Served

FIRST = "name,phone,city\nAli Hasan,07901234567,Basra\nSara Ahmed,07907654321,Erbil\n"
SECOND = "name,phone,city\nعلي حسن,07901234567,البصرة\n"


@pytest.fixture
def ids(served: Served, tmp_path: Path) -> dict[str, str]:
    """Two sheets in the case; ids of the people by name."""
    bench = served.bench("insider")
    for name, text in (("first.csv", FIRST), ("second.csv", SECOND)):
        (tmp_path / name).write_text(text, "utf-8")
        assert bench.collect([tmp_path / name], bench.deposit("Harbour"))[0].status == "published"
    scanned = bench.workspace.reading.scan(bench.scope())
    return {
        item.value: item.entity.hex()
        for _, said in scanned
        for item in said
        if item.prop == "name" and item.schema == "Person"
    }


def test_nobody_judges_without_signing_in_or_in_a_case_of_others(served: Served, ids: dict[str, str]) -> None:
    body = {"left": ids["Ali Hasan"], "right": ids["علي حسن"], "verdict": "same", "reason": "x"}
    assert served.client().post("/api/v1/judgements", json=body).status_code == 401
    assert served.client("outsider").post("/api/v1/judgements", json=body).status_code == 404
    assert served.client("admin").post("/api/v1/judgements", json=body).status_code == 404
    assert (
        served.client("auditor")
        .get("/api/v1/review/pair", params={"left": ids["Ali Hasan"], "right": ids["علي حسن"]})
        .status_code
        == 404
    )


def test_two_things_side_by_side(served: Served, ids: dict[str, str]) -> None:
    answer = served.client("insider").get(
        "/api/v1/review/pair",
        params={"left": ids["Ali Hasan"], "right": ids["علي حسن"]},
        headers={"accept-language": "ckb"},
    )
    assert answer.status_code == 200
    told = answer.json()
    phone = next(row for row in told["rows"] if row["prop"] == "phone")
    assert phone["agrees"] is True
    assert {row["prop"]: row["agrees"] for row in told["rows"]} == {"name": True, "phone": True}
    assert phone["left"][0]["source_name"] == "first.csv"
    assert [(part["left"]["text"], part["right"]["text"]) for part in told["names"]["parts"]] == [
        ("Ali", "علي"),
        ("Hasan", "حسن"),
    ]
    assert told["names"]["sentence"]
    assert [item["caption"] for item in told["shared"]] == ["+9647901234567"]


def test_judged_explained_split_and_taken_back(served: Served, ids: dict[str, str]) -> None:
    client = served.client("insider")
    body = {
        "left": ids["Ali Hasan"],
        "right": ids["علي حسن"],
        "verdict": "same",
        "reason": "same phone and name",
    }
    made = client.post("/api/v1/judgements", json=body).json()
    assert made["joined"] is True
    why = client.get(f"/api/v1/entities/{ids['علي حسن']}/identity").json()
    assert why["id"] == made["entity"] == ids["Ali Hasan"]
    assert [item["sources"] for item in why["fragments"]] == [["first.csv"], ["second.csv"]]
    assert why["fragments"][1]["judgement"]["reason"] == "same phone and name"
    assert why["fragments"][1]["judgement"]["by_name"] == "Insider"
    shown = client.get(f"/api/v1/entities/{ids['علي حسن']}").json()
    assert shown["fragments"] == [ids["Ali Hasan"], ids["علي حسن"]]
    assert {item["entity"] for item in shown["statements"]} == set(shown["fragments"])
    (undone,) = client.post(f"/api/v1/entities/{ids['علي حسن']}/split", json={"reason": "another man"}).json()
    assert undone["verdict"] == "undo"
    assert client.get(f"/api/v1/entities/{ids['علي حسن']}").json()["fragments"] == []
    again = client.post(f"/api/v1/judgements/{undone['id']}/undo", json={"reason": "the same after all"})
    assert again.status_code == 200
    assert len(client.get(f"/api/v1/entities/{ids['علي حسن']}").json()["fragments"]) == 2


def test_a_contradiction_waits_in_the_queue(served: Served, ids: dict[str, str]) -> None:
    client = served.client("insider")
    left, right, third = ids["Ali Hasan"], ids["علي حسن"], ids["Sara Ahmed"]
    for one, other, verdict in ((left, third, "different"), (left, right, "same"), (right, third, "same")):
        made = client.post(
            "/api/v1/judgements", json={"left": one, "right": other, "verdict": verdict, "reason": "x"}
        )
    assert made.status_code == 200
    found = client.get("/api/v1/review").json()
    assert found["total"] == 1
    assert found["items"][0]["kind"] == "contradiction"
    assert {item["verdict"] for item in found["items"][0]["contradicts"]} == {"same", "different"}


def test_what_cannot_be_is_said(served: Served, ids: dict[str, str]) -> None:
    client = served.client("insider")
    body = {"left": ids["Ali Hasan"], "right": ids["علي حسن"], "verdict": "perhaps", "reason": "x"}
    assert client.post("/api/v1/judgements", json=body).json()["code"] == "judge-verdict-unknown"
    bulk = {"identifiers": [ids["Ali Hasan"]], "digest": "0" * 32, "reason": "x"}
    assert client.post("/api/v1/judgements/strong-identifiers", json=bulk).json()["code"] == "bulk-not-strong"
    assert client.post(f"/api/v1/judgements/{'ab' * 8}/undo", json={"reason": "x"}).status_code == 404
    assert (
        client.post(f"/api/v1/entities/{ids['Ali Hasan']}/split", json={"reason": "x"}).json()["code"]
        == "split-alone"
    )
    assert client.get(f"/api/v1/entities/{ids['Ali Hasan']}/possible-matches").json() == []


def test_a_run_is_queued_done_by_the_worker_and_its_result_is_told(
    served: Served, ids: dict[str, str], tmp_path: Path
) -> None:
    client = served.client("insider")
    assert served.client().post("/api/v1/review/runs", json={}).status_code == 401
    queued = client.post("/api/v1/review/runs", json={"adopt": False})
    assert (queued.status_code, queued.json()["kind"], queued.json()["state"]) == (202, "link", "queued")
    assert Worker(served.door).once()
    done = client.get(f"/api/v1/jobs/{queued.json()['no']}").json()
    assert done["state"] == "done", done
    assert done["result"]["adopted"] == 0
    assert {one["kind"] for one in done["result"]["kinds"]} >= {"person"}
    assert served.client("outsider").get(f"/api/v1/jobs/{queued.json()['no']}").status_code == 404
    source = served.bench("insider").sources()[0].id
    assert client.post("/api/v1/review/runs", json={"since": source}).status_code == 202
    assert served.client("outsider").post("/api/v1/review/runs", json={"since": source}).status_code == 404


def test_what_waits_together_stands_side_by_side(served: Served, ids: dict[str, str]) -> None:
    served.bench("insider").link(adopt=False)
    pair = {"left": ids["Ali Hasan"], "right": ids["علي حسن"]}
    told = served.client("insider").get("/api/v1/review/cluster", params=pair).json()
    assert [item["fragment"] for item in told["candidates"]] == [pair["left"], pair["right"]]
    assert [{item["left_fragment"], item["right_fragment"]} for item in told["pairs"]] == [set(pair.values())]
    phone = next(row for row in told["rows"] if row["prop"] == "phone")
    assert [[item["target_caption"] for item in values] for values in phone["values"]] == [
        ["+9647901234567"],
        ["+9647901234567"],
    ]
    assert served.client("outsider").get("/api/v1/review/cluster", params=pair).status_code == 404
    assert served.client().get("/api/v1/review/cluster", params=pair).status_code == 401
