"""The two tables operators read, and how visible events become rows of them."""

from collections.abc import Sequence
from decimal import Decimal, localcontext

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from tahqiq.analyse.events.wheel import local
from tahqiq.analyse.money.ledger import Ledger
from tahqiq.analyse.terms import Kinds, Terms
from tahqiq.store.facts.columns import NULL32, NULL64, Array, Columns, take
from tahqiq.store.facts.occasions import NEEDED
from tahqiq.store.facts.occurrences import once

SECOND = 1_000_000
EVENTS = {
    "self": "int64",
    "other": "int64",
    "outgoing": "int64",
    "start": "int64",
    "wall": "int64",
    "seconds": "int64",
    "place": "int64",
    "device": "int64",
    "card": "int64",
}
PAYMENTS = {
    "payer": "int64",
    "payee": "int64",
    "start": "int64",
    "amount": "decimal(38, 18)",
    "currency": "int64",
}
AMOUNT = pa.decimal128(38, 18)
"""Arrow type of amounts: every decimal that the store holds, twenty digits before the point, on every
engine."""

_NAMES = (*NEEDED, "here")


def events() -> ir.Table:
    """Each event seen from each of its parties: ``start`` and ``wall`` (local time) in seconds since 1970,
    ``outgoing`` 1 or 0, ``place``, ``device`` and ``card`` of the party itself, null where not known."""
    return ibis.table(EVENTS, name="events")


def payments() -> ir.Table:
    """Payments: ``start`` in seconds since 1970, ``amount`` exact, in whole units of ``currency`` with 18
    decimals, ``currency`` a number."""
    return ibis.table(PAYMENTS, name="payments")


def event_rows(asked: Terms, kinds: Kinds) -> pa.Table:
    """The visible events of ``kinds`` as rows of :func:`events`; those without time or party are counted.
    Each event is one row for each of its parties, however many records tell of it."""
    rows = once(asked.facts.columns(asked.scope, "by_party", _NAMES, kinds=kinds))
    asked.left_out["untimed"] += int((rows["start"] == NULL64).sum())
    return event_table(take(rows, (rows["start"] != NULL64) & (rows["self"] != NULL32)), asked.zone)


def event_table(rows: Columns, zone: str) -> pa.Table:
    """``by_party`` rows with a time as an Arrow table of :func:`events`."""
    here = rows["here"].astype(np.bool_)
    start = rows["start"].astype(np.int64)
    own = {
        name: _nullable(rows[column], here)
        for name, column in (("place", "place"), ("device", "device"), ("card", "sim"))
    }
    columns = {
        "self": pa.array(rows["self"].astype(np.int64)),
        "other": _nullable(rows["other"], np.ones(len(here), dtype=np.bool_)),
        "outgoing": pa.array(rows["out"].astype(np.int64)),
        "start": pa.array(start // SECOND),
        "wall": pa.array(local(start, zone) // SECOND),
        "seconds": pa.array(np.where(rows["seconds"] == NULL32, 0, rows["seconds"]).astype(np.int64)),
        **own,
    }
    return pa.table({name: columns[name] for name in EVENTS})


def payment_rows(found: Ledger) -> pa.Table:
    """A ledger's payments with both parties and a time as rows of :func:`payments`."""
    kept = found.chosen((found.payer > 0) & (found.payee > 0) & (found.start != NULL64))
    return pa.table(
        {
            "payer": kept.payer,
            "payee": kept.payee,
            "start": kept.start // SECOND,
            "amount": exact_amounts(kept.amount.tolist()),
            "currency": kept.currency,
        }
    )


def exact_amounts(units: Sequence[int]) -> pa.Array:
    """Amounts in 10^-18 of their currency, as a ledger holds them, as decimals with all they have.

    >>> exact_amounts([1_000_000_000_000_000_001])[0].as_py()
    Decimal('1.000000000000000001')
    """
    with localcontext(prec=60):
        return pa.array([Decimal(amount).scaleb(-18) for amount in units], AMOUNT)


def _nullable(values: Array, known: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> pa.Array:
    wide = values.astype(np.int64)
    return pa.array(wide, mask=(wide == NULL32) | ~known)
