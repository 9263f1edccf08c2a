"""Which things stand on a chart of one's cases, or answer a watch of theirs: a decision about them is seen by
somebody already at work."""

import threading
from collections import OrderedDict
from collections.abc import Mapping

from tahqiq.access.door import Door
from tahqiq.model.scope import Actor, Scope
from tahqiq.store.documents import Document, Documents, references
from tahqiq.store.nodes import node_numbers

_ANSWERS = 200
"""How many of the best answers of a watch count."""
_WATCHES = 20
"""How many watches are asked, the last changed first."""
_PATIENCE = 0.5
_MOST = 256
_Key = tuple[str, tuple[int, ...], str, int]
_ASKED: "OrderedDict[tuple[str, _Key], frozenset[bytes]]" = OrderedDict()
_GUARD = threading.Lock()


def watched(door: Door, actor: Actor, scope: Scope) -> Mapping[int, frozenset[str]]:
    """The ids of the charts and watches in the person's cases by the node numbers they contain. A watch
    contains what its search answers (the best 200)."""
    documents = Documents(door.workspace.database)
    found: dict[bytes, set[str]] = {}
    watches: list[Document] = []
    for case in door.cases.of(actor.id):
        for chart in documents.whole(scope, case.id, "chart"):
            for entity, _ in references(chart.content):
                found.setdefault(bytes.fromhex(entity), set()).add(chart.id)
        watches += documents.whole(scope, case.id, "watch")
    for watch in sorted(watches, key=lambda item: item.at, reverse=True)[:_WATCHES]:
        for identity in _answers(door, scope, watch):
            found.setdefault(identity, set()).add(watch.id)
    numbers = node_numbers(door.workspace.database, sorted(found))
    return {numbers[identity]: frozenset(ids) for identity, ids in found.items() if identity in numbers}


def _answers(door: Door, scope: Scope, watch: Document) -> frozenset[bytes]:
    asked, schema = watch.content.get("q"), watch.content.get("type")
    if not isinstance(asked, str) or not asked.strip():
        return frozenset()
    key = (
        str(door.workspace.root),
        (scope.digest, door.workspace.judgements.watermark()[1], watch.id, watch.version),
    )
    with _GUARD:
        if key in _ASKED:
            return _ASKED[key]
    wanted = schema if isinstance(schema, str) and schema else None
    answer = door.workspace.search.search(scope, asked, limit=_ANSWERS, schema=wanted, patience=_PATIENCE)
    made = frozenset(hit.id for hit in answer.hits)
    if not answer.behind:
        with _GUARD:
            _ASKED[key] = made
            while len(_ASKED) > _MOST:
                _ASKED.popitem(last=False)
    return made


__all__ = ["watched"]
