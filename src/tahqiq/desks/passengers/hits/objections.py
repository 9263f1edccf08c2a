"""Steps that may not be taken with a hit: on an entry of a list that stands no longer nobody is confirmed or
referred, and without a telephone for the border post nobody is referred."""

from tahqiq.desk import Desktop
from tahqiq.desks.passengers.duty.record import duty_telephone
from tahqiq.desks.passengers.hits.record import HitRecord
from tahqiq.desks.passengers.watchlists.standing import EntryEndView, Standing
from tahqiq.kit.errors import Conflict, TahqiqError

ADVERSE = ("confirm", "refer", "agree")
"""Steps that need a list in force."""


def end_of(standing: Standing, body: HitRecord) -> EntryEndView | None:
    """When and why the entry ended with which a hit compares somebody; None where it stands, for the hit of a
    rule and for one that is masked."""
    if body.why == "rule" or body.masked:
        return None
    return standing.end(body.list_id, body.list_name, body.entry)


def against(at: Desktop, body: HitRecord, step: str, _state: str) -> TahqiqError | None:
    """Why a step may not be taken with a hit: ``passengers-entry-ended`` for one that would go on with an
    entry that has ended, ``passengers-entry-stands`` for closing a hit whose entry stands,
    ``passengers-duty-none`` for referring somebody while the sheet has no duty telephone."""
    if step not in (*ADVERSE, "close"):
        return None
    ended = end_of(Standing(at), body)
    if step == "close":
        return Conflict("passengers-entry-stands") if ended is None else None
    if ended is not None:
        return Conflict("passengers-entry-ended", day=ended.on[:10])
    if step in ("refer", "agree") and not duty_telephone(at):
        return Conflict("passengers-duty-none")
    return None
