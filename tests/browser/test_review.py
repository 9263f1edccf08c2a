"""Who is who in a browser: pairs decided from the keyboard, taken back, explained and split on the page of
the entity."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tahqiq.model.pair import Pair, Reason
from tahqiq.store.pairs import Pairs

from .conftest import Open, Served, founded, serving, words
from .test_manners import AXE, RUN

pytestmark = pytest.mark.browser

BOOKING = (
    "name,mother name,phone,email\nAli Hasan Kadhim,Zainab Jasim,07901234567,ali@example.org\nAwat Rahim "
    "Salah,,07905550000,awat@example.org\nSarah Ahmad,,07907654321,\n"
)
NAMES = (
    ("علي حسن كاظم", "Ali Hasan Kadhim", 21.4),
    ("ئاوات ڕەحیم سەڵاح", "Awat Rahim Salah", 11.2),
    ("Sara Ahmed Hamid", "Sarah Ahmad", 8.1),
)
REASONS = (
    Reason("given", "same", 7.1),
    Reason("father", "same-sounds", 6.4),
    Reason("phones", "same", 11.9),
    Reason("family", "near", 1.2),
    Reason("year", "different", -5.2),
)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A workspace of its own: the second delivery gives Ali's phone another neighbour, which other tests do
    not count with."""
    with serving(founded(tmp_path_factory.mktemp("reviewed"))) as served:
        yield served


@pytest.fixture(scope="module")
def pairs(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Pair]]:
    """A second delivery with three of the people in another script, and what a linkage run would propose."""
    folder = tmp_path_factory.mktemp("review")
    (folder / "booking.csv").write_text(BOOKING, "utf-8")
    bench = served.bench()
    bench.collect(
        [folder / "booking.csv"], bench.deposit("Inbox", grade="admiralty:C3", handling_code="internal")
    )
    scope = bench.scope()
    ids = {
        item.value: item.entity
        for _, said in bench.workspace.reading.scan(scope)
        for item in said
        if item.prop == "name" and item.schema == "Person"
    }
    classes = frozenset(
        item.no for item in bench.workspace.sources.data_classes() if item.no in scope.classes
    )
    made = []
    for left, right, weight in NAMES:
        ends = sorted(bench.workspace.reading.resolve(scope, ids[name].hex()) for name in (left, right))
        made.append(
            Pair(ends[0], ends[1], weight, 1 - 2**-weight, "review", "person-1a2b3c4d", REASONS, classes)
        )
    Pairs(bench.workspace.database).replace(scope, made, None, "person")
    yield made
    for item in list(bench.entities(bench.scope()).clustering.live.values()):
        if item.verdict != "undo":
            bench.identity.undo(item.id, "end of the test")
    Pairs(bench.workspace.database).replace(scope, [], None, "person")
    shutil.rmtree(folder)


def merged(served: Served) -> int:
    bench = served.bench()
    return len(bench.entities(bench.scope()).clustering.groups)


@pytest.mark.parametrize("language", ["en", "ckb"])
def test_pairs_are_decided_without_the_mouse_and_taken_back(
    opened: Open, served: Served, pairs: list[Pair], language: str
) -> None:
    say = words(language)
    page = opened("/review?order=sure", language)
    names = page.get_by_role("region", name=say["review.names"])
    expect(names).to_contain_text("علي")
    expect(names).to_contain_text("Ali")
    expect(page.get_by_role("heading", name=say["review.weights"])).to_be_visible()
    before = merged(served)
    page.keyboard.press("KeyY")
    expect(names).to_contain_text("Awat")
    page.keyboard.press("h")
    expect(names).to_contain_text("Sarah")
    page.keyboard.press("n")
    expect(page.get_by_text(say["review.finished"])).to_be_visible()
    assert merged(served) == before + 1
    for shown in ("Sarah", "Awat", "Ali"):
        page.keyboard.press("u")
        expect(names).to_contain_text(shown)
    assert merged(served) == before


def test_keys_do_nothing_while_a_reason_is_typed(opened: Open, served: Served, pairs: list[Pair]) -> None:
    say = words("en")
    page = opened("/review?order=sure")
    names = page.get_by_role("region", name=say["review.names"])
    expect(names).to_contain_text("Ali")
    page.get_by_label(say["review.reason"], exact=True).fill("n")
    page.keyboard.type("yhn")
    expect(names).to_contain_text("Ali")
    page.keyboard.press("Enter")
    page.keyboard.press("y")
    expect(names).to_contain_text("Awat")
    bench = served.bench()
    assert [
        item.reason
        for item in bench.entities(bench.scope()).clustering.live.values()
        if item.verdict == "same"
    ] == ["nyhn"]
    page.keyboard.press("u")
    expect(names).to_contain_text("Ali")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_why_is_this_one_and_splitting_it(
    opened: Open, served: Served, pairs: list[Pair], person: str, language: str
) -> None:
    say = words(language)
    page = opened(f"/entities/{person}", language)
    hint = page.get_by_role("note").filter(has_text=say["identity.possible"])
    hint.get_by_role("link", name="Ali Hasan Kadhim").click()
    expect(page.get_by_role("heading", level=1, name=say["review.title"])).to_be_visible()
    expect(page.get_by_role("region", name=say["review.names"])).to_contain_text("Ali")
    page.keyboard.press("y")
    expect(page.get_by_text(say["review.finished"])).to_be_visible()
    page.goto(f"/entities/{person}?tab=identity")
    tree = page.get_by_role("list", name=say["identity.tree"])
    expect(tree).to_contain_text("Ali Hasan Kadhim")
    expect(tree).to_contain_text("booking.csv")
    page.get_by_role("tab", name=say["entity.values"]).click()
    expect(page.get_by_text("Ali Hasan Kadhim").first).to_be_visible()
    page.get_by_role("tab", name=say["identity.tab"]).click()
    page.get_by_role("button", name=f"{say['identity.split']}: Ali Hasan Kadhim").click()
    expect(page.get_by_text(say["identity.alone"])).to_be_visible()
    expect(page.get_by_text(say["identity.past"])).to_be_visible()


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = page.evaluate(RUN)
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("dark", [False, True])
def test_no_fault_for_readers_of_the_screen(
    opened: Open, pairs: list[Pair], person: str, language: str, dark: bool
) -> None:
    say = words(language)
    page = opened("/review", language, dark=dark)
    expect(page.get_by_role("region", name=say["review.names"])).to_be_visible()
    assert violations(page) == []
    page.goto(f"/entities/{person}?tab=identity")
    expect(page.get_by_text(say["identity.alone"])).to_be_visible()
    assert violations(page) == []
