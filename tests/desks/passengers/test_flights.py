"""The flight board and what airlines kept to."""

from datetime import date, datetime

import pytest

from tahqiq.desks.passengers.airlines.operations import conformance
from tahqiq.desks.passengers.flights.lookup import FlightBoardRequest
from tahqiq.desks.passengers.flights.operations import ExpectedFlightRequest, board, expect
from tahqiq.desks.passengers.screening.examples import SAMPLE_MESSAGE
from tahqiq.desks.passengers.screening.operations import screen_file
from tahqiq.desks.passengers.screening.requests import AirlineFileRequest
from tahqiq.kit.errors import WrongUse
from tests.desks.conftest import Turn
from tests.desks.passengers.conftest import collected
from tests.seat import Seat

DAYS = FlightBoardRequest(since=date(2026, 4, 1), until=date(2026, 4, 2))


def flight(
    number: str = "ZZ411", departs: str = "2026-04-01T15:00", origin: str = "BGW", destination: str = "IST"
) -> ExpectedFlightRequest:
    return ExpectedFlightRequest(
        number=number, origin=origin, destination=destination, departs=datetime.fromisoformat(departs)
    )


def states(at: Seat) -> dict[str, str]:
    return {one.flight: one.state for one in board(at, DAYS, None).flights}


def test_a_flight_of_the_timetable_is_expected_until_it_has_gone_and_then_missed(
    at: Seat, turn: Turn
) -> None:
    turn("2026-04-01T11:59")  # 14:59 in Baghdad
    assert expect(at, flight(), None).state == "expected"
    turn("2026-04-01T12:01")
    assert states(at) == {"ZZ411/2026-04-01/BGW": "missing"}
    with pytest.raises(WrongUse):
        expect(at, flight(departs="2026-04-01T15:00+03:00"), None)


def test_a_list_that_comes_after_the_flight_arrived_is_late_and_told_of_the_airline(
    at: Seat, turn: Turn
) -> None:
    turn("2026-04-02T09:00")
    arrives = SAMPLE_MESSAGE.replace("LOC+87+BGW'", "LOC+87+BGW'DTM+232:2604011230:201'")
    for sent, number in (("0810", "410"), ("1015", "412")):  # 12:30 in Baghdad is 09:30 in UTC
        data = arrives.replace("260401:0810", f"260401:{sent}").replace("ZZ410", f"ZZ{number}")
        screen_file(at, AirlineFileRequest(source=collected(at, data, f"{number}.edi")), None)
    expect(at, flight(), None)
    assert states(at) == {
        "ZZ410/2026-04-01/IST": "received",
        "ZZ412/2026-04-01/IST": "late",
        "ZZ411/2026-04-01/BGW": "missing",
    }
    (airline,) = conformance(at, DAYS, None).airlines
    assert (
        airline.carrier,
        airline.flights,
        airline.received,
        airline.late,
        airline.missing,
        airline.without_bookings,
    ) == (
        "ZZ",
        3,
        1,
        1,
        1,
        2,
    )
    assert (
        conformance(
            at, FlightBoardRequest(since=date(2026, 4, 1), until=date(2026, 4, 2), carrier="QQ"), None
        ).airlines
        == []
    )


def test_what_is_wrong_in_messages_is_counted_for_the_airline(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T09:00")
    screen_file(
        at,
        AirlineFileRequest(source=collected(at, SAMPLE_MESSAGE.replace("CNT+42:1", "CNT+42:9"), "a.edi")),
        None,
    )
    expect(at, flight("ZZ410", "2026-04-01T09:30", "IST", "BGW"), None)
    (airline,) = conformance(at, DAYS, None).airlines
    assert (airline.messages, airline.wrong, airline.problems) == (1, 1, {"edifact-count": 1})
    assert [one.state for one in board(at, DAYS, None).flights] == ["received"]


def test_the_search_of_the_page_finds_a_flight_as_it_is_written(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T11:59")
    expect(at, flight(), None)
    expect(at, flight(departs="2026-04-02T15:00"), None)
    found = at.desk.finder("flight").offered(at, "zz 411")
    assert [one.value for one in found] == ["ZZ411/2026-04-02/BGW", "ZZ411/2026-04-01/BGW"]
    assert {one.beside for one in found} == {"BGW → IST"}
    assert list(at.desk.finder("flight").offered(at, "ZZ9")) == []


def test_a_flight_whose_day_cannot_be_read_stands_on_every_board(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T09:00")
    data = SAMPLE_MESSAGE.replace("2604010930", "2613010930")
    screen_file(at, AirlineFileRequest(source=collected(at, data, "month13.edi")), None)
    [shown] = board(at, DAYS, None).flights
    assert (shown.state, shown.departs, shown.people) == ("undated", "2613010930", 1)
    [later] = board(at, FlightBoardRequest(since=date(2027, 4, 1)), None).flights
    assert later.flight == shown.flight
