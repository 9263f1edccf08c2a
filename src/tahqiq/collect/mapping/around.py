"""Values that stand outside the table: file name, sheet name, cells above, or what a person gave."""

from collections.abc import Mapping as MappingOf

from tahqiq.collect.mapping.cells import blank
from tahqiq.collect.mapping.document import Outside
from tahqiq.collect.mapping.frame import Frame
from tahqiq.collect.mapping.layout import labelled_values
from tahqiq.collect.mapping.transforms import find
from tahqiq.collect.mapping.words import fold

Cell = tuple[int, int]
"""Row and 1-based column of a cell."""


def outside_values(
    specs: MappingOf[str, Outside], frame: Frame, file_name: str, sheet_name: str, given: MappingOf[str, str]
) -> tuple[dict[str, str | None], set[Cell]]:
    """Each named value, None where it is not found, and the cells above the table that values came from. What
    a person gave in ``given`` comes first."""
    values: dict[str, str | None] = {}
    cells: set[Cell] = set()
    for name, spec in specs.items():
        values[name], cell = (
            (given[name], None) if given.get(name) else _value(spec, frame, file_name, sheet_name)
        )
        if cell is not None:
            cells.add(cell)
    return values, cells


def _value(spec: Outside, frame: Frame, file_name: str, sheet_name: str) -> tuple[str | None, Cell | None]:
    if spec.from_ == "constant":
        return spec.value, None
    texts = (
        _above(spec, frame)
        if spec.from_ == "above"
        else [(file_name if spec.from_ == "file_name" else sheet_name, None)]
    )
    for text, cell in texts:
        found = find(spec.pattern, text) if spec.pattern else text
        if found:
            return found, cell
    return spec.value, None


def _above(spec: Outside, frame: Frame) -> list[tuple[str, Cell | None]]:
    lines = frame.above()
    if spec.row is not None and spec.column is not None:
        cells = next((cells for row, cells in frame.lines if row == spec.row), ())
        cell = cells[spec.column - 1] if spec.column <= len(cells) else None
        return [] if cell is None or blank(cell) else [(cell, (spec.row, spec.column))]
    if spec.label is not None:
        wanted = fold(spec.label)
        items = [item for row, cells in lines for item in labelled_values(row, cells)]
        return [(item.value, (item.row, item.column)) for item in items if fold(item.label) == wanted]
    return [
        (cell, (row, at))
        for row, cells in lines
        for at, cell in enumerate(cells, 1)
        if cell is not None and not blank(cell)
    ]
