"""Retention: records whose last day is over are emptied, every version, by a clock. A hold is a body whose kind gives no last day (``Kind.until`` None)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date

from tahqiq.access.door import Door
from tahqiq.access.struck import STRIKE
from tahqiq.model.kinds import AnyKind
from tahqiq.model.scope import Actor
from tahqiq.store.shelf import Record

RETENTION = "retention"
"""The act of the entry that says that a record's time was over; its object is the record's id."""
Companions = Callable[[list[str]], list[Record]]


def empty_expired(door: Door, actor: Actor, kind: AnyKind, day: date, companions: Companions = lambda _ids: []) -> int:
    """Empty every record of ``kind``, in every home, that might be kept until a day before ``day``, with the records that ``companions`` gives for their ids
    (a record's history in its flow). Each stands in the log, so that ``verify`` holds. Returns how many records were emptied; doing it again empties nothing more.

    This needs no Scope: it reads nothing out, and it must reach what the clock may not see.
    """
    emptied = 0
    while True:
        versions = door.workspace.shelves.expired(kind, day)
        if not versions:
            return emptied
        ids = list(dict.fromkeys(item.id for item in versions))
        home = {item.id: item.home for item in versions}
        further = companions(ids)
        for identity in ids:
            with door.audit.act(actor, RETENTION, identity, home[identity], {"kind": kind.name, "day": day.isoformat()}):
                for item in (one for one in versions if one.id == identity):
                    _emptied(door, actor, item)
                door.workspace.shelves.forget(identity)
        for item in further:
            _emptied(door, actor, item)
        for identity in {item.id for item in further}:
            door.workspace.shelves.forget(identity)
        emptied += len(ids)


def _emptied(door: Door, actor: Actor, item: Record) -> None:
    if item.state == "erased":
        return
    made = replace(item, body="{}", state="erased")
    announced: AbstractContextManager[object] = door.audit.act(actor, STRIKE, made.thing, made.home, made.payload())
    with announced:
        door.workspace.shelves.rewrite(made)
