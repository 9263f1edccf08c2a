"""What the inbox shows of the laboratory: its backlog by the day on which reports are wanted, and instruments
whose last sequence broke a limit."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tahqiq.desk.inbox import Item, inbox
from tahqiq.desks.lab.due_times.due import due
from tahqiq.desks.lab.examinations.ledger import Result
from tahqiq.desks.lab.examinations.operations import ExhibitRequest, IntakeRequest, correct, open_
from tahqiq.desks.lab.examinations.record import EXAMINATION
from tahqiq.desks.lab.instruments.operations import MaintenanceRequest, work
from tahqiq.desks.lab.instruments.record import DAY
from tahqiq.desks.lab.results.operations import ResultRequest, enter
from tahqiq.kit import clock
from tahqiq.model.kind import day_of
from tests.seat import Seat

from .seats import seated
from .test_reviews import person


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Seat]:
    """The owner at the desk in a case."""
    with seated(tmp_path, "Backlog") as made:
        yield made


def due_at(at: Seat) -> list[Item]:
    return [one for one in inbox(at, clock.now(), "en").items if one.why in ("deadline", "task")]


def test_the_backlog_is_told_by_the_day_on_which_a_report_is_wanted(at: Seat) -> None:
    first = open_(at, ExhibitRequest(case=at.home, exhibit="4/1", seizure="4/2026"), None)
    assert [(one.why, one.label, one.title, one.standing) for one in due_at(at)] == [
        ("task", "Examine exhibit 4/1", "4/2026", None)
    ]
    day = day_of(clock.now()) + timedelta(days=2)
    told = correct(
        at,
        IntakeRequest(case=at.home, examination=first.examination, version=first.version, due_on=day),
        None,
    )
    (line,) = due_at(at)
    assert (line.why, line.standing, line.kind, line.id) == (
        "deadline",
        "soon",
        EXAMINATION.name,
        first.examination,
    )
    assert line.until is not None
    assert day_of(line.until) == day
    result = Result(
        technique="colour-test", substance="amphetamine", outcome="positive", basis="reference-material"
    )
    enter(
        at,
        ResultRequest(case=at.home, examination=first.examination, version=told.version, result=result),
        None,
    )
    assert [one.label for one in due_at(at)] == ["Finish the examination of exhibit 4/1"]


def test_who_may_only_read_or_does_not_examine_has_no_backlog(at: Seat) -> None:
    open_(at, ExhibitRequest(case=at.home, exhibit="4/1"), None)
    assert list(due(person(at, "keeper", "data-protection"))) == []
    assert [one.label for one in due_at(person(at, "analyst", "analyst"))] == ["Examine exhibit 4/1"]


def test_the_backlog_of_one_case_does_not_show_in_another(at: Seat) -> None:
    open_(at, ExhibitRequest(case=at.home, exhibit="4/1"), None)
    other = at.elsewhere(at.bench.open_case("Other").id)
    assert due_at(other) == []


def test_an_instrument_that_broke_its_limits_waits_until_somebody_worked_on_it(at: Seat) -> None:
    desk = at.elsewhere(at.desk.file)
    day = DAY.example.model_copy(update={"in_control": False, "when": "2026-03-01T08:00:00Z"})
    desk.records(DAY).save(day)
    (line,) = due_at(desk)
    assert (line.title, line.to, line.why) == ("GCMS-1", "instrument?instrument=GCMS-1", "task")
    work(desk, MaintenanceRequest(instrument="GCMS-1", what="septum"), None)
    assert due_at(desk) == []
    desk.records(DAY).save(day.model_copy(update={"when": "2100-01-01T08:00:00Z"}))
    desk.records(DAY).save(day.model_copy(update={"when": "2100-01-02T08:00:00Z", "in_control": True}))
    assert due_at(desk) == []
