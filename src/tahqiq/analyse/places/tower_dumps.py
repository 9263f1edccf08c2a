"""Declaration: tower dumps: who used several cells, each in its own time."""

import re
from datetime import datetime

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import (
    Analysis,
    Cell,
    Column,
    Reference,
    Result,
)
from tahqiq.analyse.events import attribution
from tahqiq.analyse.events.occurrences import TELEPHONE
from tahqiq.analyse.hours import with_hours
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.places.declared_cells import nothing
from tahqiq.analyse.terms import Terms, reference
from tahqiq.analyse.values import Values
from tahqiq.kit.errors import WrongUse
from tahqiq.store.facts.columns import NULL32, take
from tahqiq.store.facts.record import micros

_DUMP = re.compile(r"\s*(?P<cell>[^@]+)@(?P<since>[^/]+)/(?P<until>.+)")


def _dumps(context: Context, values: Values) -> Result:
    asked = Terms(context, values)
    asked.held_back(TELEPHONE)
    seen: dict[int, dict[int, tuple[int, int, int, Reference]]] = {}
    dumps = values.texts("dumps")
    by_handset = values.text("count-by") == "handset"
    for number, text in enumerate(dumps):
        cell, since, until = _dump(asked, text)
        rows = asked.facts.columns(
            asked.scope,
            "by_place",
            ("place", "start", "self", "device", "source", "part", "row"),
            among=np.array([cell]),
            kinds=TELEPHONE,
        )
        rows = with_hours(asked, take(rows, (rows["start"] >= since) & (rows["start"] < until)))
        who = rows["device" if by_handset else "self"]
        for at in np.flatnonzero(who != NULL32).tolist():
            first, last, count, rests = seen.setdefault(int(who[at]), {}).get(
                number, (int(rows["start"][at]), 0, 0, reference(rows, at))
            )
            seen[int(who[at])][number] = (first, max(last, int(rows["start"][at])), count + 1, rests)
    least = min(values.integer("at-least"), len(dumps))
    common = [node for node, found in seen.items() if len(found) >= least]
    keys, ids = asked.keys(common), context.ids(common)
    names = attribution.attributions(context, common) if values.flag("names") else {}
    told: list[tuple[Cell, ...]] = [
        (
            keys[node],
            len(seen[node]),
            sum(item[2] for item in seen[node].values()),
            min(item[0] for item in seen[node].values()),
            max(item[1] for item in seen[node].values()),
            node,
            tuple(item[3] for item in seen[node].values()),
            *attribution.cells(names, node),
        )
        for node in sorted(
            common,
            key=lambda node: (-len(seen[node]), -sum(item[2] for item in seen[node].values()), ids[node]),
        )
    ]
    return Result(told, asked.left_out, nothing(seen))


def _dump(asked: Terms, text: str) -> tuple[int, int, int]:
    """``CELL@begin/end`` with aware ISO 8601 times. Raises ``WrongUse`` (``dump-unreadable``)."""
    found = _DUMP.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        since, until = (micros(datetime.fromisoformat(found[name].strip())) for name in ("since", "until"))
    except ValueError:
        raise WrongUse("dump-unreadable", value=text[:80]) from None
    return asked.number(found["cell"].strip(), "Cell", "cell"), since, until


DUMPS = Analysis(
    "tower-dumps",
    "telephone",
    (
        Parameter("dumps", "texts", required=True, low=1, high=200),
        Parameter("at-least", "integer", 2, 1, 10_000),
        Parameter("count-by", "choice", "number", choices=("number", "handset")),
        attribution.NAMES,
    ),
    (
        Column("number", "text"),
        Column("dumps_met", "integer"),
        Column("records", "integer"),
        Column("first", "time"),
        Column("last", "time"),
        Column("number_node", "node"),
        Column("evidence", "evidence"),
        *attribution.COLUMNS,
    ),
    _dumps,
    inputs=("facts",),
    version=2,
    known_as=("Cell dump comparison", "Common numbers in dumps"),
)
