"""Correct the latest move of a person: what was entered wrongly, with the reason. The version before stays in
the history of the record."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import record_of
from tahqiq.desk.moments import Happened, happened
from tahqiq.desk.records import changed, every
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.moves.allocation import house_of, house_with_fitting_cell
from tahqiq.desks.custody.moves.derivations import latest_first, write_conditions
from tahqiq.desks.custody.moves.operations import MoveAnswer, example, move
from tahqiq.desks.custody.moves.record import MOVE, NO_STAY, Move
from tahqiq.desks.custody.people.lookup import person_of
from tahqiq.desks.custody.people.record import A_PERSON
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, NotFound, WrongUse


class MoveCorrectionRequest(Strict):
    """What the latest move of a person really was."""

    person: Annotated[str, A_PERSON] = Field(
        min_length=1, max_length=200, description="The number of the file, or the whole name."
    )
    record: str = Field(min_length=1, max_length=64, description="The move, by the id of its record.")
    place: str = Field(min_length=1, max_length=200, description="Where to, by the code of the place.")
    left: Annotated[datetime | None, Happened()] = Field(
        default=None, description="When the person left; empty: from outside, or as it was entered."
    )
    arrived: Annotated[datetime | None, Happened(after=("left",))] = Field(
        default=None, description="When the person arrived; empty: is still on the way."
    )
    purpose: str = Field(default="", max_length=2_000, description="Why they were moved; empty: as entered.")
    authority: str = Field(default="", max_length=2_000, description="Who ordered it; empty: as entered.")
    escort: str = Field(default="", max_length=2_000, description="Who went along; empty: as entered.")
    reason: str = Field(min_length=3, max_length=1_000, description="What was wrong.")


def correct(at: ActingDesktop, asked: MoveCorrectionRequest, _progress: Progress | None) -> MoveAnswer:
    """Correct the latest move. Raises ``NotFound`` (``custody-nobody-called``, ``custody-nothing-called``,
    ``custody-not-held``), ``Conflict`` (``custody-move-followed``, ``custody-cell-refused``),
    ``WrongUse`` (``moment-order``, ``custody-arrival-needed``)."""
    who = person_of(at, asked.person)
    moves = latest_first(
        at.records(MOVE).find({"person": who.number}, order="arrived", descending=True, limit=20).records
    )
    if not moves:
        raise NotFound("custody-nothing-called", value=asked.record)
    if moves[0].id != asked.record or moves[0].body.sort in (*NO_STAY, "transfer"):
        raise Conflict("custody-move-followed", value=who.number)
    last, before = moves[0], moves[1] if len(moves) > 1 else None
    booking = next(
        (kept.body for kept in every(at, BOOKING, {"number": last.body.booking}) if kept.body.held),
        None,
    )
    if booking is None:
        raise NotFound("custody-not-held", value=who.number)
    if asked.arrived is None and not last.body.under_way:
        raise WrongUse("custody-arrival-needed")
    left = asked.left or last.body.left
    arrived = asked.arrived or left or last.body.arrived
    if before is not None:
        happened(before.body.arrived, left, arrived)
    needs_cell = last.body.sort in ("cell", "admission") and asked.place != last.body.place
    house = (
        house_with_fitting_cell(at, asked.place, who, booking, arrived)
        if needs_cell
        else house_of(at, who, booking.facility, arrived)
    )
    body = last.body.model_copy(
        update={
            "place": asked.place,
            "left": left,
            "arrived": arrived,
            "under_way": asked.arrived is None,
            "reason": asked.purpose.strip() or last.body.reason,
            "authority": asked.authority.strip() or last.body.authority,
            "escort": asked.escort.strip() or last.body.escort,
            "corrected": asked.reason,
            "place_sex": "",
            "place_ages": "",
            "place_status": "",
        }
    )
    write_conditions([body], {who.number: who}, house.places, {booking.number: booking})
    if before is not None and left is not None and before.body.ended == last.body.left:
        changed(at, MOVE, before, ended=left)
    saved = at.records(MOVE).save(Move.model_validate(body.__dict__), identity=last.id, version=last.version)
    return record_of(MoveAnswer, saved.body, record=saved.id)


def _example(at: ActingDesktop) -> MoveCorrectionRequest:
    moved = move(at, example(at), None)
    return MoveCorrectionRequest(
        person=moved.person,
        record=moved.record,
        place=moved.place,
        left=moved.left,
        arrived=moved.arrived,
        reason="The hour was written wrongly",
    )


CORRECTION = Operation(
    "move-correct", MoveCorrectionRequest, MoveAnswer, "act", "write-case", correct, _example
)
