"""The drawing of a chart in a browser and the files made of it: labels, notes, legend, exports, and a table
where nothing can be drawn."""

import io
import os
import re
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page, expect

from .chart_page import MIXED, chart, kept
from .conftest import BETWEEN, LOOKS, Open, Served, expand, frames, words

pytestmark = pytest.mark.browser
GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "browser"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_number_says_whose_it_is_below_its_name_and_on_paper(
    opened: Open, phone: str, language: str
) -> None:
    say = words(language)
    page = opened(f"/chart?add={phone}", language)
    chart(page, 1)
    page.get_by_role("button", name=say["chart.labels"], exact=True).click()
    holder = page.locator("[data-command='chart.says.holder']")
    holder.click()
    expect(holder).to_have_attribute("aria-checked", "true")
    expect(page.locator("[data-legend-rule^=says-holder]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(holder).to_have_count(0)
    page.get_by_role("button", name=say["chart.export"], exact=True).click()
    with page.expect_download() as svg:
        page.locator("[data-command='chart.export.svg']").click()
    assert "علي حسن كاظم" in svg.value.path().read_text("utf-8")
    page.locator("[data-command='chart.undo']").click()
    expect(page.locator("[data-legend-rule]")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_note_is_written_moved_undone_and_exported(opened: Open, phone: str, language: str) -> None:
    say = words(language)
    page = opened(f"/chart?add={phone}", language)
    chart(page, 1)
    page.get_by_role("button", name=say["chart.draw"], exact=True).click()
    page.locator("[data-command='chart.text']").click()
    page.get_by_label(say["chart.text"], exact=True).fill("ملاحظة Note 1")
    page.get_by_role("button", name=say["dialog.ok"], exact=True).click()
    note = page.locator("[data-text][data-kind=note]")
    expect(note).to_have_text("ملاحظة Note 1")
    expect(note).to_be_in_viewport()
    before = note.get_attribute("data-x")
    note.focus()
    page.keyboard.press("ArrowRight")
    expect(note).not_to_have_attribute("data-x", before or "")
    page.locator("[data-command='chart.undo']").click()
    expect(note).to_have_attribute("data-x", before or "")
    page.get_by_role("button", name=say["chart.export"], exact=True).click()
    with page.expect_download() as svg:
        page.locator("[data-command='chart.export.svg']").click()
    assert "ملاحظة Note 1" in svg.value.path().read_text("utf-8")
    note.focus()
    page.keyboard.press("Enter")
    page.locator("[data-remove-text]").click()
    expect(page.locator("[data-text]")).to_have_count(0)


def test_exports_of_a_chart(opened: Open, person: str) -> None:
    say = words("en")
    page = opened(f"/chart?add={person}")
    chart(page, 1)
    for name, mark in (
        ("png", b"\x89PNG"),
        ("svg", "علي حسن كاظم".encode()),
        ("csv", "علي حسن كاظم".encode()),
    ):
        page.get_by_role("button", name=say["chart.export"], exact=True).click()
        with page.expect_download() as download:
            page.get_by_role("menuitem", name=say[f"command.chart.export.{name}"]).click()
        assert mark in Path(download.value.path()).read_bytes()
        if name == "svg":
            sheet = Path(download.value.path()).read_text("utf-8")
            assert say["value.handling"] in sheet
            assert say["chart.legend.width"] in sheet
        if name == "png":
            wide, high = Image.open(Path(download.value.path())).size
            assert wide >= 1400
            assert high >= 600


def test_without_webgl_the_table_serves(opened: Open, phone: str) -> None:
    page = opened("/")
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto(f"/chart?add={phone}")
    chart(page, 1)
    expect(page.get_by_text(words("en")["chart.no-webgl"])).to_be_visible()
    expect(page.get_by_role("grid").get_by_role("row")).to_have_count(2)
    page.locator("[role=grid] [data-at='0']").focus()
    expand(page)
    chart(page, 4)


def ink(data: bytes) -> NDArray[np.float64]:
    """A picture as numbers from 0 (black) to 1 (white)."""
    return np.asarray(Image.open(io.BytesIO(data)).convert("L"), dtype=np.float64) / 255


def differing(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    """The share of the written pixels that differ clearly."""
    if a.shape != b.shape:
        return 1.0
    written = (a < 0.8) | (b < 0.8)
    return float((np.abs(a - b) > 0.35)[written].mean()) if written.any() else 1.0


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_six_mixed_labels_are_drawn_as_kept(
    opened: Open, served: Served, tmp_path: Path, language: str
) -> None:
    """Arabic and Kurdish letters joined, mixed text in its own order, in a page of either direction."""
    file = tmp_path / "labels.csv"
    file.write_text(
        "name,phone\n" + "".join(f"{name},0790333000{at}\n" for at, name in enumerate(MIXED)), "utf-8"
    )
    bench = served.bench()
    source = bench.source(bench.collect([file], bench.deposit("Inbox"))[0].source)
    people = [
        found[0]
        for _, found in bench.workspace.reading.scan(bench.scope(), source.no)
        if found[0].schema == "Person"
    ]
    ids = [item.entity.hex() for item in sorted(people, key=lambda item: item.place.row)]
    assert len(ids) == len(MIXED)
    body = {"items": [{"entity": one, "x": (at % 2) * 4, "y": at // 2 * 1.6} for at, one in enumerate(ids)]}
    made = bench.documents.make("Inbox", "chart", "Labels", body).document
    page = opened(f"/chart?case={made.case}&id={made.id}&pane=none", language)
    chart(page, 6)
    page.locator("[data-handling]").wait_for()  # it takes a line of the drawing
    page.evaluate("document.fonts.ready.then(() => 1)")
    page.get_by_role(
        "button", name=re.compile("^" + re.escape(words(language)["command.look.legend"]))
    ).click()
    page.keyboard.press("Digit0")  # in the middle: nothing lies over the drawing now
    golden = GOLDEN / f"labels-{language}.png"
    if os.environ.get("TAHQIQ_WRITE_GOLDEN"):
        GOLDEN.mkdir(parents=True, exist_ok=True)
        frames(page, LOOKS * BETWEEN)
        golden.write_bytes(middle(page))
    kept_picture = ink(golden.read_bytes())
    for _ in range(LOOKS):  # the camera still moves
        if differing(drawn := ink(middle(page)), kept_picture) < 0.06:
            break
        frames(page, BETWEEN)
    assert differing(drawn, kept_picture) < 0.06
    assert differing(drawn[:, ::-1], kept_picture) > 0.3, "a mirrored picture would not be noticed"


def middle(page: Page) -> bytes:
    """A picture of the middle of the drawing, 500 by 400 pixels."""
    box = page.locator("[data-chart-canvas]").bounding_box()
    assert box is not None
    return page.screenshot(
        clip={
            "x": box["x"] + box["width"] / 2 - 250,
            "y": box["y"] + box["height"] / 2 - 200,
            "width": 500,
            "height": 400,
        }
    )


@pytest.mark.slow
def test_the_legend_says_what_somebody_wrote_there_and_so_does_the_picture(opened: Open, phone: str) -> None:
    """Renamed, left out and moved up in the dialog; the saved chart and the picture hold it, and one step
    takes it back."""
    page = opened(f"/chart?add={phone}", "ar")
    chart(page, 1)
    page.locator("[data-legend-edit]").click()
    page.locator("[data-legend-entry='type PhoneNumber'] input:not([type=checkbox])").fill("هواتف الشبكة")
    page.locator("[data-legend-entry='width'] input[type=checkbox]").click()
    page.locator("[data-legend-entry='line tentative'] button").click()
    page.keyboard.press("Escape")
    legend = page.locator("[data-legend]")
    expect(legend).to_contain_text("هواتف الشبكة")
    expect(legend.locator("[data-legend-of='width']")).to_have_count(0)
    before = "[data-legend-of='line {}'] ~ [data-legend-of='line {}']"
    expect(legend.locator(before.format("tentative", "unconfirmed"))).to_have_count(1)
    address = kept(page)
    again = opened(address.replace(page.context.pages[0].url.split("/chart")[0], ""), "ar")
    chart(again, 1)
    expect(again.locator("[data-legend]")).to_contain_text("هواتف الشبكة")
    again.get_by_role("button", name=words("ar")["chart.export"], exact=True).click()
    with again.expect_download() as download:
        again.locator("[data-command='chart.export.svg']").click()
    svg = Path(download.value.path()).read_text("utf-8")
    assert "هواتف الشبكة" in svg
    page.locator("[data-command='chart.undo']").click()
    expect(legend.locator(before.format("unconfirmed", "tentative"))).to_have_count(1)
