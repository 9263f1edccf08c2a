"""The stored past between two questions of a counter: counted once, then only what came since. An answer that
waits cannot read every booking there is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from tahqiq.desk import Desktop
from tahqiq.desks.passengers.risk_rules.operations import past_of
from tahqiq.desks.passengers.risk_rules.past import Past
from tahqiq.desks.passengers.travels.record import TRAVEL
from tahqiq.desks.passengers.watchlists.entries import case_lists
from tahqiq.kit import clock

RECOUNTED = timedelta(minutes=10)
"""After so long everything is counted anew: only then what a booking said before it was changed, and who was
masked since, counts no more."""


_OVERLAP = timedelta(seconds=1)
"""Records are written by several hands at the same moment: those of the last moment before are counted once
more, which changes nothing."""


_PAGE = 20


_KEPT = 4


@dataclass(slots=True)
class _Counted:
    past: Past
    since: datetime
    """When everything was counted."""
    newest: datetime
    """When the newest record that is counted was written."""


_COUNTED: dict[tuple[str, frozenset[int], tuple[str, ...]], _Counted] = {}
"""By workspace, what the person sees, and the lists of cases in use."""


_COUNTING = Lock()


def recent_past(at: Desktop) -> Past:
    """The stored past as :func:`~tahqiq.desks.passengers.risk_rules.operations.past_of` counts it, at most
    :data:`RECOUNTED` old, with everything that was written down since; not to be changed."""
    key = (
        at.bench.workspace.description.id,
        at.scope().classes,
        tuple(f"{one.id}/{one.version}" for one in case_lists(at)),
    )
    with _COUNTING:
        known = _COUNTED.get(key)
        if known is None or not timedelta() <= clock.now() - known.since < RECOUNTED:
            _COUNTED.pop(key, None)
            while len(_COUNTED) >= _KEPT:
                _COUNTED.pop(next(iter(_COUNTED)))
            known = _COUNTED[key] = _count_all(at)
        else:
            _count_since(at, known)
        return known.past


def _count_all(at: Desktop) -> _Counted:
    since, found = clock.now(), list(at.records(TRAVEL).every({"masked": None}))
    newest = max((datetime.fromisoformat(one.at) for one in found), default=since)
    return _Counted(past_of(at, [one.body for one in found]), since, newest)


def _count_since(at: Desktop, known: _Counted) -> None:
    """Count what was written since, the newest first until what is counted comes."""
    edge, newest, after, more = known.newest - _OVERLAP, known.newest, "", True
    while more:
        page = at.records(TRAVEL).find({"masked": None}, descending=True, after=after, limit=_PAGE)
        late = [one for one in page.records if datetime.fromisoformat(one.at) >= edge]
        for one in late:
            known.past.add(one.body)
            newest = max(newest, datetime.fromisoformat(one.at))
        after = page.after
        more = bool(after) and len(late) == len(page.records)
    known.newest = newest
