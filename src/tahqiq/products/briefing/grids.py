"""Tables: the items of a chart, its lines with the strongest first, and the rows of a result."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from tahqiq.kit.messages import message
from tahqiq.products.briefing.content import Grid
from tahqiq.products.chart.content import Gathered
from tahqiq.products.paper.chart_picture import label_of
from tahqiq.products.product_words import Tongue


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


def columns_asked(columns: Sequence[Mapping[str, str]], wanted: object) -> list[Mapping[str, str]]:
    """The columns of a result that a table shows: those ``wanted``, where that is a list of names."""
    return [
        one
        for one in columns
        if one["kind"] not in ("evidence", "word") and (not isinstance(wanted, list) or one["name"] in wanted)
    ]


def result_grid(
    say: Tongue,
    columns: Sequence[Mapping[str, str]],
    rows: Sequence[Mapping[str, object]],
    captions: Callable[[Iterable[str]], Mapping[str, str]],
    title: str,
    most: int,
) -> Grid:
    """Rows of a result with names in place of ids; those over ``most`` are counted."""
    shown = rows[:most]
    ids = {
        cell
        for row in shown
        for one in columns
        if one["kind"] == "node" and isinstance(cell := row[one["name"]], str)
    }
    names = captions(sorted(ids))
    heads = tuple(message(f"column-{one['name']}", say.tag, {}).sentence for one in columns)
    texts = tuple(tuple(_cell(say, names, row[one["name"]]) for one in columns) for row in shown)
    return Grid(heads, texts, title, max(0, len(rows) - most))


def _cell(say: Tongue, names: Mapping[str, str], cell: object) -> str:
    if isinstance(cell, bool) or cell is None:
        return "" if cell is None else str(cell)
    if isinstance(cell, list):
        return " · ".join(_cell(say, names, one) for one in cell[:5])
    return say.number(cell) if isinstance(cell, int) else names.get(str(cell), str(cell))
