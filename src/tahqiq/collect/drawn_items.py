"""Where a chart file draws its items (ANX, GraphML, GEXF): read anew from the sealed original."""

import math
from dataclasses import dataclass

from tahqiq.formats.chart import NODE
from tahqiq.formats.confined.known import form
from tahqiq.formats.confined.pool import read_confined
from tahqiq.formats.reader import Records
from tahqiq.model.source import Source
from tahqiq.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DrawnItem:
    """An item of a chart file: its place in the file's own unit, y downwards; ``picture`` is the name of the
    member of the file that is its photograph, "" for none."""

    x: float
    y: float
    picture: str = ""


def drawn_items(workspace: Workspace, source: Source) -> dict[tuple[int, int], DrawnItem]:
    """The items that have a place, by the numbers of their part and record; none for a file that is no
    chart, that draws nothing or whose original is elsewhere.

    ``source`` must have passed a Scope.
    """
    found: dict[tuple[int, int], DrawnItem] = {}
    if source.format not in ("anx", "graphml", "gexf") or not source.original_here:
        return found
    path = workspace.originals.path(source.sha256)
    for item in read_confined(form(source.format), path, source.name, folder=workspace.scratch):
        if isinstance(item, Records) and item.kind == NODE:
            for row, one in zip(item.rows.tolist(), item.columns.to_pylist(), strict=True):
                x, y = _number(one.get("x")), _number(one.get("y"))
                if x is not None and y is not None:
                    found[item.part.no, row] = DrawnItem(x, y, one.get("picture") or "")
    return found


def _number(text: str | None) -> float | None:
    try:
        found = float(text or "")
    except ValueError:
        return None
    return found if math.isfinite(found) else None
