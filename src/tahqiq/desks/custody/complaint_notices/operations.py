"""Hand in a complaint without reading it: whoever works at the desk writes down that there is one, and it is
due until somebody inside the compartment takes it. Complaints reach whom they are addressed to uncensored
(Nelson Mandela Rules 56 and 57)."""

from datetime import datetime

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.records import added, changed, example_entry, one
from tahqiq.desks.custody.answers import RecordAnswer, answer_of
from tahqiq.desks.custody.compartments import require_inside
from tahqiq.desks.custody.complaint_notices.record import NOTICE, ComplaintNotice, ComplaintNoticeDetails
from tahqiq.desks.custody.people.examples import example_held
from tahqiq.desks.custody.people.lookup import held_when, person_of
from tahqiq.desks.custody.places.lookup import example_facility
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict


class ComplaintNoticeRequest(ComplaintNoticeDetails, needs=()):
    """That there is a complaint."""


def hand_in(at: ActingDesktop, asked: ComplaintNoticeRequest, _progress: Progress | None) -> RecordAnswer:
    """Write down that somebody complains. Raises ``NotFound`` (``custody-no-person-file``), ``Conflict``
    (``custody-not-held-then``)."""
    if asked.person:
        held_when(at, person_of(at, asked.person).number, asked.made, afterwards=True)
    return answer_of(added(at, NOTICE, "CN", asked))


class OneComplaintNoticeRequest(Strict):
    """Which notice."""

    number: str = Field(min_length=1, max_length=80, description="The number of the notice.")


def take(at: ActingDesktop, asked: OneComplaintNoticeRequest, _progress: Progress | None) -> RecordAnswer:
    """Say that the letter was taken, or the person heard, by somebody inside the compartment. Raises
    ``Refused`` (``custody-complaints-closed``), ``NotFound`` (``custody-nothing-called``), ``Conflict``
    (``custody-complaint-taken``)."""
    require_inside(at, "custody-complaints", "custody-complaints-closed")
    found: RecordVersion[ComplaintNotice] = one(at, NOTICE, number=asked.number)
    if found.body.taken is not None:
        raise Conflict("custody-complaint-taken", value=asked.number)
    return answer_of(changed(at, NOTICE, found, taken=clock.now()))


def _example(at: ActingDesktop) -> OneComplaintNoticeRequest:
    require_inside(at, "custody-complaints", "custody-complaints-closed")
    return OneComplaintNoticeRequest(number=example_entry(at, NOTICE, "CN"))


OPERATIONS = (
    Operation(
        "complaint-hand-in",
        ComplaintNoticeRequest,
        RecordAnswer,
        "act",
        "write-case",
        hand_in,
        lambda at: ComplaintNoticeRequest(
            person=example_held(at),
            facility=example_facility(at),
            made=datetime.fromisoformat("2026-05-03T10:00:00+03:00"),
            way="closed-letter",
            addressed="inspector",
        ),
    ),
    Operation(
        "complaint-take",
        OneComplaintNoticeRequest,
        RecordAnswer,
        "act",
        "write-case",
        take,
        _example,
        compartment="custody-complaints",
    ),
)
