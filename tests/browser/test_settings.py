"""Digits, the Hijri date and density are chosen once, are remembered, and hold on every screen."""

import pytest
from playwright.sync_api import expect

from .conftest import Open, words
from .test_manners import AXE, axe

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "ar"])
def test_settings_change_what_is_shown_and_stay(opened: Open, sheet: str, language: str) -> None:
    say = words(language)
    page = opened("/settings", language)
    example = page.locator("[data-example]")
    expect(example).to_contain_text("1,234,567" if language == "en" else "١٬٢٣٤٬٥٦٧")
    page.get_by_label(say["settings.digits"]).select_option("arab" if language == "en" else "latn")
    page.get_by_label(say["settings.hijri"]).click()
    page.get_by_label(say["settings.density"]).select_option("dense")
    expect(example).to_contain_text("١/٩/١٤٤٥" if language == "en" else "1/9/1445")
    assert axe(page, AXE.read_text("utf-8")) == []
    page.goto(f"/sources/{sheet}")
    expect(page.locator("html")).to_have_attribute("data-density", "dense")
    expect(page.locator("dl").first).to_contain_text("AH" if language == "en" else "هـ")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.emulate_media(media="print")
    expect(page.get_by_role("banner")).to_be_hidden()
