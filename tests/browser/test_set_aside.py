"""The fields of a document that nothing was made of: by name, with the reason, one click from the column in
the editor; lost fields are marked."""

import os
import secrets
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from .conftest import Open, Served, closing, founded, opener, serving, words

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A workspace of its own."""
    with serving(founded(tmp_path_factory.mktemp("set-aside"))) as served:
        yield served


@pytest.fixture
def opened_apart(apart: Served, browser: Browser) -> Iterator[Open]:
    """Pages of that workspace."""
    yield from closing(partial(opener, apart, browser))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_idle_columns_are_named_and_one_click_from_use(
    opened_apart: Open, apart: Served, tmp_path: Path, language: str
) -> None:
    say = words(language)
    file = tmp_path / f"people_{language}.csv"
    rows = [
        f"Person {language} {n},0743{2220000 + n},{'1980-01-02' if n % 3 else 'spring'},shoe {n}\n"
        for n in range(1, 31)
    ]
    file.write_text("name,phone,date of birth,footwear\n" + "".join(rows), "utf-8")
    bench = apart.bench()
    made = bench.collect(
        [file], bench.deposit("Inbox", grade="admiralty:B2", handling_code="internal", zone="Asia/Baghdad")
    )[0]
    assert made.fields is not None
    page = opened_apart(f"/sources/{made.source}", language)
    expect(page.locator("[data-fields]")).to_be_visible()
    idle = page.locator("tr[data-aside='footwear']").first
    expect(idle).to_contain_text("30" if language == "en" else "")
    expect(idle).to_contain_text("mapping" if language == "en" else "قواعد القراءة")
    page.locator("[data-place]").first.click()
    expect(page.locator("tr[data-lost]").first).to_be_visible()
    expect(page.locator("th[data-idle]")).to_have_count(1)
    if shots := os.environ.get("TAHQIQ_SHOTS"):
        page.screenshot(path=f"{shots}/aside-{language}.png", full_page=True)
    idle.get_by_role("link", name=say["fields.use"]).click()
    column = page.locator("tr[data-column='footwear'][data-here]")
    expect(column).to_be_in_viewport()
    expect(column.locator("option:checked").first).to_have_text(say["mapping.kept-as-is"])
    reason = page.get_by_label(say["mapping.reason"], exact=True)
    expect(reason).to_have_value(say["mapping.reason.column"].replace("{column}", "footwear"))
    expect(page.get_by_role("button", name=say["mapping.read-again"], exact=True)).to_be_enabled()
    if shots:
        page.screenshot(path=f"{shots}/aside-editor-{language}.png")
    page = opened_apart(f"/search?q=shoe+{11 if language == 'en' else 12}", language)
    found = page.locator("[data-idle-found]")
    expect(found).to_contain_text(say["idle.title"])
    expect(found).to_contain_text("footwear")
    if shots:
        page.screenshot(path=f"{shots}/idle-{language}.png")


@pytest.mark.slow
def test_a_column_is_used_with_one_click_and_the_older_reading_says_so(
    opened_apart: Open, apart: Served, tmp_path: Path
) -> None:
    say = words("en")
    mark = secrets.token_hex(4)
    file = tmp_path / f"calls_{mark}.csv"
    rows = [
        f"0743{1110000 + n % 4},0743{2220000 + n % 5},2026-03-{n:02} 10:00:00,{n * 37},quiet {mark} {n}\n"
        for n in range(1, 21)
    ]
    file.write_text(
        "calling number,called number,start time,duration,noise behind\n" + "".join(rows), "utf-8"
    )
    bench = apart.bench()
    made = bench.collect([file], bench.deposit("Inbox", zone="Asia/Baghdad"))[0]
    page = opened_apart(f"/sources/{made.source}")
    page.locator("tr[data-aside='noise behind']").get_by_role("link", name=say["fields.use"]).click()
    save = page.get_by_role("button", name=say["mapping.read-again"], exact=True)
    expect(save).to_be_enabled()
    save.press("Enter")
    expect(page.locator("[data-done]").get_by_role("link")).to_be_visible()
    again = opened_apart("/")
    expect(again.locator("[data-job='done']").filter(has_text=file.name)).to_have_count(2)
    again.goto(f"/sources/{made.source}")
    expect(again.locator("[data-followed]")).to_be_visible()
    again.locator("[data-followed]").get_by_role("link").click()
    expect(again.locator("[data-fields]")).to_be_visible()
    expect(again.locator("tr[data-aside='noise behind']")).to_have_count(0)
