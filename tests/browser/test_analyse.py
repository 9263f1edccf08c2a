"""Analyses on the page, over the sample case: asked, stopped, read to the row of the original, compared, run
again, lit up on the chart; in English and Arabic."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tahqiq.access.door import Door
from tahqiq.workbench import Workbench
from tests.analyse.judged import collected

from .conftest import Open, Served, closing, opener, serving, words
from .test_manners import AXE, axe

pytestmark = pytest.mark.browser
WAIT = 90_000


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, dict[str, object]]]:
    """The sample case behind a server, and its truth."""
    root, truth = collected(tmp_path_factory.mktemp("analyse"), 1, 0.2)
    door = Door.opened(root)
    Workbench(door, door.people.get("analyst")).refresh_search()
    try:
        with serving(door) as served:
            yield served, truth
    finally:
        door.close()


@pytest.fixture
def at(sample: tuple[Served, dict[str, object]], browser: Browser) -> Iterator[Open]:
    """``at("/path", "ar")``: a page of the sample case, signed in as its owner."""

    def opening(contexts: list[BrowserContext], errors: list[str]) -> Open:
        made = opener(sample[0], browser, contexts, errors)
        return lambda path, language="en", dark=False: made(path, language, dark=dark, login="analyst")

    yield from closing(opening)


def planted(sample: tuple[Served, dict[str, object]], name: str) -> dict[str, object]:
    found = sample[1][name]
    first = found[0] if isinstance(found, list) else found
    assert isinstance(first, dict)
    return first


def address(page: Page) -> str:
    """What a colleague is sent, without the server."""
    return "/" + page.url.split("/", 3)[3]


def run(page: Page) -> None:
    """Run what is asked, and wait for what it found."""
    page.locator("[data-run]").click()
    expect(page.locator("[data-found]")).to_be_visible(timeout=WAIT)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar"])
def test_changed_numbers_are_read_to_the_row_of_the_original(
    at: Open, sample: tuple[Served, dict[str, object]], language: str
) -> None:
    page = at("/analyse", language)
    page.locator("[data-find-analysis]").fill("burner phone")
    expect(page.locator("[data-offer]")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("[data-meaning]")).to_be_visible()
    found = axe(page, AXE.read_text("utf-8"))
    run(page)
    row = page.locator("[data-row]").filter(has_text=str(planted(sample, "number_changes")["new"]))
    expect(row).to_have_count(1)
    expect(page.locator("[data-left-out] li").first).to_be_visible()
    row.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-spot][aria-pressed=true]")).to_have_count(1)
    expect(page.locator("tr[aria-current=location]")).to_be_visible()
    expect(page).to_have_url(re.compile(r"result=[0-9a-f]{16}.*row=\d"))
    assert found + axe(page, AXE.read_text("utf-8")) == []
    again = at(address(page), language)
    expect(again.locator("[data-row][aria-selected=true]")).to_contain_text(
        str(planted(sample, "number_changes")["new"])
    )


@pytest.mark.parametrize(
    ("analysis", "inside"),
    [
        ("round-trips", lambda truth: truth["money_loop"]["legs"][0]["from"]),
        ("cell-meetings", lambda truth: truth["meeting"]["phones"][0]),
        ("travel-together", lambda truth: truth["travelling_pair"]["phones"][0]),
        ("most-connected", lambda truth: truth["broker"]["phone"]),
    ],
    ids=["money loop", "unrecorded meeting", "travelling together", "most connected"],
)
def test_what_was_planted_is_found_on_the_page(
    at: Open, sample: tuple[Served, dict[str, object]], analysis: str, inside: object
) -> None:
    assert callable(inside)
    page = at(f"/analyse?analysis={analysis}", "ar")
    run(page)
    if page.get_by_role("tab").count():
        page.get_by_role("tab", name=words("ar")["analyse.view.table"]).click()
    expect(page.locator("[data-row]").filter(has_text=str(inside(sample[1]))).first).to_be_visible()
    assert axe(page, AXE.read_text("utf-8")) == []


@pytest.mark.parametrize(("language", "dark"), [("en", False), ("ar", True)])
def test_a_number_on_a_wheel_and_a_heat_matrix_by_keyboard(
    at: Open, sample: tuple[Served, dict[str, object]], language: str, dark: bool
) -> None:
    number = str(planted(sample, "broker")["phone"])
    phone = (
        Workbench(sample[0].door, sample[0].door.people.get("analyst"))
        .search(number, schema="PhoneNumber")
        .hits[0]
        .id.hex()
    )
    page = at(f"/entities/{phone}", language, dark=dark)
    page.locator("[data-analyse-this]").click()
    page.locator("[data-offer=call-wheel]").click()
    expect(page.locator("[data-parameter=number] [data-picked]")).to_contain_text(number)
    run(page)
    heat = page.locator("[data-drawing=heat]")
    expect(heat).to_be_visible()
    heat.locator("[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft" if language == "ar" else "ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('data-mark')") == "1 1"
    expect(page.locator("[data-told]")).to_contain_text(words(language)["weekday.7"])
    page.keyboard.press("Enter")
    expect(page.locator("[data-rests]")).to_be_visible()
    assert axe(page, AXE.read_text("utf-8")) == []
    page.get_by_role("tab", name=words(language)["analyse.view.wheel"]).click()
    expect(page.locator("[data-drawing=wheel] path")).to_have_count(168)
    assert axe(page, AXE.read_text("utf-8")) == []


def test_money_flows_between_parties_with_its_currency(at: Open) -> None:
    page = at("/analyse?analysis=payments-between")
    run(page)
    flow = page.locator("[data-drawing=flow]")
    expect(flow).to_be_visible()
    flow.locator("[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-told]")).to_have_text(re.compile(r"→ .*: [\d,.]+ [A-Z]{3}$"))
    page.keyboard.press("Enter")
    expect(page.locator("[data-rests] [data-spot]").first).to_be_visible()
    assert axe(page, AXE.read_text("utf-8")) == []


def test_a_run_is_stopped_and_keeps_what_was_typed(at: Open) -> None:
    page = at("/analyse?analysis=betweenness")
    page.locator("details summary").click()
    page.locator("[data-parameter=repeats]").fill("500")
    page.locator("[data-run]").click()
    page.locator("[data-stop]").click()
    expect(page.get_by_text(words("en")["analyse.stopped"])).to_be_visible(timeout=WAIT)
    expect(page.locator("[data-parameter=repeats]")).to_have_value("500")


def test_an_error_says_what_to_do_and_keeps_what_was_typed(at: Open) -> None:
    page = at("/analyse?analysis=call-wheel", "ar")
    box = page.locator("[data-parameter=number] input")
    box.fill("07999999999")
    box.press("Enter")
    page.locator("[data-run]").click()
    expect(page.get_by_role("alert")).to_contain_text("07999999999", timeout=WAIT)
    expect(page.locator("[data-picked]")).to_contain_text("07999999999")
    page.locator("details summary").click()


def test_a_filter_that_leaves_nothing_says_so(at: Open) -> None:
    page = at(
        '/analyse?analysis=number-change&set={"since":"1950-01-01T00:00:00%2B00:00",'
        '"until":"1951-01-01T00:00:00%2B00:00"}'
    )
    expect(page.locator("[data-parameter=since] [data-day]")).to_have_value("1950-01-01")
    # the person of these tests shows times in UTC: midnight there, which is an empty clock
    expect(page.locator("[data-parameter=since]")).to_contain_text("UTC")
    expect(page.locator("[data-parameter=since] [data-clock]")).to_have_value("")
    run(page)
    expect(page.get_by_text(words("en")["analyse.nothing"])).to_be_visible()
    assert axe(page, AXE.read_text("utf-8")) == []


@pytest.mark.slow
def test_run_again_gives_the_same_bytes_and_two_results_are_compared(at: Open) -> None:
    page = at("/analyse?analysis=most-connected")
    run(page)
    page.locator("[data-rerun]").click()
    expect(page.locator("[data-rerun-same=true]")).to_be_visible(timeout=WAIT)
    page.locator("[data-change]").click()
    page.locator("details summary").click()
    page.locator("[data-parameter=limit]").fill("10")
    run(page)
    expect(page.locator("[data-shown='10']")).to_be_visible()
    page.locator("[data-compare]").select_option(index=1)
    expect(page.locator("[data-compared] [data-counts]")).to_have_text(
        re.compile("^0 rows new, 90 gone, 0 changed or moved, 10 unchanged")
    )
    expect(page.locator("[data-parameter-changed=limit]")).to_contain_text("100 → 10")
    assert axe(page, AXE.read_text("utf-8")) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_line_of_the_chart_agrees_with_list_matrix_conversation_and_export(
    at: Open, sample: tuple[Served, dict[str, object]], tmp_path: Path, language: str
) -> None:
    bench = Workbench(sample[0].door, sample[0].door.people.get("analyst"))
    number = str(planted(sample, "broker")["phone"])
    one = bench.search(number, schema="PhoneNumber").hits[0].id.hex()
    calls = [
        item
        for item in bench.neighbours(one).neighbours
        if item.link.label == "Call" and item.link.forth and item.link.back
    ]
    most = max(calls, key=lambda item: item.link.records - item.link.forth - item.link.back)
    assert most.link.records > most.link.forth + most.link.back  # two operators tell of the same calls
    two = most.entity.id.hex()

    page = at(f"/chart?add={one}.{two}&pane=lines", language)
    expect(page.locator("[data-chart][data-items='2']:not([data-working])")).to_be_visible(timeout=WAIT)
    page.get_by_role("tab", name=words(language)["chart.tab.items"]).click()
    grid = page.get_by_role("grid", name=words(language)["chart.tab.items"])
    grid.get_by_role("row").filter(has_text=number[-9:]).first.click()
    line = page.locator("[data-panel] [data-line=Call]").first
    expect(line).to_be_visible()
    ways = [
        figure(text)
        for text in line.locator("[data-way]").evaluate_all("found => found.map((one) => one.dataset.way)")
    ]
    said = [figure(text.rsplit(":", 1)[1]) for text in line.locator("[data-way]").all_inner_texts()]
    assert len(ways) == 2
    assert said == ways  # what is written is what is counted

    line.locator("[data-behind]").click()  # the list behind the number
    behind = line.locator("[data-list-behind]")
    expect(behind).to_have_attribute("data-list-behind", str(sum(ways)), timeout=WAIT)
    while behind.locator("[data-event]").count() < sum(ways):
        shown = behind.locator("[data-event]").count()
        line.get_by_role("button").last.click()
        expect(behind.locator("[data-event]").nth(shown)).to_be_visible(timeout=WAIT)
    expect(behind.locator("[data-event]")).to_have_count(sum(ways))
    assert behind.locator("[data-source]").count() > sum(ways)  # each with all its records

    page.locator("[data-command='chart.export.csv'], [aria-haspopup=menu]").first.wait_for()
    with page.expect_download() as saved:
        page.keyboard.press("Control+k")
        page.locator("[data-palette]").fill("List Items")
        page.locator("[data-command='chart.export.csv']").click()
    saved.value.save_as(tmp_path / "chart.csv")
    rows = [
        row
        for row in csv.reader((tmp_path / "chart.csv").read_text("utf-8-sig").splitlines())
        if row[0] == "line"
    ]
    assert sorted(ways) in [sorted((int(row[8]), int(row[9]))) for row in rows]

    matrix = at(
        (
            f'/analyse?analysis=association-matrix&set={{"items-chosen":["{one}","{two}"],"means":false,'
            '"labels":["Call"]}'
        ),
        language,
    )
    run(matrix)
    cell = matrix.locator("[data-drawing=matrix] button").filter(has_text=re.compile(r"[0-9٠-٩]")).first
    assert figure(cell.inner_text().split()[-1]) == sum(ways)

    talk = at(f"/conversation?own={one}&party={two}", language).locator("[role=status][data-calls]")
    expect(talk).to_have_attribute("data-calls", str(sum(ways)), timeout=WAIT)

    bench.export("xlsx", tmp_path / "all.xlsx", ids=[one, two])
    head, *links = openpyxl.load_workbook(tmp_path / "all.xlsx")["Lines"].iter_rows(values_only=True)
    table = [dict(zip(head, row, strict=True)) for row in links]
    pairs = [
        (int(str(row["There"])), int(str(row["Back"])))
        for row in table
        if row["Line"] == "Call" and {row["Id of from"], row["Id of to"]} == {one, two}
    ]
    assert [sorted(pair) for pair in pairs] == [sorted(ways)]


def figure(text: str) -> int:
    """A whole number in the digits of either language."""
    return int(re.sub(r"[^0-9٠-٩]", "", text))


def test_what_is_found_lights_up_on_the_chart_beside_it(
    at: Open, sample: tuple[Served, dict[str, object]]
) -> None:
    page = at("/analyse?analysis=travel-together")
    run(page)
    page.locator("[data-add-to-chart]").click()
    expect(page.locator("[data-chart][data-items='2']:not([data-working])")).to_be_visible(timeout=WAIT)
    page.keyboard.press("q")
    beside = page.locator("[data-analyse-beside]")
    beside.locator("[data-offer=travel-together]").click()
    run(page)
    beside.locator("[data-light-up]").click()
    expect(page.locator("[data-chart]")).to_contain_text(re.compile("2.*2"))
    expect(page).to_have_url(re.compile("an=.*result"))
    assert axe(page, AXE.read_text("utf-8")) == []


def test_the_palette_knows_analyses_by_the_names_of_other_programs(at: Open) -> None:
    page = at("/", "ar")
    expect(page.get_by_role("heading").first).to_be_visible()
    page.keyboard.press("Control+k")
    page.locator("[data-palette]").fill("heat matrix")
    page.locator("[data-command='analyse.call-wheel']").click()
    expect(page.locator("[data-ask=call-wheel]")).to_be_visible()


def test_a_result_is_saved_as_a_table(at: Open, tmp_path: Path) -> None:
    page = at("/analyse?analysis=number-change")
    run(page)
    with page.expect_download() as saved:
        page.locator("[data-save=csv]").click()
    target = tmp_path / saved.value.suggested_filename
    saved.value.save_as(target)
    assert target.name.startswith("number-change-")
    assert len(target.read_text("utf-8").splitlines()) > 3


@pytest.mark.slow
def test_somebody_elses_result_is_not_there(opened: Open, at: Open) -> None:
    page = at("/analyse?analysis=number-change")
    run(page)
    stranger = opened(address(page))
    expect(stranger.get_by_role("alert")).to_be_visible()
    assert stranger.locator("[data-row]").count() == 0
