"""Each screen when the server does not answer and when nothing is there yet; and on paper."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tahqiq.access.door import Door

from .conftest import PASSWORD, Open, Served, serving, sign, words
from .screens import NAMED, NUMBER, screens
from .test_screens import settle

pytestmark = pytest.mark.browser

ASKING = (
    "home",
    "deposit",
    "intake",
    "search",
    "entity-values",
    "entity-neighbours",
    "phone-events",
    "entity-identity",
    "entity-notes",
    "source",
    "mapping",
    "cases",
    "case-tasks",
    "case-notes",
    "case-members",
    "case-decisions",
    "case-activity",
    "charts",
    "chart",
    "review",
    "people",
    "verify",
)
"""Screens that show something of the server's."""
ALWAYS = re.compile(r"/api/v1/(session|vocabulary|preferences|first-start)$")
EMPTY = {
    "/": "sources.none.next",
    "/search?q=zzz": "search.none.next",
    "/cases/abcdef123456": "case.none.next",
    "/no/such/page": "page.missing.next",
}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar"])
def test_every_screen_says_so_when_the_server_fails(opened: Open, served: Served, language: str) -> None:
    say = words(language)
    page = opened("/settings", language)

    def failing(route: Route) -> None:
        route.continue_() if ALWAYS.search(route.request.url.split("?")[0]) else route.abort()

    wanted = screens(served.bench(), NAMED, NUMBER)
    page.route("**/api/v1/**", failing)
    silent = {}
    for name in ASKING:
        page.goto(wanted[name])
        settle(page)
        alert = page.get_by_role("alert").filter(has_text=say["error.unreachable"]).first
        try:
            expect(alert).to_be_visible(timeout=8_000)
        except AssertionError:
            silent[name] = page.locator("#content").inner_text()[:200]
            continue
        expect(page.get_by_role("banner")).to_be_visible()
    assert silent == {}


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Served]:
    """A workspace with one person and nothing in it."""
    door = Door.found(tmp_path / "ws", owner="owner")
    door.people.add("alone", "Alone", frozenset({"analyst", "supervisor", "auditor"}), PASSWORD, "test")
    person = door.people.get("alone")
    door.cases.open("Empty", person.id)
    with serving(door) as served:
        yield served


def test_empty_screens_say_what_to_do_next(browser: Browser, bare: Served) -> None:
    say = words("en")
    context = browser.new_context(viewport={"width": 1366, "height": 768}, base_url=bare.url)
    person = bare.door.people.get("alone")
    sign(context, bare.url, bare.door.people.issue(person.id, "session", timedelta(hours=1)))
    page = context.new_page()
    for path, key in EMPTY.items():
        page.goto(path)
        expect(page.get_by_text(say[key])).to_be_visible()
    case = bare.door.cases.of(person.id)[0].id
    for path in (
        "/charts",
        "/review",
        "/chart",
        "/intake",
        "/people",
        "/verify",
        *(f"/cases/{case}?tab={tab}" for tab in ("notes", "charts", "searches", "decisions", "activity")),
    ):
        page.goto(path)
        settle(page)
        assert page.get_by_role("alert").count() == 0, (
            f"{path}: {page.get_by_role('alert').all_inner_texts()}"
        )
        assert len(page.locator("#content").inner_text().strip()) > 20, path
    context.close()


@pytest.mark.parametrize("name", ["entity-values", "source", "case-notes", "case-activity"])
def test_on_paper_stands_what_was_recorded_and_no_buttons(opened: Open, served: Served, name: str) -> None:
    page = opened(screens(served.bench(), NAMED, NUMBER)[name], "ar")
    settle(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("banner")).to_be_hidden()
    shown = page.evaluate(
        "[...document.querySelectorAll('button, [role=tablist], [role=search]')].filter(item => "
        "item.checkVisibility()).map(item => item.outerHTML.slice(0, 120))"
    )
    assert shown == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.pdf(format="A4").startswith(b"%PDF")
