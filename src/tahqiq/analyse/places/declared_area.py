"""Declarations: who was recorded in some areas, and long times without a record."""

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import (
    Analysis,
    Cell,
    Column,
    Reference,
    Result,
    Word,
)
from tahqiq.analyse.events import attribution
from tahqiq.analyse.events.quiet import silences
from tahqiq.analyse.hours import hourless
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.places.areas import Area, area
from tahqiq.analyse.places.own import KINDS, thing
from tahqiq.analyse.places.sites import distance, known, sites
from tahqiq.analyse.terms import LIMIT, PERIOD, Terms, reference
from tahqiq.analyse.values import Values
from tahqiq.model.caption import caption
from tahqiq.store.facts.columns import NULL32, NULL64, Columns, take

_NAMES = ("place", "start", "self", "device", "source", "part", "row")
_OWN = ("out", "here", "start", "place", "source", "part", "row")
_CHOSEN = Parameter("kinds", "choices", (), choices=KINDS)


def _recorded(context: Context, values: Values) -> Result:
    asked = Terms(context, values)
    kinds = values.texts("kinds") or KINDS
    asked.held_back(kinds)
    areas = [area(text) for text in values.texts("areas")]
    positions = sites(context)
    rows = _located(asked, kinds)
    place, start = rows["place"].astype(np.int64), rows["start"].astype(np.int64)
    lat, lon = positions.arrays(place, start)
    asked.left_out["places-without-coordinates"] += len(known(place[np.isnan(lat)]))
    who = rows["device" if values.text("count-by") == "handset" else "self"]
    days = (
        hourless(asked, rows)
        if any(one.since is not None for one in areas)
        else np.zeros(len(start), dtype=np.bool_)
    )
    asked.left_out["date-only"] += int(days.sum())
    seen: dict[int, dict[int, list[int]]] = {}
    for number, one in enumerate(areas):
        context.report(number, len(areas), "areas")
        inside = one.holds(lat, lon) & _while(one, start, days) & (who != NULL32)
        for at in np.flatnonzero(inside).tolist():
            seen.setdefault(int(who[at]), {}).setdefault(number, []).append(at)
    least = min(values.integer("at-least"), len(areas))
    common = [node for node, found in seen.items() if len(found) >= least]
    ids = context.ids(common)
    common.sort(key=lambda node: (-len(seen[node]), -sum(map(len, seen[node].values())), ids[node]))
    limit = values.integer("limit")
    asked.left_out["beyond-limit"] += max(len(common) - limit, 0)
    common = common[:limit]
    called = {node: caption(entity) for node, entity in context.entities(common).items()}
    names = attribution.attributions(context, common) if values.flag("names") else {}
    told: list[tuple[Cell, ...]] = []
    for node in common:
        found = [at for some in seen[node].values() for at in some]
        rests: list[Reference] = []
        for some in seen[node].values():
            times = sorted(
                some, key=lambda at: (int(start[at]), int(rows["source"][at]), int(rows["row"][at]))
            )
            rests += [reference(rows, at) for at in dict.fromkeys((times[0], times[-1]))]
        places = known(place[found])
        told.append(
            (
                called.get(node, ""),
                len(seen[node]),
                len(set(found)),
                len(places),
                int(start[found].min()),
                int(start[found].max()),
                node,
                tuple(int(one) for one in places[:20].tolist()),
                tuple(dict.fromkeys(rests)),
                *attribution.cells(names, node),
            )
        )
    return Result(told, asked.left_out, () if told else (Word("note-nothing-left"),))


def _located(asked: Terms, kinds: tuple[str, ...]) -> Columns:
    """Records with time and party in the period; those at places that no list places are kept for
    counting."""
    rows = asked.facts.columns(asked.scope, "by_place", _NAMES, kinds=kinds)
    rows = take(rows, rows["place"] != NULL32)
    asked.left_out["untimed"] += int((rows["start"] == NULL64).sum())
    rows = take(rows, rows["start"] != NULL64)
    if asked.span is not None:
        rows = take(rows, (rows["start"] >= asked.span[0]) & (rows["start"] < asked.span[1]))
    return rows


def _while(one: Area, start: NDArray[np.int64], days: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """What happened in an area's own period; a day without an hour is in none."""
    if one.since is None or one.until is None:
        return np.ones(len(start), dtype=np.bool_)
    return np.asarray((start >= one.since) & (start < one.until) & ~days, dtype=np.bool_)


def _gaps(context: Context, values: Values) -> Result:
    asked = Terms(context, values)
    kinds = values.texts("kinds") or KINDS
    asked.held_back(kinds)
    told: list[tuple[Cell, ...]] = []
    for text in values.texts("items"):
        node = thing(asked, text)
        rows = asked.rows(node, kinds, _OWN)
        asked.left_out["untimed"] += int((rows["start"] == NULL64).sum())
        rows = take(rows, rows["start"] != NULL64)
        rows = take(rows, np.lexsort((rows["row"], rows["source"], rows["start"])))
        start = rows["start"].astype(np.int64)
        place = np.where(rows["here"].astype(np.bool_), rows["place"].astype(np.int64), NULL32)
        lat, lon = sites(context, known(place)).arrays(place, start)
        called = {
            one: caption(entity) for one, entity in context.entities([node, *known(place).tolist()]).items()
        }
        for span in silences(start, values.number("times-usual"), values.number("at-least-hours")):
            before, after = (
                int(np.searchsorted(start, span.begin, side="right")) - 1,
                int(np.searchsorted(start, span.end)),
            )
            apart = float(
                distance(
                    lat[before : before + 1],
                    lon[before : before + 1],
                    lat[after : after + 1],
                    lon[after : after + 1],
                )[0]
            )
            ends = tuple(int(place[at]) for at in (before, after))
            told.append(
                (
                    called.get(node, ""),
                    span.begin,
                    span.end,
                    (span.end - span.begin) // 1_000_000,
                    span.expected,
                    called.get(ends[0]),
                    called.get(ends[1]),
                    None if np.isnan(apart) else round(apart),
                    node,
                    tuple(one for one in dict.fromkeys(ends) if one != NULL32),
                    (reference(rows, before), reference(rows, after)),
                )
            )
    told.sort(
        key=lambda row: (
            -int(row[3] if isinstance(row[3], int) else 0),
            str(row[0]),
            int(row[1] if isinstance(row[1], int) else 0),
        )
    )
    limit = values.integer("limit")
    asked.left_out["beyond-limit"] += max(len(told) - limit, 0)
    return Result(told[:limit], asked.left_out, () if told else (Word("note-nothing-left"),))


RECORDED = Analysis(
    "recorded-in-area",
    "time-and-place",
    (
        Parameter("areas", "texts", required=True, low=1, high=50),
        *PERIOD,
        _CHOSEN,
        Parameter("at-least", "integer", 1, 1, 10_000),
        Parameter("count-by", "choice", "number", choices=("number", "handset")),
        LIMIT,
        attribution.NAMES,
    ),
    (
        Column("item", "text"),
        Column("areas_met", "integer"),
        Column("records", "integer"),
        Column("places", "integer"),
        Column("first", "time"),
        Column("last", "time"),
        Column("item_node", "node"),
        Column("place_nodes", "nodes"),
        Column("evidence", "evidence"),
        *attribution.COLUMNS,
    ),
    _recorded,
    inputs=("facts", "statements"),
    version=2,
)
GAPS = Analysis(
    "record-gaps",
    "time-and-place",
    (
        Parameter("items", "texts", required=True, low=1, high=100),
        *PERIOD,
        _CHOSEN,
        Parameter("times-usual", "number", 10.0, 1.0, 10_000.0),
        Parameter("at-least-hours", "number", 48.0, 0.0, 100_000.0),
        LIMIT,
    ),
    (
        Column("item", "text"),
        Column("begin", "time"),
        Column("end", "time"),
        Column("length", "duration"),
        Column("expected", "number"),
        Column("from_place", "text"),
        Column("to_place", "text"),
        Column("metres", "integer"),
        Column("item_node", "node"),
        Column("place_nodes", "nodes"),
        Column("evidence", "evidence"),
    ),
    _gaps,
    inputs=("facts", "statements"),
)
