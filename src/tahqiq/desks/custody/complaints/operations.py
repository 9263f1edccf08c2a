"""Requests and complaints, in a compartment of their own: who is outside it neither reads nor writes
there."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import Happened, shown
from tahqiq.desk.records import added, changed, example_entry, one
from tahqiq.desks.custody.answers import RecordAnswer, answer_of
from tahqiq.desks.custody.compartments import inside
from tahqiq.desks.custody.complaints.record import COMPLAINT, ComplaintDetails
from tahqiq.desks.custody.people.examples import example_held
from tahqiq.desks.custody.people.lookup import held_when
from tahqiq.desks.custody.places.lookup import example_facility
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, Refused, WrongUse


class ComplaintRequest(ComplaintDetails, needs=("torture", "text")):
    """A request or complaint."""


def complain(at: ActingDesktop, asked: ComplaintRequest, _progress: Progress | None) -> RecordAnswer:
    """Enter a complaint. Raises ``Refused`` (``custody-complaints-closed``) for who is outside the
    compartment, ``NotFound`` (``custody-nobody-called``), ``Conflict`` (``custody-not-held-then``: before
    the person came in; after a release one may still complain)."""
    _inside(at)
    who = asked.person
    held_when(at, who, asked.made, afterwards=True)
    return answer_of(added(at, COMPLAINT, "K", asked, person=who))


class ComplaintReplyRequest(Strict):
    """The answer to a complaint."""

    number: str = Field(min_length=1, description="The number of the complaint.")
    answered: Annotated[AwareDatetime, Happened()] = Field(description="When it was answered.")
    answer: str = Field(min_length=2, max_length=20_000, description="The answer, with reasons.")


def answer(at: ActingDesktop, asked: ComplaintReplyRequest, _progress: Progress | None) -> RecordAnswer:
    """Answer a complaint. One of torture is not answered before the independent authority was told. Raises
    ``Refused`` (``custody-complaints-closed``), ``NotFound`` (``custody-nothing-called``), ``Conflict``
    (``custody-answered``, ``custody-torture-first``), ``WrongUse`` (``custody-answer-first``)."""
    _inside(at)
    found = one(at, COMPLAINT, number=asked.number)
    if found.body.answered is not None:
        raise Conflict("custody-answered", value=asked.number)
    if found.body.torture and found.body.told_authority is None:
        raise Conflict("custody-torture-first", value=asked.number)
    if asked.answered < found.body.made:
        raise WrongUse("custody-answer-first", made=shown(found.body.made))
    return answer_of(changed(at, COMPLAINT, found, answered=asked.answered, answer=asked.answer))


def _inside(at: ActingDesktop) -> None:
    if not inside(at, "custody-complaints") or "custody-complaints" not in at.bench.door.cases.compartments(
        at.actor.id
    ):
        raise Refused("custody-complaints-closed")


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


def _complaint(at: ActingDesktop) -> str:
    _inside(at)
    return example_entry(at, COMPLAINT, "K")


OPERATIONS = (
    Operation(
        "complain",
        ComplaintRequest,
        RecordAnswer,
        "act",
        "write-case",
        complain,
        lambda at: ComplaintRequest(
            person=example_held(at),
            facility=example_facility(at),
            made=_AT,
            torture=False,
            text="No visit for a month",
        ),
        hides_actor=True,
        compartment=COMPLAINT.compartment,
    ),
    Operation(
        "answer",
        ComplaintReplyRequest,
        RecordAnswer,
        "act",
        "write-case",
        answer,
        lambda at: ComplaintReplyRequest(
            number=_complaint(at), answered=_AT.replace(hour=15), answer="The visit is on Thursday."
        ),
        hides_actor=True,
        compartment=COMPLAINT.compartment,
    ),
)
