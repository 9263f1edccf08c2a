"""Who examines where: lines of signed lists only, by people of the desk, and not over somebody's head."""

import pytest

from tahqiq.desks.cargo.assignments.operations import (
    AssignmentRequest,
    AssignmentsRequest,
    AssignmentsView,
    assign,
    show,
)
from tahqiq.desks.cargo.outcomes.record import OUTCOME
from tahqiq.desks.cargo.selection_lists.record import EXAMPLE_LINE, LIST, LineDecision
from tahqiq.kit.errors import Conflict, NotFound, Refused, WrongUse
from tests.desks.conftest import performed, person
from tests.seat import Seat


def kept(at: Seat, signed: bool = True, *decided: LineDecision) -> str:
    body = LIST.example
    update = {"signed_by": "second", "signed": body.recorded} if signed else {}
    return at.records(LIST).save(body.model_copy(update={**update, "decided": list(decided)})).id


def wanted(shift_list: str, who: str, **more: object) -> AssignmentRequest:
    return AssignmentRequest.model_validate(
        {"shift_list": shift_list, "consignment": EXAMPLE_LINE.id, "person": who, "bay": "Lane 3", **more}
    )


def test_a_line_is_given_to_an_examiner_given_to_another_and_taken_back(at: Seat) -> None:
    one, other = person(at, "one", "analyst"), person(at, "other", "analyst")
    shift_list = kept(at)
    told = performed(at, "lists-assign", wanted(shift_list, one.actor.id))
    assert isinstance(told, AssignmentsView)
    (line,) = told.lines
    assert (line.name, line.bay, line.version, line.examined) == ("One", "Lane 3", 1, False)
    assert {each.name: each.open for each in told.examiners}["One"] == 1
    assert told.bays == ["Lane 3"]
    told = assign(at, wanted(shift_list, other.actor.id, bay="Lane 4", version=1), None)
    assert (told.lines[0].name, told.lines[0].version) == ("Other", 2)
    told = assign(at, wanted(shift_list, "", version=2), None)
    assert (told.lines[0].person, told.lines[0].version) == ("", 0)
    told = assign(at, wanted(shift_list, one.actor.id), None)
    assert told.lines[0].name == "One"


def test_what_is_not_to_be_examined_is_not_assigned(at: Seat) -> None:
    who, at_desk = at.actor.id, LIST.example
    with pytest.raises(WrongUse) as found:
        assign(at, wanted(kept(at, signed=False), who), None)
    assert found.value.code == "cargo-list-unsigned"
    later = LineDecision(id=EXAMPLE_LINE.id, choice="defer", reason="No dog", by="x", at=at_desk.recorded)
    with pytest.raises(WrongUse) as found:
        assign(at, wanted(kept(at, True, later), who), None)
    assert found.value.code == "cargo-not-examined"
    with pytest.raises(NotFound):
        assign(at, wanted(kept(at), who, consignment="nothing"), None)
    shift_list = kept(at)
    at.records(OUTCOME).save(OUTCOME.example)
    with pytest.raises(WrongUse) as found:
        assign(at, wanted(shift_list, who), None)
    assert found.value.code == "cargo-examined-already"


def test_nobody_assigns_a_stranger_or_over_an_assignment_that_they_did_not_see(at: Seat) -> None:
    shift_list = kept(at)
    stranger = at.bench.door.people.add("stranger", "Stranger", frozenset({"analyst"}), None, "test")
    looker = person(at, "looker", "data-protection")
    for who in (stranger.id, looker.actor.id, "nobody"):
        with pytest.raises(NotFound):
            assign(at, wanted(shift_list, who), None)
    assign(at, wanted(shift_list, at.actor.id), None)
    with pytest.raises(Conflict):
        assign(at, wanted(shift_list, person(at, "one", "analyst").actor.id), None)


def test_who_may_not_write_at_the_desk_or_is_not_at_it_assigns_nothing(at: Seat) -> None:
    shift_list = kept(at)
    guardian = person(at, "guardian", "data-protection")
    with pytest.raises(Refused):
        performed(guardian, "lists-assign", wanted(shift_list, at.actor.id))
    door = at.bench.door
    outside = Seat(
        type(at.bench)(door, door.people.add("outside", "Outside", frozenset({"analyst"}), None, "test")),
        at.desk,
        at.home,
        "work",
    )
    with pytest.raises((Refused, NotFound)):
        performed(outside, "lists-assign", wanted(shift_list, at.actor.id))
    with pytest.raises((Refused, NotFound)):
        performed(outside, "lists-assignments", AssignmentsRequest(shift_list=shift_list))
    assert show(at, AssignmentsRequest(shift_list=shift_list), None).lines[0].person == ""
