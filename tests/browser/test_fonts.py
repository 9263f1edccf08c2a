"""Screens, charts and saved pictures are drawn with the page's own letters: the same bytes whatever fonts the
machine has."""

import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Playwright

from .chart_page import MIXED, chart
from .conftest import FONTS, Open, Served, chromium, closing, frames, opener, still

pytestmark = pytest.mark.browser

SIGNS = "→ ← ↑ ↓ ↔ · … – — × ÷ ✓ ▲ ▼ ● ○ ≥ ≤ ≠ ▒ ★ “x” «y» ‹ › € ° ⇧ ٠١٢٣ ۴۵۶ ، ؛ ؟ ڕێبین Ş ş ê û"
"""Signs that the page and its data use."""


@pytest.fixture(scope="module")
def elsewhere(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium on a machine that has further fonts, and prefers a serif one; letters are smoothed as in the
    tests."""
    told = FONTS.read_text("utf-8").replace(
        '<dir prefix="relative">../../src', f"<dir>/usr/share/fonts</dir><dir>{FONTS.parents[2]}/src"
    )
    wanted = "<prefer><family>DejaVu Serif</family><family>Noto Naskh Arabic</family></prefer>"
    aliases = "".join(
        f"<alias binding='strong'><family>{name}</family>{wanted}</alias>"
        for name in ("sans-serif", "system-ui", "monospace")
    )
    path = tmp_path_factory.mktemp("fonts") / "fonts.conf"
    path.write_text(told.replace("</fontconfig>", f"{aliases}</fontconfig>"), "utf-8")
    launched = chromium(playwright, path)
    yield launched
    launched.close()


@pytest.fixture
def opened_elsewhere(served: Served, elsewhere: Browser) -> Iterator[Open]:
    yield from closing(partial(opener, served, elsewhere))


def drawn(page: Page) -> bytes:
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => 1)")
    still(page)
    page.mouse.move(0, 0)
    page.wait_for_function("() => [...document.fonts].every((one) => one.status !== 'loading')")
    return page.screenshot(animations="disabled", caret="hide")


def alike(one: bytes, other: bytes) -> bool:
    """Whether two pictures are the same. Asserted as it stands, pytest would write out how their bytes
    differ, which takes a quarter of an hour."""
    return one == other


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "language"),
    [("/help", "en"), ("/help", "ckb"), ("/search?q=علي", "kmr-Arab"), ("/search?q=07901234567", "ar")],
)
def test_a_screen_is_the_same_on_a_machine_with_further_fonts(
    opened: Open, opened_elsewhere: Open, path: str, language: str
) -> None:
    assert alike(drawn(opened(path, language)), drawn(opened_elsewhere(path, language)))


@pytest.mark.slow
def test_a_chart_is_the_same_on_a_machine_with_further_fonts(
    opened: Open, opened_elsewhere: Open, served: Served, tmp_path: Path
) -> None:
    file = tmp_path / "fonts.csv"
    file.write_text(
        "name,phone\n" + "".join(f"{name},0790333{at}111\n" for at, name in enumerate(MIXED)), "utf-8"
    )
    bench = served.bench()
    source = bench.source(bench.collect([file], bench.deposit("Inbox"))[0].source)
    ids = sorted(
        {
            one[0].entity.hex()
            for _, one in bench.workspace.reading.scan(bench.scope(), source.no)
            if one[0].schema == "Person"
        }
    )
    body = {"items": [{"entity": one, "x": at % 2 * 5, "y": at // 2 * 1.6} for at, one in enumerate(ids)]}
    made = bench.documents.make("Inbox", "chart", "Letters", body).document
    pictures = []
    for open_ in (opened, opened_elsewhere):
        page = open_(
            f"/chart?case={made.case}&id={made.id}&pane=none&cam=1_1.8_0.55", "en"
        )  # no fitting: it rests where letters allow
        chart(page, len(ids))
        page.locator("[data-handling]").wait_for()  # it takes a line of the drawing
        before, picture = b"", drawn(page)
        while picture != before:  # the camera has come to rest and late letters are placed
            frames(page, 60)
            before, picture = picture, drawn(page)
        pictures.append(picture)
    grey_pictures = [
        np.asarray(Image.open(io.BytesIO(one)).convert("L"), np.float64) / 255 for one in pictures
    ]
    assert (
        float((np.abs(grey_pictures[0] - grey_pictures[1]) > 0.25).mean()) <= 0.0005
    )  # the camera may rest a part of a pixel beside


@pytest.mark.slow
def test_signs_and_codes_have_letters_of_the_page_and_a_wrong_font_would_be_noticed(
    opened: Open, opened_elsewhere: Open
) -> None:
    def written(open_: Open, family: str) -> bytes:
        page = open_("/help", "en")
        text = (
            "document.body.replaceChildren(Object.assign(document.createElement('p'), { textContent: %r, "
            "style: 'font: 20px ' + %r }))"
        )
        page.evaluate(text % (SIGNS + " abc 0123", family))
        return drawn(page)

    own = "getComputedStyle(document.documentElement).getPropertyValue('--mantine-font-family')"
    families = [
        opened("/help", "en").evaluate(own),
        opened("/help", "en").evaluate(own.replace("family'", "family-monospace'")),
    ]
    for family in families:
        assert alike(written(opened, family), written(opened_elsewhere, family)), family
    assert not alike(written(opened, "serif"), written(opened_elsewhere, "serif"))
