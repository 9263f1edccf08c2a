"""Declarations: figures of all numbers at once."""

from collections.abc import Callable

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Analysis, Cell, Column, Reference, Result
from tahqiq.analyse.events import attribution
from tahqiq.analyse.events.occurrences import TALK
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.telephone.declared_number import finished
from tahqiq.analyse.telephone.everybody import Everybody, counterparts, sessions
from tahqiq.analyse.terms import SERVICES, Terms, reference
from tahqiq.analyse.values import Values
from tahqiq.store.facts.columns import NULL64

LIMIT = Parameter("limit", "integer", 100, 1, 100_000)
MOST_CITED = 200
"""Rows that cite the first and the last record; the records of any number are under its own page."""


def _run(find: Callable[[Terms], Everybody]) -> Callable[[Context, Values], Result]:
    def run(context: Context, values: Values) -> Result:
        asked = Terms(context, values)
        found = find(asked)
        limit = values.integer("limit")
        at = found.top(limit).tolist()
        numbers = [int(found.number[one]) for one in at]
        keys, ids = asked.keys(numbers), context.ids(numbers)
        at.sort(key=lambda one: (-int(found.many[one]), -int(found.events[one]), ids[int(found.number[one])]))
        at = at[:limit]
        asked.left_out["beyond-limit"] += len(found.number) - len(at)
        names = (
            attribution.attributions(context, [int(found.number[one]) for one in at])
            if values.flag("names")
            else {}
        )
        rows: list[tuple[Cell, ...]] = [
            (
                keys[int(found.number[one])],
                int(found.many[one]),
                int(found.events[one]),
                int(found.records[one]),
                int(found.number[one]),
                _ends(asked, int(found.number[one])) if place < MOST_CITED else (),
                *attribution.cells(names, int(found.number[one])),
            )
            for place, one in enumerate(at)
        ]
        return finished(asked, rows, bool(len(found.number)))

    return run


def _ends(asked: Terms, number: int) -> tuple[Reference, ...]:
    """The first and the last record of a number that has a time."""
    rows = asked.facts.columns_of(asked.scope, number, ("start", "source", "part", "row"), kinds=TALK)
    order = np.lexsort((rows["row"], rows["part"], rows["source"], rows["start"])).tolist()
    known = [at for at in order if rows["start"][at] != NULL64] or order
    return tuple(reference(rows, at) for at in dict.fromkeys((*known[:1], *known[-1:])))


MOST_CONNECTED = Analysis(
    "most-connected",
    "telephone",
    (LIMIT, SERVICES, attribution.NAMES),
    (
        Column("number", "text"),
        Column("counterparts", "integer"),
        Column("events", "integer"),
        Column("records", "integer"),
        Column("number_node", "node"),
        Column("evidence", "evidence"),
        *attribution.COLUMNS,
    ),
    _run(lambda asked: counterparts(asked.facts, asked.scope, TALK, asked.services, asked.tell)),
    inputs=("facts",),
    version=3,
    known_as=("List Most Connected", "Top talkers"),
)
SESSIONS = Analysis(
    "call-sessions",
    "telephone",
    (Parameter("gap-minutes", "number", 30.0, 0.0, 100_000.0), LIMIT, attribution.NAMES),
    (
        Column("number", "text"),
        Column("sessions", "integer"),
        Column("events", "integer"),
        Column("records", "integer"),
        Column("number_node", "node"),
        Column("evidence", "evidence"),
        *attribution.COLUMNS,
    ),
    _run(
        lambda asked: sessions(asked.facts, asked.scope, TALK, asked.values.number("gap-minutes"), asked.tell)
    ),
    inputs=("facts",),
    version=3,
    known_as=("Session Analysis",),
)
