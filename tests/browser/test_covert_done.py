"""What the covert-work desk is for, by hand in the program, in Arabic, on its part of the invented case: what
the inspector finds from the register alone, a report of which nothing tells who gave it, a call a day after
the order's end that is in quarantine everywhere, and a register of the judge that opens for that judge
alone."""

import re
import secrets
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import APIResponse, Browser, Page, expect

from tahqiq.access.door import Door
from tahqiq.desk import desk
from tahqiq.desks.covert.authorisations.record import AUTHORISATION
from tahqiq.desks.covert.judge_register.record import ART_47
from tahqiq.desks.covert.product.record import ITEM
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.desks.covert.sample import OTHER, SAMPLE
from tahqiq.desks.covert.sources.record import SOURCE
from tahqiq.kit.messages import catalogue
from tahqiq.workbench import Workbench
from tests.seat import Seat

from .conftest import LOGIN, Open, Served, closing, opener, serving
from .test_covert import SCREENS, say
from .test_pictures import beside_kept
from .test_screens import settle

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SECRETS = ("ناصر", "هادي", "أربعين كيلوغراماً", "مخزن العينة")
"""Who the source and the informer are, and what only the source report says."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The invented case with an analyst, an inspector, and two judges who are admitted to the register of the
    judge."""
    door = Door.found(tmp_path_factory.mktemp("covert-done") / "ws", owner=LOGIN)
    chief = Workbench(door, door.people.get(LOGIN))
    chief.open_desk("covert")
    case = chief.cases()[0].id
    assert SAMPLE.records is not None
    SAMPLE.records(Seat(chief, desk("covert"), case, "work"), {"day": "2024-04-12"})
    for login, roles in (
        ("analyst", {"analyst"}),
        ("inspector", {"supervisor"}),
        ("judge", {"supervisor"}),
        ("other-judge", {"supervisor"}),
    ):
        one = door.people.add(login, login, frozenset(roles), None, "test")
        for home in ("desk-covert", *([case] if login == "analyst" else [])):
            door.cases.add_member(home, one.id, "test")
        if "judge" in login:
            door.cases.admit(ART_47, one.id, "test")
        if login == "inspector":  # payments belong to the identities of sources
            door.cases.admit(SOURCE_ID, one.id, "test")
    with serving(door) as served:
        yield served


@pytest.fixture
def walk(office: Served, browser: Browser) -> Iterator[Open]:
    yield from closing(lambda contexts, errors: opener(office, browser, contexts, errors))


def told(page: Page) -> str:
    """Everything that a person reads on a page."""
    return str(page.locator("body").inner_text())


def test_the_inspector_finds_what_was_planted_from_the_register_alone(walk: Open) -> None:
    page = walk("/desks/covert/inspection?seed=7&sample=25", "ar", login="inspector")
    for code in ("covert-found-before", "covert-found-copied", "covert-found-paid"):
        expect(page.locator(f"[data-finding={code}]").first).to_be_visible()
    assert not [name for name in (*SECRETS, LOGIN) if name in told(page)]


def test_an_analyst_uses_the_sanitised_report_and_nothing_tells_who_gave_it(
    walk: Open, office: Served
) -> None:
    home = Seat(office.bench(), desk("covert"), "desk-covert", "work")
    codes = [one.body.code for one in home.records(SOURCE).find().records]
    assert codes
    analyst = Workbench(office.door, office.door.people.get("analyst"))
    report = next(one for one in analyst.sources() if one.grade == "europol-4x4:B4")
    page = walk("/search?q=الكيلوغرامات", "ar", login="analyst")
    expect(page.get_by_text("بعشرات الكيلوغرامات").first).to_be_visible()
    seen = [told(page)]
    page.goto(f"/sources/{report.id}")
    expect(page.get_by_text("بعشرات الكيلوغرامات").first).to_be_visible()
    seen.append(told(page))
    for word in ("ناصر", "هادي"):
        page.goto(f"/search?q={word}")
        expect(page.locator("main")).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert "العينة" not in page.locator("main").inner_text()
    answers = [asked(page, path).text() for path in (f"/api/v1/sources/{report.id}", "/api/v1/sources")]
    assert not [one for text in (*seen, *answers) for one in (*SECRETS, *codes) if one in text]


def test_the_call_a_day_after_the_end_is_in_quarantine_in_every_chart_search_and_count(
    walk: Open, office: Served
) -> None:
    analyst = Workbench(office.door, office.door.people.get("analyst"))
    phone = next(hit for hit in analyst.search(OTHER).hits if hit.schema == "PhoneNumber").id.hex()
    page = walk("/desks/covert/quarantine", "ar", login="analyst")
    expect(page.locator("[data-held]")).to_have_count(2)
    for held in page.locator("[data-held]").all():
        held.get_by_role("button").click()
        expect(page.locator("[data-row]")).to_have_count(1)
        expect(page.locator("[data-reason=time]")).to_be_visible()
    within = asked(page, f"/api/v1/entities/{phone}/events")
    assert within.json()["total"] == 4
    assert "2024-04-01" not in within.text()
    page.goto(f"/entities/{phone}?tab=events")
    expect(page.locator("main")).to_contain_text(re.compile("7700000101"))
    assert not [word for word in ("1 نيسان", "١ نيسان", "2024-04-01") if word in told(page)]

    drawn = page.request.post(
        "/api/v1/chart/expand", headers=proof(page), data={"id": phone, "shown": [phone], "limit": 50}
    )
    assert drawn.ok, drawn.text()
    assert [line["weight"] for line in drawn.json()["lines"]] == [4], drawn.text()
    assert "2024-04-01" not in drawn.text()


def test_bad_input_is_said_on_the_page_and_nothing_is_dated_back(walk: Open, office: Served) -> None:
    """Section by section what should not be: each from the form that a person has before them, the answer a
    sentence of the catalogue."""
    home = Seat(office.bench(), desk("covert"), "desk-covert", "work")
    codes = {one.body.state: one.body.code for one in home.records(SOURCE).find().records}
    orders = {one.body.technique: one.body.number for one in home.records(AUTHORISATION).every()}
    item = next(one.body.number for one in home.records(ITEM).find().records if one.body.state == "pertinent")
    page = walk("/desks/covert", "ar")
    answer = page.locator("[data-answer], main [role=alert]").first

    def ask(operation: str, **fields: str) -> str:
        page.goto(f"/desks/covert/operations/{operation}?{urlencode(fields)}")
        page.get_by_role("button", name=say("ar", "generic")["operation.do"], exact=True).click()
        expect(answer).to_be_visible()
        return answer.inner_text()

    wrong: tuple[tuple[str, str, dict[str, str]], ...] = (
        (
            "clock-renewal-late",
            "renew",
            {"number": orders["directed-surveillance"], "months": "3", "gain": "استمرار الحاجة"},
        ),
        ("covert-not-handler", "source-pay", {"code": codes["suspended"], "amount": "1000", "reason": "way"}),
        (
            "covert-open-ended",
            "receive",
            {
                "technique": "retained-data",
                "issuer": "محكمة",
                "reference": "32/2024",
                "at": "2024-03-01T08:00:00+03:00",
                "begins": "2024-03-01T08:00:00+03:00",
            },
        ),
        (
            "covert-transcript-other",
            "item-transcribe",
            {"item": item, "text": "كلام", "language": "ar", "digest": "0" * 64},
        ),
        (
            "covert-not-handler",
            "source-contact",
            {"code": codes["active"], "at": "2999-01-01T08:00:00+03:00"},
        ),
    )
    found = [(code, ask(operation, **fields)) for code, operation, fields in wrong]
    assert not [f"{code}: {text}" for code, text in found if not spoken(code).search(text)]
    other = walk("/", "ar", login="analyst")
    asked_of = {"value": f"077{secrets.randbelow(10**8):08}", "capacity": "accused", "controller": "C-9"}
    done = other.request.post("/api/v1/desks/covert/deconflict-ask", headers=proof(other), data=asked_of)
    assert done.ok, done.text()
    assert "C-9" in ask("deconflict-ask", value=asked_of["value"], capacity="source", controller="C-7")


def spoken(code: str) -> re.Pattern[str]:
    """A sentence of the catalogue in Arabic, whatever stands where it has values."""
    return re.compile(re.sub(r"\\\{[^}]*\\\}", ".*", re.escape(catalogue()[code]["ar"][0])))


@pytest.mark.parametrize("language", ["ar", "ckb"])
def test_the_main_screens_look_as_they_were_kept(walk: Open, language: str) -> None:
    wrong = {}
    for login, names in (
        ("inspector", ("covert-timeline", "covert-deployments")),
        ("analyst", ("covert-quarantine",)),
    ):
        page = walk("/", language, login=login)
        for name in names:
            page.goto(SCREENS[name])
            settle(page)
            if told_of := beside_kept(page, name, language):
                wrong[name] = told_of
    assert wrong == {}


def test_the_register_of_the_judge_opens_for_that_judge_alone(walk: Open) -> None:
    words, mark = say("ar", "generic"), secrets.token_hex(4)
    page = walk("/desks/covert/operations/judge-enter", "ar", login="judge")
    page.get_by_label("الاسم").fill(f"مخبر {mark}")
    page.get_by_label("متى: اليوم").fill("2026-01-05")
    page.get_by_label("متى: الوقت").fill("09:00")
    page.get_by_label("صنف الجريمة").select_option("life")
    page.get_by_label("الخلاصة").fill(f"أخبر {mark}")
    with page.expect_response("**/api/v1/desks/covert/judge-enter") as came:
        page.get_by_role("button", name=words["operation.do"]).click()
    assert came.value.status == 200, came.value.text()
    entry = came.value.json()["entry"]
    expect(page.locator("[data-answer]")).to_contain_text(entry)
    page.goto("/desks/covert/operations/judge-look")
    page.get_by_label("رقم السجل").fill(entry)
    page.get_by_label("رقم السجل").press("Enter")
    expect(page.locator("[data-answer]")).to_contain_text(mark)
    for login in ("other-judge", "inspector", "analyst", LOGIN):
        other = walk("/", "ar", login=login)
        answer = asked(other, f"/api/v1/desks/covert/judge-look?entry={entry}")
        assert answer.status == 404
        assert mark not in answer.text()


def proof(page: Page) -> dict[str, str]:
    """The headers by which the page shows that it is the one that signed in."""
    return {
        "X-Tahqiq-Proof": str(page.evaluate("localStorage.getItem('tahqiq.proof')")),
        "X-Language": "ar",
        "Sec-Fetch-Site": "same-origin",
    }


def asked(page: Page, path: str) -> APIResponse:
    """What the server answers the person of a page."""
    return page.request.get(path, headers=proof(page))
