"""Deciding and drawing on the chart: merge, undo, split and redraw; a new link without a mouse; two editors;
an address that reopens what was seen."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from .chart_page import chart, kept
from .conftest import Open, Served, expand, settled, still, words
from .test_manners import AXE, axe

pytestmark = pytest.mark.browser


def twins(served: Served, folder: Path, tag: str) -> tuple[str, str]:
    """Two records of one invented man in two documents; their ids."""
    bench = served.bench()
    found = []
    for name, phone in ((f"Twinson {tag} Jamil", "07904440001"), (f"توينسون {tag} جميل", "07904440002")):
        file = folder / f"twin-{tag}-{phone}.csv"
        file.write_text(f"name,phone\n{name},{phone}\n", "utf-8")
        source = bench.source(bench.collect([file], bench.deposit("Inbox"))[0].source)
        people = [
            said[0].entity.hex()
            for _, said in bench.workspace.reading.scan(bench.scope(), source.no)
            if said[0].schema == "Person"
        ]
        found += people
    return found[0], found[1]


def judged(served: Served) -> int:
    return sum(leaf.act == "judge-identity" and leaf.phase == "outcome" for leaf in served.bench().log(500))


def graded(dialog: Locator, say: dict[str, str]) -> None:
    """Choose a grade: no sign of it is chosen beforehand."""
    dialog.get_by_label(say["said.grade"], exact=True).select_option("admiralty")
    for place, sign in enumerate("C3", 1):
        field = dialog.get_by_label(say["said.grade.sign"].replace("{n}", str(place)))
        expect(field).to_have_value("")
        field.select_option(sign)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_merge_undo_split_and_redraw(opened: Open, served: Served, tmp_path: Path, language: str) -> None:
    say, source = words(language), AXE.read_text("utf-8")
    one, other = twins(served, tmp_path, f"merge{language}")
    page = opened(f"/chart?add={one}.{other}", language)
    chart(page, 2)
    before = judged(served)
    page.keyboard.press("y")
    keep = page.locator("[data-keep]")
    expect(keep).to_be_enabled()
    still(page)
    assert axe(page, source) == []
    page.get_by_label(say["review.reason"]).fill("one man, two lists")
    page.keyboard.press("Enter")
    chart(page, 1)
    bench = served.bench()
    assert bench.show(one).id == bench.show(other).id
    expect(page.locator("[data-made-of] li")).to_have_count(2)
    page.keyboard.press("u")
    chart(page, 2)
    expect(page.locator("[data-chart]")).to_have_attribute("data-pairs", "1")
    page.keyboard.press("Control+z")
    chart(page, 1)
    page.keyboard.press("Control+z")
    chart(page, 2)
    assert bench.show(one).id != bench.show(other).id
    page.keyboard.press("Control+Shift+z")
    chart(page, 1)
    assert bench.show(one).id == bench.show(other).id
    page.locator("[role=grid] [data-at='0']").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Shift+Y")
    expect(page.locator("[data-part]")).to_have_count(2)
    still(page)
    assert axe(page, source) == []
    page.locator("[data-part]").first.get_by_role(
        "button", name=re.compile(re.escape(say["identity.split"]))
    ).click()
    chart(page, 2)
    assert bench.show(one).id != bench.show(other).id
    page.keyboard.press("Control+z")
    chart(page, 1)
    page.keyboard.press("Control+z")
    chart(page, 2)
    assert judged(served) - before == 6


def test_what_somebody_else_took_back_is_said_and_forgotten(
    opened: Open, served: Served, tmp_path: Path
) -> None:
    one, other = twins(served, tmp_path, "lost")
    page = opened(f"/chart?add={one}.{other}")
    chart(page, 2)
    page.keyboard.press("y")
    expect(page.locator("[data-keep]")).to_be_enabled()
    page.locator("[data-keep]").click()
    chart(page, 1)
    served.bench().identity.split(other, "not he")
    page.keyboard.press("Control+z")
    expect(page.locator("[data-lost]")).to_contain_text(words("en")["chart.lost"])
    chart(page, 2)
    page.keyboard.press("Control+z")
    chart(page, 0)


def link_of(page: Page, pairs: int) -> None:
    expect(page.locator(f"[data-chart][data-pairs='{pairs}']:not([data-working])")).to_be_visible(
        timeout=20_000
    )


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_new_link_without_a_mouse(opened: Open, served: Served, tmp_path: Path, language: str) -> None:
    say, source = words(language), AXE.read_text("utf-8")
    one, other = twins(served, tmp_path, f"link{language}")
    page = opened(f"/chart?add={one}.{other}&pane=none", language)
    chart(page, 2)
    page.keyboard.press("Escape")
    page.locator("[data-chart-canvas]").focus()
    said = page.locator("[data-focused]")
    for key in ("ArrowUp", "ArrowLeft"):
        page.keyboard.press(key)
    first = said.inner_text()
    page.keyboard.press("k")
    expect(page.locator("[data-told]")).to_have_text(say["chart.link.choose"])
    for key in ("ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
        if said.inner_text() != first:
            break
    assert said.inner_text() != first
    page.keyboard.press("Enter")
    dialog = page.locator("[data-link]")
    expect(dialog).to_be_visible()
    still(page)
    assert axe(page, source) == []
    dialog.get_by_role("radio").nth(2).focus()
    page.keyboard.press("Space")
    graded(dialog, say)
    dialog.get_by_label(say["record.basis"]).fill("seen together")
    page.keyboard.press("Enter")
    link_of(page, 1)
    drawn = [line for line in served.bench().draw([one, other]).lines if line["kind"] == "edge"]
    assert [(line["strength"], line["label"]) for line in drawn] == [("tentative", "UnknownLink")]
    page.keyboard.press("Control+z")
    link_of(page, 0)
    assert not [line for line in served.bench().draw([one, other]).lines if line["kind"] == "edge"]
    page.keyboard.press("Control+Shift+z")
    link_of(page, 1)
    page.keyboard.press("Control+z")
    link_of(page, 0)


@pytest.mark.slow
def test_a_new_item_is_drawn_where_it_was_asked_for_and_undo_retracts_it(
    opened: Open, served: Served, tmp_path: Path
) -> None:
    say = words("en")
    one, _ = twins(served, tmp_path, "item")
    page = opened(f"/chart?add={one}&pane=none")
    chart(page, 1)
    page.keyboard.press("i")
    dialog = page.locator("[data-item]")
    dialog.locator("[data-field=name]").first.fill("Newman Drawnson")
    graded(dialog, say)
    page.keyboard.press("Enter")
    chart(page, 2)
    expect(page.locator("[data-panel]")).to_contain_text("Newman Drawnson")
    made = served.bench().search("Newman Drawnson", schema="Person").hits[0].id.hex()
    page.keyboard.press("Control+z")
    chart(page, 1)
    assert served.bench().draw([made]).items == ()
    page.keyboard.press("Control+Shift+z")
    chart(page, 2)
    page.keyboard.press("Control+z")
    chart(page, 1)


@pytest.mark.slow
def test_two_editors_are_told_and_both_charts_are_kept(opened: Open, served: Served, tmp_path: Path) -> None:
    say = words("en")
    one, other = twins(served, tmp_path, "editors")
    page = opened(f"/chart?add={one}.{other}")
    chart(page, 2)
    address = kept(page)
    second = opened(address.replace(served.url, ""))
    chart(second, 2)
    for editor, key in ((second, "p"), (page, "l")):
        editor.keyboard.press("Control+a")
        editor.keyboard.press(key)
        editor.locator("[data-save-now]").click()
    expect(page.locator("[data-conflict]")).to_contain_text("سارا Sara")
    expect(second.locator("[data-chart]")).to_have_attribute("data-saved", "saved")
    page.get_by_role("button", name=say["chart.save-mine"]).click()
    expect(page.locator("[data-conflict]")).to_have_count(0)
    mine = kept(page)
    assert re.search("id=([0-9a-f]{16})", mine) != re.search("id=([0-9a-f]{16})", address)
    chart(page, 2)
    charts = {document.title for document in served.bench().documents.all("Inbox", "chart")}
    assert any(title.endswith(say["chart.copy-of"].replace("{title}", "")) for title in charts)


def test_an_item_is_commented_on_and_what_is_recorded_translated(
    opened: Open, served: Served, tmp_path: Path
) -> None:
    one, _ = twins(served, tmp_path, "remarked")
    page = opened(f"/chart?add={one}")
    chart(page, 1)
    page.keyboard.press("Control+a")
    comments = page.locator("[data-comments]")
    comments.locator("textarea").first.fill("شوهد عند البوابة")
    comments.get_by_role("button").click()
    expect(comments.locator("li")).to_contain_text("شوهد عند البوابة")
    page.locator("[data-open-cards]").click()
    name = page.locator("[data-card]").first
    name.locator("[data-translate]").click()
    name.locator("textarea").first.fill("Translated by hand")
    name.locator("input[maxlength='200']").fill("هناء كريم")
    name.get_by_role("button", name=words("en")["chart.translate.keep"]).click()
    expect(name.locator("[data-translations]")).to_contain_text("هناء كريم")
    documents = served.bench().documents
    assert [said.body["text"] for said in documents.about("Inbox", one, "comment")] == ["شوهد عند البوابة"]
    assert [said.body["translator"] for said in documents.about("Inbox", one, "translation")] == ["هناء كريم"]


def test_what_a_colleague_saved_meanwhile_comes_in_and_both_are_kept(
    opened: Open, served: Served, tmp_path: Path
) -> None:
    one, other = twins(served, tmp_path, "together")
    page = opened(f"/chart?add={one}.{other}")
    chart(page, 2)
    identity = re.search("id=([0-9a-f]{16})", kept(page))
    assert identity is not None
    documents = served.bench().documents
    before = documents.get("Inbox", identity[1])
    text = {"id": "t", "x": 0.0, "y": -2.0, "text": "شبكة الميناء", "kind": "title"}
    theirs = documents.save(
        "Inbox", identity[1], before.document.version, before.document.title, {**before.body, "texts": [text]}
    )
    page.keyboard.press("Control+a")
    page.keyboard.press("p")
    page.locator("[data-save-now]").click()
    expect(page.locator("[data-chart]")).to_have_attribute("data-version", str(theirs.document.version + 1))
    expect(page.locator("[data-chart]")).to_have_attribute("data-saved", "saved")
    expect(page.locator("[data-conflict]")).to_have_count(0)
    expect(page.locator("[data-chart]")).to_contain_text("شبكة الميناء")
    body: Any = documents.get("Inbox", identity[1]).body
    assert [told["text"] for told in body["texts"]] == ["شبكة الميناء"]
    assert {item["entity"] for item in body["items"] if item.get("pinned")} == {one, other}
    page.keyboard.press("Control+z")
    page.locator("[data-save-now]").click()
    expect(page.locator("[data-chart]")).to_have_attribute("data-version", str(theirs.document.version + 2))
    undone: Any = documents.get("Inbox", identity[1]).body
    assert len(undone["texts"]) == 1
    assert not any(item.get("pinned") for item in undone["items"])


@pytest.mark.slow
def test_the_address_reopens_where_one_looked_and_what_was_left_out(opened: Open, phone: str) -> None:
    page = opened(f"/chart?add={phone}")
    chart(page, 1)
    expand(page)
    chart(page, 4)
    page.locator("[data-legend] button").first.click()
    left = page.locator("[data-chart]").get_attribute("data-items")
    assert left != "4"
    page.keyboard.press("Equal")
    expect(page).to_have_url(re.compile(r"cam=.*off=|off=.*cam="))
    settled(page)
    address = kept(page)
    again = opened(address[address.index("/chart") :])
    chart(again, int(left or 0))
    assert re.search("cam=([^&]+)", settled(again)).group(1) == re.search("cam=([^&]+)", address).group(1)  # type: ignore[union-attr]
    expect(again.locator("[data-filtered]")).to_be_visible()
