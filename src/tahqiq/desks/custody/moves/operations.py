"""Move somebody from one place to another."""

from datetime import datetime
from typing import Annotated, Literal

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.details import record_of, stated
from tahqiq.desk.moments import Happened, shown
from tahqiq.desk.records import every
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.moves.allocation import house_of, house_with_fitting_cell
from tahqiq.desks.custody.moves.derivations import write_conditions
from tahqiq.desks.custody.moves.record import MOVE, OUT, Move, MoveStart
from tahqiq.desks.custody.people.examples import example_held
from tahqiq.desks.custody.people.lookup import person_of
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, NotFound, WrongUse


class MoveRequest(MoveStart, needs=("person", "place", "left", "reason", "authority", "escort")):
    """A move of somebody in custody. Admissions, transfers and releases have operations of their own."""

    sort: Literal["cell", "work", "visit", "yard", "court", "hospital"] = stated("What for.")
    left: Annotated[datetime, Happened()] = stated("When the person left.")
    arrived: Annotated[datetime | None, Happened(after=("left",))] = stated(
        "When the person arrived; empty: is on the way to court or hospital.", None
    )


class MoveAnswer(Move):
    """The move as it was saved. ``record`` is the id of the record."""

    record: str


def move(at: ActingDesktop, asked: MoveRequest, _progress: Progress | None) -> MoveAnswer:
    """Move somebody. Raises ``NotFound`` (``custody-nobody-called``, ``custody-nothing-called``,
    ``custody-not-held``), ``Conflict`` (``custody-cell-refused``, with the reasons in words;
    ``custody-moved-since``, ``custody-there-already``, ``custody-on-transfer``),
    ``WrongUse`` (``custody-arrival-needed``)."""
    who = person_of(at, asked.person)
    held = [kept.body for kept in every(at, BOOKING, {"person": who.number}) if kept.body.held]
    if not held:
        raise NotFound("custody-not-held", value=who.number)
    if asked.arrived is None and asked.sort not in OUT:
        raise WrongUse("custody-arrival-needed")
    since = asked.arrived or asked.left
    house = (
        house_with_fitting_cell(at, asked.place, who, held[-1], since)
        if asked.sort == "cell"
        else house_of(at, who, held[-1].facility, since)
    )
    last = (
        at.records(MOVE)
        .find({"person": who.number, "ended": None}, order="arrived", descending=True, limit=1)
        .records
    )
    if last and last[0].body.on_transfer:
        raise Conflict("custody-on-transfer", value=who.number, place=last[0].body.place)
    if last and last[0].body.arrived > asked.left:
        raise Conflict("custody-moved-since", value=who.number, at=shown(last[0].body.arrived))
    if last and last[0].body.place == asked.place:
        raise Conflict("custody-there-already", value=who.number, place=asked.place)
    made = record_of(
        Move,
        asked,
        person=who.number,
        arrived=since,
        under_way=asked.arrived is None,
        booking=held[-1].number,
        facility=held[-1].facility,
        origin=last[0].body.place if last else "",
    )
    write_conditions([made], {who.number: who}, house.places, {held[-1].number: held[-1]})
    if last:
        at.records(MOVE).save(
            last[0].body.model_copy(update={"ended": asked.left}),
            identity=last[0].id,
            version=last[0].version,
        )
    saved = at.records(MOVE).save(made)
    return record_of(MoveAnswer, saved.body, record=saved.id)


def example(at: ActingDesktop) -> MoveRequest:
    """Somebody held who goes to the yard."""
    when = datetime.fromisoformat("2026-05-02T09:00:00+03:00")
    return MoveRequest(
        person=example_held(at),
        place="F01/yard",
        sort="yard",
        left=when,
        arrived=when,
        reason="Exercise",
        authority="Director",
        escort="Officer 7",
    )


MOVING = Operation("move", MoveRequest, MoveAnswer, "act", "write-case", move, example)
