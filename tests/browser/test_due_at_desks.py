"""What is due at the desks of passengers, laboratory and cargo is on their homes, in words, each line with
the way to the very thing; and a line of a signed list is given to an examiner on a tablet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tahqiq.access.door import Door
from tahqiq.desk import desk
from tahqiq.desks.cargo.selection_lists.record import EXAMPLE_LINE, LIST
from tahqiq.desks.lab.examinations.operations import ExhibitRequest, open_
from tahqiq.kit import clock
from tahqiq.workbench import Workbench
from tests.seat import Seat

from .conftest import LOGIN, Open, Served, closing, opener, serving
from .test_manners import AXE, axe
from .test_passengers import AtQueue
from .test_screens import CUT_OFF, OWN_WORDS, server_sentences, sideways

pytestmark = pytest.mark.browser


@dataclass
class Desks:
    """A server with the three desks open, and what waits there."""

    served: Served
    hit: str
    examination: str
    case: str
    shift_list: str
    examiner: str


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    door = Door.found(tmp_path_factory.mktemp("due") / "ws", owner=LOGIN)
    bench = Workbench(door, door.people.get(LOGIN))
    for name in ("passengers", "lab", "cargo"):
        bench.open_desk(name)
    examiner = door.people.add("examiner", "ئازاد كريم", frozenset({"analyst"}), None, "test")
    door.cases.add_member("desk-cargo", examiner.id, "test")
    case = bench.open_case("قضية المعبر").id
    lab = Seat(bench, desk("lab"), case, "work")
    exhibit = open_(
        lab,
        ExhibitRequest(
            case=case, exhibit="4/1", seizure="4/2026", due_on=clock.now().date() + timedelta(days=2)
        ),
        None,
    )
    cargo = Seat(bench, desk("cargo"), "desk-cargo", "work")
    body = LIST.example
    lines = [
        body.lines[0].model_copy(update={"id": name, "place": no, "goods": "تفاح", "plates": ["12345"]})
        for no, name in enumerate((EXAMPLE_LINE.id, "IQTRB-2026-000418"), 1)
    ]
    signed = body.model_copy(
        update={"lines": lines, "recorded": clock.now(), "signed_by": examiner.id, "signed": clock.now()}
    )
    shift_list = cargo.records(LIST).save(signed).id
    passengers = Seat(bench, desk("passengers"), "desk-passengers", "work")
    with serving(door) as served:
        at = AtQueue(served, passengers, passengers)
        yield Desks(served, at.hit("KAREEM"), exhibit.examination, case, shift_list, examiner.id)


@pytest.fixture
def opened(desks: Desks, browser: Browser) -> Iterator[Open]:
    yield from closing(lambda contexts, errors: opener(desks.served, browser, contexts, errors))


def line(page: Page, text: str) -> None:
    """Follow the line of the home with this text."""
    page.locator("li[data-due]").filter(has_text=text).get_by_role("link").first.click()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_home_of_each_desk_says_what_is_due_and_leads_to_the_very_thing(
    opened: Open, desks: Desks, language: str
) -> None:
    words = {
        "en": ("Decide the hit", "Examine exhibit 4/1", "assign to examiners"),
        "ar": ("البت في المطابقة", "فحص المبرز 4/1", "لم يُسند"),
    }[language]
    page = opened("/desks/passengers", language)
    source = AXE.read_text("utf-8")
    for name, text, there in (
        ("passengers", words[0], f"[data-opened='{desks.hit}']"),
        ("lab", words[1], "[data-exhibit='4/1']"),
        ("cargo", words[2], "[data-assign]"),
    ):
        page.goto(f"/desks/{name}")
        counted = page.locator("#desk-due")
        expect(counted).to_be_visible()
        lines = page.locator("[data-due]")
        expect(lines).to_have_count(int(counted.get_attribute("data-count") or 0))
        assert sideways(page) + axe(page, source) == []
        line(page, text)
        expect(page.locator(there).first).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_line_is_given_to_an_examiner_on_a_tablet_and_is_on_their_home(
    opened: Open, desks: Desks, language: str
) -> None:
    page = opened(f"/desks/cargo/assign/{desks.shift_list}", language)
    page.set_viewport_size({"width": 820, "height": 1180})
    consignment = {"en": EXAMPLE_LINE.id, "ar": "IQTRB-2026-000418"}[language]
    card = page.locator(f"[data-consignment='{consignment}']")
    card.locator("select").select_option(value=desks.examiner)
    card.locator("input").fill("Lane 3")
    card.get_by_role("button").click()
    expect(page.locator(f"[data-assigned='{consignment}']")).to_contain_text("ئازاد كريم")
    expect(card).to_have_attribute("data-examiner", "ئازاد كريم")
    assert sideways(page) + axe(page, AXE.read_text("utf-8")) == []
    theirs = opened("/desks/cargo", language, login="examiner")
    found = theirs.locator("[data-due]").filter(has_text=consignment)
    expect(found).to_contain_text("Lane 3")
    found.get_by_role("link").click()
    expect(theirs).to_have_url(f"{desks.served.url}/desks/cargo/sheet/{consignment}?list={desks.shift_list}")


def test_the_words_of_assigning_stand_in_the_catalogue(opened: Open, desks: Desks) -> None:
    page = opened(f"/desks/cargo/assign/{desks.shift_list}", "qps")
    page.locator("[data-assign]").wait_for()
    told = server_sentences()
    found = [text for text in page.evaluate(OWN_WORDS) if not told.fullmatch(text.split(": ", 1)[1])]
    assert found + list(page.evaluate(CUT_OFF)) == []
