"""Whether what was erased, or is to be, is proven by an order in the log."""

from collections.abc import Iterator

from tahqiq.access.door import Door
from tahqiq.access.entries import Entries, commits
from tahqiq.access.erasure_proof import proven
from tahqiq.access.leaf import Leaf
from tahqiq.model.source import Source
from tahqiq.store.erasure import Erasures, tombstones
from tahqiq.store.workspace import Workspace

Fault = tuple[str, dict[str, str | int]]


def erasure_faults(workspace: Workspace, log: Entries, seen: list[Source]) -> Iterator[Fault]:
    """Sources that are to be gone: an unfinished erasure, or one that no order in the log proves."""
    stones = {stone.source: stone for stone in tombstones(workspace.database)}
    register = Erasures(workspace)
    proof = {item.no: proven(log, item) for item in register.ordered()}
    orders: dict[str, list[Leaf]] = {}
    for leaf in log.leaves("erase"):
        if leaf.phase == "intent":
            orders.setdefault(leaf.object, []).append(leaf)
    for source in seen:
        if source.state == "erasing":
            order = next(
                (
                    item
                    for item in register.ordered()
                    if item.state == "approved" and source.id in item.counts
                ),
                None,
            )
            known = order is not None and proof[order.no]
            yield "erasure-unfinished" if known else "erasure-unproven", {"source": source.id}
        elif source.state == "erased" or source.id in stones:
            stone = stones.get(source.id)
            logged = stone is not None and any(
                commits(log, leaf, stone.payload()) for leaf in orders.get(source.id, ())
            )
            if source.state != "erased" or not logged or stone is None or not proof.get(stone.erasure, False):
                yield "tombstone-unproven", {"source": source.id}


def erased_by_order(door: Door, seen: list[Source]) -> Iterator[Fault]:
    """Sources that are gone, each with the order it went by: no fault."""
    gone = {source.id for source in seen if source.state == "erased"}
    stones = [stone for stone in tombstones(door.workspace.database) if stone.source in gone]
    names = door.people.names({stone.approved_by for stone in stones})
    for stone in stones:
        yield (
            "erased-by-order",
            {
                "source": stone.source,
                "sha256": stone.sha256,
                "order": stone.order,
                "at": stone.at,
                "by": names.get(stone.approved_by, stone.approved_by),
            },
        )
