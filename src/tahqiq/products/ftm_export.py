"""A selection as FollowTheMoney data with the source of every value: statements (CSV) and entities (JSON
lines)."""

import json
from collections.abc import Iterable, Iterator

from tahqiq.collect import exchange_judgement
from tahqiq.collect.exchange_row import OURS, Node, dataset, write
from tahqiq.formats.ftm import STUB, statement_lines
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.selection import Chosen

_TWICE = ("entity_id", "canonical_id", "schema", "prop_type", "dataset", "external", "origin")
"""Columns of a statement that an entity says for all of its statements, or that FollowTheMoney derives."""


def statements(chosen: Iterable[Chosen], judged: bool = False) -> Iterator[str]:
    """The statements as CSV text: FollowTheMoney's columns, then ours, with ``judged`` one for decisions
    about identity; by entity id and statement id."""
    columns = (*OURS, exchange_judgement.COLUMN) if judged else OURS
    yield from statement_lines((row for item in chosen for row in _rows(item)), columns)


def entities(chosen: Iterable[Chosen]) -> Iterator[str]:
    """One JSON object a line: the entity as FollowTheMoney has it, its ``statements`` with their sources, its
    ``datasets``.

    A merged entity stands once, under the id it is displayed by; ``referents`` are the ids of its other
    fragments, and a statement of one of those says so itself. Entities that values point to and that have no
    values of their own follow at the end as stubs.
    """
    told: set[bytes] = set()
    pointed: dict[bytes, Node] = {}
    for item in chosen:
        told.update((item.entity.id, *item.entity.fragments))
        pointed |= item.nodes
        yield _line(_entity(item))
    for identity in sorted(set(pointed) - told):
        yield _line(_stub(pointed[identity]))


def _rows(item: Chosen) -> Iterator[dict[str, str]]:
    told_by = item.record
    side, mark, book = (told_by.side, told_by.mark, told_by.book) if told_by is not None else (None,) * 3
    told = exchange_judgement.write(item.judgements)
    for at, statement in enumerate(item.entity.statements):
        row = write(
            statement,
            item.node_of(statement),
            item.nodes.get(statement.target) if statement.target else None,
            side,
            mark,
            book,
        )
        yield {
            **row,
            "canonical_id": item.entity.id.hex(),
            **({exchange_judgement.COLUMN: told} if told and not at else {}),
        }


def _entity(item: Chosen) -> dict[str, object]:
    own = {"entity_id": item.entity.id.hex(), "schema": item.entity.schema}
    rows = [
        {name: value for name, value in row.items() if name not in _TWICE or own.get(name, value) != value}
        for row in _rows(item)
    ]
    sources = sorted({dataset(one.source_sha256) for one in item.entity.statements})
    properties = {name: sorted(values) for name, values in item.entity.properties.items()}
    merged = (
        {"referents": sorted(one.hex() for one in item.entity.fragments[1:])} if item.entity.fragments else {}
    )
    about = {"id": item.entity.id.hex(), "schema": item.entity.schema}
    return {**about, "properties": properties, "datasets": sources, **merged, "statements": rows}


def _stub(node: Node) -> dict[str, object]:
    schema = vocabulary().schemata.get(node.schema)
    rule = schema.identifiers[0] if schema and schema.identifiers else None
    properties = {rule.property: [node.key]} if rule and node.key else {}
    return {
        "id": node.id.hex(),
        "schema": node.schema,
        "properties": properties,
        "statements": [],
        STUB: True,
    }


def _line(shape: dict[str, object]) -> str:
    return json.dumps(shape, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
