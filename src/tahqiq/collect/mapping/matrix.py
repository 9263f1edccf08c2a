"""Recognising a matrix of labels: who is tied to whom, with or without strengths, one way or both; or who was
at what."""

from collections.abc import Sequence
from dataclasses import dataclass

from tahqiq.collect.mapping.cells import Cells, blank, filled
from tahqiq.kit.text import fold_digits


@dataclass(frozen=True, slots=True)
class Matrix:
    """``row`` is the row number of the column labels, ``labels`` those labels; ``size`` how many there are;
    ``symmetric`` both halves agree; ``binary`` only 0 and 1; ``two_mode``: the lines are other things than
    the columns (people and what they took part in)."""

    row: int
    size: int
    symmetric: bool
    binary: bool
    labels: tuple[str, ...] = ()
    two_mode: bool = False


Body = list[tuple[str, Sequence[str | None]]]
_LEAST_LINES, _LEAST_COLUMNS = 5, 5
"""A table of who was at what has at least so many of both."""


def find_matrix(lines: Sequence[tuple[int, Cells]]) -> Matrix | None:
    """The matrix that begins in one of the first ten lines: the labels of the columns are those of the lines
    and cells are numbers or blank; or the two kinds of label differ and every cell is 0 or 1. A line of
    column labels without a corner (as R writes it) is understood.

    A matrix that is taller than the lines given counts when its first lines fit; it then is not called
    symmetric.
    """
    for index in range(min(10, len(lines))):
        if filled(lines[index][1]) < 3:
            continue
        found = _matrix_at(lines, index)
        if found is not None:
            return found
    return None


def _matrix_at(lines: Sequence[tuple[int, Cells]], index: int) -> Matrix | None:
    head = [(cell or "").strip() for cell in lines[index][1]]
    while head and not head[-1]:
        head.pop()
    widest = max((_width(cells) for _, cells in lines[index + 1 : index + 20]), default=0)
    if not head or head[0] == "" or widest != len(head) + 1:
        head = head[1:]
    body: Body = [
        (str(cells[0] or "").strip(), cells[1 : len(head) + 1])
        for _, cells in lines[index + 1 :]
        if cells and filled(cells)
    ]
    if len(head) < 3 or len(set(head)) < len(head) or "" in head:
        return None
    return _square(lines[index][0], head, body) or _two_mode(lines[index][0], head, body)


def _width(cells: Cells) -> int:
    return max((place for place, cell in enumerate(cells, 1) if not blank(cell)), default=0)


def _square(row: int, head: list[str], body: Body) -> Matrix | None:
    columns = {label: place for place, label in enumerate(head)}
    body = body[: len(head)]
    known = [label for label, _ in body if label in columns]
    if len(body) < min(3, len(head)) or len(known) < 0.9 * len(body) or len(set(known)) < len(known):
        return None
    values = [[_number(cell) for cell in cells] for _, cells in body]
    flat = [value for line in values for value in line]
    if sum(value is None for value in flat) > 0.02 * len(flat):
        return None
    if _compares(values, [columns.get(label) for label, _ in body]):
        return None
    whole = len(body) == len(head) == len(known)
    symmetric = whole and _symmetric([label for label, _ in body], columns, values)
    return Matrix(row, len(head), symmetric, set(flat) <= {0.0, 1.0, None}, tuple(head))


def _compares(values: Sequence[Sequence[float | None]], places: Sequence[int | None]) -> bool:
    """Whether a square compares its labels (correlations, rates of exchange) instead of tying them: each is
    one of itself and the others are fractions, or a figure is below nothing."""
    flat = [value for line in values for value in line if value]
    own = [
        line[place]
        for line, place in zip(values, places, strict=True)
        if place is not None and place < len(line)
    ]
    return any(value < 0 for value in flat) or (
        bool(own) and set(own) == {1.0} and any(value % 1 for value in flat)
    )


def _two_mode(row: int, head: list[str], body: Body) -> Matrix | None:
    """Lines and columns of different labels, every cell 0 or 1. Happenings are counted or dated; columns
    called otherwise (arrested, male) may be traits: a person decides."""
    labels = [label for label, _ in body]
    if (
        len(body) < _LEAST_LINES
        or len(head) < _LEAST_COLUMNS
        or "" in labels
        or len(set(labels)) < len(labels)
        or set(labels) & set(head)
    ):
        return None
    cells = [fold_digits((cell or "").strip()) for _, line in body for cell in line]
    if {"0", "1"} != set(cells) or sum(any(map(str.isdigit, label)) for label in head) < 0.8 * len(head):
        return None
    return Matrix(row, len(head), False, True, tuple(head), True)


def _number(cell: str | None) -> float | None:
    if cell is None or blank(cell) or cell.strip() in ("-", "–"):
        return 0.0
    try:
        return float(fold_digits(cell.strip()))
    except ValueError:
        return None


def _symmetric(
    labels: Sequence[str], columns: dict[str, int], values: Sequence[Sequence[float | None]]
) -> bool:
    lines = dict(zip(labels, values, strict=True))
    for label, line in lines.items():
        for other, place in columns.items():
            back = lines.get(other)
            here = line[place] if place < len(line) else 0.0
            if back is None or here != (back[columns[label]] if columns[label] < len(back) else 0.0):
                return False
    return True
