"""What is typed is sealed as a graded note, is a value like any other, and shows who may be the same while it
is typed."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import Open, words
from .test_manners import AXE, axe

pytestmark = pytest.mark.browser


def graded(page: Page, say: dict[str, str]) -> None:
    """Grade the note C3."""
    page.get_by_label(say["said.grade"], exact=True).select_option("admiralty")
    page.get_by_label(say["said.grade.sign"].replace("{n}", "1")).select_option("C")
    page.get_by_label(say["said.grade.sign"].replace("{n}", "2")).select_option("3")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_typed_person_is_sealed_graded_and_linked(opened: Open, person: str, language: str) -> None:
    say = words(language)
    source = AXE.read_text("utf-8")
    name = {"en": "Karwan Typed Aziz", "ar": "كاروان مكتوب عزيز"}[language]
    page = opened("/new", language)
    seal = page.get_by_role("button", name=say["record.seal"])
    expect(seal).to_be_disabled()
    page.locator("[data-field=name]").fill("علي حسن كاظم")
    expect(page.locator("[data-alike]").get_by_role("link").first).to_have_text("علي حسن كاظم")
    assert axe(page, source) == []
    page.locator("[data-field=name]").fill(name)
    page.get_by_label(say["record.basis"]).fill("told by a witness")
    graded(page, say)
    seal.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name, timeout=30_000)
    expect(page.get_by_text("C3", exact=True).first).to_be_visible()
    expect(page.locator("[data-place]").filter(has_text="note-Person-").first).to_be_visible()
    typed = page.url.split("/entities/")[1].split("?")[0]

    page.get_by_role("link", name=say["record.more"]).click()
    page.locator("[data-field=motherName]").fill("Hana")
    graded(page, say)
    seal.click()
    expect(page).to_have_url(re.compile(f"/entities/{typed}"), timeout=30_000)
    expect(page.get_by_text("Hana", exact=True).first).to_be_visible()

    page.locator("[data-place]").filter(has_text="note-Person-").last.focus()
    page.keyboard.press("i")
    page.get_by_role("button", name=say["value.retract"]).click()
    page.get_by_role("dialog").get_by_label(say["review.reason"]).fill("misheard")
    page.get_by_role("dialog").get_by_role("button", name=say["dialog.ok"]).click()
    expect(page.locator("[data-place]").filter(has_text="note-Person-")).to_have_count(1)

    page.goto(f"/new?type=Associate&from={typed}")
    expect(page.locator("[data-picked]").first).to_contain_text(name)
    page.get_by_placeholder(say["search.placeholder"]).last.fill("علي حسن كاظم")
    page.locator("[data-pick]").first.click()
    graded(page, say)
    assert axe(page, source) == []
    seal.click()
    expect(page.locator("[data-neighbour]").filter(has_text="علي حسن كاظم")).to_be_visible(timeout=30_000)
    assert person in (page.locator("[data-neighbour]").first.get_attribute("href") or "")
