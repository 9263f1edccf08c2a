"""Round trips: money that comes back to where it started, each payment after the last and of nearly the same
size.

Payments of one moment may have followed one another in any order: books that know only the day tell no
more."""

from dataclasses import dataclass

import numpy as np

from tahqiq.analyse.context import Report
from tahqiq.analyse.money.ledger import DAY, Ledger
from tahqiq.analyse.money.patterns import part

MOST_STEPS = 2_000_000


@dataclass(frozen=True, slots=True)
class Loop:
    """Positions of the payments in order; ``kept`` is the last amount over the first."""

    payments: tuple[int, ...]
    kept: float


def loops(
    found: Ledger, days: float, legs: int, loss: float, least: int, report: Report
) -> tuple[list[Loop], bool]:
    """Loops of two to ``legs`` payments of one currency within ``days``, no party twice, no leg below
    ``least`` (an exact amount), none larger than the one before and none smaller by more than the share
    ``loss``. Payments of one moment count in either order, and a loop is told once. Those that keep most
    first; and whether the search was cut short. ``found`` has times."""
    good = np.flatnonzero((found.payer > 0) & (found.payee > 0) & (found.amount >= max(least, 1)))
    outgoing: dict[tuple[int, int], list[int]] = {}
    for at in good.tolist():
        outgoing.setdefault((int(found.payer[at]), int(found.currency[at])), []).append(at)
    payer, payee, start, amount, currency = (
        values.tolist() for values in (found.payer, found.payee, found.start, found.amount, found.currency)
    )
    lost = part(loss)
    told: dict[frozenset[int], Loop] = {}
    steps = 0
    for number, first in enumerate(good.tolist()):
        if number % 1000 == 0:
            report(number, len(good), "loops")
        stack: list[tuple[int, ...]] = [(first,)]
        while stack:
            way = stack.pop()
            steps += 1
            if steps > MOST_STEPS:
                return _sorted(told), True
            last = way[-1]
            for then in outgoing.get((payee[last], currency[last]), ()):
                if start[then] - start[first] > days * DAY:
                    break
                if start[then] < start[last] or then in way:
                    continue
                if not 0 <= amount[last] - amount[then] <= lost * amount[last]:
                    continue
                if payee[then] == payer[first]:
                    told.setdefault(frozenset((*way, then)), Loop((*way, then), amount[then] / amount[first]))
                elif (
                    len(way) + 1 < legs
                    and payee[then] not in {payer[at] for at in way}
                    and payee[then] != payee[last]
                ):
                    stack.append((*way, then))
    return _sorted(told), False


def _sorted(result: dict[frozenset[int], Loop]) -> list[Loop]:
    return sorted(result.values(), key=lambda one: (len(one.payments) < 3, -one.kept, one.payments))
