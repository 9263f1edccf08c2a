"""Erasing a document by order on the page: one supervisor requests it at the document, another finds it at
home and approves it in the case, and each state has its words."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tahqiq.workbench import Workbench

from .conftest import PASSWORD, Open, Served, words
from .test_manners import AXE, axe

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "ckb"])
def test_one_supervisor_requests_and_another_approves(
    opened: Open, served: Served, tmp_path: Path, language: str
) -> None:
    say, door = words(language), served.door
    case = Workbench(door, door.people.get("owner")).open_case(f"Erasures {language}").id
    for login in ("wants", "agrees"):
        made = door.people.add(
            f"{login}-{language}", login.title(), frozenset({"analyst", "supervisor"}), PASSWORD, "test"
        )
        door.cases.add_member(case, made.id, "test")
    wants = Workbench(door, door.people.get(f"wants-{language}"))
    sources = []
    for name in ("wrong", "right"):
        file = tmp_path / f"{name}.csv"
        file.write_text(f"name,phone\nJamal {name}{language},0743000007{len(name)}\n", "utf-8")
        sources.append(wants.collect([file], wants.deposit(case, zone="Asia/Baghdad"))[0].source)

    def ask(order: str, source: str) -> Page:
        page = opened(f"/sources/{source}", language, login=f"wants-{language}")
        page.get_by_role("button", name=say["erasure.request"], exact=True).click()
        page.get_by_role("dialog").get_by_label(say["erasure.order"]).fill(order)
        page.get_by_role("dialog").get_by_role("button", name=say["dialog.ok"]).click()
        expect(page.locator("[data-request-erasure]")).to_have_text(say["erasure.asked"])
        return page

    page = ask("13/2026", sources[1])
    page.goto(f"/cases/{case}?tab=decisions")
    expect(page.locator("tr[data-erasure=pending]")).to_contain_text(say["erasure.other"])
    page.get_by_role("button", name=say["erasure.withdraw"]).click()
    expect(page.locator("tr[data-erasure=withdrawn]")).to_contain_text(say["erasure.state.withdrawn"])
    ask("14/2026", sources[0])

    page = opened("/", language, login=f"agrees-{language}")
    page.locator("[data-waiting=erasure]").click()
    row = page.locator("tr[data-erasure=pending]")
    expect(row).to_contain_text("wrong.csv")
    expect(row).to_contain_text("Wants")
    assert axe(page, AXE.read_text("utf-8")) == []
    row.get_by_role("button", name=say["erasure.approve"]).click()
    asked = page.get_by_role("dialog")
    expect(asked).to_contain_text("14/2026")
    asked.get_by_role("button", name=say["dialog.cancel"]).click()
    expect(row).to_have_count(1)
    row.get_by_role("button", name=say["erasure.approve"]).click()
    asked.get_by_role("button", name=say["erasure.approve"]).click()
    expect(page.locator("tr[data-erasure=approved], tr[data-erasure=done]")).to_contain_text("Agrees")
    expect(page.locator("tr[data-erasure=withdrawn]")).to_contain_text("right.csv")
    withdrawn, approved = wants.acts.erasures()
    assert (withdrawn.state, approved.state in ("approved", "done")) == ("withdrawn", True)
