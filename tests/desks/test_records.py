"""Entries of a register: numbered, found, changed and ended in one way at every desk."""

from datetime import datetime, timedelta

import pytest

from tahqiq.desk.details import Details, made, stated
from tahqiq.desk.records import added, changed, ended, every, example_entry, one
from tahqiq.desks.custody.gate.record import GATE
from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tests.seat import Seat

BEGAN = datetime.fromisoformat("2026-05-01T14:00:00+03:00")


class GateDetails(Details):
    facility: str = stated("The facility.")
    at: datetime = stated("When.")
    sort: str = stated("Who or what.")
    who: str = stated("The name.")
    left: datetime | None = made("When they went out.", None)


class GateQuestion(GateDetails, needs=()):
    note: str = "of the question alone"


@pytest.fixture
def desk_name() -> str:
    return "custody"


@pytest.fixture
def asked() -> GateQuestion:
    return GateQuestion(facility="F01", at=BEGAN, sort="vehicle", who="نوزاد احمد")


def test_an_entry_has_the_next_number_what_was_stated_and_what_the_program_made(
    at: Seat, asked: GateQuestion
) -> None:
    with at.acting() as acting:
        first = added(acting, GATE, "G", asked, let_in_by="Officer 3")
        second = added(acting, GATE, "G", asked)
    assert [one_.body.number for one_ in every(at, GATE)] == ["G-000001", "G-000002"]
    assert (first.body.who, first.body.let_in_by, second.body.let_in_by) == ("نوزاد احمد", "Officer 3", "")


def test_an_entry_is_found_by_its_number(at: Seat, asked: GateQuestion) -> None:
    with at.acting() as acting:
        number = example_entry(acting, GATE, "G", purpose="Milk")
    assert one(at, GATE, number=number).body.purpose == "Milk"
    with pytest.raises(NotFound) as absent:
        one(at, GATE, number="G-9")
    assert (absent.value.code, absent.value.params["value"]) == ("custody-nothing-called", "G-9")


def test_a_change_is_the_next_version(at: Seat) -> None:
    with at.acting() as acting:
        number = example_entry(acting, GATE, "G")
        found = changed(acting, GATE, one(acting, GATE, number=number), purpose="Water")
    assert (found.version, found.body.purpose) == (2, "Water")


def test_what_began_ends_once_and_not_before(at: Seat) -> None:
    codes = {"began": "at", "twice": "custody-gate-left", "early": "custody-gate-early"}
    with at.acting() as acting:
        number = example_entry(acting, GATE, "G", at=BEGAN)
        with pytest.raises(WrongUse) as early:
            ended(acting, GATE, number, end={"left": BEGAN - timedelta(minutes=1)}, **codes)
        left = ended(acting, GATE, number, end={"left": BEGAN + timedelta(hours=1)}, **codes)
        with pytest.raises(Conflict) as twice:
            ended(acting, GATE, number, end={"left": BEGAN + timedelta(hours=2)}, **codes)
    assert left.body.left == BEGAN + timedelta(hours=1)
    assert (early.value.code, twice.value.code) == ("custody-gate-early", "custody-gate-left")
