"""Withdraw an admission that was recorded for the wrong person, or of nobody. One person asks and says who
was really admitted; a second one agrees. Until then it stands, and nobody is held nowhere in between."""

from typing import Annotated, Any, Literal

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ARGUMENT, ActingDesktop, Needs, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.records import changed, every, one
from tahqiq.desks.custody.answers import RecordAnswer, answer_of
from tahqiq.desks.custody.arrivals.record import ARRIVAL
from tahqiq.desks.custody.bookings.record import BOOKING, NOT_ASKED, Booking
from tahqiq.desks.custody.court_days.record import COURT_DAY
from tahqiq.desks.custody.moves.allocation import places_of
from tahqiq.desks.custody.moves.derivations import write_conditions
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.people.examples import example_held
from tahqiq.desks.custody.people.lookup import person_of
from tahqiq.desks.custody.people.record import A_PERSON
from tahqiq.desks.custody.plans.record import PLAN
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.model.kind import Kind


class OneBookingRequest(Strict):
    """Which booking."""

    booking: Annotated[str, ARGUMENT] = Field(min_length=1, description="The number of the booking.")


class AdmissionWithdrawalRequest(OneBookingRequest):
    """Which admission is wrong, why, and who was really admitted."""

    really: Literal["other-person", "nobody"] = Field(
        description="Who was really admitted: another person, or nobody (entered twice or by mistake)."
    )
    instead: Annotated[str, A_PERSON] = Field(
        default="",
        max_length=200,
        description="The other person: the number of the file, or the whole name.",
    )
    reason: str = Field(min_length=3, max_length=1_000, description="What was wrong.")


def withdraw(
    at: ActingDesktop, asked: AdmissionWithdrawalRequest, _progress: Progress | None
) -> RecordAnswer:
    """Ask to withdraw an admission; it stands until a second person agrees. Raises ``NotFound``
    (``custody-nothing-called``, ``custody-nobody-called``), ``Conflict`` (``custody-withdrawal-waits``,
    ``custody-withdrawal-closed``), ``WrongUse`` (``custody-withdrawal-who``,
    ``custody-withdrawal-same``)."""
    found = one(at, BOOKING, number=asked.booking)
    if not found.body.held:
        raise Conflict("custody-withdrawal-closed", value=asked.booking)
    if found.body.withdrawal_asked:
        raise Conflict("custody-withdrawal-waits", value=asked.booking)
    instead = person_of(at, asked.instead).number if asked.really == "other-person" and asked.instead else ""
    if instead == found.body.person:
        raise WrongUse("custody-withdrawal-same", value=instead)
    if (asked.really == "other-person") != bool(instead):
        raise WrongUse("custody-withdrawal-who")
    return answer_of(
        changed(
            at,
            BOOKING,
            found,
            withdrawal_asked=asked.reason,
            withdrawal_by=at.actor.id,
            withdrawal_at=clock.now(),
            withdrawal_instead=instead,
        )
    )


class AdmissionWithdrawalAnswer(RecordAnswer):
    """What came of it. ``person`` is whose booking it is now; ``withdrawn``: it is no stay in custody any
    more."""

    person: str
    withdrawn: bool


def agree(
    at: ActingDesktop, asked: OneBookingRequest, _progress: Progress | None
) -> AdmissionWithdrawalAnswer:
    """Agree, as the second person. Where the other person is held in no booking of their own, this one with
    its moves, days in court and plans becomes theirs; otherwise it is no stay any more and its moves never
    were. Raises ``NotFound`` (``custody-nothing-called``), ``Conflict`` (``custody-withdrawal-none``,
    ``custody-withdrawal-closed``)."""
    found = _asked_for(at, asked.booking)
    body = found.body
    if not body.held:
        raise Conflict("custody-withdrawal-closed", value=asked.booking)
    theirs = bool(body.withdrawal_instead) and not _is_held(at, body.withdrawal_instead)
    if theirs:
        _hand_over(at, body, body.withdrawal_instead)
        saved = changed(
            at, BOOKING, found, person=body.withdrawal_instead, corrected=body.withdrawal_asked, **NOT_ASKED
        )
    else:
        _undo(at, body)
        saved = changed(
            at,
            BOOKING,
            found,
            admitted=None,
            court=None,
            status=None,
            withdrawn=at.actor.id,
        )
    return AdmissionWithdrawalAnswer(
        record=saved.id, number=saved.body.number, person=saved.body.person, withdrawn=not theirs
    )


class AdmissionWithdrawalRefusal(OneBookingRequest):
    """Why an admission stands after all."""

    reason: str = Field(min_length=3, max_length=1_000, description="Why it is right as it stands.")


def keep(at: ActingDesktop, asked: AdmissionWithdrawalRefusal, _progress: Progress | None) -> RecordAnswer:
    """Let an admission stand that somebody asked to withdraw; what was asked stays in the history. Raises
    ``NotFound`` (``custody-nothing-called``), ``Conflict`` (``custody-withdrawal-none``)."""
    found = _asked_for(at, asked.booking)
    return answer_of(changed(at, BOOKING, found, corrected=asked.reason, **NOT_ASKED))


def _asked_for(at: ActingDesktop, number: str) -> RecordVersion[Booking]:
    found = one(at, BOOKING, number=number)
    if not found.body.withdrawal_asked or found.body.withdrawn:
        raise Conflict("custody-withdrawal-none", value=number)
    return found


def _is_held(at: ActingDesktop, person: str) -> bool:
    return bool(at.records(BOOKING).count({"person": person, "held": True})[None])


def _hand_over(at: ActingDesktop, booking: Booking, person: str) -> None:
    """What was written of the stay is written of ``person`` from now on; what place and person are to one
    another is read anew."""
    who, places = person_of(at, person), places_of(at, booking.facility)
    for move in every(at, MOVE, {"booking": booking.number}):
        body = move.body.model_copy(update={"person": person, "sex": "", "ages": ""})
        write_conditions([body], {person: who}, places, {booking.number: booking})
        changed(at, MOVE, move, **body.__dict__)
    kinds: tuple[Kind[Any], ...] = (COURT_DAY, PLAN)
    for kind in kinds:
        for kept in every(at, kind, {"person": booking.person}):
            if kept.body.booking == booking.number:
                changed(at, kind, kept, person=person)


def _undo(at: ActingDesktop, booking: Booking) -> None:
    """The moves never were, the days in court that are planned are cancelled, and who was announced is
    expected again."""
    for move in every(at, MOVE, {"booking": booking.number}):
        changed(at, MOVE, move, sort="withdrawn", ended=move.body.arrived, under_way=False)
    for day in every(at, COURT_DAY, {"person": booking.person, "state": "planned"}):
        if day.body.booking == booking.number:
            changed(at, COURT_DAY, day, state="cancelled", outcome=booking.withdrawal_asked)
    for arrival in every(at, ARRIVAL, {"open": False}):
        if arrival.body.booking == booking.number:
            changed(at, ARRIVAL, arrival, booking="")


def _booking(at: ActingDesktop, **asked: str) -> str:
    """The booking of somebody held, for the examples; ``asked``: what somebody else asked to withdraw."""
    found = one(at, BOOKING, person=example_held(at))
    return changed(at, BOOKING, found, **asked).body.number if asked else found.body.number


_EXAMPLE = {"withdrawal_asked": "Of another person of that name", "withdrawal_by": "somebody-else"}
_BY_ANOTHER = (Needs(BOOKING, "booking", (), "custody-withdrawal-own", "number", none_of=("asker",)),)
OPERATIONS = (
    Operation(
        "admission-withdraw",
        AdmissionWithdrawalRequest,
        RecordAnswer,
        "act",
        "write-case",
        withdraw,
        lambda at: AdmissionWithdrawalRequest(
            booking=_booking(at), really="nobody", reason="The admission was entered twice"
        ),
    ),
    Operation(
        "admission-withdraw-agree",
        OneBookingRequest,
        AdmissionWithdrawalAnswer,
        "act",
        "write-case",
        agree,
        lambda at: OneBookingRequest(booking=_booking(at, **_EXAMPLE)),
        needs=_BY_ANOTHER,
    ),
    Operation(
        "admission-keep",
        AdmissionWithdrawalRefusal,
        RecordAnswer,
        "act",
        "write-case",
        keep,
        lambda at: AdmissionWithdrawalRefusal(
            booking=_booking(at, **_EXAMPLE), reason="It is the person: the photograph shows it"
        ),
    ),
)
