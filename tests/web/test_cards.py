"""The routes of the queue by person: who may, what they answer, decided, refused when stale, taken back,
taken along."""

import csv
import io
from pathlib import Path

import pytest

from .conftest import Served

HEAD = "name,phone,city,passport number\n"
FIRST = HEAD + "Ali Hasan Kadhim,07901234567,Basra,A1234567\nSara Ahmed,07907654321,Erbil,B7654321\n"
SECOND = HEAD + "علي حسن كاظم,07901234567,البصرة,A1234567\n"


@pytest.fixture
def filled(served: Served, tmp_path: Path) -> Served:
    """Two sheets in the case, linked; nothing is adopted."""
    bench = served.bench("insider")
    for name, text in (("first.csv", FIRST), ("second.csv", SECOND)):
        (tmp_path / name).write_text(text, "utf-8")
        assert bench.collect([tmp_path / name], bench.deposit("Harbour"))[0].status == "published"
    bench.link(adopt=False)
    return served


def test_nobody_without_signing_in_and_nothing_of_cases_of_others(filled: Served) -> None:
    inside = filled.client("insider")
    assert inside.get("/api/v1/review/cards/count").json() == {"total": 1}
    card = inside.get("/api/v1/review/cards").json()["cards"][0]
    ids = {"entities": [item["id"] for item in card["entities"]]}
    passport = inside.get("/api/v1/review/strong-identifiers").json()["items"][0]["identifier"]["id"]
    decision = {**ids, "digest": card["digest"], "verdict": "same", "reason": "x"}
    bulk = {"identifiers": [passport], "digest": "0" * 32, "reason": "x"}
    asked = [
        ("get", "/api/v1/review/cards", None),
        ("get", "/api/v1/review/cards/count", None),
        ("get", "/api/v1/review/strong-identifiers", None),
        ("get", "/api/v1/review/decisions", None),
        ("get", "/api/v1/review/decisions/csv", None),
        ("post", "/api/v1/review/cards/open", ids),
        ("post", "/api/v1/review/cards/decide", decision),
        ("post", "/api/v1/review/strong-identifiers/preview", {"identifiers": [passport]}),
        ("post", "/api/v1/judgements/strong-identifiers", bulk),
        ("post", f"/api/v1/judgements/runs/{'ab' * 8}/undo", {"reason": "x"}),
    ]
    for method, address, body in asked:
        assert filled.client().request(method, address, json=body).status_code == 401, address
        for login in ("outsider", "admin", "auditor"):
            answer = filled.client(login).request(method, address, json=body)
            if method == "post":
                assert answer.status_code == 404, (login, address)
            elif not address.endswith("csv"):
                assert answer.json().get("total") == 0, (login, address)
                assert not any(answer.json().get("counts", {}).values())
    assert inside.get("/api/v1/review/cards").json()["total"] == 1, "nobody decided anything"


def test_a_card_is_told_decided_and_taken_back(filled: Served) -> None:
    client = filled.client("insider")
    page = client.get("/api/v1/review/cards", headers={"x-language": "ckb"}).json()
    (card,) = page["cards"]
    assert {item["caption"] for item in card["entities"]} == {"Ali Hasan Kadhim", "علي حسن كاظم"}
    assert [item["sources"] for item in card["entities"]] in (
        [["first.csv"], ["second.csv"]],
        [["second.csv"], ["first.csv"]],
    )
    assert (card["effect"]["records"], card["effect"]["documents"], card["effect"]["joins_documents"]) == (
        2,
        2,
        True,
    )
    assert "document" in card["evidence"]
    assert all(
        any("\u0600" <= sign <= "\u06ff" for sign in reason["sentence"])
        for reason in card["pairs"][0]["reasons"]
    )
    assert page["counts"]["type"] == {"Person": 1}
    ids = {"entities": [item["id"] for item in card["entities"]]}
    opened = client.post("/api/v1/review/cards/open", json=ids).json()
    assert opened["digest"] == card["digest"]
    phone = next(row for row in opened["rows"] if row["prop"] == "phone")
    assert [[item["target_caption"] for item in values] for values in phone["values"]] == [
        ["+9647901234567"],
        ["+9647901234567"],
    ]
    stale = client.post(
        "/api/v1/review/cards/decide", json={**ids, "digest": "0" * 32, "verdict": "same", "reason": "x"}
    )
    assert (stale.status_code, stale.json()["code"]) == (409, "review-changed")
    (made,) = client.post(
        "/api/v1/review/cards/decide",
        json={**ids, "digest": card["digest"], "verdict": "same", "reason": "same passport"},
    ).json()
    assert made["joined"] is True
    assert client.get("/api/v1/review/cards").json()["total"] == 0
    assert client.post("/api/v1/review/cards/open", json=ids).json()["code"] == "review-changed"
    (undone,) = client.post(f"/api/v1/judgements/runs/{made['run']}/undo", json={"reason": "no"}).json()
    assert undone["supersedes"] == [made["id"]]
    assert client.get("/api/v1/review/cards").json()["total"] == 1


def test_bulk_shows_what_it_joins_and_then_joins_that(filled: Served) -> None:
    client = filled.client("insider")
    listed = client.get("/api/v1/review/strong-identifiers").json()
    assert listed["total"] == 1
    (item,) = listed["items"]
    assert {one["caption"] for one in item["entities"]} == {"Ali Hasan Kadhim", "علي حسن كاظم"}
    identifiers = [item["identifier"]["id"]]
    shown = client.post("/api/v1/review/strong-identifiers/preview", json={"identifiers": identifiers}).json()
    assert (
        len(shown["pairs"]),
        [len(one) for one in shown["clusters"]],
        shown["records"],
        shown["left_out"],
    ) == (1, [2], 2, [])
    assert (
        client.post(
            "/api/v1/judgements/strong-identifiers",
            json={"identifiers": identifiers, "digest": "0" * 32, "reason": "x"},
        ).status_code
        == 409
    )
    assert (
        client.post(
            "/api/v1/judgements/strong-identifiers",
            json={"identifiers": identifiers, "digest": shown["digest"], "reason": ""},
        ).status_code
        == 422
    )
    (made,) = client.post(
        "/api/v1/judgements/strong-identifiers",
        json={"identifiers": identifiers, "digest": shown["digest"], "reason": "one passport"},
    ).json()
    assert made["joined"] is True
    assert client.get("/api/v1/review/strong-identifiers").json() == {"items": [], "total": 0, "next": ""}


def test_the_list_of_decisions_and_its_table(filled: Served) -> None:
    client = filled.client("insider")
    card = client.get("/api/v1/review/cards").json()["cards"][0]
    body = {
        "entities": [item["id"] for item in card["entities"]],
        "digest": card["digest"],
        "verdict": "different",
        "reason": "=cmd()",
    }
    client.post("/api/v1/review/cards/decide", json=body)
    told = client.get("/api/v1/review/decisions", params={"mine": True}).json()
    assert told["total"] == 1
    assert (told["items"][0]["by_name"], told["items"][0]["standing"], told["items"][0]["verdict"]) == (
        "Insider",
        True,
        "different",
    )
    table = client.get("/api/v1/review/decisions/csv")
    assert table.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(table.text.lstrip("\ufeff"))))
    assert [(row["verdict"], row["by_name"], row["standing"]) for row in rows] == [
        ("different", "Insider", "True")
    ]
    assert not rows[0]["reason"].startswith("=")
    assert {rows[0]["left_name"], rows[0]["right_name"]} == {"Ali Hasan Kadhim", "علي حسن كاظم"}


def test_what_does_not_fit_is_refused_in_words(filled: Served) -> None:
    client = filled.client("insider")
    assert (
        client.get("/api/v1/review/cards", params={"cursor": "nonsense"}).json()["code"]
        == "review-page-broken"
    )
    assert client.get("/api/v1/review/cards", params={"order": "danger"}).status_code == 422
    assert client.post("/api/v1/review/cards/open", json={"entities": ["abcdef"]}).status_code == 422
    phone = next(
        item
        for item in client.get("/api/v1/search", params={"q": "07901234567"}).json()["hits"]
        if item["schema"] == "PhoneNumber"
    )["id"]
    assert (
        client.post("/api/v1/review/strong-identifiers/preview", json={"identifiers": [phone]}).json()["code"]
        == "bulk-not-strong"
    )
