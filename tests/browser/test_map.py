"""The map in a browser: layers, exactness, selection to source and original, time by keyboard, who was
recorded in an area, pictures that leave only with leave, in both directions, dark, with axe, and for nobody
outside."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tahqiq.access.door import Door
from tahqiq.workbench import Workbench

from ..analyse.places.ground import A, made
from .conftest import LOGIN, PASSWORD, Open, Served, closing, opener, serving, words
from .test_manners import AXE, axe

pytestmark = pytest.mark.browser

OUTSIDER = "stranger"


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server over the small ground of the tests of places, with a member of the case and somebody
    outside."""
    door = Door.opened(made(tmp_path_factory.mktemp("map")))
    owner = Workbench(door, door.people.get("analyst"))
    for login in (LOGIN, OUTSIDER):
        door.people.add(login, login.title(), frozenset({"analyst"}), PASSWORD, "test")
    door.cases.add_member(owner.cases()[0].id, door.people.get(LOGIN).id, "test")
    owner.refresh_search()
    with serving(door) as served:
        yield served


@pytest.fixture
def opened(placed: Served, browser: Browser) -> Iterator[Open]:
    yield from closing(partial(opener, placed, browser))


@pytest.fixture(scope="module")
def number(placed: Served) -> str:
    return placed.bench().search(A).hits[0].id.hex()


def drawn(page: Page, marks: int) -> None:
    """Wait until the ground is there and so many marks are on it."""
    expect(
        page.locator(f"[data-map][data-marks='{marks}']:not([data-working]) [data-sheet][data-ready]")
    ).to_be_visible(timeout=15_000)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_from_a_mark_to_its_source_and_the_very_row(opened: Open, language: str) -> None:
    say = words(language)
    page = opened("/map?layers=passages", language)
    drawn(page, 2)
    expect(page.locator("[data-layer-row=passages]")).to_have_attribute("data-marks", "2")
    page.locator("[data-mark]").first.click()
    card = page.locator("[data-card]")
    expect(card).to_contain_text("CAM-")
    expect(card).to_contain_text(say["map.exact.coordinates"])
    expect(page).to_have_url(re.compile("sel=[0-9a-f]{16}"))
    again = opened(page.url.replace(page.url.split("/map")[0], ""), language)
    expect(again.locator("[data-card]")).to_contain_text("CAM-")
    card.locator("[data-rests]", has_text="seen.csv").last.click()
    expect(page).to_have_url(re.compile(r"/sources/[0-9a-f]{16}\?at=[0-9a-f]{16}\.0\.\d+\.0"))
    expect(page.locator("main")).to_contain_text("seen.csv")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_known_as_a_town_is_a_circle_and_says_so(opened: Open, language: str) -> None:
    say = words(language)
    page = opened("/map?layers=places&pane=marks", language)
    drawn(page, 6)
    grid = page.get_by_role("grid", name=say["map.tab.marks"])
    expect(grid.get_by_role("row", name=re.compile("Seizure in a town"))).to_contain_text(
        say["map.exact.town"]
    )
    expect(grid.get_by_role("row", name=re.compile("Somewhere"))).to_contain_text(
        say["map.exact.governorate"]
    )
    expect(page.locator("[data-layer-row=places] small")).to_contain_text("1" if language == "en" else "١")
    page.locator("[data-kind=Place]").click()
    drawn(page, 3)
    expect(page).to_have_url(re.compile("hide=Place"))
    row = grid.get_by_role("row", name=re.compile("Somewhere"))
    row.hover()
    expect(page.locator("[data-mark][data-hover]")).to_have_count(1)
    row.click()
    expect(page.locator("[data-card]")).to_contain_text("210" if language == "en" else "٢١٠")


def test_a_handset_is_followed_step_by_step_by_keyboard(opened: Open, number: str) -> None:
    page = opened(f"/map?item={number}&layers=cells-used.route")
    drawn(page, 7)
    expect(page.locator("[data-layer-row=cells-used]")).to_contain_text(
        re.compile("Cells or places without coordinates[^.]*: 1")
    )
    expect(page.locator("[data-map]")).to_have_attribute("data-ways", "3")
    slider = page.locator("[data-times] input[type=range]")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator("[data-now]")).to_contain_text("1 of")
    expect(page.locator("[data-map]")).to_have_attribute("data-ways", "0")
    page.keyboard.press("End")
    expect(page.locator("[data-map]")).to_have_attribute("data-ways", "3")
    expect(page).to_have_url(re.compile("now=2026-"))
    page.keyboard.press("Home")
    page.locator("[data-play]").click()
    expect(page.locator("[data-map]")).to_have_attribute("data-ways", "3", timeout=15_000)
    page.get_by_role("tab", name=re.compile(words("en")["map.tab.moves"])).click()
    expect(page.get_by_role("grid")).to_contain_text("no vehicle does that")
    page.get_by_role("row", name=re.compile("no vehicle does that")).click()
    expect(page.locator("[data-card]")).to_contain_text("calls.csv")


def test_the_map_goes_by_keyboard_and_its_address_says_where_it_looks(opened: Open) -> None:
    page = opened("/map?layers=places&at=33.3,44.4,9")
    drawn(page, 6)
    sheet = page.locator("[data-sheet]")
    sheet.focus()
    for key in ("ArrowRight", "ArrowDown", "+", "+"):
        page.keyboard.press(key)
    expect(page).to_have_url(re.compile(r"at=33\.\d+%2C44\.[5-9]\d*%2C10\.00"))
    page.keyboard.press("Tab")
    expect(page.locator("[data-mark]:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("[data-card]").first).to_be_visible()
    scale = page.locator("[data-scale]")
    before = scale.inner_text()
    for _ in range(4):
        page.keyboard.press("-")
    expect(scale).not_to_have_text(before)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_lasso_asks_who_was_recorded_there_and_a_second_area_who_was_in_both(
    opened: Open, language: str
) -> None:
    page = opened("/map?layers=cell-sites", language)
    drawn(page, 3)
    for area, (name, wanted) in enumerate((("Erbil", 2), ("Karkh|Rusafa", 1)), start=1):
        page.locator('[data-command="look.fit"]').click()
        expect(page.locator("[data-mark]").first).to_be_visible()
        place = page.get_by_role("button", name=re.compile(name)).first.bounding_box()
        assert place is not None
        x, y = place["x"] + 14, place["y"] + 14
        page.keyboard.down("Shift")
        page.mouse.move(x - 40, y - 40)
        page.mouse.down()
        for dx, dy in ((0, -45), (40, -40), (45, 0), (40, 40), (0, 45), (-40, 40), (-45, 0)):
            page.mouse.move(x + dx, y + dy)
        page.mouse.up()
        page.keyboard.up("Shift")
        expect(page.locator(f"[data-area-rows='{wanted}']")).to_be_visible(timeout=15_000)
        expect(page.get_by_role("tab", name=re.compile(words(language)["map.tab.area"]))).to_contain_text(
            str(area) if language == "en" else "٠١٢"[area]
        )
    expect(page.get_by_role("grid")).to_contain_text(A)
    expect(page.get_by_role("status").filter(has_text=words(language)["map.area.not"])).to_be_visible()
    page.locator("[data-area-result]").click()
    expect(page).to_have_url(re.compile("/analyse.result=[0-9a-f]{16}"))


def test_pictures_and_tables_leave_with_leave_and_stand_in_the_log(
    opened: Open, placed: Served, tmp_path: Path
) -> None:
    page = opened("/map?layers=places")
    drawn(page, 6)
    for kind, told in (("svg", "Natural Earth"), ("csv", "Seizure in a town"), ("png", "")):
        page.get_by_role("button", name=words("en")["chart.export"]).click()
        with page.expect_download() as download:
            page.locator(f'[data-command="chart.export.{kind}"]').click()
        file = tmp_path / f"map.{kind}"
        download.value.save_as(file)
        assert file.read_bytes()[:4] == b"\x89PNG" if kind == "png" else told in file.read_text("utf-8")
    page.route(
        "**/api/v1/chart/permission",
        lambda route: route.fulfill(
            status=403, json={"code": "no", "sentence": "Not from here.", "next_step": "", "details": {}}
        ),
    )
    page.get_by_role("button", name=words("en")["chart.export"]).click()
    page.locator('[data-command="chart.export.csv"]').click()
    expect(page.get_by_role("alert")).to_contain_text("Not from here.")


def test_the_map_is_reached_from_case_thing_chart_and_palette(opened: Open, number: str) -> None:
    say = words("en")
    page = opened(f"/entities/{number}")
    page.get_by_role("tab", name=say["nav.map"], exact=True).click()
    drawn(page, 7)  # the two layers that are not about the item are left out
    page.get_by_role("link", name=say["map.whole"]).click()
    expect(page).to_have_url(re.compile(f"/map.item={number}"))
    page.goto("/")
    page.get_by_role("link", name=say["nav.cases"]).wait_for()
    page.keyboard.press("Control+k")
    expect(page.locator("[data-palette]")).to_be_focused()
    page.keyboard.type("esri maps")
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/map"))
    page.goto(f"/chart?add={number}&pane=map")
    expect(page.locator("[data-chart-map='4']")).to_be_visible(timeout=15_000)
    page.locator("[data-chart-map] [data-mark]").first.click()
    expect(page.locator("[data-panel]")).to_contain_text(A)


def test_a_person_outside_the_case_sees_no_trace_of_it(opened: Open, number: str) -> None:
    page = opened("/map?layers=cell-sites.places.passages", login=OUTSIDER)
    drawn(page, 0)
    expect(page.locator("[data-mark]")).to_have_count(0)
    for name in ("CAM-", "Karkh", "Store", "Somewhere"):
        expect(page.locator("main")).not_to_contain_text(name)
    page.goto(f"/map?item={number}&layers=route")
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("CAM-")


@pytest.mark.parametrize(("language", "dark"), [("en", False), ("en", True), ("ar", False), ("ar", True)])
def test_axe_finds_nothing(opened: Open, number: str, language: str, dark: bool) -> None:
    source = AXE.read_text("utf-8")
    found = {}
    page = opened("/map", language, dark=dark)
    for path, marks in (
        ("/map?layers=places&pane=marks", 6),
        (f"/map?item={number}&layers=cells-used.route&pane=moves", 7),
    ):
        page.goto(path)
        drawn(page, marks)
        page.locator('[data-command="look.legend"]').click()
        page.locator("[data-mark]").first.click()
        page.locator("[data-layers] summary").first.click()
        found[path] = axe(page, source)
    assert {path: items for path, items in found.items() if items} == {}
