"""Requests and complaints, in a compartment of their own: who is outside it neither reads nor writes
there."""

from datetime import datetime

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.acts.told import CustodyKept, kept
from tahqiq.desks.custody.book import changed, one
from tahqiq.desks.custody.closed import inside
from tahqiq.desks.custody.people import person_of
from tahqiq.desks.custody.records.people import PERSON
from tahqiq.desks.custody.records.rights import COMPLAINT, Complaint
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, Refused, WrongUse


class ComplaintRequest(Strict):
    """A request or complaint."""

    person: str = Field(
        min_length=1, max_length=200, description="Whose: the number of the file, or the whole name."
    )
    facility: str = Field(min_length=1, max_length=40, description="The facility.")
    made: AwareDatetime = Field(description="When.")
    torture: bool = Field(description="Whether it is of torture or ill-treatment.")
    text: str = Field(min_length=2, max_length=20_000, description="What is complained of.")
    told_authority: AwareDatetime | None = Field(
        default=None, description="Of torture: when the independent authority was told."
    )


def complain(at: ActingDesktop, asked: ComplaintRequest, _progress: Progress | None) -> CustodyKept:
    """Enter a complaint. Raises ``Refused`` (``custody-complaints-closed``) for who is outside the
    compartment, ``NotFound`` (``custody-nobody-called``)."""
    _inside(at)
    who = person_of(at, asked.person).number
    return kept(
        at.shelf(COMPLAINT).save(
            Complaint(number=at.shelf(COMPLAINT).next_number("K"), **(asked.model_dump() | {"person": who}))
        )
    )


class ComplaintAnswer(Strict):
    """The answer to a complaint."""

    number: str = Field(min_length=1, description="The number of the complaint.")
    answered: AwareDatetime = Field(description="When it was answered.")
    answer: str = Field(min_length=2, max_length=20_000, description="The answer, with reasons.")


def answer(at: ActingDesktop, asked: ComplaintAnswer, _progress: Progress | None) -> CustodyKept:
    """Answer a complaint. One of torture is not answered before the independent authority was told. Raises
    ``Refused`` (``custody-complaints-closed``), ``NotFound`` (``custody-nothing-called``), ``Conflict``
    (``custody-answered``, ``custody-torture-first``), ``WrongUse`` (``custody-arrives-first``)."""
    _inside(at)
    found = one(at, COMPLAINT, number=asked.number)
    if found.body.answered is not None:
        raise Conflict("custody-answered", value=asked.number)
    if found.body.torture and found.body.told_authority is None:
        raise Conflict("custody-torture-first", value=asked.number)
    if asked.answered < found.body.made:
        raise WrongUse("custody-arrives-first")
    return kept(changed(at, COMPLAINT, found, answered=asked.answered, answer=asked.answer))


def _inside(at: ActingDesktop) -> None:
    if not inside(at, "custody-complaints") or "custody-complaints" not in at.bench.door.cases.compartments(
        at.actor.id
    ):
        raise Refused("custody-complaints-closed")


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


def _person(at: ActingDesktop) -> str:
    number = at.shelf(PERSON).next_number("P-7")
    at.shelf(PERSON).save(PERSON.example.model_copy(update={"number": number}))
    return number


def _complaint(at: ActingDesktop) -> str:
    _inside(at)
    number = at.shelf(COMPLAINT).next_number("K")
    at.shelf(COMPLAINT).save(COMPLAINT.example.model_copy(update={"number": number}))
    return number


OPERATIONS = (
    Operation(
        "complain",
        ComplaintRequest,
        CustodyKept,
        "act",
        "write-case",
        complain,
        lambda at: ComplaintRequest(
            person=_person(at), facility="F01", made=_AT, torture=False, text="No visit for a month"
        ),
        hides_actor=True,
    ),
    Operation(
        "answer",
        ComplaintAnswer,
        CustodyKept,
        "act",
        "write-case",
        answer,
        lambda at: ComplaintAnswer(
            number=_complaint(at), answered=_AT.replace(hour=15), answer="The visit is on Thursday."
        ),
        hides_actor=True,
    ),
)
