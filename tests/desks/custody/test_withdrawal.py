"""An admission of the wrong person is withdrawn by two people, and nobody is held nowhere."""

from datetime import datetime

import pytest

from tahqiq.desk import ActingDesktop, operation_of, perform
from tahqiq.desk.records import every, one
from tahqiq.desks.custody.admissions.withdrawal import (
    AdmissionWithdrawalRefusal,
    AdmissionWithdrawalRequest,
    OneBookingRequest,
    agree,
    keep,
    withdraw,
)
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.court_days.operations import CourtDayRequest, enter
from tahqiq.desks.custody.court_days.record import COURT_DAY
from tahqiq.desks.custody.due_times.operations import ClocksRequest, clocks
from tahqiq.desks.custody.people.record import PERSON, PersonFile
from tahqiq.desks.custody.person_file.operations import PersonFileRequest, person
from tahqiq.desks.custody.roll_call.operations import RollRequest, WhereaboutsRequest, roll, where
from tahqiq.kit.errors import TahqiqError
from tests.desks.conftest import Turn
from tests.desks.custody.conftest import HOUSE, imported
from tests.seat import Seat

NOW = datetime.fromisoformat("2026-05-06T11:00:00+03:00")


@pytest.fixture(autouse=True)
def house(at: Seat, turn: Turn) -> None:
    """P-1 and P-2 are held since the first of May, P-3 has a file."""
    imported(at, HOUSE)
    at.records(PERSON).save(PersonFile(number="P-3", name="سلام جاسم كاظم", sex="male"))
    turn("2026-05-06T08:00")


def _ask(at: ActingDesktop, instead: str = "") -> None:
    asked = AdmissionWithdrawalRequest(
        booking="B-1", really="other-person" if instead else "nobody", instead=instead, reason="خطأ في الشخص"
    )
    withdraw(at, asked, None)


def _on_the_roll(at: Seat) -> list[tuple[str, str]]:
    return [(one_.person, one_.place) for one_ in roll(at, RollRequest(at=NOW), None).people]


def test_it_stands_until_the_second_person_agrees(at: Seat) -> None:
    _ask(at, "P-3")
    assert _on_the_roll(at) == [("P-1", "F01/A/1/01"), ("P-2", "F01/A/1/02")]
    [waiting] = [one_ for one_ in clocks(at, ClocksRequest(), None).clocks if one_.clock == "withdrawal"]
    assert (waiting.person, waiting.standing) == ("P-1", "due")
    [held] = person(at, PersonFileRequest(person="P-1"), None).bookings
    assert held.withdrawal is not None
    assert (held.withdrawal.mine, held.withdrawal.instead_name) == (True, "سلام جاسم كاظم")
    with pytest.raises(TahqiqError) as error:  # who asked is not the second person
        perform(
            at.bench,
            at.desk,
            operation_of(at.desk, "admission-withdraw-agree"),
            OneBookingRequest(booking="B-1"),
        )
    assert error.value.code == "custody-withdrawal-own"


def test_the_booking_becomes_that_of_who_was_really_admitted(at: Seat) -> None:
    enter(
        at,
        CourtDayRequest(
            person="P-1",
            court="محكمة",
            at=datetime.fromisoformat("2026-05-12T10:00:00+03:00"),
            purpose="trial",
        ),
        None,
    )
    _ask(at, "P-3")
    answer = agree(at, OneBookingRequest(booking="B-1"), None)
    assert (answer.person, answer.withdrawn) == ("P-3", False)
    assert _on_the_roll(at) == [("P-2", "F01/A/1/02"), ("P-3", "F01/A/1/01")]
    assert {day.body.person for day in every(at, COURT_DAY)} == {"P-3"}
    assert person(at, PersonFileRequest(person="P-1"), None).bookings == []
    assert [kept.body.person for kept in at.records(BOOKING).history(answer.record)][-1] == "P-1"


@pytest.mark.parametrize("instead", ["", "P-2"])
def test_an_admission_of_nobody_is_no_stay_any_more(at: Seat, instead: str) -> None:
    """Also where the other person is held in a booking of their own: the person counts once."""
    _ask(at, instead)
    assert agree(at, OneBookingRequest(booking="B-1"), None).withdrawn
    assert _on_the_roll(at) == [("P-2", "F01/A/1/02")]
    early = datetime.fromisoformat("2026-05-03T12:00:00+03:00")
    assert [one_.person for one_ in roll(at, RollRequest(at=early), None).people] == ["P-2"]
    file = person(at, PersonFileRequest(person="P-1"), None)
    assert (file.place, file.no_cell, {one_.sort for one_ in file.moves}) == ("", False, {"withdrawn"})
    assert file.bookings[0].withdrawn
    assert where(at, WhereaboutsRequest(person="P-1", at=NOW.isoformat()), None).state == "not-held"


def test_it_is_kept_with_a_reason(at: Seat) -> None:
    _ask(at)
    keep(at, AdmissionWithdrawalRefusal(booking="B-1", reason="الصورة صورته"), None)
    body = one(at, BOOKING, number="B-1").body
    assert (body.withdrawal_asked, body.corrected, body.held) == ("", "الصورة صورته", True)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"really": "other-person"}, "custody-withdrawal-who"),
        ({"really": "other-person", "instead": "P-1"}, "custody-withdrawal-same"),
        ({"booking": "B-9"}, "custody-nothing-called"),
    ],
)
def test_it_is_refused(at: Seat, values: dict[str, str], code: str) -> None:
    asked = {"booking": "B-1", "really": "nobody", "reason": "خطأ", **values}
    with pytest.raises(TahqiqError) as error:
        withdraw(at, AdmissionWithdrawalRequest.model_validate(asked), None)
    assert error.value.code == code
