"""The side bar and the home page, in English and Arabic: by keyboard, mirrored, only desks at which one
works, nothing beside the window, clean for axe."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tahqiq.desk import desk
from tahqiq.desks.custody.sample import SAMPLE
from tahqiq.workbench import Workbench
from tests.seat import Seat

from .conftest import LOGIN, Open, Served, closing, founded, opener, serving, words
from .test_manners import AXE, axe
from .test_screens import sideways

pytestmark = pytest.mark.browser
DAY = "2024-03-22"
"""The day of the sample at the desk."""


@pytest.fixture(scope="module")
def at_custody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Two desks are on; the person of the tests works at custody only."""
    door = founded(tmp_path_factory.mktemp("bar"))
    owner = Workbench(door, door.people.get("owner"))
    owner.open_desk("custody")
    owner.open_desk("cargo")
    assert SAMPLE.records is not None
    SAMPLE.records(Seat(owner, desk("custody"), "desk-custody", "work"), {"day": DAY})
    door.cases.add_member("desk-custody", door.people.get(LOGIN).id, "test")
    with serving(door) as served:
        yield served


@pytest.fixture
def opened(at_custody: Served, browser: Browser) -> Iterator[Open]:
    yield from closing(lambda contexts, errors: opener(at_custody, browser, contexts, errors))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_one_way_round_by_keyboard_and_only_to_ones_own_desks(opened: Open, language: str) -> None:
    say = words(language)
    page = opened("/", language)
    page.set_viewport_size({"width": 1440, "height": 900})
    bar = page.locator("[data-bar]")
    custody = bar.locator("[data-desk-bar='custody']")
    expect(custody).to_be_visible()
    expect(bar.locator("[data-desk-bar='cargo']")).to_have_count(0)
    expect(bar.locator("[aria-current=page]")).to_contain_text(say["nav.home"])
    box = bar.bounding_box()
    assert box is not None
    assert (box["x"] < 100) == (language == "en")

    home = bar.get_by_role("link").first
    home.focus()
    page.keyboard.press("ArrowDown")
    expect(bar.get_by_role("link", name=say["search.title"])).to_be_focused()
    page.keyboard.press("End")
    expect(bar.get_by_role("link", name=say["nav.help"])).to_be_focused()
    today = custody.get_by_role("link").first
    today.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/desks/custody/today")
    expect(today).to_have_attribute("aria-current", "page")
    expect(bar.locator("[aria-current=page]")).to_have_count(1)
    assert sideways(page) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_home_says_what_must_be_done_now_in_words(opened: Open, language: str) -> None:
    say = words(language)
    page = opened("/", language)
    lines = page.locator("[data-due][data-desk='custody']")
    expect(lines.first).to_be_visible()
    ends = [one.get_attribute("datetime") or "" for one in lines.locator("time").all()]
    assert ends == sorted(ends)
    buttons = page.locator("[data-buttons]").get_by_role("link")
    expect(buttons.first).to_be_visible()
    assert 1 <= buttons.count() <= 5
    assert sideways(page) == []
    assert axe(page, AXE.read_text("utf-8")) == []
    page.locator("[data-narrow]").click()
    expect(page.locator("[data-bar]")).to_have_attribute("data-icons", "true")
    page.reload()
    expect(page.locator("[data-bar]")).to_have_attribute("data-icons", "true")
    assert axe(page, AXE.read_text("utf-8")) == []
    lines.first.get_by_role("link").click()
    page.wait_for_url("**/desks/custody/person?person=*")
    expect(page.get_by_role("navigation", name=say["nav.label"])).to_be_visible()


def test_on_a_narrow_screen_the_bar_is_a_drawer(opened: Open) -> None:
    say = words("ar")
    page = opened("/", "ar")
    page.set_viewport_size({"width": 500, "height": 800})
    page.get_by_role("button", name=say["nav.open"]).click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_role("link", name=say["nav.cases"]).click()
    page.wait_for_url("**/cases")
    expect(drawer).to_have_count(0)
    assert sideways(page) == []
