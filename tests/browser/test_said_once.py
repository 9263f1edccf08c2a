"""What is said of times and of names: a day stays a day, a moment has its zone beside it, rows that call
somebody the same are one line that opens."""

from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, expect

from .conftest import Open, Served, closing, founded, opener, serving

pytestmark = pytest.mark.browser

LEDGER = "name,phone\n" + "".join(f"ابو ليث,0780{no:07}\n" for no in range(1, 33))
CALLS = "calling number,called number,date\n" + "".join(
    f"07901234567,07904443322,{day}/03/2026\n" for day in (8, 25)
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The small workspace with a ledger that calls 32 people the same, and calls of which only the days were
    written."""
    folder = tmp_path_factory.mktemp("said")
    door = founded(folder)
    with serving(door) as served:
        bench = served.bench()
        for name, text in (("ledger.csv", LEDGER), ("days.csv", CALLS)):
            (folder / name).write_text(text, "utf-8")
            assert bench.collect([folder / name], bench.deposit("Inbox", zone="Asia/Baghdad"))[0].mapped
        bench.refresh_search()
        yield served


@pytest.fixture
def showing(told: Served, browser: Browser) -> Iterator[Open]:
    yield from closing(partial(opener, told, browser))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_rows_that_call_somebody_the_same_are_one_line(showing: Open, language: str) -> None:
    page = showing("/search?q=ابو ليث&type=Person", language)
    rows = page.locator("[data-rows]")
    expect(rows).to_have_attribute("data-rows", "32")
    expect(page.locator("[data-hit]")).to_have_count(1)
    expect(rows.get_by_role("listitem").first).not_to_be_visible()
    rows.locator("summary").click()
    expect(rows.get_by_role("link")).to_have_count(32)
    rows.get_by_role("link").nth(31).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ابو ليث")


def test_a_day_stays_a_day_and_a_moment_has_its_zone(showing: Open, told: Served) -> None:
    number = told.bench().search("07904443322", schema="PhoneNumber").hits[0].id.hex()
    caller = told.bench().search("07901234567", schema="PhoneNumber").hits[0].id.hex()
    page = showing(f"/entities/{number}?tab=events")
    expect(page.get_by_role("article").first).to_contain_text("8 March 2026")
    expect(page.get_by_role("article").first).not_to_contain_text("UTC")
    page.goto(f"/conversation?own={caller}&party={number}")
    expect(page.get_by_text("8 March 2026", exact=True)).to_be_visible()
    assert ":00" not in page.locator("[data-call]").first.inner_text()
    page.goto(f"/entities/{caller}?tab=neighbours")
    expect(page.get_by_role("row").filter(has_text="+9647904443322")).to_contain_text(
        "8 March 2026 – 25 March 2026"
    )
    page.goto(f"/entities/{caller}?tab=events")
    expect(page.get_by_role("article").filter(has_text="07:15:00")).to_contain_text("UTC")
    expect(page.get_by_role("article").filter(has_text="07:15:00")).to_contain_text("2026-03-01 10:15:00")
