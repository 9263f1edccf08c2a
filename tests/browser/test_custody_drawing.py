"""The plan of a wing drawn on the page, in Arabic: a picture taken, rooms dragged and moved by keys, undone,
kept and shown; and a picture of 200 MB, which is refused before anything is sent."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tahqiq.kit.text import fold_digits

from .conftest import Open
from .test_custody import at_custody, opened, say

__all__ = ["at_custody", "opened"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
WING = "F01/A/1"
UNMARKED = {0x2068: None, 0x2069: None}
"""Marks of direction that stand around a name."""


def drawing(opened: Open, language: str = "ar") -> Page:
    page = opened(f"/desks/custody/map?facility=F01&place={WING}", language)
    page.locator("[data-draw]").click()
    expect(page.locator(f'[data-drawing="{WING}"]')).to_be_visible()
    return page


def dragged(page: Page, room: str, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Choose a room and drag it over the picture, between two places in parts of its width and height."""
    page.locator(f'[data-drawing] button:has-text("{room}")').click()
    box = page.get_by_role("application").bounding_box()
    assert box is not None
    for at, act in ((start, page.mouse.down), (end, page.mouse.up)):
        page.mouse.move(box["x"] + box["width"] * at[0], box["y"] + box["height"] * at[1], steps=4)
        act()
    expect(page.locator(f'g[data-room="{room}"]')).to_be_visible()


def edge(page: Page, room: str) -> float:
    return float(page.locator(f'g[data-room="{room}"] rect').get_attribute("x") or "nan")


def test_rooms_are_dragged_moved_undone_kept_and_shown(opened: Open, tmp_path: Path) -> None:
    picture = tmp_path / "جناح.png"
    Image.new("L", (800, 500), 235).save(picture)
    words, page = say("ar"), drawing(opened)
    page.locator("[data-plan-picture] input, input[type=file]").first.set_input_files(picture)
    one, two = f"{WING}/01", f"{WING}/02"
    page.get_by_role("application").wait_for()
    dragged(page, one, (0.1, 0.1), (0.3, 0.4))
    stood = edge(page, two)  # the sample's cells are drawn already, without a picture
    dragged(page, two, (0.2, 0.2), (0.5, 0.6))
    expect(page.get_by_role("alert").filter(has_text=words["draw.over"])).to_contain_text(two)
    expect(page.locator("[data-keep-plan]")).to_be_disabled()
    page.get_by_role("button", name=words["draw.undo"]).click()
    expect(page.locator(f'g[data-room="{two}"] rect')).to_have_attribute("x", f"{stood:g}")
    dragged(page, two, (0.5, 0.1), (0.7, 0.4))
    before = edge(page, two)
    page.get_by_role("application").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_function(
        "([room, x]) => Number(document.querySelector(`g[data-room='${room}'] rect`).getAttribute('x')) < x",
        arg=[two, before],
    )
    page.locator("[data-keep-plan]").click()
    expect(page.locator("[data-drawing]")).to_have_count(0)
    expect(page.get_by_alt_text(words["draw.alt"].replace("{place}", WING))).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ar", "ckb", "kmr-Arab"])
def test_a_picture_of_200_megabytes_is_refused_with_its_limit(
    opened: Open, tmp_path: Path, language: str
) -> None:
    large = tmp_path / "large.png"
    with large.open("wb") as stream:
        stream.write(b"\x89PNG\r\n\x1a\n")
        stream.truncate(200_000_000)
    page, sent = drawing(opened, language), list[str]()
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.locator("input[type=file]").first.set_input_files(large)
    refused = page.locator("[data-drawing]").get_by_role("alert")
    expect(refused).to_be_visible()
    wanted = say(language)["draw.picture.large"].format(name="large.png", size=200, limit=30)
    assert fold_digits(refused.inner_text()).translate(UNMARKED) == wanted
    assert sent == []
    Image.new("L", (800, 500), 235).save(large)  # the next choice is taken
    page.locator("input[type=file]").first.set_input_files(large)
    expect(refused).to_have_count(0)
    page.get_by_alt_text(say(language)["draw.alt"].replace("{place}", WING)).wait_for()
    assert [url.rpartition("/")[2] for url in sent] == ["deposits"]
