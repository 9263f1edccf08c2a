"""Each record seen from each of its parties, from its place, and summed up per pair of parties."""

import numpy as np
from numpy.typing import NDArray

from tahqiq.store.facts.columns import NULL32, NULL64, Columns, take
from tahqiq.store.facts.row_order import order


def by_party(rows: Columns, some_sides: bool) -> tuple[Columns, NDArray[np.int64]]:
    """Once per party: ``self``, ``other``, ``out`` (``self`` is ``a``) and, where ``some_sides``, ``here``;
    with the row that each line is of.

    A record without ``b`` (or with ``a`` = ``b``) stands once under ``a``, one without ``a`` once under
    ``b``, one without parties once with both null.
    """
    a, b = rows["a"], rows["b"]
    first = np.flatnonzero((a != NULL32) | (b == NULL32))
    second = np.flatnonzero((b != NULL32) & (b != a))
    picked = np.concatenate([first, second])
    columns: Columns = {
        "self": np.concatenate([a[first], b[second]]),
        "other": np.concatenate([b[first], a[second]]),
        "out": np.arange(len(picked)) < len(first),
    }
    if some_sides:
        columns["here"] = columns["out"] == (rows["side"][picked] == 0)
    return columns, picked


def by_place(rows: Columns) -> tuple[Columns, NDArray[np.int64] | None] | None:
    """``self``, ``other``, ``out`` of the records that have a place, ``self`` being the party that the place
    is of; with the rows (None = all).

    None when no record has a place.
    """
    if "place" not in rows:
        return None
    known = rows["place"] != NULL32
    picked = None if known.all() else np.flatnonzero(known)
    if picked is not None and not len(picked):
        return None
    a, b, side = (rows[name] if picked is None else rows[name][picked] for name in ("a", "b", "side"))
    out = side == 0
    if out.all():
        return {"self": a, "other": b, "out": out}, picked
    return {"self": np.where(out, a, b), "other": np.where(out, b, a), "out": out}, picked


def pairs(party: Columns) -> Columns | None:
    """Rows of ``by_party`` summed per (self, other, currency), in that order; None when no row has both
    parties.

    A sum over a slice of a person's rows is right too: readers add up the lines of one pair.
    """
    both = (party["self"] != NULL32) & (party["other"] != NULL32)
    if not both.all():
        party = take(party, both)
    count = len(party["self"])
    if not count:
        return None
    currency = party.get("currency")
    if currency is None:
        rows = order(party["self"], party["other"])
        one, two = party["self"][rows], party["other"][rows]
        new = (one[1:] != one[:-1]) | (two[1:] != two[:-1])
    else:
        rows = np.lexsort((currency, party["other"], party["self"]))
        one, two, three = party["self"][rows], party["other"][rows], currency[rows]
        new = (one[1:] != one[:-1]) | (two[1:] != two[:-1]) | (three[1:] != three[:-1])
    starts = np.concatenate([[0], np.flatnonzero(new) + 1])
    result: Columns = {
        "self": one[starts],
        "other": two[starts],
        "count": np.diff(np.append(starts, count)).astype(np.int32),
    }
    result["outward"] = np.add.reduceat(party["out"][rows].astype(np.int32), starts)
    if "seconds" in party:
        seconds = party["seconds"][rows]
        result["total_seconds"] = np.add.reduceat(
            np.where(seconds == NULL32, 0, seconds).astype(np.int64), starts
        )
    if "amount" in party:
        amount = party["amount"][rows]
        total = np.add.reduceat(np.where(amount == NULL64, 0, amount), starts)
        known = np.logical_or.reduceat(amount != NULL64, starts)
        result["total_amount"] = np.where(known, total, NULL64)
    if currency is not None:
        result["currency"] = three[starts]
    if "start" in party:
        result["first"], result["last"] = _span(party["start"][rows].astype(np.int64), starts)
    return result


def _span(start: NDArray[np.int64], starts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    last = np.maximum.reduceat(start, starts)
    highest = np.iinfo(np.int64).max
    first = np.minimum.reduceat(np.where(start == NULL64, highest, start), starts)
    return np.where(first == highest, NULL64, first), last
