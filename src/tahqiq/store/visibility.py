"""Through which data classes a thing is seen: what a document that refers to it rests on."""

from collections.abc import Sequence

from tahqiq.kit.parts import parts
from tahqiq.model.scope import Scope
from tahqiq.store.database import integer, numbers
from tahqiq.store.reader import standing
from tahqiq.store.workspace import Workspace

_CHUNK = 500


def resting(workspace: Workspace, scope: Scope, nodes: Sequence[int]) -> dict[int, set[int]]:
    """The visible classes in which each node number is stated, mentioned or named by an event; a node of
    which nothing is visible is left out."""
    found: dict[int, set[int]] = {}
    for part in parts(nodes, _CHUNK):
        inside = numbers(part)
        for column in ("entity", "target"):
            sql = (
                f"SELECT DISTINCT s.{column}, s.class FROM statement s WHERE s.{column} IN ({inside}) "
                f"AND {standing(scope)}"
            )
            for node, data_class in workspace.database.query(sql):
                found.setdefault(integer(node), set()).add(integer(data_class))
    pairs = workspace.facts.neighbours_of_many(scope, nodes)
    for node, data_class in set(zip(pairs.node.tolist(), pairs.data_class.tolist(), strict=True)):
        found.setdefault(node, set()).add(data_class)
    for node in set(nodes) - found.keys():
        records = workspace.facts.records_of(scope, node, limit=1) or workspace.facts.at_place(
            scope, node, limit=1
        )
        if records:
            found[node] = {record.class_no for record in records}
    left = [node for node in nodes if node not in found]
    return found | {node: {no} for node, no in workspace.facts.carried(scope, left).items()}
