"""What rules say of consignments that are looked at, without reading everything that ever arrived each time:
what is older than some weeks is counted once, and again only where it changed."""

import pickle
from collections import OrderedDict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from threading import Lock

from tahqiq.desk import Desktop
from tahqiq.desks.cargo.arrivals.record import ARRIVAL, Arrival
from tahqiq.desks.cargo.indicators.past import CargoPast
from tahqiq.desks.cargo.indicators.rule import CargoRule
from tahqiq.desks.cargo.indicators.trial import Judged, in_order, judged_in, named_by
from tahqiq.desks.cargo.outcomes.record import Outcome
from tahqiq.kit import clock
from tahqiq.store.record_where import Between

RECENT = 21
"""Days that are read each time; papers of older arrivals seldom come late."""
SETTLED = timedelta(seconds=2)
MOST = 4
_lock = Lock()
_kept: OrderedDict[tuple[object, ...], tuple[tuple[object, ...], bytes]] = OrderedDict()
"""The counted past by workspace, classes that the person sees, and first recent day: what it was counted
from, and the past itself."""


def judged_now(
    at: Desktop, rules: list[CargoRule], outcomes: list[Outcome], bodies: Iterable[Arrival], today: date
) -> dict[str, Judged]:
    """For each consignment (by key) the rules that name it and its features; the same as
    :func:`~tahqiq.desks.cargo.indicators.trial.named_by` over everything."""
    wanted = {one.key: one for one in bodies}
    if not wanted:
        return {}
    first = (today - timedelta(days=RECENT)).isoformat()
    if any(one.day and one.day < first for one in wanted.values()):
        return named_by(
            rules,
            (one.body for one in at.records(ARRIVAL).every(order="recorded")),
            outcomes,
            set(wanted),
            today,
        )
    records = at.records(ARRIVAL)
    recent = [
        one.body
        for where in ({"day": Between(first, None)}, {"day": None})
        for one in records.every(where, "recorded")
    ]
    past = _past(at, first)
    past.learn(outcomes)
    return judged_in(past, rules, in_order(recent), set(wanted), today)


def counted_pasts() -> int:
    """How many pasts are kept just now."""
    with _lock:
        return len(_kept)


def _past(at: Desktop, first: str) -> CargoPast:
    """What arrived before a day, counted; a copy of its own."""
    records = at.records(ARRIVAL)
    old = {"day": Between(None, _before(first))}
    latest = records.find(old, order="at", descending=True, limit=1).records
    mark: tuple[object, ...] = (
        records.count(old).get(None, 0),
        *((one.id, one.version, one.at) for one in latest),
    )
    key = (str(at.bench.workspace.root), at.scope().classes, first)
    with _lock:
        found = _kept.get(key)
    if found is None or found[0] != mark:
        past = CargoPast()
        for body in in_order(one.body for one in records.every(old, "recorded")):
            past.add(body)
        if any(clock.now() - datetime.fromisoformat(one.at) < SETTLED for one in latest):
            return past  # what is written in the same moment would not be told from it
        found = (mark, pickle.dumps(past))
        with _lock:
            _kept[key] = found
            _kept.move_to_end(key)
            while len(_kept) > MOST:
                _kept.popitem(last=False)
    return pickle.loads(found[1])  # type: ignore[no-any-return]  # noqa: S301  # what this process packed a moment ago


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
