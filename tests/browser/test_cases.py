"""A case on the page: tasks, notes, members, what happened; in both directions and without a trace for
others."""

from secrets import token_hex

import pytest
from playwright.sync_api import expect

from .conftest import LOGIN, Open, Served, words
from .test_manners import AXE, axe

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_case_holds_its_tasks_notes_and_people(opened: Open, served: Served, language: str) -> None:
    say = words(language)
    source = AXE.read_text("utf-8")
    asked = (
        f"اطلب سجلات {language} {token_hex(3)}"  # told apart from what an earlier run left on the same server
    )
    page = opened("/cases", language)
    expect(page.locator("[data-case]").first).to_be_visible()
    assert axe(page, source) == []
    page.get_by_role("link", name=words(language)["case.inbox"]).click()

    page.get_by_label(say["tasks.add"]).fill(asked)
    page.get_by_label(say["tasks.due"]).fill("2026-12-24")
    page.get_by_label(say["tasks.to"], exact=True).select_option(LOGIN)
    page.get_by_role("button", name=say["chart.put"], exact=True).click()
    task = page.locator("[data-task]").filter(has_text=asked)
    expect(task).to_have_attribute("data-task", "open")
    expect(task).to_contain_text("سارا Sara")
    task.get_by_role("checkbox").click()
    expect(task).to_have_attribute("data-task", "done")
    assert axe(page, source) == []

    page.get_by_role("tab", name=say["case.tab.notes"]).click()
    page.get_by_role("textbox", name=say["notes.text"]).fill(f"He changed his number twice. {language}")
    page.get_by_role("button", name=say["notes.add"]).click()
    expect(page.locator("[data-note]").first).to_contain_text(f"twice. {language}")
    for tab in ("sources", "charts", "searches", "members", "decisions", "activity"):
        page.get_by_role("tab", name=say[f"case.tab.{tab}"], exact=True).click()
        expect(page).to_have_url(f"{served.url}/cases/{page.url.split('/cases/')[1].split('?')[0]}?tab={tab}")
        page.wait_for_load_state("networkidle")
        assert axe(page, source) == [], tab
    expect(page.get_by_role("row").filter(has_text=asked).first).to_be_visible()


def test_a_case_one_is_not_in_is_no_case(opened: Open, served: Served) -> None:
    hidden = served.door.cases.open("zzqx hidden", served.door.people.get("owner").id)
    page = opened(f"/cases/{hidden.id}")
    expect(page.get_by_text(words("en")["case.none"])).to_be_visible()
    page.goto("/cases")
    expect(page.locator("[data-case]").first).to_be_visible()
    assert "zzqx" not in page.content()
