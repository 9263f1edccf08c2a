"""Where the tables of a sheet stand: title lines, header rows, merged cells, values above, totals;
with reasons in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import pyarrow as pa

from tahqiq.collect.mapping.cells import SPARSE, TOTALS, Cells, blank, data_share, filled
from tahqiq.collect.mapping.document import LayoutSpec, Unpivot
from tahqiq.collect.mapping.header_rows import Line, header_index, header_rows, join_header
from tahqiq.collect.mapping.matrix import Matrix, find_matrix
from tahqiq.collect.mapping.transforms import cut
from tahqiq.collect.mapping.words import fold, is_header_word
from tahqiq.kit.reasons import reason as told

WINDOW = 200
"""How many lines of a part are looked at."""


_TOTALS = re.compile(TOTALS, re.IGNORECASE)
_LABELLED = re.compile(r"^\s*([^:：=]{2,60}?)\s*[:：=]\s*(\S.*)$")
_SPLITS = (r"[;]", r"[\t]", r"[|]", r"[,]", r"[ \t]+")


@dataclass(frozen=True, slots=True)
class Above:
    """A labelled value above a table, with its cell (1-based)."""

    label: str
    value: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Layout:
    """One table. ``header_row`` 0 = it has none; ``header`` holds one name for each column from
    ``first_column`` to ``last_column``, "" where there is none; ``data_end`` None = to the end of the part;
    ``totals`` are rows within the window; ``reasons`` say why, in plain words."""

    header_row: int
    header_rows: int
    data_start: int
    data_end: int | None
    first_column: int
    last_column: int
    header: tuple[str, ...]
    above: tuple[Above, ...] = ()
    totals: tuple[int, ...] = ()
    split: str | None = None
    matrix: Matrix | None = None
    reasons: tuple[str, ...] = ()


def find_layouts(lines: Sequence[Line]) -> tuple[Layout, ...]:
    """All tables within the first :data:`WINDOW` lines of a part, in reading order; empty when nothing stands
    there.

    >>> find_layouts([(1, ["Calls of May", None]), (3, ["From", "To"]), (4, ["0770", "0780"])])[0].header_row
    3
    """
    window = [(row, list(cells)) for row, cells in lines[:WINDOW]]
    split = find_split(window)
    if split:
        window = [(row, split_cells(cells, split)) for row, cells in window]
    found = _square(window) or [
        table for block in _side_by_side(window) for table in _stacked(window, *block)
    ]
    reason = (told("because-split", sign=split),) if split else ()
    return tuple(replace(table, split=split, reasons=reason + table.reasons) for table in found)


def find_layout(lines: Sequence[Line]) -> Layout | None:
    """The largest table (columns times lines seen), None when nothing stands there."""
    tables = find_layouts(lines)
    last = lines[-1][0] if lines else 0
    return max(
        tables,
        key=lambda t: (t.last_column - t.first_column + 1) * ((t.data_end or last) - t.data_start + 1),
        default=None,
    )


def spec_of(layout: Layout) -> LayoutSpec:
    """The layout as it is written in a mapping document. A table with a header is found again by it, wherever
    it stands next time."""
    unpivot = Unpivot(half=layout.matrix.symmetric) if layout.matrix else None
    whole = layout.first_column == 1 and layout.data_end is None
    return LayoutSpec(
        header_row=layout.header_row,
        header_rows=2 if layout.header_rows == 2 else 1,
        data_start=layout.data_start,
        data_end=layout.data_end,
        first_column=layout.first_column,
        last_column=None if whole else layout.last_column,
        header=() if unpivot else layout.header if any(layout.header) else (),
        skip=(TOTALS,) if not unpivot else (),
        split=layout.split,
        unpivot=unpivot,
    )


def find_split(lines: Sequence[Line]) -> str | None:
    """The pattern that cuts single-column lines into the same number of columns (at least nine lines in ten),
    None when they are no table."""
    texts = [cells[0] or "" for _, cells in lines if filled(cells)]
    if len(texts) < 2 or any(filled(cells[1:]) for _, cells in lines):
        return None
    for pattern in _SPLITS:
        counts = [len(re.split(pattern, text.strip())) for text in texts]
        width = int(median(counts))
        if (
            width >= 2
            and sum(count == width for count in counts) >= 0.9 * len(counts)
            and _no_prose(texts, pattern, width)
        ):
            return pattern
    return None


def _no_prose(texts: Sequence[str], pattern: str, width: int) -> bool:
    return (
        width <= 12
        if pattern != r"[ \t]+"
        else width <= 4 and all(data_share(re.split(pattern, text.strip())) >= 0.5 for text in texts[1:])
    )


def split_cells(cells: Cells, pattern: str) -> list[str | None]:
    """The cells of a single-column line cut at ``pattern``."""
    return cut(pa.array([cells[0]], pa.string()), pattern)[0] or [None]


def _square(lines: Sequence[Line]) -> list[Layout]:
    found = find_matrix(lines)
    if found is None:
        return []
    head = next(index for index, (row, _) in enumerate(lines) if row == found.row)
    header = ("", *found.labels)
    each = told("because-matrix-pairs") if found.symmetric else told("because-matrix-directions")
    why: tuple[str, ...] = (told("because-matrix", row=found.row, n=found.size), each)
    if found.two_mode:
        why = (told("because-attended", row=found.row, n=found.size),)
    above = _above(lines[:head])
    return [
        Layout(
            found.row, 1, lines[head + 1][0], None, 1, len(header), header, above, matrix=found, reasons=why
        )
    ]


def _side_by_side(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Column ranges (0-based, end exclusive) of tables that a column without values and without a name keeps
    apart."""
    width = max((len(cells) for _, cells in lines), default=0)
    used = [
        sum(index < len(cells) and not blank(cells[index]) for _, cells in lines) for index in range(width)
    ]
    limit = max(used, default=0) * 0.02
    named = {index for _, cells in lines[:40] if data_share(cells) <= 0.1 for index in _inner_words(cells)}
    ranges: list[tuple[int, int]] = []
    start: int | None = None
    for index in range(width + 1):
        empty = index == width or (used[index] <= limit and index not in named)
        if not empty and start is None:
            start = index
        elif empty and start is not None:
            ranges.append((start, index))
            start = None
    wide = [pair for pair in ranges if _has_header(lines, pair)]
    if len(wide) >= 2:
        return wide
    return [(0, width)] if width else []


def _inner_words(cells: Cells) -> list[int]:
    """The places of a line that name a column between two others that are named; all of a line of names
    without a gap."""
    words = [is_header_word(cell or "") for cell in cells]
    filled = [index for index, cell in enumerate(cells) if not blank(cell)]
    if sum(words) >= 3 and len(filled) == filled[-1] - filled[0] + 1:
        return filled
    return [
        index for index in range(1, len(words) - 1) if words[index - 1] and words[index] and words[index + 1]
    ]


def _has_header(lines: Sequence[Line], columns: tuple[int, int]) -> bool:
    first, end = columns
    if end - first < 2:
        return False
    return any(
        sum(is_header_word(cell or "") for cell in cells[first:end]) >= min(2, end - first)
        for _, cells in lines[:40]
    )


def _stacked(lines: Sequence[Line], first: int, end: int) -> list[Layout]:
    """The tables one below another within a range of columns."""
    cut = [
        (row, [*cells[first:end], *([None] * (end - max(len(cells), first)))][: end - first])
        for row, cells in lines
    ]
    tables: list[Layout] = []
    start = 0
    while True:
        table = _table(cut, start, first)
        if table is None:
            return tables
        stop = _next_table(cut, table)
        if stop is None:
            return [*tables, table]
        tables.append(replace(table, data_end=cut[stop - 1][0]))
        start = stop


def _next_table(lines: Sequence[Line], table: Layout) -> int | None:
    """The index of the line that heads another table below (after a gap, with another header), None when
    there is none."""
    names = {fold(name) for name in table.header if name}
    begin = next((index for index, (row, _) in enumerate(lines) if row >= table.data_start), len(lines))
    for index in range(begin + 1, len(lines) - 1):
        row, cells = lines[index]
        gap = filled(lines[index - 1][1]) <= 1 or row - lines[index - 1][0] > 1
        words = {fold(cell) for cell in cells if cell and is_header_word(cell)}
        if (
            gap
            and len(words) >= 2
            and len(words) >= 0.5 * filled(cells)
            and data_share(cells) <= 0.2
            and len(words & names) < 0.7 * len(words)
        ):
            return index
    return None


def _table(lines: Sequence[Line], start: int, first: int) -> Layout | None:
    counts = [filled(cells) for _, cells in lines[start:]]
    busy = [count for count in counts if count >= 2] or [count for count in counts if count]
    if not busy:
        return None
    width = max(1, int(median(busy)))
    head = header_index(lines, start, width)
    if head is None:
        return _headless(lines, start, first, width)
    top, rows = header_rows(lines, start, head)
    header = join_header(lines[top][1], lines[top + 1][1] if rows == 2 else None)
    body = [line for line in lines[top + rows :] if filled(line[1])]
    row = lines[top][0]
    reasons = [
        told("because-header", row=row) if rows == 1 else told("because-headers", row=row, next=row + 1)
    ]
    if top > start:
        reasons.append(told("because-above", n=top - start))
    totals = tuple(number for number, cells in body if is_total(cells, width))
    if totals:
        reasons.append(told("because-totals", rows=", ".join(map(str, totals))))
    last = (
        max(
            (index for _, cells in lines[top:] for index, cell in enumerate(cells) if not blank(cell)),
            default=0,
        )
        + 1
    )
    begin = body[0][0] if body else row + rows
    return Layout(
        row,
        rows,
        begin,
        None,
        first + 1,
        first + last,
        header[:last],
        _above(lines[start:top]),
        totals,
        reasons=tuple(reasons),
    )


def _headless(lines: Sequence[Line], start: int, first: int, width: int) -> Layout | None:
    body = [index for index in range(start, len(lines)) if filled(lines[index][1]) >= max(1, 0.6 * width)]
    if not body:
        return None
    last = max(index for _, cells in lines[start:] for index, cell in enumerate(cells) if not blank(cell)) + 1
    totals = tuple(row for row, cells in lines[body[0] :] if is_total(cells, width))
    reason = told("because-no-header", row=lines[body[0]][0])
    above = _above(lines[start : body[0]])
    return Layout(
        0, 1, lines[body[0]][0], None, first + 1, first + last, ("",) * last, above, totals, reasons=(reason,)
    )


def is_total(cells: Cells, width: int) -> bool:
    """Whether a line sums up: its first filled cell says so and it is emptier than a record."""
    text = next((cell for cell in cells if not blank(cell)), None)
    return (
        text is not None
        and filled(cells) < max(2, SPARSE * width)
        and _TOTALS.match(text.strip()) is not None
    )


def _above(lines: Sequence[Line]) -> tuple[Above, ...]:
    return tuple(item for row, cells in lines for item in labelled_values(row, cells))


def labelled_values(row: int, cells: Cells) -> list[Above]:
    """The values of one line above a table: ``label: value`` in one cell, or a label and the next filled
    cell; lone cells have no label."""
    items: list[Above] = []
    label = ""
    for index, cell in enumerate(cells):
        if cell is None or blank(cell):
            continue
        text = " ".join(cell.split())
        pair = _LABELLED.match(text)
        if pair and not re.fullmatch(r"\d{1,2}", pair.group(1).strip()):
            items.append(Above(pair.group(1), pair.group(2), row, index + 1))
            label = ""
        elif label:
            items.append(Above(label, text, row, index + 1))
            label = ""
        else:
            label = text.rstrip(":：= ")
            items += [] if filled(cells) > 1 else [Above("", text, row, index + 1)]
    return items
