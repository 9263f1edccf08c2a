"""The home page of the sample workspace: what to try first, going over to another account, hiding it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tahqiq.access.cases import SAMPLE_CASE
from tahqiq.access.door import Door
from tahqiq.cli.serve import sample_people
from tahqiq.desk import desk
from tahqiq.desks.cargo.selection_lists.record import LIST
from tahqiq.desks.reasoning.hypotheses.boards import Boards
from tahqiq.web.app import create_app
from tahqiq.workbench import Workbench
from tests.seat import Seat

from .conftest import Open, Served, closing, listening, opener, words
from .test_manners import AXE, axe
from .test_screens import sideways

pytestmark = pytest.mark.browser
PASSWORDS: dict[str, str] = {}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The accounts of the sample workspace; the list of the shift is made, the board still has no hypothesis
    too many."""
    door = Door.found(tmp_path_factory.mktemp("guided") / "ws")
    owner = Workbench(door, door.here())
    people, passwords = sample_people(owner)
    PASSWORDS.update(passwords)
    owner.open_desk("cargo")
    door.cases.add_member("desk-cargo", people["cargo"].id, owner.actor.id)
    at = Seat(Workbench(door, people["cargo"]), desk("cargo"), "desk-cargo", "work")
    at.records(LIST).save(LIST.example)
    with listening(create_app(door, sample=True)) as url:
        yield Served(url, door)
    door.close()


@pytest.fixture
def opened(demo: Served, browser: Browser) -> Iterator[Open]:
    yield from closing(lambda contexts, errors: opener(demo, browser, contexts, errors))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_task_is_checked_off_and_another_account_is_one_choice_away(opened: Open, language: str) -> None:
    say = words(language)
    page = opened("/", language, signed_in=False)
    page.get_by_label(say["sign-in.login"]).fill("analyst")
    page.get_by_label(say["sign-in.password"], exact=True).fill(PASSWORDS["analyst"])
    page.get_by_role("button", name=say["sign-in.go"]).click()
    card = page.locator("[data-guided]")
    expect(card.locator("[data-task=open]")).to_have_count(1)
    assert axe(page, AXE.read_text("utf-8")) == []
    assert sideways(page) == []
    card.get_by_label(say["sample.account"]).select_option("cargo")
    expect(card.locator("[data-task=done]")).to_have_count(1)
    expect(page.locator("[data-me]")).to_contain_text("Sample cargo officer")
    card.get_by_role("button", name=say["sample.hide"]).click()
    expect(card).to_have_count(0)
    page.reload()
    page.get_by_role("button", name=say["sample.show"]).click()
    expect(card).to_be_visible()


def test_begin_opens_the_screen_of_the_task(opened: Open, demo: Served) -> None:
    bench = Workbench(demo.door, demo.door.people.get("analyst"))
    board = Boards(
        Seat(bench, desk("reasoning"), demo.door.cases.find(bench.actor.id, SAMPLE_CASE).id, "work")
    )
    board.begin("من يدير المجموعة؟", "من؟")
    page = opened("/", "en", login="analyst")
    page.locator("[data-guided]").get_by_role("link", name=words("en")["sample.begin"]).click()
    expect(page.get_by_text("من يدير المجموعة؟").first).to_be_visible()
