"""Move somebody from one place to another."""

from datetime import datetime
from typing import Annotated, Literal

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.details import record_of, stated
from tahqiq.desk.moments import Happened
from tahqiq.desk.records import every
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.moves.allocation import house_of, house_with_fitting_cell
from tahqiq.desks.custody.moves.derivations import write_conditions
from tahqiq.desks.custody.moves.record import MOVE, Move, MoveDetails
from tahqiq.desks.custody.people.lookup import person_of
from tahqiq.desks.custody.people.record import PERSON
from tahqiq.desks.custody.places.record import PLACE
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, NotFound


class MoveRequest(MoveDetails, needs=("person", "place", "left", "arrived", "reason", "authority", "escort")):
    """A move of somebody in custody. Admissions, transfers and releases have operations of their own."""

    sort: Literal["cell", "work", "visit", "yard", "court", "hospital"] = stated("What for.")
    left: Annotated[datetime, Happened()] = stated("When the person left.")


class MoveAnswer(Move):
    """The move as it was saved. ``record`` is the id of the record."""

    record: str


def move(at: ActingDesktop, asked: MoveRequest, _progress: Progress | None) -> MoveAnswer:
    """Move somebody. Raises ``NotFound`` (``custody-nobody-called``, ``custody-nothing-called``,
    ``custody-not-held``), ``Conflict`` (``custody-cell-refused``, with the reasons in words;
    ``custody-moved-since``)."""
    who = person_of(at, asked.person)
    held = [kept.body for kept in every(at, BOOKING, {"person": who.number}) if kept.body.released is None]
    if not held:
        raise NotFound("custody-not-held", value=who.number)
    house = (
        house_with_fitting_cell(at, asked.place, who, held[-1], asked.arrived)
        if asked.sort == "cell"
        else house_of(at, who, held[-1].facility, asked.arrived)
    )
    last = (
        at.records(MOVE)
        .find({"person": who.number, "ended": None}, order="arrived", descending=True, limit=1)
        .records
    )
    if last and last[0].body.arrived > asked.left:
        raise Conflict(
            "custody-moved-since", value=who.number, at=last[0].body.arrived.isoformat(timespec="minutes")
        )
    made = record_of(
        Move,
        asked,
        person=who.number,
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
    """Somebody held, a cell that fits, and a move there; the person is saved once."""
    if not at.records(PLACE).count({"code": PLACE.example.code})[None]:
        at.records(PLACE).save(PLACE.example)
    free = f"{sum(1 for _ in every(at, BOOKING)):05}"
    if not at.records(BOOKING).count({"person": "P-8-mover", "held": True})[None]:
        at.records(PERSON).save(
            PERSON.example.model_copy(update={"number": "P-8-mover", "name": f"نوزاد احمد {free}"})
        )
        at.records(BOOKING).save(
            BOOKING.example.model_copy(
                update={
                    "number": f"B-8{free}",
                    "person": "P-8-mover",
                    "facility": PLACE.example.facility,
                }
            )
        )
    when = datetime.fromisoformat("2026-05-02T09:00:00+03:00")
    return MoveRequest(
        person="P-8-mover",
        place=PLACE.example.code,
        sort="cell",
        left=when,
        arrived=when,
        reason="Nearer to the family",
        authority="Director",
        escort="Officer 7",
    )


MOVING = Operation("move", MoveRequest, MoveAnswer, "act", "write-case", move, example)
