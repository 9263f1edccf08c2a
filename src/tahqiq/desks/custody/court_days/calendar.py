"""Who goes to which court on which day: days in court that were entered, those that an admission stated, and
what moves say of people who went."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from tahqiq.casework.clocks import first_moment, last_moment
from tahqiq.desk import Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.records import every
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.court_days.record import COURT_DAY, CourtDay
from tahqiq.desks.custody.moves.record import MOVE, Move
from tahqiq.desks.custody.places.lookup import example_facility
from tahqiq.desks.custody.places.record import FACILITY
from tahqiq.desks.custody.residents.operations import FacilityView, facilities_of
from tahqiq.desks.custody.roll_call.operations import names_of, present
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.model.kind import day_of
from tahqiq.names.fold import tokens
from tahqiq.store.record_where import Between, Where

FORTNIGHT = timedelta(days=13)
LONGEST = 93
"""Days that are shown at once."""


class CourtDaysRequest(Strict):
    """Which days, and where."""

    facility: Annotated[str, FACILITY] = Field(
        default="", description="The facility, by its code; empty: the first."
    )
    since: date | None = Field(default=None, description="From this day on; empty: today.")
    until: date | None = Field(default=None, description="To the end of this day; empty: two weeks.")


class CourtDayView(Strict):
    """Somebody who goes to court. ``source`` says where it stands: a day in court that was entered
    (``court-day``), only the day that an admission stated (``booking``: hour and court are not known), or
    only a move (``move``: neither the hour of the court nor what came of it is known, ``state`` is
    ``no-result``). ``left``, ``arrived`` and ``back`` are what the moves say, ``origin`` is where the
    person left from; ``place`` is where they are."""

    source: str
    record: str
    number: str
    person: str
    name: str
    place: str
    court: str
    at: str | None
    leaves: str | None
    purpose: str
    summons: str
    escort: str
    transport: str
    state: str
    outcome: str
    reason: str
    next: str
    video: bool
    origin: str
    left: str | None
    arrived: str | None
    back: str | None


class CourtCalendarDayView(Strict):
    """One day, and who goes to court on it in the order of their hours; those whose hour is not known come
    last."""

    day: str
    people: list[CourtDayView]


class CourtDaysView(Strict):
    """The days on which somebody goes to court, in their order; days without anybody are left out."""

    facility: str
    facilities: list[FacilityView]
    since: str
    until: str
    days: list[CourtCalendarDayView]


def court_days(at: Desktop, asked: CourtDaysRequest, _progress: Progress | None) -> CourtDaysView:
    """The calendar. Raises ``WrongUse`` (``custody-court-period``)."""
    now = clock.now()
    since = asked.since or day_of(now)
    until = asked.until or since + FORTNIGHT
    if not since <= until <= since + timedelta(days=LONGEST):
        raise WrongUse("custody-court-period", limit=LONGEST)
    facilities = facilities_of(at)
    facility = asked.facility or next((one.code for one in facilities), "")
    lines = defaultdict[date, list[CourtDayView]](list)
    range_ = Between(first_moment(since), last_moment(until))
    within: Where = {"facility": facility}
    moves = {
        (kept.body.person, day_of(kept.body.arrived)): kept.body
        for kept in every(at, MOVE, {**within, "arrived": range_})
        if kept.body.sort == "court"
    }
    entered = [
        (kept.id, kept.body)
        for kept in every(at, COURT_DAY, {**within, "at": range_})
        if kept.body.state != "planned" or not _released(at, kept.body)
    ]
    stated = {
        (kept.body.person, kept.body.court): kept.id
        for kept in every(at, BOOKING, {**within, "held": True})
        if kept.body.court is not None and since <= kept.body.court <= until
    }
    here = {one.person: one.place for one in present(at, now, facility)} if facility else {}
    people = {one.person for _, one in entered} | {who for who, _ in stated} | {who for who, _ in moves}
    names = names_of(at, sorted(people))
    gone = {identity: moves.pop((body.person, day_of(body.at)), None) for identity, body in entered}
    for identity, body in entered:
        day = day_of(body.at)
        stated.pop((body.person, day), None)
        lines[day].append(_entered(identity, body, gone[identity] or _near(body, moves)))
    for (person, day_), move in moves.items():
        stated.pop((person, day_), None)
        lines[day_].append(_moved(move))
    for (person, day_), identity in stated.items():
        if day_ is not None:
            lines[day_].append(_bare("booking", identity, person, state="planned"))
    for day_lines in lines.values():
        for one in day_lines:
            one.name, one.place = names.get(one.person, ""), here.get(one.person, "")
        day_lines.sort(key=lambda one: (one.at is None, one.at or "", one.person))
    return CourtDaysView(
        facility=facility,
        facilities=facilities,
        since=since.isoformat(),
        until=until.isoformat(),
        days=[CourtCalendarDayView(day=day.isoformat(), people=lines[day]) for day in sorted(lines)],
    )


def _near(body: CourtDay, moves: dict[tuple[str, date], Move]) -> Move | None:
    """The move to the court of a planned day of the day before or after it, such as one over night."""
    for days in (-1, 1):
        key = (body.person, day_of(body.at) + timedelta(days=days))
        if body.state == "planned" and key in moves and tokens(moves[key].place) == tokens(body.court):
            return moves.pop(key)
    return None


def _released(at: Desktop, body: CourtDay) -> bool:
    """Whether the person was let go before the day in court: they stand on no list of the house then."""
    return any(
        kept.body.released is not None and kept.body.released <= body.at
        for kept in every(at, BOOKING, {"number": body.booking})
    )


def _bare(source: str, record: str, person: str, **values: str | bool | None) -> CourtDayView:
    empty: dict[str, str | None] = dict.fromkeys(CourtDayView.model_fields, "")
    none = dict.fromkeys(("at", "leaves", "left", "arrived", "back"), None)
    return CourtDayView.model_validate(
        {**empty, **none, "video": False, "source": source, "record": record, "person": person, **values}
    )


def _entered(record: str, body: CourtDay, move: Move | None) -> CourtDayView:
    return _bare(
        "court-day",
        record,
        body.person,
        **body.model_dump(
            include={
                "number",
                "court",
                "purpose",
                "summons",
                "escort",
                "transport",
                "state",
                "outcome",
                "video",
                "reason",
                "next",
            }
        ),
        at=body.at.isoformat(),
        leaves=body.leaves.isoformat() if body.leaves else None,
        **_times(move),
    )


def _moved(move: Move) -> CourtDayView:
    return _bare(
        "move",
        "",
        move.person,
        court=move.place,
        escort=move.escort,
        reason=move.reason,
        state="no-result",
        **_times(move),
    )


def _times(move: Move | None) -> dict[str, str | None]:
    if move is None:
        return {}
    left = move.left or move.arrived
    return {
        "origin": move.origin,
        "left": left.isoformat(),
        "arrived": None if move.under_way else move.arrived.isoformat(),
        "back": move.ended.isoformat() if move.ended else None,
    }


COURT_DAYS = Operation(
    "court-days",
    CourtDaysRequest,
    CourtDaysView,
    "look",
    "read-case",
    court_days,
    lambda at: CourtDaysRequest(facility=example_facility(at), since=date(2026, 5, 10)),
)
