"""Addresses without a version answer for one release as those of today, and say which those are."""

import re
from pathlib import Path

import pytest

from tahqiq.web.addresses import _CURSORS, _RENAMED, API, DEPRECATED, present
from tahqiq.web.app import openapi_document

from .conftest import Served
from .test_arrived import collected, people

AS_BEFORE = re.compile(r"[(]\[\^/\]\+[)]")


def test_an_address_without_a_version_answers_the_same_and_names_its_successor(filled: Served) -> None:
    client = filled.client("insider")
    entity = client.get("/api/v1/search", params={"q": "Sara Ahmed"}).json()["hits"][0]["id"]
    for old, new in (
        ("/api/cases", "/api/v1/cases"),
        (f"/api/entities/{entity}/possible", f"/api/v1/entities/{entity}/possible-matches"),
        ("/api/arrived?q=Sara%20Ahmed&since=2001", "/api/v1/search/new?q=Sara%20Ahmed&since=2001"),
    ):
        before, now = client.get(old), client.get(new)
        assert before.status_code == now.status_code == 200, (old, before.text)
        assert before.json().keys() == now.json().keys() if isinstance(now.json(), dict) else True
        assert before.headers["deprecation"] == DEPRECATED
        assert before.headers["link"] == f'<{new.partition("?")[0]}>; rel="successor-version"'
        assert before.headers["cache-control"] == "no-store"
        assert "deprecation" not in now.headers


def test_nobody_gets_more_by_an_address_without_a_version(filled: Served) -> None:
    source = filled.bench("insider").sources()[0].id
    for who, status in ((None, 401), ("outsider", 404)):
        answer = filled.client(who).get(f"/api/sources/{source}/set-aside")
        assert (answer.status_code, answer.headers["deprecation"]) == (status, DEPRECATED)
    strange = filled.client("insider")
    strange.headers["sec-fetch-site"] = "cross-site"
    assert strange.post("/api/cases", json={"name": "x", "title": "x"}).status_code == 403


def test_a_list_goes_on_by_the_name_that_its_cursor_had(served: Served, tmp_path: Path) -> None:
    collected(served, tmp_path, "first.csv", people(0, 3))
    client = served.client("insider")
    ask = {"q": "Watched Family", "limit": 1}
    first = client.get("/api/v1/search", params=ask).json()
    assert first["next"] == "1", first
    then = client.get("/api/v1/search", params={**ask, "cursor": first["next"]}).json()
    before = client.get("/api/search", params={**ask, "offset": 1}).json()
    assert [hit["id"] for hit in then["hits"]] == [hit["id"] for hit in before["hits"]]
    assert then["hits"][0]["id"] != first["hits"][0]["id"]
    assert client.get("/api/v1/search", params={**ask, "cursor": "x"}).json()["code"] == "cursor-unknown"


@pytest.mark.parametrize("path", ["/api/v1/cases", "/charts/api/cases", "/apis", "/api"])
def test_other_addresses_stay_as_they_are(path: str) -> None:
    assert present(path) == path


def test_every_name_of_today_is_one_of_the_document() -> None:
    document = openapi_document()["paths"]
    templates = {re.sub(r"\{[^}]*\}", "*", path) for path in document}
    for _, new in _RENAMED:
        assert API + re.sub(r"\\\d", "*", new) in templates, new
    for pattern, _ in _CURSORS:
        path = API + AS_BEFORE.sub("*", pattern.pattern.removesuffix(r"\Z"))
        assert path in templates, path
        (found,) = [spelled for spelled in document if re.sub(r"\{[^}]*\}", "*", spelled) == path]
        assert "cursor" in {one["name"] for one in document[found]["get"]["parameters"]}, path
