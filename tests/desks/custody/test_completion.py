"""Questions that an admission left open are answered later."""

from datetime import datetime

import pytest

from tahqiq.desk.records import one
from tahqiq.desks.custody.admissions.completion import AdmissionAnswersRequest, complete
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.person_file.operations import PersonFileRequest, person
from tahqiq.kit.errors import TahqiqError
from tests.desks.conftest import Turn
from tests.desks.custody.conftest import HOUSE, imported
from tests.seat import Seat

ARRESTED = datetime.fromisoformat("2026-05-01T09:00:00+03:00")


@pytest.fixture(autouse=True)
def house(at: Seat, turn: Turn) -> None:
    """The house, some days after both admissions."""
    imported(at, HOUSE)
    turn("2026-05-06T08:00")


def test_what_was_left_open_is_answered_and_leaves_the_list(at: Seat) -> None:
    before = one(at, BOOKING, number="B-1").body
    answer = complete(
        at, AdmissionAnswersRequest(booking="B-1", arrested=ARRESTED, injuries=False, lawyer="سعاد"), None
    )
    [held] = person(at, PersonFileRequest(person="P-1"), None).bookings
    assert held.due == answer.due
    assert not {"arrested", "injuries", "lawyer"} & set(answer.due)
    assert {"arrested_where", "property_listed"} <= set(answer.due)
    assert one(at, BOOKING, number="B-1").body == before.model_copy(
        update={"arrested": ARRESTED, "injuries": False, "lawyer": "سعاد"}
    )


def test_injuries_ask_for_a_chart_and_a_referral(at: Seat) -> None:
    answer = complete(at, AdmissionAnswersRequest(booking="B-1", injuries=True), None)
    assert {"injuries_chart", "referred"} <= set(answer.due)


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({}, "custody-nothing-answered"),
        ({"order": "O-77"}, "custody-question-answered"),
        ({"arrested": ARRESTED.replace(hour=20)}, "moment-order"),
        ({"court": "2026-04-30"}, "custody-court-before-admission"),
    ],
)
def test_it_is_refused(at: Seat, answers: dict[str, object], code: str) -> None:
    before = one(at, BOOKING, number="B-1")
    with pytest.raises(TahqiqError) as error:
        complete(at, AdmissionAnswersRequest.model_validate({"booking": "B-1", **answers}), None)
    assert error.value.code == code
    assert one(at, BOOKING, number="B-1").version == before.version
