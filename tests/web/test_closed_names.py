"""A closed compartment and a desk that one does not belong to answer alike wherever their name is asked for:
one sentence, one code, as for a name that nobody ever used; nowhere is there one where elsewhere there is
none."""

import io

import pytest
from httpx import Response

from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.kit.messages import message

from .conftest import Served
from .route_requests import BODIES, documented

ABSENT = "NEVER-OPENED"
LANGUAGES = ("en", "ar", "ckb", "kmr-Arab")


def compartment_routes() -> list[tuple[str, str]]:
    """Every address that has the name of a compartment in it."""
    return [route for route in documented() if "{compartment}" in route[1]]


def desk_routes() -> list[tuple[str, str]]:
    """Every address of the desk of covert work, and those that every desk has."""
    return [
        route
        for route in documented()
        if "{desk}" in route[1] or route[1].startswith("/api/v1/desks/covert/")
    ]


def asked(served: Served, login: str, route: tuple[str, str], name: str, language: str = "en") -> Response:
    method, path = route
    filled = path.replace("{compartment}", name).replace("{login}", "insider")
    body = BODIES.get(path, [None])[0] if method != "GET" else None
    answer: Response = served.client(login).request(
        method, filled, json=body, headers={"X-Language": language}
    )
    return answer


@pytest.fixture
def closed(served: Served) -> Served:
    """The compartment of sources is open, and the supervisor of another unit is not inside."""
    served.bench("owner").team.open_compartment(SOURCE_ID, "Identities of sources")
    return served


def test_there_are_addresses_that_name_a_compartment() -> None:
    assert len(compartment_routes()) >= 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_address_answers_a_closed_name_as_one_that_nobody_used(closed: Served, language: str) -> None:
    wanted = message("no-such-compartment", language, {"compartment": SOURCE_ID})
    for route in compartment_routes():
        for login in ("insider", "chief", "admin", "auditor"):
            here, never = (asked(closed, login, route, name, language) for name in (SOURCE_ID, ABSENT))
            assert here.status_code == never.status_code == 404, (route, login)
            assert here.text.replace(SOURCE_ID, ABSENT) == never.text, (route, login)
            assert here.json()["sentence"] == wanted.sentence, (route, login)


def test_opening_one_of_the_name_says_no_more_than_looking_at_it(closed: Served) -> None:
    chief = closed.client("chief")
    looked = chief.get(f"/api/v1/compartments/{SOURCE_ID}/members")
    opened = chief.post("/api/v1/compartments", json={"name": SOURCE_ID, "title": "Mine"})
    assert (opened.status_code, opened.text) == (looked.status_code, looked.text)
    assert chief.get("/api/v1/compartments").json() == []
    assert closed.door.cases.admitted(SOURCE_ID) == [closed.door.people.get("owner").id]
    own = closed.client("owner").post("/api/v1/compartments", json={"name": SOURCE_ID, "title": "Mine"})
    assert (own.status_code, own.json()["code"]) == (409, "compartment-taken")


def test_a_file_for_a_closed_compartment_is_answered_so_too(closed: Served) -> None:
    client = closed.client("insider")
    answers = [
        client.post(
            "/api/v1/sources",
            data={"case": "Harbour", "compartment": name},
            files=[("files", ("a.csv", io.BytesIO(b"name\nSara\n")))],
        )
        for name in (SOURCE_ID, ABSENT)
    ]
    assert [one.status_code for one in answers] == [404, 404]
    assert answers[0].text.replace(SOURCE_ID, ABSENT) == answers[1].text
    assert answers[0].json()["code"] == "no-such-compartment"


def test_a_desk_one_does_not_belong_to_is_closed_at_every_address_of_it(closed: Served) -> None:
    """Switched on for others or for nobody: the same code and sentence, whatever is asked of it."""
    before = {route: _of_desk(closed, route) for route in desk_routes()}
    closed.bench("owner").open_desk("covert")
    for route in desk_routes():
        after = _of_desk(closed, route)
        assert (after.status_code, after.text) == (before[route].status_code, before[route].text), route
        assert after.status_code in (403, 404, 422), route
    listed = next(
        one for one in closed.client("outsider").get("/api/v1/desks").json() if one["name"] == "covert"
    )
    assert (listed["open"], listed["may_open"]) == (False, False)
    assert not any(one["may"] for part in ("registers", "operations", "forms") for one in listed[part])


def _of_desk(served: Served, route: tuple[str, str]) -> Response:
    method, path = route
    filled = path.replace("{desk}", "covert")
    for name, value in (("record", "0" * 16), ("kind", "covert-source"), ("register", "sources")):
        filled = filled.replace("{" + name + "}", value)
    for name, value in (("operation", "source-pay"), ("form", "none"), ("paper", "slip")):
        filled = filled.replace("{" + name + "}", value)
    body = BODIES.get(path, [{}])[0] if method != "GET" else None
    answer: Response = served.client("outsider").request(method, filled, json=body)
    return answer
