"""A real server over a small workspace (Arabic, English, Sorani; invented people) and a real browser."""

import json
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tahqiq.access.door import Door
from tahqiq.web.app import create_app
from tahqiq.web.deps import cookie_name
from tahqiq.workbench import Workbench

LOGIN, PASSWORD = "sara", "correct horse battery"
PEOPLE = """name,mother name,phone,city
علي حسن كاظم,زينب جاسم,07901234567,بغداد
Sara Ahmed Hamid,Layla Omar,07907654321,Erbil
ئاوات ڕەحیم سەڵاح,گوڵاڵە,07905556677,سلێمانی
Omar Faruq,,309,Basra
"""
CALLS = """calling number,called number,start time,duration
07901234567,07907654321,2026-03-01 10:15:00,65
07907654321,07901234567,2026-03-02 21:40:10,12
07901234567,07905556677,2026-03-03 08:00:00,301
"""
PATIENCE = 20_000
"""Milliseconds that anything on a page may take: a loaded machine is slow, and what is wrong stays wrong."""
expect.set_options(timeout=PATIENCE)
STATIC = Path(__file__).resolve().parents[2] / "src" / "tahqiq" / "web" / "static" / "index.html"


@dataclass
class Served:
    """A running server: its address and the door of its workspace."""

    url: str
    door: Door

    def bench(self) -> Workbench:
        """The workbench of the person of the tests."""
        return Workbench(self.door, self.door.people.get(LOGIN))


MOVING = """() => document.getAnimations().some((one) => one.playState === "running" && one.effect?.getComputedTiming().iterations !== Infinity)"""  # noqa: E501


def still(page: Page) -> None:
    """Wait until nothing on the page moves any more, however long that takes on a loaded machine: colours are
    measured when they have come to rest."""
    page.wait_for_function(f"() => !({MOVING})()")


def expand(page: Page) -> None:
    """Expand what is selected on a chart by everything that the panel proposes."""
    page.keyboard.press("e")
    bring(page)


def bring(page: Page) -> None:
    """Put on the chart what the open panel of an expansion proposes."""
    page.locator("[data-expand] [data-survey]").wait_for()
    page.locator("[data-expand] [data-put][aria-disabled=false]").press("Enter")
    expect(page.locator("[data-expand]")).to_have_count(0)


def frames(page: Page, count: int) -> None:
    """Wait until the page has drawn some more times: on a slow machine that takes as long as it takes."""
    page.evaluate(
        "count => new Promise(done => {"
        " const next = () => (count-- > 0 ? requestAnimationFrame(next) : done()); next(); })",
        count,
    )


LOOKS = 80
"""How often it is looked whether a page has come to rest, and how many times it draws between two looks."""
BETWEEN = 15


def settled(page: Page) -> str:
    """The address once it stays the same over several looks."""
    address, same = page.url, 0
    for _ in range(LOOKS):
        frames(page, BETWEEN)
        address, same = page.url, same + 1 if page.url == address else 0
        if same == 4:
            break
    return address


def founded(folder: Path) -> Door:
    """A small workspace with people, calls and the person of the tests."""
    files = folder / "delivery"
    files.mkdir()
    (files / "people.csv").write_text(PEOPLE, "utf-8")
    (files / "calls.csv").write_text(CALLS, "utf-8")
    door = Door.found(folder / "ws", owner="owner")
    owner = Workbench(door, door.people.get("owner"))
    door.people.add(LOGIN, "سارا Sara", frozenset({"analyst", "auditor"}), PASSWORD, "test")
    door.cases.add_member(owner.cases()[0].id, door.people.get(LOGIN).id, "test")
    bench = Workbench(door, door.people.get(LOGIN))
    bench.collect(
        [files],
        bench.deposit(
            "Inbox",
            grade="admiralty:B2",
            handling_code="internal",
            zone="Asia/Baghdad",
            received_from="Unit 7",
        ),
    )
    return door


class _Server(uvicorn.Server):
    """A server that says when it listens, or that it never will."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.settled = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.settled.set()

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            super().run(sockets)
        finally:
            self.settled.set()


@contextmanager
def listening(app: FastAPI) -> Iterator[str]:
    """A server of an application, on a port of its own: its address."""
    if not STATIC.is_file():
        pytest.fail("The page has not been built. Run: make ui")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = _Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    server.settled.wait()
    assert server.started
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@contextmanager
def serving(door: Door) -> Iterator[Served]:
    """A server over a workspace; closes both afterwards."""
    with listening(create_app(door)) as url:
        yield Served(url, door)
    door.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(founded(tmp_path_factory.mktemp("browser"))) as served:
        yield served


STARTED: list[Playwright] = []
"""The Playwright of this process, while there is one."""


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright for both browsers; ``bidi.cjs`` says what is done to it for Firefox, ``processes.cjs`` for
    Chromium. One in a process: the robot's tests have this fixture too."""
    if STARTED:
        yield STARTED[0]
        return
    changes = [f"--require {Path(__file__).with_name(name)}" for name in ("bidi.cjs", "processes.cjs")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NODE_OPTIONS", " ".join(changes))
        with sync_playwright() as started:
            STARTED.append(started)
            yield started
            STARTED.clear()


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = chromium(playwright, FONTS)
    yield launched
    launched.close()


FONTS = Path(__file__).with_name("fonts.conf")
"""Which fonts the machine has, as far as the browsers of the tests know: pictures are the same on every
machine."""


def chromium(playwright: Playwright, fonts: Path) -> Browser:
    """Chromium on a machine whose fonts are those of a fontconfig file."""
    program = os.environ.get("TAHQIQ_CHROMIUM") or shutil.which("chromium")
    if not program:
        pytest.fail(
            "No Chromium was found. Install it (Debian: apt install chromium) or say where it is in "
            "TAHQIQ_CHROMIUM."
        )
    environment: dict[str, str | float | bool] = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    # Debian asks for rasterization on the graphics card; where there is none the processor plays one, which
    # made browser tests a third longer.
    return playwright.chromium.launch(
        executable_path=program, args=["--no-sandbox", "--disable-gpu-rasterization"], env=environment
    )


def sign(context: BrowserContext, url: str, token: str) -> None:
    """Sign a browser in with the token of a session: one half as cookie, the other one kept by the pages of
    the origin, as signing in leaves it."""
    cookie, proof = token.split(".")
    context.add_cookies([{"name": cookie_name(url), "value": cookie, "url": url}])
    context.add_init_script(
        f"if (location.origin === '{url}') localStorage.setItem('tahqiq.proof', '{proof}')"
    )


Open = Callable[..., Page]


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """The distribution's own Firefox over WebDriver BiDi; the tests that want it are skipped where there is
    none and none could be installed."""
    program = os.environ.get("TAHQIQ_FIREFOX") or shutil.which("firefox-esr")
    if not program:
        pytest.skip(
            "No Firefox was found. Debian: apt install firefox-esr, or say where it is in TAHQIQ_FIREFOX."
        )
    with screen() as display:
        launched = playwright.firefox.launch(
            channel="moz-firefox", executable_path=program, firefox_user_prefs=FIREFOX, env=display
        )
        yield launched
        launched.close()


@contextmanager
def screen() -> Iterator[dict[str, str | float | bool]]:
    """An environment with an X server, which Firefox needs for WebGL even where it shows nothing; without one
    where none is installed."""
    program = None if os.environ.get("DISPLAY") else shutil.which("Xvfb")
    if not program:
        yield dict(os.environ)
        return
    read, write = os.pipe()
    started = subprocess.Popen(
        [program, "-displayfd", str(write), "-nolisten", "tcp"], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield {**os.environ, "DISPLAY": f":{number}"}
    started.terminate()
    started.wait(10)


FIREFOX: dict[str, str | float | bool] = {
    "webgl.force-enabled": True,
    "datareporting.policy.dataSubmissionEnabled": False,
}
"""Pictures are computed where there is no graphics card; nothing is sent anywhere."""


LEFT = "download failed", "status=2152398850"
"""What Firefox says of a font that was on its way when the page was left (NS_BINDING_ABORTED): no fault of
the page."""


def noted(said: str, errors: list[str]) -> None:
    """Note down what a page complains of, except what leaving it explains."""
    if not all(part in said for part in LEFT):
        errors.append(said)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What fails in a browser is asked once more, and told as RERUN at the end of the run: a page and a
    loaded machine take turns that no test can foresee. A test of several languages runs from right to left
    always, in English with the slow ones."""
    asked = [item for item in items if item.get_closest_marker("browser")]
    other = {item.nodeid.partition("[")[0] for item in asked if spoken(item) not in ("", "en")}
    for item in asked:
        item.add_marker(pytest.mark.flaky(reruns=1))
        if spoken(item) == "en" and item.nodeid.partition("[")[0] in other:
            item.add_marker(pytest.mark.slow)


def spoken(item: pytest.Item) -> str:
    """The language a test is asked in, empty where it has no such parameter."""
    given = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    return str(given.get("language", given.get("locale", "")))


OPEN: list[BrowserContext] = []
"""What the running test has open."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    call: pytest.CallInfo[None],
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that fails tells what stood on its pages: what a person would have seen says more than what was
    waited for."""
    report = yield
    if call.excinfo is not None and call.when == "call":
        for page in [page for context in OPEN for page in context.pages]:
            report.sections.append((f"page {page.url}", seen(page)))
    return report


def seen(page: Page) -> str:
    """What stands on a page and where the keyboard is, as text; why not, where the page does not answer any
    more."""
    try:
        return (
            f"{page.locator('body').aria_snapshot(timeout=5_000)}\nfocus: "
            f"{page.evaluate('document.activeElement?.outerHTML.slice(0, 300)')}"
        )
    except PlaywrightError as error:
        return str(error)


def opener(served: Served, browser: Browser, contexts: list[BrowserContext], errors: list[str]) -> Open:
    """What opens pages of the server in a browser; contexts and script errors are noted down."""

    def make(
        path: str,
        language: str = "en",
        signed_in: bool = True,
        dark: bool = False,
        login: str = LOGIN,
        arrives: str = "",
    ) -> Page:
        context = browser.new_context(
            viewport={"width": 1366, "height": 768},
            color_scheme="dark" if dark else "light",
            base_url=served.url,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        OPEN.append(context)
        if signed_in:
            sign(
                context,
                served.url,
                served.door.people.issue(served.door.people.get(login).id, "session", timedelta(hours=1)),
            )
        chosen = f"localStorage.setItem('tahqiq.locale', '{language}')"
        context.add_init_script(
            f"if (location.protocol === 'http:' && !localStorage.getItem('tahqiq.locale')) {chosen}"
        )
        zone = """localStorage.setItem('tahqiq.settings', '{"zone":"UTC"}')"""
        context.add_init_script(
            f"if (location.protocol === 'http:' && !localStorage.getItem('tahqiq.settings')) {zone}"
        )
        page = context.new_page()
        page.on("pageerror", lambda error: noted(str(error), errors))
        page.on(
            "console",
            lambda line: errors.append(line.text) if "Content Security Policy" in line.text else None,
        )
        page.goto(path)
        page.wait_for_selector(f"html[lang={arrives or language}]")
        return page

    return make


def closing(opening: Callable[[list[BrowserContext], list[str]], Open]) -> Iterator[Open]:
    """Give a test its opener; afterwards everything is closed, and script errors fail the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []
    yield opening(contexts, errors)
    for context in contexts:
        OPEN.remove(context)
        context.close()
    assert errors == []


@pytest.fixture
def opened(served: Served, browser: Browser) -> Iterator[Open]:
    """``opened("/path", "ar")``: a page at an address in a language, signed in unless ``signed_in=False``;
    ``arrives`` is the language the person chose before, where it is another. Script errors fail the test."""
    yield from closing(partial(opener, served, browser))


@pytest.fixture
def opened_in_firefox(served: Served, firefox: Browser) -> Iterator[Open]:
    """The same in Firefox."""
    yield from closing(partial(opener, served, firefox))


def words(language: str) -> dict[str, str]:
    """The catalogue of the page in a language."""
    source = Path(__file__).resolve().parents[2] / "ui" / "src"
    loaded: dict[str, str] = {}
    for path in (
        *sorted(source.glob(f"desks/*/words/{language}.json")),
        source / "i18n" / "locales" / f"{language}.json",
    ):
        loaded |= json.loads(path.read_text("utf-8"))
    return loaded


@pytest.fixture(scope="session")
def person(served: Served) -> str:
    """The id of Ali Hasan Kazim."""
    return served.bench().search("علي حسن كاظم", schema="Person").hits[0].id.hex()


@pytest.fixture(scope="session")
def phone(served: Served) -> str:
    """The id of Ali's phone number."""
    return served.bench().search("07901234567", schema="PhoneNumber").hits[0].id.hex()


@pytest.fixture(scope="session")
def sheet(served: Served) -> str:
    """The id of the sheet of people."""
    return next(source.id for source in served.bench().sources() if source.name.endswith("people.csv"))
