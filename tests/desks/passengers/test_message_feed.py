"""The message feed: nothing is called silent without ground, and what was not imported is named."""

from datetime import UTC, datetime, timedelta

import pytest

from tahqiq.desks.passengers.airline_files.record import FILE
from tahqiq.desks.passengers.message_feed.operations import MessageFeedRequest, MessageFeedView, feed
from tahqiq.desks.passengers.screening.examples import SAMPLE_MESSAGE
from tahqiq.desks.passengers.screening.operations import screen_file
from tahqiq.desks.passengers.screening.requests import AirlineFileRequest
from tahqiq.desks.passengers.watchlists.operations import WatchlistEndRequest, end_watchlist
from tahqiq.desks.passengers.watchlists.record import WATCHLIST
from tahqiq.kit.errors import NotFound, Refused
from tests.desks.conftest import Turn, performed, person
from tests.desks.passengers.conftest import collected, listed, taken
from tests.desks.passengers.test_retention import BOOKING
from tests.seat import Seat

START = datetime(2026, 3, 1, 8, tzinfo=UTC)


def file(at: Seat, carrier: str, received: datetime) -> None:
    at.records(FILE).save(
        FILE.example.model_copy(update={"carriers": [carrier], "received": received, "sent": received})
    )


def now(at: Seat) -> MessageFeedView:
    return feed(at, MessageFeedRequest(), None)


def test_an_airline_is_silent_only_when_it_never_was_so_long(at: Seat, turn: Turn) -> None:
    for hours in (0, 6, 12, 20, 26):
        file(at, "ZZ", START + timedelta(hours=hours))
    file(at, "YY", START)
    turn("2026-03-02T17:00")  # 7 hours after the last; once it was 8
    told = {one.carrier: one for one in now(at).airlines}
    assert (told["ZZ"].pace, told["ZZ"].files, told["ZZ"].longest_seconds) == ("usual", 5, 8 * 3600)
    assert (told["YY"].pace, told["YY"].longest_seconds) == ("unknown", None)
    turn("2026-03-02T19:00")
    assert [(one.carrier, one.pace) for one in now(at).airlines] == [("ZZ", "silent"), ("YY", "unknown")]
    turn("2026-04-20T08:00")
    assert now(at).airlines == []


def test_an_airline_with_flights_and_no_message_in_these_days_is_named(at: Seat, turn: Turn) -> None:
    taken(at)
    turn("2026-04-20T08:00")
    (told,) = now(at).airlines
    assert (told.carrier, told.last, told.pace) == ("ZZ", None, "unknown")


def test_what_was_sealed_and_not_imported_is_named_and_lists_are_not(at: Seat) -> None:
    listed(at)
    taken(at)
    assert now(at).refused_count == 0
    source = collected(at, "no message at all", "garbage.edi")
    told = now(at)
    assert [(one.source, one.name, one.what) for one in told.refused] == [(source, "garbage.edi", "other")]
    assert told.last is not None


def test_a_list_that_was_ended_or_turned_down_is_no_document_without_an_import(at: Seat) -> None:
    listed(at)
    (kept,) = at.records(WATCHLIST).find().records
    end_watchlist(at, WatchlistEndRequest(id=kept.id), None)
    assert now(at).refused_count == 0


def test_a_bad_file_is_named_and_one_read_with_problems_says_which(at: Seat) -> None:
    bad = taken(at, "no message at all", "garbage.edi")
    month = taken(at, SAMPLE_MESSAGE.replace("189:2604010930", "189:2613010930"), "month.edi")
    told = now(at)
    assert [one.source for one in told.refused] == [bad]
    (faulty,) = told.faulty
    assert (faulty.source, faulty.name, faulty.carriers, faulty.problems) == (
        month,
        "month.edi",
        ["ZZ"],
        {"passengers-moment": 1},
    )
    assert "day or time" in faulty.sentences["passengers-moment"]


def test_a_table_loaded_by_hand_is_no_message_of_an_airline(at: Seat) -> None:
    taken(at, "name;flight;day\nKareem Alsample;ZZ411;2026-04-02\n", "people.csv")
    (kept,) = at.records(FILE).find().records
    assert (kept.body.table, kept.body.messages) == (True, 1)
    told = now(at)
    assert told.refused == []
    (airline,) = told.airlines
    assert (airline.carrier, airline.last, airline.messages, airline.files) == ("ZZ", None, 0, 0)


def test_a_flight_in_month_thirteen_is_told_at_its_segment(at: Seat) -> None:
    wrong = SAMPLE_MESSAGE.replace("189:2604010930", "189:2613010930")
    answer = screen_file(at, AirlineFileRequest(source=collected(at, wrong, "month.edi")), None)
    (problem,) = answer.problems
    assert (problem.code, problem.value) == ("passengers-moment", "2613010930")
    assert "6" in problem.place
    bookings = BOOKING.replace("TVL+030426", "TVL+031326")
    answer = screen_file(at, AirlineFileRequest(source=collected(at, bookings, "month2.edi")), None)
    assert "passengers-moment" in {one.code for one in answer.problems}


def test_only_who_reads_the_desk_sees_its_feed(at: Seat) -> None:
    assert performed(person(at, "officer", "analyst"), "feed", MessageFeedRequest())
    outside = at.bench.door.people.add("outside", "Outside", frozenset({"analyst"}), None, "test")
    stranger = Seat(type(at.bench)(at.bench.door, outside), at.desk, at.home, "work")
    with pytest.raises((Refused, NotFound)):
        performed(stranger, "feed", MessageFeedRequest())
    with pytest.raises((Refused, NotFound)):
        performed(person(at, "auditor", "auditor"), "feed", MessageFeedRequest())
