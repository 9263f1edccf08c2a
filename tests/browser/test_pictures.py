"""Every screen in both directions beside the picture that was kept of it, with a tolerance for dates, ids and
the edges of letters.

The kept pictures are small and grey (``tests/golden/browser/screens``). After a change that is meant, look at
the new ones (``scripts/pictures.py OUTDIR``) and keep them: ``TAHQIQ_WRITE_GOLDEN=1 pytest -m slow
tests/browser/test_pictures.py``.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.kept import beside, opened, small

from .conftest import BETWEEN, Open, Served, closing, founded, frames, opener, serving
from .screens import NAMED, NUMBER, OUTSIDE, screens
from .test_screens import settle

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KEPT = Path(__file__).resolve().parents[1] / "golden" / "browser" / "screens"
SIZE = (456, 256)

EACH_TIME = "[data-log] [data-entry] { visibility: hidden }"
"""What stands otherwise at each run: the order in which a page asks is in the newest entries of the log."""


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A workspace of its own, which no other test adds anything to."""
    with serving(founded(tmp_path_factory.mktemp("pictures"))) as served:
        yield served


@pytest.fixture
def opened_still(still: Served, browser: Browser) -> Iterator[Open]:
    """Pages of that workspace."""
    yield from closing(partial(opener, still, browser))


def beside_kept(page: Page, name: str, language: str, scheme: str = "light") -> str:
    """What is wrong with a screen beside the picture that was kept of it, empty where nothing is; it is kept
    anew where ``TAHQIQ_WRITE_GOLDEN`` is set."""
    page.evaluate("document.fonts.ready.then(() => 1)")
    page.mouse.move(0, 0)
    frames(page, BETWEEN)
    picture = small(opened(page.screenshot(animations="disabled", caret="hide")), SIZE)
    return beside(picture, KEPT / f"{name.replace(':', '-')}.{language}.{scheme}.png")


@pytest.mark.parametrize(("language", "dark"), [("en", False), ("ar", False), ("ar", True)])
def test_every_screen_is_as_it_was_kept(opened_still: Open, still: Served, language: str, dark: bool) -> None:
    scheme = "dark" if dark else "light"
    wanted = screens(still.bench(), NAMED, NUMBER)
    inside, outside = (
        opened_still("/", language, dark=dark),
        opened_still(OUTSIDE, language, signed_in=False, dark=dark),
    )
    wrong = {}
    for name, path in {"sign-in": OUTSIDE, **wanted}.items():
        page = outside if path == OUTSIDE else inside
        page.goto(path)
        settle(page)
        page.add_style_tag(content=EACH_TIME)
        if told := beside_kept(page, name, language, scheme):
            wrong[name] = told
    assert wrong == {}
