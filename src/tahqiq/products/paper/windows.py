"""Which marks of a drawing show in a window of it: what lies wholly outside is not written on that sheet."""

import itertools
import math

from tahqiq.products.paper.marks import Mark, Outline, Photo, Words

Window = tuple[float, float, float, float]
"""Left, top, right and foot, in units of the drawing."""
_BROADEST = 1.1
"""No letter is broader than so many times its size; a text of n letters is no longer than n of them."""


def bounds(mark: Mark) -> Window:
    """The room that a mark may take; no less than it does."""
    if isinstance(mark, Photo):
        return mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius
    if isinstance(mark, Words):
        wide = len(mark.text) * mark.size * _BROADEST
        left = mark.x - (wide / 2 if mark.anchor == "middle" else wide if mark.anchor == "right" else 0.0)
        return left, mark.y - 2 * mark.size, left + wide, mark.y + mark.size
    room = mark.width * 0.75 if mark.stroke else 0.0
    points = _points(mark)
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across) - room, min(down) - room, max(across) + room, max(down) + room


def inside(mark: Mark, box: Window, window: Window) -> bool:
    """Whether something of a mark (``box`` are its :func:`bounds`) may lie in a window; never False for one
    that does.

    >>> line = Outline((("M", 0, 0), ("L", 100, 100)), "", "#000000", 2.0)
    >>> [inside(line, bounds(line), one) for one in ((40, 40, 60, 60), (60, 0, 100, 30), (200, 0, 300, 300))]
    [True, False, False]
    """
    if box[0] > window[2] or box[2] < window[0] or box[1] > window[3] or box[3] < window[1]:
        return False
    if not isinstance(mark, Outline) or mark.fill or any(step[0] == "C" for step in mark.steps):
        return True
    room = mark.width * 0.75
    wider = (window[0] - room, window[1] - room, window[2] + room, window[3] + room)
    return any(_crosses(one, other, wider) for one, other in itertools.pairwise(_points(mark)))


def _points(mark: Outline) -> list[tuple[float, float]]:
    return [(float(step[at]), float(step[at + 1])) for step in mark.steps for at in range(1, len(step), 2)]


def _crosses(one: tuple[float, float], other: tuple[float, float], window: Window) -> bool:
    """Whether a straight stretch has a point in a window (Liang and Barsky 1984)."""
    (x, y), dx, dy = one, other[0] - one[0], other[1] - one[1]
    begin, end = 0.0, 1.0
    for step, low, high in ((dx, window[0] - x, window[2] - x), (dy, window[1] - y, window[3] - y)):
        if math.isclose(step, 0.0, abs_tol=1e-12):
            if low > 0 or high < 0:
                return False
            continue
        first, last = sorted((low / step, high / step))
        begin, end = max(begin, first), min(end, last)
    return begin <= end
