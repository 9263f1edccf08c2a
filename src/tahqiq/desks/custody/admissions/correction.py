"""Correct what was written down at an admission, with the reason. The version before stays in the history of
the record."""

from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, ActingDesktop, Operation
from tahqiq.desk.moments import happened
from tahqiq.desk.records import changed, one
from tahqiq.desks.custody.admissions.completion import given_answers
from tahqiq.desks.custody.admissions.file_answers import FileAnswers, given_of_file, write_to_file
from tahqiq.desks.custody.answers import RecordAnswer, answer_of
from tahqiq.desks.custody.bookings.gaps import before_admission
from tahqiq.desks.custody.bookings.record import BOOKING, AdmissionAnswers
from tahqiq.desks.custody.people.record import Sex
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import WrongUse


class AdmissionCorrectionRequest(FileAnswers, AdmissionAnswers, needs=()):
    """What of an admission was written down wrongly, as it really was. What is right is left empty."""

    booking: Annotated[str, ARGUMENT] = Field(min_length=1, description="The number of the booking.")
    name: str = Field(default="", max_length=200, description="The name, as it really is.")
    sex: Sex | None = Field(default=None, description="Female or male, as in the document.")
    reason: str = Field(min_length=3, max_length=1_000, description="What was wrong.")


def correct(at: ActingDesktop, asked: AdmissionCorrectionRequest, _progress: Progress | None) -> RecordAnswer:
    """Correct an admission. Raises ``NotFound`` (``custody-nothing-called``), ``WrongUse``
    (``custody-nothing-answered``, ``moment-order``, ``custody-court-before-admission``)."""
    found = one(at, BOOKING, number=asked.booking)
    given = given_answers(asked)
    of_file = given_of_file(asked, "name", "sex")
    if not given and not of_file:
        raise WrongUse("custody-nothing-answered")
    if "arrested" in given:
        happened(given["arrested"], found.body.admitted)
    before_admission(given.get("court"), found.body.admitted)
    write_to_file(at, found.body.person, of_file)
    return answer_of(changed(at, BOOKING, found, **given, corrected=asked.reason))


def _example(at: ActingDesktop) -> AdmissionCorrectionRequest:
    number = at.records(BOOKING).next_number("B")
    at.records(BOOKING).save(BOOKING.example.model_copy(update={"number": number, "lawyer": "سعاد نوري"}))
    return AdmissionCorrectionRequest(booking=number, lawyer="سعاد نوري حسن", reason="The name was cut off")


CORRECT = Operation(
    "admission-correct",
    AdmissionCorrectionRequest,
    RecordAnswer,
    "act",
    "write-case",
    correct,
    _example,
)
