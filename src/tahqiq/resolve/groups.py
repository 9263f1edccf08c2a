"""What waits for a person, by person: proposed pairs that hang together become one card, so that somebody is
decided about once and not pair by pair.

A card holds at most :data:`MOST` entities, all of which stand on the screen; the surest pairs are taken
first, and nothing is put on a card beside something that it was judged different from, that a veto stands
against, or that the program holds for somebody else (scored below even odds). Pairs that lead from one card
to another come up again when one of the two is decided.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from tahqiq.model.pair import Pair
from tahqiq.resolve.clusters import Clustering
from tahqiq.resolve.queue import Waiting, waiting

MOST = 8
"""How many entities one card holds: as many as stand side by side."""

GroupState = Literal["contradiction", "waiting", "unsure"]
GROUP_STATES: tuple[GroupState, ...] = get_args(GroupState)
"""``contradiction``: decisions that cannot all hold; ``waiting``: nobody has decided; ``unsure``: somebody
looked and left it open."""


@dataclass(frozen=True, slots=True)
class Group:
    """One card: ``entities`` by the node each is displayed by, and everything that waits between two of them,
    the heaviest pair first.

    ``leading`` pairs go from here to another card. ``weakest`` is the weakest of the pairs that are needed to
    hold the card together, since a chain is no surer than that; None for a contradiction.
    """

    entities: tuple[int, ...]
    items: tuple[Waiting, ...]
    state: GroupState
    leading: int = 0
    weakest: Pair | None = None


def grouped(
    found: Clustering, proposed: Iterable[Pair], ids: Mapping[int, bytes], most: int = MOST
) -> list[Group]:
    """Everything that waits in cards, each thing on one card of a state. ``ids`` by node decide between pairs
    of equal weight, so that the cards of one state of affairs are always the same; nodes without an id are
    not visible and left out."""
    pairs = list(proposed)
    apart = _apart(found, pairs)
    items = [item for item in waiting(found, pairs, unsure=True) if item.left in ids and item.right in ids]
    unsure = _judged(found, "unsure")
    made = []
    by_state: dict[GroupState, list[Waiting]] = {state: [] for state in GROUP_STATES}
    for item in items:
        state: GroupState = (
            "contradiction"
            if item.kind == "contradiction"
            else "unsure"
            if ends(found, item) in unsure
            else "waiting"
        )
        by_state[state].append(item)
    for item in by_state["contradiction"]:
        made.append(Group(ends(found, item), (item,), "contradiction"))
    for state in ("waiting", "unsure"):
        made += _cards(found, by_state[state], items, apart, ids, state, most)
    return made


def between(found: Clustering, proposed: Iterable[Pair], nodes: Iterable[int]) -> tuple[Waiting, ...]:
    """Everything that waits between the entities of some nodes, left open ones too, the heaviest first."""
    inside = {found.representative(node) for node in nodes}
    return tuple(
        item for item in waiting(found, proposed, unsure=True) if inside.issuperset(ends(found, item))
    )


def spanning(items: Sequence[Waiting], chosen: Sequence[int], roots: Mapping[int, int]) -> list[Waiting]:
    """The fewest and heaviest of the items that join the ``chosen`` entities, as far as items do. ``roots``:
    node to the entity it belongs to."""
    parent: dict[int, int] = {one: one for one in chosen}

    def root(node: int) -> int:
        while parent[node] != node:
            node = parent[node]
        return node

    taken = []
    for item in sorted(
        (item for item in items if item.pair), key=lambda item: -item.pair.weight if item.pair else 0.0
    ):
        left, right = roots.get(item.left, item.left), roots.get(item.right, item.right)
        if left in parent and right in parent and root(left) != root(right):
            parent[root(left)] = root(right)
            taken.append(item)
    return taken


def ends(found: Clustering, item: Waiting) -> tuple[int, int]:
    """The two entities that an item is about, by the nodes they are displayed by, the smaller number
    first."""
    one, other = found.representative(item.left), found.representative(item.right)
    return min(one, other), max(one, other)


def _judged(found: Clustering, verdict: str) -> set[tuple[int, int]]:
    pairs = (
        (found.representative(item.left), found.representative(item.right))
        for item in found.live.values()
        if item.verdict == verdict
    )
    return {(min(pair), max(pair)) for pair in pairs}


def _apart(found: Clustering, pairs: Iterable[Pair]) -> dict[int, set[int]]:
    """What may not stand on one card with others: judged different, a veto between them, or scored below even
    odds."""
    unlike = {
        (min(one, other), max(one, other))
        for pair in pairs
        if pair.band in ("refused", "undecided")
        for one, other in [(found.representative(pair.left), found.representative(pair.right))]
    }
    made: dict[int, set[int]] = {}
    for one, other in unlike | _judged(found, "different"):
        made.setdefault(one, set()).add(other)
        made.setdefault(other, set()).add(one)
    return made


def _cards(
    found: Clustering,
    items: Sequence[Waiting],
    all_: Sequence[Waiting],
    apart: Mapping[int, set[int]],
    ids: Mapping[int, bytes],
    state: GroupState,
    most: int,
) -> list[Group]:
    inside: dict[int, set[int]] = {}
    ordered = sorted(
        items, key=lambda item: (-(item.pair.weight if item.pair else 0.0), ids[item.left], ids[item.right])
    )
    for item in ordered:
        one, other = ends(found, item)
        left, right = inside.setdefault(one, {one}), inside.setdefault(other, {other})
        if left is right or len(left) + len(right) > most:
            continue
        if (len(left) > 1 or len(right) > 1) and any(right & apart.get(node, set()) for node in left):
            continue
        left |= right
        for node in right:
            inside[node] = left
    cards: dict[int, set[int]] = {id(members): members for members in inside.values() if len(members) > 1}
    held: dict[int, list[Waiting]] = {card: [] for card in cards}
    leading = dict.fromkeys(cards, 0)
    for item in all_:
        one, other = ends(found, item)
        here, there = id(inside.get(one)), id(inside.get(other))
        if here == there and here in held and item.kind == "pair":
            held[here].append(item)
        elif item.kind == "pair":
            for card in {here, there} & leading.keys():
                leading[card] += 1
    return [_card(found, cards[card], held[card], ids, state, leading[card]) for card in cards]


def _card(
    found: Clustering,
    members: set[int],
    items: list[Waiting],
    ids: Mapping[int, bytes],
    state: GroupState,
    leading: int,
) -> Group:
    heaviest = sorted(
        items, key=lambda item: (-(item.pair.weight if item.pair else 0.0), ids[item.left], ids[item.right])
    )
    order = dict.fromkeys(node for item in heaviest for node in _by_id(ends(found, item), ids))
    held = [item.pair for item in spanning(items, sorted(members), found.representatives) if item.pair]
    weakest = min(held, key=lambda pair: pair.weight, default=None)
    return Group(tuple(node for node in order if node in members), tuple(heaviest), state, leading, weakest)


def _by_id(pair: tuple[int, int], ids: Mapping[int, bytes]) -> list[int]:
    return sorted(pair, key=lambda node: ids.get(node, b""))


__all__ = ["GROUP_STATES", "MOST", "Group", "GroupState", "between", "ends", "grouped", "spanning"]
