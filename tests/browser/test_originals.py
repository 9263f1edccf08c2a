"""The original of each main format opens in the browser at the very entry that was said: marked, seen, and
holding what was read from it."""

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tahqiq.collect.original import original_rows
from tahqiq.model.statement import Statement
from tests.conformance.test_places import OF_THE_PROGRAM, said, words
from tests.conformance.test_reader_samples import SAMPLES

from .conftest import Open, Served, closing, founded, opener, serving

pytestmark = pytest.mark.browser
WANTED = ("spreadsheet", "mt940", "camt", "mail", "mbox", "whatsapp", "telegram", "pdf", "docx", "ofx", "msg")
OF_EACH = 2
FILES = {
    f"{reader.name}-{path.name}": path
    for reader, path in SAMPLES
    if reader.name in WANTED and path.suffix != ".zip"
}


class Originals:
    """The samples behind a server, each collected when it is first asked for."""

    def __init__(self, served: Served, folder: Path) -> None:
        self.served, self.folder = served, folder

    @cache  # noqa: B019 (as long as the module)
    def values(self, name: str) -> list[Statement]:
        """Values of a sample that a cell of it holds."""
        bench = self.served.bench()
        shutil.copyfile(FILES[name], self.folder / name)
        bench.collect([self.folder / name], bench.deposit("Inbox", zone="Asia/Baghdad"))
        sources = {
            source.id: source for source in bench.workspace.sources.all(bench.scope()) if source.name == name
        }
        there: dict[tuple[str, int, int], set[str]] = {}
        found = []
        for one in said(bench):
            if (
                one.source_id not in sources
                or one.place.row == 0
                or one.target is not None
                or one.prop in OF_THE_PROGRAM
            ):
                continue
            at = (one.source_id, one.place.part.no, one.place.row)
            if at not in there:
                opened = original_rows(bench.workspace, sources[one.source_id], at[1], at[2], 1, at[2])
                there[at] = words(" ".join(cell or "" for _, cells in opened.rows for cell in cells))
            if [word for word in words(one.original) & there[at] if len(word) > 3]:
                found.append(one)
        return found


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Originals]:
    folder = tmp_path_factory.mktemp("originals")
    with serving(founded(folder)) as served:
        yield Originals(served, folder)


@pytest.fixture
def at(originals: Originals, browser: Browser) -> Iterator[Open]:
    def opening(contexts: list[BrowserContext], errors: list[str]) -> Open:
        return opener(originals.served, browser, contexts, errors)

    yield from closing(opening)


ALWAYS = (
    "mt940-sample.sta",
    "camt-sample.xml",
    "pdf-sample.pdf",
    "whatsapp-sample-arabic.txt",
    "spreadsheet-sample.xlsx",
)
"""Those that `make test` opens; the others are opened with the slow tests."""


@pytest.mark.parametrize(
    "name", [name if name in ALWAYS else pytest.param(name, marks=pytest.mark.slow) for name in sorted(FILES)]
)
def test_the_original_opens_at_the_very_entry(at: Open, originals: Originals, name: str) -> None:
    values = originals.values(name)
    assert values
    chosen = sorted(values, key=lambda one: -one.place.row)[:: max(1, len(values) // OF_EACH)][:OF_EACH]
    for number, one in enumerate(chosen):
        place = f"{one.source_id}.{one.place.part.no}.{one.place.row}.{one.place.column}"
        page = at(f"/sources/{one.source_id}?at={place}", "ar" if number % 2 else "en")
        row = page.locator("tr[aria-current=location]")
        expect(row).to_have_count(1)
        expect(row).to_be_in_viewport()
        expect(row.locator("td[data-here]")).to_have_count(1 if one.place.column else 0)
        word = max(
            words(one.original) & words(" ".join(row.all_inner_texts())), key=len, default="nothing of it"
        )
        expect(row).to_contain_text(re.compile(re.escape(word), re.IGNORECASE))


def test_every_main_format_is_among_them() -> None:
    assert {"spreadsheet", "mt940", "camt", "mail", "whatsapp", "telegram", "pdf", "docx"} <= {
        name.split("-")[0] for name in FILES
    }
