"""Optimal one-to-one matching of meanings to columns."""

from collections.abc import Sequence


def best_matching(scores: Sequence[Sequence[float]]) -> list[int]:
    """For each line of ``scores`` the column that gives the largest total, -1 where leaving it out is better (score <= 0).

    The Hungarian method with potentials (Kuhn 1955; Munkres 1957), O(n² m). Lines may outnumber columns.

    >>> best_matching([[0.9, 0.8], [0.9, 0.1], [0.0, 0.0]])
    [1, 0, -1]
    """
    lines = len(scores)
    width = max((len(line) for line in scores), default=0)
    if not lines or not width:
        return [-1] * lines
    total = width + lines
    cost = [[-max(0.0, line[j]) if j < len(line) else 0.0 for j in range(width)] + [0.0] * lines for line in scores]
    owner = _assign(cost, lines, total)
    result = [-1] * lines
    for column, line in enumerate(owner):
        if line >= 0 and column < width and column < len(scores[line]) and scores[line][column] > 0:
            result[line] = column
    return result


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
