"""Somebody outside a compartment, and in the same case, walks every screen and finds no trace of what is
inside; neither does the administrator."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tahqiq.workbench import Workbench

from .conftest import CALLS, PASSWORD, PEOPLE, Open, Served, expand, words
from .screens import NAMED, NUMBER, screens
from .test_screens import walked

pytestmark = pytest.mark.browser

CANARY = "zzqx"
HIDDEN = "07901112223"
INSIDE = (
    f"name,mother name,phone,city\n{CANARY}name {CANARY}father,{CANARY}mother,{HIDDEN},{CANARY}town\nعلي "
    f"حسن كاظم,{CANARY}mother,07901234567,بغداد\n"
)
INSIDE_CALLS = (
    CALLS.splitlines()[0]
    + f"\n07901234567,{HIDDEN},2026-03-05 09:00:00,60\n{HIDDEN},07907654321,2026-03-06 09:00:00,60\n"
)


@dataclass
class Inside:
    """Who sees the compartment, who does not, and what is in it."""

    insider: str
    outsider: str
    entity: str
    source: str
    case: str
    document: str


@pytest.fixture(scope="module")
def inside(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Inside:
    """A case of its own with the open delivery for both, and a compartment with more about the same people
    for one of them."""
    door, owner = served.door, Workbench(served.door, served.door.people.get("owner"))
    case = owner.open_case("Compartments").id
    for login in ("within", "without"):
        door.people.add(
            login, login.title(), frozenset({"analyst", "supervisor", "auditor"}), PASSWORD, "test"
        )
        door.cases.add_member(case, door.people.get(login).id, "test")
    within = Workbench(door, door.people.get("within"))
    within.team.open_compartment(f"{CANARY}room", f"{CANARY}room")
    for name, text, compartment in (
        ("people.csv", PEOPLE, ""),
        ("calls.csv", CALLS, ""),
        (f"{CANARY}people.csv", INSIDE, f"{CANARY}room"),
        (f"{CANARY}calls.csv", INSIDE_CALLS, f"{CANARY}room"),
    ):
        file = tmp_path_factory.mktemp("inside") / name
        file.write_text(text, "utf-8")
        within.collect(
            [Path(file)], within.deposit("Compartments", compartment=compartment, zone="Asia/Baghdad")
        )
    within.refresh_search()
    hidden = within.search(f"{CANARY}name").hits[0].id.hex()
    seen = within.search(NAMED, schema="Person").hits[0].id.hex()
    within.identity.judge(hidden, seen, "different", f"{CANARY}reason")
    about = [{"entity": hidden, "name": f"{CANARY}name"}]
    made = within.documents.make(
        "Compartments", "chart", f"{CANARY}chart", {"items": [{"entity": hidden, "x": 0, "y": 0}]}
    ).document
    for kind in ("note", "task", "watch", "saved-search"):
        within.documents.make(
            "Compartments",
            kind,
            f"{CANARY}{kind}",
            {"text": f"{CANARY}text", "q": f"{CANARY}name", "type": "", "about": about},
        )
    source = next(one for one in within.sources() if one.name.startswith(CANARY))
    within.analyse("degree", {})
    return Inside("within", "without", hidden, source.id, case, made.id)


def trace(page: Page) -> list[str]:
    """Where the canary stands in what the page holds, shown or not."""
    return ["the canary stands here"] if CANARY in page.content() or HIDDEN[1:] in page.content() else []


def addresses(served: Served, inside: Inside) -> dict[str, str]:
    """Every screen as the outsider has it, and what an insider's addresses would show."""
    bench = Workbench(served.door, served.door.people.get(inside.outsider))
    return screens(bench, NAMED, NUMBER) | {
        "hidden-entity": f"/entities/{inside.entity}",
        "hidden-source": f"/sources/{inside.source}",
        "hidden-mapping": f"/sources/{inside.source}/mapping",
        "hidden-chart": f"/chart?case={inside.case}&id={inside.document}",
        "hidden-added": f"/chart?add={inside.entity}",
        "hidden-pair": f"/review?left={inside.entity}&right={inside.entity[::-1]}",
    }


@pytest.mark.slow
def test_nobody_outside_finds_a_trace_on_any_screen(opened: Open, served: Served, inside: Inside) -> None:
    page = opened("/", "ar", login=inside.outsider)
    answered: list[str] = []
    page.on(
        "response",
        lambda answer: (
            answered.append(answer.url)
            if "/api/v1/" in answer.url and CANARY.encode() in answer.body()
            else None
        ),
    )
    assert walked(page, addresses(served, inside), trace) == {}
    assert answered == []


@pytest.mark.slow
def test_searching_and_expanding_count_nothing_hidden(opened: Open, served: Served, inside: Inside) -> None:
    say = words("en")
    page = opened(f"/search?q={CANARY}name", login=inside.outsider)
    expect(page.get_by_text(say["search.none.next"])).to_be_visible()
    page.goto(f"/search?q={HIDDEN}")
    expect(page.locator("[data-hit]")).to_have_count(0)
    number = (
        Workbench(served.door, served.door.people.get(inside.outsider))
        .search(NUMBER, schema="PhoneNumber")
        .hits[0]
        .id.hex()
    )
    found = {}
    for login in (inside.outsider, inside.insider):
        page = opened(f"/chart?add={number}", login=login)
        expect(page.locator("[data-chart][data-items='1']:not([data-working])")).to_be_visible(timeout=15_000)
        expand(page)
        expect(page.locator("[data-chart]:not([data-items='1']):not([data-working])")).to_be_visible(
            timeout=15_000
        )
        found[login] = page.locator("[data-chart]").get_attribute("data-items")
        assert (trace(page) == []) == (login == inside.outsider)
    assert found[inside.outsider] != found[inside.insider], (
        "an insider would see more, so the comparison means something"
    )


def test_the_insider_does_see_it(opened: Open, served: Served, inside: Inside) -> None:
    """Otherwise finding no trace would prove nothing."""
    page = opened("/", "ar", login=inside.insider)
    bench = Workbench(served.door, served.door.people.get(inside.insider))
    shown = {
        "home",
        "hidden-entity",
        "case-notes",
        "case-charts",
        "case-sources",
        "case-activity",
        "case-decisions",
        "phone-neighbours",
    }
    wanted = screens(bench, NAMED, NUMBER) | {"hidden-entity": f"/entities/{inside.entity}"}
    assert set(walked(page, {name: path for name, path in wanted.items() if name in shown}, trace)) == shown


def test_the_administrator_sees_no_case(opened: Open, served: Served, inside: Inside) -> None:
    served.door.people.add("keeper", "Keeper", frozenset({"administrator"}), PASSWORD, "test")
    page = opened("/", "ar", login="keeper")
    asked = (
        "home",
        "search",
        "cases",
        "case-notes",
        "entity-values",
        "source",
        "mapping",
        "chart",
        "review",
        "verify",
        "hidden-entity",
        "hidden-chart",
    )
    wanted = {name: path for name, path in addresses(served, inside).items() if name in asked}
    assert len(wanted) == len(asked)
    assert (
        walked(
            page,
            wanted,
            lambda page: (
                ["a value of the case"]
                if "علي حسن كاظم" in page.locator("#content").inner_text()
                else trace(page)
            ),
        )
        == {}
    )
