"""What people wrote that names what an erasure takes away: found place by place, proposed to the owner of
each case, and struck only where they confirm it.

An erasure changes nobody's words: whoever deposits a file chooses what it says. A proposal keeps where the
words stand (in which text, from which letter to which), never the words, so that nothing of what was erased
is kept by it. Each row that the log commits to is announced with what it says now before it is changed, so
that ``verify`` can tell striking from forging.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import Any, Literal

from tahqiq.kit.errors import Conflict
from tahqiq.kit.ids import digest, sha256
from tahqiq.store.citations import still_cited
from tahqiq.store.database import Database, Value, integer, text
from tahqiq.store.decisions import Decisions, Release, Retraction
from tahqiq.store.derivations import Derivation, Derivations
from tahqiq.store.documents import Document, Documents, as_kept, without_names
from tahqiq.store.erased_words import Spot, Vanishing, led_over, struck_at
from tahqiq.store.judgements import Judgement, Judgements
from tahqiq.store.record_erasure import fitting
from tahqiq.store.record_store import RecordStore
from tahqiq.store.stored_record import Record
from tahqiq.store.workspace import note

Payload = Mapping[str, str | int]
Announce = Callable[[str, str, Payload], AbstractContextManager[object]]
"""Around the change of one row: what the log calls it, its case ("" where it has none) and what it says
now."""
Written = Literal["document", "record", "decision", "judgement", "title", "mapping"]
_KEY = "words-"
"""How the entries of the workspace's own table begin that hold proposals."""


def unannounced(_thing: str, _case: str, _payload: Payload) -> AbstractContextManager[object]:
    """For workspaces without a log (tests)."""
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Writing:
    """A text that somebody wrote, as plain data: ``case`` is the id of its case (or desk's file), ``classes``
    what it rests on (None: its case alone). ``change`` puts plain data in its place."""

    what: Written
    thing: str
    case: str
    classes: frozenset[int] | None
    content: object
    change: Callable[[object, Announce], None]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where words of an erased source stand in a writing that had the digest ``seen``; ``erasure`` is the
    number of the erasure."""

    id: str
    erasure: int
    what: str
    thing: str
    case: str
    seen: str
    spots: tuple[Spot, ...]


def propose(database: Database, gone: Vanishing, erasure: int) -> int:
    """Keep a proposal for every writing in which something that vanishes stands; how many are new. Doing it a
    second time changes only those of writings that changed since."""
    known = {(one.what, one.thing): one for one in proposals(database) if one.erasure == erasure}
    made = 0
    for item in writings(database):
        spots, before = tuple(gone.spots(item.content)), known.get((item.what, item.thing))
        if (not spots and before is None) or (before is not None and before.seen == _seen(item.content)):
            continue
        if before is not None and not spots:
            decided(database, before)
        if spots:
            identity = digest("words", str(erasure), item.what, item.thing, size=8).hex()
            _keep(
                database,
                Proposal(identity, erasure, item.what, item.thing, item.case, _seen(item.content), spots),
            )
            made += 1
    return made


def proposals(database: Database) -> list[Proposal]:
    """Every proposal that nobody decided, in order of the erasures."""
    rows = database.query("SELECT key, value FROM meta WHERE key LIKE ?", (_KEY + "%",))
    found = [_proposal(text(key).removeprefix(_KEY), json.loads(text(value))) for key, value in rows]
    return sorted(found, key=lambda one: (one.erasure, one.what, one.thing))


def decided(database: Database, proposal: Proposal) -> None:
    """Forget a proposal: its words were struck, or they stay."""
    with database.transaction(durable=True) as transaction:
        transaction.execute("DELETE FROM meta WHERE key=?", (_KEY + proposal.id,))


def strike(database: Database, item: Writing, proposal: Proposal, announce: Announce) -> None:
    """Strike the words of a proposal out of its writing; proposals of other erasures for the same writing are
    led over to where their words stand now. Raises ``Conflict`` (``words-changed``) when it is no longer as
    it was."""
    if _seen(item.content) != proposal.seen:
        raise Conflict("words-changed")
    made = struck_at(item.content, proposal.spots)
    item.change(made, announce)
    decided(database, proposal)
    for other in proposals(database):
        if (other.what, other.thing, other.seen) == (proposal.what, proposal.thing, proposal.seen):
            spots = tuple(led_over(other.spots, proposal.spots))
            if spots:
                _keep(database, replace(other, seen=_seen(made), spots=spots))
            else:
                decided(database, other)


def writings(database: Database) -> Iterator[Writing]:
    """Everything that people wrote: documents of cases and records in every version, reasons of decisions,
    titles of cases, mappings of cases."""
    yield from _documents(database)
    yield from _records(database)
    yield from _decisions(database)
    yield from _judgements(database)
    for identity, title in database.query("SELECT id, title FROM case_file"):
        yield Writing(
            "title",
            text(identity),
            text(identity),
            None,
            {"title": text(title)},
            _plain(database, "UPDATE case_file SET title=? WHERE id=?", (identity,), "title"),
        )
    for case, name, version, told in database.query("SELECT case_id, name, version, text FROM saved_mapping"):
        sql = "UPDATE saved_mapping SET text=? WHERE case_id=? AND name=? AND version=?"
        yield Writing(
            "mapping",
            f"{text(case)}/{integer(version)}/{text(name)}",
            text(case),
            None,
            _loaded(text(told)),
            _plain(database, sql, (case, name, version)),
        )


def _documents(database: Database) -> Iterator[Writing]:
    for item in Documents(database).every():
        yield Writing(
            "document",
            item.thing,
            item.case,
            item.classes,
            {"title": item.title, "body": item.content},
            _document(database, item),
        )


def _document(database: Database, item: Document) -> Callable[[object, Announce], None]:
    def change(told: object, announce: Announce) -> None:
        given = told if isinstance(told, Mapping) else {}
        body = given.get("body")
        kept = as_kept(body) if isinstance(body, Mapping) else item.body
        made = replace(
            item, title=str(given.get("title", "")), body=kept, cited=still_cited(kept, item.cited)
        )
        with (
            announce(made.thing, made.case, made.payload()),
            database.transaction(durable=True) as transaction,
        ):
            sql = "UPDATE case_document SET title=?, body=?, cited=? WHERE id=? AND version=?"
            transaction.execute(sql, (made.title, made.body, made.cited, made.id, made.version))

    return change


def _records(database: Database) -> Iterator[Writing]:
    for item in RecordStore(database).every():
        if item.state != "erased":
            yield Writing(
                "record", item.thing, item.home, item.classes, json.loads(item.body), _record(database, item)
            )


def _record(database: Database, item: Record) -> Callable[[object, Announce], None]:
    def change(told: object, announce: Announce) -> None:
        body = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        made = fitting(replace(item, body=body, cited=still_cited(body, item.cited)))
        with announce(made.thing, made.home, made.payload()):
            RecordStore(database).rewrite(made)

    return change


def _decisions(database: Database) -> Iterator[Writing]:
    every: list[Retraction | Release | Derivation] = [
        *Decisions(database).retractions(),
        *Decisions(database).releases(),
        *Derivations(database).every(),
    ]
    of = {
        text(public): (text(case), integer(no))
        for public, case, no in database.query("SELECT id, case_id, class FROM source")
    }
    for item in every:
        case, number = of.get(item.source, ("", 0))
        yield Writing(
            "decision",
            f"{item.kind} {item.thing}",
            case,
            frozenset({number}),
            {"reason": item.reason},
            _decision(database, item),
        )


def _decision(
    database: Database, item: Retraction | Release | Derivation
) -> Callable[[object, Announce], None]:
    def change(told: object, announce: Announce) -> None:
        made = replace(item, reason=_reason(told))
        with (
            announce(f"{made.kind} {made.thing}", "", made.payload()),
            database.transaction(durable=True) as transaction,
        ):
            transaction.execute(*_update(made))

    return change


def _judgements(database: Database) -> Iterator[Writing]:
    """A judgement keeps the digest that its act's entry commits to, and gets an entry over the words that are
    left."""
    cases = {integer(no): text(case) for no, case in database.query("SELECT no, case_id FROM data_class")}
    for kept in Judgements(database).every():
        item = kept.judgement
        if item.reason and not kept.erased:
            case = next((cases[one] for one in sorted(item.classes) if one in cases), "")
            yield Writing(
                "judgement",
                item.id,
                case,
                item.classes,
                {"reason": item.reason},
                _judgement(database, item, kept.digest.hex()),
            )


def _judgement(database: Database, item: Judgement, was: str) -> Callable[[object, Announce], None]:
    def change(told: object, announce: Announce) -> None:
        made = replace(item, reason=_reason(told))
        payload = {"id": item.id, "check": made.check().hex(), "was": was}
        with announce(f"judgement {item.id}", "", payload), database.transaction(durable=True) as transaction:
            transaction.execute("UPDATE judgement SET reason=? WHERE id=?", (made.reason, item.id))

    return change


def _plain(
    database: Database, sql: str, key: tuple[Value, ...], field: str = ""
) -> Callable[[object, Announce], None]:
    """A text that no entry of the log commits to: one field of the plain data, or all of it as JSON."""

    def change(told: object, _announce: Announce) -> None:
        made = (
            str(told[field])
            if field and isinstance(told, Mapping)
            else told
            if isinstance(told, str)
            else json.dumps(told, ensure_ascii=False, sort_keys=True)
        )
        with database.transaction(durable=True) as transaction:
            transaction.execute(sql, (made, *key))

    return change


def _update(made: Retraction | Release | Derivation) -> tuple[str, tuple[str | int | bytes, ...]]:
    number = "(SELECT no FROM source WHERE id=?)"
    if isinstance(made, Retraction):
        where, params = (
            f"id=? AND source={number} AND entity=(SELECT no FROM node WHERE id=?)",
            (bytes.fromhex(made.id), made.source, bytes.fromhex(made.entity)),
        )
        return f"UPDATE retraction SET reason=? WHERE {where} AND seq=?", (made.reason, *params, made.seq)
    if isinstance(made, Release):
        where = f"class IN (SELECT no FROM data_class WHERE held_by={number})"
        return f"UPDATE hold_release SET reason=? WHERE {where} AND seq=?", (
            made.reason,
            made.source,
            made.seq,
        )
    sql = f"UPDATE derivation SET reason=? WHERE source={number} AND origin={number} AND seq=?"
    return sql, (made.reason, made.source, made.origin, made.seq)


def _reason(told: object) -> str:
    return str(told.get("reason", "")) if isinstance(told, Mapping) else ""


def _loaded(told: str) -> object:
    try:
        return json.loads(told)
    except ValueError:
        return told


def _seen(content: object) -> str:
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode())


def _keep(database: Database, one: Proposal) -> None:
    note(database, _KEY + one.id, _json(one))


def _json(one: Proposal) -> str:
    told = {"erasure": one.erasure, "what": one.what, "thing": one.thing, "case": one.case, "seen": one.seen}
    return json.dumps(
        {**told, "spots": [[list(spot.path), spot.start, spot.end] for spot in one.spots]}, sort_keys=True
    )


def _proposal(identity: str, told: Mapping[str, Any]) -> Proposal:
    spots = tuple(Spot(tuple(path), int(start), int(end)) for path, start, end in told["spots"])
    return Proposal(
        identity,
        int(told["erasure"]),
        str(told["what"]),
        str(told["thing"]),
        str(told["case"]),
        str(told["seen"]),
        spots,
    )


def strike_names(database: Database, announce: Announce = unannounced) -> int:
    """Take out of documents, in every version, the names that older programs wrote beside what they refer to;
    how many versions had some."""
    changed = 0
    for item in list(Documents(database).every()):
        body = without_names(item.content)
        if body != item.content:
            made = replace(item, body=as_kept(body))
            with (
                announce(made.thing, made.case, made.payload()),
                database.transaction(durable=True) as transaction,
            ):
                changed += transaction.execute(
                    "UPDATE case_document SET body=? WHERE id=? AND version=?",
                    (made.body, made.id, made.version),
                )
    return changed
