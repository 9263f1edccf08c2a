"""The reply to a passenger list: what is missing, at whom an officer looks, and never that somebody does not
board."""

from datetime import date

import pytest

from tahqiq.collect.collection_result import Collected
from tahqiq.collect.intake import Intake
from tahqiq.desks.passengers.flights.lookup import FlightBoardRequest
from tahqiq.desks.passengers.flights.operations import board
from tahqiq.desks.passengers.flights.record import FLIGHT
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.intake.flights import AT_ONCE
from tahqiq.desks.passengers.replies.operations import (
    AirlineMessageRequest,
    AnswerRequest,
    answer,
    answer_at_once,
)
from tahqiq.desks.passengers.risk_rules.operations import past_of, stored
from tahqiq.desks.passengers.risk_rules.past import Past
from tahqiq.desks.passengers.screening import counted_past
from tahqiq.desks.passengers.screening.counted_past import recent_past
from tahqiq.desks.passengers.screening.examples import SAMPLE_MESSAGE
from tahqiq.desks.passengers.screening.operations import screen_file
from tahqiq.desks.passengers.screening.requests import AirlineFileRequest
from tahqiq.desks.passengers.travels.record import TRAVEL
from tahqiq.kit.errors import Refused
from tahqiq.model.source import Deposit, Source
from tahqiq.workbench import collection_jobs
from tahqiq.workbench.upkeep import Upkeep
from tests.desks.conftest import Turn
from tests.desks.passengers.conftest import collected, listed, put_aside
from tests.seat import Seat

MORE = "NAD+FL+++TESTER:SALMA'ATT+2++F'DTM+329:900101'RFF+AVF:SMP4L2'DOC+P+X9000055'LOC+91+IRQ'NAD+FL+++NOPAPER:HUDA'ATT+2++F'CNT+42:3'"  # noqa: E501


def test_a_hit_is_looked_at_on_arrival_until_it_is_rejected_and_what_lacks_data_is_said(
    at: Seat, turn: Turn
) -> None:
    turn("2026-04-01T09:00")
    listed(at)
    source = collected(at, SAMPLE_MESSAGE.replace("CNT+42:1'", MORE), "zz410.edi")
    screen_file(at, AirlineFileRequest(source=source), None)
    told = answer(at, AnswerRequest(source=source), None)
    assert told.answers == {"2Z": 1, "0Z": 1, "4Z": 1}
    (text,) = told.messages
    assert [line for line in text.split("'\r\n") if line.startswith(("ERC", "RFF+AVF"))] == [
        "ERC+2Z",
        "RFF+AVF:SMP4L2",
        "ERC+0Z",
        "ERC+4Z",
    ]
    assert "1Z" not in text
    (hit,) = at.records(HIT).find().records
    put_aside(at, hit.id)
    assert answer(at, AnswerRequest(source=source), None).answers == {"0Z": 2, "4Z": 1}


def test_a_message_is_answered_at_once_and_nothing_of_it_is_lost(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T09:00")
    listed(at)
    for _ in range(2):  # what comes again changes nothing
        told = answer_at_once(at, AirlineMessageRequest(message=SAMPLE_MESSAGE), None)
        assert (told.answers, len(told.messages)) == ({"2Z": 1}, 1)
    (hit,) = at.records(HIT).find().records
    (travel,) = at.records(TRAVEL).find().records
    assert (travel.version, hit.body.travel) == (1, travel.id)
    assert at.bench.source(travel.body.source).name == "iapi.edi"


def _one(number: int) -> AirlineMessageRequest:
    return AirlineMessageRequest(
        message=SAMPLE_MESSAGE.replace("X9000001", f"X70000{number:02d}").replace(
            "KAREEM", f"KAREEM{'ABCDEFG'[number]}"
        )
    )


def test_what_was_answered_is_read_together_each_as_an_original_of_its_own(
    at: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = at.bench
    upkeep = Upkeep(bench.door, {})
    for number in range(5):
        answer_at_once(at, _one(number), None)
    assert len(bench.jobs.waiting()) == 1
    # the process ended in the middle of reading the first, and one of them can never be read
    waiting = bench.workspace.sources.unread(bench.scope(), at.home, AT_ONCE, bench.actor.id, 10)
    with bench.workspace.database.transaction() as transaction:
        transaction.execute("UPDATE source SET state='staging' WHERE no=?", (waiting[0].no,))
    read = Intake.read

    def damaged(
        self: Intake, source: Source, deposit: Deposit, mapping: str | None = None, depth: int = 0
    ) -> list[Collected]:
        if source.no == waiting[1].no:
            raise ValueError("a fault of the program")
        return read(self, source, deposit, mapping, depth)

    monkeypatch.setattr(Intake, "read", damaged)
    monkeypatch.setattr(collection_jobs, "TOGETHER", 3)  # the others in a further job
    done = 0
    while (no := upkeep.waiting()) is not None:
        upkeep.do(no)
        done += 1
    assert done == 2
    now = {one.no: one for one in bench.workspace.sources.all(bench.scope())}
    states = [now[one.no].state for one in waiting]
    assert states == ["published", "failed", "published", "published", "published"]
    assert all(now[one.no].records and now[one.no].statements for one in waiting if one is not waiting[1])
    assert [line[2] for line in bench.workspace.sources.custody_log(bench.scope(), waiting[4].no)] == [
        "deposited",
        "published",
    ]


def test_who_may_no_longer_deposit_reads_nothing_and_it_stays(
    at: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = at.bench
    answer_at_once(at, _one(1), None)
    (no,) = bench.jobs.waiting()
    with monkeypatch.context() as patched:
        patched.setattr(bench.door, "require", refusing)
        with pytest.raises(Refused):
            Upkeep(bench.door, {}).do(no)
    (left,) = bench.workspace.sources.unread(bench.scope(), at.home, AT_ONCE, bench.actor.id, 10)
    answer_at_once(at, _one(2), None)  # the next one has both read
    Upkeep(bench.door, {}).do(bench.jobs.waiting()[0])
    assert bench.workspace.sources.get(bench.scope(), left.no).state == "published"
    assert not bench.workspace.sources.unread(bench.scope(), at.home, AT_ONCE, bench.actor.id, 10)


def refusing(*_: object) -> None:
    raise Refused("refused-by-policy", action="deposit")


def test_a_flight_asked_about_traveller_by_traveller_is_one_line_with_their_sum(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T09:00")
    for name in ("KAREEM:JASIM", "SALMA", "HUDA", "HUDA"):  # the last comes again
        answer_at_once(
            at,
            AirlineMessageRequest(
                message=SAMPLE_MESSAGE.replace("KAREEM:JASIM", name).replace("X9000001", f"X{len(name):07d}")
            ),
            None,
        )
    (flight,) = at.records(FLIGHT).find().records
    (line,) = flight.body.messages
    assert (line.people, line.asked, len(flight.body.travels)) == (3, 3, 3)
    told = board(at, FlightBoardRequest(since=date(2026, 4, 1), until=date(2026, 4, 1)), None).flights[0]
    assert (told.people, told.lists) == (3, 3)
    screen_file(
        at, AirlineFileRequest(source=collected(at, SAMPLE_MESSAGE, "zz410.edi")), None
    )  # the list that comes at departure is a message of its own
    assert [one.asked for one in at.records(FLIGHT).find().records[0].body.messages] in ([3, 0], [0, 3])


def test_the_past_of_an_answer_at_once_is_counted_once_and_holds_what_came_since(
    at: Seat, turn: Turn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(number: str, mail: str) -> None:
        text = (
            SAMPLE_MESSAGE.replace("X9000001", number)
            .replace("KAREEM", number)
            .replace("ATT+2++M'", f"ATT+2++M'COM+{mail}:EM'")
        )
        answer_at_once(at, AirlineMessageRequest(message=text), None)

    def counts(past: Past) -> tuple[int, int]:
        return past.others("email", "one@sample.example", ""), past.others("email", "two@sample.example", "")

    turn("2026-04-01T09:00")
    asked("X1000001", "one@sample.example")
    assert counts(recent_past(at)) == (1, 0)
    with monkeypatch.context() as patched:  # from here on nothing is counted anew
        patched.setattr(counted_past, "_count_all", lambda _at: pytest.fail("counted anew"))
        turn("2026-04-01T09:05")
        for number in range(25):  # more than a page
            asked(f"X20000{number:02d}", "one@sample.example")
        assert counts(recent_past(at)) == (26, 0)
        asked("X1000001", "two@sample.example")  # the same traveller, changed
        assert counts(recent_past(at)) == counts(recent_past(at)) == (26, 1)
    turn("2026-04-01T09:11")
    assert counts(recent_past(at)) == counts(past_of(at, list(stored(at)))) == (25, 1)
