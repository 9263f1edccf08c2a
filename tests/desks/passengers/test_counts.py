"""The same people are counted the same everywhere: on the board, on the list of a flight, in the queue and in
the statistics."""

from datetime import date, timedelta

from tahqiq.desks.passengers.flights.lookup import FlightBoardRequest
from tahqiq.desks.passengers.flights.operations import board
from tahqiq.desks.passengers.hit_queue.operations import QueueRequest, queue
from tahqiq.desks.passengers.hits.statistics import ReportRequest, report
from tahqiq.desks.passengers.people_aboard.operations import people
from tahqiq.desks.passengers.screening.examples import SAMPLE_MESSAGE
from tahqiq.desks.passengers.screening.operations import screen_file
from tahqiq.desks.passengers.screening.requests import AirlineFileRequest, FlightScreeningRequest
from tests.desks.conftest import Turn
from tests.desks.passengers.conftest import collected, put_aside
from tests.desks.passengers.test_retention import BOOKING
from tests.desks.passengers.test_screening import used
from tests.seat import Seat

FLIGHT = "ZZ410/2026-04-01/IST"


def counts(at: Seat) -> tuple[int, int, int]:
    days = FlightBoardRequest(since=date(2026, 4, 1), until=date(2026, 4, 1))
    (flight,) = board(at, days, None).flights
    aboard = people(at, FlightScreeningRequest(flight=FLIGHT), None)
    return flight.people, aboard.aboard, len(aboard.people)


def taken(at: Seat, text: str, name: str) -> None:
    screen_file(at, AirlineFileRequest(source=collected(at, text, name)), None)


def test_the_board_counts_whom_the_list_of_the_flight_shows(at: Seat) -> None:
    taken(at, BOOKING.replace("030426", "010426"), "booking.edi")
    booked = counts(at)
    assert booked == (1, 1, 1)
    taken(at, SAMPLE_MESSAGE, "list.edi")  # the same person, in the list of the flight
    assert counts(at) == booked
    other = SAMPLE_MESSAGE.replace("KAREEM:JASIM", "HUDA:SALAM").replace("880214", "900101")
    taken(at, other.replace("X9000001", "X9000002"), "other.edi")
    assert counts(at) == (2, 2, 2)


def test_the_queue_counts_every_hit_that_waits_as_the_statistics_do(at: Seat, turn: Turn) -> None:
    turn("2026-03-01T08:00")
    used(at)
    taken(at, SAMPLE_MESSAGE.replace("260401", "260301"), "old.edi")
    turn("2026-04-20T08:00")
    taken(at, SAMPLE_MESSAGE.replace("260401", "260420"), "new.edi")
    found = queue(at, QueueRequest(), None)
    assert (found.waiting, found.older, len(found.hits)) == (2, 1, 1)
    assert report(at, ReportRequest(), None).total.waiting == found.waiting
    put_aside(at, found.hits[0].id)
    found = queue(at, QueueRequest(), None)
    assert (found.waiting, found.older, len(found.hits)) == (1, 1, 0)
    assert report(at, ReportRequest(), None).total.waiting == found.waiting
    assert found.since == date(2026, 4, 20) - timedelta(days=30)
