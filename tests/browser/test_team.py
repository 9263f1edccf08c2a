"""A supervisor, an analyst who is invited and an auditor: what waits is announced, what follows is said
before, and nobody is made to ask for what is not theirs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tahqiq.access.door import Door
from tahqiq.workbench import Workbench

from .conftest import LOGIN, Open, Served, closing, opener, serving

pytestmark = pytest.mark.browser


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Served]:
    """A workspace of a team with a case of its supervisor; nobody else belongs to it yet."""
    door = Door.found(tmp_path / "ws", owner="owner")
    for login, roles in (
        (LOGIN, {"supervisor"}),
        ("nour", {"analyst"}),
        ("hiwa", {"auditor"}),
        ("root", {"administrator"}),
    ):
        door.people.add(login, login.title(), frozenset(roles), None, "test")
    Workbench(door, door.people.get(LOGIN)).open_case("Harbour")
    with serving(door) as served:
        yield served


@pytest.fixture
def opened(team: Served, browser: Browser) -> Iterator[Open]:
    yield from closing(lambda contexts, errors: opener(team, browser, contexts, errors))


def case_of(team: Served) -> str:
    """The case of the supervisor."""
    return team.bench().cases()[0].id


def test_an_invitation_is_announced_where_one_begins(opened: Open, team: Served) -> None:
    team.bench().invite(case_of(team), "nour")
    page = opened("/", login="nour")
    expect(page.locator("[data-waiting=invitation]")).to_contain_text("Harbour")
    page.goto("/deposit")
    page.locator("[data-waiting=invitation]").click()
    page.locator(f"[data-invitation='{case_of(team)}']").get_by_role("button", name="Join").click()
    expect(page.locator("[data-case]")).to_be_visible()
    assert [one.title for one in Workbench(team.door, team.door.people.get("nour")).cases()] == ["Harbour"]


def test_whoever_may_not_read_the_log_is_not_refused_it_by_looking_at_verify(
    opened: Open, team: Served
) -> None:
    page = opened("/verify", login="nour")
    expect(page.get_by_role("button", name="Verify now")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-log]")).to_have_count(0)
    refused = [leaf.act for leaf in team.door.audit.leaves() if leaf.result.startswith("refused")]
    assert refused == []
    page.keyboard.press("Control+k")
    page.locator("[data-palette]").fill("log")
    expect(page.locator("[data-command='go.log']")).to_have_count(0)


@pytest.mark.parametrize(("language", "typed"), [("en", "audit"), ("ar", "سجل"), ("ckb", "وردبینی")])
def test_the_auditor_finds_the_log_by_its_name(opened: Open, language: str, typed: str) -> None:
    page = opened("/", language, login="hiwa")
    expect(page.locator("[data-me]")).to_be_visible()
    page.keyboard.press("Control+k")
    page.locator("[data-palette]").fill(typed)
    page.locator("[data-command='go.log']").click()
    expect(page.locator("[data-log] [data-entry]").first).to_be_visible()


def test_removing_somebody_from_a_case_asks_first_and_says_what_follows(opened: Open, team: Served) -> None:
    case, nour = case_of(team), team.door.people.get("nour").id
    team.door.cases.add_member(case, nour, "test")
    page = opened(f"/cases/{case}?tab=members")
    page.locator("[data-member=nour]").get_by_role("button").click()
    expect(page.locator("[data-leaving=nour]")).to_contain_text("sees nothing of this case")
    assert nour in team.door.cases.members(case)
    page.locator("[data-leaving=nour]").get_by_role("button", name="Cancel").click()
    expect(page.locator("[data-leaving=nour]")).to_have_count(0)
    page.locator("[data-member=nour]").get_by_role("button").click()
    page.locator("[data-leaving=nour]").get_by_role("button", name="Remove from the case").click()
    expect(page.locator("[data-member=nour]")).to_have_count(0)
    assert nour not in team.door.cases.members(case)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_compartment_is_opened_and_somebody_asked_in_on_the_page(
    opened: Open, team: Served, language: str
) -> None:
    page = opened("/people", language)
    page.locator("[data-compartments] button").first.click()
    boxes = page.get_by_role("dialog").get_by_role("textbox")
    boxes.nth(0).fill("عملية الصقر")
    boxes.nth(1).fill("k7")
    page.get_by_role("dialog").locator("button[type=submit]").click()
    expect(page.locator("[data-compartments] p[role=status]")).to_contain_text("عملية الصقر")
    row = page.locator("[data-compartment=k7]")
    row.locator("summary").click()
    row.get_by_role("textbox").fill("nour")
    row.locator("form button").click()
    expect(row.locator("[data-asked]")).to_contain_text("nour")
    expect(row.locator("[data-member=nour]")).to_be_visible()
    assert [one.login for one in team.bench().team.asked_in("k7")] == ["nour"]
    other = opened("/people", language, login="nour")  # invited, not inside: nothing of it stands there
    expect(other.locator("[data-rule]").first).to_be_visible()
    expect(other.locator("[data-compartments]")).to_have_count(0)
    other.goto("/cases")
    other.locator("[data-invitation=k7] button").first.click()
    expect(other.locator("[data-invitation=k7]")).to_have_count(0)
    other.goto("/people")
    expect(other.locator("[data-compartment=k7]")).to_contain_text("عملية الصقر")
    expect(other.locator("[data-compartments] form")).to_have_count(0)


def test_an_account_is_added_and_the_page_says_what_follows(opened: Open, team: Served) -> None:
    page = opened("/people", login="root")
    page.get_by_role("button", name="Add an account").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name", exact=True).fill("Zana")
    dialog.get_by_label("Sign-in name").fill("zana")
    dialog.locator("input[type=password]").fill("a long password 7")
    expect(dialog.locator("button[type=submit]")).to_be_disabled()  # nobody chose what they may do
    dialog.get_by_role("combobox").click(force=True)
    page.get_by_role("option", name="Analyst").click()
    page.keyboard.press("Escape")
    dialog.locator("button[type=submit]").click()
    expect(page.locator("[data-done]")).to_contain_text("zana")
    assert team.door.people.get("zana").roles == {"analyst"}
    page.locator("[data-login=zana]").get_by_role("button", name="Close the account").click()
    page.get_by_role("dialog").get_by_role("button", name="Close the account").click()
    expect(page.locator("[data-done]")).to_contain_text("can no longer sign in")
    assert team.door.people.get("zana").state == "closed"
