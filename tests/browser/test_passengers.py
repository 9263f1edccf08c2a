"""The officers' queue of hits: read by axe, in words of the catalogue, and a day's queue cleared by keyboard
alone; a referral needs a second person."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from string import ascii_uppercase
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tahqiq.access.door import Door
from tahqiq.casework.clocks import ZONE
from tahqiq.desk import desk
from tahqiq.desk.destruction import FileDestructionRequest
from tahqiq.desk.destruction_requests import ask
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.passengers.duty.operations import enter
from tahqiq.desks.passengers.duty.record import DUTY
from tahqiq.desks.passengers.hit_queue.operations import QueueRequest, queue
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.people_aboard.operations import people
from tahqiq.desks.passengers.screening.examples import SAMPLE_MESSAGE
from tahqiq.desks.passengers.screening.operations import screen_file
from tahqiq.desks.passengers.screening.requests import AirlineFileRequest, FlightScreeningRequest
from tahqiq.desks.passengers.watchlists.examples import SAMPLE_LIST
from tahqiq.desks.passengers.watchlists.operations import add_watchlist
from tahqiq.desks.passengers.watchlists.record import WatchlistRequest
from tahqiq.workbench import Workbench
from tests.attack.test_destruction import worked_on
from tests.desks.conftest import Turn, turn  # noqa: F401 (a fixture)
from tests.seat import Seat

from .conftest import LOGIN, Open, Served, closing, opener, serving
from .test_manners import AXE, axe
from .test_pictures import beside_kept
from .test_screens import CUT_OFF, OWN_WORDS, server_sentences, sideways, walked

pytestmark = pytest.mark.browser
QUEUE = "/desks/passengers/queue"
DAY = "since=2026-04-01&until=2026-04-02"
SCREENS = {
    "passengers-queue": QUEUE,
    "passengers-board": f"/desks/passengers/board?{DAY}&flight=ZZ410%2F2026-04-01%2FIST",
    "passengers-feed": "/desks/passengers/feed",
    "passengers-workshop": "/desks/passengers/workshop",
    "passengers-lists": "/desks/passengers/lists",
    "passengers-person": "/desks/passengers/lists/person",
    "passengers-destruction": "/desks/passengers/destruction",
    "passengers-figures": "/desks/passengers/figures",
}


@dataclass
class AtQueue:
    """A server whose workspace has the desk, an officer at it, and a list."""

    served: Served
    officer: Seat
    second: Seat

    def hit(self, given: str) -> str:
        """A further hit, of somebody who was never met: with a list of their own and a flight of their own;
        its id."""
        family, passport = (
            "".join(secrets.choice(ascii_uppercase) for _ in range(9)),
            f"X{secrets.randbelow(10**7):07d}",
        )
        bench, home = self.officer.bench, self.officer.home
        listed = f"name;birth date;passport\n{given} {family};1988;{passport}\n"
        data = SAMPLE_MESSAGE.replace("ALSAMPLE:KAREEM:JASIM", f"{family}:{given}").replace(
            "X9000001", passport
        )
        sources = [
            bench.collect_made(text.encode(), name, bench.deposit(home, zone="Asia/Baghdad")).source
            for text, name in ((listed, "list.csv"), (data, "list.edi"))
        ]
        add_watchlist(
            self.officer,
            WatchlistRequest(
                source=sources[0],
                name=f"National {family}",
                basis="Order 12",
                owner="Court",
                until=date(2099, 1, 1),
            ),
            None,
        )
        (found,) = screen_file(self.officer, AirlineFileRequest(source=sources[1]), None).hits
        return found.id

    def known(self) -> None:
        """The hit of the sample, the same each time."""
        for text, name in ((SAMPLE_LIST, "list.csv"), (SAMPLE_MESSAGE, "list.edi")):
            source = self.officer.bench.collect_made(
                text.encode(), name, self.officer.bench.deposit(self.officer.home, zone="Asia/Baghdad")
            ).source
            if name == "list.csv":
                add_watchlist(
                    self.officer,
                    WatchlistRequest(
                        source=source,
                        name="National",
                        basis="Order 12",
                        owner="Court",
                        until=date(2099, 1, 1),
                    ),
                    None,
                )
            else:
                screen_file(self.officer, AirlineFileRequest(source=source), None)

    def state(self, hit: str) -> str:
        """Where a hit stands."""
        return Lives(self.officer, HIT).of(self.officer.records(HIT).get(hit)).standing.state


def founded_queue(folder: Path) -> tuple[Door, Seat]:
    """A workspace with the desk, and its owner at it."""
    door = Door.found(folder / "ws", owner=LOGIN)
    chief = Workbench(door, door.people.get(LOGIN))
    chief.open_desk("passengers")
    at = Seat(chief, desk("passengers"), "desk-passengers", "work")
    enter(at, DUTY.example, None)
    return door, at


@pytest.fixture(scope="module")
def at_queue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtQueue]:
    door, at = founded_queue(tmp_path_factory.mktemp("queue"))
    other = door.people.add("second", "ليلى", frozenset({"supervisor"}), None, "test")
    door.cases.add_member("desk-passengers", other.id, "test")
    with serving(door) as served:
        yield AtQueue(served, at, Seat(Workbench(door, other), desk("passengers"), "desk-passengers", "work"))


@pytest.fixture
def opened(at_queue: AtQueue, browser: Browser) -> Iterator[Open]:
    yield from closing(lambda contexts, errors: opener(at_queue.served, browser, contexts, errors))


def decide(page: Page, hit: str, key: str, reason: str) -> None:
    """One hit that is looked at, decided by a key and a reason."""
    expect(page.locator(f"[data-opened='{hit}'] [data-way]").first).to_be_enabled()
    page.keyboard.press(key)
    expect(page.locator("[data-reason]")).to_be_focused()
    page.keyboard.type(reason)
    page.keyboard.press("Enter")


def test_a_days_queue_is_cleared_by_keyboard_and_a_referral_waits_for_a_second_person(
    opened: Open, at_queue: AtQueue
) -> None:
    for one in queue(at_queue.officer, QueueRequest(), None).hits:  # of a run before
        lives = Lives(at_queue.officer, HIT)
        other = Lives(at_queue.second, HIT) if one.exact else lives
        ways = ("doubt", "agree-doubt") if one.exact else ("reject",)
        for who, transition in zip((lives, other), ways, strict=False):
            who.act(one.id, transition, lives.of(at_queue.officer.records(HIT).get(one.id)).sha256, "again")
    first, second = at_queue.hit("KAREEM"), at_queue.hit("SUSAN")
    page = opened(QUEUE, "ar")
    expect(page.locator("[data-queue='2']")).to_be_visible()
    assert page.locator("html").get_attribute("dir") == "rtl"
    expect(page.locator(f"[data-opened='{first}'] [data-field=document][data-agrees=yes]")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"[data-opened='{second}']")).to_be_visible()
    page.keyboard.press("k")
    decide(page, first, "c", "طابقت صورة الجواز")
    expect(page.locator(f"[data-opened='{first}'] [data-decide=confirmed]")).to_be_visible()
    decide(page, first, "r", "أمر 12")
    expect(page.locator(f"[data-opened='{first}'] [data-decide=asked]")).to_be_visible()
    expect(page.locator(f"[data-done=refer] [data-happened='{first}']")).to_contain_text("شخص ثان")
    page.keyboard.press("a")  # not for whoever asked
    expect(page.locator("[data-reason]")).to_have_count(0)
    assert at_queue.state(first) == "asked"
    page.keyboard.press("Escape")
    page.locator(f"[data-hit='{second}']").press("Enter")
    decide(page, second, "n", "ينتظر صورة")
    expect(page.locator(f"[data-opened='{second}'] [data-decide=review]")).to_be_visible()
    decide(page, second, "x", "اسم أم آخر")
    expect(page.locator(f"[data-done=doubt] [data-happened='{second}']")).to_contain_text("شخص ثانٍ")
    expect(page.locator(f"[data-opened='{second}'] [data-decide=doubted]")).to_be_visible()
    lives = Lives(at_queue.second, HIT)
    lives.act(second, "agree-doubt", lives.of(at_queue.second.records(HIT).get(second)).sha256, "اسم أم آخر")
    assert at_queue.state(second) == "rejected"
    lives.act(first, "agree", lives.of(at_queue.second.records(HIT).get(first)).sha256, "أمر 12")
    page.reload()
    expect(page.locator("[data-queue='0']")).to_be_visible()
    page.goto(f"{QUEUE}?hit={first}")  # a line of the inbox may lead to what is no longer listed
    expect(page.locator(f"[data-opened='{first}'] [data-decide=referred]")).to_be_visible()
    answer = page.locator("[data-post-answer]")
    answer.locator("[data-send-answer]").click()
    expect(answer.locator("[data-wrong]")).to_have_count(3)
    answer.locator("input[value=same-person]").check()
    answer.locator("input[value=telephone]").check()
    answer.locator("input[data-who]").fill("نقيب سامبل")
    now = datetime.now(ZoneInfo(ZONE))
    answer.locator("[data-day]").fill(f"{now:%Y-%m-%d}")
    answer.locator("[data-clock]").fill(f"{now:%H:%M}")
    answer.locator("[data-send-answer]").click()
    expect(page.locator(f"[data-done=same-person] [data-happened='{first}']")).to_be_visible()
    assert at_queue.state(first) == "met"


def test_the_queue_serves_every_reader_and_its_words_stand_in_the_catalogue(
    opened: Open, at_queue: AtQueue
) -> None:
    at_queue.hit("THAMER")
    (one,) = people(at_queue.officer, FlightScreeningRequest(flight="ZZ410/2026-04-01/IST"), None).people[:1]
    screens = {**SCREENS, "passengers-travel": f"/desks/passengers/travels/{one.travel}"}
    source, told = AXE.read_text("utf-8"), server_sentences()

    def look(page: Page) -> list[str]:
        return sideways(page) + axe(page, source)

    def words(page: Page) -> list[str]:
        found = [text for text in page.evaluate(OWN_WORDS) if not told.fullmatch(text.split(": ", 1)[1])]
        return found + [f"cut off: {text}" for text in page.evaluate(CUT_OFF)]

    assert walked(opened("/", "ar"), screens, look) == {}
    assert walked(opened("/", "qps"), screens, words) == {}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_one_person_is_listed_with_basis_and_last_day_and_a_second_person_agrees(
    opened: Open, language: str
) -> None:
    page = opened("/desks/passengers/lists/person", language)
    name = "Kareem " + "".join(secrets.choice(ascii_uppercase) for _ in range(8))
    submit = page.locator("[data-add-person] button[type=submit]")
    submit.click()
    expect(page.locator("input[data-field=person]")).to_be_focused()
    expect(page.locator("input[data-field=person]")).to_have_attribute("aria-invalid", "true")
    page.keyboard.type(name)
    for field, text in (("basis", "Order 12"), ("owner", "Court"), ("birth", "1988 or so")):
        page.locator(f"input[data-field={field}]").fill(text)
    submit.click()
    expect(page.locator("input[data-field=birth]")).to_be_focused()
    page.locator("input[data-field=birth]").fill("1988")
    submit.click()
    expect(page.locator("[data-field=until] input")).to_be_focused()
    page.keyboard.type("2099-01-01")
    page.keyboard.press("Tab")
    assert sideways(page) + axe(page, AXE.read_text("utf-8")) == []
    submit.click()
    made = page.locator("[data-made]")
    expect(made).to_contain_text(name)
    made.get_by_role("link").click()
    row = page.locator("tr[data-waits=true]").filter(has_text=name)
    expect(row).to_be_visible()
    expect(row.locator("[data-agree]")).to_have_count(0)  # nobody agrees with themselves
    second = opened("/desks/passengers", language, login="second")
    second.locator("li[data-due=task]").filter(has_text=name).get_by_role("link").click()
    theirs = second.locator("tr[data-list]").filter(has_text=name)
    expect(theirs.locator("[data-listed=born]")).to_contain_text("1988")
    theirs.locator("[data-agree]").click()
    theirs.locator("[data-now=agree]").click()
    expect(theirs.locator("[data-reason]")).to_have_attribute("aria-invalid", "true")
    theirs.locator("[data-leave]").click()
    theirs.locator("[data-agree]").click()
    second.keyboard.type("The order was seen")
    second.keyboard.press("Enter")
    expect(second.locator("[data-done=agreed]")).to_contain_text(name)
    expect(theirs).to_have_attribute("data-used", "true")
    theirs.locator("[data-end]").click()
    second.keyboard.type("The order was lifted")
    second.keyboard.press("Enter")
    expect(second.locator("[data-done=ended]")).to_contain_text(name)
    expect(theirs).to_have_count(0)


def chosen(page: Page, place: Locator, option: str) -> None:
    """An option of a list, by its value."""
    place.click()
    page.locator(f"[role=option][value='{option}']:visible").click()


def test_a_rule_is_made_by_clicks_tried_saved_as_a_draft_and_its_text_is_refused_with_its_place(
    opened: Open, at_queue: AtQueue
) -> None:
    at_queue.hit("SAMIR")
    page = opened("/desks/passengers/workshop", "ar")
    page.locator("[data-new]").click()
    title = page.locator("input[data-field=title]")
    expect(title).to_be_focused()
    page.locator("[data-keep]").click()
    expect(title).to_have_attribute("aria-invalid", "true")
    for field in ("until", "when", "unless"):
        expect(page.locator(f"[data-wrong={field}]")).to_be_visible()
    page.keyboard.type("حجز متأخر دُفع نقداً")
    page.locator("input[data-field=basis]").fill("القانون 50")
    chosen(page, page.locator("input[data-field=offence]"), "trafficking-drugs")
    page.locator("[data-field=until] input").fill("2099-01-01")
    when, unless = page.locator("[data-conditions=when]"), page.locator("[data-conditions=unless]")
    when.locator("[data-add]").click()
    chosen(page, when.locator("[data-ask]"), "sex")
    chosen(page, when.locator("[data-value]"), "M")
    expect(page.locator("[data-wrong=when]")).to_be_visible()  # sex alone
    when.locator("[data-add]").click()
    chosen(page, when.locator("[data-ask]").last, "legs")
    chosen(page, when.locator("[data-op]"), "ge")
    when.locator("input[data-value]").last.fill("٠")
    unless.locator("[data-add]").click()
    chosen(page, unless.locator("[data-ask]"), "frequent-flyer")
    chosen(page, unless.locator("[data-value]"), "true")
    expect(page.locator("[data-trial=tried] [data-day]")).to_be_visible()
    assert sideways(page) + axe(page, AXE.read_text("utf-8")) == []
    page.locator("[data-keep]").click()
    expect(page.locator("[data-rule][aria-current=true]")).to_contain_text("حجز متأخر")
    expect(page.locator("[data-rule-words] [data-side=when]")).to_contain_text("٠")
    approval = page.locator("[data-approval=draft]")
    approval.locator("[data-step=propose]").click()
    approval.locator("[data-reason]").fill("تكرر هذا النمط")
    approval.locator("[type=submit]").click()
    approval = page.locator("[data-approval=asked]")
    expect(approval).to_contain_text("تكرر هذا النمط")
    expect(approval.locator("[data-step=propose]")).to_have_count(0)
    assert sideways(page) + axe(page, AXE.read_text("utf-8")) == []
    page.locator("[data-way] label").last.click()
    text = page.locator("[data-text]")
    saved = text.input_value()
    text.fill(saved.replace("legs", "religion"))
    expect(page.locator("[data-trial=refused] [role=alert]")).to_contain_text("6")
    expect(page.locator("[data-keep]")).to_be_disabled()
    text.fill("قاعدة")
    expect(text).to_have_attribute("aria-invalid", "true")


def test_whoever_must_confirm_a_destruction_finds_it_from_the_home_page(
    tmp_path: Path,
    browser: Browser,
    turn: Turn,  # noqa: F811
) -> None:
    """What is over is announced to a supervisor; once they have asked, the other one is sent to confirm."""
    turn("2026-04-01T09:00")
    door, chief = founded_queue(tmp_path)
    source = chief.bench.collect_made(
        SAMPLE_MESSAGE.encode(), "zz410.edi", chief.bench.deposit(chief.home, zone="Asia/Baghdad")
    ).source
    screen_file(chief, AirlineFileRequest(source=source), None)
    worked_on(chief, turn, "2026-04-01", "2031-04-02")
    other = door.people.add("second", "ليلى", frozenset({"supervisor"}), None, "test")
    door.cases.add_member("desk-passengers", other.id, "test")
    with serving(door) as served:
        for open_ in closing(lambda contexts, errors: opener(served, browser, contexts, errors)):
            page = open_("/", "en")
            line = page.locator("[data-desk=passengers]").filter(
                has_text="Destroy records whose term is over"
            )
            line.get_by_role("link").click()
            expect(page.locator("[data-over]").first).to_be_visible()
            expect(page.locator("[data-destruction]").get_by_text("Number", exact=True).first).to_be_visible()
        theirs = Seat(Workbench(door, other), desk("passengers"), "desk-passengers", "work")
        wish = ask(theirs, FileDestructionRequest(order="Article 12", today=date(2031, 4, 2)), None)
        for open_ in closing(lambda contexts, errors: opener(served, browser, contexts, errors)):
            page = open_("/", "en")
            line = page.locator("[data-due=approval]").filter(
                has_text="destruction that a colleague requested"
            )
            line.get_by_role("link").click()
            page.locator(f"[data-wish='{wish.id}']").get_by_role("link", name="Confirm destruction").click()
            expect(page.get_by_label("Number of the request")).to_have_value(wish.id)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "ckb"])
def test_the_queue_looks_as_it_was_kept(tmp_path: Path, browser: Browser, language: str) -> None:
    door, chief = founded_queue(tmp_path)
    with serving(door) as served:
        at = AtQueue(served, chief, chief)
        at.known()
        for open_ in closing(lambda contexts, errors: opener(served, browser, contexts, errors)):
            page = open_(QUEUE, language)
            expect(page.locator("[data-opened] [data-agrees=yes]").first).to_be_visible()
            assert beside_kept(page, "passengers-queue", language) == ""


def test_lists_of_airlines_and_a_watchlist_are_loaded_on_the_page(
    opened: Open, tmp_path: Path, at_queue: AtQueue
) -> None:
    family = "".join(secrets.choice(ascii_uppercase) for _ in range(9))
    message = SAMPLE_MESSAGE.replace("ALSAMPLE:KAREEM:JASIM", f"{family}:KAREEM")
    passport = f"X{secrets.randbelow(10**7):07d}"
    listed, first, wrong = (tmp_path / name for name in ("national.csv", "zz410.edi", "letter.edi"))
    listed.write_text(f"name;birth date;passport\nKAREEM {family};1988;{passport}\n", "utf-8")
    first.write_text(message.replace("X9000001", passport), "utf-8")
    wrong.write_text("Dear Sir", "utf-8")
    page = opened("/desks/passengers/lists", "ar")
    page.locator("a[href*='lists/add']").click()
    page.locator("[data-add-list] input[data-files]").set_input_files(listed)
    form = page.locator("[data-add-list] form")
    texts = form.get_by_role("textbox")
    for number, text in enumerate((f"القائمة {family}", "أمر القاضي 12", "محكمة الرصافة", "2099-01-01")):
        texts.nth(number).fill(text)
    form.locator("button[type=submit]").click()
    expect(page.locator("[data-made]")).to_contain_text(f"القائمة {family}")
    page.goto("/desks/passengers/import")
    page.locator("[data-import] input[data-files]").set_input_files([first, wrong])
    expect(page.locator("[data-import=ready] [data-came]")).to_have_count(2)
    expect(page.locator("[data-came=imported]").first).to_be_visible()
    expect(page.locator("[data-came=waiting]")).to_have_count(0)
    (hit,) = [one for one in queue(at_queue.officer, QueueRequest(), None).hits if family in one.traveller]
    page.get_by_role("status").get_by_role("link").click()
    expect(page.locator(f"[data-hit='{hit.id}']")).to_be_visible()
    page.goto(f"/desks/passengers/queue?hit={hit.id}")
    expect(page.locator("[data-basis]")).to_contain_text("أمر القاضي 12")
