"""The records of one thing with the places where it was itself: of a number, plate, account or document as a
party, of a handset or SIM as what was used."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.terms import Kinds, Terms
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.model.types import property_type
from tahqiq.model.types.base import Context as CleanContext
from tahqiq.store.facts.columns import NULL32, NULL64, Columns, take

KINDS = ("Call", "Message", "DataSession", "Payment", "HawalaTransfer", "Sighting", "Crossing")
_TYPES = (
    ("Plate", "plate"),
    ("BankAccount", "iban"),
    ("BankAccount", "account"),
    ("Handset", "imei"),
    ("Sim", "imsi"),
    ("DocumentNumber", "identifier"),
)
_USED = {"Handset": "device", "Sim": "sim"}
_NAMES = ("place", "start", "source", "part", "row")


def thing(asked: Terms, text: str) -> int:
    """The node of a number, plate, account, document or IMEI as it stands, whatever country or bank it is of,
    or of anything else by its id.

    Raises ``NotFound`` (``no-such-number``); ``WrongUse`` (``number-not-unique``) when several are written
    so.
    """
    try:
        return asked.number(text)
    except NotFound:
        found = sorted({no for schema, kind in _TYPES for no in _written(asked, schema, kind, text)})
    seen = asked.context.seen(found)
    visible = [node for node in found if node in seen or _in_use(asked, node)]
    if not visible:
        raise NotFound("no-such-number", number=text[:80])
    if len(visible) > 1:
        raise WrongUse("number-not-unique", number=text[:80], count=len(visible))
    return visible[0]


def _in_use(asked: Terms, node: int) -> bool:
    """Whether a handset or SIM stands in any record that the scope shows."""
    used = _used(asked, node)
    return used is not None and bool(
        (asked.facts.columns(asked.scope, "by_party", (used,))[used] == node).any()
    )


def _used(asked: Terms, node: int) -> str | None:
    """The column in which a handset or SIM stands; None for anything else."""
    return _USED.get(asked.context.things.rows([node])[node][1])


def _written(asked: Terms, schema: str, kind: str, text: str) -> list[int]:
    """Nodes of a type with the key that a text has; plates, accounts and documents stand under a country or
    bank that the text does not tell."""
    cleaned = property_type(kind).clean(text, CleanContext(country="IQ")).value
    keys = {property_type(kind).key(value) for value in (cleaned, text) if value}
    return [no for key in sorted(keys) for no in asked.context.things.with_key(schema, key)]


def own_records(asked: Terms, node: int, kinds: Kinds) -> Columns:
    """Records with place, in the order of time; those without a time are counted as left out."""
    used = _used(asked, node)
    if used is None:
        rows = asked.rows(node, kinds, ("out", "here", *_NAMES))
        rows = take(rows, rows["here"].astype(np.bool_))
    else:
        rows = asked.facts.columns(asked.scope, "by_place", (*_NAMES, used), kinds=kinds)
        rows = take(rows, rows[used] == node)
    return _in_time(asked, rows)


def own_of_many(asked: Terms, nodes: Sequence[int], kinds: Kinds) -> tuple[Columns, NDArray[np.int64]]:
    """As :func:`own_records` for many things at once, in the order of time, and of which of them each record
    is; one that tells of a number and of the handset it was used in stands for both."""
    wanted = np.array(sorted(nodes), dtype=np.int64)
    told = asked.context.things.rows(nodes)
    rows = asked.facts.columns(
        asked.scope, "by_party", ("self", "out", "here", *_NAMES), among=wanted, kinds=kinds
    )
    rows = take(rows, rows["here"].astype(np.bool_))
    pieces = [(rows, rows["self"])]
    used = {column: [no for no in nodes if told[no][1] == schema] for schema, column in _USED.items()}
    columns = tuple(column for column, found in used.items() if found)
    if columns:
        near = asked.facts.columns(asked.scope, "by_place", (*_NAMES, *columns), kinds=kinds)
        for column in columns:
            of = take(near, np.isin(near[column], np.array(used[column], dtype=np.int64)))
            pieces.append((of, of[column]))
    whole: Columns = {name: np.concatenate([one[name] for one, _ in pieces]) for name in _NAMES}
    whole["who"] = np.concatenate([who.astype(np.int64) for _, who in pieces])
    found = _in_time(asked, whole)
    return found, found["who"].astype(np.int64)


def _in_time(asked: Terms, rows: Columns) -> Columns:
    """Records with place in the period, in the order of time; those without a time are counted as left
    out."""
    rows = take(rows, rows["place"] != NULL32)
    asked.left_out["untimed"] += int((rows["start"] == NULL64).sum())
    rows = take(rows, rows["start"] != NULL64)
    if asked.span is not None:
        rows = take(rows, (rows["start"] >= asked.span[0]) & (rows["start"] < asked.span[1]))
    return take(rows, np.lexsort((rows["row"], rows["source"], rows["start"])))


__all__ = ["KINDS", "own_of_many", "own_records", "thing"]
