"""A morning at three posts through the page, in Arabic: papers taken, what differs, a list that fits, signed
by another, the planted lorry opened, photographs, the find's exhibit with the laboratory, its network on the
chart, and what the lot says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tahqiq.access.door import Door
from tahqiq.casework.clocks import ZONE
from tahqiq.desk import desk
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.cargo.arrivals.operations import ArrivalsRequest, import_paper
from tahqiq.desks.cargo.indicators.record import EXAMPLE, RULE
from tahqiq.desks.cargo.outcomes.record import OUTCOME
from tahqiq.desks.cargo.sample import days_of, openings, write_rules
from tahqiq.desks.cargo.synthetic.papers import papers_of
from tahqiq.desks.cargo.synthetic.traffic import POSTS, ROAD, SEA
from tahqiq.kit import clock
from tahqiq.model.kind import day_of
from tahqiq.model.types.zones import zone
from tahqiq.workbench import Workbench
from tests.seat import Seat

from .conftest import LOGIN, Open, Served, closing, opener, serving
from .screens import cargo_screens
from .test_custody import moment
from .test_manners import AXE, axe
from .test_screens import CUT_OFF, sideways, walked

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PLATE, PHONE = "90 B 12345", "9647700000417"
OTHERS = {"second": "analyst", "chief": "supervisor"}
DESK = "desk-cargo"


@dataclass
class Post:
    """A server with the desk in use, the files of this morning by post, and the number of the planted lorry's
    load."""

    served: Served
    case: str
    day: str
    files: dict[str, list[Path]]
    lorry: str

    def bench(self, login: str) -> Seat:
        """Somebody at the desk."""
        door = self.served.door
        return Seat(Workbench(door, door.people.get(login)), desk("cargo"), DESK, "work")


@pytest.fixture(scope="module")
def posts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    folder = tmp_path_factory.mktemp("cargo-walk")
    door = Door.found(folder / "ws", owner="owner")
    owner = Workbench(door, door.people.get("owner"))
    for name in ("cargo", "lab"):
        owner.open_desk(name)
    case = owner.open_case("قضية شاحنة العينة").id
    for login, role in {LOGIN: "analyst", **OTHERS}.items():
        door.people.add(login, login.title(), frozenset({role}), None, "test")
        for place in (DESK, "desk-lab", case):
            door.cases.add_member(place, door.people.get(login).id, "test")
    officer = Seat(Workbench(door, door.people.get(LOGIN)), desk("cargo"), DESK, "work")
    *before, today = days_of({"plate": PLATE, "name": "سائق العينة", "phone": PHONE}, 60, day_of(clock.now()))
    for day in before:
        for post, name, text in papers_of(day):
            source = officer.bench.collect_made(
                text.encode(), name, officer.bench.deposit(DESK, zone=ZONE)
            ).source
            import_paper(officer, ArrivalsRequest(source=source, post=post, day=day[0].day.isoformat()), None)
        officer.records(OUTCOME).save_new(openings(officer, day))
    chief = Seat(Workbench(door, door.people.get("chief")), desk("cargo"), DESK, "work")
    for rule in write_rules(officer):
        for who, step in ((officer, "propose"), (chief, "approve")):
            Lives(who, RULE).act(
                rule, step, Lives(who, RULE).of(who.records(RULE).get(rule)).sha256, "جُرّب على الماضي"
            )
    files: dict[str, list[Path]] = {post: [] for post in POSTS}
    for post, name, text in papers_of(today):
        files[post].append(folder / name)
        files[post][-1].write_text(text, "utf-8")
    lorry = next(one.number for one in today if one.hidden == "case lorry")
    with serving(door) as served:
        yield Post(served, case, today[0].day.isoformat(), files, lorry)


@pytest.fixture
def opened(posts: Post, browser: Browser) -> Iterator[Open]:
    yield from closing(lambda contexts, errors: opener(posts.served, browser, contexts, errors))


def brought(page: Page, posts: Post, post: str) -> None:
    """Take the morning's files of a post; doing it again changes nothing."""
    page.goto(f"/desks/cargo/take?post={post}&day={posts.day}")
    page.locator("[data-take='ready']").wait_for()
    page.locator("input[type=file]").set_input_files(posts.files[post])
    page.locator("form button[type=submit]").press("Enter")
    expect(page.locator("[data-to-board]")).to_be_visible()
    assert page.locator("[data-came='taken']").count() == len(posts.files[post])
    assert page.locator("[data-came='refused']").count() == 0


def test_an_officer_takes_the_morning_and_the_planted_lorry_ends_in_the_laboratory(
    opened: Open, posts: Post, tmp_path: Path
) -> None:
    page = opened("/desks/cargo/arrivals", "ar")
    assert page.locator("html").get_attribute("dir") == "rtl"
    for post in POSTS:
        brought(page, posts, post)
    page.locator("[data-to-board]").press("Enter")
    expect(page.locator("[data-arrivals]")).to_be_visible()

    page.goto(f"/desks/cargo/arrivals?post={SEA}")  # what differs between papers
    page.locator("[data-line]").first.wait_for()
    differing = page.locator("[data-line]").filter(has=page.locator("td:nth-of-type(6) [class*=Badge]")).first
    differing.locator("a").press("Enter")
    expect(page.locator("[data-differs='true']").first).to_be_visible()

    page.goto(f"/desks/cargo/list?post={ROAD}&day={posts.day}")
    page.locator("[data-capacity] input[data-number=scans]").wait_for()
    page.locator("button").filter(has_text="أعدّ").first.press("Enter")
    page.wait_for_url("**/list/*")
    for hand in page.locator("[data-hand] [role=meter]").all():
        assert int(hand.get_attribute("aria-valuenow") or 0) <= int(hand.get_attribute("aria-valuemax") or 0)
    shift = page.url.removeprefix(posts.served.url)
    planted = page.locator(f"tr[data-consignment='{posts.lorry}']")
    opened_before = bool(
        posts.bench(LOGIN).records(OUTCOME).find({"consignment": posts.lorry}).records
    )  # the test is asked once more on the same server
    if not opened_before:
        expect(planted).to_contain_text("شاحنة ومقطورة لم تُشاهدا معاً")  # why it ranks, in Arabic

    page.locator("[data-accept-rest]").press("Enter")  # nothing is signed before every line was decided
    expect(page.locator("[data-undecided]")).to_have_count(0)
    chief = opened(shift, "ar", login="chief")  # a second person signs
    chief.locator("[data-list]").wait_for()
    chief.get_by_role("button", name="توقيع").first.press("Enter")
    expect(chief.locator("[data-message]")).to_be_visible()
    with chief.expect_download() as sent:
        chief.locator("[data-message]").press("Enter")
    sent.value.save_as(tmp_path / "holds.edi")
    assert "GIS+HLD" in (tmp_path / "holds.edi").read_text("utf-8")

    if opened_before:
        page.goto(f"/desks/cargo/sheet/{posts.lorry}")
    else:
        assert f"RFF+CMR:{posts.lorry}'" in (tmp_path / "holds.edi").read_text("utf-8")
        page.goto(shift)
        planted.locator("[data-to-sheet]").press("Enter")
        page.locator("[data-opening]").wait_for()
        written(page, tmp_path)
    expect(page.locator("[data-outcome]")).to_be_visible()
    expect(page.locator("[data-sealed='2']")).to_be_visible()
    if page.locator("[data-find]").count() == 0:
        page.locator("[data-add-find]").press("Enter")
        form = page.locator("[data-find-form]")
        form.get_by_label("ما هو").fill("أقراص")
        for no, value in enumerate(("drugs", "in-goods", "loose")):
            form.locator("select").nth(no).select_option(value)
        form.get_by_label("الكمية").fill("14.2")
        form.get_by_label("المبرز").fill(f"K-{posts.lorry[-4:]}")
        form.get_by_role("button").last.press("Enter")
        expect(page.locator("[data-find='1']")).to_contain_text("14.2")
    sheet = page.url.removeprefix(posts.served.url)

    second = opened(sheet, "ar", login="second")
    second.locator("[data-outcome]").wait_for()
    if second.locator("[data-sign]").count():
        second.locator("[data-sign]").press("Enter")
    expect(second.locator("[data-signed='true']")).to_be_visible()

    page.goto(sheet)
    page.locator("[data-seizure] select").select_option(posts.case)
    page.locator("[data-seizure]").get_by_role("button").press("Enter")
    page.locator("[data-exhibit]").press("Enter")
    page.locator("[data-asking='examine'] form").wait_for()
    assert page.locator("[data-field='exhibit']").input_value() == f"K-{posts.lorry[-4:]}"
    assert len(page.locator("[data-field='photographs']").input_value().split()) == 2
    page.locator("[data-asking='examine'] form button[type=submit]").press("Enter")
    expect(page.locator("[data-answer], [role=alert]").first).to_be_visible()

    page.goto(f"/desks/cargo/arrivals/{posts.lorry}")
    page.locator("[data-consignment]").wait_for()
    for _ in range(60):  # the papers are still being read into the store of things
        if page.locator("[data-things] a").count():
            break
        page.reload()
        page.locator("[data-consignment]").wait_for()
    assert page.locator("[data-things] a").count() > 0
    expect(page.locator("[data-track]")).to_be_visible()  # its way on the ground that comes with the program
    page.locator("[data-add-to-chart]").first.press("Enter")
    chart = page.get_by_role("application")
    expect(chart).to_be_visible()
    expect(chart).not_to_have_attribute(
        "aria-label", re.compile("الخطوط: [0٠]")
    )  # the load, its plate and its telephone are drawn as one network

    page.goto("/desks/cargo/results")
    expect(page.locator("[data-results]")).to_contain_text("بالقرعة")


def written(page: Page, folder: Path) -> None:
    """Fill in the sheet of an opening of now, by keyboard, with two photographs; yesterday, before the list,
    it would be the officer's own choice."""
    day = (clock.now().astimezone(zone(ZONE)).date() - timedelta(days=1)).isoformat()
    moment(page, "بدأ", "ar", day, "15:00")
    moment(page, "انتهى", "ar", day, "16:30")
    page.locator("[data-choices='depth'] input[value='scan']").press("Space")
    page.locator("[data-opening] button[type=submit]").press("Enter")
    expect(page.locator("[data-own-choice]")).to_be_visible()
    page.locator("[data-choices='depth'] input[value='scan']").press("Space")
    for name in ("بدأ", "انتهى"):
        page.get_by_role("button", name=f"{name}: الآن").press("Enter")
    for choice in ("scan", "full"):
        page.locator(f"[data-choices='depth'] input[value='{choice}']").press("Space")
    for choice in ("front-wall", "in-goods"):
        page.locator(f"[data-choices='points'] input[value='{choice}']").press("Space")
    page.get_by_label("نسبة التفريغ").fill("100")
    files = [folder / f"{name}.png" for name in ("wall", "bag")]
    for file in files:
        file.write_bytes(b"\x89PNG\r\n\x1a\n" + file.name.encode())
    page.locator("[data-opening] input[type=file]").set_input_files(files)
    page.locator("[data-opening] button[type=submit]").press("Enter")


def test_the_workshop_tries_an_indicator_while_it_is_written(opened: Open) -> None:
    page = opened("/desks/cargo/workshop", "ar")
    text = page.locator("[data-text]")
    text.fill(EXAMPLE)
    expect(page.locator("[data-trial='tried'] [data-day]")).to_be_visible()
    text.fill(EXAMPLE.replace("pair-unseen", "driver-nationality"))
    expect(page.locator("[data-trial='refused']")).to_contain_text("driver-nationality")
    expect(page.locator("[data-keep]")).to_be_disabled()


def test_the_queue_moves_a_lorry_to_another_lane(opened: Open, posts: Post) -> None:
    brought(opened("/desks/cargo/arrivals", "ar"), posts, ROAD)
    page = opened(f"/desks/cargo/queue?post={ROAD}", "ar")
    page.locator("[data-lane]").first.wait_for()
    lorry = page.locator("[data-lorry]").first.get_attribute("data-lorry")
    row = page.locator(f"[data-lorry='{lorry}']")
    row.get_by_role("textbox").fill("7")
    row.get_by_role("button").press("Enter")
    expect(page.locator(f"[data-lane='7'] [data-lorry='{lorry}']")).to_be_visible()


@pytest.mark.parametrize(("language", "dark"), [("en", False), ("ar", True)])
def test_every_screen_of_the_desk_serves_every_reader(
    opened: Open, posts: Post, language: str, dark: bool
) -> None:
    source = AXE.read_text("utf-8")

    def look(page: Page) -> list[str]:
        return [*axe(page, source), *sideways(page), *page.evaluate(CUT_OFF)]

    page = opened("/desks/cargo/arrivals", language, dark=dark)
    page.set_viewport_size({"width": 1366, "height": 768})
    assert walked(page, cargo_screens(posts.bench(LOGIN), ROAD, posts.day), look) == {}
