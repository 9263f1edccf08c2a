"""A chart file with the places, groups and colours of the chart on the screen, and what a format cannot hold
of it."""

from collections.abc import Mapping
from dataclasses import replace

from tahqiq.formats.chart import Chart, ChartItem
from tahqiq.products.paper.icons import colour_of
from tahqiq.products.paper.layout import Layout, Placed
from tahqiq.products.selection import Selection

SCALE = 120
"""Units of a chart file between two items that are one unit apart on the screen: about as far as Analyst's
Notebook puts icons."""
GROUP = "group"
"""The attribute that holds the name of an item's group."""
GRAPHS = frozenset({"anx", "graphml", "gexf"})


def placed(chart: Chart, layout: Layout, displayed: Mapping[str, str]) -> Chart:
    """The chart with its items where they stand; ``displayed`` gives for the id of an item the id under which
    ``layout`` has it."""
    where = {one.id: one for one in layout.items}
    items = tuple(_placed(item, where.get(displayed.get(item.id, "")), layout.groups) for item in chart.items)
    return replace(chart, items=items)


def _placed(item: ChartItem, at: Placed | None, groups: Mapping[str, str]) -> ChartItem:
    if at is None:
        return item
    about = dict(item.attributes)
    if at.group:
        about[GROUP] = groups[at.group]
    schema = about.get("schema", "")
    return replace(
        item,
        x=float(round(at.x * SCALE)),
        y=float(round(at.y * SCALE)),
        colour=colour_of(schema),
        attributes=tuple(sorted(about.items())),
    )


def lost(
    name: str, layout: Layout, selection: Selection, unsaid: Mapping[str, int] | None = None
) -> dict[str, int]:
    """What the file does not hold of the chart, each with how many: ``hidden`` items put away, ``events``
    that stand as counts on lines only, ``places`` and ``groups``, ``sources`` of single values, ``cards``:
    single values with their place and grade (their texts stand in attributes), ``texts`` written on the
    chart, and ``unsaid`` of how it looks."""
    found = {
        "hidden": len(layout.hidden),
        "texts": len(layout.texts) if name != "anx" else 0,
        **(unsaid or {}),
    }
    if name in GRAPHS:
        found["events"] = selection.seen.events
        found |= {"cards": selection.seen.values} if name != "anx" else {}
    else:
        found |= {"places": len(layout.items), "groups": len(layout.groups)}
    if name == "ftm":
        found["sources"] = selection.seen.values
    return {kind: count for kind, count in found.items() if count}
