"""The figures that a chart offers to a text: how much there is of it, and what its lines count."""

from dataclasses import dataclass

from tahqiq.casework.clocks.days import day_of
from tahqiq.products.chart.content import Gathered
from tahqiq.products.paper.joined_lines import Joined, joined

MOST_LINES = 500
"""How many lines are offered to choose from."""


def counts_of(found: Gathered) -> dict[str, int]:
    """What can be counted of a chart, by what a reference calls it."""
    return {
        "items": len(found.items),
        "lines": len(joined(found.lines)),
        "events": len(found.events),
        "values": len(found.values),
    }


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chart that a text can take figures of: its ends (id and name), how often it counts, and its
    first and last day ("" where it has none)."""

    a: str
    b: str
    a_caption: str
    b_caption: str
    count: int
    first: str
    last: str


def lines_of(found: Gathered, zone: str) -> tuple[dict[str, int], tuple[Line, ...]]:
    """The counts of a chart and its lines, the strongest first, with days of a zone."""
    drawn = sorted(joined(found.lines), key=lambda one: (-one.weight, one.a, one.b))
    made: list[Line] = []
    for one in drawn:
        days = days_of(one, zone)
        names = (found.items[one.a]["caption"], found.items[one.b]["caption"])
        made.append(Line(one.a, one.b, *names, count=one.weight, first=days["first"], last=days["last"]))
    return counts_of(found), tuple(made)


def days_of(pair: Joined, zone: str) -> dict[str, str]:
    """The first and last day in a zone of what stands in a line ("" where it has none)."""
    firsts = sorted(one["first"] for one in pair.lines if one["first"])
    lasts = sorted(one["last"] for one in pair.lines if one["last"])
    return {
        "first": day_of(firsts[0], zone) if firsts else "",
        "last": day_of(lasts[-1], zone) if lasts else "",
    }
