"""Cells are opened, changed, closed and used again, and people are listed by cell: what a wing officer sees
is what moves and the register of cells say."""

from datetime import date, datetime, timedelta

import pytest

from tahqiq.desks.custody.admissions.operations import AdmissionRequest, admit
from tahqiq.desks.custody.bookings.record import BOOKING, Booking
from tahqiq.desks.custody.cells.operations import (
    CellAnswer,
    CellCapacityRequest,
    CellOpeningRequest,
    CellUseRequest,
)
from tahqiq.desks.custody.house_map.operations import PlacesRequest, places
from tahqiq.desks.custody.moves.allocation import AllocationRequest, allocate
from tahqiq.desks.custody.moves.correction import MoveCorrectionRequest
from tahqiq.desks.custody.moves.operations import MoveAnswer, MoveRequest
from tahqiq.desks.custody.people.record import PERSON, PersonFile
from tahqiq.desks.custody.people_search.operations import PeopleSearchRequest, find_people
from tahqiq.desks.custody.person_file.operations import PersonFileRequest, person
from tahqiq.desks.custody.places.record import PLACE
from tahqiq.desks.custody.residents.operations import ResidentsRequest, ResidentsView, residents
from tahqiq.desks.custody.roll_call.operations import WhereaboutsRequest, capacities, where
from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tests.desks.conftest import Turn, performed
from tests.desks.custody.conftest import HOUSE, imported
from tests.seat import Seat

NOW = datetime.fromisoformat("2026-05-05T09:00:00+03:00")
CELL = "F01/A/1/01"


@pytest.fixture
def house(at: Seat, turn: Turn) -> Seat:
    turn("2026-05-05T08:00")
    imported(at, HOUSE)
    return at


def shown(at: Seat) -> ResidentsView:
    return residents(at, ResidentsRequest(facility="F01"), None)


def lived(at: Seat) -> dict[str, list[str]]:
    return {
        cell.code: [one.person for one in cell.people]
        for wing in shown(at).wings
        for cell in wing.cells
        if cell.people
    }


def moved(at: Seat, person: str, place: str, sort: str = "cell", hours: int = 0) -> MoveAnswer:
    when = NOW + timedelta(hours=hours)
    asked = MoveRequest.model_validate(
        {
            "person": person,
            "place": place,
            "sort": sort,
            "left": when,
            "arrived": when + timedelta(minutes=5),
            "reason": "نقل",
            "authority": "المدير",
            "escort": "حارس",
        }
    )
    answer = performed(at, "move", asked)
    assert isinstance(answer, MoveAnswer)
    return answer


def refused(at: Seat, operation: str, asked: object) -> tuple[str, str]:
    with pytest.raises((Conflict, WrongUse, NotFound)) as error:
        performed(at, operation, asked)  # type: ignore[arg-type]
    return error.value.code, str(error.value)


def test_people_stand_in_their_cells_wing_by_wing(house: Seat) -> None:
    admit(
        house,
        AdmissionRequest(
            decided="new-file",
            person=PersonFile(number="", name="رعد منصور جبار", sex="male"),
            booking=Booking(number="", person="", facility="F01", admitted=NOW - timedelta(hours=1)),
        ),
        None,
    )
    found = shown(house)
    assert found.facility == "F01"
    assert [one.code for one in found.facilities] == ["F01"]
    wing = next(one for one in found.wings if one.code == "F01/A/1")
    assert (wing.inside, wing.capacity) == (2, 3)
    assert [(one.code, one.capacity, [who.name for who in one.people]) for one in wing.cells] == [
        ("F01/A/1/01", 2, ["سلام جاسم كاظم"]),
        ("F01/A/1/02", 1, ["هيوا كريم رشيد"]),
    ]
    assert [one.name for one in found.no_cell] == ["رعد منصور جبار"]
    assert (found.inside, found.out, found.elsewhere) == (3, [], [])


def test_who_is_at_court_or_at_work_is_not_in_the_cell(house: Seat) -> None:
    moved(house, "P-1", "محكمة", "court")
    moved(house, "P-2", "F01/A", "work")
    found = shown(house)
    assert lived(house) == {}
    assert [(one.person, one.origin) for one in found.out] == [("P-1", CELL)]
    assert [(one.person, one.sort) for one in found.elsewhere] == [("P-2", "work")]
    assert found.inside == 1


def test_a_facility_that_is_not_there_shows_nobody(at: Seat) -> None:
    found = residents(at, ResidentsRequest(), None)
    assert (found.facility, found.wings, found.no_cell, found.inside) == ("", [], [], 0)


def test_a_cell_is_opened_and_somebody_is_placed_in_it(house: Seat) -> None:
    opened = performed(
        house, "cell-open", CellOpeningRequest(within="F01/A/1", label="07", capacity=1, reason="بناء جديد")
    )
    assert isinstance(opened, CellAnswer)
    assert (opened.place, opened.capacity, opened.closed) == ("F01/A/1/07", 1, "")
    moved(house, "P-1", "F01/A/1/07")
    assert lived(house) == {"F01/A/1/07": ["P-1"], "F01/A/1/02": ["P-2"]}
    again = CellOpeningRequest(within="F01/A/1", label="07", capacity=1, reason="بناء جديد")
    assert refused(house, "cell-open", again)[0] == "custody-cell-there"
    within = again.model_copy(update={"within": "F01/A/1/01"})
    assert refused(house, "cell-open", within)[0] == "custody-cell-within"


def test_a_wing_is_made_for_what_its_cells_in_use_are_made_for_wherever_it_stands(house: Seat) -> None:
    wing = house.records(PLACE).find({"code": "F01/A/1"}).records[0]
    said = wing.body.model_copy(update={"capacity": 2})
    house.records(PLACE).save(said, identity=wing.id, version=wing.version)
    opening = CellOpeningRequest(within="F01/A/1", label="07", capacity=2, reason="بناء جديد")
    performed(house, "cell-open", opening)
    everywhere = {
        "residents": next(one.capacity for one in shown(house).wings if one.code == "F01/A/1"),
        "roll": capacities(house, {"F01/A/1"})["F01/A/1"],
        "map": next(
            one.capacity
            for one in places(house, PlacesRequest(facility="F01"), None).places
            if one.code == "F01/A/1"
        ),
    }
    assert set(everywhere.values()) == {5}, everywhere


def test_the_capacity_changes_with_its_reason_and_not_below_who_is_inside(house: Seat) -> None:
    performed(house, "cell-capacity", CellCapacityRequest(place=CELL, capacity=4, reason="سريران إضافيان"))
    kept = house.records(PLACE).find({"code": CELL}).records[0]
    assert (kept.body.capacity, kept.body.reason, kept.version) == (4, "سريران إضافيان", 2)
    moved(house, "P-2", CELL)
    fewer = CellCapacityRequest(place=CELL, capacity=1, reason="سرير مكسور")
    code, said = refused(house, "cell-capacity", fewer)
    assert code == "custody-cell-fuller"
    assert "2" in said
    same = fewer.model_copy(update={"capacity": 4})
    assert refused(house, "cell-capacity", same)[0] == "custody-cell-same"
    assert refused(house, "cell-capacity", fewer.model_copy(update={"place": "F01/A"}))[0] == (
        "custody-no-cell-called"
    )


def test_a_cell_for_a_girl_is_opened_where_none_was(house: Seat) -> None:
    """Nothing fits her: the other facility that has a cell is named, and a cell for her can be opened."""
    girl = AllocationRequest(facility="F01", sex="female", born=date(2010, 5, 10))
    assert (allocate(house, girl, None).fit, allocate(house, girl, None).elsewhere) == (0, [])
    site = PLACE.example.model_copy(
        update={"code": "F09", "sort": "site", "within": "", "facility": "F09", "name": "دار الأحداث"}
    )
    cell = site.model_copy(
        update={"code": "F09/1", "sort": "cell", "within": "F09", "sex": "any", "ages": "child"}
    )
    house.records(PLACE).save_new([site, cell])
    [other] = allocate(house, girl, None).elsewhere
    assert (other.facility, other.name, other.fit) == ("F09", "دار الأحداث", 1)
    asked = CellOpeningRequest(
        within="F01/A/1", label="08", capacity=1, sex="female", ages="child", reason="قرار المدير"
    )
    performed(house, "cell-open", asked)
    found = allocate(house, girl, None)
    assert ([one.cell for one in found.cells if one.fits], found.elsewhere) == (["F01/A/1/08"], [])


def test_whom_a_cell_is_for_changes_only_where_nobody_inside_is_left_out(house: Seat) -> None:
    women = CellCapacityRequest(place=CELL, sex="female", reason="قرار المدير")
    code, said = refused(house, "cell-capacity", women)
    assert (code, "سلام جاسم كاظم" in said) == ("custody-cell-not-for", True)
    moved(house, "P-1", "F01/A", "work")
    performed(house, "cell-capacity", women)
    kept = house.records(PLACE).find({"code": CELL}).records[0].body
    assert (kept.sex, kept.capacity) == ("female", 2)
    performed(house, "cell-capacity", women.model_copy(update={"sex": ""}))
    assert house.records(PLACE).find({"code": CELL}).records[0].body.sex is None


def test_who_has_no_cell_is_counted_with_their_age(house: Seat) -> None:
    admit(
        house,
        AdmissionRequest(
            decided="new-file",
            person=PersonFile(number="", name="نور سامي", sex="female", born=date(2010, 5, 10)),
            booking=Booking(number="", person="", facility="F01", admitted=NOW - timedelta(hours=1)),
        ),
        None,
    )
    assert [(one.name, one.age) for one in shown(house).no_cell] == [("نور سامي", 15)]


def test_a_cell_is_not_closed_before_those_in_it_are_placed(house: Seat) -> None:
    closing = CellUseRequest(place=CELL, reason="ماء مقطوع")
    code, said = refused(house, "cell-close", closing)
    assert code == "custody-cell-occupied"
    assert "سلام جاسم كاظم" in said
    performed(house, "cell-capacity", CellCapacityRequest(place="F01/A/1/02", capacity=2, reason="سرير"))
    moved(house, "P-1", "F01/A/1/02")
    done = performed(house, "cell-close", closing)
    assert isinstance(done, CellAnswer)
    assert (done.closed, done.away) == ("ماء مقطوع", [])
    assert next(one for one in shown(house).wings if one.code == "F01/A/1").capacity == 2
    assert refused(house, "cell-close", closing)[0] == "custody-cell-closed"
    back = {"person": "P-1", "place": CELL, "sort": "cell", "reason": "ن", "authority": "م", "escort": "ح"}
    when = NOW + timedelta(hours=1)
    asked = MoveRequest.model_validate({**back, "left": when, "arrived": when})
    assert refused(house, "move", asked)[0] == "custody-cell-refused"
    performed(house, "cell-reopen", CellUseRequest(place=CELL, reason="أُصلح"))
    assert refused(house, "cell-reopen", closing)[0] == "custody-cell-in-use"
    performed(house, "move", asked)
    assert lived(house)[CELL] == ["P-1"]


def test_closing_names_who_lives_there_and_is_at_court(house: Seat) -> None:
    moved(house, "P-1", "محكمة", "court")
    done = performed(house, "cell-close", CellUseRequest(place=CELL, reason="ماء مقطوع"))
    assert isinstance(done, CellAnswer)
    assert done.away == ["سلام جاسم كاظم"]


def test_people_are_found_by_the_beginning_of_any_part_of_a_name(house: Seat) -> None:
    def found(text: str, **more: object) -> list[str]:
        asked = PeopleSearchRequest.model_validate({"text": text, **more})
        return [one.person for one in find_people(house, asked, None).people]

    assert found("جاس") == ["P-1"]
    assert found("كريم هي") == ["P-2"]
    assert found("P-2") == ["P-2"]
    assert found("P-") == ["P-1", "P-2"]
    assert found("سلام", facility="F02") == []
    assert found("زز") == []
    assert [found(text) for text in ("سلام جاسم كاظم", "سَلام جاسم", "Salam Jasim", "Hewa")] == [
        ["P-1"],
        ["P-1"],
        ["P-1"],
        ["P-2"],
    ]


def test_people_are_found_however_their_name_and_number_are_written(house: Seat) -> None:
    named = {"P-000004": "عبدالرحمن فاضل نعمة", "P-000005": "عبد الرحمن فاضل نعمه", "P-3": "علي"}
    for number, name in named.items():
        house.records(PERSON).save(PERSON.example.model_copy(update={"number": number, "name": name}))

    def found(text: str) -> set[str]:
        return {one.person for one in find_people(house, PeopleSearchRequest(text=text), None).people}

    both = {"P-000004", "P-000005"}
    for text in ("عبد الرحمن", "عبدالرحمن", "فاضل نعمة", "فاضل نعمه"):
        assert found(text) == both, text
    booking = house.records(BOOKING).find({"person": "P-1"}).records[0]
    theirs = booking.body.model_copy(update={"number": "B-9", "person": "P-000004"})
    house.records(BOOKING).save(theirs)
    assert found("عبد الرحمن") == both
    assert [found(text) for text in ("000004", "4", "٤", "P-000004")] == [{"P-000004"}] * 4


def test_the_latest_move_is_corrected_with_its_reason_and_the_one_before_is_not(house: Seat) -> None:
    performed(house, "cell-capacity", CellCapacityRequest(place="F01/A/1/02", capacity=2, reason="سرير"))
    made = moved(house, "P-1", "F01/A/1/02", hours=-1)
    assert made.left is not None
    wrong = MoveCorrectionRequest(
        person="P-1",
        record=made.record,
        place=CELL,
        left=made.left + timedelta(minutes=20),
        arrived=made.arrived + timedelta(minutes=20),
        reason="كُتبت زنزانة أخرى",
    )
    performed(house, "move-correct", wrong)
    assert lived(house)[CELL] == ["P-1"]
    latest = person(house, PersonFileRequest(person="P-1"), None).moves[0]
    assert (latest.reason, latest.here, latest.under_way) == (made.reason, True, False)
    performed(house, "move-correct", wrong.model_copy(update={"purpose": "علاج", "escort": "حارس 9"}))
    latest = person(house, PersonFileRequest(person="P-1"), None).moves[0]
    assert (latest.reason, latest.authority, latest.escort) == ("علاج", made.authority, "حارس 9")
    early = where(house, WhereaboutsRequest(person="P-1", at=(made.arrived).isoformat()), None)
    assert (early.state, early.place) == ("inside", CELL)
    moved(house, "P-1", "F01/A/1/02")
    assert refused(house, "move-correct", wrong)[0] == "custody-move-followed"
    last = moved(house, "P-2", "محكمة", "court")
    before = wrong.model_copy(
        update={"person": "P-2", "record": last.record, "place": "محكمة", "left": NOW - timedelta(days=30)}
    )
    assert refused(house, "move-correct", before)[0] == "moment-order"


def test_a_move_that_is_under_way_is_corrected_and_stays_so(house: Seat) -> None:
    away = MoveRequest(
        person="P-1", sort="court", place="محكمة", left=NOW, reason="جلسة", authority="م", escort="ح"
    )
    made = performed(house, "move", away)
    assert isinstance(made, MoveAnswer)
    right = MoveCorrectionRequest(person="P-1", record=made.record, place="محكمة الكرخ", reason="اسم المحكمة")
    performed(house, "move-correct", right)
    latest = person(house, PersonFileRequest(person="P-1"), None).moves[0]
    assert (latest.under_way, latest.place, latest.reason) == (True, "محكمة الكرخ", "جلسة")


def test_of_two_moves_in_one_minute_the_one_in_which_somebody_stands_is_corrected(house: Seat) -> None:
    """The correction took the first that the store gave: two people of three could not be corrected."""
    performed(house, "cell-capacity", CellCapacityRequest(place="F01/A/1/02", capacity=9, reason="قاعة"))
    at_once = {"sort": "cell", "left": NOW, "arrived": NOW, "reason": "ن", "authority": "م", "escort": "ح"}
    for place in ("F01/A/1/02", *[CELL, "F01/A/1/02"] * 3):
        asked = MoveRequest.model_validate({"person": "P-1", "place": place, **at_once})
        made = performed(house, "move", asked)
        assert isinstance(made, MoveAnswer)
        last = made.record
    file = person(house, PersonFileRequest(person="P-1"), None)
    assert (file.moves[0].record, file.place) == (last, "F01/A/1/02")
    wrong = MoveCorrectionRequest(
        person="P-1", record=last, place=CELL, left=NOW, arrived=NOW, reason="زنزانة أخرى"
    )
    performed(house, "move-correct", wrong)
    assert lived(house)[CELL] == ["P-1"]
