"""What is entered at the desk as it happens, and what cannot be entered: searches and finds, separation,
incidents, visits, complaints, the gate."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tahqiq.desk.records import every, one
from tahqiq.desks.custody.admissions.operations import AdmissionRequest, admit
from tahqiq.desks.custody.arrivals.operations import ArrivalRequest, ArrivalsRequest, expect, expected_people
from tahqiq.desks.custody.arrivals.record import ARRIVAL
from tahqiq.desks.custody.bookings.record import Booking
from tahqiq.desks.custody.complaints.operations import (
    ComplaintReplyRequest,
    ComplaintRequest,
    answer,
    complain,
)
from tahqiq.desks.custody.complaints.record import COMPLAINT
from tahqiq.desks.custody.due_times.due import due
from tahqiq.desks.custody.due_times.operations import ClocksRequest, clocks
from tahqiq.desks.custody.exhibits.record import EXHIBIT
from tahqiq.desks.custody.finds.operations import FindRequest, ReferralRequest, record_find, refer
from tahqiq.desks.custody.finds.record import FIND
from tahqiq.desks.custody.gate.operations import GateEntryRequest, GateExitRequest, record_entry, record_exit
from tahqiq.desks.custody.incidents.operations import (
    IncidentHandlingRequest,
    IncidentRequest,
    StatementRequest,
    handle,
    record_incident,
    state,
)
from tahqiq.desks.custody.incidents.record import INCIDENT
from tahqiq.desks.custody.inspections.rule_board import RulesRequest, board
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.people.record import PERSON, PersonFile
from tahqiq.desks.custody.searches.operations import SearchRequest, record_search
from tahqiq.desks.custody.searches.record import SEARCH
from tahqiq.desks.custody.separations.operations import (
    SeparationEndRequest,
    SeparationRequest,
    rejoin,
    separate,
)
from tahqiq.desks.custody.separations.record import SPELL, Spell
from tahqiq.desks.custody.visits.operations import ExclusionRequest, VisitRequest, exclude, record_visit
from tahqiq.kit.errors import Conflict, Refused, TahqiqError, WrongUse
from tests.desks.conftest import Turn, person
from tests.desks.custody.conftest import HOUSE, imported
from tests.seat import Seat

NOW = datetime.fromisoformat("2026-05-05T09:00:00+03:00")


def refused(code: str, act: object) -> None:
    """That an act is refused with a code."""
    with pytest.raises(TahqiqError) as error:
        act()  # type: ignore[operator]
    assert error.value.code == code


def searching(**more: object) -> SearchRequest:
    told = {
        "facility": "F01",
        "at": NOW,
        "sort": "cell",
        "place": "F01/A/1/01",
        "reason": "بلاغ",
        "authority": "المدير",
        "by": "حارس 7",
        "result": "nothing",
    }
    return SearchRequest.model_validate(told | more)


def test_two_finds_under_one_seal_are_refused(at: Seat) -> None:
    imported(at, HOUSE)
    asked = FindRequest(facility="F01", at=NOW, sort="phone", place="F01/A/1/01", sealed="S 17")
    record_find(at, asked, None)
    refused("custody-seal-taken", lambda: record_find(at, asked.model_copy(update={"sealed": "s17"}), None))
    record_find(at, asked.model_copy(update={"sealed": "S 18"}), None)
    assert len(list(every(at, FIND))) == 2


def test_a_phone_that_a_search_found_reaches_the_case_and_the_laboratory(at: Seat, turn: Turn) -> None:
    imported(at, HOUSE)
    search = record_search(at, searching(), None)
    find = record_find(
        at,
        FindRequest(
            search=search.number,
            facility="F01",
            at=NOW,
            sort="phone",
            place="F01/A/1/01",
            person="P-1",
            sealed="س-1",
        ),
        None,
    )
    assert one(at, SEARCH, number=search.number).body.result == "find"
    case = at.bench.open_case("هاتف في الزنزانة").id
    there = Seat(at.bench, at.desk, case, "work")
    asked = ReferralRequest(
        case=case,
        find=find.number,
        laboratory="مخ-3",
        question="ما الأرقام التي فيه؟",
        by="حارس 7",
        taker="ساعي المختبر",
        handed=NOW + timedelta(hours=3),
    )
    turn("2026-05-06T09:00")
    refer(there, asked, None)
    [exhibit] = there.records(EXHIBIT).find({}, case).records
    assert (exhibit.body.number, exhibit.body.laboratory, [step.what for step in exhibit.body.steps]) == (
        find.number,
        "مخ-3",
        ["taken", "sealed", "handed"],
    )
    assert one(at, FIND, number=find.number).body.case == case
    [hit] = at.bench.search(find.number, schema="Exhibit").hits
    assert find.number in hit.caption
    refused("custody-find-referred", lambda: refer(there, asked, None))


def test_a_search_of_a_body_says_whose_and_by_whom(at: Seat) -> None:
    imported(at, HOUSE)
    refused("custody-search-of-whom", lambda: record_search(at, searching(sort="strip"), None))
    refused("custody-search-sex", lambda: record_search(at, searching(sort="strip", person="P-1"), None))
    record_search(at, searching(sort="strip", person="P-1", same_sex="yes"), None)
    [search] = every(at, SEARCH)
    assert (search.body.person, search.body.same_sex, search.body.by_health) == ("P-1", True, None)


def separation(**more: object) -> SeparationRequest:
    told = {
        "person": "P-1",
        "facility": "F01",
        "called": "protection",
        "begins": NOW,
        "planned": date(2026, 5, 8),
        "basis": "12",
        "by": "المدير",
    }
    return SeparationRequest.model_validate(told | more)


def test_a_separation_does_not_begin_anew_in_another_facility_under_another_name(at: Seat) -> None:
    imported(at, HOUSE)
    before = Spell(
        number="S-9",
        person="P-1",
        facility="F02",
        called="separation",
        begins=NOW - timedelta(days=10),
        ends=NOW - timedelta(hours=40),
        in_cell=1_400,
    )
    at.records(SPELL).save(before)
    refused("custody-separation-long", lambda: separate(at, separation(planned=date(2026, 5, 12)), None))
    kept = separate(at, separation(planned=date(2026, 5, 10)), None)
    now = NOW + timedelta(days=6)
    [told] = [
        one_
        for one_ in clocks(at, ClocksRequest(as_of=now.isoformat()), None).clocks
        if one_.clock == "separation"
    ]
    assert (told.record, told.standing) == (kept.number, "overdue")
    assert [(step.what, step.amount) for step in told.steps] == [("alone-since", 16), ("alone-most", 15)]
    rejoin(at, SeparationEndRequest(number=kept.number, ends=now), None)
    refused(
        "custody-separation-ended",
        lambda: rejoin(at, SeparationEndRequest(number=kept.number, ends=now), None),
    )
    refused("custody-separation-forbidden", lambda: separate(at, separation(not_forbidden="no"), None))


def test_a_regime_with_people_around_is_no_solitary(at: Seat) -> None:
    imported(at, HOUSE)
    kept = separate(at, separation(in_cell=1_319, planned=date(2026, 6, 20)), None)
    [told] = [
        one_
        for one_ in clocks(at, ClocksRequest(as_of=(NOW + timedelta(days=20)).isoformat()), None).clocks
        if one_.clock == "separation"
    ]
    assert (told.record, told.steps, told.standing) == (kept.number, [], "running")
    separate(at, separation(person="P-2", called="disciplinary", act="D-1"), None)
    refused(
        "custody-separation-twice",
        lambda: separate(at, separation(person="P-2", called="disciplinary", act="D-1"), None),
    )


def test_every_officer_writes_a_statement_and_nobody_implicated_deals_with_it(at: Seat, turn: Turn) -> None:
    imported(at, HOUSE)
    turn((NOW.astimezone(UTC) + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"))
    given = {
        "facility": "F01",
        "at": NOW,
        "sort": "use-of-force",
        "text": "أمسكه اثنان من ذراعيه.",
        "people": ["P-1"],
    }
    refused("custody-force-basis", lambda: record_incident(at, IncidentRequest.model_validate(given), None))
    refused(
        "custody-force-staff",
        lambda: record_incident(at, IncidentRequest.model_validate(given | {"basis": "12"}), None),
    )
    number = record_incident(
        at,
        IncidentRequest.model_validate(given | {"basis": "12", "staff": ["7", "9"], "implicated": ["9"]}),
        None,
    ).number
    refused(
        "custody-implicated",
        lambda: handle(at, IncidentHandlingRequest(number=number, handled_by=["9"]), None),
    )
    handle(at, IncidentHandlingRequest(number=number, handled_by=["21"], told_director=NOW), None)
    state(at, StatementRequest(number=number, officer="7", text="أمسكت ذراعه اليسرى."), None)
    refused(
        "custody-statements-missing",
        lambda: handle(at, IncidentHandlingRequest(number=number, closed=NOW + timedelta(days=1)), None),
    )
    refused(
        "custody-statement-whose",
        lambda: state(at, StatementRequest(number=number, officer="8", text="كنت هناك."), None),
    )
    refused(
        "custody-statement-there",
        lambda: state(at, StatementRequest(number=number, officer="7", text="غيّرت رأيي."), None),
    )
    state(at, StatementRequest(number=number, officer="9", text="أمسكت ذراعه اليمنى."), None)
    closing = IncidentHandlingRequest(number=number, closed=NOW + timedelta(days=1), outcome="لا إصابة")
    handle(at, closing, None)
    body = one(at, INCIDENT, number=number).body
    assert (body.statements_missing, body.conflicted, body.handled_by, len(body.statement_texts)) == (
        0,
        0,
        ["21"],
        2,
    )


def test_a_visitor_who_is_excluded_is_not_let_in_and_a_lawyer_is_not_heard(at: Seat) -> None:
    imported(at, HOUSE)
    exclude(at, ExclusionRequest(person="P-1", visitor="نوزاد أحمد صالح"), None)
    visit = VisitRequest(facility="F01", person="P-1", sort="family", visitor="نوزاد احمد صالح", at=NOW)
    refused("custody-visitor-excluded", lambda: record_visit(at, visit, None))
    exclude(at, ExclusionRequest(person="P-1", visitor="نوزاد احمد صالح", excluded="no"), None)
    assert one(at, PERSON, number="P-1").body.excluded == []
    record_visit(at, visit, None)
    refused(
        "custody-lawyer-heard",
        lambda: record_visit(at, visit.model_copy(update={"sort": "lawyer", "within_hearing": "yes"}), None),
    )


def test_a_complaint_of_torture_is_counted_against_its_day(at: Seat) -> None:
    imported(at, HOUSE)
    asked = ComplaintRequest(person="P-1", facility="F01", made=NOW, torture=True, text="ضُربت.")
    late = complain(at, asked, None).number
    complain(at, asked.model_copy(update={"told_authority": NOW + timedelta(hours=23)}), None)
    complain(at, asked.model_copy(update={"torture": False}), None)
    for hours, broken in ((23, []), (25, [late])):
        as_of = (NOW + timedelta(hours=hours)).isoformat()
        found = board(at, RulesRequest(facility="F01", as_of=as_of), None).rules
        [rule] = [one_ for one_ in found if one_.id == "NMR-71.torture"]
        assert [row.record for row in rule.rows] == broken
        assert rule.holds == 2 - len(broken)


def test_a_complaint_of_torture_goes_to_the_authority_first(at: Seat) -> None:
    imported(at, HOUSE)
    other = person(at, "guard", "analyst")
    asked = ComplaintRequest(person="P-1", facility="F01", made=NOW, torture=True, text="ضُربت.")
    with pytest.raises(Refused):
        complain(other, asked, None)
    number = complain(at, asked, None).number
    reply = ComplaintReplyRequest(number=number, answered=NOW + timedelta(days=2), answer="أُحيلت.")
    refused("custody-torture-first", lambda: answer(at, reply, None))
    calm = complain(at, asked.model_copy(update={"torture": False, "text": "لا زيارة منذ شهر"}), None).number
    answer(at, reply.model_copy(update={"number": calm}), None)
    refused("custody-answered", lambda: answer(at, reply.model_copy(update={"number": calm}), None))
    assert other.records(COMPLAINT).count({})[None] == 0


def test_the_gate_has_a_way_out_once(at: Seat) -> None:
    number = record_entry(
        at,
        GateEntryRequest(
            facility="F01",
            at=NOW,
            sort="vehicle",
            who="سائق",
            plate="22 A 1",
            purpose="خبز",
            let_in_by="حارس 3",
        ),
        None,
    ).number
    with pytest.raises(WrongUse):
        record_exit(at, GateExitRequest(number=number, left=NOW - timedelta(hours=1)), None)
    record_exit(at, GateExitRequest(number=number, left=NOW + timedelta(hours=1)), None)
    with pytest.raises(Conflict):
        record_exit(at, GateExitRequest(number=number, left=NOW + timedelta(hours=2)), None)


def test_an_expected_arrival_becomes_a_booking_and_a_cell_that_breaks_something_is_refused(at: Seat) -> None:
    imported(at, HOUSE)
    number = expect(
        at,
        ArrivalRequest(
            facility="F01",
            due=NOW,
            name="كاروان عمر حسين",
            born=date(1991, 2, 3),
            sex="male",
            sent_by="شرطة المحكمة",
            transport="حافلة 3",
        ),
        None,
    ).number
    [told] = expected_people(at, ArrivalsRequest(facility="F01"), None).people
    assert f"intake?arrival={told.number}" in [one.to for one in due(at)]
    assert (told.number, told.name, told.transport) == (number, "كاروان عمر حسين", "حافلة 3")
    asked = AdmissionRequest(
        decided="new-file",
        person=PersonFile(number="", name=told.name, born=date(1991, 2, 3), sex="male"),
        booking=Booking(number="", person="", facility="F01", status="untried", admitted=NOW),
        arrival=number,
        place="F01/B/1/01",
    )
    refused("custody-cell-refused", lambda: admit(at, asked, None))
    assert [kept.body.name for kept in every(at, PERSON) if kept.body.name == told.name] == []
    made = admit(at, asked.model_copy(update={"place": "F01/A/1/01"}), None)
    assert made.person.startswith("P-")
    assert one(at, ARRIVAL, number=number).body.booking == made.booking
    [move] = every(at, MOVE, {"person": made.person})
    assert (move.body.place, move.body.sex, move.body.place_status) == ("F01/A/1/01", "male", "untried")
    assert expected_people(at, ArrivalsRequest(), None).people == []
    again = admit(at, asked.model_copy(update={"place": "F01/A/1/01"}), None)
    assert (again.again, again.person, again.record) == (True, made.person, made.record)
    refused("custody-arrived-already", lambda: admit(at, asked.model_copy(update={"place": ""}), None))
