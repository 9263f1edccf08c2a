"""What hangs on a record: where it comes from, what it is tied to, how many events its numbers have. Kept for
each set of data classes until sources change."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from tahqiq.model.scope import Scope
from tahqiq.store.attachments import hanging
from tahqiq.store.workspace import Workspace

_SCOPES = 8
_State = tuple[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Traits:
    """Of one visible node: the numbers of the sources and data classes that state it (of one that is only
    mentioned: that mention it), what it ``holds`` (numbers, documents, addresses: the nodes its values are),
    and everything it is tied to either way."""

    sources: frozenset[int]
    classes: frozenset[int]
    holds: frozenset[int]
    tied: frozenset[int]


NOTHING = Traits(frozenset(), frozenset(), frozenset(), frozenset())


class KnownTraits:
    """The traits of the nodes of one workspace, for every scope that asks. Safe from any thread."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._guard = threading.Lock()
        self._kept: OrderedDict[_State, tuple[dict[int, Traits], dict[int, int]]] = OrderedDict()

    @classmethod
    def of(cls, workspace: Workspace) -> "KnownTraits":
        """The one of an open workspace."""
        with _OPENED_GUARD:
            return _OPENED.setdefault(workspace, cls(workspace))

    def traits(self, scope: Scope, nodes: Iterable[int]) -> dict[int, Traits]:
        """The traits of those of the nodes that are visible."""
        wanted = sorted(set(nodes))
        with self._guard:
            kept, _ = self._of(scope)
            missing = [node for node in wanted if node not in kept]
            if missing:
                kept.update(_read(self._workspace, scope, missing))
            return {node: kept[node] for node in wanted if kept[node] is not NOTHING}

    def events(self, scope: Scope, numbers_: Iterable[int]) -> dict[int, int]:
        """How many events each of some nodes (numbers, accounts) has a part in."""
        wanted = sorted(set(numbers_))
        with self._guard:
            _, kept = self._of(scope)
            missing = {node for node in wanted if node not in kept}
            if missing:
                kept.update(dict.fromkeys(missing, 0))
                for link in self._workspace.facts.links(scope, sorted(missing)):
                    for end in {link.a, link.b} & missing:
                        kept[end] += link.weight
            return {node: kept[node] for node in wanted}

    def _of(self, scope: Scope) -> tuple[dict[int, Traits], dict[int, int]]:
        key = scope.digest, self._workspace.judgements.watermark()[1]
        kept = self._kept.setdefault(key, ({}, {}))
        self._kept.move_to_end(key)
        while len(self._kept) > _SCOPES:
            self._kept.popitem(last=False)
        return kept


def _read(workspace: Workspace, scope: Scope, nodes: Sequence[int]) -> dict[int, Traits]:
    own = hanging(workspace.database, scope, "entity", "target", nodes)
    others = hanging(workspace.database, scope, "target", "entity", nodes)
    made = {}
    for node in nodes:
        rows = own.get(node) or others.get(node)
        if not rows:
            made[node] = NOTHING
            continue
        holds = frozenset(other for _, _, other in own.get(node, ()) if other)
        tied = holds | frozenset(other for _, _, other in others.get(node, ()) if other)
        made[node] = Traits(frozenset(row[0] for row in rows), frozenset(row[1] for row in rows), holds, tied)
    return made


_OPENED: "WeakKeyDictionary[Workspace, KnownTraits]" = WeakKeyDictionary()
_OPENED_GUARD = threading.Lock()

__all__ = ["NOTHING", "KnownTraits", "Traits"]
