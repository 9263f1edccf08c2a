"""Words that only an erased document stated, on the page of the case: its supervisor reads each place, leaves
one and strikes another."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tahqiq.workbench import Workbench

from .conftest import PASSWORD, Open, Served, words
from .test_manners import AXE, axe

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_supervisor_strikes_and_leaves_words(
    opened: Open, served: Served, tmp_path: Path, language: str
) -> None:
    say, door = words(language), served.door
    case = Workbench(door, door.people.get("owner")).open_case(f"Words {language}").id
    benches = {}
    for login in ("asks", "signs"):
        made = door.people.add(
            f"{login}-{language}", login, frozenset({"analyst", "supervisor"}), PASSWORD, "test"
        )
        door.cases.add_member(case, made.id, "test")
        benches[login] = Workbench(door, door.people.get(f"{login}-{language}"))
    asks = benches["asks"]
    file = tmp_path / "murder.csv"
    file.write_text(f"name,phone\nMurder Quayside{language},07430000077\n", "utf-8")
    notes = [
        asks.documents.make(
            case, "note", title, {"text": f"Ask Quayside{language}: {title}", "about": []}
        ).document.id
        for title in ("First", "Second")
    ]
    (read,) = asks.collect([file], asks.deposit(case, zone="Asia/Baghdad"))
    asks.acts.request_erasure(read.source, "Order 17")
    benches["signs"].approve_erasure(read.source)

    page = opened(f"/cases/{case}?tab=decisions", language, login=f"asks-{language}")
    section = page.locator("section").filter(
        has=page.get_by_role("heading", name=say["words-left"], exact=True)
    )
    expect(section.locator("[data-words]")).to_have_count(2)
    first, second = (section.locator("[data-words]").filter(has_text=title) for title in ("First", "Second"))
    expect(first.locator("mark").first).to_contain_text(f"Quayside{language}")
    expect(first).to_contain_text("Order 17")
    assert axe(page, AXE.read_text("utf-8")) == []
    first.get_by_role("button", name=say["words-left.leave"]).click()
    expect(section.locator("[data-words]")).to_have_count(1)
    second.get_by_role("button", name=say["words-left.strike"]).click()
    asked = page.get_by_role("dialog")
    expect(asked).to_contain_text(say["words-left.sure"])
    asked.get_by_role("button", name=say["dialog.cancel"]).click()
    expect(section.locator("[data-words]")).to_have_count(1)
    second.get_by_role("button", name=say["words-left.strike"]).click()
    asked.get_by_role("button", name=say["words-left.strike"]).click()
    expect(section).to_have_count(0)
    kept, struck = (str(asks.documents.get(case, note).body["text"]) for note in notes)
    assert f"Quayside{language}" in kept
    assert f"Quayside{language}" not in struck
