"""Ten pairs cleared by the keyboard alone with one key a pair, three that wait together, a linkage run and a
declaration of origin on the page."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Route, expect

from tahqiq.casework.cards import Wanted
from tahqiq.store.pairs import Pairs

from .conftest import Open, Served, words

pytestmark = pytest.mark.browser

PEOPLE = [
    ("جبار نعيم هاتف الزركاني", "Jabbar Naeem Hatif Al-Zarkani"),
    ("رعد صبيح منعم الدفاعي", "Raad Subaih Munim Al-Difai"),
    ("ميسون غازي لفتة البدراوي", "Maysoon Ghazi Lafta Al-Badrawi"),
    ("نزار شاكر وهاب الطريحي", "Nizar Shakir Wahab Al-Turaihi"),
    ("سهيلة عدنان برهان القيسي", "Suhaila Adnan Burhan Al-Qaisi"),
    ("فلاح مهدي ثامر الشويلي", "Falah Mahdi Thamir Al-Shuwaili"),
    ("وداد حاتم رؤوف النداوي", "Widad Hatim Raouf Al-Nadawi"),
    ("قيس لطيف جودة المياحي", "Qais Latif Jawda Al-Mayahi"),
    ("إخلاص بدر نافع العكيلي", "Ikhlas Badr Nafi Al-Ukaili"),
    ("هيثم كامل رشيد البياتي", "Haitham Kamil Rashid Al-Bayati"),
]
HEAD = "name,phone,city\n"
CARDS = re.compile(r"/api/v1/review/cards\?")


@pytest.fixture(scope="module")
def sheets(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Ten people in two scripts in two files, and a copy of the first file; the ids of the sources by
    name."""
    folder = tmp_path_factory.mktemp("many")
    bench = served.bench()
    said = {
        "many-arabic.csv": "".join(
            f"{arabic},0790300100{at},Basra\n" for at, (arabic, _) in enumerate(PEOPLE)
        ),
        "many-latin.csv": "".join(f"{latin},0790300200{at},Basra\n" for at, (_, latin) in enumerate(PEOPLE)),
        "many-copy.csv": "".join(
            f"{arabic.replace(' ', '  ')},0790300100{at},BASRA\n" for at, (arabic, _) in enumerate(PEOPLE[:4])
        ),
    }
    for name, text in said.items():
        (folder / name).write_text(HEAD + text, "utf-8")
        assert bench.collect([folder / name], bench.deposit("Inbox"))[0].status == "published"
    yield {source.name: source.id for source in bench.sources()}
    for item in list(bench.entities(bench.scope()).clustering.live.values()):
        if item.verdict != "undo":
            bench.identity.undo(item.id, "end of the test")
    for kind in ("person", "organisation", "vehicle", "device", "address"):
        Pairs(bench.workspace.database).replace(bench.scope("analysis"), [], None, kind)


@pytest.mark.slow
def test_a_run_is_started_on_the_page_and_the_whole_queue_is_cleared_with_one_key_a_card(
    opened: Open, served: Served, sheets: dict[str, str]
) -> None:
    say = words("en")
    page = opened("/review")
    expect(page.get_by_label(say["linkage.adopt"])).not_to_be_checked()
    page.get_by_role("button", name=say["linkage.run"], exact=True).click()
    expect(
        page.get_by_text(
            say["linkage.joined"].split("|")[1].split(":")[1].strip().replace("{n}", "0"), exact=False
        )
    ).to_be_visible(timeout=60_000)
    page.get_by_role("button", name=say["linkage.look"]).click()
    waiting = served.bench().cards.page(Wanted(), 1)
    assert waiting.pairs > waiting.total >= 10, "pairs of one person stand on one card"
    progress, shown = page.locator("[data-progress]"), page.locator("[data-card]")
    expect(progress).to_contain_text(f"1 of {waiting.total}")
    before, keys = len(list(served.bench().workspace.judgements.after())), 0
    held: list[Route] = []
    for number in range(waiting.total):
        expect(progress).to_contain_text(f"{number + 1} of {waiting.total}")
        expect(page.get_by_role("button", name=say["review.unsure"])).to_be_enabled()
        assert page.evaluate("document.activeElement?.hasAttribute('data-card')"), (
            "what is decided about has the focus"
        )
        if number == waiting.total - 1:
            page.route(CARDS, lambda route: held.append(route))
            with page.expect_request(CARDS):
                page.keyboard.press("y" if number % 3 else "h")
        else:
            page.keyboard.press("y" if number % 3 else "h")
        keys += 1
    expect(shown).to_have_count(0)
    expect(page.get_by_text(say["review.finished"])).to_have_count(
        0
    )  # not before it is known that nothing follows
    page.keyboard.press(
        "u"
    )  # kept until it is known what follows: nothing is taken back under an answer that would lead elsewhere
    assert len(held) == 1, "what follows is asked for once"
    expect(page.locator(f"[data-done='{waiting.total}']")).to_have_count(1)
    page.unroute(CARDS)
    expect(page.locator(f"[data-done='{waiting.total - 1}']")).to_have_count(1)
    expect(progress).to_contain_text(f"{waiting.total} of {waiting.total}")
    expect(page.get_by_role("button", name=say["review.unsure"])).to_be_enabled()
    page.keyboard.press("h")
    keys += 1
    expect(page.get_by_text(say["review.finished"])).to_be_visible()
    expect(shown).to_have_count(0)
    judged = list(served.bench().workspace.judgements.after())[before:]
    assert keys + 1 == waiting.total + 2 == len({item.run for item in judged}), (
        "the taking back is an act of its own"
    )
    assert all(item.reason for item in judged)
    assert served.bench().cards.count() == 0
    for number in range(waiting.total, 0, -1):
        page.keyboard.press("u")
        expect(progress).to_contain_text(f"{number} of")
        expect(page.get_by_role("button", name=say["review.unsure"])).to_be_enabled()
    assert not served.bench().entities(served.bench().scope()).clustering.groups
    assert served.bench().cards.count() == waiting.total


@pytest.mark.parametrize("language", ["en", "ar"])
def test_more_than_two_that_wait_stand_side_by_side(
    opened: Open, served: Served, sheets: dict[str, str], language: str
) -> None:
    say = words(language)
    served.bench().link(adopt=False)
    ids = {
        item.value: item.entity.hex()
        for _, said in served.bench().workspace.reading.scan(served.bench().scope())
        for item in said
        if item.prop == "name"
    }
    page = opened(f"/review?left={ids[PEOPLE[0][0]]}&right={ids[PEOPLE[0][1]]}", language)
    together = page.get_by_role("region", name=f"{say['review.values']}: {say['review.together']}")
    expect(together).to_be_visible(timeout=30_000)
    for name in ("many-arabic.csv", "many-latin.csv", "many-copy.csv"):
        expect(together).to_contain_text(name)
    pairs = page.locator("section", has=page.get_by_role("heading", name=say["review.together"])).get_by_role(
        "listitem"
    )
    expect(pairs).to_have_count(3)
    pairs.first.get_by_role("link").click()
    expect(page.get_by_role("region", name=say["review.names"])).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ckb"])
def test_a_copy_is_proposed_declared_and_taken_back(
    opened: Open, served: Served, sheets: dict[str, str], language: str
) -> None:
    say = words(language)
    page = opened(f"/sources/{sheets['many-copy.csv']}", language)
    proposed = page.locator("[data-proposed]").filter(has_text="many-arabic.csv")
    expect(proposed).to_be_visible()
    expect(proposed.get_by_role("button", name=say["origin.declare"])).to_be_disabled()
    page.get_by_label(say["origin.reason"]).fill("typed off it")
    proposed.get_by_role("button", name=say["origin.declare"]).click()
    expect(page.get_by_text(say["origin.done"])).to_be_visible()
    expect(page.get_by_text("typed off it")).to_be_visible()
    bench = served.bench()
    assert len(bench.derived.origin(sheets["many-copy.csv"]).standing) == 1
    page.get_by_label(say["origin.reason"]).fill("a list of its own")
    page.get_by_role("button", name=say["identity.undo"]).click()
    expect(page.get_by_text("typed off it")).to_have_count(0)
    assert not bench.derived.origin(sheets["many-copy.csv"]).standing
    bench.derived.declare(sheets["many-copy.csv"], sheets["many-arabic.csv"], "to begin again")
    with bench.workspace.database.transaction() as transaction:
        transaction.execute("DELETE FROM derivation")
