"""Everything that waits, in cards, with what deciding each changes: worked out for a set of data classes once
and kept until something of it changes.

A page of the queue, its counts and the next page are then a filter over what is there. Whatever a card shows
or a decision rests on is read anew.
"""

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from tahqiq.access.door import Door
from tahqiq.casework.watched_things import watched
from tahqiq.model.pair import Pair
from tahqiq.model.scope import Actor, Scope
from tahqiq.resolve.clusters import Clustering, Clusters
from tahqiq.resolve.effect import Effect, effect
from tahqiq.resolve.groups import Group, grouped
from tahqiq.resolve.proposals import Proposals
from tahqiq.resolve.rests import Sureness, evidence, sureness
from tahqiq.resolve.traits import KnownTraits
from tahqiq.store.nodes import node_rows
from tahqiq.store.workspace import Workspace

_SCOPES = 8
_MOST = 200_000
"""How many pairs of a scope are held at most; of more, every look reads them again."""
_Mark = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A card before anybody reads its values. ``values``: what it is by each filter; ``first``: the id of its
    first entity."""

    group: Group
    effect: Effect
    values: Mapping[str, frozenset[str]]
    first: bytes


@dataclass(slots=True)
class _Kept:
    """Of one scope the last state of each, beside the mark it holds for."""

    pairs: tuple[_Mark, list[Pair]] | None = None
    groups: tuple[_Mark, list[Group]] | None = None
    placed: tuple[_Mark, list[Placed]] | None = None


class Placing:
    """The cards of one person."""

    def __init__(self, door: Door, actor: Actor, proposals: Proposals) -> None:
        self._door, self._actor, self._proposals = door, actor, proposals
        self._workspace = door.workspace
        self._traits = KnownTraits.of(door.workspace)

    def placed(self, scope: Scope) -> list[Placed]:
        """All cards of a scope, in no order."""
        shown = watched(self._door, self._actor, scope)
        cases = {item.no: item.case for item in self._workspace.sources.data_classes()}
        public = {source.no: source.id for source in self._workspace.sources.all(scope)}
        mark = (*self._mark(), _frozen(shown), tuple(cases.items()), tuple(public.items()))
        kept = _kept(self._workspace, scope)
        if kept.placed is None or kept.placed[0] != mark:
            kept.placed = mark, self._place(scope, self._found(scope), public, cases, shown)
        return kept.placed[1]

    def groups(self, scope: Scope) -> list[Group]:
        """All cards, without what deciding them changes."""
        mark, kept = self._mark(), _kept(self._workspace, scope)
        if kept.groups is None or kept.groups[0] != mark:
            pairs, found = self.pairs(scope), self._found(scope)
            nodes = {
                node
                for pair in pairs
                if pair.band in ("review", "automatic")
                for node in (pair.left, pair.right)
            }
            nodes |= {node for item in found.contradictions.values() for node in item.same.pair}
            rows = node_rows(self._workspace.database, sorted(self._traits.traits(scope, nodes)))
            kept.groups = mark, grouped(found, pairs, {no: row[0] for no, row in rows.items()})
        return kept.groups[1]

    def pairs(self, scope: Scope) -> list[Pair]:
        """All pairs that a scope sees."""
        mark, kept = (self._proposals.mark(),), _kept(self._workspace, scope)
        if kept.pairs is not None and kept.pairs[0] == mark:
            return kept.pairs[1]
        made = list(self._proposals.of(scope))
        kept.pairs = (mark, made) if len(made) <= _MOST else None
        return made

    def effects(self, scope: Scope, found: Clustering, groups: Sequence[Group]) -> list[Effect]:
        """What deciding each of some cards changes."""
        cases = {item.no: item.case for item in self._workspace.sources.data_classes()}
        return self._effects(scope, found, groups, cases, watched(self._door, self._actor, scope))

    def _place(
        self,
        scope: Scope,
        found: Clustering,
        public: Mapping[int, str],
        cases: Mapping[int, str],
        shown: Mapping[int, Collection[str]],
    ) -> list[Placed]:
        groups = self.groups(scope)
        effects = self._effects(scope, found, groups, cases, shown)
        members = {node: found.members(node) for group in groups for node in group.entities}
        traits = self._traits.traits(scope, {one for inside in members.values() for one in inside})
        known = node_rows(self._workspace.database, sorted(members))
        made = []
        for group, changes in zip(groups, effects, strict=True):
            inside = [one for node in group.entities for one in members[node]]
            values = {
                "type": frozenset(known[node][1] for node in group.entities),
                "source": frozenset(
                    public[no]
                    for node in inside
                    if node in traits
                    for no in traits[node].sources
                    if no in public
                ),
                "evidence": frozenset[str](evidence([item.pair for item in group.items if item.pair])),
                "sureness": frozenset([sureness_of(group)]),
                "state": frozenset([group.state]),
            }
            made.append(Placed(group, changes, values, known[group.entities[0]][0]))
        return made

    def _effects(
        self,
        scope: Scope,
        found: Clustering,
        groups: Iterable[Group],
        cases: Mapping[int, str],
        shown: Mapping[int, Collection[str]],
    ) -> list[Effect]:
        members = [[found.members(node) for node in group.entities] for group in groups]
        traits = self._traits.traits(
            scope, [node for group in members for entity in group for node in entity]
        )
        events = self._traits.events(scope, {number for one in traits.values() for number in one.holds})
        return [effect(group, traits, events, cases, shown) for group in members]

    def _found(self, scope: Scope) -> Clustering:
        return Clusters.of(self._workspace).clustering(scope)

    def _mark(self) -> _Mark:
        """Taken before what it stands for is read: what changes meanwhile is then worked out once more, and
        never missed."""
        return self._proposals.mark(), self._workspace.judgements.watermark()


def sureness_of(group: Group) -> Sureness:
    """How sure the weakest pair is that holds a card together."""
    return sureness(group.weakest.probability if group.weakest else 0.0)


def _frozen(shown: Mapping[int, Collection[str]]) -> frozenset[tuple[int, frozenset[str]]]:
    return frozenset((node, frozenset(ids)) for node, ids in shown.items())


def _kept(workspace: Workspace, scope: Scope) -> _Kept:
    with _GUARD:
        known = _OPENED.setdefault(workspace, OrderedDict())
        kept = known.setdefault(scope.digest, _Kept())
        known.move_to_end(scope.digest)
        while len(known) > _SCOPES:
            known.popitem(last=False)
        return kept


_OPENED: "WeakKeyDictionary[Workspace, OrderedDict[str, _Kept]]" = WeakKeyDictionary()
_GUARD = threading.Lock()

__all__ = ["Placed", "Placing", "sureness_of"]
