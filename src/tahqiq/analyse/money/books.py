"""The ledger of one run with the names of its parties and currencies; what every analysis of money asks."""

from dataclasses import replace
from decimal import Decimal

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import (
    Cell,
    Money,
    Result,
    Word,
)
from tahqiq.analyse.money.ledger import KINDS, Ledger, ledger
from tahqiq.analyse.money.rates import rates
from tahqiq.analyse.money.rows_alike import RowsAlike, rows_alike
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.terms import PERIOD, Terms
from tahqiq.analyse.values import Values
from tahqiq.model.caption import caption
from tahqiq.store.facts.columns import UNIT

INTO = Parameter("into-currency", "text")
RATES = Parameter("rates", "texts")
SAME_PAYMENT = Parameter("same-payment", "choice", "once", choices=("once", "each-record"))
MONEY = (*PERIOD, INTO, RATES, SAME_PAYMENT)


class Books:
    """The ledger of one run, with the names of its parties and currencies."""

    def __init__(self, context: Context, values: Values, need_time: bool = True) -> None:
        self.asked = Terms(context, values)
        self.asked.held_back(KINDS)
        self._into = rates(values.text("into-currency"), values.texts("rates"))
        once = values.text("same-payment") == "once"
        whole = ledger(self.asked, self._into, once)
        self.found: Ledger = whole.timed() if need_time else whole
        if need_time:
            self.asked.left_out["untimed"] += len(whole) - len(self.found)
        self._names: dict[int, str] = {}

    def money(self, amount: int, currency: int) -> Money:
        """An amount as it is shown."""
        return Money(amount, self._into.into if self._into else self.asked.facts.word(currency))

    def name(self, node: int) -> str:
        """What a party is called."""
        if node and node not in self._names:
            entity = self.asked.context.entities([node]).get(node)
            self._names[node] = caption(entity) if entity else ""
        return self._names.get(node, "")

    def together(self) -> tuple[RowsAlike, tuple[Word, ...]]:
        """Show parties as one that one document only calls the same, where that is asked for; and the note
        that says so."""
        if self.asked.values.text("same-names") == "apart":
            return RowsAlike({}, {}), ()
        found = self.found
        alike = rows_alike(self.asked.context, np.unique(np.concatenate([found.payer, found.payee])).tolist())
        self.found = replace(found, payer=alike.shown(found.payer), payee=alike.shown(found.payee))
        told = {"rows": str(sum(alike.rows.values())), "groups": str(len(alike.rows))}
        return alike, (Word("note-rows-alike", told),) if alike.rows else ()

    def result(self, rows: list[tuple[Cell, ...]], *notes: Word) -> Result:
        """Rows within the limit."""
        limit = self.asked.values.integer("limit")
        self.asked.left_out["beyond-limit"] += max(len(rows) - limit, 0)
        none = () if len(self.found) else (Word("note-nothing-left"),)
        payments, records = self.found.told_again
        again = (
            (Word("note-same-payment", {"payments": str(payments), "records": str(records)}),)
            if payments
            else ()
        )
        return Result(rows[:limit], self.asked.left_out, (*none, *again, *notes))


def exact(values: Values, name: str) -> int:
    """An amount that somebody gave, in the units that amounts are counted in."""
    return int(Decimal(str(values.number(name))) * UNIT)
