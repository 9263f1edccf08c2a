"""Cards of the queue: what hangs together stands on one card, no more than can be shown, and the same state
of affairs gives the same cards."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.model.pair import Band, Pair
from tahqiq.resolve.clusters import Clustering
from tahqiq.resolve.effect import Effect, effect
from tahqiq.resolve.groups import MOST, between, grouped, spanning
from tahqiq.resolve.queue import waiting
from tahqiq.resolve.traits import Traits

IDS = {node: node.to_bytes(16, "big") for node in range(1, 40)}


def pair(left: int, right: int, weight: float, band: Band = "review") -> Pair:
    return Pair(min(left, right), max(left, right), weight, 0.9, band, "person-1")


def test_a_chain_is_one_card_as_sure_as_its_weakest_link() -> None:
    (card,) = grouped(Clustering(), [pair(1, 2, 20.0), pair(2, 3, 4.0), pair(1, 3, 9.0)], IDS)
    assert card.entities == (1, 2, 3)
    assert [item.pair.weight for item in card.items if item.pair] == [20.0, 9.0, 4.0]
    assert card.weakest is not None
    assert card.weakest.weight == 9.0, "the pair of 4 bits is not needed to hold the card together"


def test_what_the_viewer_does_not_see_is_on_no_card() -> None:
    seen = {node: identity for node, identity in IDS.items() if node != 2}
    assert grouped(Clustering(), [pair(1, 2, 20.0), pair(2, 3, 4.0)], seen) == []


def test_a_card_holds_no_more_than_can_be_shown_and_tells_what_leads_on() -> None:
    chain = [pair(node, node + 1, 30.0 - node) for node in range(1, 13)]
    cards = grouped(Clustering(), chain, IDS)
    assert all(len(card.entities) <= MOST for card in cards)
    assert sum(len(card.items) for card in cards) + max(card.leading for card in cards) == len(chain)


PAIRS = st.lists(
    st.tuples(
        st.integers(1, 20),
        st.integers(1, 20),
        st.integers(1, 30),
        st.sampled_from(["review", "automatic", "refused", "undecided"]),
    ),
    max_size=40,
)


@settings(max_examples=120, deadline=None)
@given(PAIRS)
def test_cards_do_not_overlap_and_do_not_depend_on_the_order_of_the_pairs(
    found: list[tuple[int, int, int, Band]],
) -> None:
    unique = {(min(a, b), max(a, b)): pair(a, b, weight, band) for a, b, weight, band in found if a != b}
    given_ = list(unique.values())
    shuffled = sorted(given_, key=lambda one: -one.left * 31 + one.right)
    cards = grouped(Clustering(), given_, IDS)
    assert {(card.entities, card.leading) for card in cards} == {
        (card.entities, card.leading) for card in grouped(Clustering(), shuffled, IDS)
    }
    members = [node for card in cards for node in card.entities]
    assert len(members) == len(set(members))
    shown = [item for card in cards for item in card.items]
    assert len(shown) == len({(item.left, item.right) for item in shown})
    for card in cards:
        assert 2 <= len(card.entities) <= MOST
        assert set(between(Clustering(), given_, card.entities)) == set(card.items)
        assert len(spanning(card.items, card.entities, {})) == len(card.entities) - 1, (
            "every card hangs together"
        )
        apart = {(one.left, one.right) for one in given_ if one.band in ("refused", "undecided")}
        assert len(card.entities) == 2 or not any(
            (a, b) in apart for a in card.entities for b in card.entities
        )
    if waiting(Clustering(), given_):
        assert cards, "something waits, so there is a card"


def test_the_effect_counts_what_would_come_together() -> None:
    traits = {
        1: Traits(frozenset([10]), frozenset([1]), frozenset([100]), frozenset([100, 200])),
        2: Traits(frozenset([10]), frozenset([1]), frozenset([100]), frozenset([100])),
        3: Traits(frozenset([11]), frozenset([2]), frozenset([101]), frozenset([101, 1])),
    }
    cases = {1: "harbour", 2: "airport"}
    made = effect([[1, 2], [3]], traits, {100: 7, 101: 5}, cases, {3: {"chart"}})
    assert made == Effect(3, 2, True, 2, True, 3, 12, 1), (
        "a number held twice counts once; a tie to one of themselves counts as none"
    )
    alone = effect([[1], [2]], traits, {100: 7}, cases, {})
    assert (alone.joins_documents, alone.joins_cases, alone.documents, alone.events) == (False, False, 1, 7)
    assert made.rank < alone.rank, "what is watched and connects stands before what does neither"
