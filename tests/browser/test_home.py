"""Home: what waits and what is new; a watch that tells when something arrives; a note on a person."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tahqiq.kit.messages import message
from tahqiq.web.worker import Worker

from .conftest import LOGIN, Open, Served, words
from .test_manners import AXE, axe

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_watch_tells_when_something_new_arrives(
    opened: Open, served: Served, tmp_path: Path, language: str
) -> None:
    say = words(language)
    number = {"en": "07904445551", "ar": "07904445552"}[language]
    page = opened(f"/search?q={number}", language)
    page.get_by_role("button", name=say["keep.watch"]).click()
    page.get_by_role("dialog").get_by_role("button", name=say["keep.watch"]).click()
    expect(page.get_by_text(say["keep.done.watch"])).to_be_visible()

    page.get_by_role("link", name=say["nav.home"], exact=True).click()
    expect(page.get_by_role("heading", name=say["home.waiting"])).to_be_visible()
    expect(page.locator("[data-alert]")).to_have_count(0)

    file = tmp_path / f"arrived_{language}.csv"
    file.write_text(f"name,phone,city\nHana Karim,{number},Mosul\n", "utf-8")
    bench = served.bench()
    bench.collect(
        [file], bench.deposit("Inbox", grade="admiralty:B2", handling_code="internal", zone="Asia/Baghdad")
    )
    bench.refresh_search()
    page.reload()
    alert = page.locator("[data-alert]").filter(has_text=number)
    expect(alert).to_be_visible()
    expect(page.locator("[data-new=source]").filter(has_text=file.name)).to_be_visible()
    assert axe(page, AXE.read_text("utf-8")) == []
    alert.get_by_role("button", name=say["home.alert.seen"]).click()
    expect(alert).to_have_count(0)


def test_what_is_to_be_done_waits_at_home(opened: Open, served: Served) -> None:
    bench = served.bench()
    case = bench.cases()[0].id
    bench.documents.make(
        case, "task", "Ask for the tower dump", {"done": False, "to": LOGIN, "due": "2026-12-01", "about": []}
    )
    bench.documents.make(
        case, "task", "Somebody else's work", {"done": False, "to": "owner", "due": "", "about": []}
    )
    page = opened("/")
    expect(page.locator("[data-waiting=task]").filter(has_text="tower dump")).to_be_visible()
    expect(page.get_by_text("Somebody else's work")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "ckb"])
def test_a_note_on_a_person_leads_back_to_the_person(opened: Open, person: str, language: str) -> None:
    say = words(language)
    page = opened(f"/entities/{person}?tab=notes", language)
    page.get_by_role("textbox", name=say["notes.text"]).fill(f"Seen at the crossing. {language}")
    page.get_by_role("button", name=say["notes.add"]).click()
    expect(page.locator("[data-note]").filter(has_text=f"crossing. {language}")).to_be_visible()
    assert axe(page, AXE.read_text("utf-8")) == []
    page.get_by_role("link", name=say["nav.cases"], exact=True).click()
    page.get_by_role("link", name=words(language)["case.inbox"]).click()
    page.get_by_role("tab", name=say["case.tab.notes"]).click()
    page.locator("[data-note]").filter(has_text=f"crossing. {language}").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("علي حسن كاظم")


def test_a_document_that_needs_a_mapping_waits_at_home_and_is_found_in_the_table(
    opened: Open, served: Served, tmp_path: Path
) -> None:
    say = words("en")
    file = tmp_path / "unheard_of.csv"
    file.write_text("qqq,zzz\na-1,b-2\nc-3,d-4\n", "utf-8")
    bench = served.bench()
    bench.collect(
        [file], bench.deposit("Inbox", grade="admiralty:B2", handling_code="internal", zone="Asia/Baghdad")
    )
    page = opened("/")
    page.locator("[data-waiting=todo]").click()
    rows = page.get_by_role("table").locator("tbody tr")
    expect(rows.filter(has_text=file.name)).to_be_visible()
    expect(rows.filter(has_text="people.csv")).to_have_count(0)
    assert "show=todo" in page.url
    page.get_by_label(say["sources.show"]).select_option("")
    page.get_by_label(say["sources.filter"]).fill("people.csv")
    expect(rows).to_have_count(1)
    page.reload()
    expect(rows).to_have_count(1)
    expect(page.get_by_label(say["sources.filter"])).to_have_value("people.csv")
    page.get_by_label(say["sources.filter"]).fill("no such document")
    expect(page.get_by_text(say["sources.none-such"])).to_be_visible()


def test_work_that_waits_is_stopped_from_the_page_and_what_failed_says_why(
    opened: Open, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A job over which two processes died told "failed" and nothing else."""
    say, bench, database = words("ckb"), served.bench(), served.door.workspace.database
    monkeypatch.setattr(Worker, "once", lambda _: False)
    failed, waits = (bench.jobs.add("collect", {"paths": []}, bench.actor) for _ in range(2))
    told: dict[str, str | int] = {"attempts": 2, "place": f"second-{failed.no}.xlsx", "done": 7}
    with database.transaction() as transaction:
        result = json.dumps({"code": "job-broke-off", "params": told})
        transaction.execute("UPDATE job SET state='failed', result=? WHERE no=?", (result, failed.no))
    page = opened("/", "ckb")
    why = message("job-broke-off", "ckb", told)
    sentence = why.sentence.replace(" 2 ", " ٢ ").replace("(7)", "(٧)")
    expect(page.locator("[data-job=failed]").filter(has_text=sentence)).to_contain_text(why.next_step)
    page.locator("[data-job=queued]").first.get_by_role("button", name=say["jobs.cancel"]).click()
    expect(page.locator("[data-job=cancelled]").first).to_be_visible()
    assert bench.jobs.get(waits.no, bench.actor).state == "cancelled"
    with database.transaction() as transaction:
        transaction.execute("DELETE FROM job WHERE no IN (?, ?)", (failed.no, waits.no))
