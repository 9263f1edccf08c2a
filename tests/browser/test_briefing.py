"""A briefing is written on the page: values by search, figures by reference, undo, how it reads, given to a
second person, and said when its ground changes."""

import re
import secrets

import pytest
from playwright.sync_api import expect

from tahqiq.workbench import Workbench

from .conftest import Open, Served, words
from .test_manners import AXE, axe

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_briefing_is_written_kept_and_given_to_a_second_person(
    opened: Open, served: Served, person: str, language: str
) -> None:
    say = words(language)
    title = f"Briefing {secrets.token_hex(4)}"
    bench = served.bench()
    case = bench.source(bench.show(person).statements[0].source_id).case
    bench.documents.make(
        case,
        "chart",
        f"Chart of {title}",
        {"items": [{"entity": person, "x": 0, "y": 0}], "hidden": [], "groups": []},
    )
    page = opened(f"/cases/{case}/briefing", language)
    page.get_by_label(say["briefing.title"], exact=True).fill(title)
    page.get_by_label(say["products.for"], exact=True).select_option(
        "court"
    )  # what is read here is internal: no agency may have it
    page.locator("[data-add-kind=text]").click()
    block = page.locator("[data-block=text]")
    text = block.locator("textarea:not([aria-hidden])")
    expect(text).to_be_focused()
    text.fill("He is  and was seen 3 times.")
    text.evaluate("(area) => area.setSelectionRange(6, 6)")
    block.locator("[data-cite]").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_placeholder(say["search.placeholder"]).fill("علي حسن كاظم")
    dialog.locator("[data-pick]").first.click()
    dialog.locator("[data-values] li").filter(has_text="علي حسن كاظم").first.locator("[data-print]").click()
    expect(dialog).to_have_count(0)
    expect(text).to_have_value("He is {1} and was seen 3 times.")
    expect(block.locator("[data-refs]")).to_contain_text("علي حسن كاظم")
    expect(block.locator("[data-typed]")).to_contain_text("3")

    block.locator("[data-figure]").click()
    dialog.get_by_label(say["products.chart"]).select_option(label=f"Chart of {title}")
    dialog.locator("[data-count=items]").click()
    expect(block.locator("[data-refs] li")).to_have_count(2)
    text.press("Control+z")
    expect(block.locator("[data-refs] li")).to_have_count(1)
    text.press("Control+Shift+z")
    expect(block.locator("[data-refs] li")).to_have_count(2)

    page.locator("[data-add-kind=heading]").click()
    page.locator("[data-block=heading] textarea:not([aria-hidden])").fill("First")
    page.locator("[data-block=heading] textarea:not([aria-hidden])").press("Alt+ArrowUp")
    expect(page.locator("[data-block]").first).to_have_attribute("data-block", "heading")
    read = page.frame_locator(f"iframe[title='{say['briefing.preview']}']")
    expect(read.get_by_role("heading", name="First")).to_be_visible()
    expect(read.locator("body")).to_contain_text("علي حسن كاظم")
    assert axe(page, AXE.read_text("utf-8")) == []

    page.locator("[data-block=heading] textarea:not([aria-hidden])").press("Control+s")
    expect(page.locator("[data-kept=saved]")).to_be_visible()
    expect(page).to_have_url(re.compile(r"doc=[0-9a-f]{16}"))
    page.get_by_role("button", name=say["briefing.prepare"]).click()
    row = page.locator("tr[data-product=prepared]").filter(has_text=title)
    expect(row).to_be_visible()
    expect(row.locator("[data-became]")).to_have_count(0)
    page.locator("tr[data-draft]").filter(has_text=title).get_by_role("link").click()
    expect(page.locator("[data-block]")).to_have_count(2)
    expect(page.locator("[data-block=text] [data-refs] li")).to_have_count(2)

    release(served, case, title)
    page.goto(f"/cases/{case}?tab=products")
    saves = page.locator("tr[data-product=released]").filter(has_text=title).get_by_role("button")
    for form, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("pptx", b"PK")):
        with page.expect_download() as saved:
            saves.filter(has_text=form.upper()).click()
        assert saved.value.path().read_bytes().startswith(begins)

    row = page.locator("tr[data-product=released]").filter(has_text=title)
    name = next(one for one in bench.show(person).statements if one.prop == "name")
    bench.acts.retract(person, name.id.hex(), "withdrawn")
    try:
        page.reload()
        expect(row.locator("[data-became]")).to_contain_text(say["products.changed.short"])
        row.get_by_role("button", name=say["products.read.of"].replace("{title}", title)).click()
        expect(page.locator("[data-changed]")).to_be_visible()
    finally:
        bench.acts.reinstate(person, name.id.hex(), "it holds")


def release(served: Served, case: str, title: str) -> None:
    """The supervisor of the case reads the briefing and releases it."""
    chief = Workbench(served.door, served.door.people.get("owner"))
    made = next(one for one in chief.products.all(case) if one.title == title)
    chief.products.pages(case, made.id)
    chief.products.release(case, made.id, "read")


def test_one_click_gives_the_dossier_of_a_thing_and_the_chart_of_a_document(
    opened: Open, person: str, sheet: str
) -> None:
    say = words("en")
    page = opened(f"/entities/{person}")
    page.locator("[data-dossier]").click()
    read = page.frame_locator(f"iframe[title='{say['dossier.open']}']")
    expect(read.get_by_role("heading", level=1)).to_have_text("علي حسن كاظم")
    expect(read.locator("body")).to_contain_text("people.csv")
    assert axe(page, AXE.read_text("utf-8")) == []
    saves = page.get_by_role("button", name=say["dossier.save"])
    expect(saves).to_have_count(2)
    for place, begins in enumerate((b"%PDF", b"PK")):
        with page.expect_download() as saved:
            saves.nth(place).click()
        assert saved.value.path().read_bytes().startswith(begins)
    page.goto(f"/sources/{sheet}")
    page.locator("[data-chart-this]").click()
    expect(page).to_have_url(re.compile(r"/chart\?case=[0-9a-f]{12}&id=[0-9a-f]{16}"))
    expect(page.locator("[data-save-state]")).to_be_visible()
