"""One supervisor, a clock that was set ahead, or a row written past the program: none of them destroys what a
desk keeps. Two persons do, once, with everything in the log."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.access.verify import Verifier
from tahqiq.desk import NoQuestion, desk
from tahqiq.desk.clockwork import clocks_of, strike
from tahqiq.desk.derived_kinds import Stroke
from tahqiq.desk.destruction import (
    ConfirmedDestruction,
    DestructionWish,
    FileDestructionRequest,
    OneDestruction,
)
from tahqiq.desk.destruction_requests import ask, confirm, due, withdraw
from tahqiq.desk.inbox import inbox
from tahqiq.desks.passengers.retention.operations import ClockRequest, apply_law
from tahqiq.desks.passengers.screening.examples import SAMPLE_MESSAGE
from tahqiq.desks.passengers.screening.operations import screen_file
from tahqiq.desks.passengers.screening.requests import AirlineFileRequest
from tahqiq.desks.passengers.travels.record import TRAVEL
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Damaged, NotFound, Refused
from tahqiq.store.record_where import Between
from tahqiq.workbench import Workbench
from tests.desks.conftest import Turn, person, turn  # noqa: F401
from tests.seat import Seat
from tests.store.conftest import new_database, postgres_server  # noqa: F401 (fixtures)

from .conftest import client
from .harbour import ENGINES

TODAY = date(2031, 4, 2)
ORDER = FileDestructionRequest(order="Article 12", today=TODAY)


@pytest.fixture(params=ENGINES)
def at(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    turn: Turn,  # noqa: F811
    new_database: Callable[[], str],  # noqa: F811
) -> Iterator[Seat]:
    """The passengers' desk with one list of travellers, taken on the first of April 2026."""
    turn("2026-03-01T08:00")
    door = Door.found(tmp_path / "ws", new_database() if request.param == "postgres" else "", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    bench.open_desk("passengers")
    made = Seat(bench, desk("passengers"), desk("passengers").file, "work")
    turn("2026-04-01T09:00")
    source = bench.collect_made(
        SAMPLE_MESSAGE.encode(), "zz410.edi", bench.deposit(made.home, zone="Asia/Baghdad")
    ).source
    screen_file(made, AirlineFileRequest(source=source), None)
    yield made
    door.close()


def worked_on(at: Seat, turn: Turn, first: str, last: str) -> None:  # noqa: F811
    """Somebody is at work all the time until ``last``, and the files are as old as the log says."""
    day = date.fromisoformat(first)
    while day < date.fromisoformat(last):
        turn(f"{day}T09:00")
        at.bench.door.audit.read(at.actor, "look", "", at.home)
        day += timedelta(days=20)
    turn(f"{last}T09:00")
    for path in at.bench.workspace.root.rglob("*"):
        os.utime(path, (0, 0))


def sure(wish: DestructionWish, today: date = TODAY) -> ConfirmedDestruction:
    """A second person's word for a wish, on the day they say it is."""
    return ConfirmedDestruction(id=wish.id, today=today)


def left(at: Seat) -> tuple[int, list[str]]:
    """Versions with a body, and originals."""
    rows = at.bench.workspace.database.query(
        "SELECT COUNT(*) FROM shelf_record WHERE kind='passenger-travel' AND state<>'erased'"
    )
    return int(str(rows[0][0])), list(at.bench.workspace.originals.all())


def test_a_clock_in_a_far_year_destroys_nothing_and_its_return_opens_everything_again(
    at: Seat,
    turn: Turn,  # noqa: F811
) -> None:
    before = left(at)
    turn("2045-01-01T09:00")
    records = at.records(at.desk.kind("passengers-clock"))
    for periodic in clocks_of(at.desk):  # eighteen years of nights, in one go
        records.save(Stroke(clock=periodic.clock.name, done=clock.now() - timedelta(days=2)))
    assert [one.tick.due.date() for one in strike(at.bench.door, at.desk, clock.now(), "masking")][
        -1
    ] == date(2044, 12, 31)
    assert len(list(strike(at.bench.door, at.desk, clock.now()))) >= 1
    apply_law(at, ClockRequest(), None)
    assert left(at) == before
    assert at.records(TRAVEL).count() == {None: 0}  # closed to all reading
    second = person(at, "second", "supervisor")
    with pytest.raises(Conflict, match="set ahead"):
        ask(at, ORDER, None)
    assert due(second, NoQuestion(), None).why == "clock-jumped"
    turn("2026-04-03T09:00")
    assert [one.tick.due.date() for one in strike(at.bench.door, at.desk, clock.now(), "masking")] == [
        date(2026, 4, 2)
    ]
    assert at.records(TRAVEL).count() == {None: 1}
    assert [one.state for one in at.bench.sources()] == ["published"]
    with pytest.raises(Conflict, match="later time"):
        ask(at, ORDER, None)
    assert {finding.code for finding in Verifier(at.bench.door).verify().findings} <= {
        "clock-went-back"
    }  # which it says, and nothing else


def test_what_a_caller_says_of_the_day_does_nothing(at: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # requests are of now
    door = at.bench.door
    door.people.set_password("owner", "correct horse battery")
    before = left(at)
    page = client(door, "owner")
    answer = page.post("/api/v1/desks/passengers/clock", json={"as_of": "2099-01-01", "ahead": True})
    assert answer.status_code in (400, 422)
    answer = page.post("/api/v1/desks/passengers/clock", json={"as_of": "2099-01-01"})
    assert (answer.status_code, answer.json()["done"]) == (200, False)
    assert left(at) == before
    assert at.bench.workspace.database.query("SELECT COUNT(*) FROM erasure") == [(0,)]


def test_one_person_destroys_nothing(at: Seat, turn: Turn) -> None:  # noqa: F811
    worked_on(at, turn, "2026-04-01", "2031-04-02")
    before = left(at)
    apply_law(at, ClockRequest(), None)
    wish = ask(at, ORDER, None)
    with pytest.raises(Refused):
        confirm(at, sure(wish), None)
    with pytest.raises(Conflict):
        ask(at, ORDER, None)
    guardian = person(at, "guardian", "data-protection")
    assert guardian.bench.door.may(guardian.actor, "erase", at.home) is False
    assert left(at) == before
    second = person(at, "second", "supervisor")
    assert withdraw(second, OneDestruction(id=wish.id), None).state == "withdrawn"
    with pytest.raises(Conflict):
        confirm(second, sure(wish), None)
    assert left(at) == before


def test_two_persons_destroy_once_and_a_kill_in_between_is_gone_on_with(
    at: Seat,
    turn: Turn,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,  # noqa: F811, RUF100
) -> None:
    worked_on(at, turn, "2026-04-01", "2031-04-02")
    apply_law(at, ClockRequest(), None)
    wish = ask(at, ORDER, None)
    second = person(at, "second", "supervisor")
    rewrite = at.bench.workspace.records.rewrite

    def breaks(_made: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(at.bench.workspace.records, "rewrite", breaks)
    with pytest.raises(OSError, match="full"):
        confirm(second, sure(wish), None)
    monkeypatch.setattr(at.bench.workspace.records, "rewrite", rewrite)
    third = person(at, "third", "supervisor")
    with pytest.raises(Conflict):
        confirm(third, sure(wish), None)
    done = confirm(second, sure(wish), None)
    assert (done.state, done.waiting) == ("done", 0)
    assert left(at) == (0, [])
    assert due(at, NoQuestion(), None).wishes == []
    assert Verifier(at.bench.door).verify().holds


def test_a_clock_moved_in_steps_while_the_program_runs_destroys_nothing(
    at: Seat,
    turn: Turn,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,  # noqa: F811, RUF100
) -> None:
    """The timer that nobody sets has seen two hours."""
    timer = clock.steady() + 7200
    worked_on(at, turn, "2026-04-01", "2031-04-02")
    monkeypatch.setattr(clock, "_steady", lambda: timer)
    apply_law(at, ClockRequest(), None)
    before = left(at)
    with pytest.raises(Conflict, match="moved forward"):
        ask(at, ORDER, None)
    assert due(at, NoQuestion(), None).why == "clock-moved"
    assert left(at) == before


def test_a_clock_moved_in_steps_with_the_program_started_anew_each_time_meets_the_date_that_people_state(
    at: Seat,
    turn: Turn,  # noqa: F811
) -> None:
    """Nothing on the machine shows it. Either person who knows what day it is stops it, and the log says
    so."""
    worked_on(at, turn, "2026-04-01", "2031-04-02")  # in truth it is still April 2026
    apply_law(at, ClockRequest(), None)
    before, truth = left(at), date(2026, 4, 2)
    with pytest.raises(Conflict, match="You stated that today is 2 April 2026"):
        ask(at, FileDestructionRequest(order="Article 12", today=truth), None)
    wish = ask(at, ORDER, None)
    second = person(at, "second", "supervisor")
    with pytest.raises(Conflict, match="shows 2 April 2031"):
        confirm(second, sure(wish, truth), None)
    assert left(at) == before
    assert [
        (leaf.actor, leaf.act)
        for leaf in at.bench.door.audit.leaves()
        if leaf.result == "refused:clock-stated"
    ] == [
        (at.actor.id, "passengers.destruction-ask"),
        (second.actor.id, "passengers.destruction-confirm"),
    ]
    assert due(second, NoQuestion(), None).wishes[0].state == "asked"


def test_both_statements_of_the_day_are_in_the_record(at: Seat, turn: Turn) -> None:  # noqa: F811
    worked_on(at, turn, "2026-04-01", "2031-04-02")
    apply_law(at, ClockRequest(), None)
    wish = ask(at, ORDER, None)
    confirm(person(at, "second", "supervisor"), sure(wish), None)
    body = at.records(at.desk.kind("passengers-destruction")).get(wish.id).body
    assert (body.day, body.confirmed_on) == (TODAY, TODAY)


def test_overdue_destructions_are_in_the_inbox_of_the_data_protection_officer(
    at: Seat,
    turn: Turn,  # noqa: F811
) -> None:
    guardian = person(at, "guardian", "data-protection")
    label = "Destroy records whose term is over"

    def seen(by: Seat) -> list[tuple[str, str | None, datetime | None]]:
        shown = inbox(by, clock.now(), "en").items
        return [(one.why, one.standing, one.until) for one in shown if one.label == label]

    assert seen(guardian) == []
    worked_on(at, turn, "2026-04-01", "2031-04-05")
    apply_law(at, ClockRequest(), None)
    ((why, standing, until),) = seen(guardian)
    assert (why, standing) == ("deadline", "overdue")
    assert until is not None
    assert until.date() <= date(2031, 4, 3)
    wish = ask(at, FileDestructionRequest(order="Article 12", today=date(2031, 4, 5)), None)
    assert seen(guardian)
    confirm(person(at, "second", "supervisor"), sure(wish, date(2031, 4, 5)), None)
    assert seen(guardian) == []


def test_a_wish_that_somebody_wrote_past_the_program_destroys_nothing(at: Seat, turn: Turn) -> None:  # noqa: F811
    worked_on(at, turn, "2026-04-01", "2031-04-02")
    apply_law(at, ClockRequest(), None)
    wish = ask(at, ORDER, None)
    second = person(at, "second", "supervisor")
    before = left(at)
    with at.bench.workspace.database.transaction() as transaction:
        transaction.execute(
            "UPDATE shelf_record SET body=REPLACE(body, ?, ?) WHERE id=?",
            (at.actor.id, second.actor.id, wish.id),
        )
    with pytest.raises(Damaged):
        confirm(at, sure(wish), None)
    assert left(at) == before


def test_what_is_closed_is_in_no_answer(at: Seat, turn: Turn) -> None:  # noqa: F811
    (record,) = at.records(TRAVEL).find().records
    worked_on(at, turn, "2026-04-01", "2031-04-02")
    for look in (
        lambda: at.records(TRAVEL).get(record.id),
        lambda: at.records(TRAVEL).history(record.id),
        lambda: at.records(TRAVEL).save(
            record.body.model_copy(update={"pushes": 9}), "", record.id, record.version
        ),
    ):
        with pytest.raises(NotFound):
            look()
    assert at.records(TRAVEL).versions([record.id]) == {}
    assert (
        at.records(TRAVEL).find().records
        == at.records(TRAVEL).find({"transferred": Between(None, datetime(2027, 1, 1, tzinfo=UTC))}).records
        == ()
    )
