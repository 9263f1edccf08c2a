"""Deciding at once about everything that states the same strong identifier: what would be joined is shown
whole before, and nothing else is joined.

Strong is what is given to one holder only: a person's document number, a vehicle's plate. Not a phone, not a
name and a year of birth. Where the names, a date or the sex of two holders contradict each other, or somebody
judged them different, they are left out and named: one document in two hands is a lead, not a merge.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tahqiq.access.door import Door
from tahqiq.casework.identity import Identity, Judged, stated_reason
from tahqiq.casework.review_cards import Placing
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.kit.ids import digest
from tahqiq.model.entity import Entity
from tahqiq.model.scope import Actor, Scope
from tahqiq.model.vocabulary import vocabulary
from tahqiq.resolve.clusters import Clustering
from tahqiq.resolve.entities import Entities
from tahqiq.resolve.grounds import grounds
from tahqiq.resolve.proposals import Proposals
from tahqiq.resolve.queue import waiting
from tahqiq.resolve.sides import rows
from tahqiq.resolve.traits import KnownTraits
from tahqiq.resolve.visible import oldest_sources
from tahqiq.store.links import Links
from tahqiq.store.nodes import node_rows

STRONG = {"DocumentNumber": "LegalEntity", "Plate": "Vehicle"}
"""Identifiers that are given to one holder, and of what kind. A phone, an account, a name and an address are
not: several may share them."""
MOST_AT_ONCE = 200
"""How many pairs one act may join: as many as somebody can read."""
APART = "apart"
"""Why a pair is left out when somebody judged different what it would join; else the property that
contradicts."""


@dataclass(frozen=True, slots=True)
class Holders:
    """A strong identifier and how many entities that wait in the queue state it."""

    identifier: Entity
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Two holders of one identifier that are not joined, and the property that contradicts (or
    :data:`APART`)."""

    left: Entity
    right: Entity
    why: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Exactly what would be decided: the pairs, the clusters that come of them (each with everything in it),
    how many recorded fragments that makes one, and what is left out. ``digest`` binds a decision to this."""

    identifiers: tuple[Entity, ...]
    pairs: tuple[tuple[Entity, Entity], ...]
    clusters: tuple[tuple[Entity, ...], ...]
    records: int
    left_out: tuple[LeftOut, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class _Chosen:
    pairs: list[tuple[int, int]]
    left_out: list[tuple[int, int, str]]


class Alike:
    """The bulk decisions of one person."""

    def __init__(self, door: Door, actor: Actor, proposals: Proposals, identity: Identity) -> None:
        self._door, self._actor, self._identity = door, actor, identity
        self._placing = Placing(door, actor, proposals)
        self._workspace = door.workspace
        self._links = Links(door.workspace.database, vocabulary(), door.workspace.facts)

    def holders(self, limit: int = 50, after: str = "") -> tuple[list[Holders], int]:
        """Strong identifiers that two or more entities of the queue state, by id, from after the one with the
        id ``after``; and how many there are."""
        scope = self._door.scope(self._actor)
        self._door.audit.read(self._actor, "identity-alike", "queue")
        entities = Entities(self._workspace, scope)
        found = entities.clustering
        items = [item for item in waiting(found, self._placing.pairs(scope)) if item.kind == "pair"]
        traits = KnownTraits.of(self._workspace).traits(
            scope, {one for item in items for node in (item.left, item.right) for one in found.members(node)}
        )
        held: dict[int, set[int]] = {}
        for item in items:
            sides = [
                {no for one in found.members(node) if one in traits for no in traits[one].holds}
                for node in (item.left, item.right)
            ]
            for no in sides[0] & sides[1]:
                held.setdefault(no, set()).update(
                    (found.representative(item.left), found.representative(item.right))
                )
        known = {
            no: row
            for no, row in node_rows(self._workspace.database, sorted(held)).items()
            if row[1] in STRONG and row[3]
        }
        ordered = sorted(known, key=lambda no: known[no][0])
        rest = [no for no in ordered if known[no][0].hex() > after][: max(1, limit)]
        shown = entities.entities(sorted({node for no in rest for node in held[no]} | set(rest)), rest)
        told = [
            Holders(shown[no], tuple(shown[node] for node in sorted(held[no]) if node in shown))
            for no in rest
            if no in shown
        ]
        return told, len(known)

    def preview(self, identifiers: Sequence[str]) -> Preview:
        """What :meth:`decide` would join for some identifiers (ids), pair by pair, the oldest holder first;
        and what it would leave out, and why.

        Raises ``NotFound``, ``WrongUse`` (``bulk-not-strong``, ``bulk-nothing``, ``bulk-too-many``).
        """
        scope = self._door.scope(self._actor)
        made = self._preview(scope, identifiers)[0]
        self._door.audit.read(self._actor, "identity-alike", digest("alike", *sorted(identifiers)).hex())
        return made

    def decide(self, identifiers: Sequence[str], seen: str, reason: str) -> list[Judged]:
        """Judge what the preview with the digest ``seen`` showed the same, in one act that one undoing takes
        back.

        Raises what :meth:`preview` does, ``Conflict`` (``review-changed``) when it would show something else
        now, ``Refused``.
        """
        why = stated_reason(reason)
        made, pairs = self._preview(self._door.scope(self._actor), identifiers)
        if made.digest != seen:
            raise Conflict("review-changed")
        return self._identity.judge_pairs(pairs, "same", why)

    def _preview(self, scope: Scope, identifiers: Sequence[str]) -> tuple[Preview, list[tuple[int, int]]]:
        entities = Entities(self._workspace, scope)
        found = entities.clustering
        strong = [self._strong(scope, one) for one in dict.fromkeys(identifiers)]
        chosen = self._chosen(scope, entities, strong)
        if not chosen.pairs:
            raise WrongUse("bulk-nothing", id=", ".join(entity.key for _, entity in strong)[:200])
        if len(chosen.pairs) > MOST_AT_ONCE:
            raise WrongUse("bulk-too-many", count=len(chosen.pairs), most=MOST_AT_ONCE)
        nodes = {node for pair in chosen.pairs for node in pair} | {
            node for left, right, _ in chosen.left_out for node in (left, right)
        }
        shown = entities.entities(sorted(nodes))
        clusters = _clusters((found.representative(a), found.representative(b)) for a, b in chosen.pairs)
        members = [[one for node in cluster for one in found.members(node)] for cluster in clusters]
        whole = entities.entities(sorted({node for cluster in clusters for node in cluster}))
        rests = grounds(self._workspace, scope, [one for cluster in members for one in cluster])
        ids = {
            no: row[0].hex()
            for no, row in node_rows(
                self._workspace.database, sorted(nodes | {one for cluster in members for one in cluster})
            ).items()
        }
        parts = [f"{ids[a]} {ids[b]}" for a, b in chosen.pairs] + [
            f"{ids[a]} {ids[b]} {why}" for a, b, why in chosen.left_out
        ]
        parts += [
            f"{ids[one]} {' '.join('.'.join(rest) for rest in rests[one].evidence)}"
            for cluster in members
            for one in cluster
            if one in rests
        ]
        made = Preview(
            tuple(entity for _, entity in strong),
            tuple((shown[a], shown[b]) for a, b in chosen.pairs),
            tuple(tuple(whole[node] for node in cluster) for cluster in clusters),
            sum(map(len, members)),
            tuple(LeftOut(shown[a], shown[b], why) for a, b, why in chosen.left_out),
            digest("alike", *sorted(parts)).hex(),
        )
        return made, chosen.pairs

    def _strong(self, scope: Scope, identifier: str) -> tuple[int, Entity]:
        number, entity = self._workspace.reading.entity(scope, identifier)
        if entity.schema not in STRONG or not entity.key:
            raise WrongUse("bulk-not-strong", id=identifier)
        return number, entity

    def _chosen(self, scope: Scope, entities: Entities, strong: Sequence[tuple[int, Entity]]) -> _Chosen:
        """The pairs of each identifier in turn, without what contradicts and without what would bring
        together what was judged different."""
        found = entities.clustering
        made = _Chosen([], [])
        groups: dict[int, set[int]] = {}
        apart = _apart(found)
        for number, identifier in strong:
            for left, right in self._pairs(scope, found, number, STRONG[identifier.schema]):
                one, other = (
                    groups.setdefault(end, {end})
                    for end in (found.representative(left), found.representative(right))
                )
                if one is other:
                    continue
                why = (
                    APART
                    if any((min(a, b), max(a, b)) in apart for a in one for b in other)
                    else _against(entities, left, right)
                )
                if why:
                    made.left_out.append((left, right, why))
                    continue
                made.pairs.append((left, right))
                one |= other
                for end in other:
                    groups[end] = one
        return made

    def _pairs(self, scope: Scope, found: Clustering, identifier: int, kind: str) -> list[tuple[int, int]]:
        """What states an identifier and is of a kind: for each type everything that is not one yet, with the
        oldest of it."""
        nodes = sorted(
            {
                link.a
                for link in self._links.of(scope, [identifier])
                if link.kind == "property" and link.b == identifier
            }
        )
        known = node_rows(self._workspace.database, nodes)
        ages = oldest_sources(self._workspace, scope, nodes)
        holding = [node for node in nodes if node in ages and vocabulary().is_a(known[node][1], kind)]
        oldest: dict[str, int] = {}
        pairs, met = [], set[int]()
        for node in sorted(holding, key=lambda one: (ages[one], known[one][0])):
            first = oldest.setdefault(known[node][1], node)
            entity = found.representative(node)
            if found.representative(first) != entity and entity not in met:
                pairs.append((first, node))
            met.add(entity)
        return pairs


def _against(entities: Entities, left: int, right: int) -> str:
    """The property in which two entities contradict each other (names, dates, sex); empty where none does."""
    both = entities.entities([left, right])
    return next((row.prop for row in rows(both[left], both[right]) if row.agrees is False), "")


def _apart(found: Clustering) -> set[tuple[int, int]]:
    pairs = [
        (found.representative(item.left), found.representative(item.right))
        for item in found.live.values()
        if item.verdict == "different"
    ]
    return {(min(pair), max(pair)) for pair in pairs}


def _clusters(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for left, right in pairs:
        one, other = groups.setdefault(left, [left]), groups.setdefault(right, [right])
        if one is not other:
            one += other
            for end in other:
                groups[end] = one
    return list({id(group): group for group in groups.values()}.values())


__all__ = ["APART", "MOST_AT_ONCE", "STRONG", "Alike", "Holders", "LeftOut", "Preview"]
