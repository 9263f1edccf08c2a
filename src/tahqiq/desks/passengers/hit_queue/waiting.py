"""Hits about which nobody has decided."""

from collections.abc import Sequence
from datetime import datetime

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.passengers.hits.record import HIT, HitRecord
from tahqiq.store.record_where import Between

OPEN = ("new", "review", "confirmed", "asked", "doubted")
"""States in which somebody has something to do."""
DECIDED = ("referred", "met", "unmet", "rejected", "closed")
"""States in which a hit was decided; of one that is referred, the post's answer is awaited."""
DAYS = 30
"""Hits of so many days are listed one by one; older ones are counted."""

Waiting = tuple[RecordVersion[HitRecord], str]
"""A hit and where it stands."""


def waiting(at: Desktop, since: datetime, flight: str = "", wanted: Sequence[str] = OPEN) -> list[Waiting]:
    """The hits that came since a moment and stand in one of the states ``wanted``."""
    where = {"came": Between(since)} | ({"flight": flight} if flight else {})
    found: list[Waiting] = []
    lives = Lives(at, HIT)
    for page in at.records(HIT).pages(where, "came"):
        states = lives.states(page)
        found += [(one, state) for one in page if (state := states[one.id][1].state) in wanted]
    return found


def older(at: Desktop, listed: int) -> int:
    """How many hits wait beside the ``listed`` ones in open states: all that are stored, without those that
    were decided."""
    return max(0, at.records(HIT).count()[None] - Lives(at, HIT).count(DECIDED) - listed)
