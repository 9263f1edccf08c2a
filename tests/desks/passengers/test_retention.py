"""The law by construction: masked on the day, in the store; deleted on the day. Time is turned."""

import os
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from tahqiq.access.log_search import Wanted
from tahqiq.access.verify import Verifier
from tahqiq.casework import masking
from tahqiq.desk import NoQuestion
from tahqiq.desk.clockwork import strike
from tahqiq.desk.destruction import ConfirmedDestruction, FileDestructionRequest
from tahqiq.desk.destruction_requests import ask as ask_destruction
from tahqiq.desk.destruction_requests import confirm, due
from tahqiq.desk.inbox import inbox
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.retention.operations import ClockRequest, apply_law
from tahqiq.desks.passengers.screening.examples import SAMPLE_MESSAGE
from tahqiq.desks.passengers.travels.record import TRAVEL
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, Refused
from tahqiq.store.database import Database
from tests.conformance.faults import Fault, failing, state
from tests.desks.conftest import Turn, person
from tests.desks.passengers.conftest import collected, listed, taken
from tests.seat import Seat

NAMES = ("ALSAMPLE", "X9000001", "1988-02-14", "JASIM")
BOOKING = (
    "UNB+IATA:1+ZZ+PIU+260401:0810+7'UNH+1+PNRGOV:13:1:IA'MSG+:22'ORG+ZZ:IST'TVL+030426:0930:030426:1215+IST+BGW+ZZ+410'EQN+1'SRC'RCI+ZZ:SMP4L1::250326:1010'"
    "SSR+CTCM:HK:1:ZZ:::::9647700000001'TIF+ALSAMPLE+KAREEM "
    "JASIM:A:1'SSR+DOCS:HK::ZZ:::::P/IRQ/X9000001/IRQ/14FEB88/M/01JAN30/ALSAMPLE/KAREEM'"
    "TVL+030426:0930:030426:1215+IST+BGW+ZZ+410:Y'RPI+1:HK'UNT+13+1'UNZ+1+7'"
)


def kept_anywhere(root: Path, words: tuple[str, ...]) -> list[str]:
    """Files of the workspace in which one of the words stands."""
    found = []
    for path in root.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found += [f"{path.relative_to(root)}: {word}" for word in words if word.encode() in data]
    return found


def checkpointed(at: Seat) -> Database:
    database = at.bench.workspace.database
    database.scrub()
    return database


def test_a_traveller_is_masked_on_the_day_in_the_store_and_not_before(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T09:00")
    taken(at)
    turn("2026-09-30T09:00")
    assert (apply_law(at, ClockRequest(), None).masked, apply_law(at, ClockRequest(), None).originals) == (
        0,
        0,
    )
    (record,) = at.records(TRAVEL).find().records
    assert record.body.rows["person"][0]["surname"] == "ALSAMPLE"
    assert kept_anywhere(at.bench.workspace.root, NAMES[:2])
    turn("2026-10-01T03:00")
    told = apply_law(at, ClockRequest(), None)
    assert (told.masked, told.over, told.originals) == (1, 0, 1)
    (masked,) = at.records(TRAVEL).find().records
    assert (masked.body.rows, masked.body.masked, masked.body.flights) == (
        {},
        date(2026, 10, 1),
        ["ZZ410/2026-04-01/IST"],
    )
    checkpointed(at)
    with pytest.raises(NotFound, match="nobody reads it"):
        at.bench.original(record.body.source)
    assert at.bench.rows(record.body.source).rows == ()
    assert at.bench.search("ALSAMPLE").total == 0
    assert Verifier(at.bench.door).verify().holds
    assert apply_law(at, ClockRequest(), None).originals == 0


def test_the_clock_does_nothing_twice_and_goes_on_where_it_was_broken_off(
    at: Seat, turn: Turn, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn("2026-04-01T09:00")
    taken(at, BOOKING)
    taken(
        at,
        BOOKING.replace("260401:0810", "260401:0830").replace("9647700000001", "9647700000002"),
        "again.edi",
    )
    (record,) = at.records(TRAVEL).find().records
    assert (record.version, record.body.pushes) == (2, 2)
    turn("2026-10-02T03:00")
    rewrite = at.bench.workspace.records.rewrite
    calls: list[str] = []

    def breaks(made: object) -> None:
        if calls:
            raise OSError("the disk is full")
        calls.append("")
        rewrite(made)  # type: ignore[arg-type]

    monkeypatch.setattr(at.bench.workspace.records, "rewrite", breaks)
    with pytest.raises(OSError, match="full"):
        apply_law(at, ClockRequest(), None)
    monkeypatch.setattr(at.bench.workspace.records, "rewrite", rewrite)
    assert apply_law(at, ClockRequest(), None).masked == 1
    again = apply_law(at, ClockRequest(), None)
    assert (again.masked, again.over, again.originals) == (0, 0, 0)
    assert all(one.body.rows == {} for one in at.records(TRAVEL).versions([record.id])[record.id])
    assert Verifier(at.bench.door).verify().holds


def test_a_stroke_of_which_any_writing_fails_leaves_what_was_before(
    at: Seat, turn: Turn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each writing of each night's masking clock in turn: the traveller, its earlier version, the hit."""
    turn("2026-04-01T09:00")
    listed(at)
    taken(at, BOOKING)
    again = BOOKING.replace("260401:0810", "260401:0830").replace("9647700000001", "9647700000002")
    taken(at, again, "again.edi")
    turn("2026-09-30T03:00")
    door = at.bench.door
    list(strike(door, at.desk, clock.now(), "masking"))
    turn("2026-10-01T03:00")
    before, failed, place = state(door), list[str](), 1
    while not failed or not failed[-1].startswith("DELETE FROM named_lock"):
        struck = 0
        with failing(monkeypatch, door.workspace.database.engine, place) as written, suppress(Fault):
            for _ in strike(door, at.desk, clock.now(), "masking"):
                struck, before = struck + 1, state(door)
        failed.append(written[place - 1])
        place = 1 if struck else place + 1
        after = state(door)
        assert sorted(name for name in after if after[name] != before[name]) == [], failed[-1]
        assert Verifier(door).verify().holds
    assert failed.count("UPDATE shelf_record SET body=?,") >= 2, failed
    assert all(one.body.rows == {} for one in at.records(TRAVEL).find().records)


def test_an_outage_is_caught_up_by_the_nights_that_were_missed(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T09:00")
    taken(at)
    turn("2026-10-20T12:00")
    struck = [
        one for _ in range(2) for one in strike(at.bench.door, at.desk, clock.now(), "masking") if one.changed
    ]  # 200 nights at a time
    assert [one.tick.due.date() for one in struck] == [date(2026, 9, 30)]  # 02:00 of 1 October in Baghdad
    assert [one.changed for one in strike(at.bench.door, at.desk, clock.now(), "masking")] == []
    (leaf,) = at.bench.door.audit.search.latest(Wanted(act=masking.MASK, kind="acts"))
    (record,) = at.records(TRAVEL).find().records
    assert leaf.object == f"{record.id}/due=2026-10-01/clock=2026-10-01"


def passed(at: Seat, turn: Turn, since: str, to: str) -> None:
    """Time goes by with somebody at work: the log has something of every few weeks."""
    day = date.fromisoformat(since)
    while (day := day + timedelta(days=25)) < date.fromisoformat(to[:10]):
        turn(f"{day}T09:00")
        at.records(TRAVEL).count()
        at.bench.door.audit.read(at.actor, "look", "", at.home)
    turn(to)


def aged(at: Seat) -> None:
    """The files of the workspace are old: this test's time is not the machine's."""
    for path in at.bench.workspace.root.rglob("*"):
        os.utime(path, (0, 0))


def test_five_years_after_transfer_nobody_reads_it_and_two_persons_destroy_it(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T09:00")
    listed(at)
    taken(at)
    (record,) = at.records(TRAVEL).find().records
    passed(at, turn, "2026-04-01", "2031-03-31T12:00")
    assert apply_law(at, ClockRequest(), None).over == 0
    assert at.records(TRAVEL).count()[None] == at.records(HIT).count()[None] == 1
    turn("2031-04-01T03:00")
    assert apply_law(at, ClockRequest(), None).over == 3  # the record of the file too
    assert at.records(TRAVEL).count() == at.records(HIT).count() == {None: 0}
    with pytest.raises(NotFound):
        at.records(TRAVEL).get(record.id)
    assert Verifier(at.bench.door).verify().holds
    told = due(at, NoQuestion(), None)
    assert (told.total, told.by_kind, len(told.originals), told.trusted) == (
        3,
        {"passenger-file": 1, "passenger-hit": 1, "passenger-travel": 1},
        1,
        True,
    )
    guardian = person(at, "guardian", "data-protection")
    assert [one.label for one in inbox(guardian, clock.now(), "en").items if not one.kind] == [
        "Destroy records whose term is over"
    ]
    aged(at)
    wish = ask_destruction(at, FileDestructionRequest(order="Article 12", today=date(2031, 4, 1)), None)
    with pytest.raises(Refused, match="cannot confirm"):
        confirm(at, ConfirmedDestruction(id=wish.id, today=date(2031, 4, 1)), None)
    second = person(at, "second", "supervisor")
    assert (
        due(second, NoQuestion(), None).wishes[0].asked_by_name,
        due(second, NoQuestion(), None).wishes[0].mine,
    ) == ("owner", False)
    aged(at)
    done = confirm(second, ConfirmedDestruction(id=wish.id, today=date(2031, 4, 1)), None)
    assert (done.state, done.records, done.originals, done.waiting) == ("done", 3, 1, 0)
    assert [one.state for one in at.bench.sources() if one.id == record.body.source] == ["erased"]
    assert at.bench.workspace.database.query(
        "SELECT DISTINCT body FROM shelf_record WHERE kind='passenger-travel'"
    ) == [("{}",)]
    assert due(at, NoQuestion(), None).total == 0
    assert Verifier(at.bench.door).verify().holds
    with pytest.raises(Conflict):
        confirm(second, ConfirmedDestruction(id=wish.id, today=date(2031, 4, 1)), None)


def test_what_nobody_took_is_taken_before_its_original_is_closed(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T09:00")
    collected(at, SAMPLE_MESSAGE, "waiting.edi")
    assert at.records(TRAVEL).count()[None] == 0
    turn("2026-10-05T03:00")
    told = apply_law(at, ClockRequest(), None)
    assert (told.masked, told.originals) == (1, 1)


def test_a_day_that_a_caller_names_changes_nothing(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T09:00")
    taken(at)
    for day in (date(2026, 10, 1), date(2099, 1, 1), date(2020, 1, 1)):
        told = apply_law(at, ClockRequest(as_of=day), None)
        assert (told.done, told.masked) == (False, int(day.year != 2020))
    assert at.records(TRAVEL).find().records[0].body.masked is None
    with pytest.raises(ValidationError):
        ClockRequest.model_validate({"as_of": "2099-01-01", "ahead": True})


def test_a_hit_is_masked_too_and_what_was_decided_goes_on_to_hold(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T09:00")
    listed(at)
    taken(at)
    (hit,) = at.records(HIT).find().records
    lives = Lives(at, HIT)
    for transition in ("take", "confirm", "refer"):
        lives.act(hit.id, transition, lives.of(hit).sha256, "The card was looked at")
    turn("2026-10-01T03:00")
    assert apply_law(at, ClockRequest(), None).masked == 2
    (masked,) = at.records(HIT).find().records
    assert (masked.body.traveller, masked.body.born, masked.body.documents, masked.body.parts) == (
        "",
        "",
        [],
        [],
    )
    stands = Lives(at, HIT).of(masked)
    assert (stands.standing.state, stands.history.damaged) == ("asked", False)
    second = person(at, "second", "supervisor")
    assert Lives(second, HIT).act(masked.id, "agree", stands.sha256, "Order 12").standing.state == "referred"


def test_a_message_that_names_a_later_day_does_not_move_the_clock(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T09:00")
    taken(at, SAMPLE_MESSAGE.replace("260401:0810", "290101:0810"), "later.edi")
    (record,) = at.records(TRAVEL).find().records
    assert record.body.transferred == datetime.fromisoformat("2026-04-01T09:00:00+00:00")
