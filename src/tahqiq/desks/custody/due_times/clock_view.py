"""A clock as an answer: what runs out, about whom, until when, and how it was counted."""

from datetime import datetime, timedelta
from typing import Literal

from tahqiq.desk.answers import Strict

SOON = timedelta(days=7)
"""From how long before its end a clock is called due."""
Standing = Literal["unlawful", "overdue", "unknown", "due", "running"]


class CountedStepView(Strict):
    """One step of a calculation, with the order it comes from."""

    what: str
    amount: int
    day: str | None
    order: str


class ClockView(Strict):
    """Something that ends. ``clock``: detention, sentence, alert, level, plan, challenge, separation,
    roll-difference (no incident yet), count-open (a count differs, and no later one agreed: ``record`` is the
    number of the incident, ``name`` the place), count-close (a later count agreed, the incident is still
    open), transfer (sent to ``facility`` and not received there yet), referral (injuries or ill-treatment
    noted at admission and not referred yet), authority (a death or a complaint of torture of which the
    independent authority was not told: ``record`` is the number of the incident), inquiry (nobody opened the
    inquiry into it), complaint (handed in and not taken yet:
    ``record`` is the number of the notice), intake, withdrawal (somebody asks to withdraw an admission).
    ``ends`` is null where it cannot be counted, which is ``unknown`` and never in order. ``left_hours`` is
    negative once it is over."""

    clock: str
    record: str
    person: str
    name: str
    facility: str
    ends: str | None
    left_hours: int | None
    standing: Standing
    lacks: list[str]
    steps: list[CountedStepView]


def standing_of(ends: datetime | None, now: datetime) -> Standing:
    """How a clock stands that ends then (None: it cannot be counted)."""
    if ends is None:
        return "unknown"
    return "overdue" if ends < now else "due" if ends - now <= SOON else "running"


def clock_view(
    name: str,
    record: str,
    person: str,
    facility: str,
    ends: datetime | None,
    now: datetime,
    standing: Standing | None = None,
) -> ClockView:
    """A clock without steps; its standing follows from its end unless one is given."""
    left = None if ends is None else int((ends - now).total_seconds() // 3600)
    return ClockView(
        clock=name,
        record=record,
        person=person,
        name="",
        facility=facility,
        ends=ends.isoformat() if ends else None,
        left_hours=left,
        standing=standing or standing_of(ends, now),
        lacks=[],
        steps=[],
    )
