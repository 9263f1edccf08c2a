"""The routes of the map: who may, what they answer, and that nothing of another case stands in it."""

from pathlib import Path

import pytest

from tahqiq.products.maps.registry import LAYERS

from .conftest import CANARY, Served

THINGS = (
    f'{{"id": "p1", "schema": "Place", "properties": {{"name": ["{CANARY} store"], "coordinates": '
    '["33.35,44.41"]}}\n'
)
OTHERS = (
    '{"id": "p2", "schema": "Place", "properties": {"name": ["Elsewhere store"], "coordinates": ["36.19,'
    '44.01"]}}\n'
)


@pytest.fixture
def placed(filled: Served, tmp_path: Path) -> Served:
    """A place in the insider's case, another in the outsider's."""
    for login, case, text in (("insider", "Harbour", THINGS), ("outsider", "Elsewhere", OTHERS)):
        file = tmp_path / f"{login}.ftm.json"
        file.write_text(text, "utf-8")
        bench = filled.bench(login)
        assert bench.collect([file], bench.deposit(case))[0].status == "published"
    return filled


@pytest.mark.parametrize("login", [None, "admin", "auditor", "outsider"])
def test_others_see_nothing_of_a_case(placed: Served, login: str | None) -> None:
    client = placed.client(login)
    answer = client.post("/api/v1/map/layers/places", json={})
    if login is None:
        assert (answer.status_code, answer.json()["code"]) == (401, "not-signed-in")
        assert client.get("/api/v1/map").status_code == 401
        return
    assert answer.status_code == 200
    assert CANARY not in answer.text
    assert [mark["title"] for mark in answer.json()["marks"]] == (
        ["Elsewhere store"] if login == "outsider" else []
    )
    assert client.post("/api/v1/map/layers/places", json={"case": placed.case}).status_code == 404


def test_the_insider_sees_the_place_with_its_source(placed: Served) -> None:
    client = placed.client("insider")
    for asked in ({}, {"case": placed.case}):
        (mark,) = client.post("/api/v1/map/layers/places", json=asked).json()["marks"]
        assert (mark["title"], mark["lat"], mark["lon"], mark["exactness"], mark["metres"]) == (
            f"{CANARY} store",
            33.35,
            44.41,
            "coordinates",
            0,
        )
        assert mark["evidence"][0]["source_name"] == "insider.ftm.json"
        assert client.get(f"/api/v1/entities/{mark['things'][0]['id']}").status_code == 200


def test_the_layers_are_declared_with_their_questions_in_the_callers_language(placed: Served) -> None:
    told = placed.client("insider").get("/api/v1/map", headers={"x-language": "ar"}).json()
    assert [one["id"] for one in told["layers"]] == [one.id for one in LAYERS]
    assert told["layers"][0]["title"] == "مواقع الخلايا"
    assert "بغداد" in {town["name"] for town in told["towns"]}


def test_what_does_not_fit_is_said(placed: Served) -> None:
    client = placed.client("insider")
    assert client.post("/api/v1/map/layers/nothing", json={}).status_code == 404
    assert client.post("/api/v1/map/layers/route", json={}).status_code == 400
    assert (
        client.post("/api/v1/map/layers/route", json={"values": {"item": "07400000000"}}).status_code == 404
    )
    assert client.post("/api/v1/map/layers/cell-sites", json={"values": {"limit": 0}}).status_code == 400


def test_looking_is_in_the_log_without_the_number_that_was_asked_for(placed: Served) -> None:
    placed.client("insider").post("/api/v1/map/layers/cells-used", json={"values": {"item": "07901234567"}})
    entries = placed.client("auditor").get("/api/v1/audit", params={"limit": 50}).text
    assert "map-layer" in entries
    assert "07901234567" not in entries
