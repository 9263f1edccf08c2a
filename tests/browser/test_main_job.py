"""The main job in a browser: sign in, hand over a file, search in two scripts, open a person, see where a
value comes from."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import LOGIN, PASSWORD, Open, words

pytestmark = pytest.mark.browser

ROWS = {
    "en": ("Noor Salim Haddad", "نور سليم حداد", "07902220001", "noor"),
    "ar": ("Dana Shwan Qadir", "دانا شوان قادر", "07902220002", "shwan"),
}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_from_a_dropped_file_to_the_row_of_the_original(opened: Open, tmp_path: Path, language: str) -> None:
    latin, arabic, number, asked = ROWS[language]
    say = words(language)
    file = tmp_path / f"delivery_{language}.csv"
    file.write_text(
        f"name,mother name,phone,city\n{arabic},سعاد علي,{number},Mosul\n{latin},Hana,{number[:-1]}9,Duhok\n",
        "utf-8",
    )
    page = opened("/deposit", language, signed_in=False)
    page.get_by_label(say["sign-in.login"]).fill(LOGIN)
    page.get_by_label(say["sign-in.password"], exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")

    page.locator("input[data-files]").set_input_files(str(file))
    expect(page.get_by_text(file.name)).to_be_visible()
    page.get_by_label(say["said.handling"]).select_option("no-court")
    page.get_by_label(say["said.grade"], exact=True).select_option("admiralty")
    page.get_by_label(say["said.grade.sign"].replace("{n}", "1")).select_option("C")
    page.get_by_label(say["said.grade.sign"].replace("{n}", "2")).select_option("3")
    page.get_by_label(say["said.from"]).fill("مديرية عينة")
    page.locator("button[type=submit]", has_text=re.compile("1|١|\\w")).last.click()

    expect(page.locator("[data-job=done]").filter(has_text=file.name)).to_be_visible(timeout=30_000)
    expect(page.get_by_role("row").filter(has_text=file.name)).to_be_visible()

    for text, caption in ((arabic, arabic), (asked, latin)):
        page.keyboard.press("/")
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        expect(page.locator("[data-hit]").filter(has_text=caption).first).to_be_visible()
        page.keyboard.press("/")
        page.keyboard.press("Escape")

    page.goto(f"/search?q={arabic}&type=Person")
    page.locator("[data-hit]").filter(has_text=arabic).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(arabic)
    record = page.locator("[data-place]").filter(has_text=file.name).first
    record.click()
    expect(page).to_have_url(re.compile(r"at=[0-9a-f]+\.0\.2\.\d"))
    marked = page.locator("tr[aria-current=location]")
    expect(marked).to_contain_text(arabic)
    expect(marked.locator("td[data-here]")).to_have_text(arabic)
    expect(page.get_by_text("C3", exact=True).first).to_be_visible()
    page.keyboard.press("i")
    details = page.locator("dl").first
    expect(details).to_contain_text(re.compile("[0-9a-f]{64}"))
    expect(details).to_contain_text("سارا Sara")
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == (
        "rtl" if language == "ar" else "ltr"
    )


def test_the_address_reopens_what_was_seen(opened: Open, person: str, sheet: str) -> None:
    page = opened(f"/entities/{person}?at={sheet}.0.2.1")
    expect(page.locator("td[data-here]")).to_have_text("علي حسن كاظم")
    with page.expect_download() as download:
        page.get_by_text(words("en")["original.download"]).click()
    assert "علي حسن كاظم" in Path(download.value.path()).read_text("utf-8")


def test_a_problem_opens_the_very_row(opened: Open, sheet: str) -> None:
    page = opened(f"/sources/{sheet}")
    expect(page.locator("[data-balance]")).to_have_text("4 records = 4 used + 0 not used")
    page.get_by_role("row").filter(has_text="309").get_by_role("button").first.click()
    expect(page.locator("tr[aria-current=location]")).to_contain_text("Omar Faruq")


def test_events_are_told_with_their_records(opened: Open, phone: str) -> None:
    page = opened(f"/entities/{phone}?tab=events")
    expect(page.locator("[data-event-count]")).to_have_text("3 events · 3 records")
    event = page.get_by_role("article").first
    expect(event).to_contain_text("1 March 2026, 07:15:00 (UTC)")
    expect(event).to_contain_text("+9647907654321")
    event.locator("[data-place]").click()
    expect(page.locator("tr[aria-current=location]")).to_contain_text("2026-03-01 10:15:00")


def test_neighbours_have_counts_and_lead_on(opened: Open, phone: str) -> None:
    page = opened(f"/entities/{phone}?tab=neighbours")
    page.locator("[data-neighbour]").filter(has_text="+9647907654321").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("+9647907654321")


def test_verify_and_the_head_of_the_log(opened: Open) -> None:
    page = opened("/verify")
    expect(page.locator("[data-head]")).to_contain_text("tahqiq-head")
    page.get_by_role("button", name=words("en")["verify.go"]).click()
    expect(page.locator("[data-verdict=holds]")).to_be_visible()
