"""The screens that every desk has, on the two desks of the conformance tests: read by axe in both directions,
in words of the catalogue, worked with by keyboard."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tahqiq.access.door import Door
from tahqiq.desk import desks
from tahqiq.desk.lifecycles import Lives
from tahqiq.workbench import Workbench
from tests.conformance.installing import installed, laid_out
from tests.seat import Seat

from .conftest import LOGIN, Open, Served, closing, opener, serving
from .screens import desk_screens
from .test_manners import AXE, axe
from .test_screens import CUT_OFF, OWN_WORDS, Look, server_sentences, sideways, walked

pytestmark = pytest.mark.browser


@dataclass
class AtDesks:
    """A server whose workspace has two desks, with what is shown of each."""

    served: Served
    case: str
    visit: str
    finding: str

    def screens(self) -> dict[str, str]:
        """The screens of both desks."""
        gate = desk_screens("visitors", "", "visits", "pass", f"visit/{self.visit}", "leave")
        return gate | desk_screens(
            "findings", self.case, "findings", "scene", f"finding/{self.finding}", "list"
        )


@pytest.fixture(scope="module")
def at_desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtDesks]:
    folder = tmp_path_factory.mktemp("desks")
    (folder / "packages").mkdir()
    with installed(laid_out(folder / "packages")):
        door = Door.found(folder / "ws", owner=LOGIN)
        omar = door.people.add("omar", "عمر Omar", frozenset({"analyst"}), None, "test")
        chief = Workbench(door, door.people.get(LOGIN))
        inbox = chief.cases()[0].id
        for name in ("visitors", "findings"):
            chief.open_desk(name)
        for home in (inbox, "desk-visitors", "desk-findings"):
            door.cases.add_member(home, omar.id, "test")
        clerk = Workbench(door, omar)
        gate = Seat(clerk, desks()["visitors"], "desk-visitors", "work")
        kind = desks()["visitors"].kind("visit")
        for number, name in enumerate(["سلام جاسم كاظم", "هيوا كريم", "Sara Ahmed"]):
            left = datetime(2026, 5, 1, 12, tzinfo=UTC) if number else None
            last = gate.records(kind).save(
                kind.body(visitor=name, arrived=datetime(2026, 5, 1, 9 + number, tzinfo=UTC), left=left)
            )
        room = Seat(clerk, desks()["findings"], inbox, "work")
        finding = desks()["findings"].kind("finding")
        for words, weight in (("مسحوق أبيض", 12), ("علبة", 0), ("حقيبة", None)):
            found = room.records(finding).save(finding.body(words=words, weight=weight), inbox)
            if weight:
                lives, asked = Lives(room, finding), found
                lives.act(found.id, "ask", lives.of(found).sha256)
        with serving(door) as served:
            yield AtDesks(served, inbox, last.id, asked.id)


@pytest.fixture
def opened(at_desks: AtDesks, browser: Browser) -> Iterator[Open]:
    yield from closing(lambda contexts, errors: opener(at_desks.served, browser, contexts, errors))


@pytest.mark.slow
@pytest.mark.parametrize(("language", "dark"), [("en", False), ("ckb", True)])
def test_every_screen_of_a_desk_serves_every_reader(
    opened: Open, at_desks: AtDesks, language: str, dark: bool
) -> None:
    source = AXE.read_text("utf-8")

    def look(page: Page) -> list[str]:
        return sideways(page) + axe(page, source)

    assert walked(opened("/", language, dark=dark), at_desks.screens(), look) == {}


@pytest.mark.slow
def test_every_word_of_a_desks_screens_comes_from_a_catalogue(opened: Open, at_desks: AtDesks) -> None:
    told = server_sentences()

    def page_look(page: Page) -> list[str]:
        found = [text for text in page.evaluate(OWN_WORDS) if not told.fullmatch(text.split(": ", 1)[1])]
        return found + [f"cut off: {text}" for text in page.evaluate(CUT_OFF)]

    look: Look = page_look
    assert walked(opened("/", "qps"), at_desks.screens(), look) == {}


def test_the_menu_shows_open_desks_and_a_register_is_counted_and_ordered(opened: Open) -> None:
    page = opened("/", "ckb")
    bar = page.locator("[data-desk-bar='visitors']")
    bar.get_by_role("button").first.wait_for()
    if not bar.get_by_role("link", name="سەردانەکان").is_visible():
        bar.get_by_role("button").first.click()
    bar.get_by_role("link", name="سەردانەکان").click()
    page.wait_for_url("**/desks/visitors/registers/visits")
    expect(page.locator("[data-row]")).to_have_count(3)
    page.get_by_role("button", name=re.compile("بەڵێ")).click()
    expect(page.locator("[data-row]")).to_have_count(1)
    assert "سلام جاسم كاظم" in page.locator("[data-row]").inner_text()
    page.reload()
    expect(page.locator("[data-row]")).to_have_count(1)
    page.get_by_role("button", name="هەموو", exact=True).click()
    expect(page.locator("[data-row]")).to_have_count(3)
    page.locator("#content").get_by_role("button", name=re.compile("میوان")).click()
    expect(page.get_by_role("columnheader", name=re.compile("میوان"))).to_have_attribute(
        "aria-sort", "ascending"
    )
    page.get_by_role("button", name="CSV").click()
    expect(page.get_by_text(re.compile("لە ناوەوە مایەوە"))).to_be_visible()


def test_a_form_is_filled_in_by_keyboard_kept_as_a_draft_and_sealed(opened: Open) -> None:
    page = opened("/desks/visitors/forms/pass", "ckb")
    expect(page.get_by_role("heading", level=1, name="مۆڵەتی دەروازە")).to_be_visible()
    name = page.locator("[id='q-full-name']")
    name.focus()
    page.keyboard.insert_text("ئاوات ڕەحیم")
    for _ in range(3):  # past what says that there is no value, to the telephone and what is said of it
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.locator("[id='q-reason']")).to_be_focused()
    page.keyboard.press("End")
    delivered = page.locator("[id='q-delivered']")
    expect(delivered).to_be_visible()
    expect(page.get_by_role("button", name="مۆرکردن")).to_be_disabled()
    delivered.focus()
    page.keyboard.insert_text("کتێب")
    expect(page.get_by_role("button", name="مۆرکردن")).to_be_enabled()
    for _ in range(2):  # past what says that there is no value, to the button that keeps a draft
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desks/visitors/papers/*")
    page.reload()
    expect(page.locator("[id='q-delivered']")).to_have_value("کتێب")
    page.get_by_role("button", name="مۆرکردن").click()
    expect(page.locator("[data-sealed=true]")).to_be_visible()
    page.get_by_role("status").get_by_role("link").click()
    page.wait_for_url("**/sources/*")


def test_an_approval_is_given_by_the_second_person_and_who_opened_it_is_told(
    opened: Open, at_desks: AtDesks
) -> None:
    page = opened(f"/desks/findings/inbox?case={at_desks.case}", "en")
    page.locator("[data-due=approval]").get_by_role("link").click()
    page.wait_for_url("**/records/finding/*")
    step = page.locator("[data-step=approve]")
    step.get_by_role("textbox").fill("weighed again")
    step.get_by_role("button", name="Approve").click()
    expect(page.locator("[data-state=approved]")).to_be_visible()
    page.get_by_role("button", name="Show who opened it").click()
    expect(page.locator("[data-openings] tbody tr").first).to_be_visible()
    assert "took a step" in page.locator("[data-openings]").inner_text()


def test_the_rules_say_where_they_are_broken_and_where_nobody_knows(opened: Open, at_desks: AtDesks) -> None:
    page = opened(f"/desks/findings/rules?case={at_desks.case}", "ckb")
    rule = page.locator("[data-rule=ORDER-7]")
    assert [
        rule.locator(f"[data-verdict={one}]").inner_text().split(": ")[1]
        for one in ("broken", "unknown", "holds")
    ] == ["١", "١", "١"]
    rule.get_by_text("تۆمارەکانی پشتی").click()
    rule.get_by_role("link", name="علبة").click()
    page.wait_for_url("**/records/finding/*")


def test_an_operation_is_asked_in_its_form_and_what_was_answered_stands_below(opened: Open) -> None:
    page = opened("/records", "ckb")
    page.locator("[data-records='visitors']").get_by_role("button").click()
    page.locator("[data-records='visitors'] [data-place='operations/arrive']").get_by_role("link").click()
    page.get_by_role("textbox", name="میوان").fill("نازەنین عومەر")
    page.get_by_role("button", name="پاشەکەوتی بکە").click()
    expect(page.locator("[data-answer]")).to_contain_text("نازەنین عومەر")
    page.goto(page.url.replace("arrive", "inside"))
    page.get_by_role("button", name="بپرسە").click()
    expect(page.locator("[data-answer] table")).to_contain_text("نازەنین عومەر")
    page.goto(page.url.replace("inside", "leave"))
    page.get_by_role("textbox", name="سەردان").fill("0" * 16)
    page.get_by_role("textbox", name="وەشان").fill("1")
    page.get_by_role("button", name="پاشەکەوتی بکە").click()
    expect(page.get_by_role("alert")).to_be_visible()


def test_a_record_is_printed_in_the_language_of_its_reader(opened: Open, at_desks: AtDesks) -> None:
    page = opened(f"/desks/visitors/records/visit/{at_desks.visit}", "en")
    page.get_by_label("Language of the paper").select_option("ar")
    with page.context.expect_page() as paper:
        page.get_by_role("button", name="Gate slip").click()
    told = paper.value
    expect(told.get_by_role("heading", name="قصاصة البوابة")).to_be_visible()
    assert told.locator("html").get_attribute("dir") == "rtl"
    expect(told.get_by_text("Sara Ahmed")).to_be_visible()


def test_a_supervisor_switches_a_desk_on_and_nobody_else_is_offered_to(
    opened: Open, at_desks: AtDesks
) -> None:
    page = opened("/desks", "en")
    desk = page.locator("[data-desk='passengers']")
    desk.get_by_role("button", name="Switch on").click()
    expect(page.get_by_role("status").filter(has_text="is switched on")).to_be_visible()
    expect(desk.get_by_text("Open to you")).to_be_visible()
    desk.get_by_role("button", name="Who works at it").click()
    expect(desk.locator("[data-member='sara']")).to_be_visible()
    expect(page.locator("[data-desk-bar='passengers']")).to_be_visible()
    page.locator("[data-me]").click()
    expect(page.get_by_role("menuitem", name="All desks")).to_be_visible()
    assert at_desks.served.door.cases.opened("desk-passengers") is not None
