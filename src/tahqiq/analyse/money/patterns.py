"""Patterns in payments: many below a threshold, many to one and one to many, straight through, and round
again."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from tahqiq.analyse.money.ledger import DAY, Ledger, Numbers

HOUR = 3_600_000_000


@dataclass(frozen=True, slots=True)
class Window:
    """Payments of one party (positions in the ledger, in the order of time) within a window."""

    party: int
    currency: int
    payments: tuple[int, ...]
    total: int
    partners: int


def structured(
    found: Ledger, threshold: int, share: float, days: float, least: int, side: str
) -> list[Window]:
    """Windows in which a party pays (``side`` payer) or gets (payee) ``least`` sums, each below ``threshold``
    (an exact amount) but at least ``share`` of it, that pass it together. Windows that overlap are joined.
    ``found`` has times."""
    below = (found.amount < threshold) & (found.amount >= part(share) * threshold)
    result: list[Window] = []
    for party, currency, at in _by_party(found, np.flatnonzero(below), side):
        for some in _joined(found.start[at], int(days * DAY), least):
            chosen = at[some]
            if int(found.amount[chosen].sum()) >= threshold:
                result.append(_window(found, party, currency, chosen, side))
    return sorted(result, key=lambda one: (-len(one.payments), -one.total, one.payments))


def fans(found: Ledger, days: float, least: int, side: str) -> list[Window]:
    """For each party the window of ``days`` in which it pays most others (``side`` payer: fan-out) or is paid
    by most (payee: fan-in), ``least`` at least."""
    result: list[Window] = []
    other = found.payee if side == "payer" else found.payer
    for party, currency, at in _by_party(found, np.flatnonzero(other > 0), side):
        start, who = found.start[at], other[at]
        best, low = (0, 0, 0), 0
        seen: dict[int, int] = {}
        for high in range(len(at)):
            seen[int(who[high])] = seen.get(int(who[high]), 0) + 1
            while start[high] - start[low] > days * DAY:
                seen[int(who[low])] -= 1
                if not seen[int(who[low])]:
                    del seen[int(who[low])]
                low += 1
            if len(seen) > best[0]:
                best = (len(seen), low, high)
        if best[0] >= least:
            result.append(_window(found, party, currency, at[best[1] : best[2] + 1], side))
    return sorted(result, key=lambda one: (-one.partners, -one.total, one.payments))


def _by_party(found: Ledger, rows: Numbers, side: str) -> list[tuple[int, int, Numbers]]:
    """Positions per party and currency, in the order of time."""
    party = (found.payer if side == "payer" else found.payee)[rows]
    rows, party = rows[party > 0], party[party > 0]
    by = np.lexsort((rows, found.currency[rows], party))
    rows, party = rows[by], party[by]
    if not len(rows):
        return []
    code = found.currency[rows]
    new = np.flatnonzero((party[1:] != party[:-1]) | (code[1:] != code[:-1])) + 1
    return [
        (int(party[part[0]]), int(code[part[0]]), rows[part]) for part in np.split(np.arange(len(rows)), new)
    ]


def _joined(start: Numbers, window: int, least: int) -> list[slice]:
    ends = np.searchsorted(start, start + window, side="right")
    result: list[slice] = []
    for at in np.flatnonzero(ends - np.arange(len(start)) >= least).tolist():
        if result and at < result[-1].stop:
            result[-1] = slice(result[-1].start, int(ends[at]))
        else:
            result.append(slice(at, int(ends[at])))
    return result


def _window(found: Ledger, party: int, currency: int, rows: Numbers, side: str) -> Window:
    other = (found.payee if side == "payer" else found.payer)[rows]
    return Window(
        party, currency, tuple(rows.tolist()), int(found.amount[rows].sum()), len(np.unique(other[other > 0]))
    )


def part(share: float) -> Fraction:
    """A share as it was written, for exact comparisons.

    >>> part(0.1)
    Fraction(1, 10)
    """
    return Fraction(repr(share))


@dataclass(frozen=True, slots=True)
class Through:
    """A party through which money goes: ``passed`` of ``came`` (exact amounts) went on within the hours,
    ``whole`` of ``incoming`` payments nearly whole; ``delay`` the median µs it lay there (weighted by
    amount); ``payments`` positions of those that took part."""

    party: int
    currency: int
    came: int
    passed: int
    incoming: int
    whole: int
    outgoing: int
    delay: int
    payments: tuple[int, ...]


MOST = 0.5
"""Of what a party got, the payments that went on must make up more than this share: a salary or a stray
deposit beside them does not hide them."""


def passing(found: Ledger, hours: float, share: float, least: int) -> list[Through]:
    """Parties that got at least ``least`` payments of which ``share`` or more went on within ``hours``, first
    in first out, and that make up most of what they got. ``found`` has times."""
    result: list[Through] = []
    outgoing = {
        (party, currency): at for party, currency, at in _by_party(found, np.arange(len(found)), "payer")
    }
    for party, currency, into in _by_party(found, np.arange(len(found)), "payee"):
        out = outgoing.get((party, currency))
        if out is None or len(into) < least:
            continue
        matched = _matched(found, into, out, int(hours * HOUR))
        went: dict[int, int] = {}
        for one, _, amount in matched:
            went[one] = went.get(one, 0) + amount
        whole = {one for one, amount in went.items() if amount >= part(share) * int(found.amount[one])}
        came = int(found.amount[into].sum())
        if len(whole) < least or not whole or sum(int(found.amount[one]) for one in whole) <= MOST * came:
            continue
        delays = np.array([found.start[two] - found.start[one] for one, two, _ in matched])
        weights = np.cumsum(
            np.array([float(amount) for _, _, amount in matched])[np.argsort(delays, kind="stable")]
        )
        delay = int(np.sort(delays)[np.searchsorted(weights, weights[-1] / 2)])
        payments = tuple(dict.fromkeys(at for one, two, _ in matched for at in (int(one), int(two))))
        leaving = len({two for _, two, _ in matched})
        result.append(
            Through(
                party, currency, came, sum(went.values()), len(into), len(whole), leaving, delay, payments
            )
        )
    return sorted(result, key=lambda one: (-one.passed, -one.passed / one.came, one.payments))


def _matched(found: Ledger, into: Numbers, out: Numbers, reach: int) -> list[tuple[int, int, int]]:
    """Which part of which incoming payment went on in which outgoing one: the oldest that is not too old
    first."""
    waiting: list[list[int]] = []
    result: list[tuple[int, int, int]] = []
    arrivals = into.tolist()
    at = 0
    for payment in out.tolist():
        while at < len(arrivals) and (found.start[arrivals[at]], arrivals[at]) < (
            found.start[payment],
            payment,
        ):
            waiting.append([arrivals[at], int(found.amount[arrivals[at]])])
            at += 1
        left = int(found.amount[payment])
        waiting = [lot for lot in waiting if lot[1] and found.start[payment] - found.start[lot[0]] <= reach]
        for lot in waiting:
            used = min(left, lot[1])
            if used:
                result.append((lot[0], payment, used))
                lot[1] -= used
                left -= used
    return result
