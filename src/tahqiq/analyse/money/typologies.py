"""Declarations: typologies of money laundering: structuring, fans, round trips, passing through."""

from collections.abc import Callable

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import (
    Analysis,
    Cell,
    Column,
    Result,
    View,
    Word,
)
from tahqiq.analyse.money.books import MONEY, Books, exact
from tahqiq.analyse.money.ledger import Ledger
from tahqiq.analyse.money.loops import loops
from tahqiq.analyse.money.patterns import Window, fans, passing, structured
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.terms import LIMIT
from tahqiq.analyse.values import Values
from tahqiq.kit.text import onward


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


def _loops(context: Context, values: Values) -> Result:
    books = Books(context, values)
    found = books.found
    made, cut = loops(
        found,
        values.number("days"),
        values.integer("legs"),
        values.number("loss"),
        exact(values, "smallest"),
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
            exact(values, "threshold"),
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
