"""Striking what an erasure takes away out of words that people wrote: documents of cases, reasons, settings of jobs, saved mappings, titles.

Each row that the log commits to is announced with what it says now before it is changed, so that ``verify`` can tell striking from forging. Kept
results that say something of it are removed: they can be made again. Doing it a second time changes nothing.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

from tahqiq.store.database import Database, integer, text
from tahqiq.store.decisions import Decisions, Release, Retraction
from tahqiq.store.derivations import Derivation, Derivations
from tahqiq.store.documents import Document, Documents, as_kept, without_names
from tahqiq.store.judgements import Judgements
from tahqiq.store.shelf_erasure import strike_records
from tahqiq.store.vanishing import Vanishing

Payload = Mapping[str, str | int]
Announce = Callable[[str, str, Payload], AbstractContextManager[object]]
"""Around the change of one row: what the log calls it, its case ("" where it has none) and what it says now."""
NOTHING = Vanishing(())
Decided = Retraction | Release | Derivation


def unannounced(_thing: str, _case: str, _payload: Payload) -> AbstractContextManager[object]:
    """For workspaces without a log (tests)."""
    return nullcontext()


def strike(database: Database, gone: Vanishing, announce: Announce = unannounced) -> int:
    """Take everything that vanishes out of every text that somebody wrote; how many rows were changed or removed."""
    return (
        strike_documents(database, gone, announce)
        + strike_records(database, gone, announce)
        + _decisions(database, gone, announce)
        + _judgements(database, gone, announce)
        + _results(database, gone)
        + sum(_plain(database, gone, *place) for place in _PLAIN)
    )


_PLAIN = (
    ("job", ("recipe", "progress", "result"), ("no",)),
    ("saved_mapping", ("text",), ("case_id", "name", "version")),
    ("mapping_document", ("text",), ("name", "version")),
    ("preference", ("body",), ("person",)),
    ("case_file", ("title",), ("id",)),
    ("compartment", ("title",), ("name",)),
)
"""Tables whose texts no entry of the log commits to, with the columns that hold words and those that name a row."""


def strike_documents(database: Database, gone: Vanishing, announce: Announce = unannounced) -> int:
    """The same in documents of cases, in every version; what they refer to loses the name that older programs wrote beside it."""
    changed = 0
    for item in list(_changed(Documents(database).every(), gone)):
        with announce(item.thing, item.case, item.payload()), database.transaction(durable=True) as transaction:
            changed += transaction.execute(
                "UPDATE case_document SET title=?, body=? WHERE id=? AND version=?", (item.title, item.body, item.id, item.version)
            )
    return changed


def _changed(items: Iterator[Document], gone: Vanishing) -> Iterator[Document]:
    for item in items:
        body = gone.strike_in(without_names(item.content))
        told = as_kept(body) if isinstance(body, Mapping) and body != item.content else item.body
        made = replace(item, title=gone.strike(item.title), body=told)
        if made != item:
            yield made


def _decisions(database: Database, gone: Vanishing, announce: Announce) -> int:
    every: list[Decided] = [*Decisions(database).retractions(), *Decisions(database).releases(), *Derivations(database).every()]
    changed = 0
    for item in every:
        reason = gone.strike(item.reason)
        if reason != item.reason:
            made = replace(item, reason=reason)
            with announce(f"{item.kind} {item.thing}", "", made.payload()), database.transaction(durable=True) as transaction:
                changed += transaction.execute(*_reason(made))
    return changed


def _reason(made: Decided) -> tuple[str, tuple[str | int | bytes, ...]]:
    number = "(SELECT no FROM source WHERE id=?)"
    if isinstance(made, Retraction):
        where, params = (
            f"id=? AND source={number} AND entity=(SELECT no FROM node WHERE id=?)",
            (bytes.fromhex(made.id), made.source, bytes.fromhex(made.entity)),
        )
        return f"UPDATE retraction SET reason=? WHERE {where} AND seq=?", (made.reason, *params, made.seq)
    if isinstance(made, Release):
        where = f"class IN (SELECT no FROM data_class WHERE held_by={number})"
        return f"UPDATE hold_release SET reason=? WHERE {where} AND seq=?", (made.reason, made.source, made.seq)
    return f"UPDATE derivation SET reason=? WHERE source={number} AND origin={number} AND seq=?", (
        made.reason,
        made.source,
        made.origin,
        made.seq,
    )


def _judgements(database: Database, gone: Vanishing, announce: Announce) -> int:
    """A judgement keeps the digest that its act's entry commits to, and gets an entry over the words that are left."""
    changed = 0
    for kept in list(Judgements(database).every()):
        item = kept.judgement
        reason = gone.strike(item.reason)
        if reason != item.reason and not kept.erased:
            made = replace(item, reason=reason)
            payload = {"id": item.id, "check": made.check().hex(), "was": kept.digest.hex()}
            with announce(f"judgement {item.id}", "", payload), database.transaction(durable=True) as transaction:
                changed += transaction.execute("UPDATE judgement SET reason=? WHERE id=?", (reason, item.id))
    return changed


def _results(database: Database, gone: Vanishing) -> int:
    said = [
        integer(no)
        for no, recipe, body in database.stream("SELECT no, recipe, body FROM analysis_result")
        if gone.strike(text(recipe)) != text(recipe) or gone.strike(text(body)) != text(body)
    ]
    with database.transaction(durable=True) as transaction:
        for no in said:
            transaction.execute("DELETE FROM analysis_result WHERE no=?", (no,))
            transaction.execute("DELETE FROM analysis_input WHERE result=?", (no,))
    return len(said)


def _plain(database: Database, gone: Vanishing, table: str, columns: tuple[str, ...], key: tuple[str, ...]) -> int:
    rows = database.query(f"SELECT {', '.join((*columns, *key))} FROM {table}")
    made = [(tuple(_struck(gone, text(value)) for value in row[: len(columns)]), row) for row in rows]
    changed = [(values, row) for values, row in made if values != tuple(map(text, row[: len(columns)]))]
    with database.transaction(durable=True) as transaction:
        for values, row in changed:
            transaction.execute(_update(table, columns, key), (*values, *row[len(columns) :]))
    return len(changed)


def _update(table: str, columns: tuple[str, ...], key: tuple[str, ...]) -> str:
    return f"UPDATE {table} SET {', '.join(f'{name}=?' for name in columns)} WHERE {' AND '.join(f'{name}=?' for name in key)}"


def _struck(gone: Vanishing, words: str) -> str:
    """A text, or plain data as JSON, of which only the words are struck."""
    try:
        told = json.loads(words)
    except ValueError:
        return gone.strike(words)
    made = gone.strike_in(told)
    return words if made == told else json.dumps(made, ensure_ascii=False, sort_keys=True)


__all__ = ["NOTHING", "Announce", "strike", "strike_documents", "unannounced"]
