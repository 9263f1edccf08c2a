"""What lies behind the lines of a chart: the numbers of the records between two items, by the type of the
line."""

from collections.abc import Mapping

from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.board_lines import Line
from tahqiq.products.chart.content import Event, Gathered

_ENDS = ("a", "b")


def records_behind(found: Gathered) -> Mapping[str, list[int]]:
    """By the id of a line the numbers of the records it counts, in their order; a line that rests on single
    values has none."""
    drawn = {
        fragment: item["id"]
        for item in found.items.values()
        for fragment in [item["id"], *(one["id"] for one in item.get("fragments", ()))]
    }
    between: dict[tuple[str, ...], list[int]] = {}
    for event in found.events:
        ends = sorted({drawn[one] for one in _parties(event) if one in drawn})
        if len(ends) == len(_ENDS):
            between.setdefault((*ends, event.record.kind), []).append(event.number)
    return {line["id"]: sorted(between.get(_key(line), [])) for line in found.lines}


def _key(line: Line) -> tuple[str, ...]:
    return (*sorted((line["a"], line["b"])), line["label"])


def _parties(event: Event) -> list[str]:
    rule = vocabulary().facts[event.record.kind]
    return [one.target.hex() for one in event.statements if one.target and rule.column_of(one.prop) in _ENDS]
