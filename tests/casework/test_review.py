"""What waits for a person: proposals of a run through the scope, ordered by value, and gone when decided."""

from collections.abc import Sequence

import pytest

from tahqiq.casework.review import Review
from tahqiq.model.pair import Band, Pair, Reason
from tahqiq.model.scope import Scope
from tahqiq.products.review_json import asked_json, sides_json
from tahqiq.resolve.entities import EntityLinks

from .conftest import House
from .test_identity import FIRST, SECOND, THIRD, people


class Proposed:
    """Pairs by name, seen only by who may see their classes."""

    def __init__(self, house: House, *given: tuple[str, str, float, Band]) -> None:
        bench = house.bench("analyst")
        ids = people(house)
        self._classes = frozenset(item.no for item in bench.workspace.sources.data_classes())
        reasons = (
            Reason("given", "same", 7.5),
            Reason("year", "different", -4.0),
            Reason("veto-sex", "veto-sex", 0.0),
            Reason("same-origin", "same-origin", 0.0),
        )
        self.pairs = []
        for left, right, weight, band in given:
            ends = sorted(bench.workspace.reading.resolve(bench.scope(), ids[name]) for name in (left, right))
            self.pairs.append(
                Pair(ends[0], ends[1], weight, 0.9, band, "person-1a2b3c4d", reasons, self._classes)
            )

    def of(self, scope: Scope, nodes: Sequence[int] | None = None) -> list[Pair]:
        return [
            pair
            for pair in self.pairs
            if pair.classes <= scope.classes and (nodes is None or {pair.left, pair.right} & set(nodes))
        ]

    def mark(self) -> str:
        return repr(self.pairs)


@pytest.fixture
def filled(house: House) -> House:
    for name, text in (("first.csv", FIRST), ("second.csv", SECOND), ("third.csv", THIRD)):
        assert house.collect(name, text)[0].status == "published"
    return house


def review(house: House, proposed: Proposed, login: str = "analyst") -> Review:
    return Review(house.door, house.bench(login).actor, proposed)


def waiting(found: Review) -> list[tuple[str, str]]:
    return [(asked.left.values("name")[0], asked.right.values("name")[0]) for asked in found.queue().items]


def test_the_queue_is_by_weight_and_what_is_decided_leaves_it(filled: House) -> None:
    proposed = Proposed(
        filled,
        ("Ali Hasan", "علي حسن", 9.0, "review"),
        ("Ali Hasan", "A. Hasan", 12.0, "review"),
        ("Sara Ahmed", "Zaid Own", 3.0, "undecided"),
        ("Sara Ahmed", "A. Hasan", 30.0, "refused"),
    )
    found = review(filled, proposed)
    assert waiting(found) == [("Ali Hasan", "A. Hasan"), ("Ali Hasan", "علي حسن")]
    assert found.queue().total == 2
    assert found.queue(1).total == 2
    ids = people(filled)
    made = filled.bench("analyst").identity.judge(ids["Ali Hasan"], ids["A. Hasan"], "same", "x")
    assert len(waiting(found)) == 1
    filled.bench("analyst").identity.judge(
        ids["A. Hasan"], ids["علي حسن"], "different", "kept apart from the whole entity"
    )
    assert waiting(found) == []
    filled.bench("analyst").identity.undo(made.judgement.id, "x")
    assert waiting(found) == [("Ali Hasan", "A. Hasan"), ("Ali Hasan", "علي حسن")]


def test_one_pair_for_two_entities_and_the_hint_is_on_both(filled: House) -> None:
    proposed = Proposed(
        filled, ("Ali Hasan", "علي حسن", 9.0, "review"), ("A. Hasan", "علي حسن", 11.0, "review")
    )
    ids = people(filled)
    filled.bench("analyst").identity.judge(ids["Ali Hasan"], ids["A. Hasan"], "same", "x")
    found = review(filled, proposed)
    assert len(found.queue().items) == 1
    assert found.queue().items[0].item.pair == proposed.pairs[1]
    for name in ("Ali Hasan", "A. Hasan", "علي حسن"):
        (hint,) = found.hints(ids[name])
        assert {hint.left_fragment.hex(), hint.right_fragment.hex()} == {ids["A. Hasan"], ids["علي حسن"]}
    assert found.hints(ids["Sara Ahmed"]) == []
    assert asked_json(hint)["weight"] == 11.0


def test_nobody_outside_sees_a_proposal(filled: House) -> None:
    found = review(filled, Proposed(filled, ("Ali Hasan", "علي حسن", 9.0, "review")), "outsider")
    assert found.queue().total == 0


@pytest.mark.parametrize("locale", ["en", "ar", "ckb", "kmr-Arab"])
def test_reasons_are_sentences_with_weights(filled: House, locale: str) -> None:
    ids = people(filled)
    sides = review(filled, Proposed(filled, ("Ali Hasan", "علي حسن", 9.0, "review"))).sides(
        ids["علي حسن"], ids["Ali Hasan"]
    )
    told = sides_json(sides, locale)["reasons"]
    assert isinstance(told, list)
    assert [(item["field"], item["stands"]) for item in told] == [
        ("veto-sex", "forbids"),
        ("given", "agrees"),
        ("year", "contradicts"),
        ("same-origin", "origin"),
    ]
    assert all(item["sentence"].startswith(item["label"]) for item in told)
    assert all(
        any("\u0600" <= sign <= "\u06ff" for sign in item["sentence"]) == (locale != "en") for item in told
    )


def test_what_may_be_the_same_is_a_line_until_it_is_decided(filled: House) -> None:
    bench = filled.bench("analyst")
    ids = people(filled)
    numbers = {name: bench.workspace.reading.resolve(bench.scope(), one) for name, one in ids.items()}
    proposed = Proposed(
        filled, ("Sara Ahmed", "Zaid Own", 9.4, "review"), ("Ali Hasan", "A. Hasan", 30.0, "undecided")
    )
    links = EntityLinks(bench.workspace, proposed)
    (line,) = [link for link in links.of(bench.scope(), [numbers["Zaid Own"]]) if link.kind == "sameness"]
    assert {line.a, line.b} == {numbers["Sara Ahmed"], numbers["Zaid Own"]}
    assert line.weight == 9
    assert [link for link in links.of(bench.scope(), [numbers["Ali Hasan"]]) if link.kind == "sameness"] == []
    assert links.of(filled.bench("outsider").scope(), [numbers["Zaid Own"]]) == []
    bench.identity.judge(ids["Sara Ahmed"], ids["Zaid Own"], "different", "x")
    assert [link for link in links.of(bench.scope(), [numbers["Zaid Own"]]) if link.kind == "sameness"] == []


def test_what_hangs_together_stands_side_by_side(filled: House) -> None:
    proposed = Proposed(
        filled,
        ("Ali Hasan", "علي حسن", 9.0, "review"),
        ("A. Hasan", "علي حسن", 12.0, "review"),
        ("A. Hasan", "Sara Ahmed", 30.0, "refused"),
    )
    ids = people(filled)
    found = review(filled, proposed).together(ids["Ali Hasan"], ids["علي حسن"])
    assert [identity.hex() for identity, _ in found.candidates] == [
        ids["Ali Hasan"],
        ids["علي حسن"],
        ids["A. Hasan"],
    ]
    assert [item.item.pair.weight for item in found.pairs if item.item.pair] == [12.0, 9.0]
    assert found.more == 0
    phones = dict(found.rows)["phone"]
    assert [[item.value for item in values] for values in phones] == [["+9647901234567"]] * 3
    filled.bench("analyst").identity.judge(ids["A. Hasan"], ids["علي حسن"], "different", "seen together")
    assert len(review(filled, proposed).together(ids["Ali Hasan"], ids["علي حسن"]).candidates) == 2


def test_whom_both_phones_call_is_shared_and_a_decision_rests_on_it(house: House) -> None:
    house.collect("first.csv", "name,phone\nAli Hasan,07901234567\n")
    house.collect("second.csv", "name,phone\nA. Hasan,07905556677\n")
    head = "Calling number,Called number,Start time,Duration,Cell ID,IMEI\n"
    rows = "".join(
        f"{one},9647900000001,2024-03-01 10:00:0{at},60,,\n"
        for at, one in enumerate(("9647901234567", "9647905556677"))
    )
    house.collect("calls.csv", f"{head}{rows}9647901234567,9647900000002,2024-03-01 11:00:00,60,,\n")
    ids = people(house)
    sides = house.bench("analyst").review.sides(ids["Ali Hasan"], ids["A. Hasan"])
    assert [entity.key for entity in sides.shared] == ["+9647900000001"]
    made = house.bench("analyst").identity.judge(ids["Ali Hasan"], ids["A. Hasan"], "same", "one circle")
    assert made.judgement.classes
