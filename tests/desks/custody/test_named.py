"""What an act names is there: facilities and places by code or name, people who were held at the time; and
numbers, plans and lists hold what happened."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from pydantic import BaseModel

from tahqiq.desk.records import every
from tahqiq.desks.custody.complaints.operations import ComplaintReplyRequest, ComplaintRequest
from tahqiq.desks.custody.complaints.record import COMPLAINT
from tahqiq.desks.custody.court_days.calendar import CourtDaysRequest, CourtDaysView
from tahqiq.desks.custody.court_days.operations import CourtDayRequest
from tahqiq.desks.custody.finds.record import FIND, Find
from tahqiq.desks.custody.gate.operations import GateEntryRequest
from tahqiq.desks.custody.incidents.operations import IncidentRequest
from tahqiq.desks.custody.incidents.record import INCIDENT
from tahqiq.desks.custody.kinds import KINDS
from tahqiq.desks.custody.moves.allocation import AllocationRequest, AllocationView
from tahqiq.desks.custody.operations import OPERATIONS
from tahqiq.desks.custody.people.record import PERSON, PersonFile
from tahqiq.desks.custody.places.record import PLACE
from tahqiq.desks.custody.releases.operations import ReleaseRequest
from tahqiq.desks.custody.roll_call.operations import RollRequest, RollView
from tahqiq.desks.custody.roll_checks.operations import RollCheckAnswer, RollCheckRequest
from tahqiq.desks.custody.roll_checks.record import ROLL
from tahqiq.desks.custody.searches.record import SEARCH
from tahqiq.desks.custody.visits.operations import VisitRequest
from tahqiq.desks.custody.visits.record import VISIT
from tahqiq.kit.errors import WrongUse
from tahqiq.model.body_fields import lookup_of, single
from tests.desks.conftest import Turn, performed
from tests.desks.custody.conftest import HOUSE, imported
from tests.desks.custody.test_acts import refused, searching
from tests.seat import Seat

NOW = datetime.fromisoformat("2026-05-05T00:30:00+03:00")
CAME = datetime.fromisoformat("2026-05-01T14:20:00+03:00")
NAMED = HOUSE | {
    "places.csv": HOUSE["places.csv"]
    .replace("status\n", "status,name\n", 1)
    .replace("F01,site,,F01,,male,adult,\n", "F01,site,,F01,,male,adult,,دار الإيداع\n")
}


@pytest.fixture
def house(at: Seat, turn: Turn) -> Seat:
    turn("2026-05-04T22:00")
    imported(at, NAMED)
    return at


def visit(**values: object) -> VisitRequest:
    told = {"facility": "F01", "person": "P-1", "sort": "family", "visitor": "نور علي", "at": NOW}
    return VisitRequest.model_validate(told | values)


def test_a_facility_and_a_place_are_those_that_are_there(house: Seat) -> None:
    performed(house, "visit", visit(facility="دار الايداع", person="سلام جاسم كاظم"))
    (kept,) = every(house, VISIT)
    assert (kept.body.facility, kept.body.person) == ("F01", "P-1")
    strange = searching(facility="مؤسسة خيالية", at=NOW)
    refused("custody-no-facility", lambda: performed(house, "search", strange))
    nowhere = searching(at=NOW, place="زنزانة 99")
    refused("custody-no-place", lambda: performed(house, "search", nowhere))
    gate = GateEntryRequest(
        facility="X", at=NOW, sort="vehicle", who="نوزاد", purpose="خبز", let_in_by="حارس 3"
    )
    refused("custody-no-facility", lambda: performed(house, "gate", gate))
    assert not list(every(house, SEARCH))


def test_who_is_not_known_is_refused_at_the_field_with_those_who_may_be_meant(house: Seat) -> None:
    with pytest.raises(WrongUse) as nobody:
        performed(house, "visit", visit(person="سلام"))
    assert (nobody.value.code, nobody.value.field) == ("custody-nobody-called", "person")
    assert "سلام جاسم كاظم (P-1)" in str(nobody.value)
    house.records(PERSON).save(PersonFile(number="P-77", name="سلام جاسم كاظم"))
    with pytest.raises(WrongUse) as several:
        performed(house, "visit", visit(person="سلام جاسم كاظم"))
    assert (several.value.code, several.value.field) == ("custody-several-called", "person")
    assert all(number in str(several.value) for number in ("P-1)", "P-77)"))
    ahead = searching(at=NOW + timedelta(days=9), place="F01/A/1/01")
    with pytest.raises(WrongUse) as moment:
        performed(house, "search", ahead)
    assert (moment.value.code, moment.value.field) == ("moment-field-ahead", "at")
    hurt = IncidentRequest(facility="F01", at=NOW, sort="injury", text="جرح في اليد", people=["P-1", "P-404"])
    with pytest.raises(WrongUse) as stranger:
        performed(house, "incident", hurt)
    assert (stranger.value.code, stranger.value.field) == ("custody-nobody-called", "people")


def test_every_field_for_a_person_or_a_facility_is_looked_up() -> None:
    """A new question cannot leave the mark off: fields of these names are names of nothing else."""
    sought = {"facility": "facility", "person": "person", "people": "person"}

    def unmarked(model: type[BaseModel]) -> Iterator[str]:
        for name, field in model.model_fields.items():
            inner = single(field.annotation)
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from unmarked(inner)
            elif inner is str and name in sought and lookup_of(field) != sought[name]:
                yield f"{model.__name__}.{name}"

    found = {one for operation in OPERATIONS for one in unmarked(operation.asks)}
    assert found == {"Booking.person"}, "the person of a booking gets a file with it"


def test_the_roll_is_of_a_facility_that_is_there(house: Seat) -> None:
    for words in ("F01", "دار الإيداع"):
        told = performed(house, "roll", RollRequest(facility=words))
        assert isinstance(told, RollView)
        assert (told.facility, told.expected) == ("F01", 2)
    refused("custody-no-facility", lambda: performed(house, "roll", RollRequest(facility="F99")))
    refused("custody-no-place", lambda: performed(house, "roll", RollRequest(facility="F01", place="F01/Z")))


def test_nothing_is_recorded_of_somebody_before_they_came_in(house: Seat) -> None:
    early = CAME - timedelta(hours=2)
    refused("custody-not-held-then", lambda: performed(house, "visit", visit(at=early)))
    frisk = searching(sort="frisk", person="P-1", same_sex="yes", at=early)
    refused("custody-not-held-then", lambda: performed(house, "search", frisk))
    hurt = IncidentRequest(facility="F01", at=early, sort="injury", text="جرح في اليد", people=["P-1"])
    refused("custody-not-held-then", lambda: performed(house, "incident", hurt))
    said = ComplaintRequest(person="P-1", facility="F01", made=early, torture=False, text="لا زيارة")
    refused("custody-not-held-then", lambda: performed(house, "complain", said))


def test_an_answer_before_its_complaint_is_refused_in_its_own_words(house: Seat) -> None:
    said = ComplaintRequest(person="P-1", facility="F01", made=NOW, torture=False, text="لا زيارة")
    performed(house, "complain", said)
    number = next(every(house, COMPLAINT)).body.number
    early = ComplaintReplyRequest(number=number, answered=NOW - timedelta(hours=1), answer="يوم الخميس")
    refused("custody-answer-first", lambda: performed(house, "answer", early))


def test_a_court_day_is_planned_ahead_and_ends_with_the_release(house: Seat) -> None:
    past = {"person": "P-1", "court": "محكمة", "purpose": "trial", "at": "2020-12-01T10:00:00+03:00"}
    refused(
        "custody-court-day-past", lambda: performed(house, "court-day", CourtDayRequest.model_validate(past))
    )
    soon = past | {"at": "2026-05-06T10:00:00+03:00"}
    performed(house, "court-day", CourtDayRequest.model_validate(soon))
    calendar = CourtDaysRequest(facility="F01")

    def listed() -> list[str]:
        told = performed(house, "court-days", calendar)
        assert isinstance(told, CourtDaysView)
        return [line.person for day in told.days for line in day.people if line.state == "planned"]

    assert listed() == ["P-1"]
    release = ReleaseRequest(
        person="P-1", released=NOW, number="77/2026", authority="محكمة", issued=NOW.date()
    )
    performed(house, "release", release)
    assert listed() == []


def test_two_counts_of_one_minute_both_stand_under_numbers_in_local_time(house: Seat) -> None:
    made = [
        performed(house, "count", RollCheckRequest(place="F01/A/1", at=NOW, counted=n, by="آمر"))
        for n in (1, 0, 0)
    ]
    assert [one_.again for one_ in made if isinstance(one_, RollCheckAnswer)] == [False, False, True]
    numbers = {kept.body.number for kept in every(house, ROLL)}
    assert numbers == {"R-F01/A/1-202605050030", "R-F01/A/1-202605050030-2"}
    assert {kept.body.number for kept in every(house, INCIDENT)} == {f"I-{number}" for number in numbers}


def test_somebody_without_a_file_is_looked_at_for_a_cell(house: Seat) -> None:
    told = performed(house, "allocate", AllocationRequest(facility="F01", sex="female", status="untried"))
    assert isinstance(told, AllocationView)
    assert {one_.fits for one_ in told.cells} == {False}
    assert {"sex"} <= {check.check for one_ in told.cells for check in one_.breaks}


def test_titles_of_records_hold_no_code() -> None:
    find = Find(number="E-2", facility="F01", at=NOW, sort="phone")
    assert FIND.title(find) == "E-2"
    for kind in KINDS:
        sort = getattr(kind.example, "sort", "")
        assert not sort or kind.name == PLACE.name or sort not in kind.title(kind.example).split(), kind.name


def test_the_search_of_the_page_finds_people_and_cells(house: Seat) -> None:
    def found(name: str, words: str) -> list[str]:
        return [one.value for one in house.desk.finder(name).offered(house, words)]

    assert "P-1" in found("person", "salam jasim")
    assert found("place", "f01/a/1/01") == ["F01/A/1/01"]
    assert found("place", "دار الايداع") == [], "a facility is no place in it"
    assert found("place", "") == found("place", "Z99") == []
