"""The route of one thing in time (stops and the straight lines between them), and where two were recorded
together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Word
from tahqiq.analyse.events.occurrences import TELEPHONE
from tahqiq.analyse.hours import with_hours
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.places.co_presence import Pairs, pairs
from tahqiq.analyse.places.companions import companions
from tahqiq.analyse.places.declared_cells import METRES, MINUTES, NUMBERS, spots
from tahqiq.analyse.places.grounds import Ground, ground
from tahqiq.analyse.places.meetings import meetings
from tahqiq.analyse.places.own import KINDS, own_records, thing
from tahqiq.analyse.places.sites import distance, known, sites
from tahqiq.analyse.places.stops import legs, stops
from tahqiq.analyse.terms import LIMIT, PERIOD, ZONE, Terms, reference
from tahqiq.analyse.values import Values
from tahqiq.model.caption import caption
from tahqiq.products.maps.layer import Drawing, Layer, Line, Mark
from tahqiq.products.maps.layer_reader import by_id
from tahqiq.products.maps.places import PASSING

ITEM = Parameter(
    "item", "text", required=True, of=("PhoneNumber", "Handset", "Plate", "DocumentNumber", "Thing")
)


def _route(context: Context, values: Values) -> Drawing:
    asked = Terms(context, values)
    asked.held_back(KINDS)
    node = thing(asked, values.text("item"))
    rows = with_hours(asked, own_records(asked, node, KINDS))
    place, start = rows["place"].astype(np.int64), rows["start"].astype(np.int64)
    positions = sites(context, known(place))
    lat, lon = positions.arrays(place, start)
    asked.left_out["places-without-coordinates"] += len(known(place[np.isnan(lat)]))
    asked.left_out["records-without-coordinates"] += int(np.isnan(lat).sum())
    found = stops(place, start, lat, lon, values.number("metres"), values.number("gap-hours"))
    limit = values.integer("limit")
    asked.left_out["beyond-limit"] += max(len(found) - limit, 0)
    found = found[:limit]
    marks = tuple(
        Mark(
            "stop",
            one.lat,
            one.lon,
            "coordinates",
            0.0,
            " · ".join(filter(None, reversed(spots(asked, positions, one.places, one.begin)))),
            (*by_id(context, one.places)[:5], node),
            tuple(reference(rows, at) for at in dict.fromkeys((one.at, one.last))),
            Word("map-stop", {"count": one.records, "minutes": (one.end - one.begin) // 60_000_000}),
            one.records,
            one.begin,
            one.end,
        )
        for one in found
        if not np.isnan(one.lat)
    )
    ways = tuple(
        Line(
            "leg",
            ((leg.before.lat, leg.before.lon), (leg.after.lat, leg.after.lon)),
            Word(
                "map-leg-impossible" if leg.impossible else "map-leg",
                {"km": round(leg.metres / 1000), "minutes": max(round(leg.seconds / 60), 0)},
            ),
            (node, *by_id(context, (*leg.before.places, *leg.after.places))[:4]),
            (reference(rows, leg.before.last), reference(rows, leg.after.at)),
            leg.before.end,
            leg.after.begin,
            leg.impossible,
        )
        for leg in legs(found, values.number("fastest"))
    )
    return Drawing(marks, ways, asked.left_out, () if len(place) else (Word("note-nothing-left"),))


def _meetings(context: Context, values: Values) -> Drawing:
    asked = Terms(context, values)
    asked.held_back(TELEPHONE)
    minutes = values.number("minutes")
    stand = ground(asked, TELEPHONE, values.number("metres"))
    context.report(1, 2, "places")
    chosen = [asked.number(text) for text in values.texts("numbers-optional")]
    found = _only(pairs(stand.there, minutes, stand.near), chosen)
    met, often = meetings(stand, found, minutes, values.integer("at-most"))
    asked.left_out["often-together"] += often
    likely = [one for one in met if one.chance > values.number("chance")]
    asked.left_out["easily-chance"] += len(likely)
    met = [one for one in met if one.chance <= values.number("chance")]
    limit = values.integer("limit")
    asked.left_out["beyond-limit"] += max(len(met) - limit, 0)
    keys = asked.keys(node for one in met[:limit] for node in (one.a, one.b))
    seen = []
    for one in met[:limit]:
        who = stand.there.who[list(one.rows)]
        ends = [
            next(int(row) for row, party in zip(one.rows, who.tolist(), strict=True) if party == wanted)
            for wanted in (one.a, one.b)
        ]
        things = (*by_id(context, (one.a, one.b)), *by_id(context, one.places))
        seen.append(
            _Beside(
                "meeting",
                ends,
                one.rows,
                (keys[one.a], keys[one.b]),
                things,
                one.begin,
                one.end,
                sum(one.records),
            )
        )
    drawing = _drawn(asked, stand, seen)
    return drawing if len(stand.there) else replace(drawing, notes=(Word("note-nothing-left"),))


def _passing_together(context: Context, values: Values) -> Drawing:
    asked = Terms(context, values)
    kinds = values.texts("passing") or PASSING
    asked.held_back(kinds)
    minutes = values.number("minutes")
    stand = ground(asked, kinds, values.number("metres"), minutes)
    found = pairs(stand.there, minutes, stand.near)
    if values.text("item-optional"):
        found = _only(found, [thing(asked, values.text("item-optional"))])
    seen = companions(stand, found, minutes, values.integer("at-least"), 1, values.number("times-chance"))
    wanted = {(one.a, one.b) for one in seen}
    called = {
        no: caption(entity)
        for no, entity in context.entities(sorted({node for pair in wanted for node in pair})).items()
    }
    limit = values.integer("limit")
    one, two = stand.there.start[found.one], stand.there.start[found.two]
    order = np.lexsort((np.maximum(one, two), np.minimum(one, two)))
    beside: list[_Beside] = []
    for a, b, *rows in zip(
        *(values[order].tolist() for values in (found.a, found.b, found.one, found.two)), strict=True
    ):
        if (a, b) not in wanted:
            continue
        if len(beside) >= limit:
            asked.left_out["beyond-limit"] += 1
            continue
        begin, end = sorted(int(stand.there.start[row]) for row in rows)
        things = (*by_id(context, (a, b)), *by_id(context, (int(stand.there.place[row]) for row in rows)))
        beside.append(
            _Beside(
                "together", rows, tuple(rows), (called.get(a, ""), called.get(b, "")), things, begin, end, 2
            )
        )
    return _drawn(asked, stand, beside)


def _only(found: Pairs, chosen: list[int]) -> Pairs:
    """The pairs of which one is chosen; all where none is."""
    if not chosen:
        return found
    inside = np.isin(found.a, chosen) | np.isin(found.b, chosen)
    return Pairs(found.a[inside], found.b[inside], found.one[inside], found.two[inside])


@dataclass(frozen=True, slots=True)
class _Beside:
    """Two parties recorded near each other: ``ends`` a record of each (positions in the presence), ``rows``
    all that it rests on."""

    kind: str
    ends: list[int]
    rows: tuple[int, ...]
    names: tuple[str, str]
    things: tuple[int, ...]
    begin: int
    end: int
    count: int


def _drawn(asked: Terms, stand: Ground, seen: Sequence[_Beside]) -> Drawing:
    """For each a mark in the middle between the two places, and the line between them with distance and time;
    without coordinates it is counted."""
    marks: list[Mark] = []
    lines: list[Line] = []
    for one in seen:
        place, start = stand.there.place[one.ends].astype(np.int64), stand.there.start[one.ends]
        lat, lon = stand.positions.arrays(place, start)
        if np.isnan(lat).all():
            asked.left_out["meetings-without-coordinates"] += 1
            continue
        apart = float(np.nan_to_num(distance(lat[:1], lon[:1], lat[1:], lon[1:])[0]))
        minutes = abs(int(start[0]) - int(start[1])) // 60_000_000
        word = Word("map-together", {"metres": round(apart), "minutes": minutes})
        rests = tuple(reference(stand.rows, int(stand.there.row[row])) for row in one.rows)
        y, x, title = float(np.nanmean(lat)), float(np.nanmean(lon)), " · ".join(sorted(one.names))
        marks.append(
            Mark(
                one.kind,
                y,
                x,
                "coordinates",
                apart / 2,
                title,
                one.things,
                rests,
                word,
                one.count,
                one.begin,
                one.end,
            )
        )
        if apart:
            ends = ((float(lat[0]), float(lon[0])), (float(lat[1]), float(lon[1])))
            lines.append(
                Line(
                    one.kind,
                    ends if ends[0] < ends[1] else ends[::-1],
                    word,
                    one.things,
                    rests,
                    one.begin,
                    one.end,
                )
            )
    return Drawing(tuple(marks), tuple(lines), asked.left_out)


ROUTE = Layer(
    "route",
    (
        ITEM,
        *PERIOD,
        METRES,
        Parameter("gap-hours", "number", 6.0, 0.1, 720.0),
        Parameter("fastest", "number", 250.0, 1.0, 10_000.0),
        LIMIT,
    ),
    _route,
)
MEETINGS = Layer(
    "meetings",
    (
        NUMBERS,
        *PERIOD,
        METRES,
        MINUTES,
        Parameter("at-most", "integer", 10, 1, 1000),
        Parameter("chance", "number", 0.05, 0.0, 1e6),
        ZONE,
        LIMIT,
    ),
    _meetings,
)
TOGETHER = Layer(
    "passed-together",
    (
        Parameter("item-optional", "text", of=("Plate", "DocumentNumber")),
        *PERIOD,
        Parameter("passing", "choices", (), choices=PASSING),
        METRES,
        Parameter("minutes", "number", 30.0, 0.0, 1440.0),
        Parameter("at-least", "integer", 2, 1, 10_000),
        Parameter("times-chance", "number", 3.0, 1.0, 1000.0),
        ZONE,
        LIMIT,
    ),
    _passing_together,
)
