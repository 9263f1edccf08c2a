"""Somebody who knows other charting tools goes, in Arabic and on the sample case, from one telephone to what
stands up in front of a prosecutor: a readable chart, the week of the meeting, two states compared, and
everything that leaves."""

import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation

from tahqiq.access.door import Door
from tahqiq.cli.serve import DEMO_LOGIN, TRUTH, make_sample
from tahqiq.samples.network import STORY_DAY
from tahqiq.workbench import Workbench

from .conftest import Open, Served, closing, opener, serving, words

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SAY = words("ar")
READER = "reader"
SHEETS = 1


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample case as ``make demo`` makes it, with a picture of somebody, and a second person who may
    release."""
    folder = tmp_path_factory.mktemp("walk")
    make_sample(folder / "ws", 1, 1.0, STORY_DAY)
    face = Image.new("RGB", (300, 400), (205, 214, 222))
    face.paste((120, 90, 70), (80, 60, 220, 240))
    face.save(folder / "صورة.jpg")
    door = Door.opened(folder / "ws")
    analyst = Workbench(door, door.people.get(DEMO_LOGIN))
    case = analyst.cases()[0].id
    analyst.collect([folder / "صورة.jpg"], analyst.deposit(case))
    reader = door.people.add(
        READER, "المشرف", frozenset({"analyst", "supervisor"}), "correct horse battery", "test"
    )
    door.cases.add_member(case, reader.id, "test")
    with serving(door) as served:
        yield served


@pytest.fixture
def walk(sample: Served, browser: Browser) -> Iterator[Open]:
    yield from closing(partial(opener, sample, browser))


def saved(page: Page, name: str, path: Path) -> bytes:
    """What the export menu gives."""
    page.get_by_label(SAY["chart.export"], exact=True).click()
    with page.expect_download(timeout=60_000) as download:
        page.locator(f"[role=menuitem][data-command='{name}']").click()
    download.value.save_as(path)
    return path.read_bytes()


def settled(page: Page, items: int) -> None:
    expect(page.locator(f"[data-chart][data-items='{items}']:not([data-working])")).to_be_visible()


def dark(path: Path, box: tuple[float, float, float, float]) -> int:
    """How many dark pixels a part of a picture has (shares of width and height)."""
    with Image.open(path) as opened:
        grey = opened.convert("L")
    left, top, right, bottom = (
        round(share * side) for share, side in zip(box, (*grey.size, *grey.size), strict=True)
    )
    return sum(grey.crop((left, top, right, bottom)).histogram()[:110])


def test_from_one_telephone_to_the_prosecutor(walk: Open, sample: Served, tmp_path: Path) -> None:
    truth = json.loads((sample.door.workspace.root / TRUTH).read_text("utf-8"))
    number = "+" + truth["organiser"]["phone"]
    week = date.fromisoformat(truth["meeting"]["from_utc"][:10])
    page = walk(f"/search?q={number[4:]}", "ar", login=DEMO_LOGIN)
    page.get_by_label(f"{SAY['chart.add-to']}: {number}").click()
    settled(page, 1)
    canvas = page.locator("[data-chart-canvas]")

    # the network round it, asked about before anything appears
    for items in (8, 24):
        canvas.focus()
        page.keyboard.press("Control+a")
        page.keyboard.press("e")
        page.locator("[data-expand] [data-survey]").wait_for()
        page.locator("[data-expand] [data-put][aria-disabled=false]").press("Enter")
        expect(page.locator("[data-expand]")).to_have_count(0)
        settled(page, items)
    expect(page.locator("[data-handling]")).to_contain_text(SAY["value.handling"])

    # amounts and counts on lines, holders below numbers, colour by role, a photograph
    for command in ("chart.layout.force", "chart.label.sum", "chart.says.holder"):
        run(page, command)
    run(page, "chart.rules")
    rules = page.get_by_role("dialog")
    for by, colour, name in (
        ("told:paid", "#0b7285", "دافع أموال"),
        ("told:received", "#e67700", "مستلم أموال"),
    ):
        rules.locator("[data-add-rule=item]").click()
        rule = rules.locator("fieldset[data-rule]").last
        rule.get_by_label(SAY["chart.rules.by"], exact=True).select_option(by)
        rule.get_by_role("checkbox").first.check()
        rule.locator("input[type=color]").first.fill(colour)
        rule.get_by_label(SAY["chart.rules.name"], exact=True).fill(name)
    page.keyboard.press("Escape")
    expect(page.locator("[data-legend]")).to_contain_text("مستلم أموال")
    page.get_by_role("row").filter(has_text=number).first.click()
    run(page, "chart.photo")
    page.get_by_role("dialog").locator("[data-photo]").filter(has_text="صورة").get_by_role("button").click()

    # a recorded value as a call-out to its source
    run(page, "chart.cards")
    page.get_by_role("dialog").locator("[data-cite]").first.click()
    expect(page.locator("[data-text][data-kind=source]")).to_contain_text(number)

    # one state kept, then the week of the meeting on bar, timeline and map
    kept(page, "قبل")
    run(page, "look.time")
    bar = page.locator("[data-time-bar]")
    for label, day in (
        ("chart.expand.since", week - timedelta(days=3)),
        ("chart.expand.until", week + timedelta(days=3)),
    ):
        bar.get_by_label(SAY[label], exact=True).fill(day.isoformat())
        bar.get_by_label(SAY[label], exact=True).press("Tab")
    expect(page.locator("[data-chart]")).not_to_have_attribute("data-items", "24")
    run(page, "look.timeline")
    expect(page.locator("[data-timeline] [data-event]").first).to_be_visible()
    page.get_by_role("tab").filter(has_text=SAY["nav.map"]).last.click()
    on_map = page.locator(
        "[data-chart-map]"
    )  # everything on the chart where it was recorded in those days, nobody selected for it
    expect(on_map).to_have_attribute("data-chart-map", re.compile("^[1-9]"))
    bar.locator("[data-whole]").click()
    settled(page, 24)

    # two states compared
    run(page, "look.items")
    page.get_by_role("row").filter(has_text=number).first.click()
    run(page, "chart.hide")
    settled(page, 23)
    kept(page, "بعد")
    run(page, "chart.compare")
    for label, name in (("chart.compare.before", "قبل"), ("chart.compare.after", "بعد")):
        states = page.get_by_role("dialog").get_by_label(SAY[label])
        states.select_option(value=states.locator("option").filter(has_text=name).get_attribute("value"))
    expect(page.locator("[data-compare]")).to_have_attribute("data-compare", "0,0,1,0")  # put away, not gone
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    settled(page, 24)

    # what leaves: everything in one look
    paper = saved(page, "chart.export.pdf", tmp_path / "chart.pdf")
    document = pypdfium2.PdfDocument(paper)
    assert len(document) == SHEETS
    text = document[0].get_textpage().get_text_range()
    assert number in text
    assert "IQD" in text
    saved(page, "chart.export.png", tmp_path / "chart.png")
    assert dark(tmp_path / "chart.png", (0.5, 0.0, 1.0, 0.12)) > 200  # its title and handling are written
    assert "دافع أموال" in saved(page, "chart.export.svg", tmp_path / "chart.svg").decode("utf-8")
    chart = saved(page, "chart.export.anx", tmp_path / "chart.anx").decode("utf-16")
    assert 'IconShadingColour="26598"' in chart or f'IconShadingColour="{0x0077E6}"' in chart
    assert "IconPicture" in chart
    assert number in chart

    case = Workbench(sample.door, sample.door.people.get(DEMO_LOGIN)).cases()[0].id
    expect(page.locator("[data-chart][data-saved=saved]")).to_be_visible()
    products(
        walk, sample, case, tmp_path, number, page.locator("[data-chart]").get_attribute("data-chart") or ""
    )


def kept(page: Page, name: str) -> None:
    """Keep a state under a name."""
    run(page, "chart.snapshot")
    page.get_by_role("dialog").get_by_label(SAY["chart.snapshot.name"]).fill(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)


def run(page: Page, command: str) -> None:
    """A command by its name in the list of all commands (Ctrl+K)."""
    page.keyboard.press("Control+k")
    page.locator("[data-palette]").fill(SAY[f"command.{command}"])
    page.locator(f"[role=option][data-command='{command}']").click()


def products(walk: Open, sample: Served, case: str, folder: Path, number: str, chart: str) -> None:
    """A bundle and a briefing of the chart: prepared by one, read and released by the other, and what the
    files hold."""
    analyst, reader = (Workbench(sample.door, sample.door.people.get(one)) for one in (DEMO_LOGIN, READER))
    before = {one.id for one in analyst.products.all(case)}
    phone = analyst.search(number, schema="PhoneNumber").hits[0].id.hex()
    value = next(one for one in analyst.show(phone).statements if one.prop == "number")
    blocks = [
        {
            "kind": "text",
            "text": "الهاتف {1}",
            "refs": [{"value": {"entity": phone, "statement": value.id.hex()}}],
        },
        {"kind": "chart", "chart": chart, "caption": "الشبكة"},
        {"kind": "table", "chart": chart, "of": "lines", "rows": 5},
    ]
    text = analyst.documents.make(case, "briefing", "إحاطة", {"language": "ar", "blocks": blocks})
    analyst.products.brief(case, text.document.id, "court")
    page = walk(f"/cases/{case}?tab=products", "ar", login=DEMO_LOGIN)
    page.get_by_label(SAY["products.chart"], exact=True).select_option(chart)
    page.get_by_role("button", name=SAY["products.prepare"], exact=True).click()
    expect(page.locator("iframe").first).to_be_visible(timeout=180_000)  # its pages, to be read
    page.goto(f"/cases/{case}?tab=products")
    expect(page.locator("tr[data-product]")).to_have_count(len(before) + 2)
    released = page.locator("tr[data-product=released]")
    earlier = released.count()  # a walk that was broken off leaves what nobody released
    made = [one for one in analyst.products.all(case) if one.id not in before]
    for one in made:
        reader.products.pages(case, one.id)
        reader.products.release(case, one.id, "قُرئت")
        kind = "bundle.zip" if one.recipe.charts is None else "briefing.pdf"
        analyst.products.write(case, one.id, folder / kind)
        if one.recipe.charts is not None:
            analyst.products.write(case, one.id, folder / "briefing.pptx")
    page.reload()
    expect(released).to_have_count(earlier + len(made))
    briefing = pypdfium2.PdfDocument(folder / "briefing.pdf")
    assert len(briefing) == 2
    across = briefing[1]  # the chart is too full to stand among the text
    assert across.get_width() > across.get_height()
    assert "IQD" in across.get_textpage().get_text_range()
    assert number in briefing[0].get_textpage().get_text_range()
    slides = Presentation(str(folder / "briefing.pptx"))
    assert (
        sum(shape.shape_type == 13 for slide in slides.slides for shape in slide.shapes) == 1
    )  # the chart with its legend
    with zipfile.ZipFile(folder / "bundle.zip") as book:
        drawn = book.read("chart.svg").decode("utf-8")
        (folder / "verify.html").write_bytes(book.read("verify.html"))
    assert "data:image/jpeg" in drawn
    assert "IQD" in drawn
    assert "#e67700" in drawn
    page.goto((folder / "verify.html").as_uri())
    page.set_input_files("#zip", folder / "bundle.zip")
    expect(page.locator("#said")).to_have_attribute("data-state", "sound")
