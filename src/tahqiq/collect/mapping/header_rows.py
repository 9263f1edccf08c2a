"""The header of a table: which row it is, rows of groups above it, and the names that the columns get."""

from collections.abc import Sequence

from tahqiq.collect.mapping.cells import Cells, blank, data_share, filled
from tahqiq.collect.mapping.words import fold, is_header_word

BREADTH = 200
"""How many columns of a line are compared with those below when a header is looked for."""
Line = tuple[int, Cells]
"""Row number as the person sees it, and the cells of the line."""


def header_index(lines: Sequence[Line], start: int, width: int) -> int | None:
    """The earliest line that reads as a header nearly as well as the best one (a second table may stand
    below)."""
    scores = [
        (_header_score(lines, index, width), index) for index in range(start, min(len(lines), start + 60))
    ]
    found = [(score, index) for score, index in scores if score is not None]
    if not found:
        return None
    best = max(score for score, _ in found)
    return next(index for score, index in found if score >= best - 0.4)


def _header_score(lines: Sequence[Line], index: int, width: int) -> float | None:
    cells = lines[index][1]
    count = filled(cells)
    if count < (1 if width == 1 else 2) or count < 0.5 * width:
        return None
    texts = [fold(cell) for cell in cells if cell and not blank(cell)]
    data = data_share(cells)
    words = (
        sum((0.5 if len(cell.strip()) == 1 else 1.0) for cell in cells if cell and is_header_word(cell))
        / count
    )
    below = [data_share(other) for _, other in lines[index + 1 : index + 21] if filled(other) >= 0.5 * width]
    under = sum(below) / len(below) if below else 0.0
    named = words >= 0.34 and data <= 0.34
    named = named or (words >= 0.25 and data == 0.0 and under >= 0.2 and count >= 0.9 * width)
    stands_out = data <= 0.1 and (under >= 0.4 or _unlike_below(lines, index) >= 0.4)
    records = sum(filled(other) >= max(2, 0.8 * width) for _, other in lines[:index])
    if records >= 3 and words < 0.5:
        return None
    if (
        not below
        or not (named or stands_out)
        or len(set(texts)) < 0.5 * len(texts)
        or _recurs(lines, index) >= 0.5
    ):
        return None
    return 1.2 * words + 0.5 * (1 - data) + 0.8 * max(0.0, under - data) + 0.6 * min(1.0, count / width)


def _recurs(lines: Sequence[Line], index: int) -> float:
    """Which share of the cells of a line stand in their column again below, in lines that are not the same
    line again."""
    cells = lines[index][1][:BREADTH]
    others = [other for _, other in lines[index + 1 : index + 60] if list(other[:BREADTH]) != list(cells)]
    again = sum(
        not blank(cell) and any(c < len(other) and other[c] == cell for other in others)
        for c, cell in enumerate(cells)
    )
    return again / max(1, filled(cells))


def _unlike_below(lines: Sequence[Line], index: int) -> float:
    """Which share of the columns repeats a few words below (yes, no, kinds) that the line itself does not
    hold."""
    unlike = 0
    for column, cell in enumerate(lines[index][1][:BREADTH]):
        values = [
            other[column]
            for _, other in lines[index + 1 : index + 60]
            if column < len(other) and not blank(other[column])
        ]
        unlike += (
            not blank(cell)
            and len(values) >= 5
            and len(set(values)) <= 0.5 * len(values)
            and cell not in values
        )
    return unlike / max(1, filled(lines[index][1][:BREADTH]))


def header_rows(lines: Sequence[Line], start: int, head: int) -> tuple[int, int]:
    """(index of the first header row, number of rows) around the line found."""
    if (
        head > start
        and _is_group(lines[head - 1][1], lines[head][1])
        and lines[head][0] - lines[head - 1][0] == 1
    ):
        return head - 1, 2
    if (
        head + 2 < len(lines)
        and lines[head + 1][0] - lines[head][0] == 1
        and _is_group(lines[head][1], lines[head + 1][1])
    ):
        return head, 2
    return head, 1


def _is_group(upper: Cells, lower: Cells) -> bool:
    """Whether ``upper`` holds merged headings over ``lower``: no data in either, words below, and cells that
    only one of both fills."""
    upper, lower = unmerged(upper, lower)
    if filled(upper) < 2 or data_share(upper) > 0 or data_share(lower) > 0 or filled(lower) < 2:
        return False
    if sum(is_header_word(cell or "") for cell in lower) < 0.3 * filled(lower):
        return False
    pairs = [(blank(up), blank(low)) for up, low in zip(upper, lower, strict=False)]
    names = [fold(cell) for cell in lower if cell and not blank(cell)]
    starts = sum(
        not pairs[i][0] and pairs[i + 1][0] and not pairs[i][1] and not pairs[i + 1][1]
        for i in range(len(pairs) - 1)
    )
    merged_down = any(low and not up for up, low in pairs)
    return starts >= 1 and (starts >= 2 or merged_down or len(set(names)) < len(names))


def unmerged(upper: Cells, lower: Cells) -> tuple[Cells, Cells]:
    """Two header rows as if merged cells stood only in their first cell, for readers that repeat them in
    every cell they cover."""
    top = [None if index and cell == upper[index - 1] else cell for index, cell in enumerate(upper)]
    low = [None if index < len(upper) and cell == upper[index] else cell for index, cell in enumerate(lower)]
    return top, low


def join_header(upper: Cells, lower: Cells | None) -> tuple[str, ...]:
    """One name for each column; a heading that is merged over several columns is put before each of theirs.

    >>> join_header(["Caller", None, "Date"], ["Number", "Cell", None])
    ('Caller Number', 'Caller Cell', 'Date')
    """
    if lower is None:
        return tuple(" ".join((cell or "").split()) for cell in upper)
    upper, lower = unmerged(upper, lower)
    names: list[str] = []
    group = ""
    for index in range(max(len(upper), len(lower))):
        top = " ".join((upper[index] or "").split()) if index < len(upper) else ""
        low = " ".join((lower[index] or "").split()) if index < len(lower) else ""
        group = top or group
        names.append(f"{group} {low}".strip() if low else top)
        if not low:
            group = ""
    return tuple(names)
