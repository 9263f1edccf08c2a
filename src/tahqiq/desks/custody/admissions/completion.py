"""Answer questions that an admission left open."""

from typing import Annotated, Any

from pydantic import Field

from tahqiq.casework import field_words
from tahqiq.desk import ARGUMENT, ActingDesktop, Operation
from tahqiq.desk.moments import happened
from tahqiq.desk.records import changed, one
from tahqiq.desks.custody.admissions.file_answers import FileAnswers, given_of_file, write_to_file
from tahqiq.desks.custody.admissions.open_questions import open_questions
from tahqiq.desks.custody.admissions.operations import AdmissionView
from tahqiq.desks.custody.bookings.gaps import before_admission, described, listed
from tahqiq.desks.custody.bookings.record import BOOKING, AdmissionAnswers, Booking
from tahqiq.desks.custody.name import NAME
from tahqiq.desks.custody.people.record import PERSON
from tahqiq.desks.custody.roll_call.operations import files_of
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.kit.messages import wanted


class AdmissionAnswersRequest(FileAnswers, AdmissionAnswers, needs=()):
    """Answers to questions that an admission left open. What is not known yet is left empty."""

    booking: Annotated[str, ARGUMENT] = Field(min_length=1, description="The number of the booking.")


def complete(at: ActingDesktop, asked: AdmissionAnswersRequest, _progress: Progress | None) -> AdmissionView:
    """Save the answers; none that is there is replaced. Raises ``NotFound`` (``custody-nothing-called``),
    ``WrongUse`` (``custody-nothing-answered``, ``moment-order``, ``custody-court-before-admission``,
    ``custody-injuries-words``, ``custody-property-empty``),
    ``Conflict`` (``custody-question-answered``)."""
    found = one(at, BOOKING, number=asked.booking)
    given = given_answers(asked)
    file = files_of(at, [found.body.person]).get(found.body.person)
    of_file = given_of_file(asked)
    if not given and not of_file:
        raise WrongUse("custody-nothing-answered")
    for name in given:
        if getattr(found.body, name) not in (_default(name), given[name]):
            label = field_words.called(NAME, BOOKING.name, "field", name, wanted())
            raise Conflict("custody-question-answered", value=label.sentence if label else name)
    for name, value in of_file.items():
        if getattr(file, name, None) not in ("", None, value):
            label = field_words.called(NAME, PERSON.name, "field", name, wanted())
            raise Conflict("custody-question-answered", value=label.sentence if label else name)
    if "arrested" in given:
        happened(given["arrested"], found.body.admitted)
    before_admission(given.get("court"), found.body.admitted)
    described(given.get("injuries"), given.get("injuries_noted", found.body.injuries_noted))
    listed(given.get("property_signed"), given.get("property_items", found.body.property_items))
    write_to_file(at, found.body.person, of_file)
    saved = changed(at, BOOKING, found, **given) if given else found
    body: Booking = saved.body
    return AdmissionView(
        person=body.person,
        booking=body.number,
        record=saved.id,
        due=open_questions(body, files_of(at, [body.person]).get(body.person)),
    )


def given_answers(asked: AdmissionAnswers) -> dict[str, Any]:
    """The answers that are not empty."""
    values = {name: getattr(asked, name) for name in AdmissionAnswers.model_fields}
    return {name: value for name, value in values.items() if value != _default(name)}


def _default(name: str) -> object:
    """What stands in a field that nobody has answered."""
    return AdmissionAnswers.model_fields[name].get_default(call_default_factory=True)


def example(at: ActingDesktop) -> AdmissionAnswersRequest:
    """A booking that is there, and who represents the person."""
    number = at.records(BOOKING).next_number("B")
    at.records(BOOKING).save(BOOKING.example.model_copy(update={"number": number}))
    return AdmissionAnswersRequest(booking=number, lawyer="سعاد نوري", injuries=False)


COMPLETE = Operation(
    "complete", AdmissionAnswersRequest, AdmissionView, "act", "write-case", complete, example
)
