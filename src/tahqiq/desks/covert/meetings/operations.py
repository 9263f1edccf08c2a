"""The calendar of one's own sources: what is planned and what has to be done in time, week by week."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop, Needs, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import record_of
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desks.covert.authorisations.lookup import of_number
from tahqiq.desks.covert.meetings.record import MEETING, Meeting, MeetingDetails, Outcome
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.risks.record import RISK
from tahqiq.desks.covert.sources.examples import handled_example
from tahqiq.desks.covert.sources.record import (
    SOURCE,
    SourceRef,
    SourceState,
    by_source,
    handles,
    of_code,
    tasked,
    under_authorisation,
)
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.kit.office import office_zone
from tahqiq.model.kind import day_of
from tahqiq.store.record_where import Between

FIRST = 6
"""The day on which a week begins, Monday being 0: Sunday."""
_STOPPED: frozenset[SourceState] = frozenset(
    {"suspended", "cancelled", "aftercare", "refused", "blacklisted"}
)
"""States of a source in which a plan with it is marked."""


class MeetingRequest(MeetingDetails):
    """A meeting or task to plan."""


class MeetingOutcomeRequest(Strict):
    """What came of a plan."""

    meeting: str = Field(description="The plan, by its id.")
    outcome: Literal["done", "missed", "cancelled"] = Field(
        description="What came of it: done, missed (the source did not come), cancelled."
    )


class WeekRequest(Strict):
    """Which week."""

    day: Annotated[date | None, MAY_LIE_AHEAD] = Field(
        default=None, description="A day of the week; without one, today."
    )


class PlannedView(Strict):
    """A plan with a source: when (UTC), what, and what came of it. ``overdue``: it is over and nobody has
    said what came of it; ``suspended``: it is still planned, and the source is suspended or done with."""

    meeting: str
    code: str
    what: str
    at: str
    outcome: Outcome
    overdue: bool
    suspended: bool


class DueDayView(Strict):
    """Something of a source that has to be done by a day: ``what`` is risk (a look at the assessment with the
    ``number``) or authorisation (the one with the number ends)."""

    what: Literal["risk", "authorisation"]
    code: str
    number: str


class CalendarDayView(Strict):
    """A day of the week with what is planned and what is due on it."""

    day: date
    today: bool
    planned: list[PlannedView]
    due: list[DueDayView]


class CalendarView(Strict):
    """A week of one's own sources, Sunday first; ``codes`` are those sources, ``before`` the plans of earlier
    weeks of which nobody has said what came of them."""

    days: list[CalendarDayView]
    codes: list[str]
    before: list[PlannedView]


def week(at: Desktop, asked: WeekRequest, _progress: Progress | None) -> CalendarView:
    """A week of the sources that the person handles; nobody else's are looked at."""
    now = clock.now()
    chosen = asked.day or day_of(now)
    begins = chosen - timedelta(days=(chosen.weekday() - FIRST) % 7)
    own = own_sources(at)
    first, last = _start(begins), _start(begins + timedelta(days=7))
    days = [begins + timedelta(days=one) for one in range(7)]
    planned = [
        one
        for one in at.records(MEETING).every({"at": Between(first, last - timedelta(seconds=1))}, "at")
        if one.body.code in own
    ]
    before = [
        view(one, now, own[one.body.code].state)
        for one in at.records(MEETING).every(
            {"outcome": "planned", "at": Between(None, first - timedelta(seconds=1))}, "at"
        )
        if one.body.code in own
    ]
    due = _due(at, own)
    return CalendarView(
        days=[
            CalendarDayView(
                day=day,
                today=day == day_of(now),
                planned=[
                    view(one, now, own[one.body.code].state) for one in planned if day_of(one.body.at) == day
                ],
                due=[one for when, one in due if when == day],
            )
            for day in days
        ],
        codes=sorted(own),
        before=before,
    )


def own_sources(at: Desktop) -> dict[str, SourceRef]:
    """The sources that the person handles, by their codes."""
    return {
        one.body.code: one.body
        for one in at.records(SOURCE).every(order="code")
        if handles(at, one.body, at.actor.id)
    }


def _due(at: Desktop, own: dict[str, SourceRef]) -> list[tuple[date, DueDayView]]:
    found = [
        (one.body.until, DueDayView(what="risk", code=one.body.code, number=one.body.number))
        for one in at.records(RISK).every({"review": Between(None, None)}, "review")
        if one.body.code in own and one.body.until is not None
    ]
    for code, body in own.items():
        under = of_number(at, body.authorisation).body if body.authorisation else None
        if under is not None and under.until is not None:
            line = DueDayView(what="authorisation", code=code, number=under.number)
            found.append((day_of(under.until), line))
    return found


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(office_zone()))


def view(kept: RecordVersion[Meeting], now: datetime, state: SourceState) -> PlannedView:
    """A plan as an answer."""
    body = kept.body
    return PlannedView(
        meeting=kept.id,
        code=body.code,
        what=body.what,
        at=stamp(body.at),
        outcome=body.outcome,
        overdue=body.outcome == "planned" and body.at < now,
        suspended=body.outcome == "planned" and state in _STOPPED,
    )


def plan(at: ActingDesktop, asked: MeetingRequest, _progress: Progress | None) -> PlannedView:
    """Plan a meeting or task with a source that the person handles. Raises ``WrongUse``
    (``covert-meeting-past``), ``Conflict`` (``covert-meeting-twice``: two plans with a source within an
    hour; a task under no authorisation in force, or without an assessment of its risks that stands then:
    ``covert-source-unauthorised``, ``covert-not-in-force``, ``covert-risk-needed``), ``NotFound``
    (``covert-no-source``)."""
    now, source = clock.now(), of_code(at, asked.code).body
    code = source.code
    if asked.at < now:
        raise WrongUse("covert-meeting-past")
    if asked.what == "task":
        _require_covered(at, source, asked.at, now)
    hour = timedelta(hours=1)
    near = Between(asked.at - hour, asked.at + hour)
    if at.records(MEETING).find({"code": code, "outcome": "planned", "at": near}, limit=1).records:
        raise Conflict("covert-meeting-twice", source=code)
    made = record_of(Meeting, asked, code=code, entered_at=now)
    return view(at.records(MEETING).save(made), now, source.state)


def _require_covered(at: Desktop, source: SourceRef, when: datetime, now: datetime) -> None:
    """Raise where a task could not be given at that moment: the inspection looks for the same."""
    tasked(source)
    number = under_authorisation(at, source.code, source.authorisation, now)
    if not any(
        one.body.authorisation == number and one.body.tasked_at is None and one.body.standing(when)
        for one in at.records(RISK).every({"code": source.code})
    ):
        raise Conflict("covert-risk-needed", source=source.code)


def close(at: ActingDesktop, asked: MeetingOutcomeRequest, _progress: Progress | None) -> PlannedView:
    """Say what came of a plan. Raises ``Conflict`` (``covert-meeting-closed``), ``WrongUse``
    (``covert-meeting-ahead``: nothing that lies ahead was done or missed)."""
    now, kept = clock.now(), at.records(MEETING).get(asked.meeting)
    if kept.body.outcome != "planned":
        raise Conflict("covert-meeting-closed")
    if asked.outcome != "cancelled" and kept.body.at > now:
        raise WrongUse("covert-meeting-ahead")
    body = kept.body.model_copy(update={"outcome": asked.outcome, "closed_at": now})
    state = of_code(at, body.code).body.state
    return view(at.records(MEETING).save(body, "", kept.id, kept.version), now, state)


def _planning(at: ActingDesktop) -> MeetingRequest:
    code = handled_example(at, at.actor.id)
    return MeetingRequest(code=code, what="meeting", at=clock.now() + timedelta(days=1))


OPERATIONS = (
    Operation("calendar", WeekRequest, CalendarView, "look", "read-case", week, lambda _at: WeekRequest()),
    Operation(
        "meeting-plan",
        MeetingRequest,
        PlannedView,
        "act",
        "write-case",
        plan,
        _planning,
        group="meeting",
        needs=(by_source("handler"),),
    ),
    Operation(
        "meeting-close",
        MeetingOutcomeRequest,
        PlannedView,
        "act",
        "write-case",
        close,
        lambda at: MeetingOutcomeRequest(meeting=plan(at, _planning(at), None).meeting, outcome="cancelled"),
        group="meeting",
        needs=(Needs(MEETING, "meeting", ("handler",), "covert-not-handler"),),
    ),
)
