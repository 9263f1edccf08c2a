"""What is due: obligations with their deadlines, in the order in which somebody has to look at them, page by
page."""

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from tahqiq.casework.clocks.deadline import Deadline
from tahqiq.kit.errors import WrongUse

Standing = Literal["overdue", "unknown", "soon", "stopped", "later", "late", "met"]
"""``unknown``: when it began is not known, so it may be overdue; ``late``: done, but after its end."""

ORDER: tuple[Standing, ...] = ("overdue", "unknown", "soon", "stopped", "later", "late", "met")
OPEN: tuple[Standing, ...] = ORDER[:5]
"""What is still to be done."""

SOON = timedelta(days=7)
_FAR = "9999"


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something that has to be done in time. ``key`` names it once in its list, ``clock`` its kind
    (``write-up``, ``review``), ``about`` the record.

    ``deadline`` None: the beginning of the period is not known. ``met`` is when it was done.
    """

    key: str
    clock: str
    about: str
    deadline: Deadline | None
    met: datetime | None = None


class Due(NamedTuple):
    """An obligation as it stands at one moment. ``left`` is negative when it is overdue, None where nothing
    can be said."""

    obligation: Obligation
    standing: Standing
    left: timedelta | None


class DuePage(NamedTuple):
    """One page. ``counts`` are of all obligations given, not of the page; ``next`` goes on after the last
    line, empty at the end."""

    items: tuple[Due, ...]
    counts: Mapping[Standing, int]
    next: str


def standing(obligation: Obligation, now: datetime, soon: timedelta = SOON) -> Due:
    """How an obligation stands at ``now``. What nobody knows the beginning of is ``unknown``, never in
    time."""
    end = obligation.deadline
    if obligation.met is not None and obligation.met <= now:
        if end is None:
            return Due(obligation, "met", None)
        return Due(obligation, "late" if end.over(obligation.met) else "met", end.left(obligation.met))
    if end is None:
        return Due(obligation, "unknown", None)
    if end.until is None:
        return Due(obligation, "stopped", end.left(now))
    if end.over(now):
        return Due(obligation, "overdue", end.left(now))
    left = end.left(now)
    return Due(obligation, "soon" if left <= soon else "later", left)


def due_list(
    obligations: Iterable[Obligation],
    now: datetime,
    *,
    standings: Iterable[Standing] = OPEN,
    soon: timedelta = SOON,
    after: str = "",
    limit: int = 50,
) -> DuePage:
    """One page of what is due at ``now``: overdue first (longest first), then unknown, soon, stopped, later,
    each by its end.

    ``after`` is the ``next`` of the page before; ask for every page with the same ``now``, since time moves
    lines. Keys must be different. Raises ``WrongUse`` (``clock-page``) for a limit outside 1 to 1,000 or an
    ``after`` that no page gave.
    """
    if not 1 <= limit <= 1000 or (after and after.count("|") < 2):
        raise WrongUse("clock-page")
    wanted = frozenset(standings)
    counts: Counter[Standing] = Counter()
    lines: list[tuple[str, Due]] = []
    for obligation in obligations:
        found = standing(obligation, now, soon)
        counts[found.standing] += 1
        if found.standing in wanted and (place := _place(found)) > after:
            lines.append((place, found))
    page = heapq.nsmallest(limit, lines, key=lambda line: line[0])
    return DuePage(tuple(due for _, due in page), dict(counts), page[-1][0] if len(lines) > len(page) else "")


def _place(due: Due) -> str:
    """Where a line stands in the order, as text that can be compared and given back."""
    end = due.obligation.deadline
    until = end.until if end else None
    return f"{ORDER.index(due.standing)}|{until.isoformat() if until else _FAR}|{due.obligation.key}"
