"""Payments of the scope as columns: each payment once, whichever statements tell of it, with what cannot be
counted put aside."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.declaration import Reference
from tahqiq.analyse.money.rates import Rates
from tahqiq.analyse.money.undone import undone_among
from tahqiq.analyse.terms import Terms, reference
from tahqiq.store.facts.columns import NULL32, NULL64, Array, Columns, exact, take
from tahqiq.store.facts.occasions import Tolerance, anchors, group

Numbers = NDArray[np.int64]
KINDS = ("Payment", "HawalaTransfer")
_NAMES = (
    "self",
    "other",
    "out",
    "start",
    "seconds",
    "amount",
    "fine",
    "currency",
    "service",
    "mark",
    "book",
    "source",
    "part",
    "row",
)
DAY = 86_400_000_000


@dataclass(frozen=True, slots=True)
class Ledger:
    """Payments in the order of time (those without one first), then of place in the originals. ``payer`` and
    ``payee`` node numbers, 0 where unknown; ``start`` µs UTC, the smallest int64 where unknown; ``amount``
    exact, as Python's whole numbers of 10^-18 of ``currency`` (a number of the store's words, -1 = none
    written). ``others`` are the further records that tell of them, in the order of ``event``, which ``rows``
    have too."""

    payer: Numbers
    payee: Numbers
    start: Numbers
    amount: NDArray[np.object_]
    currency: Numbers
    rows: Columns
    others: Columns = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.payer)

    def chosen(self, rows: NDArray[np.bool_] | Numbers) -> "Ledger":
        """Some of the payments."""
        return Ledger(
            self.payer[rows],
            self.payee[rows],
            self.start[rows],
            self.amount[rows],
            self.currency[rows],
            take(self.rows, rows),
            self.others,
        )

    def timed(self) -> "Ledger":
        """The payments with a time."""
        return self.chosen(self.start != NULL64)

    def reference(self, at: int) -> Reference:
        """Where a payment stands."""
        return reference(self.rows, at)

    def references(self, some: list[int]) -> tuple[Reference, ...]:
        """Where some payments stand, each with all records that tell of it, twelve at most."""
        found: list[Reference] = []
        for at in some[:12]:
            found.append(self.reference(at))
            if self.others:
                event = self.rows["event"][at]
                low, high = (np.searchsorted(self.others["event"], event, side) for side in ("left", "right"))
                found += [reference(self.others, one) for one in range(int(low), int(high))]
        return tuple(found[:12])

    @property
    def told_again(self) -> tuple[int, int]:
        """How many payments several records tell of, and how many records those are."""
        if not self.others:
            return 0, 0
        again = self.others["event"][np.isin(self.others["event"], self.rows["event"])]
        payments = len(np.unique(again))
        return payments, payments + len(again)


def ledger(asked: Terms, rates: Rates | None = None, once: bool = True) -> Ledger:
    """All payments in the period that were carried out. With ``rates`` everything is in one currency, and
    what no rate covers is left out and counted. Not ``once``: every record as if it were a payment."""
    rows = asked.facts.columns(asked.scope, "by_party", _NAMES, kinds=KINDS)
    if asked.span is not None:
        rows = take(rows, (rows["start"] >= asked.span[0]) & (rows["start"] < asked.span[1]))
    rows = take(rows, rows["out"].astype(np.bool_) | (rows["other"] == NULL32))
    services = np.unique(rows["service"]).tolist()
    gone = np.isin(
        rows["service"], undone_among((int(code), asked.facts.word(int(code))) for code in services)
    )
    asked.left_out["not-carried-out"] += int(gone.sum())
    rows = take(rows, ~gone)
    asked.left_out["no-amount"] += int((rows["amount"] == NULL64).sum())
    below = (rows["amount"] < 0) | ((rows["amount"] == 0) & (rows["fine"] < 0) & (rows["fine"] != NULL64))
    asked.left_out["negative-amount"] += int((below & (rows["amount"] != NULL64)).sum())
    asked.left_out["self-payments"] += int((rows["self"] == rows["other"]).sum())
    rows = take(rows, ~below & (rows["amount"] != NULL64) & (rows["self"] != rows["other"]))
    asked.left_out["without-currency"] += int((rows["currency"] < 0).sum())
    labels, _ = group(rows, Tolerance()) if once else (np.arange(len(rows["start"])), None)
    rows |= {"event": labels}
    standing = np.sort(anchors(rows, labels)) if len(labels) else labels
    further = np.ones(len(labels), dtype=np.bool_)
    further[standing] = False
    others = take(rows, further)
    made = _made(asked, take(rows, standing), take(others, np.lexsort((*_place(others), others["event"]))))
    return made if rates is None else _converted(asked, made, rates)


def _place(rows: Columns) -> tuple[Array, ...]:
    return rows["row"], rows["part"], rows["source"]


def _made(asked: Terms, rows: Columns, others: Columns) -> Ledger:
    out = rows["out"].astype(np.bool_)
    one, two = (np.where(rows[name] == NULL32, 0, rows[name]).astype(np.int64) for name in ("self", "other"))
    payer, payee = np.where(out, one, two), np.where(out, two, one)
    if asked.context.representatives:
        payer, payee = (
            np.array([asked.context.stands_for(int(node)) for node in values.tolist()], dtype=np.int64)
            for values in (payer, payee)
        )
    start = rows["start"].astype(np.int64)
    by = np.lexsort((*_place(rows), start))
    return Ledger(
        payer[by],
        payee[by],
        start[by],
        amounts(rows)[by],
        rows["currency"].astype(np.int64)[by],
        take(rows, by),
        others if len(others["event"]) else {},
    )


def amounts(rows: Columns) -> NDArray[np.object_]:
    """The amounts of rows, exactly; all of them have one."""
    found = np.empty(len(rows["amount"]), dtype=object)
    found[:] = [
        exact(amount, fine)
        for amount, fine in zip(rows["amount"].tolist(), rows["fine"].tolist(), strict=True)
    ]
    return found


def _converted(asked: Terms, made: Ledger, rates: Rates) -> Ledger:
    """All amounts in the rates' currency."""
    words = {int(code): asked.facts.word(int(code)) for code in np.unique(made.currency).tolist()}
    days = np.where(made.start == NULL64, NULL64, made.start // DAY)
    found = [
        rates.convert(int(amount), words[int(code)], int(day))
        for amount, code, day in zip(made.amount.tolist(), made.currency.tolist(), days.tolist(), strict=True)
    ]
    kept = np.array([value is not None for value in found], dtype=np.bool_)
    asked.left_out["without-rate"] += int((~kept).sum())
    chosen = made.chosen(kept)
    amount = np.empty(len(chosen), dtype=object)
    amount[:] = [value for value in found if value is not None]
    return Ledger(
        chosen.payer,
        chosen.payee,
        chosen.start,
        amount,
        np.full(len(amount), -1, dtype=np.int64),
        chosen.rows,
        chosen.others,
    )
