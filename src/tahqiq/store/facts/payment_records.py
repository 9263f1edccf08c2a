"""Which records of payments are one payment: those of one account's statements first, then the two accounts'
statements against each other, one to one.

A transfer is told once in the payer's book and once in the payee's, whether these are two files or one. A
second delivery of one account's statement tells the same lines on the same day again. Between the books of
the two accounts the day of value may differ, so what agrees best is matched first: the reference and the
moment, the reference and the day, the reference within the tolerance, then the moment, the day and the
tolerance alone. Every record is in one payment, and a payment has one record of each book and source at most.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tahqiq.store.facts.columns import NULL32, NULL64, Array
from tahqiq.store.facts.one_each import changes, clusters, one_each, several

Numbers = NDArray[np.int64]
PAYER, PAYEE = 0, 1
"""In whose book a record stands; null in neither's (a list of transfers, a notebook)."""
_DAY = 86_400_000_000 - 1
"""The longest way between two moments of one day."""


@dataclass(frozen=True, slots=True)
class PaymentRecords:
    """Records as equally long columns: ``alike`` (parties, direction, amount and currency as one number),
    ``start`` µs, ``book``, ``source``, ``mark`` (the reference) and ``anchor``, the first record of the
    payment that each belongs to so far."""

    alike: Numbers
    start: Numbers
    book: Numbers
    source: Numbers
    mark: Numbers
    anchor: Numbers


def joined(
    alike: Numbers, start: Numbers, book: Array, source: Numbers, mark: Numbers, reach: Numbers, dated: int
) -> Numbers:
    """For each record, that of the payment's first. Records come in the order of ``alike`` and ``start``.

    ``dated`` µs is how far the two accounts' books may date one payment apart; ``reach`` the same for records
    of which at least one stands in no account's book.
    """
    books = np.where(book == NULL32, -1, book).astype(np.int64)
    anchor = np.arange(len(alike), dtype=np.int64)
    farthest = max(int(reach.max(initial=0)), dated)
    near = clusters(alike, start, np.full(len(alike), farthest, dtype=np.int64))
    some = several(near, source * 3 + books + 1)  # near which somebody else tells of a like payment
    if not len(some):
        return anchor
    rows = PaymentRecords(
        alike[some], start[some], books[some], source[some], mark[some], np.arange(len(some), dtype=np.int64)
    )
    apart = reach[some]
    rows = _deliveries(rows, apart)
    known = rows.book >= 0
    rows = _matched(rows, known, rows.book, np.full(len(some), dated, dtype=np.int64))
    if not known.all():
        rows = _matched(rows, np.ones(len(some), dtype=np.bool_), known.astype(np.int64), apart)
    anchor[some] = some[rows.anchor]
    return anchor


def _deliveries(rows: PaymentRecords, reach: Numbers) -> PaymentRecords:
    """Records that several sources tell of one account's book, of one moment or else of one day; in no book,
    within ``reach``."""
    known = rows.book >= 0
    key = _numbered(rows.alike, rows.book)
    noted = rows.mark != NULL64
    same = _numbered(key, rows.start, np.where(noted, rows.mark, np.arange(len(key))), noted)
    often = np.where(noted, np.bincount(same)[same], 0)  # what several sources call alike comes first
    by = np.lexsort((rows.source, rows.mark, -often, rows.start, key))
    anchor = np.arange(len(by), dtype=np.int64)
    for far in (np.where(known, 0, reach), np.where(known, np.minimum(reach, _DAY), 0)):
        anchor[by] = by[one_each(key[by], rows.start[by], rows.source[by], far[by])]
        by = by[np.bincount(anchor, minlength=len(anchor))[anchor[by]] == 1]
    return replace(rows, anchor=_first(anchor))


def _matched(rows: PaymentRecords, some: NDArray[np.bool_], side: Numbers, reach: Numbers) -> PaymentRecords:
    """Payments of one ``side`` matched with those of the other, what agrees best first; of ``some``."""
    count = len(rows.alike)
    heads = np.flatnonzero(some & (rows.anchor == np.arange(count)))
    mark = np.full(count, np.iinfo(np.int64).max)
    noted = rows.mark != NULL64
    np.minimum.at(mark, rows.anchor[noted], rows.mark[noted])
    referred = mark != np.iinfo(np.int64).max
    whose = np.zeros(count, dtype=np.int64)
    np.maximum.at(whose, rows.anchor, side)
    partner = np.arange(count, dtype=np.int64)
    free = heads
    for by_mark in (True, False):
        key = _numbered(rows.alike, mark) if by_mark else rows.alike
        for most in (0, _DAY, None):
            asked = free[referred[free]] if by_mark else free
            asked = asked[rows.start[asked] != NULL64]
            if not len(asked):
                continue
            order = asked[
                np.lexsort((rows.source[asked], mark[asked], whose[asked], rows.start[asked], key[asked]))
            ]
            far = reach[order] if most is None else np.minimum(reach[order], most)
            found = order[one_each(key[order], rows.start[order], whose[order], far)]
            partner[order] = found
            met = np.zeros(count, dtype=np.bool_)
            met[order[found != order]] = met[found[found != order]] = True
            free = free[~met[free]]
    return replace(rows, anchor=_first(partner[rows.anchor]))


def _first(anchor: Numbers) -> Numbers:
    """Anchors as the lowest record of each payment."""
    lowest = np.full(len(anchor), len(anchor), dtype=np.int64)
    np.minimum.at(lowest, anchor, np.arange(len(anchor), dtype=np.int64))
    return lowest[anchor]


def _numbered(*columns: Array) -> Numbers:
    """One number for each row, the same for rows that agree in all columns."""
    by = np.lexsort(columns)
    numbers = np.zeros(len(by), dtype=np.int64)
    numbers[by[1:]] = np.cumsum(changes([values[by] for values in columns]))
    return numbers
