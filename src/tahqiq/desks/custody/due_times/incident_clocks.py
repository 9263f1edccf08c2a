"""The clocks of incidents: counts that differ, and deaths and complaints of torture until the independent
authority was told and somebody inquires."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from tahqiq.desk import Desktop
from tahqiq.desk.records import every
from tahqiq.desks.custody.due_times.clock_view import ClockView, CountedStepView, clock_view
from tahqiq.desks.custody.incidents.record import INCIDENT
from tahqiq.desks.custody.inquiries.record import GRAVE
from tahqiq.desks.custody.roll_checks.record import ROLL, Roll, agreeing
from tahqiq.kit import clock
from tahqiq.kit.parts import parts
from tahqiq.store.record_where import Between, OneOf, Where

OF_INCIDENTS = frozenset({"count-open", "count-close", "authority", "inquiry"})
"""The clocks whose record is the number of an incident."""
CLOSING = timedelta(hours=24)
"""How long after a count that agrees the incident of the one before is to be closed (house rule)."""
DIFFERENCE = timedelta(hours=1)
"""How long after a count a difference must have become an incident (house rule, data of a service later)."""
TOLD = timedelta(hours=24)
"""Within what a death or a complaint of torture goes to the independent authority, and is inquired into (rule
71)."""


def grave(at: Desktop, now: datetime) -> Iterator[ClockView]:
    """Deaths and complaints of torture, open or closed, of which the independent authority was not told, and
    those into which nobody inquires. That they happened, whoever works at the desk may know; nobody is
    named."""
    for kept in every(at, INCIDENT, {"sort": OneOf(tuple(sorted(GRAVE)))}):
        body = kept.body
        if body.at > now:
            continue
        if body.told_authority is None or body.told_authority > now:
            yield clock_view("authority", body.number, "", body.facility, body.at + TOLD, now)
        if not body.inquiry and body.closed is None:
            yield clock_view("inquiry", body.number, "", body.facility, body.at + TOLD, now)


def counts(at: Desktop, now: datetime) -> Iterator[ClockView]:
    """Counts that differ and have no incident, and those whose incident is open. Only these are read, and the
    later counts of their facility: a year has thousands of others."""
    still: Where = {"open": True} if now >= clock.now() - JUST else {}
    found = [one.body for one in every(at, INCIDENT, still)]
    incidents = {one.number for one in found if one.closed is None or one.closed > now}
    differing = {one.id: one.body for one in every(at, ROLL, {"differs": True})}
    for some in parts(sorted(incidents), 200):
        differing |= {one.id: one.body for one in every(at, ROLL, {"incident": OneOf(tuple(some))})}
    rolls = [one for one in differing.values() if one.at <= now and one.counted is not None]
    known = _known(at, {one.incident for one in rolls if one.incident} - incidents)
    since: dict[str, datetime] = {}
    for roll in rolls:
        if roll.incident in incidents:
            since[roll.facility] = min(since.get(roll.facility, roll.at), roll.at)
    later = {
        facility: [
            one.body
            for one in every(at, ROLL, {"facility": facility, "at": Between(first, now)})
            if one.body.counted is not None
        ]
        for facility, first in since.items()
    }
    open_ = dict[str, Roll]()
    for roll in sorted(rolls, key=lambda one: one.at):
        if roll.incident in incidents:
            open_[roll.incident] = roll
        elif roll.incident not in known and roll.counted != roll.expected:
            yield clock_view("roll-difference", roll.number, "", roll.facility, roll.at + DIFFERENCE, now)
    yield from (_differing(roll, later[roll.facility], now) for roll in open_.values())


JUST = timedelta(minutes=1)
"""A moment that is no longer ago is now: what was closed before it needs no look."""


def _known(at: Desktop, numbers: Iterable[str]) -> set[str]:
    """Which of these numbers are those of incidents."""
    return {
        one.body.number
        for some in parts(sorted(numbers), 200)
        for one in every(at, INCIDENT, {"number": OneOf(tuple(some))})
    }


def searched(one: ClockView) -> bool:
    """Whether a clock is a count that differs and that no later count of the place has put right."""
    return one.clock == "count-open"


def _differing(roll: Roll, rolls: Iterable[Roll], now: datetime) -> ClockView:
    """The clock of a count whose incident is open: over at once, until a later count of the place agrees;
    then the incident is to be closed within a day."""
    agreed = agreeing(roll, rolls)
    due = (
        clock_view("count-open", roll.incident, "", roll.facility, roll.at, now, "overdue")
        if agreed is None
        else clock_view("count-close", roll.incident, "", roll.facility, agreed.at + CLOSING, now)
    )
    due.name = roll.place
    due.steps = [
        CountedStepView(what=what, amount=amount or 0, day=None, order="")
        for what, amount in (("of-expected", roll.expected), ("of-counted", roll.counted))
    ]
    return due
