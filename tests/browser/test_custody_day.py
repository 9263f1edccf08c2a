"""A day at the custody desk on its own screens, in Arabic and English: what is due in words, people by cell,
a cell closed after its people were placed, a day in court, a photograph, a movement corrected, registers
imported. One workspace serves all of it."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tahqiq.access.door import Door
from tahqiq.desk import desk, perform
from tahqiq.desks.custody.admissions.withdrawal import OneBookingRequest
from tahqiq.desks.custody.sample import SAMPLE
from tahqiq.kit import clock
from tahqiq.model.kind import day_of
from tahqiq.workbench import Workbench
from tests.seat import Seat

from .conftest import LOGIN, Open, Served, closing, opener, serving
from .test_custody import DAY, moment, say
from .test_manners import AXE, axe

pytestmark = pytest.mark.browser
AT = "2024-03-20T12:00%2B03:00"
IDS = re.compile(r"[0-9a-f]{16}")
RAW = re.compile(r"-?\d[\d,]* h\b")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    door = Door.found(tmp_path_factory.mktemp("day") / "ws", owner=LOGIN)
    chief = Workbench(door, door.people.get(LOGIN))
    chief.open_desk("custody")
    assert SAMPLE.records is not None
    SAMPLE.records(Seat(chief, desk("custody"), "desk-custody", "work"), {"day": DAY})
    with serving(door) as served:
        yield served


@pytest.fixture
def opened(house: Served, browser: Browser) -> Iterator[Open]:
    yield from closing(lambda contexts, errors: opener(house, browser, contexts, errors))


def readable(page: Page) -> None:
    """What a reader with a screen reader is told of the screen as it is now."""
    assert axe(page, AXE.read_text("utf-8")) == []


def picked(page: Page, typed: str, name: str) -> None:
    """Choose a person as one types."""
    page.locator("[data-person-pick]").fill(typed)
    page.get_by_role("option", name=name).click()


@pytest.mark.parametrize(
    ("language", "overdue"), [("ar", "متأخر"), pytest.param("en", "overdue by", marks=pytest.mark.slow)]
)
def test_today_says_in_words_what_is_due_and_each_post_has_its_buttons(
    opened: Open, language: str, overdue: str
) -> None:
    words = say(language)
    page = opened(f"/desks/custody/today?facility=F01&at={AT}", language)
    late = page.locator('[data-standing="unlawful"]').first
    expect(late).to_contain_text("سلام جاسم كاظم")
    expect(late).to_contain_text(overdue)
    assert RAW.search(page.locator("main").inner_text()) is None
    expect(page.locator('[data-card="unlawful"]')).to_contain_text(words["standing.unlawful"])
    for post, button in (
        ("reception", "button.admit"),
        ("wing", "button.count"),
        ("director", "incident"),
        ("inspector", "inspection"),
    ):
        page.get_by_role("radiogroup").get_by_text(words[f"post.{post}"], exact=True).click()
        expect(page.locator(f'[data-today="{post}"]')).to_be_visible()
        buttons = page.locator("[data-buttons] a")
        expect(buttons.first).to_have_text(words[button])
        assert buttons.count() <= 3
    readable(page)
    page.locator('[data-standing="unlawful"]').first.get_by_role("link", name="سلام").first.click()
    expect(page.locator('[data-banner="P-000001"]')).to_be_visible()


@pytest.mark.parametrize(
    ("language", "person", "name"),
    [
        ("ar", "P-000003", "نوزاد احمد صالح"),
        pytest.param("en", "P-000002", "هيوا كريم رشيد", marks=pytest.mark.slow),
    ],
)
def test_a_cell_is_closed_when_its_people_live_elsewhere_and_the_move_is_corrected(
    opened: Open, language: str, person: str, name: str
) -> None:
    words = say(language)
    page = opened("/desks/custody/residents?facility=F01", language)
    page.get_by_label(words["residents.find"]).fill(name)
    card = page.locator("[data-cell]").filter(has_text=name)
    expect(page.locator("[data-cell]")).to_have_count(1)
    cell = card.get_attribute("data-cell") or ""
    card.get_by_role("button").click()
    part = page.locator(f'[data-cell-part="{cell}"]')
    expect(part.get_by_role("button", name=words["cell.close"])).to_be_disabled()
    expect(part).to_contain_text(words["cell.close.first"])
    readable(page)
    part.get_by_role("link", name=words["cell.place-elsewhere"]).click()
    page.get_by_role("button", name=words["move.save"]).click()
    expect(page.get_by_text(words["field.needed"]).first).to_be_visible()
    expect(page.locator("[data-cell-pick]")).to_be_focused()
    page.locator("[data-cell-pick]").fill("F01/A/1/0")
    page.get_by_role("option", name="F01/A/1/04").click()
    for field in ("reason", "authority", "escort"):
        page.locator(f'[data-at="{field}"] input').fill("حارس")
    readable(page)
    page.get_by_role("button", name=words["move.save"]).click()
    done = page.locator("[data-done]")
    expect(done).to_contain_text(name)
    expect(done).to_contain_text("F01/A/1/04")
    assert IDS.search(done.inner_text()) is None
    page.goto(f"/desks/custody/residents?facility=F01&cell={cell}")
    part = page.locator(f'[data-cell-part="{cell}"]')
    part.get_by_role("button", name=words["cell.close"]).click()
    expect(part.get_by_text(words["field.needed"])).to_be_visible()
    expect(part.get_by_label(words["cell.why"])).to_be_focused()
    part.get_by_label(words["cell.why"]).fill("ماء مقطوع")
    part.get_by_role("button", name=words["cell.close"]).click()
    expect(page.locator("[data-done]")).to_contain_text(words["cell.closed"].replace("{place}", cell))
    page.get_by_role("button", name=words["cell.back"]).click()
    expect(page.locator(f'[data-cell="{cell}"]')).to_contain_text("ماء مقطوع")
    page.locator(f'[data-cell="{cell}"]').get_by_role("button").click()
    part.get_by_label(words["cell.why"]).fill("أُصلح")
    part.get_by_role("button", name=words["cell.reopen"]).click()
    expect(page.locator("[data-done]")).to_contain_text(words["cell.reopened"].replace("{place}", cell))
    page.goto(f"/desks/custody/person?person={person}")
    page.get_by_role("link", name=words["move.correct"]).click()
    page.locator("[data-cell-pick]").click()
    page.get_by_role("option", name=cell).click()
    page.get_by_label(words["move.wrong"], exact=False).fill("كُتبت زنزانة أخرى")
    page.get_by_role("button", name=words["move.correct.save"]).click()
    expect(page.locator("[data-done]")).to_contain_text(cell)


@pytest.mark.parametrize(
    ("language", "person", "name"),
    [
        ("ar", "هيوا", "هيوا كريم رشيد"),
        pytest.param("en", "نوزاد", "نوزاد احمد صالح", marks=pytest.mark.slow),
    ],
)
def test_a_court_day_is_entered_stands_on_the_calendar_and_gets_its_result(
    opened: Open, language: str, person: str, name: str
) -> None:
    words = say(language)
    today = day_of(clock.now())
    sits, until = ((today + timedelta(days=days)).isoformat() for days in (5, 30))
    page = opened(f"/desks/custody/court?facility=F01&since={today}&until={until}", language)
    page.get_by_role("button", name=words["court.enter"]).click()
    page.get_by_role("button", name=words["court.save"]).click()
    expect(page.locator("[data-person-pick]")).to_be_focused()
    picked(page, person, name)
    page.locator('[data-at="court"] input').fill("محكمة تحقيق الكرخ")
    moment(page, words["court.sits-at"], language, sits, "10:30")
    moment(page, words["court.leaves-at"], language, sits, "11:30")
    page.locator('[data-at="purpose"] select').select_option("detention")
    page.get_by_role("button", name=words["court.save"]).click()
    wrong = page.locator('[data-at="leaves"]').get_by_role("alert")
    expect(wrong).to_be_visible()
    readable(page)
    moment(page, words["court.leaves-at"], language, sits, "08:30")
    page.get_by_role("button", name=words["court.save"]).click()
    expect(page.locator("[data-done]")).to_contain_text("محكمة تحقيق الكرخ")
    page.locator("[data-done]").get_by_role("button").click()
    line = page.locator(f'[data-day="{sits}"] [data-court-line]').filter(has_text=name)
    expect(line).to_contain_text("10:30")
    expect(line).to_contain_text("08:30")
    readable(page)
    line.get_by_role("button", name=words["court.result"]).click()
    page.locator('[data-at="state"] select').select_option("cancelled")
    page.locator('[data-at="outcome"] textarea').first.fill("سُحبت الشكوى")
    page.get_by_role("button", name=words["court.save"]).click()
    expect(page.locator("[data-done]")).to_contain_text(words["court-state.cancelled"])
    page.locator("[data-done]").get_by_role("button").click()
    expect(line).to_contain_text(words["court-state.cancelled"])
    expect(line.get_by_role("button", name=words["court.change"])).to_have_count(0)


def test_a_photograph_is_given_shown_and_withdrawn(opened: Open, tmp_path: Path) -> None:
    words, shot = say("ar"), tmp_path / "صورة.jpg"
    Image.new("RGB", (60, 80), (120, 130, 140)).save(shot)
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(shot.read_bytes()[:40])
    page = opened("/desks/custody/person?person=P-000001", "ar")
    expect(page.get_by_text(words["photo.none"])).to_be_visible()
    page.locator('[data-photo] input[type="file"]').set_input_files(broken)
    expect(page.locator("[data-photo]").get_by_role("alert")).to_be_visible()
    page.locator('[data-photo] input[type="file"]').set_input_files(shot)
    expect(page.get_by_alt_text(words["photo.of"].replace("{name}", "سلام جاسم كاظم"))).to_be_visible()
    expect(page.get_by_text(words["photo.kept"])).to_be_visible()
    readable(page)
    page.get_by_role("button", name=words["photo.withdraw"]).click()
    page.get_by_label(words["photo.why"]).fill("صورة شخص آخر")
    page.get_by_role("button", name=words["photo.withdraw"]).click()
    expect(page.get_by_text(words["photo.withdrawn"])).to_be_visible()
    expect(page.get_by_text(words["photo.none"])).to_be_visible()


def test_registers_are_imported_together_with_what_came_of_each(opened: Open, tmp_path: Path) -> None:
    words = say("ar")
    orders = tmp_path / "orders.csv"
    orders.write_text(
        "number,booking,sort,authority,begins,until\nO-77,B-77,detention,محكمة,2024-03-05,2024-03-19\n"
    )
    people = tmp_path / "people.csv"
    people.write_text("number,name,sex,born\nP-77,كريم جاسم عبود,male,1991-03-14\n")
    notes = tmp_path / "notes.txt"
    notes.write_text("")
    page = opened("/desks/custody/import", "ar")
    page.locator("[data-files]").set_input_files([orders, people])
    expect(page.locator('[data-import="done"]')).to_be_visible()
    expect(page.get_by_role("region", name="people.csv")).to_contain_text("١")
    expect(page.locator('[data-came="imported"]')).to_have_count(2)
    readable(page)
    page.goto("/desks/custody/person")
    picked(page, "كريم جاسم", "كريم جاسم عبود")
    expect(page.locator('[data-banner="P-77"]')).to_be_visible()
    assert words["photo.none"] in page.locator("main").inner_text()


def test_an_admission_of_the_wrong_person_is_withdrawn_by_a_second_person(
    opened: Open, house: Served
) -> None:
    words = say("ar")
    page = opened("/desks/custody/person?person=P-000005", "ar")
    page.locator("[data-wrong-person]").click()
    form = page.locator("[data-withdraw-form]")
    form.get_by_label(words["withdraw.really"]).select_option("nobody")
    form.get_by_label(words["move.wrong"]).fill("دُوّن مرتين")
    form.get_by_role("button", name=words["withdraw.ask"]).click()
    waits = page.locator('[data-withdrawal="waits"]')
    expect(waits).to_contain_text(words["withdraw.mine"])
    expect(page.locator("[data-agree]")).to_have_count(0)
    readable(page)
    house.door.people.add("second", "Second", frozenset({"analyst"}), None, "test")
    second = Workbench(house.door, house.door.people.get("second"))
    house.door.cases.add_member("desk-custody", second.person.id, "test")
    number = page.locator("[data-booking]").first.get_attribute("data-booking") or ""
    declared = desk("custody")
    operation = declared.operation("admission-withdraw-agree")
    perform(second, declared, operation, OneBookingRequest(booking=number))
    page.reload()
    expect(page.locator('[data-withdrawal="done"]')).to_contain_text("Second")
    expect(page.locator("[data-move-sort]").first).to_contain_text(words["move.withdrawn"])
