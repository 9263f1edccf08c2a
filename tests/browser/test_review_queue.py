"""The queue by person in a browser, by the keyboard alone: filters, several on one card, evidence, bulk with
its preview, a colleague in between, keys, lists."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tahqiq.casework.cards import Card, Wanted
from tahqiq.products.describe import head_json
from tahqiq.store.pairs import Pairs

from .conftest import Open, Served, words
from .test_manners import AXE, RUN

pytestmark = pytest.mark.browser

HEAD = "name,passport number,city\n"
FIRST = "Munir Sabih Tawfiq Al-Ghanimi,Q7654321,Basra\nHanaa Yasin Fadhil Al-Saidi,,Basra\n"
SECOND = "منير صبيح توفيق الغانمي,Q7654321,البصرة\nهناء ياسين فاضل السعيدي,,البصرة\n"
THIRD = "منير صبيح توفيق الغانمي,Q7654321,البصرة\n"


@pytest.fixture
def sheets(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Card]]:
    """Three sheets with one man in all and a woman in two, linked; the cards that wait. Everything is taken
    back afterwards."""
    folder, bench = tmp_path_factory.mktemp("queue"), served.bench()
    known = {source.name for source in bench.sources()}
    for name, text in (("queue-one.csv", FIRST), ("queue-two.csv", SECOND), ("queue-three.csv", THIRD)):
        (folder / name).write_text(HEAD + text, "utf-8")
        if name not in known:
            assert bench.collect([folder / name], bench.deposit("Inbox"))[0].status == "published"
    bench.link(adopt=False)
    mine = {source.no for source in bench.sources() if source.name.startswith("queue-")}
    kept = [
        pair
        for pair in Pairs(bench.workspace.database).of(bench.scope("analysis"))
        if _from(served, pair.left, mine)
    ]
    for kind in ("person", "organisation", "vehicle", "device", "address"):
        Pairs(bench.workspace.database).replace(
            bench.scope("analysis"), [one for one in kept if one.model.startswith(kind)], None, kind
        )
    yield list(bench.cards.page(Wanted()).cards)
    for item in list(bench.entities(bench.scope()).clustering.live.values()):
        if item.verdict != "undo":
            bench.identity.undo(item.id, "end of the test")
    for kind in ("person", "organisation", "vehicle", "device", "address"):
        Pairs(bench.workspace.database).replace(bench.scope("analysis"), [], None, kind)


def _from(served: Served, node: int, sources: set[int]) -> bool:
    rows = served.door.workspace.database.query(
        "SELECT DISTINCT source FROM statement WHERE entity=?", (node,)
    )
    return {row[0] for row in rows} <= sources


def groups(served: Served) -> list[int]:
    bench = served.bench()
    return sorted(len(found) for found in bench.entities(bench.scope()).clustering.groups.values())


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = page.evaluate(RUN)
    return found


def card_of(cards: list[Card], size: int) -> Card:
    return next(card for card in cards if len(card.entities) == size)


def go_to(page: Page, card: Card) -> None:
    """Step with J until the card is looked at."""
    for _ in range(10):
        expect(page.locator("[data-card]")).to_be_visible()
        if page.locator("[data-card]").get_attribute("data-card") == card.digest:
            return
        page.keyboard.press("j")
    raise AssertionError("the card is not in the queue")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ckb"])
def test_several_on_one_card_one_taken_out_and_evidence_opened(
    opened: Open, served: Served, sheets: list[Card], language: str
) -> None:
    say = words(language)
    page = opened("/review", language)
    go_to(page, card_of(sheets, 3))
    expect(page.get_by_role("region", name=say["review.effect"])).to_contain_text(
        say["review.effect.connects"]
    )
    values = page.get_by_role("region", name=say["review.values.all"])
    for name in ("queue-one.csv", "queue-two.csv", "queue-three.csv"):
        expect(values).to_contain_text(name)
    boxes = values.get_by_role("checkbox")
    expect(boxes).to_have_count(3)
    assert not any(box.is_checked() for box in boxes.all()), "nothing is ticked beforehand"
    page.keyboard.press("e")
    expect(
        page.locator("[data-pair-open]").get_by_role("heading", name=say["review.weights"])
    ).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("3")
    expect(boxes.nth(2)).to_be_checked()
    page.keyboard.press("y")
    expect(page.locator("[data-done='1']")).to_have_count(1)
    assert groups(served) == [2]
    expect(page.get_by_role("region", name=say["review.effect"])).to_contain_text(
        say["review.effect.records"]
    )
    expect(page.locator("[data-card]")).to_contain_text("Munir")
    expect(page.locator("[aria-keyshortcuts=u]")).to_be_enabled()
    page.keyboard.press("u")
    expect(page.locator("[data-done='0']")).to_have_count(1)
    assert groups(served) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_filters_by_keyboard_and_their_counts(
    opened: Open, served: Served, sheets: list[Card], language: str
) -> None:
    say = words(language)
    page = opened("/review", language)
    expect(page.locator("[data-card]")).to_be_visible()
    page.keyboard.press("f")
    assert page.evaluate("document.activeElement.tagName") == "SELECT"
    page.keyboard.press("y")
    assert groups(served) == [], "keys do nothing in a field"
    page.get_by_label(say["review.filter.evidence"], exact=True).select_option("document")
    expect(page.locator("[data-progress]")).to_contain_text("1 of 1" if language == "en" else "١")
    assert "evidence=document" in page.url
    assert violations(page) == []
    page.goto(page.url.split("?")[0] + "?type=Vehicle")
    expect(page.get_by_text(say["review.none.filtered"])).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_bulk_by_keyboard_only_what_is_ticked_and_one_undo(
    opened: Open, served: Served, sheets: list[Card], language: str
) -> None:
    say = words(language)
    page = opened("/review", language)
    expect(page.locator("[data-card]")).to_be_visible()
    page.keyboard.press("b")
    asked = page.locator("[data-bulk]")
    boxes = asked.get_by_role("checkbox")
    expect(boxes).to_have_count(2)
    assert not any(box.is_checked() for box in boxes.all()), "nothing is ticked beforehand"
    expect(asked.locator("button[type=submit]")).to_be_disabled()
    assert violations(page) == []
    boxes.nth(1).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    shown = page.locator("[data-alike-ask]")
    expect(shown.locator("[data-pair]")).to_have_count(2)
    expect(shown).to_contain_text("سارا Sara")
    assert groups(served) == []
    assert violations(page) == []
    shown.get_by_label(say["review.reason"]).focus()
    page.keyboard.press("Enter")
    expect(shown).to_have_count(0)
    expect(page.locator("[data-done='1']")).to_have_count(1)
    assert groups(served) == [3]
    expect(page.locator("[aria-keyshortcuts=u]")).to_be_enabled()  # what follows has been asked
    page.keyboard.press("u")
    expect(page.locator("[data-done='0']")).to_have_count(1)
    assert groups(served) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_a_colleague_decided_meanwhile_is_shown_and_nothing_is_saved(
    opened: Open, served: Served, sheets: list[Card], language: str
) -> None:
    say = words(language)
    card = card_of(sheets, 3)
    page = opened("/review", language)
    go_to(page, card)
    pair = card.items[0]
    served.bench().identity.judge(
        pair.left_fragment.hex(), pair.right_fragment.hex(), "different", "seen in two places"
    )
    page.keyboard.press("y")
    told = page.locator("[data-meanwhile]")
    expect(told).to_contain_text(say["review.changed"])
    expect(told).to_contain_text("seen in two places")
    assert groups(served) == []
    assert violations(page) == []


def test_keys_are_told_and_decisions_are_listed_and_taken_along(
    opened: Open, served: Served, sheets: list[Card]
) -> None:
    say = words("en")
    page = opened("/review")
    expect(page.locator("[data-card]")).to_be_visible()
    page.keyboard.press("Shift+Slash")
    keys = page.get_by_role("dialog", name=say["review.keys"])
    expect(keys).to_contain_text(say["review.key.filters"])
    assert violations(page) == []
    page.keyboard.press("y")
    page.keyboard.press("Escape")
    expect(keys).to_have_count(0)
    assert groups(served) == [], "keys belong to the dialog"
    page.keyboard.press("n")
    expect(page.locator("[data-progress]")).to_contain_text("2 of")
    page.get_by_role("link", name=say["review.decisions"]).click()
    listed = page.get_by_role("list", name=say["review.decisions"])
    expect(listed).to_contain_text(say["review.different"])
    assert violations(page) == []
    with page.expect_download() as caught:
        page.get_by_role("button", name=say["review.decisions.csv"]).click()
    assert caught.value.suggested_filename == "identity-decisions.csv"
    assert "different" in caught.value.path().read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_follows_from_a_decision_comes_by_itself_until_nothing_waits(
    opened: Open, served: Served, sheets: list[Card], language: str
) -> None:
    """Of three sheets of one man two stand on a card and the third is led to: deciding brings it as a card of
    its own, without a button."""
    bench = served.bench()
    pairs = [
        pair
        for pair in Pairs(bench.workspace.database).of(bench.scope("analysis"))
        if pair.model.startswith("person")
    ]
    three = {node for item in card_of(sheets, 3).items for node in (item.item.left, item.item.right)}
    light, *rest = sorted(
        (pair for pair in pairs if {pair.left, pair.right} <= three), key=lambda pair: pair.weight
    )
    chain = [
        replace(light, band="undecided", weight=-1.0, probability=0.3),
        *rest,
        *(pair for pair in pairs if not {pair.left, pair.right} & three),
    ]
    Pairs(bench.workspace.database).replace(bench.scope("analysis"), chain, None, "person")
    assert sorted(len(card.entities) for card in bench.cards.page(Wanted()).cards) == [2, 2]
    say = words(language)
    page = opened("/review", language)
    digests = []
    for done in (1, 2, 3):
        expect(page.locator("[data-card]")).to_be_visible()
        digests.append(page.locator("[data-card]").get_attribute("data-card"))
        page.keyboard.press("y")
        expect(page.locator(f"[data-done='{done}']")).to_have_count(1)
    expect(page.get_by_text(say["review.finished"])).to_be_visible()
    assert groups(served) == [2, 3]
    assert bench.cards.page(Wanted()).total == 0
    for done, digest in ((2, digests[2]), (1, digests[1])):
        expect(page.locator("[aria-keyshortcuts=u]")).to_be_enabled()
        page.keyboard.press("u")
        expect(page.locator(f"[data-done='{done}']")).to_have_count(1)
        expect(page.locator(f"[data-card='{digest}']")).to_be_visible()


def test_all_strong_numbers_can_be_paged_through_before_one_agrees(opened: Open, sheets: list[Card]) -> None:
    say, known = words("en"), head_json(sheets[0].entities[0])
    page = opened("/help")
    asked: list[str] = []

    def answered(route: Route) -> None:
        after = parse_qs(urlsplit(route.request.url).query).get("cursor", [""])[0]
        asked.append(after)
        first = int(after, 16) if after else 0
        items = [
            {"identifier": head(number), "entities": [head(1000 + number), head(2000 + number)]}
            for number in range(first + 1, min(first + 50, 120) + 1)
        ]
        last = first + len(items)
        route.fulfill(json={"items": items, "total": 120, "next": f"{last:032x}" if last < 120 else ""})

    def head(number: int) -> dict[str, object]:
        return {**known, "id": f"{number:032x}", "caption": f"N{number}"}

    page.route("**/api/v1/review/strong-identifiers?*", answered)
    page.goto("/review")
    expect(page.locator("[data-card]")).to_be_visible()
    page.keyboard.press("b")
    listed = page.locator("[data-bulk] li")
    expect(listed).to_have_count(50)
    for count in (100, 120):
        page.locator("[data-bulk]").get_by_role("button", name=say["review.bulk.more"].split(" (")[0]).click()
        expect(listed).to_have_count(count)
    assert asked == ["", f"{50:032x}", f"{100:032x}"]
    expect(
        page.locator("[data-bulk]").get_by_role("button", name=say["review.bulk.more"].split(" (")[0])
    ).to_have_count(0)
    assert violations(page) == []
