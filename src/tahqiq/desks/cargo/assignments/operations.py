"""Assigning a line of a signed list to an examiner and a place, and taking it back."""

from typing import Annotated

from pydantic import Field

from tahqiq.access.people import Person
from tahqiq.desk import PERSON, ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import record_of
from tahqiq.desks.cargo.assignments.record import (
    ASSIGNMENT,
    Assignment,
    AssignmentDetails,
    assignments_of,
)
from tahqiq.desks.cargo.outcomes.lookup import examined
from tahqiq.desks.cargo.selection_lists.operations import on_list
from tahqiq.desks.cargo.selection_lists.record import EXAMPLE_LINE, LIST
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, WrongUse


class AssignmentRequest(AssignmentDetails, needs=("shift_list", "consignment")):
    """Who examines a line."""

    person: Annotated[str, PERSON] = Field(
        default="",
        max_length=40,
        description="Who examines it: a person of the desk, by id; empty takes the assignment back.",
    )

    version: int = Field(
        default=0, ge=0, description="The version of the assignment that you saw; 0 where there was none."
    )


class AssignedLineView(Strict):
    """A line of a signed list that is examined: ``examination`` is how deep, ``person`` who examines it with
    ``name`` ("" : nobody yet) and ``bay``, ``version`` that of the assignment (0: none), ``examined``
    whether its examination is recorded."""

    consignment: str
    examination: str
    goods: str
    marks: list[str]
    person: str
    name: str
    bay: str
    version: int
    examined: bool


class ExaminerView(Strict):
    """Somebody who may examine: how many lines of this list they have that are not examined yet."""

    person: str
    name: str
    open: int


class AssignmentsView(Strict):
    """The lines of a signed list with who examines them, and who may; ``bays`` are those that were named
    before."""

    shift_list: str
    shift: str
    lines: list[AssignedLineView]
    examiners: list[ExaminerView]
    bays: list[str]


class AssignmentsRequest(Strict):
    """Of which list."""

    shift_list: str = Field(description="The list, by its id.")


def assign(at: ActingDesktop, asked: AssignmentRequest, _progress: Progress | None) -> AssignmentsView:
    """Say who examines a line and where, or take that back. Raises ``NotFound`` (``cargo-not-on-list``,
    ``cargo-no-examiner`` for somebody who may not write at the desk), ``WrongUse`` (``cargo-list-unsigned``,
    ``cargo-not-examined`` for a line that was deferred or overridden, ``cargo-examined-already``),
    ``Conflict`` where somebody else assigned it since."""
    body = at.records(LIST).get(asked.shift_list).body
    line = on_list(body, asked.consignment)
    if not body.signed_by:
        raise WrongUse("cargo-list-unsigned", shift=body.shift)
    if line not in body.open():
        raise WrongUse("cargo-not-examined", consignment=line.id)
    if examined(at, [line.id]):
        raise WrongUse("cargo-examined-already", consignment=line.id)
    before = assignments_of(at, asked.shift_list).get(line.id)
    if (before.version if before is not None else 0) != asked.version:
        raise Conflict("cargo-assigned-since", consignment=line.id)
    records = at.records(ASSIGNMENT)
    if not asked.person:
        if before is not None:
            records.put_away(before.id, before.version)
        return _view(at, asked.shift_list)
    if asked.person not in {one.id for one in examiners(at)}:
        raise NotFound("cargo-no-examiner")
    kept = record_of(Assignment, asked, by=at.actor.id, recorded=clock.now(), consignment=line.id)
    if before is None:
        records.save(kept)
    else:
        records.save(kept, "", before.id, before.version)
    return _view(at, asked.shift_list)


def show(at: Desktop, asked: AssignmentsRequest, _progress: Progress | None) -> AssignmentsView:
    """Who examines which line of a list."""
    return _view(at, asked.shift_list)


def examiners(at: Desktop) -> list[Person]:
    """The people of the desk who may write there; not the account of its clocks."""
    door = at.bench.door
    people = [door.people.get(one) for one in door.cases.members(at.desk.file)]
    return [one for one in people if not one.program and door.may(one.actor(), "write-case", at.desk.file)]


def _view(at: Desktop, shift_list: str) -> AssignmentsView:
    body = at.records(LIST).get(shift_list).body
    given = assignments_of(at, shift_list)
    done = examined(at, [line.id for line in body.open()])
    latest = at.records(ASSIGNMENT).find(descending=True, limit=200).records
    names = at.bench.names(one.body.person for one in given.values())
    lines = []
    for line in body.open():
        kept = given.get(line.id)
        lines.append(
            AssignedLineView(
                consignment=line.id,
                examination=line.examination,
                goods=line.goods,
                marks=[*line.containers, *line.plates],
                person=kept.body.person if kept is not None else "",
                name=names.get(kept.body.person, "") if kept is not None else "",
                bay=kept.body.bay if kept is not None else "",
                version=kept.version if kept is not None else 0,
                examined=line.id in done,
            )
        )
    return AssignmentsView(
        shift_list=shift_list,
        shift=body.shift,
        lines=lines,
        examiners=[
            ExaminerView(
                person=one.id,
                name=one.name,
                open=sum(line.person == one.id and not line.examined for line in lines),
            )
            for one in sorted(examiners(at), key=lambda one: one.name)
        ],
        bays=sorted({one.body.bay for one in latest if one.body.bay}),
    )


def _signed(at: ActingDesktop) -> str:
    example = LIST.example
    signed = example.model_copy(update={"signed_by": "second", "signed": example.recorded})
    return at.records(LIST).save(signed).id


def _example(at: ActingDesktop) -> AssignmentRequest:
    return AssignmentRequest(shift_list=_signed(at), consignment=EXAMPLE_LINE.id, person=at.actor.id, bay="3")


OPERATIONS = (
    Operation(
        "lists-assign",
        AssignmentRequest,
        AssignmentsView,
        "act",
        "write-case",
        assign,
        _example,
        group="lists",
    ),
    Operation(
        "lists-assignments",
        AssignmentsRequest,
        AssignmentsView,
        "look",
        "read-case",
        show,
        lambda at: AssignmentsRequest(shift_list=_signed(at)),
        group="lists",
    ),
)
