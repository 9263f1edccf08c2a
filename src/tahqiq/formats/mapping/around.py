"""Values that stand outside the table: file name, sheet name, cells above, or what a person gave."""

from collections.abc import Mapping as MappingOf

from tahqiq.formats.mapping.cells import blank
from tahqiq.formats.mapping.document import Outside
from tahqiq.formats.mapping.frame import Frame
from tahqiq.formats.mapping.layout import labelled_values
from tahqiq.formats.mapping.transforms import find
from tahqiq.formats.mapping.words import fold


def outside_values(
    specs: MappingOf[str, Outside], frame: Frame, file_name: str, sheet_name: str, given: MappingOf[str, str]
) -> dict[str, str | None]:
    """Each named value, None where it is not found. What a person gave in ``given`` comes first."""
    return {name: given.get(name) or _value(spec, frame, file_name, sheet_name) for name, spec in specs.items()}


def _value(spec: Outside, frame: Frame, file_name: str, sheet_name: str) -> str | None:
    if spec.from_ == "constant":
        return spec.value
    texts = _above(spec, frame) if spec.from_ == "above" else [file_name if spec.from_ == "file_name" else sheet_name]
    for text in texts:
        found = find(spec.pattern, text) if spec.pattern else text
        if found:
            return found
    return spec.value


def _above(spec: Outside, frame: Frame) -> list[str]:
    lines = frame.above()
    if spec.row is not None and spec.column is not None:
        cells = next((cells for row, cells in frame.lines if row == spec.row), ())
        cell = cells[spec.column - 1] if spec.column <= len(cells) else None
        return [] if cell is None or blank(cell) else [cell]
    items = [item for row, cells in lines for item in labelled_values(row, cells)]
    if spec.label is not None:
        wanted = fold(spec.label)
        return [item.value for item in items if fold(item.label) == wanted]
    return [cell for _, cells in lines for cell in cells if cell is not None and not blank(cell)]
