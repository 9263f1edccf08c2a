"""Visits that are booked, begin, end, do not take place and are corrected."""

from datetime import date, timedelta

from tahqiq.desk.records import one
from tahqiq.desks.custody.visit_bookings.day import VisitsRequest, visits
from tahqiq.desks.custody.visit_bookings.operations import (
    VisitBeginRequest,
    VisitBookingEndRequest,
    VisitBookingRequest,
    begin,
    book,
    put_off,
)
from tahqiq.desks.custody.visits.operations import (
    ExclusionRequest,
    VisitCorrectionRequest,
    VisitEndRequest,
    correct,
    end,
    exclude,
)
from tahqiq.desks.custody.visits.record import VISIT
from tahqiq.kit import clock
from tests.desks.conftest import Turn
from tests.desks.custody.conftest import HOUSE, imported
from tests.desks.custody.test_acts import refused
from tests.seat import Seat


def test_a_visit_is_booked_begins_ends_and_is_corrected(at: Seat, turn: Turn) -> None:
    imported(at, HOUSE)
    turn("2026-05-05T09:00")
    hour = clock.now() + timedelta(hours=1)
    asked = VisitBookingRequest(facility="F01", person="P-1", sort="family", visitor="نور علي", at=hour)
    refused(
        "custody-visit-past",
        lambda: book(at, asked.model_copy(update={"at": hour - timedelta(days=1)}), None),
    )
    number = book(at, asked, None).number
    refused("custody-visit-there", lambda: book(at, asked, None))
    assert [(row.booking, row.state, row.name) for row in visits(at, VisitsRequest(), None).visits] == [
        (number, "booked", "سلام جاسم كاظم")
    ]
    turn("2026-05-05T10:30")
    visit = begin(at, VisitBeginRequest(number=number, at=hour), None).number
    refused("custody-visit-booking-over", lambda: begin(at, VisitBeginRequest(number=number, at=hour), None))
    assert [(row.visit, row.state) for row in visits(at, VisitsRequest(), None).visits] == [(visit, "begun")]
    end(at, VisitEndRequest(number=visit, ends=hour + timedelta(minutes=20)), None)
    refused("custody-visit-over", lambda: end(at, VisitEndRequest(number=visit, ends=hour), None))
    right = VisitCorrectionRequest(
        **{**asked.__dict__, "visitor": "نور علي حسن"},
        number=visit,
        ends=hour + timedelta(minutes=25),
        reason="الاسم ناقص",
    )
    correct(at, right, None)
    body = one(at, VISIT, number=visit).body
    assert (body.visitor, body.corrected) == ("نور علي حسن", "الاسم ناقص")


def test_a_family_is_refused_until_a_day_and_who_is_excluded_is_not_booked(at: Seat, turn: Turn) -> None:
    imported(at, HOUSE)
    turn("2026-05-05T09:00")
    asked = VisitBookingRequest(
        facility="F01", person="P-1", sort="family", visitor="نور علي", at=clock.now() + timedelta(hours=1)
    )
    number = book(at, asked, None).number
    refusal = VisitBookingEndRequest(number=number, state="refused", why="قرار المدير")
    refused("custody-visit-banned-until", lambda: put_off(at, refusal, None))
    put_off(at, refusal.model_copy(update={"banned_until": date(2026, 5, 20)}), None)
    assert visits(at, VisitsRequest(facility="F01"), None).visits[0].why == "قرار المدير"
    exclude(at, ExclusionRequest(person="P-1", visitor="نور علي"), None)
    refused("custody-visitor-excluded", lambda: book(at, asked, None))
