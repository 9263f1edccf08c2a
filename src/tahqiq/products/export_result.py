"""What an export answers: how much is in the file, and what is not."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds. ``values`` are recorded values of ``entities`` and ``events``; ``items`` and
    ``links`` only of charts and workbooks.

    ``left_out``: values left out by handling code. ``held``: values that an order's authority does not cover.
    ``shortened``: texts that are too long for a cell of a workbook and are cut there. ``lost``: what the
    format cannot hold of a chart, by kind (:func:`tahqiq.products.paper.chart_positions.lost`).
    """

    path: str
    format: str
    sha256: str
    size: int
    entities: int = 0
    events: int = 0
    values: int = 0
    sources: int = 0
    items: int = 0
    links: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    held: int = 0
    shortened: int = 0
    lost: dict[str, int] = field(default_factory=dict)
