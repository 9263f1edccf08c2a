"""What says to which entities the records of desks refer, held against the records themselves; for
verification only."""

import json
from collections.abc import Iterator, Mapping

from tahqiq.store.database import Database, blob, text
from tahqiq.store.documents import reference_in
from tahqiq.store.record_store import RecordStore


def misreferred(database: Database) -> Iterator[str]:
    """Ids of records that are not found by an entity they refer to, by one they never referred to, or as of
    another kind; rows of records that are not there as well.

    What was masked or emptied no longer says what it referred to, and nothing is found by an entity that was
    erased: neither is looked at.
    """
    there: dict[str, set[str]] = {}
    called: dict[str, set[str]] = {}
    for entity, record, kind in database.query("SELECT entity, record, kind FROM shelf_reference"):
        there.setdefault(text(record), set()).add(text(entity))
        called.setdefault(text(record), set()).add(text(kind))
    said, closed = dict[str, set[str]](), set[str]()
    for item in RecordStore(database).every():
        own = said.setdefault(item.id, set())
        called.get(item.id, set()).discard(item.kind)
        body = json.loads(item.body)
        if item.state == "erased" or (isinstance(body, dict) and body.get("masked")):
            closed.add(item.id)
        own.update(_entities(body))
    nodes = _standing(database, {entity for own in said.values() for entity in own})
    for record in sorted(said.keys() | there.keys()):
        own, found = said.get(record, set()), there.get(record, set())
        if (
            record not in said
            or called.get(record)
            or (record not in closed and ((own - found) & nodes or found - own))
        ):
            yield record


def _entities(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        reference = reference_in(value)
        if reference:
            yield reference[0]
        for item in value.values():
            yield from _entities(item)
    elif isinstance(value, list):
        for item in value:
            yield from _entities(item)


def _standing(database: Database, wanted: set[str]) -> set[str]:
    if not wanted:
        return set()
    return {
        one
        for (identity,) in database.stream("SELECT id FROM node")
        if (one := blob(identity).hex()) in wanted
    }
