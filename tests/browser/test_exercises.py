"""An exercise in the browser: the band before and after signing in, the task at home, the results for the
trainer alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tahqiq.access.door import Door
from tahqiq.desk.exercises.kept import desk_called, exercise_called
from tahqiq.desk.exercises.making import make
from tahqiq.web.app import create_app

from .conftest import Open, Served, closing, listening, opener, words
from .test_manners import AXE, axe
from .test_screens import sideways

pytestmark = pytest.mark.browser
PASSWORDS: dict[str, str] = {}


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An exercise of the custody desk."""
    root = tmp_path_factory.mktemp("exercise") / "ws"
    declared = desk_called("custody")
    PASSWORDS.update(make(root, declared, exercise_called(declared, "overdue"), 1, 1, ["sara"]))
    door = Door.opened(root)
    with listening(create_app(door)) as url:
        yield Served(url, door)
    door.close()


@pytest.fixture
def opened(exercise: Served, browser: Browser) -> Iterator[Open]:
    yield from closing(lambda contexts, errors: opener(exercise, browser, contexts, errors))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_band_the_task_and_the_results(opened: Open, language: str) -> None:
    say = words(language)
    page = opened("/", language, signed_in=False)
    expect(page.locator("[data-exercise]")).to_have_text(say["exercise.band"])
    for login in ("sara", "trainer"):
        page.get_by_label(say["sign-in.login"]).fill(login)
        page.get_by_label(say["sign-in.password"], exact=True).fill(PASSWORDS[login])
        page.get_by_role("button", name=say["sign-in.go"]).click()
        expect(page.locator("[data-guided] [data-task=open]")).to_have_count(1)
        expect(page.locator("[data-exercise]")).to_have_text(say["exercise.band"])
        results = page.locator("[data-guided]").get_by_role("link", name=say["exercise.results"])
        expect(results).to_have_count(1 if login == "trainer" else 0)
        if login == "sara":
            page.goto("/exercise")
            expect(page.get_by_role("alert")).to_be_visible()
            page.context.clear_cookies()
            page.goto("/sign-in")
    results.click()
    expect(page.locator("[data-lines] [data-outcome=missed]")).to_have_count(2)
    assert axe(page, AXE.read_text("utf-8")) == []
    assert sideways(page) == []
    page.emulate_media(media="print")
    expect(page.locator("[data-exercise]")).to_be_visible()
