"""The one check of moments at every desk: what has happened does not lie ahead of now, and things are in the
order of what they describe.

A field of a question that is a day or a moment says which of the two it is, and the ground checks it
(:mod:`tahqiq.desk.moment_fields`)::

    class VisitDetails(Details):
        at: Annotated[AwareDatetime, Happened()] = stated("When it began.")
        ends: Annotated[AwareDatetime | None, Happened(after=("at",))] = stated("When it ended.", None)
        next: Annotated[date | None, MAY_LIE_AHEAD] = stated("The day of the next visit.", None)
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Final

from tahqiq.kit import clock, reasons
from tahqiq.kit.errors import WrongUse
from tahqiq.model.kind import LAW_ZONE

MARGIN = timedelta(minutes=2)
"""How far a moment may lie ahead: clocks of two machines differ."""


@dataclass(frozen=True, slots=True)
class Happened:
    """In the ``Annotated`` of a field of a question: when something happened. It does not lie ahead of now,
    nor before the fields ``after`` of the same thing, where it has them and they are given."""

    after: tuple[str, ...] = ()


MAY_LIE_AHEAD: Final = "may-lie-ahead"
"""In the ``Annotated`` of a field of a question: a day or moment that is planned, counted or the end of
something, so it may lie ahead of now."""


def happened(*moments: datetime | None) -> None:
    """Check moments of things that have happened, given in the order in which they must have happened; None
    is left out. For moments that no question states; those of a question are declared
    (:class:`Happened`). Raises ``WrongUse``: ``clock-zone`` (a moment without its zone), ``moment-ahead``
    (later than now), ``moment-order`` (earlier than the one before it)."""
    known = [one for one in moments if one is not None]
    for one in known:
        with_zone(one)
        if is_ahead(one):
            raise WrongUse("moment-ahead", value=shown(one))
    for first, then in pairwise(known):
        if precedes(then, first):
            raise WrongUse("moment-order", first=shown(first), then=shown(then))


def precedes(one: datetime, other: datetime) -> bool:
    """Whether a moment is before another. A moment of a whole minute was given to the minute, as people write
    it and as the forms ask it: it is before the other only where its minute is.

    >>> precedes(datetime(2026, 3, 1, 9, 7, tzinfo=UTC), datetime(2026, 3, 1, 9, 7, 20, tzinfo=UTC))
    False
    >>> precedes(datetime(2026, 3, 1, 9, 7, 10, tzinfo=UTC), datetime(2026, 3, 1, 9, 7, 20, tzinfo=UTC))
    True
    """
    if one.second == one.microsecond == 0:
        other = other.replace(second=0, microsecond=0)
    return one < other


def with_zone(moment: datetime) -> None:
    """Raise ``WrongUse`` (``clock-zone``) for a moment without its zone."""
    if moment.tzinfo is None:
        raise WrongUse("clock-zone", value=moment.isoformat())


def is_ahead(moment: datetime) -> bool:
    """Whether a moment lies ahead of now."""
    return moment > clock.now() + MARGIN


def shown(moment: datetime) -> reasons.Moment:
    """A moment as a sentence shows it: by the clocks of the zone in which the law counts days."""
    return reasons.Moment(moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), LAW_ZONE)
