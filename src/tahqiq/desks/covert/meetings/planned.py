"""Plans that are near or over and of which nobody has said what came of them, for the inbox."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tahqiq.casework.clocks import TO_THE_TIME, Obligation, Period, deadline
from tahqiq.desk import Desktop, Owed
from tahqiq.desks.covert.meetings.record import MEETING
from tahqiq.desks.covert.relations import SOURCE_ID, admitted_to
from tahqiq.desks.covert.sources.record import handles, of_code
from tahqiq.kit.messages import in_every_language
from tahqiq.store.record_where import Between

AHEAD = timedelta(days=2)
"""How long before its time a plan is told."""


def planned_due(at: Desktop, now: datetime) -> Iterator[Owed]:
    """Plans of the person's own sources of the next two days, and those that are over."""
    if not admitted_to(SOURCE_ID)(at, None):
        return
    for kept in at.records(MEETING).every({"outcome": "planned", "at": Between(None, now + AHEAD)}, "at"):
        body = kept.body
        if not handles(at, of_code(at, body.code).body, at.actor.id):
            continue
        minutes = max(1, int((body.at - body.entered_at).total_seconds() // 60))
        until = deadline(body.at - timedelta(minutes=minutes), Period(minutes, "minutes"), TO_THE_TIME)
        yield Owed(
            Obligation(f"planned:{kept.id}", "planned", kept.id, until),
            in_every_language(f"covert-due-{body.what}", {"number": body.code}),
            MEETING.name,
            body.code,
            explained=False,
            to="calendar",
        )
