"""The queue by person: what stands on a card, in which order, how it is filtered and counted, and what a
decision about it does."""

from collections.abc import Sequence

import pytest

from tahqiq.casework.cards import Card, ReviewCards, Wanted
from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.model.pair import Band, Pair, Reason
from tahqiq.model.scope import Scope

from .conftest import House
from .test_identity import FIRST, SECOND, THIRD, groups, people
from .test_review import Proposed


@pytest.fixture
def filled(house: House) -> House:
    for name, text in (("first.csv", FIRST), ("second.csv", SECOND), ("third.csv", THIRD)):
        assert house.collect(name, text)[0].status == "published"
    return house


THREE: tuple[tuple[str, str, float, Band], ...] = (
    ("Ali Hasan", "علي حسن", 12.0, "review"),
    ("علي حسن", "A. Hasan", 9.0, "review"),
    ("Sara Ahmed", "Zaid Own", 3.0, "review"),
)


def cards(house: House, proposed: Proposed, login: str = "analyst") -> ReviewCards:
    bench = house.bench(login)
    return ReviewCards(house.door, bench.actor, proposed, bench.identity)


def named(card: Card) -> set[str]:
    return {entity.values("name")[0] for entity in card.entities}


def ids(card: Card) -> list[str]:
    return [entity.id.hex() for entity in card.entities]


def test_nobody_outside_sees_a_card_or_a_count(filled: House) -> None:
    proposed = Proposed(filled, *THREE)
    inside = cards(filled, proposed).page(Wanted()).cards[0]
    outside = cards(filled, proposed, "outsider")
    page = outside.page(Wanted())
    assert (page.cards, page.total, page.pairs, page.sources) == ((), 0, 0, {})
    assert all(not values for values in page.counts.values())
    with pytest.raises(NotFound):
        outside.card(ids(inside))
    with pytest.raises(NotFound):
        outside.decide(ids(inside), inside.digest, "same", "x")


def test_one_card_for_a_person_by_what_a_decision_changes(filled: House) -> None:
    found = cards(filled, Proposed(filled, *THREE))
    page = found.page(Wanted())
    assert [named(card) for card in page.cards] == [
        {"Ali Hasan", "علي حسن", "A. Hasan"},
        {"Sara Ahmed", "Zaid Own"},
    ]
    assert (page.total, page.pairs, page.after) == (2, 3, "")
    first = page.cards[0]
    assert (
        first.effect.records,
        first.effect.documents,
        first.effect.joins_documents,
        first.effect.cases,
    ) == (3, 3, True, 1)
    assert first.weight == 9.0, "a chain is as sure as its weakest pair"
    by_weight = cards(filled, Proposed(filled, ("Sara Ahmed", "Zaid Own", 20.0, "review"), THREE[0])).page(
        Wanted(order="sure")
    )
    assert [card.weight for card in by_weight.cards] == [20.0, 12.0]


def test_a_card_on_a_chart_or_watch_stands_first(filled: House) -> None:
    found, bench = cards(filled, Proposed(filled, *THREE)), filled.bench("analyst")
    bench.documents.make("Harbour", "chart", "Port", {"items": [{"entity": people(filled)["Zaid Own"]}]})
    assert [card.effect.watched for card in found.page(Wanted()).cards] == [1, 0]
    assert named(found.page(Wanted()).cards[0]) == {"Sara Ahmed", "Zaid Own"}


def test_what_a_watch_answers_is_watched(filled: House) -> None:
    found, bench = cards(filled, Proposed(filled, *THREE)), filled.bench("analyst")
    while not bench.refresh_search():
        pass
    bench.documents.make("Harbour", "watch", "Zaid", {"q": "Zaid Own", "type": "Person", "seen": {"at": ""}})
    first = found.page(Wanted()).cards[0]
    assert (named(first), first.effect.watched) == ({"Sara Ahmed", "Zaid Own"}, 1)


def test_filters_and_their_counts(filled: House) -> None:
    proposed = Proposed(filled, *THREE)
    plain = [
        Pair(
            one.left,
            one.right,
            one.weight,
            0.9995,
            one.band,
            one.model,
            (Reason("documents", "same", 12.0),),
            one.classes,
        )
        for one in proposed.pairs[:2]
    ]
    proposed.pairs[:2] = plain
    found = cards(filled, proposed)
    page = found.page(Wanted())
    assert page.counts["type"] == {"Person": 2}
    assert page.counts["evidence"] == {"document": 1, "against": 1, "names": 1}
    assert page.counts["sureness"] == {"likely": 1, "sure": 1}
    assert page.counts["state"] == {"waiting": 2}
    names = {page.sources[one]: count for one, count in page.counts["source"].items()}
    assert names == {"first.csv": 2, "second.csv": 2, "third.csv": 1}
    third = next(one for one, name in page.sources.items() if name == "third.csv")
    assert [named(card) for card in found.page(Wanted(source=third)).cards] == [
        {"Ali Hasan", "علي حسن", "A. Hasan"}
    ]
    only = found.page(Wanted(evidence="document"))
    assert (only.total, only.counts["evidence"], only.counts["sureness"]) == (
        1,
        {"document": 1, "against": 1, "names": 1},
        {"sure": 1},
    )
    assert found.page(Wanted(type="Vehicle")).total == 0
    assert found.page(Wanted(state="unsure")).total == 0


def test_pages_do_not_move_while_one_decides(filled: House) -> None:
    found = cards(filled, Proposed(filled, *THREE))
    first = found.page(Wanted(), 1)
    assert first.after
    found.decide(ids(first.cards[0]), first.cards[0].digest, "same", "x")
    second = found.page(Wanted(), 1, first.after)
    assert [named(card) for card in second.cards] == [{"Sara Ahmed", "Zaid Own"}]
    assert second.after == ""
    for broken in ("x", "1_2_3", "_".join(["nan"] * 6 + ["waiting", "ab"])):
        with pytest.raises(WrongUse, match="page"):
            found.page(Wanted(), 1, broken)


def test_the_same_joins_all_in_one_act_and_undo_takes_all_back(filled: House) -> None:
    found = cards(filled, Proposed(filled, *THREE))
    card = found.page(Wanted()).cards[0]
    made = found.decide(ids(card), card.digest, "same", "one man")
    assert len(made) == 2
    assert [len(group) for group in groups(filled)] == [3]
    assert found.page(Wanted()).total == 1
    filled.bench("chief").identity.undo_run(made[0].judgement.run, "no")
    assert groups(filled) == []
    page = found.page(Wanted())
    assert page.total == 2
    assert card.digest in [one.digest for one in page.cards], "as if it had not been decided"
    assert len(found.decide(ids(card), card.digest, "same", "again")) == 2


def test_some_of_a_card_are_one_and_the_rest_waits(filled: House) -> None:
    found, who = cards(filled, Proposed(filled, *THREE)), people(filled)
    card = found.page(Wanted()).cards[0]
    two = [who["Ali Hasan"], who["A. Hasan"]]
    (made,) = found.decide(ids(card), card.digest, "same", "the outer two", two)
    assert {made.judgement.left_id.hex(), made.judgement.right_id.hex()} == set(two), (
        "no pair waits between them: they are judged themselves"
    )
    assert [len(group) for group in groups(filled)] == [2]
    rest = found.page(Wanted()).cards[0]
    assert named(rest) == {"Ali Hasan", "علي حسن"}
    for wrong in ([who["Ali Hasan"]], [*two, who["Sara Ahmed"]]):
        with pytest.raises(WrongUse, match="two items"):
            found.decide(ids(rest), rest.digest, "same", "x", wrong)


def test_different_and_unsure_are_about_every_pair_and_unsure_can_be_looked_at_again(filled: House) -> None:
    found = cards(filled, Proposed(filled, *THREE))
    card = found.page(Wanted()).cards[0]
    made = found.decide(ids(card), card.digest, "unsure", "photographs asked for")
    assert {item.judgement.verdict for item in made} == {"unsure"}
    page = found.page(Wanted())
    assert (page.total, page.counts["state"]) == (1, {"waiting": 1, "unsure": 1})
    (left_open,) = found.page(Wanted(state="unsure")).cards
    assert named(left_open) == named(card)
    assert found.card(ids(left_open)).card.digest == left_open.digest
    assert {item.verdict for item in found.card(ids(left_open)).judged} == {"unsure"}
    found.decide(ids(left_open), left_open.digest, "different", "three men")
    assert found.page(Wanted(state="unsure")).total == 0
    assert groups(filled) == []


def test_what_a_colleague_did_meanwhile_refuses_the_decision_and_is_shown(filled: House) -> None:
    found, who = cards(filled, Proposed(filled, *THREE)), people(filled)
    card = found.page(Wanted()).cards[0]
    filled.bench("chief").identity.judge(who["Ali Hasan"], who["علي حسن"], "different", "two passports seen")
    with pytest.raises(Conflict, match="changed"):
        found.decide(ids(card), card.digest, "same", "x")
    now = found.card(ids(card))
    assert [(item.verdict, item.reason) for item in now.judged] == [("different", "two passports seen")]
    assert now.card.digest != card.digest
    assert groups(filled) == []
    other = found.page(Wanted()).cards[-1]
    value = (
        next(item for item in other.entities[0].statements if item.prop == "city")
        if "city" in other.entities[0].properties
        else other.entities[0].statements[0]
    )
    filled.bench("chief").acts.retract(other.entities[0].id.hex(), value.id.hex(), "misread")
    with pytest.raises(Conflict):
        found.decide(ids(other), other.digest, "same", "x")


def test_no_card_holds_what_was_held_apart_or_scored_as_somebody_else(filled: House) -> None:
    bands: tuple[Band, ...] = ("refused", "undecided")
    for band in bands:
        proposed = Proposed(filled, *THREE[:2], ("Ali Hasan", "A. Hasan", -4.0, band))
        page = cards(filled, proposed).page(Wanted())
        assert [named(card) for card in page.cards] == [{"Ali Hasan", "علي حسن"}]
        assert page.cards[0].leading == 1
    found, who = cards(filled, Proposed(filled, *THREE)), people(filled)
    filled.bench("chief").identity.judge(who["Ali Hasan"], who["A. Hasan"], "different", "x")
    assert {"Ali Hasan", "علي حسن"} in [named(card) for card in found.page(Wanted()).cards]
    assert {"Ali Hasan", "علي حسن", "A. Hasan"} not in [named(card) for card in found.page(Wanted()).cards]


def test_the_list_of_decisions_says_who_what_and_whether_it_stands(filled: House) -> None:
    found = cards(filled, Proposed(filled, *THREE))
    card = found.page(Wanted()).cards[0]
    made = found.decide(ids(card), card.digest, "same", "one man")
    filled.bench("chief").identity.undo(made[0].judgement.id, "no")
    listed, total = filled.bench("analyst").decisions.latest()
    assert total == 3
    assert [(item.judgement.verdict, item.standing) for item in listed] == [
        ("undo", True),
        ("same", True),
        ("same", False),
    ]
    assert {listed[1].left, listed[1].right} <= {"Ali Hasan", "علي حسن", "A. Hasan"}
    assert filled.bench("chief").decisions.latest(mine=True)[1] == 1
    assert filled.bench("outsider").decisions.latest() == ([], 0)


def test_what_was_worked_out_is_kept_until_something_of_it_changes(filled: House) -> None:
    proposed = Proposed(filled, *THREE)
    read: list[int] = []
    of = proposed.of

    def counted(scope: Scope, nodes: Sequence[int] | None = None) -> list[Pair]:
        if nodes is None:
            read.append(1)
        return of(scope, nodes)

    proposed.of = counted  # type: ignore[method-assign]
    found = cards(filled, proposed)
    first = found.page(Wanted())
    assert (found.page(Wanted(order="sure")).total, found.count(), len(read)) == (2, 2, 1)
    found.decide(ids(first.cards[0]), first.cards[0].digest, "same", "x")
    assert (found.page(Wanted()).total, found.count(), len(read)) == (1, 1, 1)
    proposed.pairs.pop()
    assert (found.page(Wanted()).total, found.count(), len(read)) == (0, 0, 2)


def test_what_is_kept_for_one_is_not_shown_to_another(filled: House) -> None:
    proposed = Proposed(filled, *THREE)
    assert cards(filled, proposed).page(Wanted()).total == 2
    assert cards(filled, proposed, "outsider").page(Wanted()).total == 0
    assert cards(filled, proposed).count() == 2
