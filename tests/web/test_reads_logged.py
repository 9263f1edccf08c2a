"""Every look of the API leaves the entry in the log that it declares, or says why it need not."""

from tahqiq.web.log_entries import NOTHING, logged

from .conftest import CANARY, Served
from .route_exemptions import LOOKS
from .route_requests import Aim, Route, documented, requests

NOT_LOGGED = {route for route, acts in logged().items() if acts.startswith(NOTHING)}
FOLLOWS = "(when the worker"
"""Behind acts that are entered after the answer."""
ANYWHERE = {"look", "read-audit", "manage-people", "back-up"}
"""What a probe of what is not there, and a refusal by the policies, are called."""


OF_SHELVES = {"record", "records", "record-history", "records-about"}
"""What the records of a desk's records enter beside the operation itself."""


def looks() -> list[Route]:
    """The routes that show and change nothing."""
    return [route for route in documented() if route[0] == "GET" or route in LOOKS]


def test_every_route_says_what_it_logs() -> None:
    assert sorted(set(documented()) - set(logged())) == [], (
        "say in src/tahqiq/web/log_entries.py what they enter into the log, then make reference"
    )
    assert sorted(set(logged()) - set(documented())) == [], "routes that are gone"
    assert all(acts.strip() for acts in logged().values())


def test_what_changes_something_says_an_act() -> None:
    silent = {route for route in NOT_LOGGED if route[0] != "GET"}
    assert silent == {
        ("POST", "/api/v1/chart/layout"),
        ("POST", "/api/v1/queries/check"),
        ("POST", "/api/v1/tickets"),
        ("POST", "/api/v1/desks/{desk}/forms/{form}/check"),
    }


def test_every_look_is_in_the_log(filled: Served) -> None:
    """Asked as who may ask; a look that nobody could make here (404 for everything) counts too, since a probe
    is logged."""
    insider = filled.bench("insider")
    hit = insider.search(CANARY).hits[0].id.hex()
    source = insider.sources()[0]
    statement = insider.show(hit).statements[0].id.hex()
    aim = Aim([hit] * 13, [source.id], [statement] * 13, [filled.case, "Harbour"], [CANARY])
    clients = {login: filled.client(login) for login in ("insider", "auditor", "admin")}
    silent: list[str] = []
    others: list[str] = []
    for route in looks():
        if route in NOT_LOGGED:
            continue
        answered = False
        for login, client in clients.items():
            for one in requests(route, aim)[:6]:
                filled.door.audit._glances.clear()
                size = filled.door.audit.size()
                answer = client.request(one.method, one.path, params=list(one.query), json=one.body or None)
                if answer.status_code in (401, 403, 422, 400, 409):
                    continue
                answered = True
                entered = {leaf.act for leaf in filled.door.audit.leaves(size + 1)}
                told = {act.strip(",") for act in logged()[route].partition(FOLLOWS)[0].split()}
                if (
                    undeclared := entered
                    - told
                    - ANYWHERE
                    - (OF_SHELVES if ", and what it reads" in logged()[route] else set())
                ):
                    others.append(f"{one} enters {sorted(undeclared)}, declared: {sorted(told)}")
                if filled.door.audit.size() == size:
                    silent.append(f"{login} {one} {answer.status_code}")
                    break
        assert answered, route
    assert not silent, "\n".join(silent)
    assert not others, "\n".join(others)
