"""Asking over links: a question built by keyboard, what is wrong in it at its field, its answer, kept and run
again; and a conversation."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tahqiq.samples.messages import picture

from .conftest import Open, Served, words
from .test_manners import AXE, axe

pytestmark = pytest.mark.browser
CHAT = """1/2/26, 09:00 - Karwan Test: Have you the papers?
1/2/26, 09:05 - ليلى تجربة: نعم، وصلت الأوراق
13/2/26, 10:00 - Karwan Test: IMG-7.png (file attached)
14/2/26, 10:00 - ليلى تجربة: This message was deleted
"""


def choose(page: Page, label: str, value: str, nth: int = 0) -> None:
    page.get_by_label(label, exact=True).nth(nth).select_option(value)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_question_is_built_run_kept_and_run_again(opened: Open, language: str) -> None:
    say, source = words(language), AXE.read_text("utf-8")
    page = opened("/query", language)
    expect(page.locator("[data-thing='0']")).to_be_visible()
    page.get_by_role("button", name=say["query.condition.add"]).first.click()
    page.get_by_role("button", name=say["query.run"], exact=True).click()
    field = page.locator("[data-value='things/0/conditions/0/value']")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert axe(page, source) == []

    choose(page, say["query.how"], "contains")
    page.get_by_role("button", name=say["query.ask"].replace("{name}", say["query.value"])).focus()
    page.keyboard.press("Enter")
    field.fill("Part of it")
    asked = page.get_by_label("Part of it", exact=True)
    asked.fill("كاظم")
    asked.press("Enter")
    answer = page.locator("[data-answer]")
    expect(answer.locator("[data-row]")).to_have_count(1)
    expect(answer).to_contain_text("علي حسن كاظم")
    expect(answer).to_contain_text("+9647901234567")
    expect(page.locator("[data-sentence]")).to_contain_text("[Part of it]")
    answer.locator("details summary").first.click()
    expect(answer.locator("details a").first).to_contain_text("people.csv")
    assert axe(page, source) == []

    page.get_by_role("button", name=say["query.keep"]).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(say["person.name"]).fill(f"By a part of the name {language}")
    dialog.get_by_role("button", name=say["query.keep"]).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"By a part of the name {language}")
    page.reload()
    page.get_by_label("Part of it", exact=True).fill("nobody at all")
    page.get_by_role("button", name=say["query.run"], exact=True).click()
    expect(page.locator("[data-note='query-nothing']")).to_be_visible()
    assert axe(page, source) == []
    page.goto("/query")
    expect(
        page.locator("[data-kept-query]").filter(has_text=f"By a part of the name {language}")
    ).to_be_visible()


def test_an_answer_opens_the_thing_and_the_row(opened: Open) -> None:
    page = opened("/query")
    page.get_by_role("button", name="Ask", exact=True).click()
    row = page.locator("[data-row]").filter(has_text="علي حسن كاظم")
    row.locator("td").nth(1).locator("summary").first.click()
    row.locator("td").nth(1).locator("details a").first.click()
    expect(page.locator("[aria-current=true], tr[data-here], [data-here=true]").first).to_be_visible()
    assert "/sources/" in page.url


@pytest.fixture(scope="module")
def chat(served: Served, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The id of a chat with a picture."""
    folder: Path = tmp_path_factory.mktemp("chat")
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("WhatsApp Chat.txt", CHAT)
        archive.writestr("IMG-7.png", picture())
    (folder / "WhatsApp Chat karwan.zip").write_bytes(data.getvalue())
    bench = served.bench()
    bench.collect(
        [folder], bench.deposit("Inbox", grade="admiralty:B2", handling_code="internal", zone="Asia/Baghdad")
    )
    named = {
        "id": "a",
        "type": "Conversation",
        "conditions": [{"property": "name", "is": "contains", "value": "karwan"}],
    }
    rows = bench.query({"version": 1, "things": [named]})["rows"]
    assert isinstance(rows, list)
    return str(rows[0]["id"])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_conversation_is_read_searched_and_traced(opened: Open, chat: str, language: str) -> None:
    say, source = words(language), AXE.read_text("utf-8")
    page = opened(f"/entities/{chat}?tab=conversations", language)
    page.locator("[data-thread] a").first.click()
    messages = page.locator("[data-said]")
    expect(messages).to_have_count(4)
    shown = page.locator("[data-said] img[data-shown]")  # the picture is fetched once it is near
    expect(shown).to_be_visible()
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    expect(messages.filter(has_text=say["talk.deleted"])).to_have_count(1)
    page.get_by_label(say["talk.side"]).select_option(label="Karwan Test")
    first, second = messages.nth(0).bounding_box(), messages.nth(1).bounding_box()
    assert first is not None
    assert second is not None
    near = {"en": first["x"] + first["width"] > second["x"] + second["width"], "ar": first["x"] < second["x"]}
    assert near[language], "the near side is at the end of the line"
    assert axe(page, source) == []

    page.locator("[data-talk-words]").fill("الأوراق")
    page.locator("[data-talk-words]").press("Enter")
    expect(page.locator("[data-found]")).to_have_count(1)
    messages.nth(1).get_by_role("button", name=say["talk.source"]).click()
    expect(page.get_by_role("region", name=say["original.title"], exact=True)).to_contain_text(
        "نعم، وصلت الأوراق"
    )
    expect(page.locator("[data-here]").first).to_be_visible()
    assert axe(page, source) == []

    messages.nth(1).get_by_role("button", name=say["talk.note"]).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label(say["talk.note.text"])).to_have_value(re.compile("نعم، وصلت الأوراق"))
    dialog.get_by_role("button", name=say["talk.note"]).click()
    expect(page.get_by_text(say["talk.note.done"])).to_be_visible()

    page.get_by_role("button", name=say["talk.print"]).click()
    expect(page.get_by_role("button", name=say["talk.print.back"])).to_be_visible()
    expect(page.locator("[data-said]")).to_have_count(4)


def test_calls_between_two_numbers_are_quiet_lines(opened: Open, phone: str) -> None:
    page = opened(f"/entities/{phone}?tab=conversations")
    expect(page.locator("[data-thread]")).to_have_count(2)
    page.locator("[data-thread] a").filter(has_text="+9647907654321").click()
    expect(page.locator("[data-call]")).to_have_count(2)
    expect(page.locator("[data-call]").first).to_contain_text("1:05")
