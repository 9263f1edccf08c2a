"""Whom a number, account or person is in touch with, counted in events."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from tahqiq.store.facts.columns import NULL32, NULL64, Array, Columns, Vocabulary, exact, plain_amount, take
from tahqiq.store.facts.occasions import Tolerance, anchors, group
from tahqiq.store.facts.record import moment

Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Contact:
    """One counterpart of a node.

    ``count`` events, told by ``records`` records; ``outgoing`` + ``incoming`` = ``count``; ``seconds`` the
    durations of the events added up (missing = 0); ``amounts`` per currency (None = no currency written);
    ``first`` and ``last`` UTC, None when no event has a time.
    """

    other: int
    count: int
    records: int
    outgoing: int
    incoming: int
    seconds: int
    first: datetime | None
    last: datetime | None
    amounts: tuple[tuple[str | None, Decimal], ...] = ()


def contacts(rows: Columns, tolerance: Tolerance, words: Vocabulary, limit: int | None) -> list[Contact]:
    """Counterparts of the one node whose ``by_party`` rows are given, most events first, then by node number;
    rows without one are left out."""
    rows = take(rows, rows["other"] != NULL32)
    labels, _ = group(rows, tolerance)
    if not len(labels):
        return []
    heads = anchors(rows, labels)
    others, at = np.unique(rows["other"][heads], return_inverse=True)
    count = np.bincount(at)
    places = np.searchsorted(others, rows["other"])
    start = rows["start"].astype(np.int64)
    last = np.full(len(others), NULL64)
    np.maximum.at(last, places, start)
    first = np.full(len(others), np.iinfo(np.int64).max)
    known = start != NULL64
    np.minimum.at(first, places[known], start[known])
    seconds = rows["seconds"][heads].astype(np.int64)
    total = np.bincount(at, np.where(seconds == NULL32, 0, seconds))
    outgoing, records = np.bincount(at, rows["out"][heads]), np.bincount(places)
    chosen = np.lexsort((others, -count))[:limit]
    amounts = _amounts(rows, heads, words, {int(others[index]) for index in chosen})
    return [
        Contact(
            int(others[index]),
            int(count[index]),
            int(records[index]),
            int(outgoing[index]),
            int(count[index] - outgoing[index]),
            int(total[index]),
            moment(int(first[index])) if last[index] != NULL64 else None,
            moment(int(last[index])),
            amounts.get(int(others[index]), ()),
        )
        for index in chosen.tolist()
    ]


def _amounts(
    rows: Columns, heads: Indices, words: Vocabulary, others: set[int]
) -> dict[int, tuple[tuple[str | None, Decimal], ...]]:
    paid = heads[rows["amount"][heads] != NULL64]
    if not len(paid):
        return {}
    totals: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for other, currency, amount, fine in zip(
        *(_list(rows[name][paid]) for name in ("other", "currency", "amount", "fine")), strict=True
    ):
        if other in others:
            totals[other][currency] += exact(amount, fine)
    return {
        other: tuple(
            sorted(
                ((words.word(code), Decimal(plain_amount(total))) for code, total in sums.items()),
                key=lambda item: item[0] or "",
            )
        )
        for other, sums in totals.items()
    }


def _list(values: Array) -> list[int]:
    return [int(value) for value in values.tolist()]
