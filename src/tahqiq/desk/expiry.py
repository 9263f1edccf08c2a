"""What of a desk's records and originals is over: their last day has passed, and nobody has destroyed
them."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from tahqiq.casework.clocks import AFTER, ZONE, Calendar, Obligation, Period, deadline
from tahqiq.desk.desktop import Desktop
from tahqiq.kit import clock
from tahqiq.model.kind import Kind, day_of
from tahqiq.model.source import Source
from tahqiq.model.types.zones import zone
from tahqiq.store.record_over import over


def overdue(at: Desktop) -> Iterable[Obligation]:
    """What the inbox of the desk shows as long as something is over and not destroyed: one line, with the day
    from which it was due."""
    today, homes = day_of(clock.now()), homes_for(at, "read-case")
    last = [
        day for kind in ending(at) for _, _, day in over(at.bench.workspace.database, kind, homes, today, 1)
    ]
    last += [day_of(datetime.fromisoformat(one.deposited_at)) for one in originals_over(at)[:1] if not last]
    if last:
        since = datetime.combine(min(last) + timedelta(days=1), time(0), zone(ZONE))
        yield Obligation(
            f"destruction-{at.desk.name}",
            "destruction",
            "",
            deadline(since, Period(1, "days"), AFTER, calendar=Calendar("federal")),
        )


def ending(at: Desktop) -> list[Kind[Any]]:
    """Its kinds whose records have a last day."""
    return [kind for kind in at.desk.kinds if kind.ends]


def homes_for(at: Desktop, action: str) -> list[str]:
    """Where records of the desk lie for which the person may do something: the desk's file, and cases where a
    kind is at home in them."""
    cases = at.bench.door.cases.of(at.actor.id) if any(kind.home == "case" for kind in ending(at)) else []
    homes = [at.desk.file, *(case.id for case in cases if case.id != at.desk.file)]
    return [home for home in homes if at.bench.door.may(at.actor, action, home)]


def over_by_kind(at: Desktop, homes: list[str], day: date) -> dict[str, list[str]]:
    """What is over, by kind."""
    found = {
        kind.name: [one for one, _, _ in over(at.bench.workspace.database, kind, homes, day)]
        for kind in ending(at)
    }
    return {name: ids for name, ids in found.items() if ids}


def originals_over(at: Desktop) -> list[Source]:
    """The originals of the desk whose time is over, each outermost one."""
    return [
        one
        for one in at.bench.workspace.sources.all(at.scope())
        if one.case == at.desk.file and one.state == "due" and one.parent is None
    ]
