"""The chart in a browser: from search to a saved drawing and back by its address, by keyboard, in both
directions, and for nobody else."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from .chart_page import chart, kept
from .conftest import Open, Served, bring, expand, sign, still, words
from .test_manners import AXE, axe

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "ckb"])
def test_from_search_to_a_chart_that_reopens_by_its_address(opened: Open, phone: str, language: str) -> None:
    say = words(language)
    page = opened("/search?q=07901234567&type=PhoneNumber", language)
    page.locator("[data-add-to-chart]").first.click()
    chart(page, 1)
    expect(page.locator("[data-panel]")).to_contain_text("+9647901234567")
    expand(page)
    chart(page, 4)
    expect(page.locator("[data-chart]")).to_have_attribute("data-pairs", "3")
    rows = page.get_by_role("grid").get_by_role("row")
    expect(rows).to_have_count(5)
    page.get_by_role("tab", name=say["chart.tab.lines"]).click()
    expect(page.get_by_role("grid", name=say["chart.tab.lines"]).get_by_role("row")).to_have_count(4)
    page.get_by_role("tab", name=say["chart.tab.timeline"]).click()
    expect(page.locator("[data-event]")).to_have_count(3)
    address = kept(page)
    assert phone in address
    again = opened(address.replace(page.context.pages[0].url.split("/chart")[0], ""), language)
    chart(again, 4)
    expect(again.locator("[data-event]")).to_have_count(3)
    expect(again.locator("[data-panel]")).to_contain_text("+9647901234567")


def test_every_line_can_be_asked_for_its_document(opened: Open, phone: str) -> None:
    page = opened(f"/chart?add={phone}")
    chart(page, 1)
    expand(page)
    chart(page, 4)
    line = page.locator("[data-panel] [data-line=Call]").first
    ways = [
        int(text)
        for text in line.locator("[data-way]").evaluate_all("found => found.map((one) => one.dataset.way)")
    ]
    line.locator("[data-behind]").click()
    behind = line.locator("[data-list-behind]")
    expect(behind).to_have_attribute(
        "data-list-behind", str(sum(ways))
    )  # the number on the line is the length of the list behind it
    expect(behind.locator("[data-event]")).to_have_count(min(50, sum(ways)))
    source = behind.locator("[data-source]").filter(has_text="calls.csv").first
    source.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("calls.csv")
    expect(page.locator("tr[data-here]")).to_have_count(1)  # at the very row


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_cards_of_an_item_and_of_a_line_list_every_record_and_open_at_its_row(
    opened: Open, phone: str, language: str
) -> None:
    page = opened(f"/chart?add={phone}", language)
    chart(page, 1)
    expand(page)
    chart(page, 4)
    page.locator("[data-chart-canvas]").focus()
    page.keyboard.press("Enter")
    cards = page.locator("[data-cards]")
    expect(cards.locator("[data-card]").first).to_be_visible()
    expect(cards.get_by_role("link", name=re.compile("calls.csv")).first).to_be_visible()
    expect(cards.get_by_text("B2").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(cards).to_have_count(0)
    page.get_by_role("tab", name=words(language)["chart.tab.lines"]).click()
    page.get_by_role("grid", name=words(language)["chart.tab.lines"]).locator("[data-at='0']").dblclick()
    page.locator("[data-panel] [data-open-cards]").click()
    first = cards.get_by_role("link", name=re.compile("calls.csv")).first
    expect(first).to_be_visible()
    total = cards.locator("[data-card]").count()
    cards.get_by_role("textbox").fill("nothing-like-this")
    expect(cards.locator("[data-card]")).to_have_count(0)
    cards.get_by_role("textbox").fill("")
    expect(cards.locator("[data-card]")).to_have_count(total)
    first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("calls.csv")
    expect(page.locator("tr[data-here]")).to_have_count(1)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_analysis_is_asked_about_this_chart_and_what_it_found_comes_back(
    opened: Open, phone: str, language: str
) -> None:
    say = words(language)
    page = opened(f"/chart?add={phone}", language)
    chart(page, 1)
    expand(page)
    chart(page, 4)
    page.locator("[data-command='look.analyse']").click()
    page.locator("[data-offer='degree']").click()
    expect(page.locator("[data-among]")).to_have_value("chart")
    page.locator("[data-run]").click()
    expect(page.locator("[data-found]")).to_be_visible(timeout=90_000)
    expect(page.locator("[data-about] [data-over-items]")).to_contain_text(re.compile("4|٤"))
    page.locator("[data-bring-columns]").click()
    expect(
        page.get_by_role("grid", name=say["chart.tab.items"]).get_by_role("columnheader")
    ).not_to_have_count(5)
    page.locator("[data-select-there]").click()
    expect(page.locator("[data-panel] h2")).to_contain_text(re.compile("4|٤"))
    page.keyboard.press("b")
    page.get_by_label(say["chart.sets.name"]).fill("حلقة Ring")
    page.keyboard.press("Enter")
    expect(page.locator("[data-set='حلقة Ring']")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("[data-set='حلقة Ring'] button").first.click()
    expect(page.locator("[data-panel] h2")).to_contain_text(re.compile("4|٤"))
    page.keyboard.press("Control+z")
    expect(page.locator("[data-set]")).to_have_count(0)


def test_a_key_without_a_selection_says_what_to_select_and_analyses_open_from_the_tools(
    opened: Open, phone: str
) -> None:
    page = opened(f"/chart?add={phone}")
    chart(page, 1)
    page.keyboard.press("Escape")
    for key in ("e", "Delete", "p", "g"):
        page.keyboard.press(key)
        expect(page.locator("[data-told]")).to_contain_text("Select an item first")
    chart(page, 1)
    wide = page.locator("[data-chart-canvas] canvas").first
    before = wide.evaluate("it => it.clientWidth")
    for shown in (1, 0):
        page.locator("[data-command='look.analyse']").click()
        expect(page.locator("[data-analyse-beside]")).to_have_count(shown)
    page.wait_for_function(
        (
            "width => [...document.querySelectorAll('[data-stage] canvas')].every(it => it.clientWidth "
            "=== width && it.width === width)"
        ),
        arg=before,
    )


def test_everything_is_undone_and_done_again_by_keyboard(opened: Open, phone: str) -> None:
    say = words("en")
    page = opened(f"/chart?add={phone}")
    chart(page, 1)
    page.keyboard.press("Control+a")
    expand(page)
    chart(page, 4)
    page.keyboard.press("Control+a")
    page.keyboard.press("p")
    page.keyboard.press("l")
    page.keyboard.press("g")
    page.get_by_label(say["chart.group.name"]).fill("خلية Crew")
    page.keyboard.press("Enter")
    expect(page.get_by_role("gridcell", name="خلية Crew").first).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("[role=grid] [data-at='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator("[role=grid] [data-at='1']")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Delete")
    chart(page, 3)
    for items in (4, 4, 4):
        page.keyboard.press("Control+z")
        chart(page, items)
    expect(page.get_by_role("gridcell", name="خلية Crew")).to_have_count(0)
    page.keyboard.press("Control+z")
    chart(page, 1)
    for items in (4, 4, 4, 3):
        page.keyboard.press("Control+Shift+z")
        chart(page, items)
    page.keyboard.press("Shift+h")
    chart(page, 4)
    assert "1 hidden" not in page.locator("[data-panel]").inner_text()


def test_the_palette_knows_commands_by_their_names_elsewhere(opened: Open, phone: str) -> None:
    page = opened(f"/chart?add={phone}")
    chart(page, 1)
    page.keyboard.press("Control+k")
    expect(page.locator("[data-palette]")).to_be_focused()
    page.keyboard.type("find linked")
    page.keyboard.press("Enter")
    bring(page)
    chart(page, 4)
    page.keyboard.press("Control+k")
    expect(page.locator("[data-palette]")).to_be_focused()
    page.keyboard.type("list most connected")
    expect(page.get_by_role("listbox").get_by_role("option").first).to_have_attribute(
        "data-command", "select.most"
    )
    page.keyboard.press("Enter")
    expect(page.locator("[role=row][aria-selected=true]")).to_have_count(4)
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.locator("[data-commands]")).to_contain_text("List Most Connected")


def test_a_path_and_adding_without_a_mouse(opened: Open, person: str) -> None:
    say = words("en")
    page = opened(f"/chart?add={person}")
    chart(page, 1)
    page.keyboard.press("a")
    page.get_by_role("dialog").get_by_label(say["search.label"]).fill("Sara Ahmed")
    expect(page.locator("[data-add]").first).to_be_visible()
    page.keyboard.press("Enter")
    chart(page, 2)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Control+a")
    page.keyboard.press("Shift+p")
    chart(page, 4)
    expect(page.locator("[data-told]")).to_contain_text("3 steps apart")


def test_who_is_not_in_the_case_finds_no_chart(
    opened: Open, served: Served, browser: Browser, phone: str
) -> None:
    page = opened(f"/chart?add={phone}")
    chart(page, 1)
    page.get_by_label(words("en")["chart.name"]).fill("zzqxchart")
    page.get_by_label(words("en")["chart.name"]).blur()
    address = kept(page)
    served.door.people.add("outside", "Outside", frozenset({"analyst"}), "correct horse battery", "test")
    outside = served.door.people.get("outside")
    served.door.cases.open("Elsewhere", outside.id)
    context = browser.new_context(base_url=served.url)
    sign(context, served.url, served.door.people.issue(outside.id, "session", timedelta(hours=1)))
    other = context.new_page()
    other.goto(address)
    expect(other.get_by_role("alert")).to_be_visible()
    other.goto("/charts")
    expect(other.get_by_text("Elsewhere")).to_be_visible()
    assert "zzqxchart" not in other.content()
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize(("language", "dark"), [("en", False), ("ar", True)])
def test_the_chart_is_accessible(opened: Open, phone: str, language: str, dark: bool) -> None:
    source = AXE.read_text("utf-8")
    found: dict[str, list[str]] = {}
    page = opened("/chart", language, dark=dark)
    expect(page.locator("[data-chart]")).to_be_visible()
    found["empty"] = axe(page, source)
    page.goto(f"/chart?add={phone}")
    chart(page, 1)
    expand(page)
    chart(page, 4)
    expect(page.locator("[data-told]")).to_have_count(0, timeout=10_000)
    found["items"] = axe(page, source)
    page.keyboard.press("3")
    expect(page.locator("[data-event]").first).to_be_visible()
    found["timeline"] = axe(page, source)
    page.keyboard.press("Control+k")
    expect(page.get_by_role("listbox")).to_be_visible()
    still(page)
    found["palette"] = axe(page, source)
    for path in ("/charts", "/help"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        found[path] = axe(page, source)
    assert {name: items for name, items in found.items() if items} == {}


def test_the_bar_of_time_filters_items_lines_and_their_counts(opened: Open, phone: str) -> None:
    page = opened(f"/chart?add={phone}")
    chart(page, 1)
    expand(page)
    chart(page, 4)
    page.locator("[data-command='look.time']").click()
    bar = page.locator("[data-time-bar]")
    expect(bar.locator("[data-bars]")).to_be_visible()
    events = int(bar.get_attribute("data-time-bar") or "0")
    assert events > 0
    bar.locator("[data-bars]").press("ArrowRight")
    expect(page).to_have_url(re.compile("off=time-day_"))
    expect(page.locator(f"[data-time-bar]:not([data-time-bar='{events}'])")).to_be_visible()
    part = int(bar.get_attribute("data-time-bar") or "0")
    page.get_by_role("tab", name=words("en")["chart.tab.lines"]).click()
    rows = (
        page.get_by_role("grid", name=words("en")["chart.tab.lines"])
        .get_by_role("row")
        .filter(has_text="Call")
    )
    expect(rows.first).to_be_visible()
    assert sum(int(row.get_by_role("gridcell").nth(3).inner_text()) for row in rows.all()) == part < events
    page.get_by_role("tab", name=words("en")["chart.tab.timeline"]).click()
    expect(page.locator(f"[data-timeline='{part}'] [data-event]")).to_have_count(part)
    expect(page.locator("[data-timeline] [role=status]")).to_contain_text(
        f"{events - part} outside the part of the time"
    )
    line = page.locator("[data-panel] [data-line=Call]").first
    ways = [
        int(text)
        for text in line.locator("[data-way]").evaluate_all("found => found.map((one) => one.dataset.way)")
    ]
    line.locator("[data-behind]").click()
    expect(line.locator("[data-list-behind]")).to_have_attribute(
        "data-list-behind", str(sum(ways))
    )  # the list is of the same part of the time
    bar.locator("[data-whole]").click()
    expect(page.locator(f"[data-time-bar='{events}']")).to_be_visible()
    chart(page, 4)


def drawn(page: Page) -> None:
    """Wait until what was moved is drawn where it is now: nobody clicks on it before."""
    page.wait_for_timeout(600)  # undoing glides there


def test_the_right_button_takes_nothing_along_and_escape_puts_a_dragged_item_back(
    opened: Open, phone: str
) -> None:
    """An item followed the pointer after its menu was closed by Escape, and nothing could undo it."""
    page = opened(f"/chart?add={phone}")
    chart(page, 1)
    kept(page)
    menu = page.locator("[data-chart-menu]")
    page.keyboard.press("Shift+Tab")
    page.locator("[data-chart-canvas]").focus()
    page.keyboard.press("Shift+F10")  # opens at the item
    expect(menu.locator("[data-command='chart.pin']")).to_be_visible()
    at = page.locator("span[aria-haspopup=menu][style*=fixed]").bounding_box()
    assert at is not None
    x, y = at["x"], at["y"]
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    page.mouse.click(x, y, button="right")
    expect(menu.locator("[data-command='chart.pin']")).to_be_visible()  # the menu of the item
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    page.keyboard.press("Control+a")
    expect(page.locator("[role=row][aria-selected=true]")).to_have_count(1)  # the chart, not the page's text
    assert page.evaluate("String(getSelection())") == ""
    page.mouse.move(x + 150, y + 80, steps=5)
    page.mouse.click(x, y, button="right")
    expect(menu.locator("[data-command='chart.pin']")).to_be_visible()  # where it was
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 150, y + 80, steps=5)
    page.keyboard.press("Escape")
    page.mouse.up()
    drawn(page)
    page.mouse.click(x, y, button="right")
    expect(menu.locator("[data-command='chart.pin']")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-chart]")).to_have_attribute("data-saved", "saved")  # nothing was moved
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 150, y + 80, steps=5)
    page.mouse.up()
    drawn(page)
    page.mouse.click(x + 150, y + 80, button="right")
    expect(menu.locator("[data-command='chart.pin']")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    drawn(page)
    page.mouse.click(x, y, button="right")
    expect(menu.locator("[data-command='chart.pin']")).to_be_visible()  # undone
    menu.locator("[data-command='chart.pin']").click()
    expect(menu).to_have_count(0)
    page.keyboard.press("Control+a")
    expect(page.locator("[role=row][aria-selected=true]")).to_have_count(1)
    assert page.evaluate("String(getSelection())") == ""
