"""Court days: entered, changed, postponed, and shown on a calendar beside what admissions and moves say."""

from datetime import date, datetime, timedelta

import pytest

from tahqiq.desk.records import changed, one
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.court_days.calendar import CourtDaysRequest, CourtDaysView, court_days
from tahqiq.desks.custody.court_days.operations import (
    CourtDayAnswer,
    CourtDayChangeRequest,
    CourtDayRequest,
    CourtDayResultRequest,
)
from tahqiq.desks.custody.court_days.record import COURT_DAY
from tahqiq.desks.custody.moves.arrival import MoveArrivalRequest
from tahqiq.desks.custody.moves.operations import MoveRequest
from tahqiq.desks.custody.person_file.operations import PersonFileRequest, person
from tahqiq.desks.custody.residents.operations import ResidentsRequest, residents
from tahqiq.kit.errors import Conflict, WrongUse
from tests.desks.conftest import Turn, performed
from tests.desks.custody.conftest import HOUSE, imported
from tests.seat import Seat

SITS = datetime.fromisoformat("2026-05-12T10:30:00+03:00")
COURT = "محكمة تحقيق الكرخ"


@pytest.fixture
def house(at: Seat, turn: Turn) -> Seat:
    turn("2026-05-10T06:00")
    imported(at, HOUSE)
    return at


def asked(**values: object) -> CourtDayRequest:
    given = {"person": "P-1", "court": COURT, "at": SITS, "purpose": "detention", **values}
    return CourtDayRequest.model_validate(given)


def entered(seat: Seat, **values: object) -> CourtDayAnswer:
    answer = performed(seat, "court-day", asked(**values))
    assert isinstance(answer, CourtDayAnswer)
    return answer


def result(at: Seat, number: str, state: str, outcome: str = "قرار", **more: object) -> CourtDayAnswer:
    question = CourtDayResultRequest.model_validate(
        {"number": number, "state": state, "outcome": outcome, **more}
    )
    answer = performed(at, "court-day-result", question)
    assert isinstance(answer, CourtDayAnswer)
    return answer


def told(at: Seat, **values: object) -> CourtDaysView:
    return court_days(at, CourtDaysRequest.model_validate({"facility": "F01", **values}), None)


def test_a_day_stands_on_the_calendar_with_its_hours_and_where_the_person_is(house: Seat) -> None:
    made = entered(house, leaves=SITS - timedelta(hours=2), escort="مفرزة 3", summons="41/2026")
    (day,) = told(house).days
    assert day.day == "2026-05-12"
    (line,) = day.people
    assert (line.number, line.name, line.court, line.place) == (
        made.number,
        "سلام جاسم كاظم",
        COURT,
        "F01/A/1/01",
    )
    assert (line.source, line.state, line.at, line.left) == ("court-day", "planned", SITS.isoformat(), None)
    assert [one.at for one in person(house, PersonFileRequest(person="P-1"), None).court_days] == [
        SITS.isoformat()
    ]
    assert told(house, since="2026-05-13").days == []


def test_hours_are_in_order_and_a_second_entry_is_recognised(house: Seat) -> None:
    for leaves in (SITS + timedelta(minutes=1), SITS - timedelta(days=2)):
        with pytest.raises(WrongUse) as refused:
            entered(house, leaves=leaves)
        assert refused.value.code == "custody-court-leaves"
    made = entered(house)
    with pytest.raises(Conflict, match=made.number) as twice:
        entered(house, at=SITS + timedelta(hours=1))
    assert twice.value.code == "custody-court-day-there"
    entered(house, court="محكمة أخرى")
    entered(house, person="P-2")


def test_what_an_admission_stated_stands_without_an_hour_until_a_day_is_entered(house: Seat) -> None:
    changed(house, BOOKING, one(house, BOOKING, number="B-2"), court=date(2026, 5, 12))
    (line,) = told(house).days[0].people
    assert (line.person, line.source, line.at, line.court) == ("P-2", "booking", None, "")
    entered(house, person="P-2")
    (line,) = told(house).days[0].people
    assert (line.source, line.at) == ("court-day", SITS.isoformat())


def test_a_move_to_court_says_who_went_and_came_back(house: Seat, turn: Turn) -> None:
    (day,) = told(house, since="2026-05-04", until="2026-05-04").days
    (line,) = day.people
    assert (line.source, line.person, line.state) == ("move", "P-1", "no-result")
    made = entered(house)
    turn("2026-05-12T09:00")
    went = MoveRequest(
        person="P-1",
        sort="court",
        place=COURT,
        left=SITS - timedelta(hours=1),
        reason="جلسة",
        authority="محكمة",
        escort="مفرزة 3",
    )
    performed(house, "move", went)
    (line,) = told(house).days[0].people
    assert (line.number, line.left, line.arrived, line.back) == (
        made.number,
        (SITS - timedelta(hours=1)).isoformat(),
        None,
        None,
    )
    assert [one.person for one in residents(house, ResidentsRequest(facility="F01"), None).out] == ["P-1"]
    there = MoveArrivalRequest(person="P-1", arrived=SITS - timedelta(minutes=20))
    performed(house, "move-arrived", there)
    (line,) = told(house).days[0].people
    assert (line.origin, line.arrived) == ("F01/A/1/01", there.arrived.isoformat())
    with pytest.raises(Conflict) as twice:
        performed(house, "move-arrived", there)
    assert twice.value.code == "custody-not-under-way"
    turn("2026-05-12T12:00")
    assert result(house, made.number, "held").state == "held"
    with pytest.raises(WrongUse) as needed:
        performed(house, "move", went.model_copy(update={"sort": "yard", "place": "F01/yard"}))
    assert needed.value.code == "custody-arrival-needed"


def test_it_is_changed_with_a_reason_while_it_is_planned(house: Seat) -> None:
    made = entered(house)
    change = CourtDayChangeRequest(
        number=made.number, court=COURT, at=SITS + timedelta(days=1), escort="مفرزة 5", reason="بلغت المحكمة"
    )
    performed(house, "court-day-change", change)
    kept = one(house, COURT_DAY, number=made.number)
    assert (kept.version, kept.body.at, kept.body.reason) == (2, SITS + timedelta(days=1), "بلغت المحكمة")
    result(house, made.number, "cancelled")
    with pytest.raises(Conflict) as over:
        performed(house, "court-day-change", change)
    assert over.value.code == "custody-court-day-over"


def test_what_came_of_it_leads_to_the_next_day_and_can_be_corrected(house: Seat, turn: Turn) -> None:
    made = entered(house, escort="مفرزة 3")
    with pytest.raises(WrongUse) as ahead:
        result(house, made.number, "held")
    assert ahead.value.code == "moment-ahead"
    turn("2026-05-12T12:00")
    with pytest.raises(WrongUse) as before:
        result(house, made.number, "postponed", next=SITS - timedelta(days=1))
    assert before.value.code == "custody-court-next"
    postponed = result(house, made.number, "postponed", next=SITS + timedelta(days=7))
    following = one(house, COURT_DAY, number=postponed.next).body
    assert (following.at, following.court, following.state, following.escort) == (
        SITS + timedelta(days=7),
        COURT,
        "planned",
        "",
    )
    with pytest.raises(Conflict) as again:
        result(house, made.number, "postponed")
    assert again.value.code == "custody-court-day-same"
    with pytest.raises(Conflict) as never:
        result(house, made.number, "held", "مُدّد التوقيف 15 يوماً")
    assert never.value.code == "custody-court-not-left"
    corrected = result(house, made.number, "held", "مُدّد التوقيف 15 يوماً", video=True)
    assert (corrected.state, corrected.next, corrected.video) == ("held", postponed.next, True)
    assert [kept.body.state for kept in house.records(COURT_DAY).history(corrected.record)] == [
        "held",
        "postponed",
        "planned",
    ]


def test_the_period_has_an_end_and_an_order(house: Seat) -> None:
    for since, until in (("2026-05-10", "2026-05-09"), ("2026-05-10", "2027-05-10")):
        with pytest.raises(WrongUse) as refused:
            told(house, since=since, until=until)
        assert refused.value.code == "custody-court-period"
