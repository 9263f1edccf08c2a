"""Questions that an admission left open are answered later."""

from datetime import datetime, timedelta

import pytest

from tahqiq.desk.records import one
from tahqiq.desks.custody.admissions.completion import AdmissionAnswersRequest, complete
from tahqiq.desks.custody.admissions.correction import AdmissionCorrectionRequest, correct
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.court_days.operations import CourtDayRequest, enter
from tahqiq.desks.custody.due_times.operations import ClocksRequest, clocks
from tahqiq.desks.custody.person_file.operations import PersonFileRequest, person
from tahqiq.desks.custody.releases.operations import ReleaseRequest, release
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


def test_what_is_open_is_one_number_with_what_the_file_lacks(at: Seat) -> None:
    answers = {"booking": "B-1", "children_asked": True, "kin_asked": True}
    answer = complete(at, AdmissionAnswersRequest.model_validate(answers), None)
    assert {"picture", "fingerprints", "property_items", "children", "next_of_kin"} <= set(answer.due)
    [held] = person(at, PersonFileRequest(person="P-1"), None).bookings
    [intake] = [
        one_.lacks
        for one_ in clocks(at, ClocksRequest(), None).clocks
        if one_.clock == "intake" and one_.person == "P-1"
    ]
    assert intake == held.due == answer.due
    with pytest.raises(TahqiqError) as error:
        complete(at, AdmissionAnswersRequest(booking="B-1", mother="سعاد"), None)
    assert error.value.code == "custody-question-answered"
    closed = AdmissionAnswersRequest(booking="B-1", children="لا أحد", next_of_kin="أخوه")
    assert not {"children", "next_of_kin"} & set(complete(at, closed, None).due)


def test_the_person_is_corrected_where_the_admission_is(at: Seat) -> None:
    asked = {"booking": "B-1", "name": "سلام جاسم كاظم", "born": "1985-03-12", "sex": "male", "reason": "خطأ"}
    correct(at, AdmissionCorrectionRequest.model_validate(asked), None)
    file = person(at, PersonFileRequest(person="P-1"), None)
    assert (file.name, file.born, file.sex) == ("سلام جاسم كاظم", "1985-03-12", "male")
    assert file.bookings[0].order == "O-1"


def test_injuries_ask_for_a_chart_and_a_referral(at: Seat) -> None:
    answer = complete(
        at, AdmissionAnswersRequest(booking="B-1", injuries=True, injuries_noted="كدمة في الذراع"), None
    )
    assert {"injuries_chart", "referred"} <= set(answer.due)
    referral = [one_ for one_ in clocks(at, ClocksRequest(), None).clocks if one_.clock == "referral"]
    assert [(one_.person, one_.standing) for one_ in referral] == [("P-1", "overdue")]
    complete(at, AdmissionAnswersRequest(booking="B-1", referred=ARRESTED.date()), None)
    assert not [one_ for one_ in clocks(at, ClocksRequest(), None).clocks if one_.clock == "referral"]


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({}, "custody-nothing-answered"),
        ({"order": "O-77"}, "custody-question-answered"),
        ({"arrested": ARRESTED.replace(hour=20)}, "moment-order"),
        ({"injuries": True}, "custody-injuries-words"),
        ({"court": "2026-04-30"}, "custody-court-before-admission"),
    ],
)
def test_it_is_refused(at: Seat, answers: dict[str, object], code: str) -> None:
    before = one(at, BOOKING, number="B-1")
    with pytest.raises(TahqiqError) as error:
        complete(at, AdmissionAnswersRequest.model_validate({"booking": "B-1", **answers}), None)
    assert error.value.code == code
    assert one(at, BOOKING, number="B-1").version == before.version


def test_an_answer_is_corrected_with_its_reason(at: Seat) -> None:
    made = correct(
        at,
        AdmissionCorrectionRequest(
            booking="B-1", order="O-7", property_items=["ساعة"], next_of_kin="أخوه", reason="كُتب خطأ"
        ),
        None,
    )
    file = person(at, PersonFileRequest(person="P-1"), None)
    [held] = file.bookings
    assert (held.order, held.property_items, file.next_of_kin) == ("O-7", ["ساعة"], "أخوه")
    assert [kept.body.order for kept in at.records(BOOKING).history(made.record)][-1] == "O-1"
    with pytest.raises(TahqiqError, match="No question"):
        correct(at, AdmissionCorrectionRequest(booking="B-1", reason="لا شيء"), None)


def test_who_was_released_is_released_once_and_goes_to_no_court(at: Seat) -> None:
    sits = ARRESTED + timedelta(days=30)
    enter(at, CourtDayRequest(person="P-1", court="محكمة", at=sits, purpose="trial"), None)
    assert person(at, PersonFileRequest(person="P-1"), None).court_days
    when = ARRESTED + timedelta(days=5)
    asked = ReleaseRequest(person="P-1", released=when, number="9/26", authority="محكمة", issued=when.date())
    release(at, asked, None)
    file = person(at, PersonFileRequest(person="P-1"), None)
    assert (file.court_days, file.bookings[0].release_order) == ([], "9/26")
    with pytest.raises(TahqiqError) as again:
        release(at, asked, None)
    assert (again.value.code, again.value.params["order"]) == ("custody-released-already", "9/26")
