"""Commodity flow and activity flow: who passes what to whom, and what is usually done after what."""

from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import (
    Analysis,
    Cell,
    Column,
    Money,
    Reference,
    Result,
    View,
    Word,
)
from tahqiq.analyse.methods.chosen import ITEMS, chosen, local
from tahqiq.analyse.methods.event_chart import EVENTS, happenings
from tahqiq.analyse.methods.own import owners
from tahqiq.analyse.methods.passages import MONEY, Passage, paid, papered
from tahqiq.analyse.networks.terms import LINKS
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.terms import Terms
from tahqiq.analyse.values import Values
from tahqiq.analyse.ways.walk import EXCLUDED, Walk
from tahqiq.names.fold import fold

LIMIT = Parameter("limit", "integer", 500, 1, 10_000)
FLOW_REFERENCE = "UNODC (2011), Criminal Intelligence: Manual for Analysts, flow analysis."
MOST_PLACES = 12


@dataclass(slots=True)
class _Sum:
    """Passages of one thing between two parties. ``quantity`` exact, in 10^-18 of the unit."""

    what: str = ""
    times: int = 0
    quantity: int = 0
    without: int = 0
    begin: int | None = None
    end: int | None = None
    evidence: list[Reference] = field(default_factory=list)

    def add(self, one: Passage) -> None:
        """Count a passage."""
        self.what = self.what or one.commodity
        self.times += 1
        self.quantity += one.quantity or 0
        self.without += one.quantity is None
        self.begin = (
            one.begin
            if self.begin is None or (one.begin is not None and one.begin < self.begin)
            else self.begin
        )
        self.end = one.end if self.end is None or (one.end is not None and one.end > self.end) else self.end
        if len(self.evidence) < MOST_PLACES:
            self.evidence.append(one.evidence)


def _commodities(context: Context, values: Values) -> Result:
    asked = Terms(context, values)
    stand: dict[int, set[int]] = {}
    notes: tuple[Word, ...] = ()
    if values.given("items-chosen") or values.given("around"):
        walk = Walk(context, values)
        items, notes = chosen(walk)
        stand = owners(walk, items, local(walk, items), values.flag("means"))
    wanted = {fold(text) for text in values.texts("commodities")}
    passages = [*paid(asked), *papered(context, asked.span, asked.left_out)]
    sums: dict[tuple[int, int, str, str], _Sum] = {}
    for one in passages:
        if stand and one.giver not in stand and one.taker not in stand:
            asked.left_out["not-of-the-items"] += 1
            continue
        if wanted and fold(one.commodity or one.unit) not in wanted:
            asked.left_out["other-commodities"] += 1
            continue
        giver, taker = _one(stand, one.giver), _one(stand, one.taker)
        if giver == taker:
            asked.left_out["self-payments"] += 1
            continue
        sums.setdefault((giver, taker, fold(one.commodity), one.unit), _Sum()).add(one)
    ids = context.ids({node for key in sums for node in key[:2] if node})
    order = sorted(
        sums,
        key=lambda key: (
            key[2],
            key[3],
            -sums[key].quantity,
            -sums[key].times,
            ids.get(key[0], b""),
            ids.get(key[1], b""),
        ),
    )
    limit = values.integer("limit")
    asked.left_out["beyond-limit"] += max(len(order) - limit, 0)
    rows: list[tuple[Cell, ...]] = [
        (
            key[0] or None,
            key[1] or None,
            Word("commodity-money") if key[2] == MONEY else Word("commodity-goods", {"name": sums[key].what}),
            Money(sums[key].quantity, key[3] or None) if sums[key].without < sums[key].times else None,
            key[3] or None,
            sums[key].times,
            sums[key].without,
            sums[key].begin,
            sums[key].end,
            tuple(dict.fromkeys(sums[key].evidence)),
        )
        for key in order[:limit]
    ]
    return Result(rows, asked.left_out, notes + (() if rows else (Word("note-nothing-left"),)))


def _one(stand: dict[int, set[int]], node: int) -> int:
    """The item for which a party stands, where it is one alone."""
    items = stand.get(node, set())
    return next(iter(items)) if len(items) == 1 else node


COMMODITY_FLOW = Analysis(
    "commodity-flow",
    "method",
    (*ITEMS, Parameter("means", "flag", True), Parameter("commodities", "texts"), LIMIT, EXCLUDED, *LINKS),
    (
        Column("giver", "node"),
        Column("taker", "node"),
        Column("commodity", "word"),
        Column("quantity", "money"),
        Column("unit", "text"),
        Column("times", "integer"),
        Column("without-quantity", "integer"),
        Column("first", "time"),
        Column("last", "time"),
        Column("evidence", "evidence"),
    ),
    _commodities,
    inputs=("facts", "statements"),
    reference=FLOW_REFERENCE,
    views=(View("flow", {"from": "giver", "to": "taker", "amount": "times"}),),
    key=("giver", "taker", "commodity", "unit"),
    known_as=("Commodity Flow",),
)


def _activities(context: Context, values: Values) -> Result:
    found, items, left_out, notes = happenings(context, values)
    within = values.number("within-hours") * 3_600_000_000
    steps: dict[tuple[str, str], list[tuple[int, int]]] = {}
    evidence: dict[tuple[str, str], dict[Reference, None]] = {}
    for item in items:
        mine = [one for one in found if item in one.items and one.begin is not None]
        for before, after in pairwise(mine):
            apart = (after.begin or 0) - (before.begin or 0)
            if apart > within:
                left_out["steps-too-far-apart"] = left_out.get("steps-too-far-apart", 0) + 1
                continue
            key = before.kind, after.kind
            steps.setdefault(key, []).append((item, apart))
            evidence.setdefault(key, {}).update(dict.fromkeys((*before.evidence[:1], *after.evidence[:1])))
    order = sorted(steps, key=lambda key: (-len(steps[key]), key))
    rows: list[tuple[Cell, ...]] = [
        (
            key[0],
            key[1],
            len(steps[key]),
            int(median(apart for _, apart in steps[key])) // 1_000_000,
            tuple(item for item in items if any(one == item for one, _ in steps[key])),
            tuple(evidence[key])[:MOST_PLACES],
        )
        for key in order[: values.integer("limit")]
    ]
    left_out["beyond-limit"] = max(len(order) - len(rows), 0)
    left_out["untimed"] = left_out.get("untimed", 0) + sum(one.begin is None for one in found)
    return Result(rows, left_out, notes + (() if rows else (Word("note-nothing-left"),)))


ACTIVITY_FLOW = Analysis(
    "activity-flow",
    "method",
    (*EVENTS, Parameter("within-hours", "number", 72.0, 0.01, 87_600.0), LIMIT, EXCLUDED, *LINKS),
    (
        Column("before", "type"),
        Column("after", "type"),
        Column("times", "integer"),
        Column("usual-gap", "duration"),
        Column("themes", "nodes"),
        Column("evidence", "evidence"),
    ),
    _activities,
    inputs=("links", "facts", "statements"),
    reference=FLOW_REFERENCE,
    views=(
        View("heat", {"across": "after", "down": "before", "value": "times"}),
        View("flow", {"from": "before", "to": "after", "amount": "times"}),
    ),
    key=("before", "after"),
    known_as=("Activity Flow", "Event Flow"),
)
