"""Declarations: what one number (or a few) did: contacts, hours, bursts, silences, who opens conversations,
contacts in common."""

from collections.abc import Callable

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
from tahqiq.analyse.events.occurrences import COLUMNS, TALK, Numbers, happened, talk, timed
from tahqiq.analyse.events.quiet import Span, bursts, silences
from tahqiq.analyse.events.wheel import local, wheel_slots
from tahqiq.analyse.hours import with_hours
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.telephone.first_caller import openings
from tahqiq.analyse.telephone.frequency import frequencies
from tahqiq.analyse.terms import LIMIT, PERIOD, SERVICES, ZONE, Terms, reference
from tahqiq.analyse.values import Values
from tahqiq.kit.shares import wilson
from tahqiq.store.facts.columns import NULL64, Columns
from tahqiq.store.facts.occasions import Tolerance

NUMBER = Parameter("number", "text", required=True, of=("PhoneNumber",))
_DAY, _HOUR = 86_400_000_000, 3_600_000_000
MOST_EVIDENCE = 12


def events(asked: Terms, number: int) -> Columns:
    """One row per event of a number with somebody else; what is left out is counted."""
    rows = asked.rows(number, TALK, COLUMNS)
    kept, aside = talk(rows, asked.services_among(rows["other"].astype(np.int64)))
    asked.left_out["self-calls"] += aside.self_calls
    asked.left_out["service-numbers"] += aside.service
    asked.left_out["no-counterpart"] += aside.nobody
    asked.left_out["without-end"] += aside.no_end
    return happened(kept, Tolerance())


def with_time(asked: Terms, rows: Columns) -> Columns:
    """The events with a time; the others are counted."""
    known = timed(rows)
    asked.left_out["untimed"] += len(rows["start"]) - len(known["start"])
    return known


def finished(asked: Terms, rows: list[tuple[Cell, ...]], seen: bool) -> Result:
    """The result, with a plain sentence when the filter left nothing to look at."""
    asked.held_back(TALK)
    return Result(rows, asked.left_out, () if seen else (Word("note-nothing-left"),))


def _frequency(context: Context, values: Values) -> Result:
    asked = Terms(context, values)
    rows = events(asked, asked.number(values.text("number")))
    call = next(
        (int(kind) for kind in np.unique(rows["kind"]).tolist() if asked.facts.kind(int(kind)) == "Call"), -1
    )
    table = frequencies(rows, call)
    limit = values.integer("limit")
    asked.left_out["beyond-limit"] += max(len(table) - limit, 0)
    keys, ids = asked.keys(table.other.tolist()), context.ids(table.other.tolist())
    names = attribution.attributions(context, keys) if values.flag("names") else {}
    at = sorted(range(len(table)), key=lambda one: (-int(table.events[one]), ids[int(table.other[one])]))[
        :limit
    ]
    told: list[tuple[Cell, ...]] = [
        (
            keys[int(table.other[one])],
            int(table.events[one]),
            int(table.records[one]),
            int(table.outgoing[one]),
            int(table.events[one] - table.outgoing[one]),
            int(table.seconds[one]),
            int(table.longest[one]),
            int(table.unanswered[one]),
            int(table.days[one]),
            _time(int(table.first[one])),
            _time(int(table.last[one])),
            int(table.other[one]),
            _ends(rows, int(table.other[one])),
            *attribution.cells(names, int(table.other[one])),
        )
        for one in at
    ]
    return finished(asked, told, bool(len(table)))


def _time(value: int) -> int | None:
    return None if value == NULL64 else value


def _ends(rows: Columns, other: int) -> tuple[Reference, ...]:
    """The first and the last record with a counterpart; ``rows`` are in the order of time."""
    found = np.flatnonzero(rows["other"] == other)
    return tuple(reference(rows, int(at)) for at in dict.fromkeys((int(found[0]), int(found[-1]))))


def _wheel(context: Context, values: Values) -> Result:
    asked = Terms(context, values)
    rows = with_hours(asked, with_time(asked, events(asked, asked.number(values.text("number")))))
    slots = wheel_slots(local(rows["start"].astype(np.int64), asked.zone))
    total = max(len(slots), 1)
    told: list[tuple[Cell, ...]] = []
    for day in range(7):
        for hour in range(24):
            at = np.flatnonzero(slots == day * 24 + hour).tolist()
            rests = tuple(reference(rows, one) for one in at[:MOST_EVIDENCE])
            told.append((day + 1, hour, len(at), round(len(at) / total, 6), rests))
    return finished(asked, told, bool(len(slots)))


def _spans(
    find: Callable[[Numbers, Values], list[Span]], hours: bool = False
) -> Callable[[Context, Values], Result]:
    def run(context: Context, values: Values) -> Result:
        asked = Terms(context, values)
        rows = with_time(asked, events(asked, asked.number(values.text("number"))))
        rows = with_hours(asked, rows) if hours else rows
        start = rows["start"].astype(np.int64)
        told: list[tuple[Cell, ...]] = [
            (
                one.begin,
                one.end,
                (one.end - one.begin) // 1_000_000,
                one.events,
                round(one.expected, 3),
                round(one.surprise, 3),
                tuple(
                    reference(rows, int(np.searchsorted(start, moment))) for moment in (one.begin, one.end)
                ),
            )
            for one in find(start, values)
        ]
        return finished(asked, told, bool(len(start)))

    return run


def _first_caller(context: Context, values: Values) -> Result:
    asked = Terms(context, values)
    rows = with_hours(asked, with_time(asked, events(asked, asked.number(values.text("number")))))
    found = openings(rows, values.number("pause-hours"))
    keys, ids = asked.keys(found.other.tolist()), context.ids(found.other.tolist())
    names = attribution.attributions(context, keys) if values.flag("names") else {}
    order = sorted(
        range(len(found.other)), key=lambda one: (-int(found.conversations[one]), ids[int(found.other[one])])
    )[: values.integer("limit")]
    asked.left_out["beyond-limit"] += len(found.other) - len(order)
    told: list[tuple[Cell, ...]] = []
    for one in order:
        other, count, opened = int(found.other[one]), int(found.conversations[one]), int(found.opened[one])
        told.append(
            (
                keys[other],
                count,
                opened,
                count - opened,
                round(opened / count, 4),
                _rounded(wilson(opened, count)),
                int(found.events[one]),
                other,
                _ends(rows, other),
                *attribution.cells(names, other),
            )
        )
    return finished(asked, told, bool(told))


def _rounded(ends: tuple[float, float]) -> tuple[float, float]:
    """With few conversations the share says little: both ends of what it may be."""
    return round(ends[0], 4), round(ends[1], 4)


def _common(context: Context, values: Values) -> Result:
    asked = Terms(context, values)
    numbers = list(dict.fromkeys(asked.number(text) for text in values.texts("numbers")))
    met: dict[int, dict[int, tuple[int, int, int, tuple[Reference, ...]]]] = {}
    for number in numbers:
        rows = events(asked, number)
        table = frequencies(rows, -1)
        for other, count, first, last in zip(
            table.other.tolist(),
            table.events.tolist(),
            table.first.tolist(),
            table.last.tolist(),
            strict=True,
        ):
            met.setdefault(int(other), {})[number] = (
                int(count),
                int(first),
                int(last),
                _ends(rows, int(other)),
            )
    least = min(values.integer("at-least"), len(numbers))
    common = {other: told for other, told in met.items() if len(told) >= least}
    keys, ids = asked.keys(common), context.ids([*common, *numbers])
    names = attribution.attributions(context, keys) if values.flag("names") else {}
    lines: list[tuple[Cell, ...]] = []
    for other in sorted(
        common,
        key=lambda node: (-len(common[node]), -sum(item[0] for item in common[node].values()), ids[node]),
    ):
        shared = common[other]
        sharers: list[int] = sorted(shared, key=lambda node: ids[node])
        firsts = [item[1] for item in shared.values() if item[1] != NULL64]
        lines.append(
            (
                keys[other],
                len(shared),
                sum(item[0] for item in shared.values()),
                min(firsts, default=None),
                _time(max(item[2] for item in shared.values())),
                other,
                tuple(sharers),
                tuple(one for item in shared.values() for one in item[3])[:12],
                *attribution.cells(names, other),
            )
        )
    return finished(asked, lines, bool(met))


CONTACTS = Analysis(
    "call-frequency",
    "telephone",
    (NUMBER, *PERIOD, LIMIT, SERVICES, attribution.NAMES),
    (
        Column("number", "text"),
        Column("events", "integer"),
        Column("records", "integer"),
        Column("outgoing", "integer"),
        Column("incoming", "integer"),
        Column("talked", "duration"),
        Column("longest", "duration"),
        Column("unanswered", "integer"),
        Column("days", "integer"),
        Column("first", "time"),
        Column("last", "time"),
        Column("number_node", "node"),
        Column("evidence", "evidence"),
        *attribution.COLUMNS,
    ),
    _frequency,
    inputs=("facts",),
    reference="UNODC Criminal Intelligence Manual for Analysts (2011), telephone analysis",
    known_as=("Frequency Analysis", "Call Frequency", "Find Common Calls"),
)
WHEEL = Analysis(
    "call-wheel",
    "telephone",
    (NUMBER, *PERIOD, ZONE, SERVICES),
    (
        Column("weekday", "weekday"),
        Column("hour", "hour"),
        Column("events", "integer"),
        Column("share", "number"),
        Column("evidence", "evidence"),
    ),
    _wheel,
    inputs=("facts",),
    version=3,
    key=("weekday", "hour"),
    views=(
        View("heat", {"across": "hour", "down": "weekday", "value": "events"}),
        View("wheel", {"turn": "hour", "ring": "weekday", "value": "events"}),
    ),
    known_as=("Histograms and Heat Matrix", "Activity View", "Time wheel", "Heat Matrix"),
)
_SPAN_COLUMNS = (
    Column("begin", "time"),
    Column("end", "time"),
    Column("length", "duration"),
    Column("events", "integer"),
    Column("expected", "number"),
    Column("surprise", "number"),
    Column("evidence", "evidence"),
)
_SPAN_VIEWS = (View("timeline", {"begin": "begin", "end": "end"}),)
BURSTS = Analysis(
    "call-bursts",
    "telephone",
    (
        NUMBER,
        *PERIOD,
        Parameter("window-hours", "number", 2.0, 0.05, 720.0),
        Parameter("at-least", "integer", 4, 2, 10_000),
        Parameter("surprise", "number", 9.2, 0.0, 700.0),
        SERVICES,
    ),
    _SPAN_COLUMNS,
    _spans(
        lambda start, values: bursts(
            start, values.number("window-hours"), values.integer("at-least"), values.number("surprise")
        ),
        hours=True,
    ),
    inputs=("facts",),
    version=2,
    views=_SPAN_VIEWS,
    known_as=("Activity Bursts", "Find Bursts"),
)
SILENCES = Analysis(
    "silent-periods",
    "telephone",
    (
        NUMBER,
        *PERIOD,
        Parameter("times-usual", "number", 10.0, 1.0, 10_000.0),
        Parameter("at-least-hours", "number", 48.0, 0.0, 100_000.0),
        SERVICES,
    ),
    _SPAN_COLUMNS,
    _spans(
        lambda start, values: silences(start, values.number("times-usual"), values.number("at-least-hours"))
    ),
    inputs=("facts",),
    views=_SPAN_VIEWS,
    known_as=("Gap Analysis",),
)
FIRST_CALLER = Analysis(
    "first-caller",
    "telephone",
    (
        NUMBER,
        *PERIOD,
        Parameter("pause-hours", "number", 8.0, 0.01, 10_000.0),
        LIMIT,
        SERVICES,
        attribution.NAMES,
    ),
    (
        Column("number", "text"),
        Column("conversations", "integer"),
        Column("opened", "integer"),
        Column("answered", "integer"),
        Column("share", "number"),
        Column("likely_range", "range"),
        Column("events", "integer"),
        Column("number_node", "node"),
        Column("evidence", "evidence"),
        *attribution.COLUMNS,
    ),
    _first_caller,
    inputs=("facts",),
    version=2,
    known_as=("Call Direction", "Who calls first"),
)
COMMON = Analysis(
    "common-contacts",
    "telephone",
    (
        Parameter("numbers", "texts", required=True, low=2, high=200, of=("PhoneNumber",)),
        Parameter("at-least", "integer", 2, 2, 10_000),
        *PERIOD,
        SERVICES,
        attribution.NAMES,
    ),
    (
        Column("number", "text"),
        Column("shared_by", "integer"),
        Column("events", "integer"),
        Column("first", "time"),
        Column("last", "time"),
        Column("number_node", "node"),
        Column("with_nodes", "nodes"),
        Column("evidence", "evidence"),
        *attribution.COLUMNS,
    ),
    _common,
    inputs=("facts",),
    known_as=("Find Common Calls", "Common Contacts"),
)
