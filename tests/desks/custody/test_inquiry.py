"""Who took part in a death, or is implicated, reads nothing of its inquiry: not by the desk, not by the
records; and who enters it without the right to open a case keeps that it happened."""

from datetime import datetime, timedelta

import pytest

from tahqiq.desk.records import every, one
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.due_times.due import due
from tahqiq.desks.custody.due_times.operations import ClocksRequest, clocks
from tahqiq.desks.custody.incidents.inquiry import InquiryRequest, OneIncidentRequest, incident_file, inquire
from tahqiq.desks.custody.incidents.operations import (
    IncidentHandlingRequest,
    IncidentRequest,
    StatementRequest,
    handle,
    record_incident,
    state,
)
from tahqiq.desks.custody.incidents.record import INCIDENT
from tahqiq.desks.custody.inquiries.record import INQUIRY
from tahqiq.desks.custody.people.record import PERSON
from tahqiq.kit.errors import NotFound
from tests.desks.conftest import person
from tests.desks.custody.conftest import imported
from tests.desks.custody.test_acts import refused
from tests.seat import Seat

NOW = datetime.fromisoformat("2026-03-01T09:00:00+03:00")
DEATH = IncidentRequest(
    facility="F01",
    at=NOW,
    sort="death",
    text="وُجد متوفى صباحاً.",
    people=["P-1"],
    staff=["guard", "7"],
    implicated=["guard"],
)


@pytest.fixture(autouse=True)
def held(at: Seat) -> None:
    at.records(PERSON).save(PERSON.example.model_copy(update={"number": "P-1"}))
    held = {"person": "P-1", "admitted": NOW - timedelta(days=1)}
    at.records(BOOKING).save(BOOKING.example.model_copy(update=held))


SECRET = "وُجد متوفى صباحاً."


def test_its_content_lies_in_a_case_that_the_implicated_cannot_read(at: Seat) -> None:
    made = record_incident(at, DEATH, None)
    assert (made.content, bool(made.inquiry)) == (True, True)
    told = incident_file(at, OneIncidentRequest(number=made.number), None)
    assert (told.inquiry, told.text, told.owed) == ("open", SECRET, ["guard", "7"])
    guard, other = person(at, "guard", "analyst"), person(at, "nurse", "analyst")
    for outside in (guard, other):
        seen = incident_file(outside, OneIncidentRequest(number=made.number), None)
        assert (seen.inquiry, seen.text, seen.people, seen.staff, seen.statements, seen.inquiry_case) == (
            "closed",
            "",
            [],
            [],
            [],
            "",
        )
        assert SECRET not in one(outside, INCIDENT, number=made.number).body.model_dump_json()
        with pytest.raises(NotFound):
            outside.records(INQUIRY).find({"number": made.number}, case=made.inquiry)
        refused(
            "custody-inquiry-closed",
            lambda outside=outside: state(
                outside, StatementRequest(number=made.number, officer="7", text="كنت هناك."), None
            ),
        )
        refused(
            "custody-inquiry-closed",
            lambda outside=outside: handle(
                outside, IncidentHandlingRequest(number=made.number, handled_by=["21"]), None
            ),
        )


def test_who_is_implicated_reads_nothing_even_as_a_member_and_is_taken_out(at: Seat) -> None:
    made = record_incident(at, DEATH.model_copy(update={"implicated": []}), None)
    clerk = person(at, "clerk", "analyst")
    at.bench.door.cases.add_member(made.inquiry, clerk.actor.id, "test")
    assert incident_file(clerk, OneIncidentRequest(number=made.number), None).text == SECRET
    handle(at, IncidentHandlingRequest(number=made.number, implicated=["clerk"]), None)
    assert incident_file(clerk, OneIncidentRequest(number=made.number), None).inquiry == "closed"
    with pytest.raises(NotFound):
        clerk.records(INQUIRY).find({"number": made.number}, case=made.inquiry)
    refused(
        "custody-implicated",
        lambda: handle(at, IncidentHandlingRequest(number=made.number, handled_by=["clerk"]), None),
    )


def test_who_took_part_keeps_only_that_it_happened(at: Seat) -> None:
    guard = person(at, "guard", "analyst", "supervisor")
    refused("custody-content-not-kept", lambda: record_incident(guard, DEATH, None))
    assert list(every(at, INCIDENT)) == [], "what is refused leaves nothing behind"
    made = record_incident(guard, DEATH.model_copy(update={"only_happened": True}), None)
    assert (made.content, made.inquiry) == (False, "")
    refused(
        "custody-implicated",
        lambda: inquire(guard, InquiryRequest(number=made.number, text=SECRET, staff=["guard"]), None),
    )
    assert incident_file(guard, OneIncidentRequest(number=made.number), None).inquiry == "missing"
    inquire(at, InquiryRequest(number=made.number, text=SECRET, staff=["guard", "7"]), None)
    assert incident_file(guard, OneIncidentRequest(number=made.number), None).inquiry == "closed"
    state(at, StatementRequest(number=made.number, officer="guard", text="كنت عند الباب."), None)
    assert one(at, INCIDENT, number=made.number).body.statements_missing == 1
    refused(
        "custody-inquiry-there", lambda: inquire(at, InquiryRequest(number=made.number, text=SECRET), None)
    )


def test_a_death_stands_in_the_list_until_the_authority_was_told_and_somebody_inquires(at: Seat) -> None:
    def waiting() -> dict[str, str]:
        found = clocks(at, ClocksRequest(facility="F01"), None).clocks
        return {one.clock: one.standing for one in found if one.record == made.number}

    earlier = {"at": NOW - timedelta(hours=4), "only_happened": True}
    guard = person(at, "guard", "analyst", "supervisor")
    made = record_incident(guard, DEATH.model_copy(update=earlier), None)
    assert waiting() == {"authority": "due", "inquiry": "due"}
    assert {one.to for one in due(at) if one.obligation.clock in ("authority", "inquiry")} == {
        f"incident?number={made.number}"
    }
    inquire(at, InquiryRequest(number=made.number, text=SECRET), None)
    assert waiting() == {"authority": "due"}
    closing = IncidentHandlingRequest(number=made.number, closed=NOW - timedelta(hours=1), outcome="طبيعية")
    refused("custody-authority-first", lambda: handle(at, closing, None))
    told = closing.model_copy(update={"told_authority": NOW - timedelta(hours=2)})
    handle(at, told, None)
    assert waiting() == {}


def test_a_register_that_is_taken_over_keeps_no_content_of_a_death(at: Seat) -> None:
    told = imported(
        at,
        {
            "incidents.csv": (
                "number,facility,at,sort,people,staff,text\nI-7,F01,2026-03-01 09:00,death,P-1,guard,"
                f"{SECRET}\n"
            )
        },
    )
    assert [problem.code for problem in told.problems if problem.code == "custody-inquiry-needed"] == [
        "custody-inquiry-needed"
    ]
    body = one(at, INCIDENT, number="I-7").body
    assert (body.text, body.people, body.staff, body.statements_missing) == ("", [], [], 1)
