"""Declarations: who used the same cells: meetings, travelling together, co-location of one number, cells at
night and by day."""

from collections.abc import Sequence, Sized

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import (
    Analysis,
    Cell,
    Column,
    Reference,
    Result,
    View,
    Word,
)
from tahqiq.analyse.events import attribution
from tahqiq.analyse.events.occurrences import TELEPHONE
from tahqiq.analyse.events.wheel import local
from tahqiq.analyse.hours import with_hours
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.places.co_presence import pairs
from tahqiq.analyse.places.companions import companions
from tahqiq.analyse.places.grounds import Ground, ground
from tahqiq.analyse.places.home import WORKDAYS, bases
from tahqiq.analyse.places.meetings import meetings
from tahqiq.analyse.places.near import near_one
from tahqiq.analyse.places.sites import Sites, known, sites
from tahqiq.analyse.terms import LIMIT, PERIOD, ZONE, Terms, reference
from tahqiq.analyse.values import Values
from tahqiq.store.facts.columns import NULL32, NULL64, take

METRES = Parameter("metres", "number", 500.0, 0.0, 100_000.0)
MINUTES = Parameter("minutes", "number", 15.0, 0.0, 1440.0)
NUMBERS = Parameter("numbers-optional", "texts", high=2000, of=("PhoneNumber",))


def nothing(rows: Sized) -> tuple[Word, ...]:
    """The note for a filter that left nothing to look at."""
    return () if len(rows) else (Word("note-nothing-left"),)


def _chosen(asked: Terms) -> frozenset[int]:
    return frozenset(asked.number(text) for text in asked.values.texts("numbers-optional"))


def _references(stand: Ground, rows: Sequence[int]) -> tuple[Reference, ...]:
    return tuple(reference(stand.rows, int(stand.there.row[row])) for row in rows)


def spots(asked: Terms, positions: Sites, places: Sequence[int], moment: int) -> tuple[str, str]:
    """Cells and, where a site list gives one, the names of the sites on that day."""
    keys = asked.keys(places)
    day = str(np.datetime64(moment, "us").astype("datetime64[D]"))
    names = dict.fromkeys(
        found.name for place in places if (found := positions.at(place, day)) and found.name
    )
    return ", ".join(dict.fromkeys(keys[place] for place in places if keys[place])), ", ".join(names)


def _meetings(context: Context, values: Values) -> Result:
    asked = Terms(context, values)
    asked.held_back(TELEPHONE)
    stand = ground(asked, TELEPHONE, values.number("metres"))
    context.report(1, 3, "places")
    chosen = _chosen(asked)
    found = pairs(stand.there, values.number("minutes"), stand.near)
    if chosen:
        inside = np.isin(found.a, list(chosen)) | np.isin(found.b, list(chosen))
        found = type(found)(found.a[inside], found.b[inside], found.one[inside], found.two[inside])
    context.report(2, 3, "pairs")
    met, often = meetings(stand, found, values.number("minutes"), values.integer("at-most"))
    asked.left_out["often-together"] += often
    likely = [one for one in met if one.chance > values.number("chance")]
    asked.left_out["easily-chance"] += len(likely)
    met = [one for one in met if one.chance <= values.number("chance")][: values.integer("limit")]
    keys = asked.keys(node for one in met for node in (one.a, one.b))
    names = attribution.attributions(context, keys) if values.flag("names") else {}
    rows: list[tuple[Cell, ...]] = []
    for one in met:
        cells, where = spots(asked, stand.positions, one.places, one.begin)
        rows.append(
            (
                keys[one.a],
                keys[one.b],
                one.begin,
                one.end,
                (one.end - one.begin) // 1_000_000,
                *one.records,
                cells,
                where,
                round(one.chance, 6),
                one.a,
                one.b,
                tuple(one.places),
                _references(stand, one.rows),
                _both(names, one.a, one.b),
            )
        )
    return Result(rows, asked.left_out, nothing(stand.there.place))


def _both(
    names: dict[int, tuple[tuple[Word, ...], tuple[Reference, ...]]], a: int, b: int
) -> tuple[Word, ...] | None:
    return (*names.get(a, ((), ()))[0], *names.get(b, ((), ()))[0]) or None


def _together(context: Context, values: Values) -> Result:
    asked = Terms(context, values)
    asked.held_back(TELEPHONE)
    minutes = values.number("minutes")
    stand = ground(asked, TELEPHONE, values.number("metres"), minutes)
    context.report(1, 3, "places")
    chosen = _chosen(asked)
    found = pairs(stand.there, minutes, stand.near)
    context.report(2, 3, "pairs")
    seen = companions(
        stand,
        found,
        minutes,
        values.integer("at-least"),
        values.integer("places-at-least"),
        values.number("times-chance"),
    )
    if chosen:
        seen = [one for one in seen if one.a in chosen or one.b in chosen]
    keys = asked.keys(node for one in seen for node in (one.a, one.b))
    names = attribution.attributions(context, keys) if values.flag("names") else {}
    rows: list[tuple[Cell, ...]] = []
    for one in seen[: values.integer("limit")]:
        talked = int((asked.rows(one.a, ("Call", "Message"), ("other",))["other"] == one.b).sum())
        rows.append(
            (
                keys[one.a],
                keys[one.b],
                one.together,
                round(one.expected, 3),
                one.places,
                one.days,
                one.moves,
                talked,
                round(one.surprise, 2),
                one.first,
                one.last,
                one.a,
                one.b,
                _references(stand, one.rows),
                _both(names, one.a, one.b),
            )
        )
    return Result(rows, asked.left_out, nothing(stand.there.place))


def _co_location(context: Context, values: Values) -> Result:
    asked = Terms(context, values)
    asked.held_back(TELEPHONE)
    node = asked.number(values.text("number"))
    found = near_one(asked, node, TELEPHONE, values.number("metres"), values.number("minutes"))
    limit = values.integer("limit")
    asked.left_out["beyond-limit"] += max(len(found) - limit, 0)
    keys = asked.keys(one.other for one in found[:limit])
    names = attribution.attributions(context, keys) if values.flag("names") else {}
    rows: list[tuple[Cell, ...]] = [
        (
            keys[one.other],
            one.stays,
            one.places,
            one.records,
            round(one.expected, 4),
            round(one.surprise, 3),
            one.first,
            one.last,
            one.other,
            one.evidence,
            *attribution.cells(names, one.other),
        )
        for one in found[:limit]
    ]
    return Result(rows, asked.left_out, nothing(rows))


def _home(context: Context, values: Values) -> Result:
    asked = Terms(context, values)
    asked.held_back(TELEPHONE)
    node = asked.number(values.text("number"))
    rows = asked.rows(node, TELEPHONE, ("self", "out", "here", "start", "place", "source", "part", "row"))
    own = rows["here"].astype(np.bool_) & (rows["place"] != NULL32) & (rows["start"] != NULL64)
    rows = with_hours(asked, take(rows, own))
    place, start = rows["place"].astype(np.int64), rows["start"].astype(np.int64)
    wall = local(start, asked.zone)
    positions = sites(context, known(place))
    told: list[tuple[Cell, ...]] = []
    for word, hours, weekdays in (("part-night", (22, 6), None), ("part-work", (9, 17), WORKDAYS)):
        for base in bases(place, wall, hours, weekdays)[: values.integer("limit")]:
            at = np.flatnonzero(place == base.place)
            cell, spot = spots(asked, positions, [base.place], int(start[at[0]]))
            where = positions.at(
                base.place, str(np.datetime64(int(start[at[0]]), "us").astype("datetime64[D]"))
            )
            asked.left_out["places-without-coordinates"] += where is None
            told.append(
                (
                    Word(word),
                    cell,
                    spot,
                    base.days,
                    base.records,
                    round(base.share, 4),
                    where.lat if where else None,
                    where.lon if where else None,
                    base.place,
                    (reference(rows, int(at[0])), reference(rows, int(at[-1]))),
                )
            )
    return Result(told, asked.left_out, nothing(place))


_PAIR = (Column("number_a", "text"), Column("number_b", "text"))
_PAIR_NODES = (Column("a_node", "node"), Column("b_node", "node"))
MEETINGS = Analysis(
    "cell-meetings",
    "telephone",
    (
        NUMBERS,
        *PERIOD,
        METRES,
        MINUTES,
        Parameter("at-most", "integer", 10, 1, 1000),
        Parameter("chance", "number", 0.05, 0.0, 1e6),
        ZONE,
        LIMIT,
        attribution.NAMES,
    ),
    (
        *_PAIR,
        Column("begin", "time"),
        Column("end", "time"),
        Column("length", "duration"),
        Column("records_a", "integer"),
        Column("records_b", "integer"),
        Column("cells", "text"),
        Column("sites", "text"),
        Column("chance", "number"),
        *_PAIR_NODES,
        Column("place_nodes", "nodes"),
        Column("evidence", "evidence"),
        Column("attribution", "word"),
    ),
    _meetings,
    inputs=("facts", "statements"),
    version=2,
    views=(View("timeline", {"begin": "begin", "end": "end", "lane": "sites"}),),
    known_as=("Find Co-location", "Meetings"),
)
TOGETHER = Analysis(
    "travel-together",
    "telephone",
    (
        NUMBERS,
        *PERIOD,
        METRES,
        MINUTES,
        Parameter("at-least", "integer", 5, 2, 10_000),
        Parameter("places-at-least", "integer", 4, 1, 1000),
        Parameter("times-chance", "number", 3.0, 1.0, 1000.0),
        ZONE,
        LIMIT,
        attribution.NAMES,
    ),
    (
        *_PAIR,
        Column("together", "integer"),
        Column("expected", "number"),
        Column("places", "integer"),
        Column("days", "integer"),
        Column("moves", "integer"),
        Column("calls_between", "integer"),
        Column("surprise", "number"),
        Column("first", "time"),
        Column("last", "time"),
        *_PAIR_NODES,
        Column("evidence", "evidence"),
        Column("attribution", "word"),
    ),
    _together,
    inputs=("facts", "statements"),
    version=2,
    known_as=("Co-travel", "Companion analysis"),
)
CO_LOCATION = Analysis(
    "co-location",
    "telephone",
    (
        Parameter("number", "text", required=True, of=("PhoneNumber",)),
        *PERIOD,
        Parameter("metres", "number", 500.0, 0.0, 100_000.0),
        MINUTES,
        LIMIT,
        attribution.NAMES,
    ),
    (
        Column("number", "text"),
        Column("stays", "integer"),
        Column("places", "integer"),
        Column("records", "integer"),
        Column("expected", "number"),
        Column("surprise", "number"),
        Column("first", "time"),
        Column("last", "time"),
        Column("number_node", "node"),
        Column("evidence", "evidence"),
        *attribution.COLUMNS,
    ),
    _co_location,
    inputs=("facts", "statements"),
    version=2,
    known_as=("Find Co-location", "Colocation"),
)
HOME = Analysis(
    "home-cell",
    "telephone",
    (
        Parameter("number", "text", required=True, of=("PhoneNumber",)),
        *PERIOD,
        ZONE,
        Parameter("limit", "integer", 5, 1, 1000),
    ),
    (
        Column("part", "word"),
        Column("cell", "text"),
        Column("sites", "text"),
        Column("days", "integer"),
        Column("records", "integer"),
        Column("share", "number"),
        Column("latitude", "number"),
        Column("longitude", "number"),
        Column("place_node", "node"),
        Column("evidence", "evidence"),
    ),
    _home,
    inputs=("facts", "statements"),
    version=2,
    known_as=("Home location", "Pattern of life"),
)
