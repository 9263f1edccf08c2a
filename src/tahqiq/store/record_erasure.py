"""What an erasure by order takes out of records on records: what a kind says rested on things that are gone.

Every version is changed where it stands, announced before with what it says now, so that ``verify`` can tell
erasing from forging. A version whose body no longer fits its kind afterwards is emptied (state ``erased``):
better nothing than what was ordered away. Doing it a second time changes nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace

from pydantic import ValidationError

from tahqiq.model.kind import written
from tahqiq.model.kinds import kinds
from tahqiq.store.citations import still_cited
from tahqiq.store.database import Database, blob, text
from tahqiq.store.record_store import RecordStore
from tahqiq.store.stored_record import Record

Announce = Callable[[str, str, Mapping[str, str | int]], AbstractContextManager[object]]


def forget_things(database: Database, announce: Announce) -> int:
    """Have each kind take out what rested on entities that are no longer there; how many versions were
    changed. An event is no node: it is there as long as its source is."""
    rows = database.query("SELECT DISTINCT entity FROM shelf_reference")
    there = (
        {
            bytes(identity).hex()
            for (identity,) in database.stream("SELECT id FROM node")
            if isinstance(identity, bytes | memoryview)
        }
        if rows
        else set()
    )
    events = (
        {blob(prefix).hex() for (prefix,) in database.query("SELECT DISTINCT prefix FROM fact_key")}
        if rows
        else set()
    )
    gone = frozenset(
        entity for row in rows if (entity := text(row[0])) not in there and entity[:16] not in events
    )
    changed = _rewritten(
        database, (_without(item, gone) for item in RecordStore(database).referring(sorted(gone))), announce
    )
    with database.transaction(durable=True) as transaction:
        for entity in sorted(gone):
            transaction.execute("DELETE FROM shelf_reference WHERE entity=?", (entity,))
    return changed


def _rewritten(database: Database, items: Iterator[tuple[Record, Record]], announce: Announce) -> int:
    records = RecordStore(database)
    changed = [made for before, made in items if made != before]
    for made in changed:
        with announce(made.thing, made.home, made.payload()):
            records.rewrite(made)
    return len(changed)


def _without(item: Record, gone: frozenset[str]) -> tuple[Record, Record]:
    kind = kinds().get(item.kind)
    if kind is None or kind.erased is None or item.state == "erased":
        return item, item
    body = kind.erased(kind.read(item.body, item.shape), gone)
    told = written(body)
    before = written(kind.read(item.body, item.shape))
    return item, item if told == before else replace(
        item, body=told, shape=kind.shape, cited=still_cited(told, item.cited)
    )


def fitting(made: Record) -> Record:
    """A version whose words were struck; emptied where its body no longer fits its kind: better nothing than
    what was ordered away."""
    kind = kinds().get(made.kind)
    try:
        if kind is not None:
            kind.read(made.body, made.shape)
    except (ValidationError, KeyError, ValueError):
        return replace(made, body="{}", state="erased", cited="")
    return made
