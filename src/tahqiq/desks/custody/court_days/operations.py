"""Enter a day in court, change it while it is planned, and say what came of it."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.casework.clocks import first_moment
from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ARGUMENT, ActingDesktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import MAY_LIE_AHEAD, happened, shown
from tahqiq.desk.records import added, changed, every, one
from tahqiq.desks.custody.court_days.record import COURT_DAY, CourtDay, CourtDayDetails, CourtDayPlan, Outcome
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.people.examples import example_held
from tahqiq.desks.custody.people.lookup import held_of, person_of
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.model.kind import day_of
from tahqiq.store.record_where import Between

_DAY = timedelta(days=1)


class CourtDayRequest(CourtDayDetails, needs=()):
    """A day in court of somebody who is held."""


class CourtDayAnswer(CourtDay):
    """The day in court as it was saved. ``record`` is the id of the record."""

    record: str


def enter(at: ActingDesktop, asked: CourtDayRequest, _progress: Progress | None) -> CourtDayAnswer:
    """Enter a day in court. Raises ``NotFound`` (``custody-nobody-called``, ``custody-not-held``),
    ``WrongUse`` (``custody-court-leaves``, ``custody-court-day-past``), ``Conflict``
    (``custody-court-day-there``)."""
    who = person_of(at, asked.person)
    held = held_of(at, who.number).body
    _not_past(asked.at, held.admitted)
    _leaves_first(asked)
    _new_day(at, who.number, asked.at, asked.court)
    made = added(at, COURT_DAY, "C", asked, person=who.number, booking=held.number, facility=held.facility)
    return _answer(made)


class CourtDayChangeRequest(CourtDayPlan, needs=()):
    """A day in court that is changed before it is held: everything as it is from now on."""

    number: Annotated[str, ARGUMENT] = Field(min_length=1, description="The number of the day in court.")
    reason: str = Field(min_length=3, max_length=1_000, description="Why it is changed.")


def change(at: ActingDesktop, asked: CourtDayChangeRequest, _progress: Progress | None) -> CourtDayAnswer:
    """Change a day in court that is planned. Raises ``NotFound`` (``custody-nothing-called``), ``WrongUse``
    (``custody-court-leaves``), ``Conflict`` (``custody-court-day-over``, ``custody-court-day-there``)."""
    found = one(at, COURT_DAY, number=asked.number)
    if found.body.state != "planned":
        raise Conflict("custody-court-day-over", value=asked.number)
    _not_past(asked.at)
    _leaves_first(asked)
    _new_day(at, found.body.person, asked.at, asked.court, but=asked.number)
    saved = changed(at, COURT_DAY, found, **asked.__dict__)
    return _answer(saved)


class CourtDayResultRequest(Strict):
    """What came of a day in court."""

    number: Annotated[str, ARGUMENT] = Field(min_length=1, description="The number of the day in court.")
    state: Outcome = Field(
        description="held, postponed, cancelled, or not-brought: the house did not bring the person."
    )
    outcome: str = Field(
        min_length=3, max_length=2_000, description="What the court decided, or why it was not held."
    )
    video: bool = Field(
        default=False,
        description="Whether it was held by video link, so that the person stayed in the house.",
    )
    next: Annotated[AwareDatetime | None, MAY_LIE_AHEAD] = Field(
        default=None, description="Day and hour at which the court sits again; empty: not known yet."
    )


def record_result(
    at: ActingDesktop, asked: CourtDayResultRequest, _progress: Progress | None
) -> CourtDayAnswer:
    """Say what came of a day in court; saying it again corrects it, the version before stays in its history.
    A further day is entered with the same court. Raises ``NotFound`` (``custody-nothing-called``),
    ``WrongUse`` (``moment-ahead``, ``moment-order``), ``Conflict`` (``custody-court-day-same``,
    ``custody-court-day-there``, ``custody-court-not-left``: held, and the person never left the house)."""
    found = one(at, COURT_DAY, number=asked.number)
    body = found.body
    if (body.state, body.outcome) == (asked.state, asked.outcome):
        raise Conflict("custody-court-day-same", value=asked.number)
    if asked.state in ("held", "not-brought"):
        happened(body.at)
    if asked.state == "held" and not asked.video and not _went(at, body):
        raise Conflict("custody-court-not-left", value=body.person)
    following = ""
    if asked.next is not None:
        if asked.next <= body.at:
            raise WrongUse("custody-court-next", value=asked.number)
        _new_day(at, body.person, asked.next, body.court)
        again = body.model_copy(
            update={
                "number": at.records(COURT_DAY).next_number("C"),
                "at": asked.next,
                "leaves": None,
                "escort": "",
                "transport": "",
                "state": "planned",
                "outcome": "",
                "decided": None,
                "video": False,
                "reason": "",
                "next": "",
            }
        )
        following = at.records(COURT_DAY).save(again).body.number
    saved = changed(
        at,
        COURT_DAY,
        found,
        state=asked.state,
        video=asked.video and asked.state == "held",
        outcome=asked.outcome,
        decided=clock.now().astimezone(UTC),
        next=following or body.next,
    )
    return _answer(saved)


def _not_past(when: datetime, admitted: datetime | None = None) -> None:
    """Refuse a plan for a day that is over, or for an hour before the person came in."""
    if day_of(when) < day_of(clock.now()) or (admitted is not None and when < admitted):
        raise WrongUse("custody-court-day-past", at=shown(when))


def _leaves_first(asked: CourtDayPlan) -> None:
    if asked.leaves is not None and not asked.at - _DAY <= asked.leaves < asked.at:
        raise WrongUse("custody-court-leaves")


def _new_day(at: ActingDesktop, person: str, when: datetime, court: str, but: str = "") -> None:
    """Refuse a second entry of the same day at the same court."""
    begins = first_moment(day_of(when))
    same = every(
        at, COURT_DAY, {"person": person, "at": Between(begins, begins + _DAY - timedelta(microseconds=1))}
    )
    for kept in same:
        if (
            kept.body.number != but
            and kept.body.state == "planned"
            and kept.body.court.split() == court.split()
        ):
            raise Conflict("custody-court-day-there", value=kept.body.number)


def _went(at: ActingDesktop, body: CourtDay) -> bool:
    """Whether a move says that the person was on the way to a court, or there, on that day."""
    begins = first_moment(day_of(body.at))
    until = Between(None, begins + _DAY - timedelta(microseconds=1))
    return any(
        kept.body.ended is None or kept.body.ended >= begins
        for kept in every(at, MOVE, {"person": body.person, "sort": "court", "arrived": until})
    )


def _answer(found: RecordVersion[CourtDay]) -> CourtDayAnswer:
    return CourtDayAnswer(**found.body.__dict__, record=found.id)


def _soon() -> datetime:
    """An hour of the week to come, for the examples."""
    return first_moment(day_of(clock.now())) + 7 * _DAY + timedelta(hours=10, minutes=30)


def _asked(at: ActingDesktop) -> CourtDayRequest:
    return CourtDayRequest(
        person=example_held(at),
        court="محكمة تحقيق الكرخ",
        at=_soon(),
        leaves=_soon() - timedelta(hours=2),
        purpose="detention",
        summons="41/2026",
    )


def _planned(at: ActingDesktop) -> str:
    return enter(at, _asked(at), None).number


OPERATIONS = (
    Operation("court-day", CourtDayRequest, CourtDayAnswer, "act", "write-case", enter, _asked),
    Operation(
        "court-day-change",
        CourtDayChangeRequest,
        CourtDayAnswer,
        "act",
        "write-case",
        change,
        lambda at: CourtDayChangeRequest(
            number=_planned(at), court="محكمة جنايات الكرخ", at=_soon() + _DAY, reason="The court moved it"
        ),
    ),
    Operation(
        "court-day-result",
        CourtDayResultRequest,
        CourtDayAnswer,
        "act",
        "write-case",
        record_result,
        lambda at: CourtDayResultRequest(
            number=_planned(at), state="postponed", outcome="The judge was ill", next=_soon() + 7 * _DAY
        ),
    ),
)
