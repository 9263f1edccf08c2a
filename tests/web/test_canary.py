"""Need-to-know, proven on every route: who is inside sees the planted thing, who is outside sees what a
workspace that never held it answers.

The routes are read from the OpenAPI document, so a new one fails here until it is covered: its parameters
must be known to ``PARAMETERS``, and where an insider does not see the canary on it, ``SHOWS_NOTHING`` says
why.
"""

from collections.abc import Iterator

import pytest
from httpx import Response

from tahqiq.access.door import Door
from tahqiq.workbench import Workbench

from .answer_comparison import plain, planted_in
from .conftest import PASSWORD
from .planted_story import HIDDEN_SHEET, OWN, PEOPLE, SHARED, Both, Story
from .route_exemptions import LOOKS, SHOWS_NOTHING, UNTOUCHED
from .route_requests import PARAMETERS, Question, Route, documented, requests, routes


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    folder = tmp_path_factory.mktemp("canary")
    door = Door.found(folder / "template", owner="owner")
    owner = Workbench(door, door.people.get("owner"))
    for login, roles in PEOPLE.items():
        door.people.add(login, login.title(), frozenset(roles), PASSWORD, "test")
    elsewhere = owner.open_case("Elsewhere").id
    for login in ("outsider", "both"):
        door.cases.add_member(elsewhere, door.people.get(login).id, "test")
    door.close()
    (folder / "held").mkdir()
    (folder / "twin").mkdir()
    held, twin = (
        Story(folder / "template", folder / "held", True),
        Story(folder / "template", folder / "twin", False),
    )
    hidden = held.aim(
        "insider",
        [
            "zzqxname zzqxfather",
            "zzqx",
            "07901112223",
            "zzqxtown",
            "zzqxtext",
            "Second Hidden",
            "Common Person",
        ],
    )
    words = ["Sara Ahmed", "Sara", SHARED, OWN, "Own", "Basra", "Erbil", "Common Person"]
    own, _ = (
        held.aim("outsider", words),
        twin.aim("outsider", words),
    )  # looked at in both, since looking is logged and counted
    yield Both(held, twin, hidden, own)
    held.door.close()
    twin.door.close()


def test_every_route_is_known() -> None:
    assert set(SHOWS_NOTHING) <= set(documented()), "a reason for a route that is gone"
    for route, wanted in documented().items():
        assert {name for name, _ in wanted} <= set(PARAMETERS), f"{route}: teach PARAMETERS what to ask with"


@pytest.mark.parametrize("route", [item for item in routes() if item not in SHOWS_NOTHING], ids=" ".join)
def test_an_insider_sees_the_canary(both: Both, route: Route) -> None:
    assert route[0] == "GET" or route in LOOKS, (
        f"{route}: an act needs a reason in SHOWS_NOTHING, a look a place in LOOKS"
    )
    answers: list[tuple[Question, Response]] = []
    for asked in requests(route, both.hidden):
        answers.append((asked, both.held.ask("insider", asked)))
        if route[1] != "/api/v1/exports" and planted_in(answers[-1][1]):
            break
    assert any(planted_in(answer) for _, answer in answers), [
        (str(asked), answer.status_code) for asked, answer in answers
    ][:5]
    if route[1] == "/api/v1/exports":
        assert [str(asked) for asked, answer in answers if not planted_in(answer)] == []


@pytest.mark.parametrize("route", [item for item in routes() if item not in UNTOUCHED], ids=" ".join)
def test_an_outsider_gets_what_a_workspace_without_it_answers(both: Both, route: Route) -> None:
    compared = 0
    for aim in (both.hidden, both.own):
        if route[0] != "GET" and route not in LOOKS and aim is both.own:
            continue
        for asked in requests(route, aim):
            held, twin = both.held.ask("outsider", asked), both.twin.ask("outsider", asked)
            assert plain(held) == plain(twin), str(asked)
            compared += 1
            if aim is both.own and not asked.query and not asked.body:
                assert not planted_in(held), str(asked)
    assert compared


def test_the_comparison_would_notice(both: Both) -> None:
    """The same comparison, insider against twin, fails: it is able to."""
    asked = Question("GET", "/api/v1/sources", (), {})
    assert plain(both.held.ask("insider", asked)) != plain(both.twin.ask("insider", asked))


def test_an_outsider_sees_own_things_on_every_look_into_data(both: Both) -> None:
    """Equal because empty would prove nothing: the outsider's own data stands in the answers."""
    looks = (
        "sources",
        "entities/{entity}",
        "entities/{entity}/neighbours",
        "search",
        "path",
        "entities/{entity}/events",
        "jobs",
    )
    for route in [("GET", f"/api/v1/{look}") for look in looks]:
        answers = [both.held.ask("outsider", asked) for asked in requests(route, both.own)[:6]]
        good = [answer for answer in answers if answer.status_code == 200]
        told = (b"calls.csv", OWN[1:].encode(), b"Sara", b'"kind":"analyse"')
        assert any(word in answer.content for answer in good for word in told), route


def test_acts_on_own_things_answer_and_leave_the_same(both: Both) -> None:
    """An outsider's own decisions, in both workspaces, with equal answers."""
    shown = both.held.ask(
        "outsider", Question("GET", f"/api/v1/entities/{both.own.entities[-1]}", (), {})
    ).json()
    statement = shown["statements"][0]["id"]
    for verb in ("retract", "reinstate"):
        asked = Question(
            "POST",
            f"/api/v1/entities/{both.own.entities[-1]}/statements/{statement}/{verb}",
            (),
            {"reason": "mine"},
        )
        held, twin = both.held.ask("outsider", asked), both.twin.ask("outsider", asked)
        assert held.status_code == 200
        assert plain(held) == plain(twin)


def test_hidden_merges_are_there_for_who_may_see_them_and_the_own_ones_for_the_outsider(both: Both) -> None:
    """Equal because nothing was judged would prove nothing: each sees a merged entity where they should, and
    only there."""
    counts = {
        login: len(both.held.bench(login).entities(both.held.bench(login).scope()).clustering.groups)
        for login in ("insider", "outsider", "both")
    }
    assert counts["insider"] >= 1
    assert counts["outsider"] == 1
    assert counts["both"] >= 2
    fragments = [
        len(both.held.bench("outsider").show(both.held._named(name)).fragments)
        for name in ("Sara Ahmed", "Common Person", "Ali Hasan", "Noor Own")
    ]
    assert fragments == [2, 0, 0, 0]


def test_an_auditor_reads_the_log_and_no_value(both: Both) -> None:
    answer = both.held.ask("auditor", Question("GET", "/api/v1/audit", (("last", "5000"),), {}))
    assert answer.status_code == 200
    assert len(answer.json()) > 50
    assert not planted_in(answer)


def test_nothing_is_deposited_into_a_compartment_one_is_not_admitted_to(both: Both) -> None:
    """Otherwise "already here" would tell what is in it."""
    answers = []
    for story in (both.held, both.twin):
        client = story.served.client("outsider")
        files = {"files": ("x.csv", HIDDEN_SHEET.encode(), "text/csv")}
        answers.append(
            client.post("/api/v1/sources", files=files, data={"case": "Elsewhere", "compartment": "inner"})
        )
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].text == answers[1].text
