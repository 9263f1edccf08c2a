"""A table of passengers is imported and compared like a message; what it does not say is asked, never
guessed."""

from datetime import date

import pytest

from tahqiq.desks.passengers.flights.lookup import FlightBoardRequest
from tahqiq.desks.passengers.flights.operations import board
from tahqiq.desks.passengers.flights.record import FLIGHT
from tahqiq.desks.passengers.message_feed.operations import MessageFeedRequest, feed
from tahqiq.desks.passengers.people_aboard.operations import people
from tahqiq.desks.passengers.screening.matching import Screen, Traveller
from tahqiq.desks.passengers.screening.operations import FlightScreeningView
from tahqiq.desks.passengers.screening.requests import FlightScreeningRequest, PassengerFileRequest
from tahqiq.desks.passengers.travels.record import TRAVEL
from tahqiq.desks.passengers.watchlists.list_files import Entry
from tahqiq.kit.errors import WrongUse
from tests.desks.conftest import performed
from tests.desks.passengers.conftest import collected, listed
from tests.seat import Seat

WHOLE = (
    "Passenger name,Passport no,Date of birth,Nationality,Sex,Flight,Flight date,From,To,Seat,Meal\n"
    "Kareem Jasim Alsample,x9000001,1988-02-14,IRQ,M,zz 0410,2026-04-01,IST,BGW,12A,MOML\n"
    "Sara Example,Y1,not known,IRQ,F,ZZ410,2026-04-01,IST,BGW,12B,\n"
    "Omar Example,Y2,1990-01-02,IRQ,M,ZZ411,2026-04-02,IST,BGW,1A,\n"
    ",,1990-01-02,IRQ,M,ZZ411,2026-04-02,IST,BGW,1B,\n"
    "Laith Example,Y3,1990-01-02,IRQ,M,soon,2026-04-02,IST,BGW,1C,\n"
)
ARABIC = "الاسم الكامل,رقم الجواز,تاريخ الميلاد,الجنسية\nكريم جاسم السامبل,X9000001,1988-02-14,عراقي\n"


def taken(at: Seat, data: str, name: str = "passengers.csv", **more: object) -> FlightScreeningView:
    asked = PassengerFileRequest.model_validate({"source": collected(at, data, name), **more})
    told = performed(at, "check", asked)
    assert isinstance(told, FlightScreeningView)
    return told


def test_a_table_is_imported_by_flight_and_day_and_everybody_in_it_is_compared(at: Seat) -> None:
    listed(at)
    told = taken(at, WHOLE)
    assert (told.what, told.travellers, told.new, told.fresh, told.lacks) == ("passengers", 3, 3, 1, [])
    assert {(one.means, one.header) for one in told.columns} >= {
        ("born", "Date of birth"),
        ("day", "Flight date"),
    }
    assert told.unused == ["Meal"]
    assert sorted(one.code for one in told.problems) == [
        "passengers-table-birth",
        "passengers-table-nobody",
        "passengers-table-row",
    ]
    flights = {kept.body.flight: len(kept.body.travels) for kept in at.records(FLIGHT).find().records}
    assert flights == {"ZZ410/2026-04-01/IST": 2, "ZZ411/2026-04-02/IST": 1}
    kareem = next(
        one.body for one in at.records(TRAVEL).find().records if one.body.rows["person"][0]["seat"] == "12A"
    )
    assert (kareem.rows["document"][0]["number"], kareem.departs, kareem.form) == (
        "X9000001",
        "2026-04-01",
        "traveller",
    )
    again = taken(at, WHOLE)
    assert (again.new, again.same, again.fresh) == (0, 3, 0)


def test_flights_are_read_however_they_are_written_and_the_feed_names_lists_loaded_by_hand(at: Seat) -> None:
    rows = "".join(
        f"Omar Example,Y{no},1990-01-02,{flight},2026-04-02\n"
        for no, flight in enumerate(("IA-114", "IA 114", "ia١١٤", "IA0114"))
    )
    told = taken(at, f"Passenger name,Passport no,Date of birth,Flight,Flight date\n{rows}")
    assert (told.travellers, told.problems) == (4, [])
    assert [kept.body.flight for kept in at.records(FLIGHT).find().records] == ["IA114/2026-04-02"]
    taken(at, "Passenger name,Passport no,Flight,Flight date\nOmar,Y7,soon,2026-04-02\n", "soon.csv")
    seen = feed(at, MessageFeedRequest(), None)
    assert [(one.carrier, one.messages, one.tables) for one in seen.airlines] == [("IA", 0, 1)]
    assert [(one.name, one.problems) for one in seen.refused] == [("soon.csv", {"passengers-table-row": 1})]


def test_what_a_table_does_not_say_is_asked_and_nothing_is_imported_before(at: Seat) -> None:
    asked = taken(at, ARABIC)
    assert (asked.what, asked.lacks, asked.travellers) == ("table", ["flight", "day"], 0)
    assert [(one.means, one.header) for one in asked.columns][:2] == [
        ("name", "الاسم الكامل"),
        ("document", "رقم الجواز"),
    ]
    assert at.records(TRAVEL).find().records == ()
    told = taken(at, ARABIC, flight="ZZ410", day=date(2026, 4, 1))
    assert (told.what, told.travellers, told.before) == ("passengers", 1, None)
    (kept,) = at.records(TRAVEL).find().records
    assert (kept.body.flights, kept.body.rows["person"][0]["birth"]) == (["ZZ410/2026-04-01"], "1988-02-14")


def test_somebody_says_which_column_says_what(at: Seat) -> None:
    plain = "A,B,C\nKareem Alsample,ZZ410,2026-04-01\n"
    told = taken(at, plain, columns=["name=A", "flight=B", "day=C"])
    assert (told.what, told.travellers) == ("passengers", 1)
    with pytest.raises(WrongUse) as refused:
        taken(at, plain, columns=["name=Z"])
    assert refused.value.code == "passengers-table-column"


UNCLEAR = "name,passport,birth date,flight,date\nSara Example,Y1,03/04/1990,ZZ410,2026-04-01\n"


def test_a_birth_that_reads_both_ways_is_asked_about_and_known_by_its_year_meanwhile(at: Seat) -> None:
    assert (taken(at, UNCLEAR).lacks, at.records(TRAVEL).find().records) == (["order"], ())
    births = []
    for order in ("not-known", "day-first", "month-first"):
        taken(at, UNCLEAR.replace("Y1", f"Y-{order}"), order=order)
        [born] = [
            row["birth"]
            for kept in at.records(TRAVEL).find().records
            for row in kept.body.rows["person"]
            if kept.body.rows["document"][0]["number"] == f"Y-{order}".upper()
        ]
        births.append(born)
    assert births == ["1990", "1990-04-03", "1990-03-04"]


@pytest.mark.parametrize("listed_born", ["1990-04-03", "1990-03-04"])
def test_both_readings_of_such_a_birth_are_considered(listed_born: str) -> None:
    screen = Screen([Entry("1", names=["Sara Example"], born=[listed_born])])
    [hit] = screen.ask(Traveller(("Sara Example",), "1990"))
    assert hit.why == "name-and-birth"


def test_another_day_of_the_table_decides_the_order(at: Seat) -> None:
    """Of the flights too: one program wrote both columns."""
    told = taken(at, UNCLEAR.replace("2026-04-01", "25/04/2026"))
    assert (told.lacks, told.travellers) == ([], 1)
    [kept] = at.records(TRAVEL).find().records
    assert kept.body.rows["person"][0]["birth"] == "1990-04-03"
    days = UNCLEAR.replace("2026-04-01", "04/05/2026")
    assert taken(at, days, order="not-known").lacks == ["order"]  # the day is not left open


def test_nobody_is_born_after_the_flight(at: Seat) -> None:
    told = taken(at, WHOLE.replace("1990-01-02", "2035-01-01", 1))
    assert "2035-01-01" in [str(one.value) for one in told.problems if one.code == "passengers-table-birth"]
    born = {kept.body.rows["person"][0].get("birth") for kept in at.records(TRAVEL).find().records}
    assert "2035-01-01" not in born


def test_what_does_not_agree_is_one_number_everywhere(at: Seat) -> None:
    rows = (
        "Omar,P100001,2099-01-01,ZZ513,2026-04-02\n"
        "Sara,P100002,1990-01-01,ZZ513,2026-04-02\n"
        ",,1990-01-01,ZZ513,2026-04-02\n"
    )
    told = taken(at, f"Passenger name,Passport no,Date of birth,Flight,Flight date\n{rows}")
    days = FlightBoardRequest(since=date(2026, 4, 2), until=date(2026, 4, 2))
    (shown,) = board(at, days, None).flights
    seen = people(at, FlightScreeningRequest(flight=shown.flight), None)
    (airline,) = feed(at, MessageFeedRequest(), None).airlines
    assert [len(told.problems), shown.wrong, seen.wrong, sum(airline.problems.values())] == [2, 2, 2, 2]
    assert [(one.code, one.row) for one in seen.faults] == [
        ("passengers-table-birth", 2),
        ("passengers-table-nobody", 4),
    ]
    assert all(one.sentence and one.place for one in seen.faults)


def test_the_name_in_its_own_script_and_the_type_of_document_are_read_and_compared(at: Seat) -> None:
    listed(at)
    told = taken(
        at,
        "Passenger name,Name (Arabic),Document type,Passport no,Flight,Flight date\n"
        "K J ALSMPL,كريم جاسم السامبل,Passport,P5,ZZ410,2026-04-01\n",
    )
    assert told.unused == []
    assert {one.means: one.header for one in told.columns}["native"] == "Name (Arabic)"
    (kept,) = at.records(TRAVEL).find().records
    assert kept.body.rows["person"][0]["native"] == "كريم جاسم السامبل"
    assert kept.body.rows["document"][0]["type"] == "Passport"
    assert [one.traveller for one in told.hits] == ["كريم جاسم السامبل"]


def test_what_a_column_says_can_be_said_afterwards_and_nobody_stands_twice(at: Seat) -> None:
    listed(at)
    data = (
        "Passenger name,Local spelling,When,Flight,Flight date\n"
        "Unknown Person,كريم جاسم السامبل,1988-02-14,ZZ410,2026-04-01\n"
    )
    source = collected(at, data, "plain.csv")
    first = performed(at, "check", PassengerFileRequest(source=source))
    assert isinstance(first, FlightScreeningView)
    assert (first.unused, first.fresh) == (["Local spelling", "When"], 0)
    again = performed(
        at, "check", PassengerFileRequest(source=source, columns=["native=Local spelling", "born=When"])
    )
    assert isinstance(again, FlightScreeningView)
    assert (again.unused, again.new, again.changed, again.fresh) == ([], 0, 1, 1)
    (kept,) = at.records(TRAVEL).find().records
    assert (kept.body.pushes, kept.body.rows["person"][0]["birth"]) == (1, "1988-02-14")
    (flight,) = at.records(FLIGHT).find().records
    assert (len(flight.body.messages), len(flight.body.travels)) == (1, 1)
    back = performed(at, "check", PassengerFileRequest(source=source))
    assert isinstance(back, FlightScreeningView)
    assert (back.new, back.changed) == (0, 1)
