"""Somebody who has never seen the program does the main job with the keyboard alone: every step is reached
with Tab, arrows, Enter and what stands on the screen."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import LOGIN, PASSWORD, Open, words
from .test_screens import settle

pytestmark = pytest.mark.browser

MOST_TABS = 90
LANGUAGES = ["ar", pytest.param("ckb", marks=pytest.mark.slow), pytest.param("en", marks=pytest.mark.slow)]
NAMES = {"ar": ("سهام ناجي وهاب", "3"), "ckb": ("شیلان ئازاد کەریم", "4"), "en": ("Muna Sabri Latif", "5")}

VISIBLE_FOCUS = """() => {
  const item = document.activeElement, style = getComputedStyle(item);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  return ring || style.boxShadow !== "none" || style.borderColor !== getComputedStyle(document.body).borderColor;
}"""  # noqa: E501


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press Tab until something has the focus, as a person would who looks for it; the focus must show
    wherever it stops."""
    expect(wanted.first).to_be_visible()
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        assert page.evaluate(VISIBLE_FOCUS), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if wanted.first.evaluate(
            "item => item === document.activeElement || item.contains(document.activeElement)"
        ):
            return
    pytest.fail(f"{wanted} is not reached with {key}.")


def go_home(page: Page, say: dict[str, str]) -> None:
    """After a document was read one stays where one was, and is told so; home has what came of it."""
    settle(page)
    tab_to(page, page.get_by_role("link", name=say["nav.home"], exact=True), "Shift+Tab")
    page.keyboard.press("Enter")


def choose(page: Page, field: Locator, value: str) -> None:
    """Choose in a list with the arrows."""
    for key in ["Home"] + ["ArrowDown"] * 80:
        if field.input_value() == value:
            return
        page.keyboard.press(key)
    pytest.fail(f"{value} is not reached with the arrows.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_main_job_with_the_keyboard_alone(opened: Open, tmp_path: Path, language: str) -> None:
    say, (person, digit) = words(language), NAMES[language]
    own, other = f"0790123{digit}111", f"0790123{digit}222"
    calls, people = tmp_path / f"calls-{language}.csv", tmp_path / f"people-{language}.csv"
    calls.write_text(
        (
            f"from {language},to {language},start time,duration\n{own},{other},2026-04-01 10:15:00,65\n"
            f"{own},{other},2026-04-02 11:00:00,30\n"
        ),
        "utf-8",
    )
    people.write_text(f"name,phone,city\n{person},{own},Mosul\nNobody Known,309,Basra\n", "utf-8")

    page = opened("/", language, signed_in=False)
    page.on(
        "filechooser", lambda _: None
    )  # asked for early: Playwright does not wait until the browser has heard of it
    expect(page.get_by_label(say["sign-in.login"])).to_be_focused()
    page.keyboard.type(LOGIN)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=say["home.title"])).to_be_visible()

    tab_to(page, page.get_by_role("link", name=say["home.deposit"], exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=say["deposit.title"])).to_be_visible()
    settle(page)
    tab_to(page, page.get_by_role("button", name=say["deposit.files"]))
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files([str(calls), str(people)])
    expect(page.get_by_text(calls.name)).to_be_visible()
    zone = page.get_by_label(say["said.zone"])
    tab_to(page, zone)
    choose(page, zone, "Asia/Baghdad")
    tab_to(page, page.get_by_role("button", name=say["deposit.look-first"]))
    page.keyboard.press("Enter")

    sheet = page.locator("[data-intake]").filter(has_text=calls.name)
    tab_to(page, sheet.get_by_role("link", name=say["recognised.look"]))
    page.keyboard.press("Enter")
    caller, called = (
        page.locator(f"tr[data-column='{name} {language}'] select").first for name in ("from", "to")
    )
    tab_to(page, caller)
    choose(page, caller, "facts/call/a")
    tab_to(page, called)
    choose(page, called, "facts/call/b")
    expect(page.locator("[data-fact]").first).to_contain_text(re.compile(f"{own[1:]}.*{other[1:]}"))
    named = page.get_by_label(say["mapping.name"])
    tab_to(page, named)
    page.keyboard.press("Control+a")
    page.keyboard.type(f"newcomer {language}")
    page.keyboard.press("Enter")
    go_home(page, say)
    expect(page.locator("[data-job=done]").filter(has_text=calls.name)).to_be_visible(timeout=30_000)

    waiting = page.locator("[data-waiting=sealed]")
    tab_to(page, waiting)
    page.keyboard.press("Enter")
    expect(page.locator("[data-intake=sealed]").filter(has_text=people.name)).to_be_visible()
    tab_to(page, page.get_by_role("main").get_by_role("button").last)
    page.keyboard.press("Enter")
    go_home(page, say)
    expect(page.locator("[data-job=done]").filter(has_text=people.name)).to_be_visible(timeout=30_000)
    tab_to(page, page.get_by_role("row").filter(has_text=people.name).get_by_role("link"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(people.name)
    row = page.get_by_role("row").filter(has_text="309")
    tab_to(page, row.get_by_role("button"))
    page.keyboard.press("Enter")
    expect(page.locator("tr[aria-current=location]")).to_contain_text("Nobody Known")

    page.keyboard.press("/")
    page.keyboard.type(person)
    page.keyboard.press("Enter")
    hit = page.locator("[data-hit]").filter(has_text=person).first
    expect(hit).to_be_visible()
    tab_to(page, hit)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(person)
    place = page.locator("[data-place]").filter(has_text=people.name).first
    tab_to(page, place)
    page.keyboard.press("Enter")
    expect(page.locator("tr[aria-current=location] td[data-here]")).to_have_text(person)

    tab_to(page, page.locator("[data-add-to-chart]").first, "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-chart][data-items='1']:not([data-working])")).to_be_visible(timeout=15_000)
    expand = page.get_by_role("button", name=re.compile(re.escape(say["command.chart.expand"]))).first
    tab_to(page, expand)
    page.keyboard.press("Enter")
    expect(page.locator("[data-put='1']")).to_be_focused()  # what would come is shown, Enter brings it
    page.keyboard.press("Enter")
    expect(page.locator("[data-chart][data-items='2']:not([data-working])")).to_be_visible(timeout=15_000)
    tab_to(page, page.get_by_role("button", name=say["chart.export"]))
    page.keyboard.press("Enter")
    item = page.get_by_role("menuitem", name=say["command.chart.export.png"])
    expect(item).to_be_visible()
    for _ in range(6):
        if item.evaluate("item => item === document.activeElement"):
            break
        page.keyboard.press("ArrowDown")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
