"""The queue by person: cards in the order of what a decision changes, filtered, with counts; and the decision
about a whole card.

Nothing is decided about what was not on the screen: a decision names the digest of what was shown, and is
refused when that has changed meanwhile.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Literal, get_args

from tahqiq.access.door import Door
from tahqiq.casework.identity import Identity, Judged, stated_reason, verdict_of
from tahqiq.casework.review import ReviewPair
from tahqiq.casework.review_cards import Placed, Placing, sureness_of
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.kit.ids import digest
from tahqiq.model.entity import Entity
from tahqiq.model.pair import Pair
from tahqiq.model.scope import Actor, Scope
from tahqiq.model.statement import Statement
from tahqiq.resolve.clusters import Clustering
from tahqiq.resolve.effect import Effect
from tahqiq.resolve.entities import Entities
from tahqiq.resolve.grounds import grounds
from tahqiq.resolve.groups import Group, GroupState, between, ends, spanning
from tahqiq.resolve.proposals import Proposals
from tahqiq.resolve.queue import Waiting
from tahqiq.resolve.rests import Evidence, Sureness, evidence
from tahqiq.resolve.sides import aligned
from tahqiq.store.judgements import Judgement
from tahqiq.store.nodes import node_rows

Order = Literal["effect", "sure"]
ORDERS: tuple[Order, ...] = get_args(Order)
"""``effect``: by what a decision changes (:attr:`Effect.rank`), then by weight; ``sure``: by weight first.
Contradictions stand first in both."""
Rank = tuple[float | str, ...]
_NUMBERS = 6
"""How many numbers a rank begins with."""
_OPEN = ("contradiction", "waiting")
DIMENSIONS = ("type", "source", "evidence", "sureness", "state")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cards: of a type (schema name), from a source (id), resting on a kind of evidence, so sure, in a
    state. Empty: any; of states: what waits and contradicts, not what was left open."""

    type: str = ""
    source: str = ""
    evidence: str = ""
    sureness: str = ""
    state: str = ""
    order: Order = "effect"


@dataclass(frozen=True, slots=True)
class Card:
    """One card: the entities as they are displayed, what waits between them, what deciding it changes, and
    the digest that a decision about it must name.

    ``items`` name the very fragments that a decision is recorded about. ``kinds`` and ``sureness`` as in
    :mod:`tahqiq.resolve.rests`.
    """

    entities: tuple[Entity, ...]
    items: tuple[ReviewPair, ...]
    state: GroupState
    leading: int
    weight: float
    probability: float
    kinds: frozenset[Evidence]
    sureness: Sureness
    effect: Effect
    digest: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A card with the values of its entities property by property in their order, and what stands decided
    between them already."""

    card: Card
    rows: tuple[tuple[str, tuple[tuple[Statement, ...], ...]], ...]
    judged: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """A page of the queue. ``total`` cards and ``pairs`` between them answer the filter; ``counts`` says for
    each filter how many cards each of its values would leave with the other filters as they are; ``after``
    asks for the next page, empty on the last."""

    cards: tuple[Card, ...]
    total: int
    pairs: int
    counts: Mapping[str, Mapping[str, int]]
    sources: Mapping[str, str] = field(default_factory=dict)
    after: str = ""


class ReviewCards:
    """The queue of one person, by person."""

    def __init__(self, door: Door, actor: Actor, proposals: Proposals, identity: Identity) -> None:
        self._door, self._actor, self._proposals, self._identity = door, actor, proposals, identity
        self._workspace = door.workspace
        self._placing = Placing(door, actor, proposals)

    def page(self, wanted: Wanted, limit: int = 25, after: str = "") -> Cards:
        """The first cards after ``after``, which an earlier page gave: cards that were decided since move
        nothing. Raises ``WrongUse`` (``review-page-broken``)."""
        start = _rank_of(after) if after else None
        scope = self._door.scope(self._actor)
        self._door.audit.read(self._actor, "review-queue")
        entities = Entities(self._workspace, scope)
        placed = self._placing.placed(scope)
        ranked = sorted(
            ((_rank(one, wanted.order), one) for one in placed if _answers(one, wanted)),
            key=lambda item: item[0],
        )
        rest = [item for item in ranked if start is None or item[0] > start]
        shown = rest[: max(1, limit)]
        counts = {
            name: _counted([one for one in placed if _answers(one, wanted, name)], name)
            for name in DIMENSIONS
        }
        names = {
            source.id: source.name
            for source in self._workspace.sources.all(scope)
            if source.id in counts["source"]
        }
        return Cards(
            tuple(self._cards(scope, entities, [(one.group, one.effect) for _, one in shown])),
            len(ranked),
            sum(len(one.group.items) for _, one in ranked),
            counts,
            names,
            _written(shown[-1][0]) if len(rest) > len(shown) else "",
        )

    def count(self) -> int:
        """How many cards wait or contradict: quick, since nothing is read of what they change."""
        scope = self._door.scope(self._actor)
        self._door.audit.glance(self._actor, "review-queue")
        groups = self._placing.groups(scope)
        return sum(group.state in _OPEN for group in groups)

    def card(self, ids: Sequence[str]) -> Opened:
        """One card by the ids of its entities, as it is now. Raises ``NotFound``; ``Conflict``
        (``review-changed``) when nothing waits between them."""
        scope = self._door.scope(self._actor)
        nodes = self._nodes(scope, ids)
        self._door.audit.read(self._actor, "review-card", digest("card", *sorted(ids)).hex())
        return self._opened(scope, nodes)

    def decide(
        self, ids: Sequence[str], seen: str, verdict: str, reason: str, chosen: Sequence[str] = ()
    ) -> list[Judged]:
        """Decide about a card as it was shown (``seen`` is its digest), in one act that one undoing takes
        back.

        ``same``: the ``chosen`` entities (all where none is named) are one; recorded are the fewest and
        surest pairs that join them. ``different`` and ``unsure``: every pair that waits between them. Raises
        ``Conflict`` (``review-changed``) when anything of it changed meanwhile, ``WrongUse``
        (``reason-needed``, ``judge-verdict-unknown``, ``review-two-needed``, ``judge-kinds-differ``),
        ``NotFound``, ``Refused``.
        """
        why, said = stated_reason(reason), verdict_of(verdict)
        scope = self._door.scope(self._actor)
        opened = self._opened(scope, self._nodes(scope, ids))
        if opened.card.digest != seen:
            raise Conflict("review-changed")
        known = {entity.id.hex() for entity in opened.card.entities}
        wanted = set(chosen or known)
        if len(wanted) < 2 or not wanted <= known:
            raise WrongUse("review-two-needed")
        clustering = Entities(self._workspace, scope).clustering
        nodes = [clustering.representative(node) for node in self._nodes(scope, sorted(wanted))]
        items = [
            asked.item for asked in opened.card.items if set(nodes).issuperset(ends(clustering, asked.item))
        ]
        pairs = (
            _joining(items, nodes, clustering)
            if said == "same"
            else [(item.left, item.right) for item in items]
        )
        if not pairs:
            raise WrongUse("review-two-needed")
        return self._identity.judge_pairs(pairs, said, why)

    def _nodes(self, scope: Scope, ids: Sequence[str]) -> list[int]:
        return [self._workspace.reading.entity(scope, one)[0] for one in dict.fromkeys(ids)]

    def _opened(self, scope: Scope, nodes: Sequence[int]) -> Opened:
        entities = Entities(self._workspace, scope)
        found = entities.clustering
        shown = list(dict.fromkeys(found.representative(node) for node in nodes))
        members = sorted({one for node in shown for one in found.members(node)})
        items = between(found, self._proposals.of(scope, members), shown)
        if not items:
            raise Conflict("review-changed")
        group = Group(tuple(shown), items, _state(found, items), 0, _weakest(found, items, shown))
        (card,) = self._cards(scope, entities, [(group, self._placing.effects(scope, found, [group])[0])])
        judged = {
            item.id: item
            for one in members
            for other in members
            if one < other
            for item in found.between(one, other)
        }
        return Opened(
            card,
            tuple(aligned(card.entities)),
            tuple(sorted(judged.values(), key=lambda item: (item.at, item.id))),
        )

    def _cards(self, scope: Scope, entities: Entities, placed: Sequence[tuple[Group, Effect]]) -> list[Card]:
        found = entities.clustering
        nodes = {node for group, _ in placed for node in group.entities}
        fragments = {node for group, _ in placed for item in group.items for node in (item.left, item.right)}
        shown = entities.entities(sorted(nodes | fragments))
        rests = grounds(self._workspace, scope, [one for node in nodes for one in found.members(node)])
        ids = {
            no: row[0] for no, row in node_rows(self._workspace.database, sorted(nodes | fragments)).items()
        }
        made = []
        for group, changes in placed:
            inside = [found.members(node) for node in group.entities]
            rested = {
                one: rests[one].evidence if one in rests else () for members in inside for one in members
            }
            seen = _fingerprint(found, group, inside, rested, ids)
            weight, probability = (
                (group.weakest.weight, group.weakest.probability) if group.weakest else (0.0, 0.0)
            )
            asked = tuple(
                ReviewPair(item, shown[item.left], shown[item.right], ids[item.left], ids[item.right])
                for item in group.items
                if item.left in shown and item.right in shown
            )
            kinds = evidence([item.pair for item in group.items if item.pair])
            told_ = tuple(shown[node] for node in group.entities if node in shown)
            made.append(
                Card(
                    told_,
                    asked,
                    group.state,
                    group.leading,
                    weight,
                    probability,
                    kinds,
                    sureness_of(group),
                    changes,
                    seen,
                )
            )
        return made


def _state(found: Clustering, items: Sequence[Waiting]) -> GroupState:
    if any(item.kind == "contradiction" for item in items):
        return "contradiction"
    unsure = {
        pair
        for item in found.live.values()
        if item.verdict == "unsure"
        for pair in [(found.representative(item.left), found.representative(item.right))]
    }
    open_ = [item for item in items if not {ends(found, item), ends(found, item)[::-1]} & unsure]
    return "waiting" if open_ else "unsure"


def _weakest(found: Clustering, items: Sequence[Waiting], shown: Sequence[int]) -> Pair | None:
    held = [item.pair for item in spanning(items, shown, found.representatives) if item.pair]
    return min(held, key=lambda pair: pair.weight, default=None)


def _joining(items: Sequence[Waiting], nodes: Sequence[int], found: Clustering) -> list[tuple[int, int]]:
    """The pairs that make the entities one: what waits between them as far as it reaches, then each further
    part with the first one."""
    taken = spanning(items, nodes, found.representatives)
    pairs = [(item.left, item.right) for item in taken] or [
        (item.left, item.right) for item in items if item.kind == "contradiction"
    ]
    reached: dict[int, set[int]] = {node: {node} for node in nodes}
    for left, right in pairs:
        joined = reached[found.representative(left)] | reached[found.representative(right)]
        for node in joined:
            reached[node] = joined
    rest = [node for node in nodes if node not in reached[nodes[0]]]
    while rest:
        pairs.append((nodes[0], rest[0]))
        rest = [node for node in rest if node not in reached[rest[0]]]
    return pairs


def _fingerprint(
    found: Clustering,
    group: Group,
    inside: Sequence[Collection[int]],
    rested: Mapping[int, Sequence[tuple[str, str]]],
    ids: Mapping[int, bytes],
) -> str:
    """A digest of everything a decision about a card rests on: which fragments each entity has, every
    recorded value of theirs, the pairs with their weights, and what stands decided between them."""
    parts = []
    for members in inside:
        parts.append(
            "|".join(sorted(f"{statement}.{source}" for one in members for statement, source in rested[one]))
            + f"#{len(members)}"
        )
    for item in group.items:
        said = (
            f"{item.pair.weight} {item.pair.model}"
            if item.pair
            else item.contradiction.same.id
            if item.contradiction
            else ""
        )
        parts.append(f"{ids[item.left].hex()} {ids[item.right].hex()} {said}")
    nodes = {one for members in inside for one in members}
    parts += [
        one
        for node in nodes
        for one in found.about.get(node, ())
        if found.live[one].verdict != "undo" and set(found.live[one].pair) <= nodes
    ]
    return digest("review-card", *sorted(set(parts))).hex()


def _answers(one: Placed, wanted: Wanted, without: str = "") -> bool:
    """Whether a card answers the filter, the one named ``without`` left out."""
    for name in DIMENSIONS:
        asked = str(getattr(wanted, name))
        if name == without:
            continue
        if asked and asked not in one.values[name]:
            return False
        if name == "state" and not asked and one.group.state not in _OPEN:
            return False
    return True


def _counted(found: Sequence[Placed], name: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in found:
        for value in one.values[name]:
            counts[value] = counts.get(value, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _rank(one: Placed, order: Order) -> Rank:
    weight = -(one.group.weakest.weight if one.group.weakest else 0.0)
    middle: Rank = (*one.effect.rank, weight) if order == "effect" else (weight, *one.effect.rank)
    return (float(one.group.state != "contradiction"), *middle, one.group.state, one.first.hex())


def _written(rank: Rank) -> str:
    return "_".join(str(one) for one in rank)


def _rank_of(after: str) -> Rank:
    parts = after.split("_")
    try:
        made = [float(one) for one in parts[:-2]]
    except ValueError:
        raise WrongUse("review-page-broken") from None
    if len(made) != _NUMBERS or not all(map(isfinite, made)):
        raise WrongUse("review-page-broken")
    return (*made, *parts[-2:])


__all__ = ["DIMENSIONS", "ORDERS", "Card", "Cards", "Opened", "Order", "ReviewCards", "Wanted"]
