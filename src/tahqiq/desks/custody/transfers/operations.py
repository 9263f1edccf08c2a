"""Send somebody to another facility, and receive who was sent: until then they are on the roll of the
facility that sent them, on the way."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.details import Details, record_of, stated
from tahqiq.desk.moments import Happened, happened, shown
from tahqiq.desk.records import changed
from tahqiq.desks.custody.bookings.record import BOOKING, Booking
from tahqiq.desks.custody.moves.allocation import checks, house_of, house_with_fitting_cell
from tahqiq.desks.custody.moves.derivations import write_conditions
from tahqiq.desks.custody.moves.operations import MoveAnswer
from tahqiq.desks.custody.moves.record import MOVE, Move
from tahqiq.desks.custody.people.examples import example_held
from tahqiq.desks.custody.people.lookup import held_of, person_of
from tahqiq.desks.custody.people.record import A_PERSON, OfPerson, PersonFile
from tahqiq.desks.custody.places.record import FACILITY, PLACE
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, WrongUse

KINDS_OF_PEOPLE = ("sex", "ages", "status")
"""The checks of a cell that say for whom it is; that it is full, or near somebody, may change on the way."""


class TransferRequest(Details, needs=("reason", "authority", "escort")):
    """Who is sent to which facility."""

    person: Annotated[str, A_PERSON] = stated("The person: the number of the file, or the whole name.")
    facility: Annotated[str, FACILITY] = stated("The facility they are sent to.")
    left: Annotated[datetime, Happened()] = stated("When they left.")
    reason: str = stated("Why.")
    authority: str = stated("Who ordered it.")
    escort: str = stated("Who goes with them; 'none' where nobody does.")


class ReceptionRequest(OfPerson, needs=()):
    """Who has come from another facility. They are received where they came, be it another one than they were
    sent to, or the one that they left."""

    facility: Annotated[str, FACILITY] = Field(
        default="", description="Where they came to; empty: where they were sent to."
    )
    arrived: Annotated[datetime, Happened()] = Field(description="When they arrived.")
    place: str = Field(default="", max_length=200, description="The cell, by its code; empty: no cell yet.")


def transfer(at: ActingDesktop, asked: TransferRequest, _progress: Progress | None) -> MoveAnswer:
    """Send somebody. Raises ``NotFound`` (``custody-nobody-called``, ``custody-not-held``), ``WrongUse``
    (``custody-transfer-same``), ``Conflict`` (``custody-moved-since``, ``custody-on-transfer``,
    ``custody-transfer-unfit``: no cell of that facility is for such a person)."""
    who = person_of(at, asked.person)
    booking = held_of(at, who.number).body
    if asked.facility == booking.facility:
        raise WrongUse("custody-transfer-same", value=who.number, place=asked.facility)
    last = _last(at, who.number)
    if last is not None and last.body.on_transfer:
        raise Conflict("custody-on-transfer", value=who.number, place=last.body.place)
    since = last.body.arrived if last is not None else booking.admitted
    if since is not None and since > asked.left:
        raise Conflict("custody-moved-since", value=who.number, at=shown(since))
    _fits_some_cell(at, asked, who, booking)
    made = record_of(
        Move,
        asked,
        person=who.number,
        sort="transfer",
        place=asked.facility,
        facility=booking.facility,
        booking=booking.number,
        origin=last.body.place if last is not None else booking.facility,
        arrived=asked.left,
        under_way=True,
    )
    write_conditions([made], {who.number: who}, {}, {booking.number: booking})
    if last is not None:
        changed(at, MOVE, last, ended=asked.left)
    saved = at.records(MOVE).save(made)
    return record_of(MoveAnswer, saved.body, record=saved.id)


def receive(at: ActingDesktop, asked: ReceptionRequest, _progress: Progress | None) -> MoveAnswer:
    """Receive somebody: from now on they are on the roll of this facility, in the cell or without one yet.
    Raises ``NotFound`` (``custody-nobody-called``, ``custody-nothing-called``), ``Conflict``
    (``custody-not-on-transfer``, ``custody-cell-refused``, with the reasons in words), ``WrongUse``
    (``moment-order``)."""
    who = person_of(at, asked.person)
    last = _last(at, who.number)
    if last is None or not last.body.on_transfer:
        raise Conflict("custody-not-on-transfer", value=who.number)
    happened(last.body.left, asked.arrived)
    booking = held_of(at, who.number)
    facility = asked.facility or last.body.place
    received = booking.body.model_copy(update={"facility": facility})
    house = (
        house_with_fitting_cell(at, asked.place, who, received, asked.arrived)
        if asked.place
        else house_of(at, who, facility, asked.arrived)
    )
    made = last.body.model_copy(
        update={
            "facility": facility,
            "place": asked.place or facility,
            "arrived": asked.arrived,
            "under_way": False,
        }
    )
    write_conditions([made], {who.number: who}, house.places, {received.number: received})
    changed(at, BOOKING, booking, facility=facility)
    saved = at.records(MOVE).save(made, identity=last.id, version=last.version)
    return record_of(MoveAnswer, saved.body, record=saved.id)


def _last(at: ActingDesktop, person: str) -> RecordVersion[Move] | None:
    """The move in which somebody stands."""
    found = at.records(MOVE).find(
        {"person": person, "ended": None}, order="arrived", descending=True, limit=1
    )
    return next(iter(found.records), None)


def _fits_some_cell(at: ActingDesktop, asked: TransferRequest, who: PersonFile, booking: Booking) -> None:
    house = house_of(at, who, asked.facility, asked.left)
    cells = [one for one in house.places.values() if one.sort == "cell" and not one.closed]
    for cell in cells:
        found = checks(cell, house, who, booking, asked.left)
        if all(kept is not False for name, kept, _ in found if name in KINDS_OF_PEOPLE):
            return
    if cells:
        raise Conflict("custody-transfer-unfit", value=who.number, place=asked.facility)


_LEFT = datetime.fromisoformat("2026-05-10T10:00:00+03:00")


def _example(at: ActingDesktop) -> TransferRequest:
    site = PLACE.example.model_copy(
        update={"code": "F02", "facility": "F02", "name": "", "sort": "site", "within": ""}
    )
    if not at.records(PLACE).count({"facility": site.code})[None]:
        at.records(PLACE).save(site)
    return TransferRequest(
        person=example_held(at),
        facility=site.code,
        left=_LEFT,
        reason="Nearer to the family",
        authority="Director",
        escort="Officer 7",
    )


def _example_reception(at: ActingDesktop) -> ReceptionRequest:
    sent = transfer(at, _example(at), None)
    return ReceptionRequest(person=sent.person, arrived=_LEFT.replace(hour=12))


OPERATIONS = (
    Operation("transfer", TransferRequest, MoveAnswer, "act", "write-case", transfer, _example),
    Operation("receive", ReceptionRequest, MoveAnswer, "act", "write-case", receive, _example_reception),
)
