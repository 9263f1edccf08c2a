"""What happened to the items of a chart, for the line of time below it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tahqiq.model.scope import Scope
from tahqiq.resolve.clusters import Clustering
from tahqiq.store.events import moment_of
from tahqiq.store.facts.columns import plain_decimal
from tahqiq.store.facts.record import Address, FactRecord, address
from tahqiq.store.nodes import node_rows
from tahqiq.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of the items on a chart. ``at`` ISO 8601 UTC, a day where only a day was written, "" where the time is not known; ``seconds`` it lasted; ``parties`` are ids, the
    acting one first; ``records`` how many records tell of it; ``text`` what was written; ``amount`` with its currency, "" for none."""

    id: str
    schema: str
    at: str
    seconds: int
    parties: tuple[str, ...]
    records: int
    amount: str
    text: str
    source: str


def happened(
    workspace: Workspace, scope: Scope, found: Clustering, nodes: Iterable[int], since: datetime | None, until: datetime | None, limit: int
) -> tuple[list[Happened], int]:
    """Events in which the items took part (or that happened at them), each once, in the order of time; and how many there are in all."""
    facts = workspace.facts
    told: dict[Address, tuple[FactRecord, ...]] = {}
    shown: dict[int, int] = {}
    for item in nodes:
        for number in found.members(item):
            shown.setdefault(number, item)
            occasions = facts.occasions_of(scope, number, since=since, until=until, limit=None)
            groups = [one.records for one in occasions] or [
                (record,) for record in facts.at_place(scope, number, since=since, until=until, limit=limit)
            ]
            for records in groups:
                told.setdefault(min(address(record) for record in records), records)
    ordered = sorted(told.items(), key=lambda pair: (pair[1][0].start or datetime.max.replace(tzinfo=UTC), pair[0]))[:limit]
    return _told(workspace, scope, shown, [records for _, records in ordered]), len(told)


def _told(workspace: Workspace, scope: Scope, shown: Mapping[int, int], events: Sequence[tuple[FactRecord, ...]]) -> list[Happened]:
    firsts = [records[0] for records in events]
    parties = [[shown.get(node, node) for node in (record.a, record.b) if node is not None] for record in firsts]
    names = node_rows(workspace.database, sorted({node for party in parties for node in party}))
    made = []
    for entity, record, records, party in zip(workspace.events.entities(scope, firsts), firsts, events, parties, strict=True):
        amount = "" if record.amount is None else f"{plain_decimal(record.amount)} {record.currency or ''}".strip()
        source = entity.statements[0].source_id if entity.statements else ""
        ids = tuple(names[node][0].hex() for node in dict.fromkeys(party))
        made.append(
            Happened(
                entity.id.hex(),
                record.kind,
                moment_of(record),
                record.seconds or 0,
                ids,
                len(records),
                amount,
                (record.text or "")[:500],
                source,
            )
        )
    return made
