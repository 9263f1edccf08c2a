"""The tables of a chart: its items, and its lines with the strongest first."""

from tahqiq.products.briefing.content import Grid
from tahqiq.products.bundle.gathered import Gathered
from tahqiq.products.bundle.words import Tongue
from tahqiq.products.paper.drawing import label_of


def things_grid(say: Tongue, found: Gathered, title: str, most: int) -> Grid:
    """Items by their numbers; those over ``most`` are counted."""
    heads = tuple(say.say(one) for one in ("no", "name", "kind"))
    rows = [
        (say.number(no), item["caption"], say.kind(item["schema"]))
        for no, item in enumerate(found.items.values(), 1)
    ]
    return Grid(heads, tuple(rows[:most]), title, max(0, len(rows) - most))


def lines_grid(say: Tongue, found: Gathered, title: str, most: int) -> Grid:
    """Lines with how often, first and last day; those over ``most`` are counted."""
    heads = tuple(say.say(one) for one in ("from", "line", "to", "count", "first", "last"))
    rows = [
        (
            found.items[line["a"]]["caption"],
            label_of(line, found.items, say.tag),
            found.items[line["b"]]["caption"],
            say.number(line["weight"]),
            say.day(line["first"]),
            say.day(line["last"]),
        )
        for line in sorted(found.lines, key=lambda one: (-one["weight"], one["id"]))
        if line["a"] in found.items and line["b"] in found.items
    ]
    return Grid(heads, tuple(rows[:most]), title, max(0, len(rows) - most))
