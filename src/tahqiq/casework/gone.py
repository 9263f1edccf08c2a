"""Why nobody reads anything of a document any more."""

from tahqiq.access.door import Door
from tahqiq.kit.errors import NotFound
from tahqiq.model.scope import Scope
from tahqiq.model.source import Source, gone
from tahqiq.store.erasure import Erasures


def why_gone(door: Door, scope: Scope, source: Source) -> NotFound:
    """Of a source that is erased, or due to be: by which order, when and by whom, as far as the scope shows
    the erasure. A member of an archive goes with the archive."""
    orders = [] if source.state == "due" else Erasures(door.workspace).all(scope)
    for item in reversed(orders):
        if item.state in ("approved", "done") and (item.source == source.no or source.id in item.counts):
            names = door.people.names([item.requested_by, item.approved_by])
            return NotFound(
                "source-erasing-by" if source.state == "erasing" else "source-erased-by",
                id=source.id,
                order=item.order,
                day=item.approved_at[:10],
                asked=names.get(item.requested_by, item.requested_by),
                approved=names.get(item.approved_by, item.approved_by),
            )
    return gone(source)
