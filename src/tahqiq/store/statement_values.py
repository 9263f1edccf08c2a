"""What is said of things, value by value, for whoever computes over all of it or over some of it: linkage."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from tahqiq.kit.parts import parts
from tahqiq.model.scope import Scope
from tahqiq.store.database import Database, integer, numbers, text
from tahqiq.store.reader import standing
from tahqiq.store.value_sql import value_sql

_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class StandingValue:
    """One standing value: of node ``node`` of type ``schema``, with the node its value names (0: none, and
    its type), data class and source number."""

    node: int
    schema: str
    prop: str
    value: str
    target: int
    target_schema: str
    data_class: int
    source: int


def standing_values(
    database: Database, scope: Scope, nodes: Sequence[int] | None = None
) -> Iterator[StandingValue]:
    """Every visible value that is not retracted, or those of some nodes, node by node, in bounded memory."""
    if nodes is None:
        yield from _standing_rows(database, scope, "")
        return
    for part in parts(nodes, _CHUNK):
        yield from _standing_rows(database, scope, f" AND s.entity IN ({numbers(part)})")


def _standing_rows(database: Database, scope: Scope, inside: str) -> Iterator[StandingValue]:
    rows = database.stream(
        f"SELECT s.entity, n.schema, p.name, {value_sql(database.engine)}, s.target, t.schema, "
        "s.class, s.source FROM statement s"
        " JOIN node n ON n.no = s.entity JOIN prop p ON p.no = s.prop LEFT JOIN value v ON v.no = "
        "s.value LEFT JOIN node t ON t.no = s.target"
        f" WHERE {standing(scope)}{inside} ORDER BY s.entity, s.id, s.source"
    )
    for node, schema, prop, value, target, target_schema, data_class, source in rows:
        yield StandingValue(
            integer(node),
            text(schema),
            text(prop),
            text(value),
            integer(target),
            text(target_schema),
            integer(data_class),
            integer(source),
        )


def nodes_of(database: Database, schemata: Collection[str]) -> list[int]:
    """The numbers of all nodes of some types, whoever may see them, rising."""
    return [
        integer(row[0])
        for row in database.stream(f"SELECT no FROM node WHERE schema IN ({_quoted(schemata)}) ORDER BY no")
    ]


def pointing(database: Database, targets: Sequence[int], schemata: Collection[str]) -> list[int]:
    """Nodes of some types of which a value, visible or not, names one of ``targets``, rising."""
    return _ends(database, "entity", "target", targets, schemata)


def pointed_at(database: Database, entities: Sequence[int], schemata: Collection[str]) -> list[int]:
    """Nodes that a value, visible or not, of those ``entities`` that are of some types names, rising."""
    return _ends(database, "target", "entity", entities, schemata)


def _ends(
    database: Database, wanted: str, known: str, nodes: Sequence[int], schemata: Collection[str]
) -> list[int]:
    found: set[int] = set()
    for part in parts(nodes, _CHUNK):
        inside = numbers(part)
        sql = (
            f"SELECT DISTINCT s.{wanted} FROM statement s JOIN node n ON n.no = s.entity"
            f" WHERE s.{known} IN ({inside}) AND s.target IS NOT NULL AND n.schema IN ({_quoted(schemata)})"
        )
        found.update(integer(row[0]) for row in database.query(sql))
    return sorted(found)


def _quoted(names: Collection[str]) -> str:
    """Names of types as an SQL list; they come from the vocabulary and are letters only."""
    return ",".join(f"'{name}'" for name in sorted(names) if name.isalnum()) or "''"


__all__ = ["StandingValue", "nodes_of", "pointed_at", "pointing", "standing_values"]
