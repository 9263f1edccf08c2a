"""A day at the covert desk on the page, as handler, controller, analyst and outsider: a second code and a
payment wait for the controller and for nobody else, the analyst reads the sanitised report as a page, and
whoever is not admitted is answered alike everywhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tahqiq.access.door import Door
from tahqiq.desk import desk
from tahqiq.desks.covert.payments.operations import PaymentRequest, pay
from tahqiq.desks.covert.registrations.operations import SourceRequest, register
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.desks.covert.sample import SAMPLE
from tahqiq.desks.covert.sources.record import SOURCE, Stage, of_code
from tahqiq.kit import clock
from tahqiq.workbench import Workbench
from tests.seat import Seat

from .conftest import LOGIN, Open, Served, closing, opener, serving
from .test_covert import say
from .test_manners import AXE, axe
from .test_screens import settle, sideways

pytestmark = pytest.mark.browser
LANGUAGES = ["ar", pytest.param("en", marks=pytest.mark.slow)]
PEOPLE = {"handler": "analyst", "controller": "supervisor", "unadmitted": "supervisor", "reader": "analyst"}


@dataclass
class Office:
    """The served desk, the code of a source in aftercare, and the sanitised report."""

    served: Served
    report: str
    codes: dict[str, str]

    def seat(self, login: str) -> Seat:
        """Somebody at the desk."""
        door = self.served.door
        return Seat(Workbench(door, door.people.get(login)), desk("covert"), "desk-covert")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    door = Door.found(tmp_path_factory.mktemp("covert-day") / "ws", owner=LOGIN)
    chief = Workbench(door, door.people.get(LOGIN))
    chief.open_desk("covert")
    case = chief.cases()[0].id
    assert SAMPLE.records is not None
    SAMPLE.records(Seat(chief, desk("covert"), case), {"day": "2024-04-12"})
    for login, role in PEOPLE.items():
        made = door.people.add(login, login, frozenset({role}), None, "test")
        door.cases.add_member(case if login == "reader" else "desk-covert", made.id, "test")
        if login in ("handler", "controller"):
            door.cases.admit(SOURCE_ID, made.id, "test")
    report = next(one.id for one in chief.sources() if one.grade == "europol-4x4:B4")
    with serving(door) as served:
        found = Office(served, report, {})
        people = (("ar", "سلام العينة"), ("en", "مهند النموذجي"))
        for number, (language, name) in enumerate(people):
            found.codes[language] = _source(found, name, f"+96477000008{number}1")
        yield found


def _source(office: Office, name: str, phone: str) -> str:
    """The code of a source whom the handler met once and who is in aftercare, so that money may be paid."""
    handler = office.seat("handler")
    code = register(handler, SourceRequest(name=name, phone=phone, handlers=["handler"]), None).code
    kept, now = of_code(handler, code), clock.now()
    cared = [*kept.body.stages, Stage(state="aftercare", at=now, entered_at=now)]
    handler.records(SOURCE).save(kept.body.model_copy(update={"stages": cared}), "", kept.id, kept.version)
    return code


@pytest.fixture
def walk(office: Office, browser: Browser) -> Iterator[Open]:
    yield from closing(lambda contexts, errors: opener(office.served, browser, contexts, errors))


def clean(page: Page) -> list[str]:
    return sideways(page) + axe(page, AXE.read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_second_code_waits_for_the_controller(walk: Open, office: Office, language: str) -> None:
    words, place = say(language), 0 if language == "ar" else 1
    handler = walk("/desks/covert/operations/source-register", language, login="handler")
    handler.locator("[data-field=name]").fill("Another")
    handler.locator("[data-field=phone]").fill(f"+96477000008{place}1")
    handler.get_by_role("button", name=words["register.do"], exact=True).click()
    expect(handler.locator("[data-registered=waiting]")).to_contain_text(words["register.waits"])
    expect(handler.locator("[data-field]")).to_have_count(0)  # who it is has gone from the screen
    assert "Another" not in handler.locator("main").inner_text()
    handler.goto("/desks/covert/sources")
    expect(handler.locator("[data-second-code=waiting]")).to_have_count(1)
    expect(handler.get_by_role("button", name=words["second.grant"])).to_have_count(0)
    controller = walk("/", language, login="controller")
    controller.goto("/desks/covert/decisions")
    waits = controller.locator("[data-second-code=waiting]")
    expect(waits).to_have_count(1)
    settle(controller)
    assert clean(controller) == []
    assert office.codes[language] not in waits.inner_text()
    waits.get_by_label(words["decisions.reason"]).fill("تعمل لوحدة أخرى")
    waits.get_by_role("button", name=words["second.refuse"]).click()
    expect(waits).to_have_count(0)
    handler.reload()
    refused = handler.locator("[data-second-code=refused]").first
    expect(refused).to_contain_text("تعمل لوحدة أخرى")
    assert not [one for one in office.codes.values() if one in refused.inner_text()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_payment_stands_in_the_approvers_inbox_until_it_is_decided(
    walk: Open, office: Office, language: str
) -> None:
    words, code = say(language), office.codes[language]
    asked = PaymentRequest(code=code, amount=125_000, reason="for his way", again=True)
    payment = pay(office.seat("handler"), asked, None).payment
    handler = walk("/desks/covert/decisions", language, login="handler")
    row = handler.locator(f"[data-payment='{payment}']")
    expect(row).to_have_attribute("data-stands", "asked")
    expect(row.get_by_role("button")).to_have_count(1)
    expect(row.get_by_role("button")).to_contain_text(words["withdraw"])
    controller = walk("/desks/covert/inbox", language, login="controller")
    line = controller.locator("[data-due=approval]").filter(has_text=code).first
    expect(line).to_have_count(1)
    line.get_by_role("link").click()
    controller.wait_for_url("**/desks/covert/decisions")
    waits = controller.locator(f"[data-payment='{payment}']")
    expect(waits).to_contain_text(re.compile("125|١٢٥"))
    waits.get_by_role("button", name=f"{words['decisions.approve']}: {code}").click()
    dialog = controller.get_by_role("dialog")
    for fact, text in (("code", code), ("why", "for his way"), ("asked-by", "handler")):
        expect(dialog.locator(f"[data-fact={fact}]")).to_have_text(text)
    expect(dialog.locator("button[type=submit]")).to_be_disabled()
    dialog.get_by_role("textbox").fill("يناسب المبلغ ما دل عليه الخبر")
    dialog.locator("button[type=submit]").click()
    expect(waits).to_have_attribute("data-stands", "approved")
    expect(waits.get_by_role("button")).to_have_count(0)
    controller.goto("/desks/covert/inbox")
    controller.wait_for_load_state("networkidle")
    expect(line).to_have_count(0)
    handler.reload()
    expect(row).to_have_attribute("data-stands", "approved")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_analyst_reads_the_sanitised_report_as_a_page(walk: Open, office: Office, language: str) -> None:
    page = walk(f"/sources/{office.report}", language, login="reader")
    report = page.locator("[data-report]")
    expect(report.locator("[data-report-text]")).to_contain_text("بعشرات الكيلوغرامات")
    expect(report).to_contain_text("mostly reliable" if language == "en" else "موثوق غالباً")
    expect(report.locator("[data-handling=internal]")).to_be_visible()
    settle(page)
    assert clean(page) == []
    shown = page.locator("main").inner_text() + page.title()
    assert not [one for one in ("{", "bodyText", "base64", "covert", ".ftm.json", "السري") if one in shown]
    with page.expect_popup() as sheet:
        page.locator("[data-print-report]").click()
    expect(sheet.value.locator("body")).to_contain_text("بعشرات الكيلوغرامات")
    reader = Workbench(office.served.door, office.served.door.people.get("reader"))
    hit = next(one for one in reader.search("الكيلوغرامات").hits if one.schema == "Document").id.hex()
    page.goto(f"/entities/{hit}")
    expect(page.locator("[data-report-text]")).to_contain_text("بعشرات الكيلوغرامات")


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_not_admitted_finds_nothing_and_is_answered_alike(
    walk: Open, office: Office, language: str
) -> None:
    page = walk("/desks/covert/operations/source-register", language, login="unadmitted")
    expect(page.locator("[data-register]")).to_contain_text(say(language)["register.closed"])
    expect(page.locator("main form")).to_have_count(0)
    for path in ("decisions", "sources", "inbox"):
        page.goto(f"/desks/covert/{path}")
        page.wait_for_load_state("networkidle")
        expect(page.locator("[data-payment], [data-second-code], [data-due=approval]")).to_have_count(0)
        told = page.locator("main").inner_text()
        assert not [one for one in office.codes.values() if one in told], path
