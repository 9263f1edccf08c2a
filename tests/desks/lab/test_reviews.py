"""Both reviews of an examination: three persons, and never before the ledger holds."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.access.verify import Verifier
from tahqiq.desk import desk
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.lab.balances.operations import example as balance
from tahqiq.desks.lab.examinations.operations import ExhibitRequest, open_
from tahqiq.desks.lab.examinations.record import EXAMINATION
from tahqiq.desks.lab.exhibit_acts.weighings import WeighingRequest, weigh
from tahqiq.desks.lab.exhibit_acts.withdrawals import WithdrawalRequest, withdraw
from tahqiq.desks.lab.reports.operations import ReportRequest, check, make
from tahqiq.desks.lab.reports.verification import ReportCheckRequest
from tahqiq.desks.lab.results.operations import ResultRequest, enter
from tahqiq.kit.errors import Conflict, TahqiqError, WrongUse
from tahqiq.model import kind
from tahqiq.workbench import Workbench
from tests.seat import Seat

from .test_ledger import result


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Seat]:
    """The owner at the desk in a case."""
    door = Door.found(tmp_path / "ws", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    bench.open_desk("lab")
    yield Seat(bench, desk("lab"), bench.open_case("Seizure").id, "work")
    door.close()


def person(at: Seat, login: str, *roles: str) -> Seat:
    """Somebody else at the same desk and case."""
    door = at.bench.door
    made = door.people.add(login, login.title(), frozenset(roles), None, "test")
    for place in (at.desk.file, at.home):
        door.cases.add_member(place, made.id, "test")
    return Seat(Workbench(door, made), at.desk, at.home, "work")


def act(at: Seat, identity: str, step: str, why: str = "") -> str:
    """Take a step with the record as it stands; gives back the state."""
    lives = Lives(at, EXAMINATION)
    lives.act(identity, step, lives.of(at.records(EXAMINATION).get(identity, case=at.home)).sha256, why)
    return lives.of(at.records(EXAMINATION).get(identity, case=at.home)).standing.state


def test_a_verdict_waits_for_the_ledger_and_for_two_other_persons(at: Seat) -> None:
    analyst, second, chief = (
        person(at, "analyst", "analyst"),
        person(at, "second", "analyst"),
        person(at, "chief", "supervisor"),
    )
    told = open_(analyst, ExhibitRequest(case=at.home, exhibit="4/1"), None)
    identity = told.examination
    with pytest.raises(TahqiqError):
        act(analyst, identity, "submit")  # nothing was entered
    told = enter(
        analyst,
        ResultRequest(case=at.home, examination=identity, version=1, result=result("mass-spectrum")),
        None,
    )
    assert [(one.holds, one.wanting) for one in told.standings] == [("unknown", ["second-technique"])]
    with pytest.raises(TahqiqError):
        act(analyst, identity, "submit")  # one technique
    enter(
        analyst,
        ResultRequest(case=at.home, examination=identity, version=2, result=result("gc-retention")),
        None,
    )
    assert act(analyst, identity, "submit") == "written"
    with pytest.raises(Conflict, match="already done for this content"):
        act(analyst, identity, "submit")
    with pytest.raises(TahqiqError):
        act(analyst, identity, "technical", "looked at it myself")
    assert act(second, identity, "technical", "spectra and blanks looked at") == "reviewed"
    with pytest.raises(TahqiqError):
        act(second, identity, "administrative", "complete")  # an analyst does not release
    assert act(chief, identity, "administrative", "complete") == "issued"
    with pytest.raises(WrongUse, match="was released"):
        enter(
            analyst,
            ResultRequest(case=at.home, examination=identity, version=3, result=result("infrared")),
            None,
        )


def test_a_result_entered_after_the_review_takes_it_back(at: Seat) -> None:
    analyst, second = person(at, "analyst", "analyst"), person(at, "second", "analyst")
    identity = open_(analyst, ExhibitRequest(case=at.home, exhibit="4/2"), None).examination
    for version, one in enumerate((result("mass-spectrum"), result("gc-retention")), 1):
        enter(analyst, ResultRequest(case=at.home, examination=identity, version=version, result=one), None)
    act(analyst, identity, "submit")
    assert act(second, identity, "technical", "looked at") == "reviewed"
    enter(
        analyst,
        ResultRequest(case=at.home, examination=identity, version=3, result=result("infrared", "negative")),
        None,
    )
    assert (
        Lives(at, EXAMINATION).of(at.records(EXAMINATION).get(identity, case=at.home)).standing.state
        == "examined"
    )


def test_a_program_that_knows_more_of_an_examination_takes_no_review_back(
    at: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyst, second, chief = (
        person(at, "third", "analyst"),
        person(at, "fourth", "analyst"),
        person(at, "head", "supervisor"),
    )
    told = open_(analyst, ExhibitRequest(case=at.home, exhibit="4/2"), None)
    for version, one in enumerate((result("mass-spectrum"), result("gc-retention")), 1):
        enter(
            analyst,
            ResultRequest(case=at.home, examination=told.examination, version=version, result=one),
            None,
        )
    act(analyst, told.examination, "submit")
    act(second, told.examination, "technical", "looked at")
    assert act(chief, told.examination, "administrative", "complete") == "issued"
    record = at.records(EXAMINATION).get(told.examination, case=at.home)
    before = Lives(at, EXAMINATION).of(record)
    later = kind.written(record.body)[:-1] + ',"zz":""}'
    monkeypatch.setattr(
        kind, "written", lambda _body: later
    )  # what a program would write that knows a field more
    after = Lives(at, EXAMINATION).of(record)
    assert (after.standing.state, after.standing.lapsed, after.sha256) == ("issued", False, before.sha256)
    assert [one.sha256 for one in after.history.steps] == [before.sha256] * 3
    assert after.history.damaged == before.history.damaged


def released(at: Seat) -> tuple[str, Seat, Seat, Seat]:
    """An examination with a weight whose report was released: its id, analyst, second analyst, supervisor."""
    people = (
        person(at, "analyst", "analyst"),
        person(at, "second", "analyst"),
        person(at, "chief", "supervisor"),
    )
    analyst, second, chief = people
    kept = open_(analyst, ExhibitRequest(case=at.home, exhibit="4/1"), None)
    for technique in ("mass-spectrum", "gc-retention"):
        asked = ResultRequest(case=at.home, examination="4/1", version=kept.version, result=result(technique))
        kept = enter(analyst, asked, None)
    balance(at.elsewhere(at.desk.file))
    weighed = WeighingRequest(
        case=at.home, examination="4/1", version=kept.version, grams="2.3000", balance="B-2"
    )
    weigh(analyst, weighed, None)
    act(analyst, kept.examination, "submit")
    act(second, kept.examination, "technical", "looked at")
    assert act(chief, kept.examination, "administrative", "complete") == "issued"
    return kept.examination, *people


def test_a_reported_weight_is_withdrawn_only_once_two_people_took_the_release_back(at: Seat) -> None:
    identity, analyst, second, chief = released(at)
    report = ReportRequest(exhibit="4/1", case=at.home, language="en")
    issued = make(chief, report, None)
    checked = ReportCheckRequest(
        case=at.home, sha256=issued.sha256, seal=base64.b64decode(issued.seal.data).decode()
    )
    asked = WithdrawalRequest(
        case=at.home,
        examination="4/1",
        version=4,
        measurement="weighing",
        number=1,
        reason="the pan was dirty",
    )
    with pytest.raises(WrongUse, match="was released"):
        withdraw(analyst, asked, None)
    with pytest.raises(WrongUse):
        act(analyst, identity, "recall")  # no reason
    assert act(analyst, identity, "recall", "the weight is wrong") == "recalling"
    with pytest.raises(WrongUse, match="was released"):
        withdraw(analyst, asked, None)
    assert check(chief, checked, None).unchanged  # it stands until somebody else agrees
    for step in ("reopen", "keep"):
        with pytest.raises(TahqiqError):
            act(analyst, identity, step, "I agree with myself")
    assert act(second, identity, "keep", "looked again: it is right") == "issued"
    assert act(analyst, identity, "recall", "the pan was dirty") == "recalling"
    assert act(second, identity, "reopen", "seen in the log of the balance") == "examined"
    with pytest.raises(Conflict, match="was taken back"):
        check(chief, checked, None)
    told = withdraw(analyst, asked, None)
    assert told.weighings[0].withdrawn is not None
    act(analyst, identity, "submit")
    act(second, identity, "technical", "looked at")
    assert act(chief, identity, "administrative", "complete") == "issued"
    with pytest.raises(Conflict, match="was replaced"):
        check(chief, checked, None)
    assert make(chief, report, None).released
    assert Verifier(at.bench.door).verify().holds
