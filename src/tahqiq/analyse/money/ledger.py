"""Payments of the scope as columns: each payment once, whichever statements tell of it, with what cannot be
counted put aside."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.declaration import Reference
from tahqiq.analyse.money.rates import Rates
from tahqiq.analyse.money.undone import undone_among
from tahqiq.analyse.terms import Terms, reference
from tahqiq.store.facts.columns import NULL32, NULL64, Columns, exact, take
from tahqiq.store.facts.occasions import Tolerance, heads

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
    written)."""

    payer: Numbers
    payee: Numbers
    start: Numbers
    amount: NDArray[np.object_]
    currency: Numbers
    rows: Columns

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
        )

    def timed(self) -> "Ledger":
        """The payments with a time."""
        return self.chosen(self.start != NULL64)

    def reference(self, at: int) -> Reference:
        """Where a payment stands."""
        return reference(self.rows, at)

    def references(self, some: list[int]) -> tuple[Reference, ...]:
        """Where some payments stand, twelve at most."""
        return tuple(self.reference(at) for at in some[:12])


def ledger(asked: Terms, rates: Rates | None = None) -> Ledger:
    """All payments in the period that were carried out. With ``rates`` everything is in one currency, and
    what no rate covers is left out and counted."""
    rows = asked.facts.columns(asked.scope, "by_party", _NAMES, kinds=KINDS)
    if asked.span is not None:
        rows = take(rows, (rows["start"] >= asked.span[0]) & (rows["start"] < asked.span[1]))
    once = rows["out"].astype(np.bool_) | (rows["other"] == NULL32)
    rows = take(rows, once)
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
    rows = take(rows, heads(rows, Tolerance()))
    made = _made(asked, rows)
    return made if rates is None else _converted(asked, made, rates)


def _made(asked: Terms, rows: Columns) -> Ledger:
    out = rows["out"].astype(np.bool_)
    one, two = (np.where(rows[name] == NULL32, 0, rows[name]).astype(np.int64) for name in ("self", "other"))
    payer, payee = np.where(out, one, two), np.where(out, two, one)
    if asked.context.representatives:
        payer, payee = (
            np.array([asked.context.stands_for(int(node)) for node in values.tolist()], dtype=np.int64)
            for values in (payer, payee)
        )
    start = rows["start"].astype(np.int64)
    by = np.lexsort((rows["row"], rows["part"], rows["source"], start))
    return Ledger(
        payer[by],
        payee[by],
        start[by],
        amounts(rows)[by],
        rows["currency"].astype(np.int64)[by],
        take(rows, by),
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
    )
