"""Declarations: sequences of events, stops, routes, who was recorded together, crossings together, clocks
that differ."""

from collections.abc import Callable
from itertools import combinations

import numpy as np

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
from tahqiq.analyse.events.occurrences import COLUMNS, happened
from tahqiq.analyse.hours import hourless, with_hours
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.places.co_presence import pairs
from tahqiq.analyse.places.companions import companions
from tahqiq.analyse.places.declared_area import GAPS, RECORDED
from tahqiq.analyse.places.declared_cells import METRES, MINUTES, nothing, spots
from tahqiq.analyse.places.grounds import ground
from tahqiq.analyse.places.own import KINDS, own_records, thing
from tahqiq.analyse.places.sites import known, sites
from tahqiq.analyse.places.stops import Stop, legs, stops
from tahqiq.analyse.terms import LIMIT, PERIOD, ZONE, Terms, reference
from tahqiq.analyse.values import Values
from tahqiq.model.caption import caption
from tahqiq.store.facts.columns import NULL32, NULL64, Columns, concat, exact, take
from tahqiq.store.facts.occasions import Tolerance

ITEM = Parameter("item", "text", required=True, of=("Thing",))


def names(context: Context, nodes: set[int]) -> dict[int, str]:
    """What nodes are called."""
    return {node: caption(entity) for node, entity in context.entities(sorted(nodes)).items()}


def _sequence(context: Context, values: Values) -> Result:
    asked = Terms(context, values)
    asked.held_back(KINDS)
    chosen = values.texts("kinds") or KINDS
    pieces: list[Columns] = []
    for text in values.texts("items"):
        rows = happened(asked.rows(thing(asked, text), chosen, (*COLUMNS, "place")), Tolerance())
        asked.left_out["untimed"] += int((rows["start"] == NULL64).sum())
        pieces.append(take(rows, rows["start"] != NULL64))
    rows = concat(pieces)
    order = np.lexsort((rows["row"], rows["source"], rows["self"], rows["start"]))
    limit = values.integer("limit")
    asked.left_out["beyond-limit"] += max(len(order) - limit, 0)
    order = order[:limit]
    days = hourless(asked, rows).tolist()
    called = names(
        context,
        {
            int(node)
            for name in ("self", "other", "place")
            for node in rows[name][order].tolist()
            if node != NULL32
        },
    )
    told: list[tuple[Cell, ...]] = []
    before: int | None = None
    for at in order.tolist():
        start, other, place = int(rows["start"][at]), int(rows["other"][at]), int(rows["place"][at])
        amount = (
            None
            if rows["amount"][at] == NULL64
            else Money(
                exact(int(rows["amount"][at]), int(rows["fine"][at])),
                asked.facts.word(int(rows["currency"][at])),
            )
        )
        told.append(
            (
                start,
                None
                if before is None or days[at] != days[before]
                else (start - int(rows["start"][before])) // 1_000_000,
                asked.facts.kind(int(rows["kind"][at])),
                called.get(int(rows["self"][at]), ""),
                bool(rows["out"][at]),
                called.get(other),
                called.get(place),
                None if rows["seconds"][at] == NULL32 else int(rows["seconds"][at]),
                amount,
                int(rows["self"][at]),
                None if other == NULL32 else other,
                None if place == NULL32 else place,
                (reference(rows, at),),
            )
        )
        before = at
    return Result(told, asked.left_out, nothing(told))


def _own(asked: Terms, values: Values) -> tuple[Columns, list[Stop]]:
    """The records of an item with its own place, in the order of time, and its stops."""
    rows = with_hours(asked, own_records(asked, thing(asked, values.text("item")), KINDS))
    place, start = rows["place"].astype(np.int64), rows["start"].astype(np.int64)
    lat, lon = sites(asked.context, known(place)).arrays(place, start)
    asked.left_out["places-without-coordinates"] += len(np.unique(place[np.isnan(lat)]))
    return rows, stops(place, start, lat, lon, values.number("metres"), values.number("gap-hours"))


def _ends(rows: Columns, one: int, two: int) -> tuple[Reference, ...]:
    return tuple(reference(rows, at) for at in dict.fromkeys((one, two)))


def _degrees(value: float) -> float | None:
    return None if np.isnan(value) else round(value, 6)


def _stops(context: Context, values: Values) -> Result:
    asked = Terms(context, values)
    asked.held_back(KINDS)
    rows, found = _own(asked, values)
    positions = sites(context, known(rows["place"].astype(np.int64)))
    long = [one for one in found if one.end - one.begin >= values.number("dwell-minutes") * 60_000_000]
    asked.left_out["short-stops"] += len(found) - len(long)
    told: list[tuple[Cell, ...]] = [
        (
            one.begin,
            one.end,
            (one.end - one.begin) // 1_000_000,
            one.records,
            *spots(asked, positions, one.places, one.begin),
            _degrees(one.lat),
            _degrees(one.lon),
            one.places,
            _ends(rows, one.at, one.last),
        )
        for one in long[: values.integer("limit")]
    ]
    asked.left_out["beyond-limit"] += len(long) - len(told)
    return Result(told, asked.left_out, nothing(found))


def _routes(context: Context, values: Values) -> Result:
    asked = Terms(context, values)
    asked.held_back(KINDS)
    rows, found = _own(asked, values)
    positions = sites(context, known(rows["place"].astype(np.int64)))
    made = legs(found, values.number("fastest"))
    told: list[tuple[Cell, ...]] = [
        (
            one.before.end,
            one.after.begin,
            " ".join(filter(None, spots(asked, positions, one.before.places, one.before.end))),
            " ".join(filter(None, spots(asked, positions, one.after.places, one.after.begin))),
            round(one.metres),
            int(one.seconds),
            round(one.speed, 1),
            one.impossible,
            (*one.before.places[:3], *one.after.places[:3]),
            _ends(rows, one.before.last, one.after.at),
        )
        for one in made[: values.integer("limit")]
    ]
    asked.left_out["beyond-limit"] += len(made) - len(told)
    impossible = sum(one.impossible for one in made)
    notes = (Word("note-impossible-moves", {"count": impossible}),) if impossible else ()
    return Result(told, asked.left_out, (*nothing(found), *notes))


def _recorded_together(kinds: tuple[str, ...]) -> Callable[[Context, Values], Result]:
    def run(context: Context, values: Values) -> Result:
        asked = Terms(context, values)
        asked.held_back(kinds)
        minutes = values.number("minutes")
        stand = ground(asked, kinds, values.number("metres"), minutes)
        found = pairs(stand.there, minutes, stand.near)
        seen = companions(stand, found, minutes, values.integer("at-least"), 1, values.number("times-chance"))
        called = names(context, {node for one in seen for node in (one.a, one.b)})
        told: list[tuple[Cell, ...]] = [
            (
                called.get(one.a, ""),
                called.get(one.b, ""),
                one.together,
                round(one.expected, 4),
                one.places,
                one.days,
                round(one.surprise, 2),
                one.first,
                one.last,
                one.a,
                one.b,
                tuple(reference(stand.rows, int(stand.there.row[row])) for row in dict.fromkeys(one.rows)),
            )
            for one in seen[: values.integer("limit")]
        ]
        asked.left_out["beyond-limit"] += len(seen) - len(told)
        return Result(told, asked.left_out, nothing(stand.there.place))

    return run


def _clocks(context: Context, values: Values) -> Result:
    asked = Terms(context, values)
    found = [one for one in context.sources() if one.facts and one.state == "published"]
    limit = values.integer("sources-at-most")
    asked.left_out["sources-not-compared"] += max(len(found) - limit, 0)
    told: list[tuple[Cell, ...]] = []
    some = found[:limit]
    for done, (one, two) in enumerate(combinations(some, 2)):
        context.report(done, len(some) * (len(some) - 1) // 2, "clocks")
        offset = asked.facts.zone_offset(one.no, two.no)
        if offset is not None and (offset.offset or values.flag("agreeing-too")):
            told.append(
                (
                    one.name,
                    two.name,
                    int(offset.offset.total_seconds()),
                    offset.support,
                    offset.runner_up,
                    offset.compared,
                    one.zone,
                    two.zone,
                    (Reference(one.no), Reference(two.no)),
                )
            )
    return Result(told, asked.left_out, nothing(found))


_TOGETHER = (
    Column("first_name", "text"),
    Column("second_name", "text"),
    Column("together", "integer"),
    Column("expected", "number"),
    Column("places", "integer"),
    Column("days", "integer"),
    Column("surprise", "number"),
    Column("first", "time"),
    Column("last", "time"),
    Column("a_node", "node"),
    Column("b_node", "node"),
    Column("evidence", "evidence"),
)
_STOPPING = (ITEM, *PERIOD, METRES, Parameter("gap-hours", "number", 6.0, 0.1, 720.0))
SEQUENCE = Analysis(
    "event-sequence",
    "time-and-place",
    (
        Parameter("items", "texts", required=True, low=1, high=100, of=("Thing",)),
        Parameter("kinds", "choices", (), choices=KINDS),
        *PERIOD,
        LIMIT,
    ),
    (
        Column("happened", "time"),
        Column("gap", "duration"),
        Column("kind", "text"),
        Column("item", "text"),
        Column("acted", "flag"),
        Column("with", "text"),
        Column("place", "text"),
        Column("talked", "duration"),
        Column("amount", "money"),
        Column("item_node", "node"),
        Column("with_node", "node"),
        Column("place_node", "node"),
        Column("evidence", "evidence"),
    ),
    _sequence,
    inputs=("facts",),
    version=2,
    views=(View("timeline", {"begin": "happened", "lane": "item_node"}),),
    known_as=("Timeline", "Theme Line", "Event chart"),
)
STOPS = Analysis(
    "stops",
    "time-and-place",
    (*_STOPPING, Parameter("dwell-minutes", "number", 30.0, 0.0, 100_000.0), LIMIT),
    (
        Column("begin", "time"),
        Column("end", "time"),
        Column("length", "duration"),
        Column("records", "integer"),
        Column("cells", "text"),
        Column("sites", "text"),
        Column("latitude", "number"),
        Column("longitude", "number"),
        Column("place_nodes", "nodes"),
        Column("evidence", "evidence"),
    ),
    _stops,
    inputs=("facts", "statements"),
    version=2,
    views=(View("timeline", {"begin": "begin", "end": "end", "lane": "sites"}),),
    known_as=("Dwell", "Stay points"),
)
ROUTES = Analysis(
    "routes",
    "time-and-place",
    (*_STOPPING, Parameter("fastest", "number", 250.0, 1.0, 10_000.0), LIMIT),
    (
        Column("departed", "time"),
        Column("reached", "time"),
        Column("from_place", "text"),
        Column("to_place", "text"),
        Column("metres", "integer"),
        Column("travelled", "duration"),
        Column("speed", "number"),
        Column("impossible", "flag"),
        Column("place_nodes", "nodes"),
        Column("evidence", "evidence"),
    ),
    _routes,
    inputs=("facts", "statements"),
    version=2,
    views=(View("timeline", {"begin": "departed", "end": "reached", "lane": "to_place"}),),
    known_as=("Route", "Track"),
)
CO_PRESENCE = Analysis(
    "seen-together",
    "time-and-place",
    (
        *PERIOD,
        METRES,
        MINUTES,
        Parameter("at-least", "integer", 3, 1, 10_000),
        Parameter("times-chance", "number", 3.0, 1.0, 1000.0),
        ZONE,
        LIMIT,
    ),
    _TOGETHER,
    _recorded_together(("Sighting",)),
    inputs=("facts", "statements"),
    version=2,
    known_as=("Find Co-location", "Co-presence"),
)
CROSSINGS = Analysis(
    "crossings-together",
    "time-and-place",
    (
        *PERIOD,
        Parameter("metres", "number", 0.0, 0.0, 100_000.0),
        Parameter("minutes", "number", 30.0, 0.0, 1440.0),
        Parameter("at-least", "integer", 2, 1, 10_000),
        Parameter("times-chance", "number", 3.0, 1.0, 1000.0),
        ZONE,
        LIMIT,
    ),
    _TOGETHER,
    _recorded_together(("Crossing",)),
    inputs=("facts", "statements"),
    version=2,
    known_as=("Co-travel", "Border crossings"),
)
CLOCKS = Analysis(
    "clock-offsets",
    "time-and-place",
    (Parameter("sources-at-most", "integer", 60, 2, 500), Parameter("agreeing-too", "flag", False)),
    (
        Column("first_source", "text"),
        Column("second_source", "text"),
        Column("offset", "duration"),
        Column("support", "integer"),
        Column("runner_up_support", "integer"),
        Column("compared", "integer"),
        Column("first_zone", "text"),
        Column("second_zone", "text"),
        Column("evidence", "evidence"),
    ),
    _clocks,
    inputs=("facts",),
    known_as=("Time zone check",),
)
ANALYSES = (SEQUENCE, GAPS, STOPS, ROUTES, CO_PRESENCE, CROSSINGS, RECORDED, CLOCKS)
