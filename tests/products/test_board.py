"""A chart by fragments: what is one is told with its parts, lines follow whichever fragments stand on the
chart, and an undoing leaves nothing behind."""

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tahqiq.model.pair import Pair
from tahqiq.model.scope import Scope
from tahqiq.products.board import Board, Drawn
from tahqiq.products.board_json import drawn_json
from tahqiq.workbench import Workbench
from tests.collected import collected

SHEETS = {
    "arrest.csv": "name,phone,city\nAli Hasan,07901234567,Basra\nSara Ahmed,07907654321,Erbil\n",
    "booking.csv": (
        "name,phone,email\nA. Hasan,07902223344,ali@example.org\nKarim Own,07901234567,karim@example.org\n"
    ),
    "list.csv": "name,phone,city\nعلي حسن,07903334455,البصرة\n",
}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with collected(tmp_path_factory.mktemp("board"), SHEETS) as opened:
        yield opened


@pytest.fixture(scope="module")
def ids(bench: Workbench) -> dict[str, str]:
    """People by name, phone numbers by their last digits."""
    scanned = bench.workspace.reading.scan(bench.scope())
    named = {
        item.value: item.entity.hex()
        for _, said in scanned
        for item in said
        if item.prop == "name" and item.schema == "Person"
    }
    rows = bench.workspace.database.query("SELECT id, key FROM node WHERE schema='PhoneNumber'")
    return named | {str(key)[-4:]: node.hex() for node, key in rows if isinstance(node, bytes)}


def ends(drawn: Drawn, kind: str) -> set[frozenset[str]]:
    return {frozenset((line["a"], line["b"])) for line in drawn.lines if line["kind"] == kind}


def test_what_is_one_is_told_with_its_parts_and_gone_when_it_is_taken_back(
    bench: Workbench, ids: dict[str, str]
) -> None:
    ali, booked = ids["Ali Hasan"], ids["A. Hasan"]
    asked = [ali, booked, ids["4567"], ids["3344"]]
    before = json.dumps(drawn_json(bench.draw(asked)))
    assert "fragments" not in before
    made = bench.identity.judge(ali, booked, "same", "one man")
    drawn = bench.draw(asked)
    items = {item["id"]: item for item in drawn.items}
    assert [part["id"] for part in items[booked]["fragments"]] == [ali, booked]
    assert [part["caption"] for part in items[booked]["fragments"]] == ["Ali Hasan", "A. Hasan"]
    assert (items[ali]["caption"], items[booked]["caption"]) == ("Ali Hasan", "Ali Hasan")
    assert (items[ali]["linked"], items[booked]["linked"], items[ali]["own"], items[booked]["own"]) == (
        3,
        3,
        1,
        2,
    )
    assert [(line["a"], line["b"], line["judgement"]) for line in drawn.lines if line["kind"] == "same"] == [
        (ali, booked, made.judgement.id)
    ]
    assert ends(drawn, "property") == {frozenset((ali, ids["4567"])), frozenset((booked, ids["3344"]))}
    bench.identity.undo(made.judgement.id, "two men after all")
    assert json.dumps(drawn_json(bench.draw(asked))) == before


def test_a_fragment_that_is_not_on_the_chart_is_drawn_at_one_that_is(
    bench: Workbench, ids: dict[str, str]
) -> None:
    made = [
        bench.identity.judge(ids["Ali Hasan"], ids[other], "same", "x") for other in ("A. Hasan", "علي حسن")
    ]
    try:
        for shown in ("Ali Hasan", "علي حسن"):
            drawn = bench.draw([ids[shown], ids["3344"]])
            assert ends(drawn, "property") == {frozenset((ids[shown], ids["3344"]))}
            assert ends(drawn, "same") == set()
        expanded = bench.expand(ids["علي حسن"], [ids["علي حسن"], ids["3344"]], limit=10)
        assert {item["caption"] for item in expanded.drawn.items} == {
            "+9647901234567",
            "+9647903334455",
            "ali@example.org",
        }
        assert {line["a"] for line in expanded.drawn.lines} == {ids["علي حسن"]}
        back = bench.expand(ids["3344"], [ids["3344"]], limit=10)
        assert [item["id"] for item in back.drawn.items] == [ids["Ali Hasan"]]
        assert bench.expand(ids["3344"], [ids["3344"], ids["علي حسن"]]).hidden == 0
    finally:
        for item in reversed(made):
            bench.identity.undo(item.judgement.id, "end of the test")


class Proposed:
    """One pair that a program proposes."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair

    def of(self, scope: Scope, nodes: Sequence[int] | None = None) -> list[Pair]:
        return (
            [self.pair]
            if self.pair.classes <= scope.classes
            and (nodes is None or {self.pair.left, self.pair.right} & set(nodes))
            else []
        )

    def mark(self) -> str:
        return repr(self.pair)


def test_what_may_be_the_same_is_drawn_until_it_is_decided_and_never_counted(
    bench: Workbench, ids: dict[str, str]
) -> None:
    scope = bench.scope("analysis")
    left, right = sorted(
        bench.workspace.reading.resolve(scope, ids[name]) for name in ("Ali Hasan", "علي حسن")
    )
    proposed = Proposed(
        Pair(left, right, 9.4, 0.9, "review", "person-1a2b3c4d", (), frozenset(scope.classes))
    )
    asked = [ids["Ali Hasan"], ids["علي حسن"]]
    drawn = Board(bench.workspace, scope, proposed).draw(asked)
    (line,) = drawn.lines
    assert (line["kind"], line["strength"], line["weight"], set(line["pair"])) == (
        "sameness",
        "tentative",
        9,
        set(asked),
    )
    assert [item["linked"] for item in drawn.items] == [1, 1]
    elsewhere = Board(
        bench.workspace, scope, Proposed(Pair(left, right, 9.4, 0.9, "review", "m", (), frozenset({99})))
    )
    assert elsewhere.draw(asked).lines == ()
    made = bench.identity.judge(asked[0], asked[1], "different", "brothers")
    assert Board(bench.workspace, scope, proposed).draw(asked).lines == ()
    bench.identity.undo(made.judgement.id, "end of the test")


def test_a_link_that_an_analyst_drew_is_as_sure_as_the_analyst_said(
    bench: Workbench, ids: dict[str, str], tmp_path: Path
) -> None:
    ali, sara = ids["Ali Hasan"], ids["Sara Ahmed"]
    for number, certainty in enumerate(("tentative", "confirmed", "perhaps")):
        said = {
            "subject": [ali],
            "object": [sara],
            "role": ["driver"],
            "certainty": [certainty],
            "date": ["2026-03-01"],
        }
        note = tmp_path / f"note-{certainty}.json"
        note.write_text(
            json.dumps({"id": f"{number:032x}", "schema": "UnknownLink", "properties": said}) + "\n", "utf-8"
        )
        assert bench.collect([note], bench.deposit(grade="admiralty:B3"))[0].status == "published"
    lines = {line["strength"]: line for line in bench.draw([ali, sara]).lines}
    assert set(lines) == {"tentative", "confirmed", "unconfirmed"}
    assert (lines["tentative"]["first"], lines["tentative"]["entity"] != "") == ("2026-03-01", True)


def test_what_a_selection_brings_in_is_the_chart_of_all_of_it(bench: Workbench, ids: dict[str, str]) -> None:
    made = bench.identity.judge(ids["Ali Hasan"], ids["A. Hasan"], "same", "one man")
    try:
        everything = sorted(set(ids.values()))
        for turn in range(24):
            dice = random.Random(turn)
            shown = dice.sample(everything, dice.randrange(1, 4))
            chosen = dice.sample(shown, dice.randrange(1, len(shown) + 1))
            parts = bench.expand_each(chosen, shown, (), dice.randrange(3))
            there, lines = list(shown), {line["id"] for line in bench.draw(shown).lines}
            for centre, part in parts:
                alone = bench.expand(centre, there, (), len(part.drawn.items))
                assert (alone.drawn.items, alone.groups, alone.hidden) == (
                    part.drawn.items,
                    part.groups,
                    part.hidden,
                )
                there += [item["id"] for item in part.drawn.items]
                lines |= {line["id"] for line in part.drawn.lines}
                assert lines == {line["id"] for line in bench.draw(there).lines}
    finally:
        bench.identity.undo(made.judgement.id, "two men after all")
