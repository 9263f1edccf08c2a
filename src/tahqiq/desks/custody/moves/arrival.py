"""Record that somebody who is on the way to court or hospital has arrived."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.details import record_of
from tahqiq.desk.moments import Happened, happened
from tahqiq.desk.records import changed
from tahqiq.desks.custody.moves.operations import MoveAnswer, MoveRequest, move
from tahqiq.desks.custody.moves.operations import example as example_move
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.people.lookup import person_of
from tahqiq.desks.custody.people.record import OfPerson
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict


class MoveArrivalRequest(OfPerson, needs=()):
    """Who has arrived, and when."""

    arrived: Annotated[datetime, Happened()] = Field(description="When the person arrived.")


def arrive(at: ActingDesktop, asked: MoveArrivalRequest, _progress: Progress | None) -> MoveAnswer:
    """Record the arrival. Raises ``NotFound`` (``custody-nobody-called``), ``Conflict``
    (``custody-not-under-way``), ``WrongUse`` (``moment-order``)."""
    who = person_of(at, asked.person)
    found = at.records(MOVE).find({"person": who.number, "ended": None}, order="arrived", descending=True)
    last = next(iter(found.records), None)
    if last is None or not last.body.under_way or last.body.sort == "transfer":
        raise Conflict("custody-not-under-way", value=who.number)
    happened(last.body.left, asked.arrived)
    saved = changed(at, MOVE, last, arrived=asked.arrived, under_way=False)
    return record_of(MoveAnswer, saved.body, record=saved.id)


def _example(at: ActingDesktop) -> MoveArrivalRequest:
    asked: MoveRequest = example_move(at).model_copy(
        update={"sort": "court", "place": "محكمة تحقيق الكرخ", "arrived": None}
    )
    moved = move(at, asked, None)
    return MoveArrivalRequest(person=moved.person, arrived=asked.left)


ARRIVING = Operation("move-arrived", MoveArrivalRequest, MoveAnswer, "act", "write-case", arrive, _example)
