"""Declarations: the analyses of money; those of laundering are in :mod:`tahqiq.analyse.money.typologies`."""

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import (
    Analysis,
    Cell,
    Column,
    Result,
    View,
    Word,
)
from tahqiq.analyse.events.wheel import local
from tahqiq.analyse.money.books import MONEY, Books, exact
from tahqiq.analyse.money.money_trail import follow
from tahqiq.analyse.money.rows_alike import SAME_NAMES
from tahqiq.analyse.money.typologies import FANS, PASSING, ROUND_TRIPS, STRUCTURING
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.terms import LIMIT, ZONE, Terms
from tahqiq.analyse.values import Values
from tahqiq.kit.errors import NotFound
from tahqiq.store.facts.columns import NULL64, plain_amount
from tahqiq.store.facts.days import on_clocks
from tahqiq.store.facts.record import micros

_ACCOUNT_TYPES = (("BankAccount", "iban"), ("BankAccount", "account"), ("PhoneNumber", "phone"))


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
    found, smallest = books.found, exact(values, "smallest")
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
            exact(values, "smallest"),
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
