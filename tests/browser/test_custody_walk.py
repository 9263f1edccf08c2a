"""One day of a small house through the page, in Arabic: a bus of eight, a cell refused, a count in which one
is missing, a phone, a separation over fifteen days, an extract and two prints."""

import re
import secrets
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page, expect

from tahqiq.access.door import Door
from tahqiq.desk import desk
from tahqiq.desk.operation_form import form_of
from tahqiq.desks.custody.extracts.operations import ExtractRequest, extract
from tahqiq.desks.custody.finds.operations import FindRequest, record_find
from tahqiq.desks.custody.imports.operations import ImportRequest, take
from tahqiq.desks.custody.inspections.operations import InspectionRequest, inspect
from tahqiq.desks.custody.sample import BUS, SAMPLE
from tahqiq.desks.custody.years.operations import YearReportRequest, year
from tahqiq.workbench import Workbench
from tests.seat import Seat

from .conftest import LOGIN, Open, Served, closing, opener, serving
from .test_custody import DAY, moment, say

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
"""The digits in which a page in Arabic shows the numbers of its sentences."""
EVENING = "2024-03-06T19:00%2B03:00"
DOORS = "at,badge,door,way\n2024-03-06 18:31,P-000003,F01/A/1,out\n2024-03-06 18:40,P-000003,F01/B/1,in\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    door = Door.found(tmp_path_factory.mktemp("walk") / "ws", owner=LOGIN)
    chief = Workbench(door, door.people.get(LOGIN))
    for name in ("custody", "lab"):
        chief.open_desk(name)
    at = Seat(chief, desk("custody"), "desk-custody", "work")
    assert SAMPLE.records is not None
    SAMPLE.records(at, {"day": DAY})
    sealed = chief.seal(BytesIO(DOORS.encode()), "doors.csv")
    take(
        at,
        ImportRequest(
            sources=[chief.deposit_later([(sealed, "doors.csv")], chief.deposit(at.desk.file))[0].id]
        ),
        None,
    )
    with serving(door) as served:
        yield served


@pytest.fixture
def opened(house: Served, browser: Browser) -> Iterator[Open]:
    yield from closing(lambda contexts, errors: opener(house, browser, contexts, errors))


def through(page: Page, name: str, known: str) -> None:
    """Admit one of the bus by the wizard, into a new file or (``known``) the one that a person decided
    for."""
    words = say("ar")
    page.locator("[data-expected]").get_by_role("button", name=name).click()
    expect(page.get_by_label(words["step.name"], exact=False).first).to_have_value(name)
    moment(page, words["step.admitted"], "ar", "2024-03-06", "10:00")
    following = page.get_by_role("button", name=words["intake.next"])
    following.click()
    following.click()
    expect(page.get_by_text(words["intake.decision.needed"])).to_be_visible()
    page.get_by_label(
        words["intake.known"].replace("{number}", known) if known else words["intake.new"]
    ).check()
    for _ in range(7):
        following.click()
    done = page.get_by_role("button", name=words["intake.admit"], exact=True)
    expect(page.locator("ul[data-open]")).to_contain_text(words["step.property_signed"])
    expect(done).to_be_disabled()
    page.get_by_role("checkbox", name=words["intake.looked"].translate(ARABIC)).check()
    done.click()
    expect(page.locator("[data-done]")).to_contain_text(words["intake.done"])


def test_a_bus_of_eight_is_admitted_one_of_them_known_under_another_spelling(
    opened: Open, house: Served
) -> None:
    words = say("ar")
    page = opened("/desks/custody/intake", "ar")
    assert page.locator("html").get_attribute("dir") == "rtl"
    expect(page.locator("[data-arrival]").first).to_be_visible()
    waiting = page.locator("[data-arrival]").count()
    for name in BUS[8 - waiting :]:
        if name == BUS[0]:
            page.locator("[data-expected]").get_by_role("button", name=name).click()
            moment(page, words["step.admitted"], "ar", "2024-03-06", "10:00")
            page.get_by_role("button", name=words["intake.next"]).click()
            expect(page.locator('[data-candidate="P-000004"]')).to_contain_text("عبدالرحمن فاضل نعمة")
            expect(page.locator('[data-candidate="P-000004"]')).to_contain_text(words["why.name-and-birth"])
            page.get_by_role("button", name=words["intake.back"]).click()
        through(page, name, "P-000004" if name == BUS[0] else "")
        page.get_by_role("button", name=words["intake.another"]).click()
        expect(page.locator("[data-expected]").get_by_role("button", name=name)).to_have_count(0)
    expect(page.get_by_text(words["intake.expected.none"])).to_be_visible()
    page.goto("/desks/custody/person?person=P-000004")
    expect(page.locator("[data-booking]")).to_have_count(2)
    expect(page.get_by_text(BUS[0])).to_be_visible()
    page.goto("/desks/custody?facility=F01&at=2024-03-08T12:00%2B03:00")
    open_steps = page.locator('li[data-clock="intake"]').filter(has_text="P-000004")
    expect(open_steps).to_contain_text(words["step.property_signed"])
    expect(open_steps).to_have_count(1)
    page.locator('[data-unplaced="P-000004"]').get_by_role("link", name=words["no-cell.place"]).click()
    expect(page.locator("[data-cell-pick]")).to_be_visible()
    page.goto("/desks/custody/person?person=P-000004&cells=yes")
    expect(page.get_by_text(words["person.no-cell"])).to_be_visible()
    expect(page.get_by_role("link", name=words["cells.place"]).first).to_be_visible()
    open_ = page.locator("[data-open-questions]")
    expect(open_).to_contain_text(words["step.arrested_by"])
    open_.get_by_role("button", name=words["person.answer"]).click()
    open_.get_by_label(words["step.arrested_by"]).fill("شرطة الكرخ")
    open_.get_by_role("button", name=words["person.answer.save"]).click()
    expect(open_.get_by_role("status")).to_have_text(words["person.answered"])
    expect(open_).not_to_contain_text(words["step.arrested_by"])


def test_a_cell_is_refused_and_says_why(opened: Open) -> None:
    words = say("ar")
    page = opened("/desks/custody/person?person=P-000002&cells=yes", "ar")
    expect(page.locator("[data-cells]")).to_be_visible()
    page.goto("/desks/custody/intake")
    page.get_by_label(words["step.name"], exact=False).first.fill(f"امرأة {secrets.token_hex(3)}")
    page.locator("[data-facility]").select_option("F01")
    moment(page, words["step.admitted"], "ar", "2024-03-06", "12:00")
    page.get_by_label(words["step.sex"], exact=False).first.click()
    page.get_by_role("option", name=words["sex.female"]).click()
    following = page.get_by_role("button", name=words["intake.next"])
    following.click()
    page.get_by_label(words["intake.new"]).check()
    for _ in range(7):
        following.click()
    page.locator("[data-free-cell]").click()
    option = page.get_by_role("option", name="F01/A/1/04")
    expect(option).to_be_disabled()
    expect(option).to_contain_text("ويجب الفصل")


def test_the_evening_count_misses_one_and_the_doors_say_where(opened: Open) -> None:
    words = say("ar")
    page = opened(f"/desks/custody/count?facility=F01&at={EVENING}", "ar")
    page.get_by_label(words["count.by"]).fill("آمر النوبة")
    wing = page.locator('[data-wing="F01/A/1"]')
    wing.get_by_label(words["count.of"].replace("{place}", "F01/A/1")).fill("1")
    wing.get_by_role("checkbox", name="نوزاد احمد صالح").check()
    wing.get_by_role("button", name=words["count.keep"]).click()
    expect(wing.locator('[data-missing="P-000003"]')).to_contain_text("F01/B/1")
    page.goto(f"/desks/custody/inspection?facility=F01&at={EVENING}")
    contradicted = page.locator('[data-differs="door-unmoved"]')
    expect(contradicted).to_contain_text("F01/B/1")
    contradicted.get_by_role("link", name="P-000003").click()
    expect(page).to_have_url(re.compile("person=P-000003"))


def test_the_director_sees_fifteen_days_passed_across_a_transfer(opened: Open) -> None:
    words = say("ar")
    page = opened("/desks/custody/today?facility=F02&at=2024-03-20T12:00%2B03:00", "ar")
    page.get_by_text(words["post.director"], exact=True).click()
    row = page.locator('li[data-standing="overdue"][data-clock="separation"][data-record="S-11"]')
    expect(row).to_contain_text(words["count.alone-since"])


def asked(
    opened: Open, operation: str, choices: dict[str, str], moments: dict[str, tuple[str, str]], **texts: str
) -> Page:
    """Fill in the form of an operation in Arabic and send it; the page with its answer."""
    page = opened(f"/desks/custody/operations/{operation}", "ar")
    custody = desk("custody")
    form = form_of(custody, custody.operation(operation.partition("?")[0]))
    assert form is not None
    called = {one.name: one.label["ar"] for _, one in form.fields()}
    for name, value in choices.items():
        page.get_by_label(called[name]).select_option(value)
    for name, (day, hour) in moments.items():
        moment(page, called[name], "ar", day, hour)
    for name, value in texts.items():
        page.get_by_label(called[name], exact=False).first.fill(value)
    page.locator("form button[type=submit]").last.click()
    expect(page.locator("[data-answer]")).to_be_visible()
    return page


def test_a_search_finds_a_phone(opened: Open, house: Served) -> None:
    asked(
        opened,
        "search",
        {"sort": "cell", "result": "find"},
        {"at": ("2024-03-06", "20:00")},
        facility="F01",
        place="F01/A/1/02",
        reason="بلاغ",
        authority="المدير",
        by="حارس 7",
    )
    page = asked(
        opened,
        "find",
        {"sort": "phone"},
        {"at": ("2024-03-06", "20:05")},
        facility="F01",
        place="F01/A/1/02",
        sealed="س-9",
    )
    expect(page.locator("[data-answer]")).to_contain_text("E-")


def test_the_phone_reaches_the_case_and_the_laboratory(opened: Open, house: Served) -> None:
    bench = Workbench(house.door, house.door.people.get(LOGIN))
    at = Seat(bench, desk("custody"), "desk-custody", "work")
    case = bench.open_case(f"هاتف {secrets.token_hex(3)}").id
    seal = f"س-{secrets.token_hex(2)}"
    when = datetime.fromisoformat("2024-03-01T09:00:00+03:00")
    number = record_find(at, FindRequest(facility="F01", at=when, sort="phone", sealed=seal), None).number
    texts = {
        "find": number,
        "laboratory": "مخ-3",
        "question": "ما الأرقام التي فيه؟",
        "taker": "ساعي المختبر",
        "by": "حارس 7",
    }
    asked(opened, f"refer?case={case}", {}, {"handed": ("2024-03-07", "09:00")}, **texts)
    page = opened(f"/desks/custody/registers/exhibits?case={case}", "ar")
    expect(page.get_by_text(number).first).to_be_visible()
    page.goto(f"/desks/lab/operations/examine?case={case}")
    for name, value in (("exhibit", number), ("seal", seal)):
        page.locator(f"[data-asking] [data-field={name}]").fill(value)
    page.locator("form button[type=submit]").last.click()
    expect(page.locator("[data-answer]")).to_contain_text(number)


def paper(page: Page, name: str) -> None:
    """Print what an answer kept, from the page of its record."""
    with page.context.expect_page() as opened:
        page.get_by_role("button", name=name).click()
    sheet = opened.value
    expect(sheet.locator("h1")).to_have_text(name)
    assert sheet.locator("html").get_attribute("dir") == "rtl"


def test_extract_board_and_year_are_printed_in_arabic(opened: Open, house: Served) -> None:
    bench = Workbench(house.door, house.door.people.get(LOGIN))
    at = Seat(bench, desk("custody"), "desk-custody", "work")
    made = {
        "custody-extract": (
            "مستخرج من الملف",
            extract(
                at,
                ExtractRequest(person="P-000001", given_to="المحامي", holder="lawyer", authority="77/2024"),
                None,
            ).record,
        ),
        "custody-board": (
            "لوحة التفتيش",
            inspect(at, InspectionRequest(as_of="2024-03-25T12:00+03:00", by="المفتش"), None).record,
        ),
        "custody-year": ("أرقام سنة", year(at, YearReportRequest(year=2024), None).record),
    }
    for kind, (title, record) in made.items():
        paper(opened(f"/desks/custody/records/{kind}/{record}", "ar"), title)
