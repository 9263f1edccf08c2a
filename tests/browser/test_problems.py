"""A document with many problems: each kind with its count, one kind alone, and the rest of the page within
reach."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from .conftest import Open, Served, closing, founded, opener, serving, words

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A workspace of its own: hundreds of people would stand before those that the other tests look for."""
    with serving(founded(tmp_path_factory.mktemp("problems"))) as served:
        yield served


@pytest.fixture
def opened_apart(apart: Served, browser: Browser) -> Iterator[Open]:
    """Pages of that workspace."""
    yield from closing(partial(opener, apart, browser))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_three_hundred_problems_are_told_by_kind(
    opened_apart: Open, apart: Served, tmp_path: Path, language: str
) -> None:
    say = words(language)
    file = tmp_path / f"many_{language}.csv"
    rows = [
        f"Person {language} {n},{300 + n},{('01/07/8' + str(n % 10)) if n % 3 == 0 else '1980-01-02'},Basra\n"
        for n in range(1, 301)
    ]
    decided = f"Person {language} 0,300,25/07/80,Basra\n"  # a day that is no month: without it the order of the dates is asked  # noqa: E501
    file.write_text("name,phone,date of birth,city\n" + decided + "".join(rows), "utf-8")
    bench = apart.bench()
    bench.collect(
        [file], bench.deposit("Inbox", grade="admiralty:B2", handling_code="internal", zone="Asia/Baghdad")
    )
    source = next(item for item in bench.sources() if item.name == file.name)
    page = opened_apart(f"/sources/{source.id}", language)
    kinds = page.get_by_role("list", name=say["problems.kinds"]).get_by_role("button")
    expect(kinds).not_to_have_count(0)
    assert kinds.count() >= 3
    one = kinds.last
    code = one.get_attribute("data-kind")
    one.click()
    expect(one).to_have_attribute("aria-pressed", "true")
    assert f"kind={code}" in page.url
    assert (
        len(bench.problems(source.id, code=str(code)))
        == {problem.code: count for problem, count in bench.problem_kinds(source.id)}[str(code)]
    )
    page.locator("[data-place]").first.click()
    expect(page.locator("tr[aria-current=location]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") < 3600


@pytest.mark.parametrize("language", ["ar", "ckb"])
def test_why_a_document_is_what_it_is_stands_in_the_language_of_the_page(
    opened: Open, sheet: str, language: str
) -> None:
    say = words(language)
    page = opened(f"/intake?ids={sheet}", language)
    page.get_by_text(say["mapping.why"], exact=True).click()
    notes = page.locator("details[open] li")
    expect(notes.first).to_be_visible()
    for note in notes.all_inner_texts():
        assert any("\u0600" <= sign <= "\u06ff" for sign in note), note
    assert not any(
        word in page.locator("[data-intake]").inner_text() for word in ("Delimited", "People", "text (CSV")
    )


def test_a_document_that_nobody_read_is_not_said_to_be_without_problems(
    opened_apart: Open, apart: Served, tmp_path: Path
) -> None:
    """It said "Problems (0). None: everything could be read"."""
    say = words("en")
    files = {name: tmp_path / name for name in ("unread.csv", "read.csv")}
    for name, file in files.items():
        file.write_text(f"name,phone\nUnread Person {name},0790 123 45 67\n", "utf-8")
    bench = apart.bench()
    receipt = bench.deposit("Inbox", zone="Asia/Baghdad")
    bench.collect([files["read.csv"]], receipt)
    with files["unread.csv"].open("rb") as stream:
        bench.deposit_later([(bench.seal(stream, "unread.csv"), "unread.csv")], receipt)
    found = {item.name: item for item in bench.sources()}
    assert found["unread.csv"].state == "sealed"
    page = opened_apart(f"/sources/{found['unread.csv'].id}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("unread.csv")
    expect(page.locator("#custody")).to_be_visible()
    expect(page.locator("#problems")).to_have_count(0)
    read = opened_apart(f"/sources/{found['read.csv'].id}")
    expect(read.get_by_text(say["problems.none"])).to_be_visible()
