"""From files sealed to be looked at first, over a corrected mapping with its preview, to the reading; and
reading again."""

import re
import secrets
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import Open, words
from .test_manners import AXE, axe

pytestmark = pytest.mark.browser


def clean(page: Page) -> None:
    """axe finds nothing on the screen as it is."""
    assert axe(page, AXE.read_text("utf-8")) == []


@pytest.mark.parametrize("language", ["en", "ckb"])
def test_a_mapping_is_corrected_with_its_effect_beside_it(
    opened: Open, tmp_path: Path, language: str
) -> None:
    say = words(language)
    file = tmp_path / f"swapped_{language}.csv"
    # A mapping that is kept is proposed for the next file with the same header, so each language brings its
    # own.
    last, first, second = {
        "en": ("1", "calling number", "called number"),
        "ckb": ("2", "A number", "B number"),
    }[language]
    file.write_text(
        f"{first},{second},start time,duration\n0790111111{last},0790222222{last},2026-04-01 10:15:00,65\n",
        "utf-8",
    )
    page = opened("/deposit", language)
    page.locator("input[data-files]").set_input_files(str(file))
    page.locator("[data-authority] summary").click()
    page.get_by_label(say["said.order"], exact=True).fill("77/2026")
    page.get_by_label(say["said.zone"]).select_option("Asia/Baghdad")
    page.get_by_role("button", name=say["deposit.look-first"]).click()
    expect(page.locator("[data-intake=sealed]")).to_contain_text(file.name)
    expect(page.locator("[data-recognised=delimited]")).to_be_visible()
    clean(page)

    page.get_by_role("link", name=say["recognised.look"]).click()
    caller, called = (page.locator(f"tr[data-column='{name}'] select").first for name in (first, second))
    expect(caller).to_have_value("facts/call/a")
    expect(page.locator("[data-fact]")).to_contain_text(re.compile(f"790111111{last}.*790222222{last}"))
    called.select_option("facts/call/a")
    caller.select_option("facts/call/b")
    expect(page.locator("[data-fact]")).to_contain_text(re.compile(f"790222222{last}.*790111111{last}"))
    clean(page)
    page.get_by_label(say["mapping.name"]).fill(f"other way {language}")
    here = page.url
    page.get_by_role("button", name=say["mapping.read"], exact=True).click()
    expect(page.locator("[data-done]")).to_contain_text(say["mapping.reading"])
    assert page.url == here
    page.get_by_role("link", name=say["mapping.reading.open"]).click()
    expect(page.locator("dl").first).to_contain_text("77/2026")
    page.get_by_role("link", name=say["recognised.again"]).click()
    again = page.get_by_role("button", name=say["mapping.read-again"], exact=True)
    expect(again).to_be_disabled()
    page.get_by_label(say["mapping.reason"]).fill("caller and called were right")
    expect(again).to_be_enabled()
    again.click()
    expect(page.locator("[data-done]")).to_contain_text(say["mapping.reading"])


def test_what_is_wrong_with_a_mapping_is_said_and_the_text_is_kept(opened: Open, sheet: str) -> None:
    say = words("en")
    page = opened(f"/sources/{sheet}/mapping")
    page.get_by_role("button", name=say["mapping.as-text"]).click()
    box = page.get_by_label(say["mapping.text-of"])
    expect(box).to_have_value(re.compile("schema: Person"))
    box.fill(box.input_value().replace("schema: Person", "schema: Persn"))
    expect(page.get_by_role("alert")).to_contain_text("Persn")
    expect(box).to_have_value(re.compile("Persn"))
    expect(page.get_by_role("button", name=say["mapping.keep"])).to_be_disabled()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_document_brought_by_mistake_is_withdrawn_and_brought_back(
    opened: Open, tmp_path: Path, language: str
) -> None:
    say = words(language)
    file = tmp_path / f"mistaken_{language}.csv"
    file.write_text(f"name,phone\nMistaken {secrets.token_hex(3)},07905550001\n", "utf-8")
    page = opened("/deposit", language)
    page.locator("input[data-files]").set_input_files(str(file))
    page.get_by_role("button", name=say["deposit.look-first"]).click()
    expect(page.locator("[data-intake=sealed]")).to_contain_text(file.name)
    page.get_by_role("link", name=say["recognised.look"]).click()
    page.get_by_role("button", name=say["mapping.read.proposed"], exact=True).click()
    page.get_by_role("link", name=say["mapping.reading.open"]).click()
    page.get_by_role("button", name=say["withdraw.title"]).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(say["withdraw.text"])
    dialog.get_by_label(say["withdraw.why"]).fill("the list of another case")
    clean(page)
    page.keyboard.press("Enter")
    withdrawn = page.locator("[data-withdrawn]")
    expect(withdrawn).to_contain_text("the list of another case", timeout=30_000)
    expect(page.get_by_role("button", name=say["withdraw.title"])).to_have_count(0)
    clean(page)
    withdrawn.get_by_role("link", name=say["withdraw.back"]).click()
    page.get_by_label(say["mapping.reason"]).fill("it belongs here")
    page.get_by_role("button", name=say["mapping.read-again.proposed"], exact=True).click()
    expect(page.locator("[data-done]")).to_contain_text(say["mapping.reading"])
    page.goto(page.url.split("/sources/")[0])  # the list of before names the reading that was withdrawn
    row = page.get_by_role("row").filter(has_text=file.name).filter(has_text=say["state.published"])
    row.get_by_role("link").click(timeout=30_000)
    expect(page.get_by_role("button", name=say["withdraw.title"])).to_be_visible()
    expect(page.locator("[data-withdrawn]")).to_have_count(0)
