"""Looking at identity: what waits to be decided, two candidates side by side, why an entity is one, what may
be the same as it."""

from dataclasses import dataclass

from tahqiq.access.door import Door
from tahqiq.model.entity import Entity
from tahqiq.model.pair import Pair
from tahqiq.model.scope import Actor, Scope
from tahqiq.model.statement import Statement
from tahqiq.model.vocabulary import vocabulary
from tahqiq.resolve.entities import Entities
from tahqiq.resolve.grounds import grounds, shared
from tahqiq.resolve.proposals import Proposals
from tahqiq.resolve.queue import Waiting, valued, waiting
from tahqiq.resolve.sides import NamesAligned, Row, aligned, names, rows
from tahqiq.resolve.why import Why, why
from tahqiq.store.judgements import Judgement
from tahqiq.store.links import Links
from tahqiq.store.nodes import node_rows

_RANKED = 2_000
"""How many of the heaviest pairs are ranked by their value to open cases."""
_SHARED = 50
_TOGETHER = 8
"""How many candidates stand side by side."""


@dataclass(frozen=True, slots=True)
class ReviewPair:
    """One item of the queue with the two things it is about, as they are displayed, and the ids of the very
    fragments to be judged."""

    item: Waiting
    left: Entity
    right: Entity
    left_fragment: bytes
    right_fragment: bytes


@dataclass(frozen=True, slots=True)
class Queue:
    """The first items of the queue, and how many there are in all."""

    items: tuple[ReviewPair, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Sides:
    """Two candidates: ``left`` and ``right`` are the very fragments asked about, ``left_entity`` and
    ``right_entity`` the ids they are displayed by.

    ``shared`` is whom and what both are linked to (the first of ``shared_total``, by id); ``judged`` what
    stands about the pair.
    """

    left: Entity
    right: Entity
    left_entity: str
    right_entity: str
    rows: tuple[Row, ...]
    names: NamesAligned | None
    pair: Pair | None
    shared: tuple[Entity, ...]
    shared_total: int
    judged: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Everything that waits as a whole: the candidates with the ids of the very fragments to be judged, and
    the pairs between them, the heaviest first.

    ``rows`` aligns their values, property by property, in the order of ``candidates``. ``more`` candidates
    hang together with them and are not shown.
    """

    candidates: tuple[tuple[bytes, Entity], ...]
    pairs: tuple[ReviewPair, ...]
    rows: tuple[tuple[str, tuple[tuple[Statement, ...], ...]], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Explained:
    """An entity, why it is one, and its fragments and what was judged about them by node number."""

    entity: Entity
    why: Why
    things: dict[int, Entity]


class Review:
    """What one person may look at before deciding. Every look is in the audit log."""

    def __init__(self, door: Door, actor: Actor, proposals: Proposals) -> None:
        self._door, self._actor, self._proposals = door, actor, proposals
        self._workspace = door.workspace
        self._links = Links(door.workspace.database, vocabulary(), door.workspace.facts)

    def queue(self, limit: int = 50) -> Queue:
        """What waits for a person: contradictions, then pairs by weight times their value to open cases."""
        scope = self._scope()
        self._door.audit.read(self._actor, "review-queue")
        entities = Entities(self._workspace, scope)
        found = waiting(entities.clustering, self._proposals.of(scope))
        first = found[:_RANKED]
        nodes = sorted({node for item in first for node in (item.left, item.right)})
        open_ = {case.id for case in self._door.cases.of(self._actor.id) if case.state == "open"}
        cases = {no: item.cases & open_ for no, item in grounds(self._workspace, scope, nodes).items()}
        ids = {no: row[0] for no, row in node_rows(self._workspace.database, nodes).items()}
        known = [item for item in first if item.left in cases and item.right in cases]
        ranked = valued(known, cases, ids)[: max(1, limit)]
        shown = entities.entities(sorted({node for item in ranked for node in (item.left, item.right)}))
        return Queue(
            tuple(
                ReviewPair(item, shown[item.left], shown[item.right], ids[item.left], ids[item.right])
                for item in ranked
            ),
            len(found) - len(first) + len(known),
        )

    def sides(self, left_id: str, right_id: str) -> Sides:
        """Two things side by side, as they were recorded. Raises ``NotFound`` (``no-such-entity``)."""
        scope = self._scope()
        left, one = self._workspace.reading.entity(scope, left_id)
        right, other = self._workspace.reading.entity(scope, right_id)
        self._door.audit.read(self._actor, "review-pair", f"{one.id.hex()} {other.id.hex()}")
        entities = Entities(self._workspace, scope)
        both = entities.entities([left, right])
        both_know = sorted(shared(self._workspace, self._links, scope, left, right))
        common = entities.entities(both_know, both_know)
        ends = {left, right}
        pair = next(
            (item for item in self._proposals.of(scope, [left]) if {item.left, item.right} == ends), None
        )
        listed = sorted(common.values(), key=lambda entity: entity.id)
        return Sides(
            one,
            other,
            both[left].id.hex(),
            both[right].id.hex(),
            tuple(rows(one, other)),
            names(one, other),
            pair,
            tuple(listed[:_SHARED]),
            len(listed),
            tuple(entities.clustering.between(left, right)),
        )

    def together(self, left_id: str, right_id: str) -> Together:
        """The pair's whole component: what hangs together by pairs that wait, from the pair outward. Raises
        ``NotFound`` (``no-such-entity``)."""
        scope = self._scope()
        start = [self._workspace.reading.entity(scope, one)[0] for one in (left_id, right_id)]
        self._door.audit.read(self._actor, "review-together", f"{left_id} {right_id}")
        entities = Entities(self._workspace, scope)
        found, reached, items = list(dict.fromkeys(start)), set(start), dict[tuple[int, int], Waiting]()
        for node in found:
            members = entities.clustering.members(node)
            for item in waiting(entities.clustering, self._proposals.of(scope, sorted(members))):
                if item.kind == "pair" and set(members).intersection((item.left, item.right)):
                    items[item.left, item.right] = item
                    fresh = [
                        end for end in (item.left, item.right) if end not in reached and end not in members
                    ]
                    reached.update(fresh)
                    found += fresh if len(found) < _TOGETHER else []
        chosen = found[:_TOGETHER]
        fragments = self._workspace.reading.entities(scope, chosen)
        ids = {no: fragments[no].id for no in chosen if no in fragments}
        shown = entities.entities(sorted(reached))
        between = [item for item in items.values() if item.left in ids and item.right in ids]
        asked = [
            ReviewPair(item, shown[item.left], shown[item.right], ids[item.left], ids[item.right])
            for item in between
        ]
        told = [fragments[no] for no in chosen if no in fragments]
        return Together(
            tuple((one.id, one) for one in told),
            tuple(
                sorted(
                    asked,
                    key=lambda one: (-(one.item.pair.weight if one.item.pair else 0.0), one.left_fragment),
                )
            ),
            tuple(aligned(told)),
            len(reached) - len(told),
        )

    def why(self, entity_id: str) -> Explained:
        """Why an entity is one: its fragments as a tree of judgements, and what else was decided about
        them."""
        scope = self._scope()
        entities = Entities(self._workspace, scope)
        number, entity = entities.entity(entity_id)
        self._door.audit.read(self._actor, "explain-identity", entity.id.hex())
        found = why(entities.clustering, number)
        about = [*found.apart, *found.past, *(item.same for item in found.contradictions)]
        nodes = {branch.node for branch in found.branches} | {node for item in about for node in item.pair}
        return Explained(entity, found, self._workspace.reading.entities(scope, sorted(nodes)))

    def hints(self, entity_id: str) -> list[ReviewPair]:
        """What may be the same as an entity: proposed pairs that nobody has decided, the heaviest first."""
        scope = self._scope()
        entities = Entities(self._workspace, scope)
        number, entity = entities.entity(entity_id)
        self._door.audit.read(self._actor, "identity-hints", entity.id.hex())
        members = set(entities.clustering.members(number))
        items = waiting(entities.clustering, self._proposals.of(scope, sorted(members)))
        mine = [
            item for item in items if item.kind == "pair" and members.intersection((item.left, item.right))
        ]
        shown = entities.entities(sorted({node for item in mine for node in (item.left, item.right)}))
        ids = {no: row[0] for no, row in node_rows(self._workspace.database, list(shown)).items()}
        known = [item for item in mine if item.left in shown and item.right in shown]
        return [
            ReviewPair(item, shown[item.left], shown[item.right], ids[item.left], ids[item.right])
            for item in known
        ]

    def _scope(self) -> Scope:
        return self._door.scope(self._actor)
