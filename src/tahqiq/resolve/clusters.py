"""Which fragments are one entity, for each viewer: worked out from the judgements that the viewer may see,
and kept until something changes.

No ids are made for merged entities: one is addressed by any of its fragments and displayed by the oldest one
that the viewer may see. A new judgement or undoing works out again only the groups that it touches.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from tahqiq.model.scope import Scope
from tahqiq.resolve.solve import Contradiction, solve
from tahqiq.resolve.visible import visible
from tahqiq.store.judgements import Judgement
from tahqiq.store.workspace import Workspace

_SCOPES = 64


@dataclass(frozen=True, slots=True)
class Clustering:
    """The entities of one scope at one moment.

    ``representatives`` has every node of a group of two or more (its representative too), each to the node it
    is displayed by; a node that is not in it stands for itself. ``groups`` gives the nodes of each
    representative, the displayed one first. ``live`` are the visible judgements that stand, by id; ``about``
    their ids by node; ``seen`` all visible ones; ``replaced`` by id the ids of those that supersede it;
    ``oldest`` when the oldest visible source of each node that is judged was published.
    """

    representatives: Mapping[int, int] = field(default_factory=dict)
    groups: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    contradictions: Mapping[str, Contradiction] = field(default_factory=dict)
    live: Mapping[str, Judgement] = field(default_factory=dict)
    about: Mapping[int, frozenset[str]] = field(default_factory=dict)
    seen: Mapping[str, Judgement] = field(default_factory=dict)
    replaced: Mapping[str, frozenset[str]] = field(default_factory=dict)
    oldest: Mapping[int, str] = field(default_factory=dict)

    def representative(self, node: int) -> int:
        """The node by which the entity of ``node`` is displayed."""
        return self.representatives.get(node, node)

    def members(self, node: int) -> tuple[int, ...]:
        """All nodes of the entity of ``node``, the displayed one first."""
        return self.groups.get(self.representatives.get(node, node), (node,))

    def between(self, left: int, right: int) -> list[Judgement]:
        """The visible judgements about two nodes that stand, oldest first."""
        both = self.about.get(left, frozenset()) & self.about.get(right, frozenset())
        return sorted((self.live[one] for one in both), key=lambda item: item.no)


class Clusters:
    """Entities of one workspace for every scope that asks. Safe from any thread."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._guard = threading.Lock()
        self._kept: dict[str, tuple[int, tuple[int, ...], Clustering]] = {}

    @classmethod
    def of(cls, workspace: Workspace) -> "Clusters":
        """The one of an open workspace, so that what was worked out is kept between calls."""
        with _OPENED_GUARD:
            return _OPENED.setdefault(workspace, cls(workspace))

    def representatives(self, scope: Scope) -> Mapping[int, int]:
        """Node number to the number of the node by which its entity is displayed, for every node that is
        merged with another.

        A node that is not in the mapping stands for itself: ``mapping.get(node, node)``.
        """
        return self.clustering(scope).representatives

    def clustering(self, scope: Scope) -> Clustering:
        """The entities of a scope now."""
        with self._guard:
            last, mark = self._workspace.judgements.watermark()
            known = self._kept.pop(scope.digest, None)
            if known is None or known[1] != mark or known[0] > last:
                known = (0, mark, Clustering())
            if known[0] < last:
                known = (last, mark, self._after(scope, known[2], known[0]))
            self._kept[scope.digest] = known
            while len(self._kept) > _SCOPES:
                self._kept.pop(next(iter(self._kept)))
            return known[2]

    def _after(self, scope: Scope, before: Clustering, no: int) -> Clustering:
        """What ``before`` becomes by the judgements after number ``no``."""
        fresh = visible(self._workspace, scope, self._workspace.judgements.after(no))
        if not fresh.judgements:
            return before
        standing = _Standing(before, fresh.judgements)
        return _regrouped(before, standing, {**before.oldest, **fresh.oldest})


class _Standing:
    """Judgements that stand: those that no standing one supersedes."""

    def __init__(self, before: Clustering, fresh: Sequence[Judgement]) -> None:
        self.seen = {**before.seen, **{item.id: item for item in fresh}}
        self.live = dict(before.live)
        self.replaced = dict(before.replaced)
        for item in fresh:
            for other in item.supersedes:
                self.replaced[other] = self.replaced.get(other, frozenset()) | {item.id}
        for item in fresh:
            self._look_again(item.id)

    def _look_again(self, identity: str) -> None:
        """Whether a judgement stands now; if that changed, those that it supersedes are looked at again."""
        item = self.seen.get(identity)
        if item is None:
            return
        stands = not any(one in self.live for one in self.replaced.get(identity, ()))
        if stands == (identity in self.live):
            return
        if stands:
            self.live[identity] = item
        else:
            del self.live[identity]
        for other in item.supersedes:
            self._look_again(other)


def _regrouped(before: Clustering, standing: _Standing, oldest: dict[int, str]) -> Clustering:
    """The groups that a change of what stands touches, worked out again; all others as before."""
    live = standing.live
    gone, added = before.live.keys() - live.keys(), live.keys() - before.live.keys()
    changed = [before.live[one] for one in gone] + [live[one] for one in added]
    touched = {node for item in changed for node in item.pair}
    about_touched = {node: set(before.about.get(node, ())) - gone for node in touched}
    for one in added:
        for node in live[one].pair:
            about_touched[node].add(one)
    about = {**before.about, **{node: frozenset(found) for node, found in about_touched.items()}}
    affected = _reached(touched, about, live)
    inside = [live[one] for one in sorted({one for node in affected for one in about.get(node, ())})]
    solved = solve(
        [item for item in inside if item.verdict == "same"],
        [item for item in inside if item.verdict == "different"],
    )
    representatives, groups = dict(before.representatives), dict(before.groups)
    for node in affected:
        groups.pop(representatives.pop(node, node), None)
    ids = {
        node: identity
        for item in inside
        for node, identity in ((item.left, item.left_id), (item.right, item.right_id))
    }
    for members in solved.groups:
        ordered = tuple(sorted(members, key=lambda node: (oldest[node], ids[node])))
        groups[ordered[0]] = ordered
        representatives.update(dict.fromkeys(ordered, ordered[0]))
    again = gone | {item.id for item in inside}
    contradictions = {one: item for one, item in before.contradictions.items() if one not in again}
    contradictions |= {item.same.id: item for item in solved.contradictions}
    return Clustering(
        representatives, groups, contradictions, live, about, standing.seen, standing.replaced, oldest
    )


def _reached(
    start: Iterable[int], about: Mapping[int, frozenset[str]], live: Mapping[str, Judgement]
) -> set[int]:
    """Everything that "same" leads to from some nodes, contradicted ones too."""
    found, waiting = set(start), list(start)
    while waiting:
        for one in about.get(waiting.pop(), ()):
            if live[one].verdict == "same":
                fresh = [node for node in live[one].pair if node not in found]
                found.update(fresh)
                waiting += fresh
    return found


_OPENED: "WeakKeyDictionary[Workspace, Clusters]" = WeakKeyDictionary()
_OPENED_GUARD = threading.Lock()
