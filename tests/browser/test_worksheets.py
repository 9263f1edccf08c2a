"""Hypotheses, a crime script and the event chart on the page, in English and in Sorani, with the keyboard and
without faults for screen readers."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tahqiq.store.results import StoredResult

from .conftest import Open, Served, words
from .test_manners import AXE, axe

pytestmark = pytest.mark.browser
BOTH = pytest.mark.parametrize("language", ["en", "ckb"])


def case_of(served: Served) -> str:
    return next(item.id for item in served.bench().cases() if item.title == "Inbox")


@BOTH
def test_a_value_becomes_evidence_and_stays_when_it_is_retracted(
    opened: Open, served: Served, person: str, language: str
) -> None:
    say, source, bench = words(language), AXE.read_text("utf-8"), served.bench()
    title = f"لێکۆڵینەوە {language}"
    page = opened(f"/cases/{case_of(served)}?tab=reasoning:hypotheses", language)
    page.get_by_label(say["hypotheses.title"]).fill(title)
    page.get_by_role("button", name=say["hypotheses.begin"]).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    for number, text in enumerate(("They work together", "یەکتر ناناسن"), 1):
        page.get_by_label(say["hypotheses.new"], exact=True).fill(text)
        page.get_by_role("button", name=say["hypotheses.add"]).click()
        expect(page.locator("[data-hypothesis]")).to_have_count(number)
    assert axe(page, source) == []
    address = page.url

    page.goto(f"/entities/{person}")
    expect(page.locator("[data-value-key=V]")).to_contain_text(say["evidence.use"])
    value = page.locator("[data-statement]").filter(has=page.locator("[data-place]")).last
    identity = value.get_attribute("data-statement")
    value.locator("[data-place]").focus()
    page.keyboard.press("v")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(say["hypotheses.board"]).select_option(label=title)
    dialog.get_by_label("They work together").select_option("++")
    dialog.get_by_label("یەکتر ناناسن").select_option("-")
    assert axe(page, source) == []
    dialog.locator("[data-cite]").click()
    dialog.get_by_role("link", name=say["hypotheses.open"]).click()
    expect(page).to_have_url(address)

    row = page.locator("[data-evidence]")
    expect(row).to_contain_text(say["hypotheses.tells.yes"])
    badly = page.locator("[data-tally=inconsistent] td")
    digits = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩") if language == "ckb" else {}
    expect(badly.nth(0)).to_have_text("0".translate(digits))
    expect(badly.nth(1)).to_have_text("1".translate(digits))
    row.get_by_label(f"{say['hypotheses.credibility']}:").select_option("low")
    expect(row.get_by_label(f"{say['hypotheses.credibility']}:")).to_have_value("low")
    assert axe(page, source) == []

    bench.acts.retract(person, str(identity), "read wrongly")
    page.reload()
    expect(row.locator("[data-cited=retracted]")).to_contain_text("read wrongly")
    expect(badly.nth(1)).to_have_text("0".translate(digits))
    page.get_by_text(say["worksheet.history"]).click()
    expect(page.locator("[data-history] li").first).to_be_visible()
    assert axe(page, source) == []
    bench.acts.reinstate(person, str(identity), "it was right")


@BOTH
def test_a_crime_script_is_written_act_by_act(
    opened: Open, served: Served, language: str, tmp_path: Path
) -> None:
    say, source = words(language), AXE.read_text("utf-8")
    page = opened(f"/cases/{case_of(served)}?tab=reasoning:scripts", language)
    page.get_by_label(say["crime-scripts.title"]).fill(f"How {language}")
    page.get_by_role("button", name=say["crime-scripts.begin"]).click()
    for stage, title in (("exit", "Away"), ("preparation", "کڕینی تەلەفۆن")):
        page.get_by_role("button", name=f"{say['script.add']}: {say[f'script.stage.{stage}']}").click()
        form = page.locator("[data-act-form]")
        form.get_by_label(say["script.act"], exact=True).fill(title)
        form.get_by_label(say["script.words"].replace("{what}", say["script.actors"])).fill("a driver")
        form.get_by_role("button", name=say["script.words.add"]).first.click()
        form.get_by_label(say["script.gaps"]).fill("When?")
        assert axe(page, source) == []
        form.get_by_role("button", name=say["notes.save"]).click()
        expect(page.locator(f"[data-stage={stage}] [data-act]")).to_contain_text(title)
    expect(page.locator("[data-act]").first).to_contain_text("کڕینی تەلەفۆن")
    expect(page.locator("[data-act]").first).to_contain_text("a driver")
    assert axe(page, source) == []
    with page.expect_download() as saved:
        page.locator("[data-save=html]").click()
    saved.value.save_as(tmp_path / "script.html")
    assert "کڕینی تەلەفۆن" in (tmp_path / "script.html").read_text("utf-8")


@pytest.fixture(scope="module")
def drawn(served: Served) -> StoredResult:
    """An event chart of the telephones of the small workspace."""
    bench = served.bench()
    phones = [
        bench.search(number, schema="PhoneNumber").hits[0].id.hex()
        for number in ("07901234567", "07907654321", "07905556677")
    ]
    return bench.analyse("event-chart", {"items-chosen": phones}, "Inbox")


def marks(page: Page) -> list[str]:
    return [
        str(item.get_attribute("aria-label"))
        for item in page.locator("[data-drawing=themes] [data-mark]").all()
    ]


@BOTH
def test_an_event_chart_is_drawn_read_by_keys_and_saved(
    opened: Open, served: Served, drawn: StoredResult, language: str, tmp_path: Path
) -> None:
    say, source = words(language), AXE.read_text("utf-8")
    page = opened(f"/analyse?result={drawn.id}", language)
    chart = page.locator("[data-drawing=themes]")
    expect(chart).to_be_visible()
    assert len(marks(page)) == 3, "three calls, each of two telephones"
    assert axe(page, source) == []
    places = [item.bounding_box() for item in chart.locator("[data-mark] circle").all()]
    across = [box["x"] for box in places if box]
    assert across == sorted(across, reverse=language == "ckb"), "time runs with the page"

    chart.locator("[data-mark]").first.focus()
    page.keyboard.press("ArrowLeft" if language == "ckb" else "ArrowRight")
    expect(page.locator("[data-told]")).to_have_text(marks(page)[1])
    page.keyboard.press("Enter")
    expect(chart.locator("[data-chosen]")).to_have_count(1)
    page.get_by_text(say["themes.time"], exact=True).click()
    expect(chart.locator("[data-mark]")).to_have_count(3)
    for form in ("svg", "png"):
        with page.expect_download() as saved:
            page.locator(f"[data-picture={form}]").click()
        saved.value.save_as(tmp_path / f"chart.{form}")
    picture = (tmp_path / "chart.svg").read_text("utf-8")
    assert "+9647907654321" in picture
    assert "var(" not in picture, "what style sheets say is written into it"
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
    leaves = {leaf.object for leaf in served.door.audit.leaves() if leaf.act == "export"}
    assert {"chart svg", "chart png"} <= leaves
