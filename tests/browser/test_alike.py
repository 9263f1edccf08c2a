"""Everything with one number is judged at once only after each pair was named and a person said so."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tahqiq.model.pair import Pair
from tahqiq.store.pairs import Pairs

from .conftest import Open, Served, words

pytestmark = pytest.mark.browser
ROWS = (("one", "Bahoz Sample Tester"), ("two", "Bahoz S. Tester"), ("three", "Tester Bahoz"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_all_with_one_number_names_what_it_decides_and_asks(
    opened: Open, served: Served, tmp_path: Path, language: str
) -> None:
    say, bench, found = words(language), served.bench(), []
    for tag, name in ROWS:
        file = tmp_path / f"{tag}-{language}.csv"
        file.write_text(f"full name,passport number,nationality\n{name},Z99{len(language)}7654,IQ\n", "utf-8")
        source = bench.source(bench.collect([file], bench.deposit("Inbox"))[0].source)
        said = next(
            said
            for _, said in bench.workspace.reading.scan(bench.scope(), source.no)
            if said[0].schema == "Person"
        )
        found.append(said[0].entity.hex())
    scope = bench.scope()
    ends = sorted(bench.workspace.reading.resolve(scope, one) for one in found[:2])
    classes = frozenset(
        item.no for item in bench.workspace.sources.data_classes() if item.no in scope.classes
    )
    Pairs(bench.workspace.database).replace(
        scope, [Pair(ends[0], ends[1], 12.0, 0.99, "review", "person-1a2b3c4d", (), classes)], None, "person"
    )
    try:
        page = opened("/review", language)
        before = len(bench.entities(bench.scope()).clustering.groups)
        page.get_by_role("button", name=say["review.alike"]).click()
        asked = page.locator("[data-alike-ask]")
        for _, name in ROWS:
            expect(asked).to_contain_text(name)
        asked.get_by_role("button", name=say["dialog.cancel"]).click()
        assert len(bench.entities(bench.scope()).clustering.groups) == before
        page.get_by_role("button", name=say["review.alike"]).click()
        asked.get_by_role("button", name=say["review.alike.decide"]).click()
        expect(asked).to_have_count(0)
        expect(page.get_by_text(say["review.finished"])).to_be_visible()
        assert len(bench.entities(bench.scope()).clustering.groups) == before + 1
    finally:
        for item in list(bench.entities(bench.scope()).clustering.live.values()):
            if item.verdict != "undo":
                bench.identity.undo(item.id, "end of the test")
        Pairs(bench.workspace.database).replace(bench.scope(), [], None, "person")
