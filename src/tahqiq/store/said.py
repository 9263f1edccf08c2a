"""What is said of things, value by value, for whoever computes over all of it: linkage."""

from collections.abc import Iterator
from dataclasses import dataclass

from tahqiq.model.scope import Scope
from tahqiq.store.database import Database, integer, text
from tahqiq.store.reading import standing
from tahqiq.store.valued import value_sql


@dataclass(frozen=True, slots=True)
class Said:
    """One standing value: of node ``node`` of type ``schema``, with the node its value names (0: none, and its type), data class and source number."""

    node: int
    schema: str
    prop: str
    value: str
    target: int
    target_schema: str
    data_class: int
    source: int


def said(database: Database, scope: Scope) -> Iterator[Said]:
    """Every visible value that is not retracted, node by node, in bounded memory."""
    rows = database.stream(
        f"SELECT s.entity, n.schema, p.name, {value_sql(database.engine)}, s.target, t.schema, s.class, s.source FROM statement s"
        " JOIN node n ON n.no = s.entity JOIN prop p ON p.no = s.prop LEFT JOIN value v ON v.no = s.value LEFT JOIN node t ON t.no = s.target"
        f" WHERE {standing(scope)} ORDER BY s.entity, s.id, s.source"
    )
    for node, schema, prop, value, target, target_schema, data_class, source in rows:
        yield Said(
            integer(node), text(schema), text(prop), text(value), integer(target), text(target_schema), integer(data_class), integer(source)
        )


__all__ = ["Said", "said"]
