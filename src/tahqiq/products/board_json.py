"""A chart on the screen as JSON."""

from dataclasses import asdict

from tahqiq.products.board import Drawn, Expanded
from tahqiq.products.board_events import Timeline

Json = dict[str, object]


def drawn_json(drawn: Drawn) -> Json:
    """Items and lines."""
    return {"items": drawn.items, "lines": drawn.lines}


def expanded_json(expanded: Expanded) -> Json:
    """What came in and what else could, type by type."""
    return {
        **drawn_json(expanded.drawn),
        "groups": [asdict(group) for group in expanded.groups],
        "hidden": expanded.hidden,
    }


def happened_json(found: Timeline) -> Json:
    """How much happened when, and the events in the order of time; ``total`` counts those that were not asked
    for too."""
    return asdict(found)
