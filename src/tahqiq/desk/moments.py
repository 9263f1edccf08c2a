"""The one check of moments at every desk: what has happened does not lie ahead of now, and things are in the
order of what they describe."""

from datetime import datetime, timedelta
from itertools import pairwise

from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse

AHEAD = timedelta(minutes=2)
"""How far a moment may lie ahead: clocks of two machines differ."""


def happened(*moments: datetime | None) -> None:
    """Check moments of things that have happened, given in the order in which they must have happened; None
    is left out. Raises ``WrongUse``: ``clock-zone`` (a moment without its zone), ``moment-ahead`` (later than
    now), ``moment-order`` (earlier than the one before it)."""
    known = [one for one in moments if one is not None]
    for one in known:
        if one.tzinfo is None:
            raise WrongUse("clock-zone", value=one.isoformat())
        if one > clock.now() + AHEAD:
            raise WrongUse("moment-ahead", value=one.isoformat(timespec="minutes"))
    for first, then in pairwise(known):
        if then < first:
            raise WrongUse(
                "moment-order",
                first=first.isoformat(timespec="minutes"),
                then=then.isoformat(timespec="minutes"),
            )
