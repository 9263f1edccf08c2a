"""Every look of the API leaves an entry in the log, or stands here with the reason why it need not."""

from .conftest import CANARY, Served
from .test_canary import LOOKS, Aim, Route, documented, requests

NOT_LOGGED: dict[Route, str] = {
    ("GET", "/api/session"): "who one is",
    ("GET", "/api/first-start"): "whether anybody can sign in: there is nobody yet",
    ("GET", "/api/preferences"): "how one likes the page",
    ("GET", "/api/rules"): "the rules everybody is under",
    ("GET", "/api/mapping-choices"): "what a column can mean, of the program",
    ("GET", "/api/map"): "the layers of the program",
    ("POST", "/api/chart/layout"): "places for numbers that the page sends: nothing is looked at",
    ("GET", "/api/vocabulary"): "the words of the program",
    ("GET", "/api/analyses"): "the questions of the program",
    ("GET", "/api/analyses/{analysis}"): "a question of the program",
}


def looks() -> list[Route]:
    """The routes that show and change nothing."""
    return [route for route in documented() if route[0] == "GET" or route in LOOKS]


def test_what_need_not_be_logged_exists() -> None:
    assert set(NOT_LOGGED) <= set(documented())


def test_every_look_is_in_the_log(filled: Served) -> None:
    """Asked as who may ask; a look that nobody could make here (404 for everything) counts too, since a probe is logged."""
    insider = filled.bench("insider")
    hit = insider.search(CANARY).hits[0].id.hex()
    source = insider.sources()[0]
    statement = insider.show(hit).statements[0].id.hex()
    aim = Aim([hit] * 13, [source.id], [statement] * 13, [filled.case, "Harbour"], [CANARY])
    clients = {login: filled.client(login) for login in ("insider", "auditor", "admin")}
    silent: list[str] = []
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
                if filled.door.audit.size() == size:
                    silent.append(f"{login} {one} {answer.status_code}")
                    break
        assert answered, route
    assert not silent, "\n".join(silent)
