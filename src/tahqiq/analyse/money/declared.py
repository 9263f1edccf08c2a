"""Declarations: the analyses of money."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import (
    Analysis,
    Cell,
    Column,
    Money,
    Result,
    View,
    Word,
)
from tahqiq.analyse.events.wheel import local
from tahqiq.analyse.money.following import follow
from tahqiq.analyse.money.ledger import KINDS, Ledger, ledger
from tahqiq.analyse.money.loops import loops
from tahqiq.analyse.money.patterns import Window, fans, passing, structured
from tahqiq.analyse.money.rates import rates
from tahqiq.analyse.money.rows_alike import SAME_NAMES, RowsAlike, rows_alike
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.terms import LIMIT, PERIOD, ZONE, Terms
from tahqiq.analyse.values import Values
from tahqiq.kit.errors import NotFound
from tahqiq.kit.text import onward
from tahqiq.model.caption import caption
from tahqiq.store.facts.columns import NULL64, UNIT, plain_amount
from tahqiq.store.facts.days import on_clocks
from tahqiq.store.facts.record import micros

INTO = Parameter("into-currency", "text")
RATES = Parameter("rates", "texts")
MONEY = (*PERIOD, INTO, RATES)
_ACCOUNT_TYPES = (("BankAccount", "iban"), ("BankAccount", "account"), ("PhoneNumber", "phone"))


class Books:
    """The ledger of one run, with the names of its parties and currencies."""

    def __init__(self, context: Context, values: Values, need_time: bool = True) -> None:
        self.asked = Terms(context, values)
        self.asked.held_back(KINDS)
        self._into = rates(values.text("into-currency"), values.texts("rates"))
        whole = ledger(self.asked, self._into)
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
        return Result(rows[:limit], self.asked.left_out, (*none, *notes))


def _flows(context: Context, values: Values) -> Result:
    books = Books(context, values, need_time=False)
    alike, notes = books.together()
    found, period = books.found, values.text("per")
    label = _labels(books, period)
    sums: dict[tuple[int, str, int], list[int]] = {}
    evidence: dict[tuple[int, str, int], list[int]] = {}
    for at in range(len(found)):
        for party, side in ((int(found.payer[at]), 1), (int(found.payee[at]), 0)):
            if party:
                key = (party, label[at], int(found.currency[at]))
                line = sums.setdefault(key, [0, 0, 0, 0])
                line[side] += int(found.amount[at])
                line[2 + side] += 1
                evidence.setdefault(key, []).append(at)
    ids = context.ids(party for party, _, _ in sums)
    order = sorted(sums, key=lambda key: (-max(sums[key][0], sums[key][1]), ids[key[0]], key[1]))
    kept = order[: values.integer("limit")]
    rows: list[tuple[Cell, ...]] = [
        (
            books.name(key[0]),
            key[1] or None,
            books.money(sums[key][0], key[2]),
            books.money(sums[key][1], key[2]),
            books.money(sums[key][0] - sums[key][1], key[2]),
            sums[key][2],
            sums[key][3],
            alike.of(key[0]),
            key[0],
            found.references(evidence[key]),
        )
        for key in kept
    ]
    books.asked.left_out["beyond-limit"] += len(order) - len(kept)
    return books.result(rows, *notes)


def _between(context: Context, values: Values) -> Result:
    books = Books(context, values, need_time=False)
    alike, notes = books.together()
    found, smallest = books.found, _exact(values, "smallest")
    lines: dict[tuple[int, int, int], list[int]] = {}
    for at, key in enumerate(
        zip(found.payer.tolist(), found.payee.tolist(), found.currency.tolist(), strict=True)
    ):
        lines.setdefault(key, []).append(at)
    sums = {key: int(found.amount[some].sum()) for key, some in lines.items()}
    known = {key for key in lines if key[0] and key[1]}
    books.asked.left_out["no-counterpart"] += sum(
        len(some) for key, some in lines.items() if key not in known
    )
    books.asked.left_out["below-smallest"] += sum(sums[key] < smallest for key in known)
    ids = context.ids(node for key in known for node in key[:2])
    order = sorted(
        (key for key in known if sums[key] >= smallest),
        key=lambda key: (-sums[key], ids[key[0]], ids[key[1]]),
    )
    rows: list[tuple[Cell, ...]] = []
    for payer, payee, currency in order[: values.integer("limit")]:
        some = lines[payer, payee, currency]
        times = found.start[some][found.start[some] != NULL64]
        rows.append(
            (
                books.name(payer),
                books.name(payee),
                len(some),
                books.money(sums[payer, payee, currency], currency),
                int(times.min()) if len(times) else None,
                int(times.max()) if len(times) else None,
                alike.of(payer),
                alike.of(payee),
                payer,
                payee,
                found.references(some),
            )
        )
    books.asked.left_out["beyond-limit"] += len(order) - len(rows)
    return books.result(rows, *notes)


def _labels(books: Books, period: str) -> list[str]:
    """The local day, month or year of each payment; empty without a time, or when the whole period is asked
    for."""
    found = books.found
    known = found.start != NULL64
    texts = np.full(len(found), "", dtype="U10")
    if period != "whole" and known.any():
        unit = {"day": "D", "month": "M", "year": "Y"}[period]
        source, start = found.rows["source"].astype(np.int64)[known], found.start[known]
        days = books.asked.facts.days(np.unique(source).tolist(), np.unique(start).tolist())
        wall = on_clocks(days, source, start, local(start, books.asked.zone))
        texts[known] = wall.astype("datetime64[us]").astype(f"datetime64[{unit}]").astype(str)
    return [str(text) for text in texts.tolist()]


def _windows(find: Callable[[Ledger, Values], list[Window]]) -> Callable[[Context, Values], Result]:
    def run(context: Context, values: Values) -> Result:
        books = Books(context, values)
        rows: list[tuple[Cell, ...]] = []
        for one in find(books.found, values):
            start = books.found.start[list(one.payments)]
            rows.append(
                (
                    books.name(one.party),
                    len(one.payments),
                    one.partners,
                    books.money(one.total, one.currency),
                    int(start.min()),
                    int(start.max()),
                    one.party,
                    books.found.references(list(one.payments)),
                )
            )
        return books.result(rows)

    return run


def _exact(values: Values, name: str) -> int:
    return int(Decimal(str(values.number(name))) * UNIT)


def _loops(context: Context, values: Values) -> Result:
    books = Books(context, values)
    found = books.found
    made, cut = loops(
        found,
        values.number("days"),
        values.integer("legs"),
        values.number("loss"),
        _exact(values, "smallest"),
        context.report,
    )
    rows: list[tuple[Cell, ...]] = []
    for one in made:
        first, last = one.payments[0], one.payments[-1]
        parties = [int(found.payer[at]) for at in one.payments]
        rows.append(
            (
                onward(books.name(node) for node in (*parties, parties[0])),
                len(one.payments),
                books.money(int(found.amount[first]), int(found.currency[first])),
                books.money(int(found.amount[last]), int(found.currency[last])),
                round(one.kept, 6),
                int(found.start[first]),
                int(found.start[last]),
                tuple(parties),
                found.references(list(one.payments)),
            )
        )
    return books.result(rows, *((Word("note-search-cut"),) if cut else ()))


def _passing(context: Context, values: Values) -> Result:
    books = Books(context, values)
    rows: list[tuple[Cell, ...]] = [
        (
            books.name(one.party),
            books.money(one.came, one.currency),
            books.money(one.passed, one.currency),
            round(one.passed / one.came, 4),
            one.incoming,
            one.whole,
            one.outgoing,
            one.delay // 1_000_000,
            one.party,
            books.found.references(list(one.payments)),
        )
        for one in passing(
            books.found, values.number("hours"), values.number("share-passed"), values.integer("at-least")
        )
    ]
    return books.result(rows)


def _follow(context: Context, values: Values) -> Result:
    books = Books(context, values)
    origin = context.stands_for(_party(books.asked, values.text("party")))
    found = books.found
    begin = values.time("since")
    mine = found.currency[found.payer == origin]
    rows: list[tuple[Cell, ...]] = []
    notes: list[Word] = []
    for currency in np.unique(mine).tolist():
        traced, resting = follow(
            found,
            origin,
            micros(begin) if begin else 0,
            int(currency),
            values.text("spends-first"),
            _exact(values, "smallest"),
        )
        for one in traced:
            at = one.payment
            rows.append(
                (
                    one.step,
                    books.name(int(found.payer[at])),
                    books.name(int(found.payee[at])) or None,
                    int(found.start[at]),
                    books.money(int(found.amount[at]), int(currency)),
                    books.money(one.value, int(currency)),
                    round(one.value / int(found.amount[at]), 4),
                    int(found.payer[at]),
                    int(found.payee[at]) or None,
                    (found.reference(at),),
                )
            )
        ids = context.ids(resting)
        for node in sorted(resting, key=lambda one: (-resting[one], ids.get(one, b"")))[:10]:
            amount = books.money(resting[node], int(currency))
            notes.append(
                Word(
                    "note-value-rests",
                    {
                        "name": books.name(node) or "?",
                        "amount": f"{plain_amount(amount.amount)} {amount.currency or '?'}",
                    },
                )
            )
    return books.result(rows, *notes)


def _party(asked: Terms, text: str) -> int:
    """A party by account number, wallet number or id; raises ``NotFound`` (``no-such-party``)."""
    for schema, kind in _ACCOUNT_TYPES:
        try:
            return asked.number(text, schema, kind)
        except NotFound:
            continue
    raise NotFound("no-such-party", party=text[:80])


_WINDOW_COLUMNS = (
    Column("party", "text"),
    Column("payments", "integer"),
    Column("partners", "integer"),
    Column("total", "money"),
    Column("begin", "time"),
    Column("end", "time"),
    Column("party_node", "node"),
    Column("evidence", "evidence"),
)
_WINDOW_VIEWS = (View("timeline", {"begin": "begin", "end": "end", "lane": "party_node"}),)
_SIDE = Parameter("side", "choice", "payer", choices=("payer", "payee"))
FLOWS = Analysis(
    "money-flows",
    "money",
    (
        Parameter("per", "choice", "month", choices=("day", "month", "year", "whole")),
        SAME_NAMES,
        *MONEY,
        ZONE,
        LIMIT,
    ),
    (
        Column("party", "text"),
        Column("period", "text"),
        Column("came_in", "money"),
        Column("went_out", "money"),
        Column("net", "money"),
        Column("payments_in", "integer"),
        Column("payments_out", "integer"),
        Column("party_rows", "integer"),
        Column("party_node", "node"),
        Column("evidence", "evidence"),
    ),
    _flows,
    inputs=("facts",),
    key=("party_node", "period", "came_in"),
    views=(View("heat", {"across": "period", "down": "party_node", "value": "net"}),),
    known_as=("Transaction Analysis", "Income and outgoings"),
)
STRUCTURING = Analysis(
    "structuring",
    "money",
    (
        Parameter("threshold", "number", required=True, low=0.001, high=1e12),
        Parameter("share-below", "number", 0.5, 0.0, 1.0),
        Parameter("days", "number", 7.0, 0.0, 3650.0),
        Parameter("at-least", "integer", 3, 2, 10_000),
        _SIDE,
        *MONEY,
        LIMIT,
    ),
    _WINDOW_COLUMNS,
    _windows(
        lambda found, values: structured(
            found,
            _exact(values, "threshold"),
            values.number("share-below"),
            values.number("days"),
            values.integer("at-least"),
            values.text("side"),
        )
    ),
    inputs=("facts",),
    views=_WINDOW_VIEWS,
    known_as=("Smurfing", "Structuring"),
)
FANS = Analysis(
    "fan-in-out",
    "money",
    (
        _SIDE,
        Parameter("days", "number", 7.0, 0.0, 3650.0),
        Parameter("at-least", "integer", 5, 2, 10_000),
        *MONEY,
        LIMIT,
    ),
    _WINDOW_COLUMNS,
    _windows(
        lambda found, values: fans(
            found, values.number("days"), values.integer("at-least"), values.text("side")
        )
    ),
    inputs=("facts",),
    views=_WINDOW_VIEWS,
    known_as=("Fan-in Fan-out", "Funnel account"),
)
ROUND_TRIPS = Analysis(
    "round-trips",
    "money",
    (
        Parameter("days", "number", 14.0, 0.0, 3650.0),
        Parameter("legs", "integer", 5, 2, 8),
        Parameter("loss", "number", 0.1, 0.0, 1.0),
        Parameter("smallest", "number", 0.0, 0.0, 1e12),
        *MONEY,
        LIMIT,
    ),
    (
        Column("round_way", "text"),
        Column("legs", "integer"),
        Column("sent", "money"),
        Column("came_back", "money"),
        Column("kept", "number"),
        Column("begin", "time"),
        Column("end", "time"),
        Column("round_nodes", "nodes"),
        Column("evidence", "evidence"),
    ),
    _loops,
    inputs=("facts",),
    limits=(("limit-steps", 2_000_000),),
    views=(View("timeline", {"begin": "begin", "end": "end", "lane": "round_way"}),),
    known_as=("Circular transactions", "Money loop", "Round-tripping"),
)
PASSING = Analysis(
    "pass-through",
    "money",
    (
        Parameter("hours", "number", 48.0, 0.0, 8760.0),
        Parameter("share-passed", "number", 0.8, 0.0, 1.0),
        Parameter("at-least", "integer", 2, 1, 10_000),
        *MONEY,
        LIMIT,
    ),
    (
        Column("party", "text"),
        Column("came_in", "money"),
        Column("passed_on", "money"),
        Column("share", "number"),
        Column("payments_in", "integer"),
        Column("payments_passed", "integer"),
        Column("payments_out", "integer"),
        Column("delay", "duration"),
        Column("party_node", "node"),
        Column("evidence", "evidence"),
    ),
    _passing,
    inputs=("facts",),
    known_as=("Mule account", "Rapid movement"),
)
FOLLOW = Analysis(
    "follow-money",
    "money",
    (
        Parameter("party", "text", required=True, of=("BankAccount", "PhoneNumber")),
        Parameter("spends-first", "choice", "fifo", choices=("fifo", "proportional")),
        Parameter("smallest", "number", 0.0, 0.0, 1e12),
        *MONEY,
        LIMIT,
    ),
    (
        Column("traced_step", "integer"),
        Column("payer", "text"),
        Column("payee", "text"),
        Column("happened", "time"),
        Column("amount", "money"),
        Column("followed", "money"),
        Column("share", "number"),
        Column("payer_node", "node"),
        Column("payee_node", "node"),
        Column("evidence", "evidence"),
    ),
    _follow,
    inputs=("facts",),
    reference=(
        "First in, first out: Clayton's Case (1816) 1 Mer 572; proportional: pari passu, Barlow Clowes v "
        "Vaughan [1992] 4 All ER 22"
    ),
    views=(
        View("flow", {"from": "payer_node", "to": "payee_node", "amount": "followed", "step": "traced_step"}),
    ),
    known_as=("Trace funds", "Transaction flow"),
)
BETWEEN = Analysis(
    "payments-between",
    "money",
    (SAME_NAMES, *MONEY, Parameter("smallest", "number", 0.0, 0.0, 1e12), LIMIT),
    (
        Column("payer", "text"),
        Column("payee", "text"),
        Column("payments", "integer"),
        Column("total", "money"),
        Column("first", "time"),
        Column("last", "time"),
        Column("payer_rows", "integer"),
        Column("payee_rows", "integer"),
        Column("payer_node", "node"),
        Column("payee_node", "node"),
        Column("evidence", "evidence"),
    ),
    _between,
    inputs=("facts",),
    views=(View("flow", {"from": "payer_node", "to": "payee_node", "amount": "total"}),),
    known_as=("Transaction flow", "Sankey", "Transaction Analysis"),
)
ANALYSES = (FLOWS, BETWEEN, STRUCTURING, FANS, ROUND_TRIPS, PASSING, FOLLOW)
