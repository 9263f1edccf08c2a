"""Lists with their basis, hits as records, and a person who decides about each."""

from datetime import date, timedelta

import pytest

from tahqiq.desk import NoQuestion
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.tables import Table
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.hits.statistics import ReportRequest, report
from tahqiq.desks.passengers.screening.examples import SAMPLE_MESSAGE
from tahqiq.desks.passengers.screening.operations import FlightScreeningView, screen_file
from tahqiq.desks.passengers.screening.requests import AirlineFileRequest
from tahqiq.desks.passengers.watchlists.examples import SAMPLE_LIST
from tahqiq.desks.passengers.watchlists.operations import (
    WatchlistEndRequest,
    add_watchlist,
    end_watchlist,
    list_watchlists,
)
from tahqiq.desks.passengers.watchlists.record import WATCHLIST, WatchlistRequest
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound, Refused, TahqiqError, WrongUse
from tests.desks.conftest import Turn, person
from tests.desks.passengers.conftest import collected, put_aside, with_duty_telephone
from tests.seat import Seat


def used(at: Seat, until: date = date(2099, 1, 1), text: str = SAMPLE_LIST) -> str:
    source = collected(at, text, "national.csv")
    return add_watchlist(
        at,
        WatchlistRequest(source=source, name="National", basis="Order 12", owner="Court", until=until),
        None,
    ).id


def test_a_courier_is_found_across_scripts_and_once(at: Seat) -> None:
    used(at)
    message = AirlineFileRequest(source=collected(at, SAMPLE_MESSAGE, "zz410.edi"))
    first = screen_file(at, message, None)
    assert (first.travellers, [one.entries for one in first.lists], first.fresh) == (1, [1], 1)
    assert [(one.listed, one.state, one.row) for one in first.hits] == [("كريم جاسم السامبل", "new", 8)]
    (hit,) = at.records(HIT).find().records
    assert (hit.body.listed, hit.body.why, hit.body.birth, hit.body.documents) == (
        "كريم جاسم السامبل",
        "document",
        "same-year",
        ["X9000001"],
    )
    assert (hit.body.flight, hit.body.row) == ("ZZ410/2026-04-01/IST", 8)
    assert hit.body.parts
    again = screen_file(at, message, None)
    assert (again.fresh, again.known, [one.id for one in again.hits]) == (0, 1, [hit.id])


def test_a_list_is_used_until_its_day_and_until_it_is_ended(at: Seat) -> None:
    yesterday = clock.now().date() - timedelta(days=1)
    used(at, yesterday)
    message = AirlineFileRequest(source=collected(at, SAMPLE_MESSAGE, "zz410.edi"))
    assert screen_file(at, message, None).lists == []
    later = used(at)
    assert [one.in_use for one in list_watchlists(at, NoQuestion(), None).lists] == [False, True]
    end_watchlist(at, WatchlistEndRequest(id=later, version=at.records(WATCHLIST).get(later).version), None)
    assert screen_file(at, message, None).lists == []


def test_a_list_without_people_and_a_source_of_another_case_are_refused(at: Seat) -> None:
    empty = collected(at, "name;reason\n;\n;\n", "empty.csv")
    with pytest.raises(WrongUse):
        add_watchlist(
            at,
            WatchlistRequest(source=empty, name="N", basis="Order", owner="Court", until=date(2099, 1, 1)),
            None,
        )
    elsewhere = at.bench.collect_made(
        SAMPLE_MESSAGE.encode(),
        "b.edi",
        at.bench.deposit(at.bench.open_case("Other").id, zone="Asia/Baghdad"),
    ).source
    with pytest.raises(NotFound):
        screen_file(at, AirlineFileRequest(source=elsewhere), None)


def test_what_was_rejected_is_not_asked_again_on_the_next_flight(at: Seat) -> None:
    used(at)
    screen_file(at, AirlineFileRequest(source=collected(at, SAMPLE_MESSAGE, "zz410.edi")), None)
    (hit,) = at.records(HIT).find().records
    assert set(Lives(at, HIT).of(hit).may) >= {"take"}
    put_aside(at, hit.id)
    told = screen_file(
        at,
        AirlineFileRequest(source=collected(at, SAMPLE_MESSAGE.replace("260401", "260402"), "next.edi")),
        None,
    )
    assert (told.hits, told.fresh, told.remembered) == ([], 0, 1)


def test_nobody_puts_an_exact_hit_aside_alone(at: Seat) -> None:
    with_duty_telephone(at)
    used(at)
    screen_file(at, AirlineFileRequest(source=collected(at, SAMPLE_MESSAGE, "zz410.edi")), None)
    (hit,) = at.records(HIT).find().records
    assert hit.body.exact
    lives = Lives(at, HIT)
    seen = lives.of(hit).sha256
    with pytest.raises(TahqiqError) as alone:
        lives.act(hit.id, "reject", seen, "Another mother's name")
    assert alone.value.code == "flow-guard-broken"
    for transition in ("confirm", "refer"):
        lives.act(hit.id, transition, seen, "The card was looked at")
    with pytest.raises(TahqiqError) as after_all:
        lives.act(hit.id, "withdraw", seen, "Another mother's name")
    assert after_all.value.code == "flow-guard-broken"
    for transition in ("take-back", "doubt"):
        lives.act(hit.id, transition, seen, "Another mother's name")
    with pytest.raises(Refused):
        lives.act(hit.id, "agree-doubt", seen, "alone")
    second = person(at, "second", "analyst")
    other = Lives(second, HIT)
    other.act(hit.id, "look-again", seen, "The mother's name is not on the list")
    assert other.of(hit).standing.state == "review"


def test_a_near_name_without_a_document_is_put_aside_by_one(at: Seat) -> None:
    used(at, text=SAMPLE_LIST.replace("X9000001", ""))
    screen_file(at, AirlineFileRequest(source=collected(at, SAMPLE_MESSAGE, "zz410.edi")), None)
    (hit,) = at.records(HIT).find().records
    assert not hit.body.exact
    lives = Lives(at, HIT)
    lives.act(hit.id, "reject", lives.of(hit).sha256, "Another mother's name")
    assert lives.of(hit).standing.state == "rejected"


def test_nobody_refers_alone(at: Seat) -> None:
    with_duty_telephone(at)
    used(at)
    screen_file(at, AirlineFileRequest(source=collected(at, SAMPLE_MESSAGE, "zz410.edi")), None)
    (hit,) = at.records(HIT).find().records
    lives = Lives(at, HIT)
    seen = lives.of(hit).sha256
    with pytest.raises(TahqiqError):
        lives.act(hit.id, "refer", seen, "straight away")
    for transition in ("take", "confirm", "refer"):
        lives.act(hit.id, transition, seen, "The card was looked at")
    with pytest.raises(Refused):
        lives.act(hit.id, "agree", seen, "alone")
    assert lives.of(hit).standing.state == "asked"


def test_the_report_counts_what_was_decided(at: Seat) -> None:
    used(at)
    for day in ("260401", "260402", "260403"):
        screen_file(
            at,
            AirlineFileRequest(source=collected(at, SAMPLE_MESSAGE.replace("260401", day), f"{day}.edi")),
            None,
        )
    first, second, _third = at.records(HIT).find(order="came").records
    lives = Lives(at, HIT)
    for transition in ("take", "confirm"):
        lives.act(first.id, transition, lives.of(first).sha256, "The card was looked at")
    put_aside(at, second.id)
    told = report(at, ReportRequest(), None)
    assert told.total.model_dump(exclude={"hours", "name"}) == {
        "hits": 3,
        "waiting": 1,
        "right": 1,
        "wrong": 1,
        "referred": 0,
        "by_document": 3,
        "precision": 0.5,
        "low": 0.0945,
        "high": 0.9055,
        "slowest": 0.0,
        "sort": "all",
        "titles": {},
    }
    assert told.total.hours is not None
    assert [one.name for one in told.lists] == ["National"]
    assert report(at, ReportRequest(until=date(2020, 1, 1)), None).total.precision is None


def test_hits_are_kept_five_years() -> None:
    assert HIT.until(HIT.example) == date(2031, 3, 31)


def test_the_report_counts_the_hits_that_the_register_shows_by_days_in_baghdad(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T22:30")  # the second of April in Baghdad
    used(at)
    screen_file(at, AirlineFileRequest(source=collected(at, SAMPLE_MESSAGE, "zz410.edi")), None)
    for day, hits in ((date(2026, 4, 1), 0), (date(2026, 4, 2), 1)):
        told = report(at, ReportRequest(since=day, until=day), None)
        came = {"from": day.isoformat(), "to": day.isoformat()}
        assert (told.total.hits, sum(one.hits for one in told.lists)) == (hits, hits)
        assert Table(at, "hits").page({"came": came}).total == hits
        assert Table(at, "hits").page({"came": came, "list": "National", "why": "document"}).total == hits


def test_a_file_that_is_no_message_says_what_it_is_and_one_that_was_here_when(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T09:00")

    def came(data: str, name: str) -> FlightScreeningView:
        return screen_file(at, AirlineFileRequest(source=collected(at, data, name)), None)

    table = came("name;born\nKareem Alsample;1988\nHuda Altest;1990\n", "people.csv")
    assert (table.what, table.travellers, table.before) == ("table", 0, None)
    assert came("Only a note.", "note.txt").what == "other"
    assert came("", "empty.csv").what == "empty"
    first = came(SAMPLE_MESSAGE, "zz410.edi")
    assert (first.what, first.before) == ("message", None)
    turn("2026-04-02T09:00")
    again = came(SAMPLE_MESSAGE, "zz410.edi").before
    assert again is not None
    assert again.date() == date(2026, 4, 1)
