"""The event chart: what happened to some items in the order of time, one theme line for each, joined where
several took part."""

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import (
    Analysis,
    Cell,
    Column,
    Result,
    View,
    Word,
)
from tahqiq.analyse.methods.chosen import ITEMS, chosen, local
from tahqiq.analyse.methods.happenings import KINDS, Happening, happenings_of, recorded
from tahqiq.analyse.methods.own import owners
from tahqiq.analyse.networks.terms import LINKS
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.terms import Terms
from tahqiq.analyse.values import Values
from tahqiq.analyse.ways.walk import EXCLUDED, Walk

USUAL = tuple(kind for kind in KINDS if kind != "DataSession")
EVENTS = (
    *ITEMS,
    Parameter("means", "flag", True),
    Parameter("kinds", "choices", USUAL, choices=KINDS),
    Parameter("recorded-events", "flag", True),
)
MOST_LINES = 100


def happenings(
    context: Context, values: Values
) -> tuple[list[Happening], list[int], dict[str, int], tuple[Word, ...]]:
    """The events of the items that were asked for, those with a time first and in its order; the items; what
    was left out; notes."""
    walk = Walk(context, values)
    items, notes = chosen(walk)
    asked = Terms(context, values)
    asked.held_back(KINDS)
    stand = owners(walk, items, local(walk, items), values.flag("means"))
    found = happenings_of(context, stand, values.texts("kinds"), asked.span, asked.left_out)
    if values.flag("recorded-events"):
        found += recorded(context, stand, asked.span, asked.left_out)
    ids = context.ids({one.event for one in found if one.event})
    found.sort(
        key=lambda one: (
            one.begin is None,
            one.begin or 0,
            one.kind,
            ids.get(one.event, b""),
            [(item.source, item.part, item.row) for item in one.evidence],
        )
    )
    return found, items, dict(asked.left_out), notes


def _chart(context: Context, values: Values) -> Result:
    found, items, left_out, notes = happenings(context, values)
    least = 2 if values.flag("only-shared") else 1
    wanted = [one for one in found if len(one.items) >= least]
    left_out["not-shared"] = len(found) - len(wanted)
    limit = values.integer("limit")
    kept = sorted(sorted(range(len(wanted)), key=lambda at: (-len(wanted[at].items), at))[:limit])
    left_out["events-beyond-limit"] = len(wanted) - len(kept)
    rows: list[tuple[Cell, ...]] = []
    before: Happening | None = None
    longest = 0
    for at in kept:
        one = wanted[at]
        gap = (
            None
            if before is None or one.begin is None or before.begin is None
            else (one.begin - before.begin) // 1_000_000
        )
        longest = max(longest, gap or 0)
        rows.append(
            (
                one.begin,
                one.end,
                one.written or None,
                gap,
                one.kind,
                one.what or None,
                len(one.items),
                one.items,
                one.others,
                one.place or None,
                one.seconds,
                one.money,
                one.event or None,
                one.evidence,
            )
        )
        before = one
    undated = sum(wanted[at].begin is None for at in kept)
    notes += (
        Word(
            "note-events",
            {
                "items": len(items),
                "events": len(rows),
                "shared": sum(len(wanted[at].items) > 1 for at in kept),
            },
        ),
    )
    if undated:
        notes += (Word("note-undated", {"count": undated}),)
    if longest >= 86_400:
        notes += (Word("note-longest-gap", {"days": longest // 86_400}),)
    return Result(rows, left_out, notes)


EVENT_CHART = Analysis(
    "event-chart",
    "method",
    (
        *EVENTS,
        Parameter("only-shared", "flag", False),
        Parameter("limit", "integer", 200, 1, 10_000),
        EXCLUDED,
        *LINKS,
    ),
    (
        Column("happened", "time"),
        Column("until", "time"),
        Column("date-written", "text"),
        Column("gap", "duration"),
        Column("kind", "type"),
        Column("what", "text"),
        Column("theme-count", "integer"),
        Column("themes", "nodes"),
        Column("others-there", "nodes"),
        Column("place", "text"),
        Column("talked", "duration"),
        Column("amount", "money"),
        Column("event", "node"),
        Column("evidence", "evidence"),
    ),
    _chart,
    inputs=("links", "facts", "statements"),
    limits=(("limit-items", MOST_LINES),),
    reference="UNODC (2011), Criminal Intelligence: Manual for Analysts, event charting.",
    views=(
        View(
            "themes",
            {
                "begin": "happened",
                "lines": "themes",
                "end": "until",
                "written": "date-written",
                "kind": "kind",
                "what": "what",
                "others": "others-there",
                "event": "event",
            },
        ),
    ),
    key=("happened", "kind", "what", "themes"),
    known_as=("Timeline Chart", "Theme Lines", "Event Chart"),
)
