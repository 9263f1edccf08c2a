"""The screens of the covert-work desk on its part of the invented case: read by axe in both directions, in
words of the catalogue, and worked with by keyboard."""

import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tahqiq.access.door import Door
from tahqiq.desk import desk
from tahqiq.desks.covert.authorisations.applications import ReceivedOrderRequest, receive
from tahqiq.desks.covert.authorisations.decisions import granted
from tahqiq.desks.covert.corridor.operations import SourceReportRequest, write
from tahqiq.desks.covert.deployments.examples import running_example
from tahqiq.desks.covert.product.intake import ItemListRequest, take
from tahqiq.desks.covert.product.record import ITEM
from tahqiq.desks.covert.product.sample import tone
from tahqiq.desks.covert.registrations.operations import SourceRequest, register
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.desks.covert.sample import SAMPLE
from tahqiq.desks.covert.watches.observations import ObservationRequest, see
from tahqiq.desks.covert.watches.operations import WatchPlanRequest, plan
from tahqiq.kit import clock
from tahqiq.model.source import Authority
from tahqiq.workbench import Workbench
from tests.seat import Seat

from .conftest import LOGIN, Open, Served, closing, opener, serving
from .test_manners import AXE, axe
from .test_screens import CUT_OFF, OWN_WORDS, Look, server_sentences, settle, sideways, walked

pytestmark = pytest.mark.browser
SAID = "قال لي صاحب الدكان وحدنا إن أربعين كيلوغراماً تصل يوم الخميس"
REPORT = "تفيد معلومات بوصول شحنة تقدر بعشرات الكيلوغرامات خلال أيام"
SCREENS = {
    "covert-timeline": "/desks/covert/timeline?as_of=2024-03-20T10:00:00%2B03:00",
    "covert-inspection": "/desks/covert/inspection?seed=7&sample=25",
    "covert-oversight": "/desks/covert/oversight?year=2024",
    "covert-sources": "/desks/covert/sources",
    "covert-sanitise": "/desks/covert/sanitise",
    "covert-quarantine": "/desks/covert/quarantine",
    "covert-deployments": "/desks/covert/deployments",
    "covert-watches": "/desks/covert/watches",
}


def say(language: str, desk: str = "covert") -> dict[str, str]:
    """The desk's own words, or those of the screens that all desks share (``generic``)."""
    source = (
        Path(__file__).resolve().parents[2] / "ui" / "src" / "desks" / desk / "words" / f"{language}.json"
    )
    loaded: dict[str, str] = json.loads(source.read_text("utf-8"))
    return loaded


@dataclass
class AtCovert:
    """A server whose workspace has the desk with its part of the invented case, a source of the chief, and
    one of somebody of it for somebody else."""

    served: Served
    code: str
    source: str
    order: str
    deployment: str
    watch: str

    def report(self) -> str:
        """The number of a new source report."""
        bench = Workbench(self.served.door, self.served.door.people.get("handler"))
        at = Seat(bench, desk("covert"), "desk-covert", "work")
        asked = SourceReportRequest(
            code=self.source,
            at=datetime(2026, 3, 10, 11, 20, tzinfo=UTC),
            text=SAID,
            rests_on="uncorroborated",
            names=["سوق العينة"],
            knowable=True,
        )
        return write(at, asked, None).report

    def screens(self) -> dict[str, str]:
        """Every screen of the desk's own."""
        return SCREENS | {
            "covert-contact": f"/desks/covert/contact/{self.code}",
            "covert-product": f"/desks/covert/product?number={self.order}",
            "covert-deployment": f"/desks/covert/deployment/{self.deployment}",
            "covert-watch": f"/desks/covert/watch/{self.watch}?own=O1",
        }

    def case(self) -> str:
        """The case of the examples."""
        return self.served.bench().cases()[0].id

    def fresh(self) -> str:
        """The number of a new order with three items nobody has heard, whose recordings are in the case."""
        at = Seat(self.served.bench(), desk("covert"), "desk-covert", "work")
        now, mark = datetime.now(UTC), secrets.randbelow(400)
        sound, case = tone(200 + mark), self.case()
        name = f"{secrets.token_hex(4)}.wav"
        asked = ReceivedOrderRequest(
            technique="interception",
            issuer="محكمة العينة",
            reference=name,
            at=now - timedelta(days=2),
            begins=now - timedelta(days=2),
            ends=now + timedelta(days=9),
        )
        number = receive(at, asked, None).number
        lines = [
            (
                f"L,{place},{(now - timedelta(hours=place)).isoformat()},"
                f"{hashlib.sha256(sound).hexdigest()},{name}"
            )
            for place in (1, 2, 3)
        ]
        at.bench.collect_made(sound, name, at.bench.deposit(case))
        deposit = at.bench.deposit(case, zone="Asia/Baghdad", authority=Authority(reference=number))
        made = at.bench.collect_made(
            "\n".join(["LIID,Seq,Time,SHA256,File", *lines]).encode(), f"{name}.csv", deposit
        )
        take(at, ItemListRequest(source=made.source), None)
        return number


@pytest.fixture(scope="module")
def at_covert(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtCovert]:
    door = Door.found(tmp_path_factory.mktemp("covert") / "ws", owner=LOGIN)
    chief = Workbench(door, door.people.get(LOGIN))
    chief.open_desk("covert")
    at = Seat(chief, desk("covert"), chief.cases()[0].id, "work")
    assert SAMPLE.records is not None
    SAMPLE.records(at, {"day": "2024-04-12"})
    other = door.people.add("handler", "ليلى", frozenset({"analyst"}), None, "test")
    door.cases.add_member("desk-covert", other.id, "test")
    door.cases.admit(SOURCE_ID, other.id, "test")
    home = Seat(chief, desk("covert"), "desk-covert", "work")
    code = register(
        home, SourceRequest(name="سلام العينة", phone="+9647700000001", handlers=[LOGIN]), None
    ).code
    source = register(
        home, SourceRequest(name="هيوا العينة", phone="+9647700000002", handlers=["handler"]), None
    ).code
    with serving(door) as served:
        order = next(one.body.authorisation for one in home.records(ITEM).find().records)
        with (
            pytest.MonkeyPatch.context() as earlier
        ):  # a field of moments has minutes: what is typed now lies before what began just now
            earlier.setattr(clock, "_now", lambda: datetime.now(UTC) - timedelta(hours=1))
            deployment, watch = running_example(home), watched(home)
        yield AtCovert(served, code, source, order, deployment, watch)


def watched(home: Seat) -> str:
    """The number of a surveillance in which the chief observes, with one line."""
    order = granted(home, subjects=["V-1"], places=["المخزن"])
    now = clock.now()
    number = plan(
        home,
        WatchPlanRequest(
            number=order,
            begins=now,
            ends=now + timedelta(days=2),
            subjects=["V-1"],
            places=["المخزن"],
            observers=[LOGIN],
        ),
        None,
    ).number
    see(
        home,
        ObservationRequest(
            watch=number,
            at=clock.now(),
            observer="O1",
            act="دخل المخزن",
            subject="V-1",
            light="dusk",
            distance=40,
        ),
        None,
    )
    return number


@pytest.fixture
def opened(at_covert: AtCovert, browser: Browser) -> Iterator[Open]:
    yield from closing(lambda contexts, errors: opener(at_covert.served, browser, contexts, errors))


@pytest.mark.parametrize(
    ("language", "dark"), [("en", False), pytest.param("ar", True, marks=pytest.mark.slow)]
)
def test_every_screen_of_the_desk_serves_every_reader(
    opened: Open, at_covert: AtCovert, language: str, dark: bool
) -> None:
    source = AXE.read_text("utf-8")

    def look(page: Page) -> list[str]:
        return sideways(page) + axe(page, source)

    assert walked(opened("/", language, dark=dark), at_covert.screens(), look) == {}


@pytest.mark.slow
def test_every_word_of_the_screens_comes_from_a_catalogue(opened: Open, at_covert: AtCovert) -> None:
    told = server_sentences()

    def page_look(page: Page) -> list[str]:
        found = [text for text in page.evaluate(OWN_WORDS) if not told.fullmatch(text.split(": ", 1)[1])]
        return found + [f"cut off: {text}" for text in page.evaluate(CUT_OFF)]

    look: Look = page_look
    assert walked(opened("/", "qps"), at_covert.screens(), look) == {}


def test_a_contact_is_reported_by_keyboard_and_its_draft_outlives_the_page(
    opened: Open, at_covert: AtCovert
) -> None:
    words, mark = say("ar"), secrets.token_hex(4)
    page = opened("/desks/covert/sources", "ar")
    page.locator(f"[data-source='{at_covert.code}'] a[href*='/contact/']").press("Enter")
    page.wait_for_url(f"**/contact/{at_covert.code}")
    for name in ("started", "ended"):
        page.get_by_role("button", name=f"{words[f'contact.{name}']}: {words['contact.now']}").press("Enter")
    page.get_by_label(words["contact.welfare"]).press_sequentially(f"بخير {mark}")
    expect(page.locator("[data-draft-state=kept]")).to_be_visible()
    assert mark not in page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    page.goto("/desks/covert/sources")
    page.locator("[data-draft]").last.get_by_role("link").press("Enter")
    welfare = page.get_by_label(words["contact.welfare"])
    expect(welfare).to_have_value(f"بخير {mark}")
    welfare.press("Control+i")
    page.get_by_label(words["contact.item.text"]).fill(f"سمع {mark}")
    page.get_by_label(words["contact.item.basis"]).select_option("uncorroborated")
    expect(page.locator("[data-draft-state=kept]")).to_be_visible()
    page.get_by_label(words["contact.item.text"]).press("Control+Enter")
    expect(page.locator("[data-sent]")).to_be_visible()
    page.goto("/desks/covert/sources")
    expect(page.locator(f"[data-source='{at_covert.code}']")).to_be_visible()
    expect(page.get_by_text(mark)).to_have_count(0)


def test_the_sanitisers_checks_hold_before_a_report_is_let_out(opened: Open, at_covert: AtCovert) -> None:
    words, number = say("en"), at_covert.report()
    page = opened("/desks/covert/sanitise", "en")
    page.locator(f"[data-report='{number}']").get_by_role("button").press("Enter")
    expect(page.locator("[data-vault]")).to_contain_text(SAID)
    page.get_by_label(words["sanitise.text"]).fill(f"قال لي قرب سوق العينة {REPORT}")
    for check in ("first-person", "place", "window", "knowable"):
        expect(page.locator(f"[data-check={check}][data-holds=false]")).to_be_visible()
    let_out = page.get_by_role("button", name=words["sanitise.issue"])
    expect(let_out).to_be_disabled()
    page.get_by_label(words["sanitise.text"]).fill(REPORT)
    page.get_by_label(words["sanitise.since"]).fill("2026-03-08")
    page.get_by_label(words["sanitise.until"]).fill("2026-03-14")
    page.get_by_label(words["sanitise.mitigation"]).fill("أُجّلت يومين")
    expect(page.locator("[data-check][data-holds=false]")).to_have_count(0)
    grades = (
        page.get_by_label(words["sanitise.grade"])
        .locator("option")
        .evaluate_all("shown => shown.map(one => one.value)")
    )
    assert "europol-4x4:B4" in grades
    assert not [one for one in grades if one in ("europol-4x4:B2", "uk-3x5x2:1A")]
    page.get_by_label(words["sanitise.grade"]).select_option("europol-4x4:B4")
    page.get_by_label(words["sanitise.handling"]).select_option("internal")
    page.get_by_label(words["sanitise.case"]).select_option(index=1)
    expect(let_out).to_be_enabled()
    let_out.press("Enter")
    expect(page.locator("[data-issued]")).to_be_visible()
    assert at_covert.source not in page.locator("main").inner_text()


def test_the_inspector_finds_from_the_register_alone_and_a_call_after_the_order_lies_in_quarantine(
    opened: Open,
) -> None:
    page = opened("/desks/covert/inspection?seed=7&sample=25", "ar")
    for code in ("covert-found-before", "covert-found-copied", "covert-found-paid"):
        expect(page.locator(f"[data-finding={code}]").first).to_be_visible()
    told = page.locator("main").inner_text()
    assert not [name for name in ("سلام", "ناصر", "هادي", LOGIN) if name in told]
    page.goto("/desks/covert/quarantine")
    page.locator("[data-held]").first.get_by_role("button").press("Enter")
    expect(page.locator("[data-row]")).to_have_count(1)
    expect(page.locator("[data-reason=time]")).to_be_visible()
    page.goto(SCREENS["covert-timeline"])
    expect(page.locator("[data-bar]")).not_to_have_count(0)
    page.goto(SCREENS["covert-oversight"])
    expect(page.locator("[data-technique=all]")).to_contain_text(say("ar")["oversight.closed"])


def test_an_operation_asks_for_a_moment_with_its_zone(opened: Open, at_covert: AtCovert) -> None:
    page = opened("/desks/covert/operations/source-contact", "en")
    page.get_by_label("Code").fill(at_covert.source)
    page.get_by_label("When: day").fill("2026-03-10")
    page.get_by_label("When: Time zone").select_option("Asia/Baghdad")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-answer]")).to_have_count(0)  # a day without a time is not sent
    page.get_by_label("When: time", exact=True).fill("14:20")
    expect(page.locator("[data-moment]")).to_have_attribute("data-moment", "2026-03-10T14:20:00+03:00")
    settle(page)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-answer], [role=alert]")).to_have_count(1)


@pytest.mark.slow
def test_a_plain_form_asks_a_list_of_things_one_by_one(opened: Open, at_covert: AtCovert) -> None:
    """The contact report has a screen of its own; its plain form asks the same, item by item."""
    page = opened("/desks/covert/operations/contact-report", "ar")
    words = say("ar", "generic")
    things = page.locator("[data-things=items]")
    add = things.get_by_role("button", name=words["form.another"])
    groups = things.get_by_role("group")
    for said in ("قيل أولاً", "زائد", "قيل أخيراً"):
        add.click()
        groups.last.get_by_role("textbox").first.fill(said)
    off = groups.nth(1).get_by_role("button")
    off.press("Enter")
    expect(groups).to_have_count(2)
    expect(groups.last.get_by_role("textbox").first).to_have_value("قيل أخيراً")
    settle(page)


def test_product_is_heard_transcribed_and_minimised_by_keyboard(opened: Open, at_covert: AtCovert) -> None:
    number, mark = at_covert.fresh(), secrets.token_hex(4)
    page = opened(f"/desks/covert/product?number={number}", "ar")
    desk_part = page.locator(f"[data-items='{number}']")
    expect(page.locator("[data-item]")).to_have_count(3)
    desk_part.focus()
    page.keyboard.press("j")
    opened_item = page.locator("#content [data-open]")
    expect(opened_item).to_have_attribute("data-open-state", "unheard")
    expect(page.locator("[data-sound=still]")).to_be_visible()
    page.keyboard.press(".")
    expect(page.locator("[data-sound]")).not_to_have_attribute("data-second", "0")
    page.keyboard.press("h")
    expect(opened_item).to_have_attribute("data-open-state", "heard")
    page.keyboard.press("t")
    written = opened_item.locator("textarea")
    expect(written).to_be_focused()
    written.press_sequentially(f"بكم {mark}")
    written.press("Control+Enter")
    expect(page.locator("[data-version='1']")).to_contain_text(mark)
    expect(desk_part).to_be_focused()
    page.keyboard.press("p")
    expect(page.locator("[data-reason] input")).to_be_focused()
    page.keyboard.type("سعر البضاعة")
    page.keyboard.press("Enter")
    expect(opened_item).to_have_attribute("data-open-state", "pertinent")
    first = opened_item.get_attribute("data-open")
    expect(desk_part).to_be_focused()
    page.keyboard.press("j")
    expect(opened_item).not_to_have_attribute("data-open", first or "")
    page.keyboard.press("v")
    expect(page.locator("[data-reason] input")).to_be_focused()
    page.keyboard.type("محامٍ وموكله")
    page.keyboard.press("Enter")
    expect(opened_item).to_have_attribute("data-open-state", "privileged")
    expect(page.locator("[data-sound=closed]")).to_be_visible()
    assert mark not in page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")


@pytest.mark.parametrize("log", ["deployment", "watch"])
def test_a_log_is_written_on_a_tablet_and_waits_where_there_is_no_network(
    opened: Open, at_covert: AtCovert, log: str
) -> None:
    words, mark = say("ar"), secrets.token_hex(4)
    page = opened("/desks/covert/timeline", "ar")
    page.set_viewport_size({"width": 820, "height": 1180})
    page.goto(at_covert.screens()[f"covert-{log}"])
    text = page.locator("[data-writing] textarea").first
    keep = page.get_by_role("button", name=words["log.keep"])
    text.fill(f"وصل {mark}")
    small = page.locator("[data-writing]").evaluate(
        "form => [...form.querySelectorAll('button, input, select')].filter(one => "
        "one.getBoundingClientRect().height < 44).map(one => one.outerHTML.slice(0, 200))"
    )
    assert small == []
    page.context.set_offline(True)
    keep.click()
    expect(page.locator("[data-outbox='1'][data-away=true]")).to_contain_text(mark)
    assert mark not in page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    page.context.set_offline(False)
    expect(page.locator("[data-line]").filter(has_text=mark)).to_be_visible()
    expect(page.locator("[data-outbox]")).to_have_count(0)
