"""Optimal one-to-one matching of meanings to columns."""

from collections.abc import Sequence


def best_matching(scores: Sequence[Sequence[float]]) -> list[int]:
    """For each line of ``scores`` the column that gives the largest total, -1 where leaving it out is better
    (score <= 0).

    The Hungarian method with potentials (Kuhn 1955; Munkres 1957), O(n² m), over the lines and columns that
    have a score at all. Lines may outnumber columns.

    >>> best_matching([[0.9, 0.8], [0.9, 0.1], [0.0, 0.0]])
    [1, 0, -1]
    """
    result = [-1] * len(scores)
    lines = [number for number, line in enumerate(scores) if any(score > 0 for score in line)]
    columns = sorted({column for number in lines for column, score in enumerate(scores[number]) if score > 0})
    cost = [
        [-max(0.0, score) for score in _chosen(scores[number], columns)] + [0.0] * len(lines)
        for number in lines
    ]
    for column, line in enumerate(_assign(cost, len(lines), len(columns) + len(lines))[: len(columns)]):
        if line >= 0 and cost[line][column] < 0:
            result[lines[line]] = columns[column]
    return result


def _chosen(line: Sequence[float], columns: Sequence[int]) -> list[float]:
    return [line[column] if column < len(line) else 0.0 for column in columns]


def _assign(cost: Sequence[Sequence[float]], lines: int, columns: int) -> list[int]:
    """The line that owns each column (-1 = nobody), every line owning one, at the least total cost."""
    infinity = float("inf")
    line_price, column_price = [0.0] * (lines + 1), [0.0] * (columns + 1)
    owner, way = [0] * (columns + 1), [0] * (columns + 1)
    for line in range(1, lines + 1):
        owner[0] = line
        here = 0
        least = [infinity] * (columns + 1)
        done = [False] * (columns + 1)
        while owner[here]:
            done[here] = True
            current, step, following = owner[here], infinity, 0
            for column in range(1, columns + 1):
                if done[column]:
                    continue
                reduced = cost[current - 1][column - 1] - line_price[current] - column_price[column]
                if reduced < least[column]:
                    least[column], way[column] = reduced, here
                if least[column] < step:
                    step, following = least[column], column
            for column in range(columns + 1):
                if done[column]:
                    line_price[owner[column]] += step
                    column_price[column] -= step
                else:
                    least[column] -= step
            here = following
        while here:
            owner[here] = owner[way[here]]
            here = way[here]
    return [owner[column] - 1 for column in range(1, columns + 1)]
