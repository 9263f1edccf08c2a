"""What the tests of a chart in a browser share: waiting for it, its saved address, labels of mixed letters."""  # noqa: E501

import re

from playwright.sync_api import Page, expect

MIXED = (
    "نافع عبد الله",
    "ڕێبین کاروان عەزیز",
    "Rebin (ڕێبین)",
    "هەولێر Erbil 2",
    "گەڕەک – سلێمانی",
    "Ali علي 07901",
)
"""The six labels of the reference: Arabic, Kurdish with its own letters, and both mixed with Latin letters
and digits."""


def chart(page: Page, items: int) -> None:
    """Wait until the chart holds so many items and nothing is asked for."""
    expect(page.locator(f"[data-chart][data-items='{items}']:not([data-working])")).to_be_visible(
        timeout=15_000
    )


def kept(page: Page) -> str:
    """The address of the chart once it is saved in the case (now, where it would wait to be saved by
    itself)."""
    expect(page.locator("[data-chart]:not([data-saved=saving])")).to_be_visible()
    if page.locator("[data-save-now]").count():
        page.locator("[data-save-now]").click(timeout=2_000)
    expect(page.locator("[data-chart][data-saved=saved]:not([data-chart=''])")).to_be_visible(timeout=15_000)
    expect(page).to_have_url(re.compile("id=[0-9a-f]{16}"))
    return page.url
