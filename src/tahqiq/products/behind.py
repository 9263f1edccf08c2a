"""What stands behind a line of a chart: each event that its number counts with the records that tell of it,
or each value that says it, with its place."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from tahqiq.model.entity import Entity
from tahqiq.model.link import Link
from tahqiq.model.scope import Scope
from tahqiq.model.statement import Statement
from tahqiq.products.board_times import Part, within
from tahqiq.products.describe import Json, place_json
from tahqiq.products.fitted import behind_fitted
from tahqiq.store.events import moment_of, written
from tahqiq.store.facts.columns import Columns, concat, take
from tahqiq.store.facts.occasions import NEEDED, together
from tahqiq.store.facts.record import FactRecord
from tahqiq.store.nodes import node_numbers
from tahqiq.store.workspace import Workspace

_COLUMNS = (*NEEDED, "serial", "key")


@dataclass(frozen=True, slots=True)
class BackingEvent:
    """One event, or one record of another link: ``out`` whether it goes from the line's first end (None where
    that says nothing), ``fact`` its first record as it is kept (None for a link of values), ``records`` what
    tells of it."""

    out: bool | None
    fact: FactRecord | None
    records: tuple[Entity | Statement, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """A part of what stands behind a line: ``out`` and ``back`` count its events in each direction,
    ``records`` all that tell of them, ``total`` the rows."""

    out: int
    back: int
    records: int
    total: int
    told: tuple[BackingEvent, ...]


def events(
    workspace: Workspace,
    scope: Scope,
    near: Sequence[int],
    far: Collection[int],
    label: str,
    limit: int,
    offset: int,
    part: Part,
) -> Behind:
    """The events of one type between two groups of nodes (the fragments of two items) in a part of the time,
    in the order of time."""
    facts = workspace.facts
    pieces = [facts.columns_of(scope, node, _COLUMNS, kinds=(label,)) for node in near]
    filled = [piece for piece in pieces if len(piece["kind"])]
    if not filled:
        return Behind(0, 0, 0, 0, ())
    rows = concat(filled)
    rows = take(rows, np.isin(rows["other"], np.array(sorted(far), np.int64)))
    return _told(workspace, scope, rows, limit, offset, part)


def in_handset(
    workspace: Workspace,
    scope: Scope,
    near: Collection[int],
    far: Collection[int],
    limit: int,
    offset: int,
    part: Part,
) -> Behind:
    """The events that name a SIM or number and its handset, in a part of the time, in the order of time; all
    of them go from the SIM or number."""
    rows = behind_fitted(workspace, scope, near, far, _COLUMNS)
    return _told(workspace, scope, {**rows, "out": np.ones_like(rows["out"])}, limit, offset, part)


def _told(workspace: Workspace, scope: Scope, rows: Columns, limit: int, offset: int, part: Part) -> Behind:
    happened = together(rows)
    if not part.whole:
        stands = np.array([one[0] for one in happened], np.int64)
        happened = [
            one
            for one, inside in zip(happened, within(workspace, scope, take(rows, stands), part), strict=True)
            if inside
        ]
    out = [bool(rows["out"][one[0]]) for one in happened]
    shown = workspace.facts.opened(scope, rows, happened[offset : offset + limit])
    entities = iter(workspace.events.entities(scope, [record for one in shown for record in one.records]))
    told = tuple(
        BackingEvent(way, one.records[0], tuple(next(entities) for _ in one.records))
        for way, one in zip(out[offset : offset + limit], shown, strict=True)
    )
    return Behind(sum(out), len(out) - sum(out), sum(map(len, happened)), len(happened), told)


def values(workspace: Workspace, scope: Scope, links: Sequence[Link], limit: int, offset: int) -> Behind:
    """The recorded values that say a link, each once, in the order of their places."""
    wanted = {(item.entity, item.statement) for link in links for item in link.evidence}
    numbers = node_numbers(workspace.database, sorted({entity for entity, _ in wanted}))
    read = workspace.reading.statements(scope, sorted(numbers.values()))
    found = [one for statements in read.values() for one in statements if (one.entity, one.id) in wanted]
    found.sort(key=lambda one: (one.source_id, one.place.part.no, one.place.row, one.place.column, one.id))
    return Behind(
        0,
        0,
        len(found),
        len(found),
        tuple(BackingEvent(None, None, (one,)) for one in found[offset : offset + limit]),
    )


def behind_json(found: Behind) -> Json:
    """Counts, and each event or value with where it stands."""
    return {
        "events": {"out": found.out, "in": found.back},
        "records": found.records,
        "total": found.total,
        "told": [_event_json(item) for item in found.told],
    }


def _event_json(item: BackingEvent) -> Json:
    fact = item.fact
    amount = (
        "" if fact is None or fact.amount is None else f"{written(fact.amount)} {fact.currency or ''}".strip()
    )
    return {
        "id": _record(item.records[0])["id"],
        "out": item.out,
        "at": moment_of(fact) if fact is not None else "",
        "at_text": (fact.start_text or "") if fact is not None else "",
        "zone": (fact.zone or "") if fact is not None else "",
        "seconds": fact.seconds if fact is not None else None,
        "amount": amount,
        "text": (fact.text or "")[:200] if fact is not None else "",
        "records": [_record(record) for record in item.records],
    }


def _record(record: Entity | Statement) -> Json:
    """Where a record stands: its event's or entity's id, its source, place and grade; a recorded value with
    its property and what it says."""
    first = record.statements[0] if isinstance(record, Entity) else record
    named = record.id if isinstance(record, Entity) else first.entity
    return {
        "id": named.hex(),
        "source": first.source_id,
        "source_name": first.source_name,
        "place": place_json(first),
        "grade": str(first.grade) if first.grade else None,
        "schema": first.schema,
        "prop": "" if isinstance(record, Entity) else first.prop,
        "value": "" if isinstance(record, Entity) else first.value,
    }
