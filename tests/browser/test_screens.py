"""Every screen in both directions, light and dark: nothing for axe to find, nothing sticks out at 1366 × 768,
every word is in the catalogue."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tahqiq.kit.messages import catalogue

from .conftest import Open, Served
from .screens import NAMED, NUMBER, OUTSIDE, screens
from .test_manners import AXE, axe

pytestmark = pytest.mark.browser

Look = Callable[[Page], list[str]]

OWN_WORDS = """() => {
  const data = "bdi, [dir=auto], [dir=ltr]:not(html), pre, code, kbd, svg, canvas, script, style, select[data-languages]";
  const letters = text => /\\p{L}{2,}/u.test(text.replace(/^⟦[^⟧]*⟧: .*/u, "").replace(/⟦[^⟧]*⟧/gu, "").replace(/\\b(?:UTC|CSV|Ctrl|Shift|Del|Esc|Enter)\\b/g, ""));
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const {data: text, parentElement: holder} = walker.currentNode;
    if (letters(text) && !holder.closest(data) && holder.checkVisibility({visibilityProperty: true})) found.push(`${holder.tagName}: ${text.trim().slice(0, 80)}`);
  }
  for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]"))
    for (const name of ["aria-label", "title", "placeholder", "alt"]) {
      const text = element.getAttribute(name) ?? "";
      if (letters(text) && !element.closest(data) && !element.closest("[aria-hidden=true]")) found.push(`${element.tagName} ${name}: ${text.slice(0, 80)}`);
    }
  return [...new Set(found)];
}"""  # noqa: E501
"""Visible text and labels with letters outside the brackets of the pseudo-language; data (behind "label: "
too), codes and keys apart."""


def walked(page: Page, wanted: dict[str, str], look: Look) -> dict[str, list[str]]:
    """What a look finds on each screen; screens without a finding are left out."""
    found = {}
    for name, path in wanted.items():
        page.goto(path)
        settle(page)
        if told := look(page):
            found[name] = told
    return found


QUIET = """() => new Promise(done => {
  let before = -1, since = performance.now();
  const look = () => {
    const now = performance.getEntriesByType("resource").length, busy = document.querySelector(".mantine-Loader-root, [data-working]") !== null;
    if (now !== before || busy) { before = now; since = performance.now(); }
    if (performance.now() - since > 200) done(); else setTimeout(look, 20);
  };
  look();
})"""  # noqa: E501
"""Waits until nothing was fetched and nothing was being fetched for a fifth of a second: quicker than waiting
for a quiet network."""


def settle(page: Page) -> None:
    """Wait until a screen shows what it has."""
    page.wait_for_selector("#content")
    page.evaluate(QUIET)


def wanted(served: Served) -> dict[str, str]:
    """The screens of the workspace of the tests."""
    return screens(served.bench(), NAMED, NUMBER)


def sideways(page: Page) -> list[str]:
    """Whether something sticks out."""
    return (
        ["sticks out"]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        else []
    )


@pytest.mark.slow
@pytest.mark.parametrize(("language", "dark"), [("en", False), ("ar", True)])
def test_every_screen_serves_every_reader(opened: Open, served: Served, language: str, dark: bool) -> None:
    source = AXE.read_text("utf-8")

    def look(page: Page) -> list[str]:
        return sideways(page) + axe(page, source)

    found = walked(opened("/", language, dark=dark), wanted(served), look)
    found |= walked(opened(OUTSIDE, language, signed_in=False, dark=dark), {"sign-in": OUTSIDE}, look)
    assert found == {}


@pytest.mark.slow
def test_every_word_of_the_page_comes_from_the_catalogue(opened: Open, served: Served) -> None:
    page = opened("/", "qps")
    assert "⟦" in page.get_by_role("heading", level=1).inner_text()

    told = server_sentences()

    def look(page: Page) -> list[str]:
        found = [text for text in page.evaluate(OWN_WORDS) if not told.fullmatch(text.split(": ", 1)[1])]
        return found + [f"cut off: {text}" for text in page.evaluate(CUT_OFF)]

    assert walked(page, wanted(served), look) == {}


def server_sentences() -> re.Pattern[str]:
    """The server's English sentences and next steps, which come to the page in its language but not in the
    pseudo-language."""
    told = {text for entry in catalogue().values() for text in entry["en"] if text}
    return re.compile("|".join(re.sub(r"\\{\w+\\}", ".*", re.escape(text)) for text in told))


CUT_OFF = """() => [...document.querySelectorAll("button, th, label, h1, h2, [role=tab], nav a")]
  .filter(item => item.checkVisibility() && item.clientWidth > 0 && item.scrollWidth > item.clientWidth + 2 && getComputedStyle(item).overflowX !== "visible")
  .map(item => item.innerText.slice(0, 60))"""  # noqa: E501
"""Buttons, heads and labels whose words do not fit."""


def test_the_look_would_notice(opened: Open) -> None:
    page = opened("/", "qps")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('p'), {textContent: 'hard-coded'}))"
    )
    assert page.evaluate(OWN_WORDS) == ["P: hard-coded"]
