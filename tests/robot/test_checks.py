"""Each check catches the fault that it is for: small pages, each with one fault planted, and one without."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from .checks import Watched
from .report import Report
from .roles import DEMO
from .seat import HEIGHT, WIDTH, Seat
from .walk import Bounds, Walk
from .watch import PROBE, watch

pytestmark = pytest.mark.browser

HOME = "http://robot.invalid"
POST = "fetch('/api/v1/act', {method: 'POST'})"
DONE = "document.querySelector('[role=status]').textContent = 'Done.'"
NOTED = DONE.replace("Done.", "Tried.")
SAVED = "The note is saved in the case."


@dataclass(frozen=True)
class Planted:
    """A page with a fault: its body, its language, what the server answers to the act, which check fails."""

    check: str
    body: str
    language: str = "en"
    status: int = 200


def button(script: str, after: str = "<p role=status></p>") -> str:
    """A page with a button that does something."""
    return f'<button onclick="{script}">Save</button>{after}'


PAGES = {
    "clean": Planted("", button(f"{POST}.then(() => {{ {DONE} }})")),
    "clean Arabic": Planted("", "<p>ملف <bdi>Sara Ahmed Hamid</bdi> بصيغة PDF</p>", "ar"),
    "a crash of the server": Planted("server-error", button(f"{POST}.then(() => {{ {NOTED} }})"), status=500),
    "a script that fails": Planted("script-error", button(f"{NOTED}; null.amount")),
    "a refusal without words": Planted("wordless-refusal", button(POST), status=422),
    "a dossier that is not saved": Planted("hollow-done", button(DONE.replace("Done.", SAVED))),
    "a button without an effect": Planted("no-effect", button("void 0")),
    "a link that leads nowhere": Planted("dead-link", "<a href='/nowhere'>Passenger list</a>"),
    "a link to a place that is not there": Planted("dead-anchor", "<a href='#nowhere'>Part 2</a>"),
    "English in an Arabic page": Planted("english", "<p>Load passenger list</p>", "ar"),
    "an untranslated sentence as a value": Planted(
        "english", "<p><bdi>There is no page at this address.</bdi></p>", "ar"
    ),
    "an English label that is read out": Planted("english", "<input aria-label='Passenger'>", "ar"),
    "a code": Planted("raw", "<p>no-such-case</p>"),
    "an id": Planted("raw", "<p>Case 0123456789abcdef0123</p>"),
    "a moment of a machine": Planted("raw", "<p>Paid 2026-03-01T10:15:00Z</p>"),
    "base64": Planted("raw", "<p>iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ</p>"),
    "two amounts of one payment": Planted(
        "two-numbers", "<dl><dt>Amount</dt><dd>150</dd></dl><h2>Amount: 1500</h2>"
    ),
    "two numbers in two scripts": Planted("two-numbers", "<h2>Amount (١٢)</h2><a href='/'>Amount 13</a>"),
    "a keyboard that is lost after an act": Planted("focus-lost", button("this.remove()")),
    "a page that is too wide": Planted("sideways", "<div style='width: 3000px'>wide</div>"),
    "a button under something": Planted(
        "covered", button("void 0", "<div style='position: fixed; inset: 0'></div>")
    ),
}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, base_url=HOME)
    context.add_init_script(PROBE)
    yield context.new_page()
    context.close()


def served(page: Page, planted: Planted) -> None:
    """Answer with the planted page at the home address, with its status to the act, with 404 elsewhere."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOME)
        if path == "/":
            head = f"<html lang={planted.language}><meta charset=utf-8><link rel=icon href='data:,'>"
            html = f"{head}<body><main>{planted.body}"
            route.fulfill(status=200, content_type="text/html", body=html)
        elif path == "/api/v1/act":
            route.fulfill(status=planted.status, body="{}")
        else:
            route.fulfill(
                status=404,
                content_type="text/html",
                body="<link rel=icon href='data:,'><p role=alert>There is no such page.",
            )

    page.route("**/*", answer)


@pytest.fixture
def walked(tmp_path: Path) -> Report:
    return Report(tmp_path)


@pytest.mark.parametrize("name", PAGES)
def test_the_walk_finds_what_is_planted_and_nothing_else(name: str, page: Page, walked: Report) -> None:
    planted = PAGES[name]
    served(page, planted)
    seat = Seat(page, watch(page), DEMO, planted.language, lambda: None)
    Walk(seat, Bounds(), walked).run()
    assert sorted({one.check for one in walked.found}) == ([planted.check] if planted.check else [])
    for met in walked.found.values():
        assert Path(met.picture).stat().st_size > 0


def test_a_fault_is_reported_once_with_everywhere_it_was_met(page: Page, walked: Report) -> None:
    served(page, PAGES["a button without an effect"])
    for language in ("en", "ar"):
        seat = Seat(page, watch(page), DEMO, language, lambda: None)
        walk = Walk(seat, Bounds(), walked)
        walk.run()
    (line,) = [one for one in walked.lines() if one.startswith("no-effect")]
    assert "everything/en, everything/ar" in line
    assert "button Save" in line


def test_what_was_watched_is_forgotten_before_the_next_act() -> None:
    watched = Watched(errors=["one"], effects=["download"])
    watched.clear()
    assert (watched.answers, watched.errors, watched.effects) == ([], [], [])
