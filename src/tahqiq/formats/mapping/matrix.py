"""Recognising a square matrix of labels: who is tied to whom, with or without strengths, one way or both."""

from collections.abc import Sequence
from dataclasses import dataclass

from tahqiq.formats.mapping.cells import Cells, blank, filled
from tahqiq.kit.text import fold_digits


@dataclass(frozen=True, slots=True)
class Matrix:
    """``row`` is the row number of the column labels; ``size`` how many labels; ``symmetric`` both halves agree; ``binary`` only 0 and 1."""

    row: int
    size: int
    symmetric: bool
    binary: bool


def find_matrix(lines: Sequence[tuple[int, Cells]]) -> Matrix | None:
    """The matrix that begins in one of the first ten lines: the labels of the columns are those of the lines, cells are numbers or blank.

    A matrix that is taller than the lines given counts when its first lines fit; it then is not called symmetric.
    """
    for index in range(min(10, len(lines))):
        if filled(lines[index][1]) < 3:
            continue
        found = _matrix_at(lines, index)
        if found is not None:
            return found
    return None


def _matrix_at(lines: Sequence[tuple[int, Cells]], index: int) -> Matrix | None:
    head = [(cell or "").strip() for cell in lines[index][1]][1:]
    while head and not head[-1]:
        head.pop()
    columns = {label: place for place, label in enumerate(head)}
    body = [(str(cells[0] or "").strip(), cells[1 : len(head) + 1]) for _, cells in lines[index + 1 :] if cells and filled(cells)]
    body = body[: len(head)]
    if len(head) < 3 or len(columns) < len(head) or len(body) < min(3, len(head)) or "" in columns:
        return None
    known = [label for label, _ in body if label in columns]
    if len(known) < 0.9 * len(body) or len(set(known)) < len(known):
        return None
    values = [[_number(cell) for cell in cells] for _, cells in body]
    flat = [value for line in values for value in line]
    if sum(value is None for value in flat) > 0.02 * len(flat):
        return None
    binary = set(flat) <= {0.0, 1.0, None}
    return Matrix(lines[index][0], len(head), len(body) == len(head) and _symmetric([label for label, _ in body], columns, values), binary)


def _number(cell: str | None) -> float | None:
    if cell is None or blank(cell) or cell.strip() in ("-", "–"):
        return 0.0
    try:
        return float(fold_digits(cell.strip()))
    except ValueError:
        return None


def _symmetric(labels: Sequence[str], columns: dict[str, int], values: Sequence[Sequence[float | None]]) -> bool:
    lines = dict(zip(labels, values, strict=True))
    for label, line in lines.items():
        for other, place in columns.items():
            back = lines.get(other)
            here = line[place] if place < len(line) else 0.0
            if back is None or here != (back[columns[label]] if columns[label] < len(back) else 0.0):
                return False
    return True
