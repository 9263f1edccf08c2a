"""Surveillances of the examples."""

from datetime import timedelta

from tahqiq.casework.vault.pseudonym import mint
from tahqiq.desk import ActingDesktop
from tahqiq.desk.lines import appended
from tahqiq.desks.covert.authorisations.decisions import granted
from tahqiq.desks.covert.closed_texts import close, inside
from tahqiq.desks.covert.relations import involvement
from tahqiq.desks.covert.watches.log import OBSERVATION, BystanderDecision, Observation
from tahqiq.desks.covert.watches.record import WATCH, Watch
from tahqiq.kit import clock


def watch_example(
    at: ActingDesktop, *, lines: int = 0, observes: bool = True, kept: bool | None = None
) -> str:
    """The number of a surveillance of the examples."""
    now, number = clock.now(), mint()
    body = Watch(
        number=number,
        authorisation=granted(at, subjects=["V-1"]),
        begins=now - timedelta(hours=1),
        ends=now + timedelta(days=1),
        subjects=["V-1"],
        observers={"O1": involvement(at, number, at.actor.id if observes else "another")},
    )
    made = at.records(WATCH).save(body)
    if lines:
        inside(at)
        closed, decided = (
            close(at, "امرأة مع طفل عند الباب"),
            BystanderDecision(kept=True, reason="قرار") if kept else None,
        )
        seen = Observation(
            at=now,
            written_at=now,
            observer="O1",
            light="day",
            subject="V-1",
            act="دخل المخزن",
            distance=40,
            seconds=20,
            collateral=closed,
        )
        for _ in range(lines):
            appended(at, OBSERVATION, made.id, number, seen=seen, decided=decided)
    return number
