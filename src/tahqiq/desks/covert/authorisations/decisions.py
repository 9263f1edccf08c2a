"""Deciding on authorisations, writing up what was spoken, reviewing, renewing, ending. Whoever handles, leads
or asked for something never decides on it."""

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import MAY_LIE_AHEAD, Happened
from tahqiq.desks.covert.authorisations.applications import applied, granting_law
from tahqiq.desks.covert.authorisations.lookup import by_authorisation, keep, may_decide, of_number
from tahqiq.desks.covert.authorisations.record import (
    AUTHORISATION,
    LONG,
    Authorisation,
    Cancellation,
    Decision,
    Renewal,
    Review,
)
from tahqiq.desks.covert.authorisations.references import AuthorisationReference
from tahqiq.desks.covert.authorisations.scope_change import step_open, step_taken
from tahqiq.desks.covert.authorisations.view import AuthorisationView, authorisation_view
from tahqiq.desks.covert.identities import nobody_told
from tahqiq.desks.covert.remarks import remark
from tahqiq.desks.covert.states import Worded, open_to, over
from tahqiq.desks.covert.techniques.record import LAW
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Refused, WrongUse

SLACK = timedelta(minutes=5)
"""How far a beginning may lie behind the clock on the wall: the time in which a form is filled in."""


class DecisionRequest(AuthorisationReference):
    """A decision."""

    granted: bool = Field(description="Whether it is granted.")
    reason: str = Field(min_length=3, max_length=LONG, description="Why, in words of this matter.")
    months: int | None = Field(
        default=None,
        ge=1,
        le=24,
        description=(
            "For how many months; the first day counts. Without it, for as long as counsel's opinion on the "
            "law allows."
        ),
    )
    begins: Annotated[AwareDatetime | None, MAY_LIE_AHEAD] = Field(
        default=None, description="From when it runs, never earlier than now; without it, from now."
    )


class WriteUpRequest(AuthorisationReference):
    """What was decided orally, in writing."""

    necessity: str = Field(
        min_length=3, max_length=LONG, description="Why it was necessary, in words of this matter."
    )
    proportionality: str = Field(min_length=3, max_length=LONG, description="Why it is in proportion.")


class ReviewRequest(AuthorisationReference):
    """A review."""

    conclusion: str = Field(
        min_length=3, max_length=LONG, description="What the review comes to; never left out."
    )
    needed: bool = Field(description="Whether it is still needed.")


class RenewalRequest(AuthorisationReference):
    """A renewal."""

    months: int = Field(ge=1, le=24, description="For how many months from the day after its end.")
    gain: str = Field(
        min_length=3, max_length=LONG, description="What was gained so far, and why it goes on."
    )


class CancellationRequest(AuthorisationReference):
    """An end before the end."""

    reason: str = Field(min_length=3, max_length=LONG, description="Why it ends.")
    stopped_at: Annotated[AwareDatetime | None, Happened()] = Field(
        default=None, description="When what was done under it is confirmed to have stopped; without it, now."
    )
    needless_since: Annotated[AwareDatetime | None, Happened()] = Field(
        default=None, description="Since when it was no longer needed."
    )


class MatterClosureRequest(Strict):
    """A matter that is closed."""

    matter: str = Field(min_length=1, max_length=200, description="The case, by its number.")


class MatterClosureAnswer(Strict):
    """How many authorisations of the matter were closed."""

    matter: str
    closed: int


def decide(at: ActingDesktop, asked: DecisionRequest, _progress: Progress | None) -> AuthorisationView:
    """Grant or refuse. Raises ``Conflict`` (``covert-state``), ``Refused`` (``covert-decider-involved``,
    ``covert-not-verified``, ``covert-judge-only``), ``WrongUse`` (``covert-too-long``, ``covert-backdated``,
    ``covert-reasons-missing``, ``covert-text-source``)."""
    now, found = clock.now(), of_number(at, asked.number)
    body = found.body
    _needs(at, body, now, "grant" if asked.granted else "refuse")
    may_decide(at, body, at.actor.id)
    nobody_told(at, body.subjects, asked.reason)
    begins = asked.begins or now
    more: dict[str, object] = {}
    months = 0
    if asked.granted:
        law = granting_law(at, body)
        if not body.necessity.strip() or not body.proportionality.strip():
            raise WrongUse("covert-reasons-missing")
        months = law.months if asked.months is None else asked.months
        if not 1 <= months <= law.months:
            raise WrongUse("covert-too-long", months=months, longest=law.months)
        if begins < now - SLACK:
            raise WrongUse("covert-backdated")
        begins = max(begins, now)
        more = {"basis": law.basis, "verified": True}
    decision = Decision(
        granted=asked.granted,
        by=at.actor.id,
        at=now,
        entered_at=now,
        reason=asked.reason,
        begins=begins if asked.granted else None,
        months=months,
    )
    answer = _saved(at, found, now, decision=decision, **more)
    if asked.granted and body.replaces:
        step_taken(at, body, now, begins)
    return answer


def write_up(at: ActingDesktop, asked: WriteUpRequest, _progress: Progress | None) -> AuthorisationView:
    """Write up an urgent oral decision; for who spoke it. What comes after the 24 hours is kept and said.
    Raises ``Conflict`` (``covert-not-oral``), ``Refused`` (``covert-decider-writes``)."""
    now, found = clock.now(), of_number(at, asked.number)
    decision = found.body.decision
    if decision is None or not decision.oral or found.body.written_up_at is not None:
        raise Conflict("covert-not-oral", number=found.body.number)
    if decision.by != at.actor.id:
        raise Refused("covert-decider-writes")
    nobody_told(at, found.body.subjects, f"{asked.necessity}\n{asked.proportionality}")
    return _saved(
        at, found, now, written_up_at=now, necessity=asked.necessity, proportionality=asked.proportionality
    )


def review(at: ActingDesktop, asked: ReviewRequest, _progress: Progress | None) -> AuthorisationView:
    """Look at whether it is still needed; where it is not, the answer says that it ends today. Raises
    ``Conflict`` (``covert-state``)."""
    now, found = clock.now(), of_number(at, asked.number)
    _needs(at, found.body, now, "review")
    nobody_told(at, found.body.subjects, asked.conclusion)
    made = Review(at=now, by=at.actor.id, conclusion=asked.conclusion, needed=asked.needed)
    kept = keep(at, _changed(found, reviews=[*found.body.reviews, made]), found)
    return authorisation_view(kept, now, [] if asked.needed else [remark("covert-cancel-today")])


def renew(at: ActingDesktop, asked: RenewalRequest, _progress: Progress | None) -> AuthorisationView:
    """Renew before the end, from the day after it. Raises ``WrongUse`` (``clock-renewal-late``: a new
    authorisation is needed, ``covert-too-long``), ``Conflict`` (``covert-state``, ``covert-renew-elsewhere``,
    ``covert-step-open`` where a changed task was asked for in its place), ``Refused``."""
    now, found = clock.now(), of_number(at, asked.number)
    body, decision = found.body, found.body.decision
    if (
        decision is None
        or not decision.granted
        or body.cancellation is not None
        or body.closed_at is not None
    ):
        raise Conflict("covert-state", number=body.number, state=Worded(body.state(now)))
    if decision.received or decision.oral:
        raise Conflict("covert-renew-elsewhere", number=body.number)
    may_decide(at, body, at.actor.id)
    step_open(at, body, now)
    law = granting_law(at, body)
    if asked.months > law.months:
        raise WrongUse("covert-too-long", months=asked.months, longest=law.months)
    made = Renewal(signed_at=now, by=at.actor.id, months=asked.months, gain=asked.gain)
    changed = _changed(found, renewals=[*body.renewals, made])
    changed.term()  # refuses a renewal after the end
    return authorisation_view(keep(at, changed, found), now)


def cancel(at: ActingDesktop, asked: CancellationRequest, _progress: Progress | None) -> AuthorisationView:
    """End it before its end. Raises ``Conflict`` (``covert-state``), ``WrongUse`` (``covert-backdated``)."""
    now, found = clock.now(), of_number(at, asked.number)
    _needs(at, found.body, now, "cancel")
    stopped = asked.stopped_at or now
    begins = found.body.begins
    if begins is not None and stopped < min(begins, now):
        raise WrongUse("covert-backdated")
    made = Cancellation(
        decided_at=now,
        by=at.actor.id,
        reason=asked.reason,
        stopped_at=stopped,
        needless_since=asked.needless_since,
    )
    return _saved(at, found, now, cancellation=made)


def close(at: ActingDesktop, asked: MatterClosureRequest, _progress: Progress | None) -> MatterClosureAnswer:
    """Close what there is of a matter. Raises ``Conflict`` (``covert-still-live``) while anything of it is
    waited for, granted or in force, ``NotFound`` (``covert-none``)."""
    now = clock.now()
    found = list(at.records(AUTHORISATION).every({"matter": asked.matter}))
    live = [
        one.body.number
        for one in found
        if not over(at, "authorisation", state := one.body.state(now))
        and not open_to(at, "authorisation", "close", state)
    ]
    if live:
        raise Conflict("covert-still-live", count=len(live), number=live[0])
    open_ = [one for one in found if one.body.closed_at is None]
    for one in open_:
        keep(at, _changed(one, closed_at=now), one)
    return MatterClosureAnswer(matter=asked.matter, closed=len(open_))


def _needs(at: Desktop, body: Authorisation, now: datetime, act: str) -> None:
    """Raises ``Conflict`` (``covert-state``) where the flow does not allow an act now."""
    state = body.state(now)
    if not open_to(at, "authorisation", act, state):
        raise Conflict("covert-state", number=body.number, state=Worded(state))


def _changed(found: RecordVersion[Authorisation], **more: object) -> Authorisation:
    return found.body.model_copy(update=more)


def _saved(
    at: ActingDesktop, found: RecordVersion[Authorisation], now: datetime, **more: object
) -> AuthorisationView:
    return authorisation_view(keep(at, _changed(found, **more), found), now)


def granted(
    at: ActingDesktop, technique: str = "directed-surveillance", months: int = 3, **more: object
) -> str:
    """The number of an authorisation of the examples that is in force, granted by somebody else just now."""
    now = clock.now()
    at.records(LAW).save(LAW.example.model_copy(update={"technique": technique}))
    decision = Decision(
        granted=True, by="another", at=now, entered_at=now, reason="نعم", begins=now, months=months
    )
    return applied(
        at, technique=technique, decision=decision, applied_at=now, submitted_at=now, verified=True, **more
    )


def _example_decision(at: ActingDesktop) -> DecisionRequest:
    at.records(LAW).save(LAW.example)
    return DecisionRequest(number=applied(at), granted=True, reason="الأسباب كافية ومحددة", months=3)


def _spoken(at: ActingDesktop) -> str:
    now = clock.now()
    decision = Decision(granted=True, by=at.actor.id, at=now, entered_at=now, oral=True)
    return applied(at, decision=decision, urgent="تنتهي الفرصة الليلة")


OPERATIONS = (
    Operation("decide", DecisionRequest, AuthorisationView, "act", "release", decide, _example_decision),
    Operation(
        "write-up",
        WriteUpRequest,
        AuthorisationView,
        "act",
        "release",
        write_up,
        lambda at: WriteUpRequest(
            number=_spoken(at),
            necessity="لا دليل آخر",
            proportionality="ليلة واحدة",
        ),
    ),
    Operation(
        "review",
        ReviewRequest,
        AuthorisationView,
        "act",
        "write-case",
        review,
        lambda at: ReviewRequest(
            number=granted(at),
            conclusion="ما زال لازماً حتى التسليم",
            needed=True,
        ),
        needs=(by_authorisation(),),
    ),
    Operation(
        "renew",
        RenewalRequest,
        AuthorisationView,
        "act",
        "release",
        renew,
        lambda at: RenewalRequest(
            number=granted(at),
            months=1,
            gain="حُدد المخزن ولم تُحدد الجهة",
        ),
    ),
    Operation(
        "cancel",
        CancellationRequest,
        AuthorisationView,
        "act",
        "write-case",
        cancel,
        lambda at: CancellationRequest(number=granted(at), reason="لم يعد لازماً"),
        needs=(by_authorisation(),),
    ),
    Operation(
        "close",
        MatterClosureRequest,
        MatterClosureAnswer,
        "act",
        "release",
        close,
        lambda at: MatterClosureRequest(matter=_matter(at)),
    ),
)


def _matter(at: ActingDesktop) -> str:
    applied(at, matter="Sample case 3", withdrawn_at=clock.now())
    return "Sample case 3"
