"""Book a visit, begin it, or say why it does not take place."""

from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import YesNo, known
from tahqiq.desk.moments import MAY_LIE_AHEAD, Happened, shown
from tahqiq.desk.records import added, changed, every, one
from tahqiq.desks.custody.answers import RecordAnswer, answer_of
from tahqiq.desks.custody.people.examples import example_held
from tahqiq.desks.custody.people.lookup import held_of, person_of
from tahqiq.desks.custody.places.lookup import example_facility
from tahqiq.desks.custody.visit_bookings.record import VISIT_BOOKING, VisitBooking, VisitBookingDetails
from tahqiq.desks.custody.visits.operations import VisitRequest, may_enter, record_visit, same_visitor
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, WrongUse


class VisitBookingRequest(VisitBookingDetails, needs=()):
    """A visit that is to come."""


def book(at: ActingDesktop, asked: VisitBookingRequest, _progress: Progress | None) -> RecordAnswer:
    """Book a visit. Raises ``NotFound`` (``custody-no-person-file``, ``custody-not-held``), ``WrongUse``
    (``custody-visit-past``), ``Conflict`` (``custody-visitor-excluded``, ``custody-visit-there``)."""
    who = person_of(at, asked.person)
    held_of(at, who.number)
    if asked.at < clock.now():
        raise WrongUse("custody-visit-past", at=shown(asked.at))
    may_enter(who, asked.visitor)
    for kept in every(at, VISIT_BOOKING, {"person": who.number, "at": asked.at, "state": "booked"}):
        if same_visitor(kept.body.visitor, asked.visitor):
            raise Conflict("custody-visit-there", value=kept.body.number, visitor=asked.visitor)
    return answer_of(added(at, VISIT_BOOKING, "VB", asked, person=who.number))


class OneVisitBookingRequest(Strict):
    """Which booking."""

    number: str = Field(min_length=1, max_length=80, description="The number of the booking.")


class VisitBeginRequest(OneVisitBookingRequest):
    """That a booked visit begins."""

    at: Annotated[AwareDatetime, Happened()] = Field(description="When it began.")
    within_hearing: YesNo = Field(
        default="unknown", description="Whether staff can hear it; of a lawyer's never."
    )


def begin(at: ActingDesktop, asked: VisitBeginRequest, _progress: Progress | None) -> RecordAnswer:
    """Begin a booked visit: it becomes a visit. Raises as for a visit that was not booked, ``NotFound``
    (``custody-nothing-called``), ``Conflict`` (``custody-visit-booking-over``)."""
    found = _open(at, asked.number)
    body = found.body
    made = record_visit(
        at,
        VisitRequest(
            facility=body.facility,
            person=body.person,
            sort=body.sort,
            visitor=body.visitor,
            at=asked.at,
            within_hearing=known(asked.within_hearing),
        ),
        None,
    )
    changed(at, VISIT_BOOKING, found, state="begun", visit=made.number)
    return made


class VisitBookingEndRequest(OneVisitBookingRequest):
    """Why a booked visit does not take place."""

    state: Literal["refused", "cancelled", "not-come"] = Field(
        description="Refused, cancelled, or the visitor did not come."
    )
    why: str = Field(min_length=3, max_length=1_000, description="Why.")
    banned_until: Annotated[date | None, MAY_LIE_AHEAD] = Field(
        default=None, description="Of a refused one: until when; contact is never forbidden without an end."
    )


def put_off(at: ActingDesktop, asked: VisitBookingEndRequest, _progress: Progress | None) -> RecordAnswer:
    """Refuse or cancel a booked visit, with the reason. A family is refused until a day only. Raises
    ``NotFound`` (``custody-nothing-called``), ``Conflict`` (``custody-visit-booking-over``), ``WrongUse``
    (``custody-visit-banned-until``)."""
    found = _open(at, asked.number)
    if asked.state == "refused" and found.body.sort == "family" and asked.banned_until is None:
        raise WrongUse("custody-visit-banned-until")
    return answer_of(
        changed(
            at,
            VISIT_BOOKING,
            found,
            state=asked.state,
            why=asked.why.strip(),
            banned_until=asked.banned_until if asked.state == "refused" else None,
        )
    )


def _open(at: ActingDesktop, number: str) -> RecordVersion[VisitBooking]:
    found: RecordVersion[VisitBooking] = one(at, VISIT_BOOKING, number=number)
    if found.body.state != "booked":
        raise Conflict("custody-visit-booking-over", value=number)
    return found


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


def _example(at: ActingDesktop) -> VisitBookingRequest:
    return VisitBookingRequest(
        facility=example_facility(at),
        person=example_held(at),
        sort="family",
        visitor="هيوا كريم",
        at=clock.now() + timedelta(days=1),
    )


def _booked(at: ActingDesktop) -> str:
    return book(at, _example(at), None).number


OPERATIONS = (
    Operation("visit-book", VisitBookingRequest, RecordAnswer, "act", "write-case", book, _example),
    Operation(
        "visit-begin",
        VisitBeginRequest,
        RecordAnswer,
        "act",
        "write-case",
        begin,
        lambda at: VisitBeginRequest(number=_booked(at), at=_AT),
    ),
    Operation(
        "visit-put-off",
        VisitBookingEndRequest,
        RecordAnswer,
        "act",
        "write-case",
        put_off,
        lambda at: VisitBookingEndRequest(number=_booked(at), state="not-come", why="The road was closed"),
    ),
)
