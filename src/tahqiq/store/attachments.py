"""What hangs on things: for each, by which source and data class it is tied to what."""

from collections.abc import Sequence
from typing import Literal

from tahqiq.kit.parts import parts
from tahqiq.model.scope import Scope
from tahqiq.store.database import Database, integer, numbers
from tahqiq.store.reader import standing

_CHUNK = 500
End = Literal["entity", "target"]


def hanging(
    database: Database, scope: Scope, here: End, there: End, nodes: Sequence[int]
) -> dict[int, list[tuple[int, int, int]]]:
    """Source, data class and other end (0: a plain value) of the standing visible statements that have a node
    at their end ``here``, by node."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    for part in parts(nodes, _CHUNK):
        sql = (
            f"SELECT DISTINCT s.{here}, s.source, s.class, COALESCE(s.{there}, 0) FROM statement s"
            f" WHERE s.{here} IN ({numbers(part)}) AND {standing(scope)}"
        )
        for node, source, data_class, other in database.query(sql):
            found.setdefault(integer(node), []).append((integer(source), integer(data_class), integer(other)))
    return found


__all__ = ["End", "hanging"]
