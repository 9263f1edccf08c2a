"""Correct what was written down at an admission, with the reason. The version before stays in the history of
the record."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, ActingDesktop, Operation
from tahqiq.desk.moments import Happened, happened
from tahqiq.desk.records import changed, every, one
from tahqiq.desks.custody.admissions.completion import given_answers
from tahqiq.desks.custody.admissions.file_answers import FileAnswers, given_of_file, write_to_file
from tahqiq.desks.custody.admissions.order_end import OrderEnd, correct_end, order_of
from tahqiq.desks.custody.answers import RecordAnswer, answer_of
from tahqiq.desks.custody.bookings.gaps import before_admission, listed
from tahqiq.desks.custody.bookings.record import BOOKING, AdmissionAnswers
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.people.record import Sex
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import WrongUse


class AdmissionCorrectionRequest(OrderEnd, FileAnswers, AdmissionAnswers, needs=()):
    """What of an admission was written down wrongly, as it really was. What is right is left empty."""

    booking: Annotated[str, ARGUMENT] = Field(min_length=1, description="The number of the booking.")
    admitted: Annotated[datetime | None, Happened()] = Field(
        default=None, description="Day and hour of admission, as they really were."
    )
    name: str = Field(default="", max_length=200, description="The name, as it really is.")
    sex: Sex | None = Field(default=None, description="Female or male, as in the document.")
    reason: str = Field(min_length=3, max_length=1_000, description="What was wrong.")


def correct(at: ActingDesktop, asked: AdmissionCorrectionRequest, _progress: Progress | None) -> RecordAnswer:
    """Correct an admission. Raises ``NotFound`` (``custody-nothing-called``), ``WrongUse``
    (``custody-nothing-answered``, ``moment-order``, ``custody-court-before-admission``,
    ``custody-property-empty``, ``custody-order-number-blank``, ``custody-order-days``,
    ``custody-order-length``)."""
    found = one(at, BOOKING, number=asked.booking)
    given = given_answers(asked)
    of_file = given_of_file(asked, "name", "sex")
    ends = asked.order_until is not None or asked.order_days > 0
    if not given and not of_file and asked.admitted is None and not ends:
        raise WrongUse("custody-nothing-answered")
    admitted = asked.admitted or found.body.admitted
    if asked.admitted is not None or "arrested" in given:
        happened(given.get("arrested", found.body.arrested), admitted, found.body.released)
    before_admission(given.get("court", found.body.court if asked.admitted else None), admitted)
    listed(given.get("property_signed"), given.get("property_items", found.body.property_items))
    if asked.admitted is not None:
        given["admitted"] = asked.admitted
        _first_stay(at, found.body.number, asked.admitted)
    order = order_of(asked, found.body.model_copy(update=given))
    write_to_file(at, found.body.person, of_file)
    saved = changed(at, BOOKING, found, **given, corrected=asked.reason)
    correct_end(at, saved, order)
    return answer_of(saved)


def _first_stay(at: ActingDesktop, booking: str, admitted: datetime) -> None:
    """Let the first stay begin with the corrected hour of admission. Raises ``WrongUse`` (``moment-order``:
    the person had moved on before)."""
    for kept in every(at, MOVE, {"booking": booking, "sort": "admission"}):
        happened(admitted, kept.body.ended)
        changed(at, MOVE, kept, arrived=admitted)


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
