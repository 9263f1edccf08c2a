"""Who is on a flight and why, a booking in full, lists of documents and of cases, and the rule features that
rest on them."""

from datetime import date
from pathlib import Path

import pytest

from tahqiq.desk import perform
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.whole import whole
from tahqiq.desks.passengers.booking_file.operations import BookingRequest, booking_file
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.hits.statistics import ReportRequest, report
from tahqiq.desks.passengers.people_aboard.operations import people
from tahqiq.desks.passengers.risk_rules.features import of_traveller
from tahqiq.desks.passengers.risk_rules.operations import past_of, stored
from tahqiq.desks.passengers.screening.examples import SAMPLE_MESSAGE
from tahqiq.desks.passengers.screening.operations import screen_file
from tahqiq.desks.passengers.screening.requests import AirlineFileRequest, FlightScreeningRequest
from tahqiq.desks.passengers.travels.record import TRAVEL
from tahqiq.desks.passengers.watchlists.case_lists import CaseWatchlistRequest, watchlist_of_case
from tahqiq.desks.passengers.watchlists.examples import SAMPLE_LIST
from tahqiq.desks.passengers.watchlists.list_files import read_list_file
from tahqiq.desks.passengers.watchlists.operations import add_watchlist
from tahqiq.desks.passengers.watchlists.record import WatchlistRequest
from tahqiq.desks.passengers.watchlists.view import WatchlistView
from tahqiq.formats.passengers.kinds import PARTS
from tahqiq.kit.errors import NotFound, WrongUse
from tests.desks.conftest import Turn, person
from tests.desks.passengers.conftest import collected
from tests.desks.passengers.test_retention import BOOKING
from tests.seat import Seat

FLIGHT = FlightScreeningRequest(flight="ZZ410/2026-04-01/IST")


def listed(at: Seat, text: str = SAMPLE_LIST, name: str = "National") -> None:
    source = collected(at, text, f"{name}.csv")
    add_watchlist(
        at,
        WatchlistRequest(source=source, name=name, basis="Order 12", owner="Court", until=date(2099, 1, 1)),
        None,
    )


def test_the_people_of_a_flight_stand_with_why_and_a_masked_one_without_a_name(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T09:00")
    listed(at)
    screen_file(
        at,
        AirlineFileRequest(
            source=collected(
                at, SAMPLE_MESSAGE.replace("CNT+42:1", "NAD+FL+++ANOTHER:LAYLA'CNT+42:2"), "a.edi"
            )
        ),
        None,
    )
    told = people(at, FLIGHT, None)
    assert [(one.name, [why.why for why in one.hits]) for one in told.people] == [
        ("KAREEM JASIM ALSAMPLE", ["document"]),
        ("LAYLA ANOTHER", []),
    ]
    assert told.people[0].documents == ["X9000001"]
    with pytest.raises(NotFound):
        people(at, FlightScreeningRequest(flight="ZZ999"), None)
    (hit,) = at.records(HIT).find().records
    file = booking_file(at, BookingRequest(id=hit.body.travel), None)
    assert file.hits[0].id == hit.id
    assert [one.what for one in file.kept] == ["booking", "hit", "original"]
    assert {one.since.isoformat() for one in file.kept} == {"2026-04-01"}
    assert {(one.masks.isoformat(), one.last.isoformat()) for one in file.kept} == {
        ("2026-10-01", "2031-03-31")
    }
    assert told.people[0].kept_until.isoformat() == "2031-03-31"
    fields = {one.name for one in whole(at, TRAVEL.name, hit.body.travel, "en").fields}
    assert "key" not in fields


def test_a_booking_says_what_each_message_changed(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T09:00")
    screen_file(at, AirlineFileRequest(source=collected(at, BOOKING, "first.edi")), None)
    second = BOOKING.replace("260401:0810", "260401:0830").replace(
        "TVL+030426:0930:030426:1215+IST+BGW+ZZ+410:Y'",
        "TIF+STRANGER+NOOR:A:2'TVL+030426:0930:030426:1215+IST+BGW+ZZ+410:Y'",
    )
    screen_file(at, AirlineFileRequest(source=collected(at, second, "second.edi")), None)
    (record,) = at.records(TRAVEL).find().records
    told = booking_file(at, BookingRequest(id=record.id), None)
    assert (told.pushes, told.party_changes, [one.version for one in told.versions]) == (2, 1, [2, 1])
    assert told.versions[0].changed == ["person"]
    assert told.versions[0].part == PARTS["booking"].no
    assert told.versions[1].changed == []
    assert len({one.source for one in told.versions}) == 2


def test_a_list_of_documents_alone_is_a_list_and_a_table_without_either_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "documents.csv"
    path.write_text("passport number;reason\nX9000001;stolen\nX9000002;lost\n", "utf-8")
    entries = read_list_file(path).entries
    assert [(one.names, one.documents, one.reason) for one in entries] == [
        ([], ["X9000001"], "stolen"),
        ([], ["X9000002"], "lost"),
    ]
    path.write_text("colour;weight\nred;12\nblue;13\n", "utf-8")
    with pytest.raises(WrongUse):
        read_list_file(path)


def test_somebody_is_found_by_a_document_of_a_list_of_documents(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T09:00")
    listed(at, "document;reason\nX9000001;stolen in Basra\n", "Stolen documents")
    (hit,) = screen_file(at, AirlineFileRequest(source=collected(at, SAMPLE_MESSAGE, "a.edi")), None).hits
    assert (hit.why, hit.of_list, hit.listed, hit.reason) == (
        "document",
        "Stolen documents",
        "",
        "stolen in Basra",
    )


def test_a_list_is_made_of_a_case_by_who_belongs_to_it_and_what_is_handled_closely_stays(
    at: Seat, turn: Turn
) -> None:
    turn("2026-04-01T09:00")
    bench = at.bench
    case = bench.door.cases.open("Basra 12", at.actor.id)
    people_ = "name;passport;phone\nKareem Jasim Alsample;X9000001;+9647700000001\n"
    bench.collect_made(people_.encode(), "people.csv", bench.deposit(case.id, zone="Asia/Baghdad"))
    closely = "name;passport\nNoor Hidden;X9000009\n"
    bench.collect_made(
        closely.encode(),
        "closely.csv",
        bench.deposit(case.id, zone="Asia/Baghdad", handling_code="originator"),
    )
    wanted = CaseWatchlistRequest(case="Basra 12", basis="Order 12", owner="Court", until=date(2099, 1, 1))
    made = perform(
        bench, at.desk, at.desk.operation("lists-of-case"), wanted
    )  # as the program does it: the operation is about the case
    assert isinstance(made, WatchlistView)
    assert (made.case, made.people, made.in_use, bench.source(made.source).case) == (
        case.id,
        1,
        True,
        at.desk.file,
    )
    assert "X9000009" not in bench.workspace.originals.path(bench.source(made.source).sha256).read_text(
        "utf-8"
    )
    stranger = person(at, "stranger", "analyst")
    with pytest.raises(NotFound):
        watchlist_of_case(stranger, wanted, None)
    (hit,) = screen_file(at, AirlineFileRequest(source=collected(at, SAMPLE_MESSAGE, "a.edi")), None).hits
    assert (hit.why, hit.documents) == ("document", ["X9000001"])


def test_features_of_ways_parties_and_open_cases(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T09:00")
    round_about = BOOKING.replace(
        "TVL+030426:0930:030426:1215+IST+BGW+ZZ+410:Y'",
        "TVL+030426:0930:030426:1215+BGW+IST+ZZ+410:Y'RPI+1:HK'TVL+030426:1530:030426:1915+IST+DXB+ZZ+77:Y'",
    )
    screen_file(at, AirlineFileRequest(source=collected(at, round_about, "a.edi")), None)
    (body,) = stored(at)
    told = of_traveller(body, body.rows["person"][0], past_of(at, [body]))
    assert (told["detour"], told["one-way"], told["party-changes"], told["open-cases"]) == (3.33, True, 0, 0)
    case = at.bench.door.cases.open("Basra 12", at.actor.id)
    text = "name;phone\nSomebody Else;+964 770 000 0001\n"
    at.bench.collect_made(text.encode(), "people.csv", at.bench.deposit(case.id, zone="Asia/Baghdad"))
    watchlist_of_case(
        at, CaseWatchlistRequest(case=case.id, basis="Order 12", owner="Court", until=date(2099, 1, 1)), None
    )
    assert of_traveller(body, body.rows["person"][0], past_of(at, [body]))["open-cases"] == 1


@pytest.mark.slow
def test_the_report_tells_lists_and_rules_with_intervals_and_how_many_came(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T09:00")
    listed(at)
    screen_file(at, AirlineFileRequest(source=collected(at, SAMPLE_MESSAGE, "a.edi")), None)
    told = report(at, ReportRequest(), None)
    assert (told.people, told.rate, told.total.sort, told.total.low) == (1, 1.0, "all", None)
    (hit,) = at.records(HIT).find().records
    turn("2026-04-01T12:00")
    lives = Lives(at, HIT)
    for transition in ("take", "confirm"):
        lives.act(hit.id, transition, lives.of(hit).sha256, "Seen")
    (own,) = report(at, ReportRequest(), None).lists
    assert (own.sort, own.precision, own.low, own.high, own.hours, own.slowest) == (
        "list",
        1.0,
        0.2065,
        1.0,
        3.0,
        3.0,
    )
