"""The distribution's Firefox ESR: signing in, searching, an entity, its original and a chart, in Arabic, with
and without WebGL."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import LOGIN, PASSWORD, Open, expand, words

pytestmark = pytest.mark.browser

SAY = words("ar")


def with_items(page: Page, items: int) -> None:
    """Wait until the chart holds so many items and nothing is asked for."""
    expect(page.locator(f"[data-chart][data-items='{items}']:not([data-working])")).to_be_visible(
        timeout=15_000
    )


@pytest.mark.slow
def test_from_signing_in_to_the_row_of_the_original(opened_in_firefox: Open) -> None:
    page = opened_in_firefox("/", "ar", signed_in=False)
    page.get_by_label(SAY["sign-in.login"]).press_sequentially(
        LOGIN
    )  # what Playwright fills in here the page is not told of; keys it is
    page.get_by_label(SAY["sign-in.password"], exact=True).press_sequentially(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=SAY["home.title"])).to_be_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
    box = page.locator("[data-search-box]")
    expect(box).to_be_visible()
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("علي حسن")
    expect(box).to_have_value("علي حسن")
    page.keyboard.press("Enter")
    page.locator("[data-hit]").filter(has_text="علي حسن كاظم").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("علي حسن كاظم")
    page.locator("[data-place]").filter(has_text="people.csv").first.click()
    expect(page.locator("tr[aria-current=location] td[data-here]")).to_have_text("علي حسن كاظم")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    fonts = page.evaluate(
        "document.fonts.ready.then(() => [...document.fonts].filter(f => f.status === "
        "'loaded').map(f => f.family))"
    )
    assert any("Tahqiq Sans" in family for family in fonts)


def test_a_chart_is_drawn_expanded_and_undone(opened_in_firefox: Open, phone: str) -> None:
    page = opened_in_firefox(f"/chart?add={phone}", "ar")
    with_items(page, 1)
    if not page.evaluate("Boolean(document.createElement('canvas').getContext('webgl2'))"):
        pytest.skip(
            "Firefox computes pictures without a graphics card only beside an X server. Debian: apt "
            "install xvfb"
        )
    expect(page.locator("[data-chart-canvas] canvas").first).to_be_visible()
    expand(page)
    with_items(page, 4)
    page.keyboard.press("Control+z")
    with_items(page, 1)
    page.keyboard.press("Control+Shift+z")
    with_items(page, 4)
    expect(page.get_by_role("grid").get_by_role("row")).to_have_count(5)


def test_without_webgl_the_table_serves(opened_in_firefox: Open, phone: str) -> None:
    page = opened_in_firefox("/", "ar")
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto(f"/chart?add={phone}")
    with_items(page, 1)
    expect(page.get_by_text(SAY["chart.no-webgl"])).to_be_visible()
    page.locator("[role=grid] [data-at='0']").focus()
    expand(page)
    with_items(page, 4)
    expect(page.get_by_role("grid").get_by_role("row").filter(has_text=re.compile("7654321"))).to_be_visible()
