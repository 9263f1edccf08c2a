"""Requests and complaints, in a compartment of their own: who is outside it neither reads nor writes
there."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import Happened, precedes, shown
from tahqiq.desk.records import added, changed, example_entry, one
from tahqiq.desks.custody.answers import RecordAnswer, answer_of
from tahqiq.desks.custody.compartments import require_inside
from tahqiq.desks.custody.complaints.record import COMPLAINT, ComplaintDetails
from tahqiq.desks.custody.people.examples import example_held
from tahqiq.desks.custody.people.lookup import held_when
from tahqiq.desks.custody.places.lookup import example_facility
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, WrongUse


class ComplaintRequest(ComplaintDetails, needs=("torture", "text")):
    """A request or complaint."""


def complain(at: ActingDesktop, asked: ComplaintRequest, _progress: Progress | None) -> RecordAnswer:
    """Enter a complaint. Raises ``Refused`` (``custody-complaints-closed``) for who is outside the
    compartment, ``NotFound`` (``custody-nobody-called``), ``Conflict`` (``custody-not-held-then``: before
    the person came in; after a release one may still complain)."""
    require_inside(at, "custody-complaints", "custody-complaints-closed")
    who = asked.person
    held_when(at, who, asked.made, afterwards=True)
    return answer_of(added(at, COMPLAINT, "K", asked, person=who))


class ComplaintReplyRequest(Strict):
    """The answer to a complaint."""

    number: str = Field(min_length=1, description="The number of the complaint.")
    answered: Annotated[AwareDatetime, Happened()] = Field(description="When it was answered.")
    answer: str = Field(min_length=2, max_length=20_000, description="The answer, with reasons.")
    told_authority: Annotated[AwareDatetime | None, Happened()] = Field(
        default=None, description="Of torture: when the independent authority was told."
    )


def answer(at: ActingDesktop, asked: ComplaintReplyRequest, _progress: Progress | None) -> RecordAnswer:
    """Answer a complaint. One of torture is not answered before the independent authority was told. Raises
    ``Refused`` (``custody-complaints-closed``), ``NotFound`` (``custody-nothing-called``), ``Conflict``
    (``custody-answered``, ``custody-torture-first``), ``WrongUse`` (``custody-answer-first``,
    ``moment-order``: the authority was told before the complaint)."""
    require_inside(at, "custody-complaints", "custody-complaints-closed")
    found = one(at, COMPLAINT, number=asked.number)
    if found.body.answered is not None:
        raise Conflict("custody-answered", value=asked.number)
    told = found.body.told_authority or asked.told_authority
    if found.body.torture and told is None:
        raise Conflict("custody-torture-first", value=asked.number)
    if told is not None and precedes(told, found.body.made):
        raise WrongUse("moment-order", first=shown(found.body.made), then=shown(told))
    if asked.answered < found.body.made:
        raise WrongUse("custody-answer-first", made=shown(found.body.made))
    return answer_of(
        changed(at, COMPLAINT, found, answered=asked.answered, answer=asked.answer, told_authority=told)
    )


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


def _complaint(at: ActingDesktop) -> str:
    require_inside(at, "custody-complaints", "custody-complaints-closed")
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
