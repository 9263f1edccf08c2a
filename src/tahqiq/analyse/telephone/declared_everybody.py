"""Declarations: figures of all numbers at once."""

from collections.abc import Callable

from tahqiq.analyse.asked import SERVICES, Asked
from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Analysis, Cell, Column, Parameter, Result
from tahqiq.analyse.telephone import attribution
from tahqiq.analyse.telephone.declared_number import finished
from tahqiq.analyse.telephone.events import TALK
from tahqiq.analyse.telephone.everybody import Everybody, counterparts, sessions
from tahqiq.analyse.values import Values

LIMIT = Parameter("limit", "integer", 100, 1, 100_000)


def _run(find: Callable[[Asked], Everybody]) -> Callable[[Context, Values], Result]:
    def run(context: Context, values: Values) -> Result:
        asked = Asked(context, values)
        found = find(asked)
        limit = values.integer("limit")
        at = found.top(limit).tolist()
        numbers = [int(found.number[one]) for one in at]
        keys, ids = asked.keys(numbers), context.ids(numbers)
        at.sort(key=lambda one: (-int(found.many[one]), -int(found.records[one]), ids[int(found.number[one])]))
        at = at[:limit]
        asked.left_out["beyond-limit"] += len(found.number) - len(at)
        names = attribution.attributions(context, [int(found.number[one]) for one in at]) if values.flag("names") else {}
        rows: list[tuple[Cell, ...]] = [
            (keys[int(found.number[one])], int(found.many[one]), int(found.records[one]), int(found.number[one]), *attribution.cells(names, int(found.number[one])))
            for one in at
        ]  # fmt: skip
        return finished(asked, rows, bool(len(found.number)))

    return run


MOST_CONNECTED = Analysis(
    "most-connected", "telephone", (LIMIT, SERVICES, attribution.NAMES),
    (Column("number", "text"), Column("counterparts", "integer"), Column("records", "integer"), Column("number_node", "node"), *attribution.COLUMNS),
    _run(lambda asked: counterparts(asked.facts, asked.scope, TALK, asked.services)), inputs=("facts",),
    known_as=("List Most Connected", "Top talkers"),
)  # fmt: skip
SESSIONS = Analysis(
    "call-sessions", "telephone", (Parameter("gap-minutes", "number", 30.0, 0.0, 100_000.0), LIMIT, attribution.NAMES),
    (Column("number", "text"), Column("sessions", "integer"), Column("records", "integer"), Column("number_node", "node"), *attribution.COLUMNS),
    _run(lambda asked: sessions(asked.facts, asked.scope, TALK, asked.values.number("gap-minutes"))), inputs=("facts",),
    known_as=("Session Analysis",),
)  # fmt: skip
