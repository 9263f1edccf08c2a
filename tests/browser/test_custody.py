"""The screens of the custody desk on its part of the invented case: read by axe, and worked with: a count
that differs, an intake of somebody who is known."""

import json
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tahqiq.access.door import Door
from tahqiq.desk import desk
from tahqiq.desks.custody.sample import SAMPLE
from tahqiq.workbench import Workbench
from tests.seat import Seat

from .conftest import LOGIN, Open, Served, closing, opener, serving
from .conftest import words as catalogue
from .test_manners import AXE, axe
from .test_screens import sideways, walked

pytestmark = pytest.mark.browser
DAY = "2024-03-22"
"""The day of the sample at the desk."""
AT = "2024-03-08T12:00%2B03:00"
SCREENS = {
    "custody-home": f"/desks/custody?facility=F01&at={AT}",
    "custody-today": f"/desks/custody/today?facility=F01&at={AT}",
    "custody-intake": "/desks/custody/intake",
    "custody-person": "/desks/custody/person?person=P-000002&cells=yes",
    "custody-residents": f"/desks/custody/residents?facility=F01&at={AT}&cell=F01/A/1/01",
    "custody-new-cell": f"/desks/custody/residents?facility=F01&at={AT}&new=F01/A/1",
    "custody-court": "/desks/custody/court?facility=F01&since=2024-03-08&until=2024-03-20",
    "custody-court-form": "/desks/custody/court?facility=F01&since=2024-03-08&until=2024-03-20&form=new",
    "custody-move": "/desks/custody/move?person=P-000002&sort=cell",
    "custody-import": "/desks/custody/import",
    "custody-map": f"/desks/custody/map?facility=F01&at={AT}",
    "custody-count": f"/desks/custody/count?facility=F01&at={AT}",
    "custody-incident": "/desks/custody/incident?number=I-1",
    "custody-contraband": "/desks/custody/contraband?since=2023-06-01&until=2024-03-31&by=sort",
    "custody-inspection": "/desks/custody/inspection?at=2024-03-25T12:00%2B03:00&rule=NMR-43",
}


def say(language: str) -> dict[str, str]:
    """The desk's own words."""
    source = (
        Path(__file__).resolve().parents[2]
        / "ui"
        / "src"
        / "desks"
        / "custody"
        / "words"
        / f"{language}.json"
    )
    loaded: dict[str, str] = json.loads(source.read_text("utf-8"))
    return loaded


def moment(page: Page, label: str, language: str, day: str, hour: str) -> None:
    """Fill in a day and its hour."""
    parts = catalogue(language)
    for part, value in (("day.day", day), ("day.clock", hour)):
        page.get_by_label(f"{label}: {parts[part]}", exact=True).fill(value)


@pytest.fixture(scope="module")
def at_custody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    door = Door.found(tmp_path_factory.mktemp("custody") / "ws", owner=LOGIN)
    chief = Workbench(door, door.people.get(LOGIN))
    chief.open_desk("custody")
    assert SAMPLE.records is not None
    SAMPLE.records(Seat(chief, desk("custody"), "desk-custody", "work"), {"day": DAY})
    with serving(door) as served:
        yield served


@pytest.fixture
def opened(at_custody: Served, browser: Browser) -> Iterator[Open]:
    yield from closing(lambda contexts, errors: opener(at_custody, browser, contexts, errors))


@pytest.mark.parametrize(
    ("language", "dark"), [("ar", False), pytest.param("en", True, marks=pytest.mark.slow)]
)
def test_every_screen_of_the_desk_serves_every_reader(opened: Open, language: str, dark: bool) -> None:
    source = AXE.read_text("utf-8")

    def look(page: Page) -> list[str]:
        return sideways(page) + axe(page, source)

    assert walked(opened("/", language, dark=dark), SCREENS, look) == {}


def test_a_count_that_differs_becomes_an_incident(opened: Open) -> None:
    words = say("en")
    page = opened(f"/desks/custody/count?facility=F01&at={AT}", "en")
    page.get_by_label(words["count.by"]).fill(f"Officer {secrets.token_hex(3)}")
    wing = page.locator('[data-wing="F01/A/1"]')
    wing.get_by_label(words["count.of"].replace("{place}", "F01/A/1")).fill("2")
    wing.get_by_role("button", name=words["count.keep"]).click()
    expect(wing.get_by_role("alert")).to_contain_text("I-R-F01/A/1")


def test_somebody_known_under_another_spelling_is_decided_by_a_person(opened: Open) -> None:
    words = say("en")
    page = opened("/desks/custody/intake", "en")
    for name, value in (
        ("name", "سلام جاسم كاضم"),
        ("born", "1981-02-03"),
    ):
        page.get_by_label(words[f"step.{name}"], exact=False).first.fill(value)
    page.locator("[data-facility]").select_option("F01")
    moment(page, words["step.admitted"], "en", "2024-03-09", "10:00")
    page.get_by_role("button", name=words["intake.next"]).click()
    expect(page.locator('[data-candidate="P-000001"]')).to_contain_text(words["why.name-and-birth"])
    following = page.get_by_role("button", name=words["intake.next"])
    following.click()
    expect(page.get_by_text(words["intake.decision.needed"])).to_be_visible()
    page.get_by_label(words["intake.known"].replace("{number}", "P-000001")).check()
    following.click()
    expect(page.get_by_text(words["intake.held.now"])).to_be_visible()


def test_the_search_of_the_page_finds_who_is_held_and_a_cell(opened: Open) -> None:
    page = opened("/")
    page.keyboard.press("/")
    page.keyboard.type("P-000002")
    option = page.locator("[data-suggested] [role=option]").first
    expect(option).to_contain_text("P-000002")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desks/custody/person?person=P-000002")
    page.goto(page.url.split("/desks")[0] + "/search?q=F01/A/1/01")
    page.locator("[data-at-desks] [data-hit]", has_text="F01/A/1/01").click()
    page.wait_for_url("**/desks/custody/residents?**cell=**")
