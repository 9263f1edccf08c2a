"""The search box: what Enter and Esc do while something is suggested, also under a mouse that only rests
there."""

import pytest
from playwright.sync_api import expect

from .conftest import BETWEEN, Open, frames
from .test_manners import AXE, axe

pytestmark = pytest.mark.browser


def test_enter_searches_and_escape_closes_before_it_clears(opened: Open) -> None:
    page = opened("/")
    expect(page.get_by_role("table")).to_be_visible()
    box = page.locator("[data-search-box]")
    page.keyboard.press("/")
    page.keyboard.type("sara")
    expect(page.locator("[data-suggested=sara]")).to_be_visible()
    assert axe(page, AXE.read_text("utf-8")) == []
    page.keyboard.press("Escape")
    expect(page.locator("[data-suggested]")).to_have_count(0)
    expect(box).to_have_value("sara")
    page.keyboard.press("Enter")
    expect(page.locator("[data-total]")).to_be_visible()
    assert "/search?q=sara" in page.url
    expect(page.locator("[data-suggested]")).to_have_count(0)
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-hit]").first).to_be_focused()


def test_a_mouse_that_rests_under_the_list_chooses_nothing(opened: Open) -> None:
    page = opened("/cases")
    expect(page.get_by_role("table")).to_be_visible()
    page.keyboard.press("/")
    place = page.locator("[data-search-box]").bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + 60, place["y"] + place["height"] + 22)
    page.keyboard.type("sara")
    expect(page.locator("[data-suggested=sara]")).to_be_visible()
    frames(page, BETWEEN)
    page.keyboard.press("Enter")
    expect(page.locator("[data-total]")).to_be_visible()
