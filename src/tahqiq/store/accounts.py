"""The account of the fields of each source: kept with its publication, committed to in the log, read again
(docs/decisions/0021)."""

import json
from collections.abc import Iterable
from hashlib import sha256

from tahqiq.kit.text import storable
from tahqiq.model.account import Account, Aside, Fields
from tahqiq.model.place import Part, Place
from tahqiq.store.database import Database, Transaction, integer, numbers, text

MOST = 5_000
"""How many names of fields set aside are kept of one source; those beyond are counted together, by reason,
under the name :data:`FURTHER`."""
FURTHER = "…"


def shortened(account: Account) -> Account:
    """The account with at most :data:`MOST` names and some further ones."""
    asides = account.asides()
    if len(asides) <= MOST:
        return account
    made = Account(account.used, account.problems)
    made.aside(*asides[:MOST], *(Aside(FURTHER, item.count, item.why, Place()) for item in asides[MOST:]))
    return made


def keep(transaction: Transaction, source: int, account: Account) -> None:
    """Write the account of a source in place of one that an earlier attempt left."""
    forget(transaction, source)
    fields = account.fields()
    columns = ("source", "fields_read", "fields_used", "fields_aside", "fields_problems")
    transaction.insert_many(
        "field_account", columns, [(source, fields.read, fields.used, fields.set_aside, fields.problems)]
    )
    rows = [
        (
            source,
            no,
            item.place.part.no,
            item.place.row,
            item.place.column,
            item.kind,
            storable(item.field),
            item.why,
            item.count,
        )
        for no, item in enumerate(account.asides())
    ]
    transaction.insert_many(
        "field_aside", ("source", "no", "part", "rowno", "colno", "kind", "field", "why", "amount"), rows
    )


def forget(transaction: Transaction, source: int) -> None:
    """Take the account of a source away: it is swept or erased."""
    for table in ("field_account", "field_aside"):
        transaction.execute(f"DELETE FROM {table} WHERE source=?", (source,))


def fields_of(database: Database, sources: Iterable[int]) -> dict[int, Fields]:
    """The counts of those of some sources that have an account: sources read by older programs have none."""
    sql = (
        "SELECT source, fields_read, fields_used, fields_aside, fields_problems FROM field_account "
        f"WHERE source IN ({numbers(sources)})"
    )
    return {
        integer(no): Fields(integer(read), integer(used), integer(aside), integer(problems))
        for no, read, used, aside, problems in database.query(sql)
    }


def asides_of(database: Database, source: int, parts: dict[int, Part] | None = None) -> list[Aside]:
    """What was set aside of a source, in the order in which it was met. Names of fields are data: ask only
    for sources that passed a Scope."""
    known = parts or {}
    rows = database.query(
        "SELECT part, rowno, colno, kind, field, why, amount FROM field_aside WHERE source=? ORDER BY no",
        (source,),
    )
    return [
        Aside(
            text(name),
            integer(count),
            text(why),
            Place(known.get(integer(part), Part(integer(part))), integer(row), integer(column)),
            text(kind),
        )
        for part, row, column, kind, name, why, count in rows
    ]


def committed(fields: Fields, asides: Iterable[Aside]) -> dict[str, str | int]:
    """What the publication of a source commits to of its account; the names set aside as one hash."""
    rows = [
        [
            item.place.part.no,
            item.place.row,
            item.place.column,
            item.kind,
            storable(item.field),
            item.why,
            item.count,
        ]
        for item in asides
    ]
    told = sha256(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
    return {**{f"fields_{name}": count for name, count in fields.to_json().items()}, "set_aside": told}


def published_account(database: Database, source: int) -> dict[str, str | int]:
    """What :func:`committed` gives for a source as it stands in the register; empty for one without an
    account."""
    fields = fields_of(database, (source,)).get(source)
    return {} if fields is None else committed(fields, asides_of(database, source))


__all__ = [
    "FURTHER",
    "MOST",
    "asides_of",
    "committed",
    "fields_of",
    "forget",
    "keep",
    "published_account",
    "shortened",
]
