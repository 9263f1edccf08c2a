"""What an untrained officer stumbled over: a count that differs and is no longer seen, a cell that is full of
the person themselves, a visit that is entered twice."""

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest

from tahqiq.desk import ActingDesktop
from tahqiq.desk.records import changed, every, example_entry, one
from tahqiq.desks.custody.arrivals.record import ARRIVAL, Arrival
from tahqiq.desks.custody.days.operations import DayRequest, day
from tahqiq.desks.custody.due_times.due import due
from tahqiq.desks.custody.due_times.operations import ClocksRequest, clocks
from tahqiq.desks.custody.finds.operations import FindRequest, record_find
from tahqiq.desks.custody.incidents.inquiry import OneIncidentRequest, incident_file
from tahqiq.desks.custody.incidents.open_incidents import OpenIncidentsRequest, open_incidents
from tahqiq.desks.custody.incidents.operations import IncidentHandlingRequest, handle
from tahqiq.desks.custody.incidents.record import INCIDENT
from tahqiq.desks.custody.moves.allocation import AllocationRequest, allocate
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.non_associations.record import APART, Apart
from tahqiq.desks.custody.releases.operations import ReleaseRequest, release
from tahqiq.desks.custody.roll_checks.operations import RollCheckRequest, count
from tahqiq.desks.custody.visits.operations import VisitRequest, record_visit
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, WrongUse
from tests.desks.conftest import Turn
from tests.desks.custody.conftest import HOUSE, imported
from tests.seat import Seat


def checked(at: ActingDesktop, counted: int, minutes: int, missing: tuple[str, ...] = ()) -> str:
    when = clock.now() - timedelta(minutes=minutes)
    asked = RollCheckRequest(place="F01/A/1", at=when, counted=counted, by="Officer 7", missing=list(missing))
    return count(at, asked, None).incident


def standing(at: ActingDesktop) -> list[str]:
    return [one.standing for one in clocks(at, ClocksRequest(), None).clocks if one.clock == "count-open"]


def test_a_count_that_differs_is_first_until_it_is_put_right(at: Seat, turn: Turn) -> None:
    turn("2026-05-20T19:00:00+03:00")
    imported(at, HOUSE)
    number = checked(at, 1, 30, ("P-2",))
    found = clocks(at, ClocksRequest(facility="F01"), None).clocks
    assert (found[0].clock, found[0].record, found[0].name) == ("count-open", number, "F01/A/1")
    assert (found[0].standing, found[1].standing) == ("overdue", "unlawful")
    assert next(due(at)).title == "F01/A/1"
    file = incident_file(at, OneIncidentRequest(number=number), None)
    assert [(one.person, one.name) for one in file.people] == [("P-2", "هيوا كريم رشيد")]
    assert file.text == "Counted 1, expected 2 in F01/A/1. Counted by: Officer 7."
    checked(at, 2, 10)
    assert standing(at) == []
    [still] = [one for one in clocks(at, ClocksRequest(), None).clocks if one.clock == "count-close"]
    assert (still.record, still.standing) == (number, "due")
    with pytest.raises(WrongUse, match="what was found"):
        handle(at, IncidentHandlingRequest(number=number, closed=clock.now()), None)
    closing = IncidentHandlingRequest(number=number, closed=clock.now(), outcome="كان في العيادة")
    handle(at, closing, None)
    assert incident_file(at, OneIncidentRequest(number=number), None).outcome == "كان في العيادة"
    assert [one for one in clocks(at, ClocksRequest(), None).clocks if one.clock == "count-close"] == []


def test_names_saved_later_are_added_to_the_one_incident_of_a_difference(at: Seat, turn: Turn) -> None:
    turn("2026-05-20T19:00:00+03:00")
    imported(at, HOUSE)
    number = checked(at, 1, 30)
    assert checked(at, 1, 25) == number
    assert checked(at, 1, 25, ("P-2",)) == number
    assert checked(at, 1, 25, ("P-2",)) == number
    file = incident_file(at, OneIncidentRequest(number=number), None)
    assert [one.person for one in file.people] == ["P-2"]
    assert standing(at) == ["overdue"]
    row = next(iter(day(at, DayRequest(facility="F01"), None).counts))
    assert [one.person for one in row.missing] == ["P-2"]
    assert len(day(at, DayRequest(facility="F01"), None).counts) == 2
    assert [one.to for one in due(at) if one.title == "F01/A/1"] == [
        f"incident?{urlencode({'number': number})}"
    ]
    checked(at, 2, 10)
    assert checked(at, 1, 5) != number


def test_their_own_cell_is_not_full_and_who_is_kept_apart_has_a_name(at: Seat, turn: Turn) -> None:
    turn("2026-05-20T19:00:00+03:00")
    imported(at, HOUSE)
    at.records(APART).save(
        Apart(
            number="N-1",
            person="P-2",
            other="P-1",
            reach="cell",
            reason="threat",
            begins=date(2026, 5, 2),
            by="المدير",
        )
    )
    release(
        at,
        ReleaseRequest(
            person="P-1",
            released=clock.now() - timedelta(hours=1),
            number="9/26",
            authority="محكمة",
            issued=date(2026, 5, 20),
        ),
        None,
    )
    cells = allocate(at, AllocationRequest(person="P-2"), None).cells
    own = next(one for one in cells if one.cell == "F01/A/1/02")
    assert (own.fits, own.occupied, own.capacity) == (True, 1, 1)
    [apart] = [one.sentence for one in own.keeps if one.check == "apart"]
    assert "سلام جاسم كاظم (P-1)" in apart
    assert "in no place of a house now" in apart
    assert [one.body.reason for one in every(at, MOVE, {"sort": "release"})] == ["Release"]


def test_a_visit_is_recorded_once_and_things_are_counted_whole(at: Seat, turn: Turn) -> None:
    turn("2026-05-20T19:00:00+03:00")
    imported(at, HOUSE)
    when = clock.now() - timedelta(hours=2)
    visit = VisitRequest(facility="F01", person="P-1", sort="family", visitor="نور علي", at=when)
    record_visit(at, visit, None)
    with pytest.raises(Conflict) as twice:
        record_visit(at, visit.model_copy(update={"visitor": "نور  علي"}), None)
    assert twice.value.code == "custody-visit-there"
    record_visit(at, visit.model_copy(update={"visitor": "علي كاظم"}), None)
    for sort, amount, refused in (("phone", "2.5", True), ("phone", "٢٫٥", True), ("drug", "2.5", False)):
        find = FindRequest.model_validate(
            {"facility": "F01", "at": when, "sort": sort, "amount": amount, "sealed": f"{sort}{amount}"}
        )
        if refused:
            with pytest.raises(WrongUse, match="whole things"):
                record_find(at, find, None)
        else:
            record_find(at, find, None)


def test_an_incident_is_chosen_from_those_that_are_open_and_opened_by_its_record_too(at: Seat) -> None:
    made = example_entry(at, INCIDENT, "I", sort="injury", people=[])
    (told,) = open_incidents(at, OpenIncidentsRequest(), None).incidents
    assert (told.number, told.sort) == (made, "injury")
    record = one(at, INCIDENT, number=made)
    assert incident_file(at, OneIncidentRequest(number=record.id), None).number == made
    changed(at, INCIDENT, record, closed=clock.now())
    assert open_incidents(at, OpenIncidentsRequest(), None).incidents == []


def test_people_who_are_expected_and_late_count_in_what_is_over_elsewhere(at: Seat) -> None:
    before = {one.facility: one.overdue for one in clocks(at, ClocksRequest(facility="F99"), None).elsewhere}
    given = {"facility": "F01", "name": "هيوا كريم رشيد", "sent_by": "Court police"}
    for hours in (-2, 2):
        due_at = clock.now() + timedelta(hours=hours)
        at.records(ARRIVAL).save(Arrival.model_validate({**given, "number": f"A-{hours}", "due": due_at}))
    after = {one.facility: one.overdue for one in clocks(at, ClocksRequest(facility="F99"), None).elsewhere}
    assert after["F01"] == before.get("F01", 0) + 1
