"""Retention: whose last day is over is read by nobody any more (``tahqiq.store.record_store``), and emptied,
every version, once two persons confirmed it. A hold is a body whose kind gives no last day (``Kind.until``
None)."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date

from tahqiq.access.door import Door
from tahqiq.access.struck import STRIKE
from tahqiq.model.kinds import AnyKind
from tahqiq.model.scope import Actor
from tahqiq.store.record_over import over
from tahqiq.store.stored_record import Record

RETENTION = "retention"
"""The act of the entry that says that a record's time was over; its object is the record's id."""
AT_ONCE = 500
Companions = Callable[[list[str]], list[Record]]


def empty_over(
    door: Door,
    actor: Actor,
    kind: AnyKind,
    homes: Sequence[str],
    day: date,
    order: str,
    companions: Companions = lambda _ids: [],
) -> int:
    """Empty every record of ``kind`` in ``homes`` whose last day was before ``day``, with the records that
    ``companions`` gives for their ids (a record's history in its flow), on the ``order`` (its id) that two
    persons confirmed. Each stands in the log, so that ``verify`` holds. Returns how many records were
    emptied; doing it again empties nothing more.

    This needs no Scope: it reads nothing out, and nobody sees what it empties.
    """
    emptied = 0
    records = door.workspace.records
    while True:
        found = list(over(door.workspace.database, kind, homes, day, AT_ONCE))
        if not found:
            return emptied
        ids = [identity for identity, _, _ in found]
        versions: dict[str, list[Record]] = {}
        for item in records.versions_of(ids):
            versions.setdefault(item.id, []).append(item)
        further = companions(ids)
        for identity, home, _ in found:
            with door.audit.act(
                actor, RETENTION, identity, home, {"kind": kind.name, "day": day.isoformat(), "order": order}
            ):
                for item in versions.get(identity, []):
                    _emptied(door, actor, item)
                records.forget(identity)
        for item in further:
            _emptied(door, actor, item)
        for identity in {item.id for item in further}:
            records.forget(identity)
        emptied += len(ids)


def _emptied(door: Door, actor: Actor, item: Record) -> None:
    if item.state == "erased":
        return
    made = replace(item, body="{}", state="erased", cited="")
    announced: AbstractContextManager[object] = door.audit.act(
        actor, STRIKE, made.thing, made.home, made.payload()
    )
    with announced:
        door.workspace.records.rewrite(made)
