"""What the inbox shows of the desk: lists to decide about and to sign, what is assigned to a person,
examinations to complete; only what the person may do."""

from datetime import timedelta

from tahqiq.desk.inbox import Item, inbox
from tahqiq.desks.cargo.arrivals.record import ARRIVAL
from tahqiq.desks.cargo.assignments.operations import AssignmentRequest, assign
from tahqiq.desks.cargo.due_times.due import due
from tahqiq.desks.cargo.examinations.operations import (
    LaboratoryResultRequest,
    OutcomeSignatureRequest,
    add_laboratory_result,
)
from tahqiq.desks.cargo.examinations.operations import (
    sign as sign_outcome,
)
from tahqiq.desks.cargo.outcomes.record import OUTCOME
from tahqiq.desks.cargo.selection_lists.operations import ListSignatureRequest, SaveListRequest, save, sign
from tahqiq.desks.cargo.selection_lists.record import EXAMPLE, EXAMPLE_LINE
from tahqiq.kit import clock
from tests.desks.conftest import Turn, person
from tests.seat import Seat

from .selection_lists.decisions import accept_all


def due_at(at: Seat) -> list[Item]:
    return [one for one in inbox(at, clock.now(), "en").items if one.why in ("deadline", "task")]


def labels(at: Seat) -> list[str]:
    return [one.label for one in due_at(at)]


def test_a_list_goes_from_who_decides_to_who_signs_to_who_examines(at: Seat) -> None:
    chief, officer = person(at, "chief", "supervisor"), person(at, "officer", "analyst")
    made = save(at, SaveListRequest(made=EXAMPLE), None)
    assert labels(officer) == ["Lines of the list to decide about: 1"]
    (line,) = due_at(officer)
    assert (line.to, line.title, line.why) == (f"list/{made.shift_list}", "trebil-morning", "task")
    made = accept_all(at, made)
    assert labels(at) == []  # who made it and decided does not sign
    assert labels(chief) == ["Read and sign the list of the shift"]
    sign(chief, ListSignatureRequest(shift_list=made.shift_list, version=made.version), None)
    assert labels(officer) == ["Consignments to assign to examiners: 1"]
    asked = AssignmentRequest(
        shift_list=made.shift_list, consignment=EXAMPLE_LINE.id, person=officer.actor.id, bay="Lane 3"
    )
    assign(chief, asked, None)
    assert labels(chief) == []
    (line,) = due_at(officer)
    assert (line.label, line.title) == (
        "Examine a consignment assigned to you",
        f"{EXAMPLE_LINE.id} · Lane 3",
    )
    assert line.to == f"sheet/{EXAMPLE_LINE.id}?list={made.shift_list}"
    officer.records(OUTCOME).save(
        OUTCOME.example.model_copy(update={"by": officer.actor.id, "began": clock.now()})
    )
    assert "Examine a consignment assigned to you" not in labels(officer)


def test_lines_of_a_list_are_due_on_the_day_on_which_they_arrive(at: Seat, turn: Turn) -> None:
    turn("2026-03-01T05:00")
    at.records(ARRIVAL).save(ARRIVAL.example.model_copy(update={"number": EXAMPLE_LINE.id}))
    (today,) = due_at(at)
    assert (today.label, today.to) == (
        "Make the list of the shift. Consignments arriving: 1",
        "arrivals?day=2026-03-01",
    )
    save(at, SaveListRequest(made=EXAMPLE), None)
    (line,) = due_at(at)
    assert (line.label, line.standing) == ("Lines of the list to decide about: 1", "soon")
    turn("2026-03-02T05:00")
    assert [one.standing for one in due_at(at)] == ["overdue"]


def test_an_examination_is_completed_by_its_officer_and_signed_by_another(at: Seat) -> None:
    officer, second = person(at, "officer", "analyst"), person(at, "second", "analyst")
    began = clock.now() - timedelta(hours=2)
    body = OUTCOME.example.model_copy(
        update={"by": officer.actor.id, "began": began, "ended": began, "finds": []}
    )
    kept = officer.records(OUTCOME).save(body)
    assert labels(officer) == ["Record what came of the examination"]
    assert labels(second) == []
    kept = officer.records(OUTCOME).save(
        body.model_copy(update={"finds": OUTCOME.example.finds}), "", kept.id, kept.version
    )
    report = "Enter the laboratory report. Finds that wait for it: 1"
    assert labels(officer) == [report]
    assert sorted(labels(second)) == [report, "Sign a colleague's examination as second officer"]
    told = sign_outcome(second, OutcomeSignatureRequest(outcome=kept.id, version=kept.version), None)
    asked = LaboratoryResultRequest(
        outcome=kept.id,
        version=told.version,
        find=1,
        confirmed=True,
        report="L-1",
        effective=clock.now().date(),
    )
    add_laboratory_result(officer, asked, None)
    assert (labels(officer), labels(second)) == ([], [])


def test_who_may_not_write_at_the_desk_has_nothing_to_do_there(at: Seat) -> None:
    save(at, SaveListRequest(made=EXAMPLE), None)
    assert list(due(person(at, "guardian", "data-protection"))) == []
