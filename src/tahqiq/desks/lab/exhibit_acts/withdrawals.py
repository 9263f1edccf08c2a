"""A result, weight, purity or pick of units that was wrong no longer counts, with the reason; nothing is
deleted. Once a report stands, two people take its release back first (the flow of examinations)."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desks.lab.examinations.counted import standing_purity, standing_results
from tahqiq.desks.lab.examinations.lookup import working
from tahqiq.desks.lab.examinations.operations import changed
from tahqiq.desks.lab.examinations.record import Draw, Entered, Examination, Purity, Weighing, Withdrawal
from tahqiq.desks.lab.examinations.requests import ExaminationVersionRequest
from tahqiq.desks.lab.examinations.required_substances import measured_after
from tahqiq.desks.lab.examinations.view import ExaminationView
from tahqiq.desks.lab.exhibit_acts.weighings import WEIGH, weigh
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, WrongUse

Sort = Literal["result", "weighing", "purity", "pick"]
_LISTS: dict[Sort, str] = {
    "result": "results",
    "weighing": "weighings",
    "purity": "purities",
    "pick": "picked",
}


class WithdrawalRequest(ExaminationVersionRequest):
    """A result, weight, purity or pick of units to withdraw."""

    measurement: Sort = Field(
        description="What is withdrawn: a result, a weight, a purity or a pick of units."
    )
    number: int = Field(ge=1, le=1_000, description="Which of them, from 1 in the order of their entry.")
    reason: str = Field(min_length=1, max_length=2_000, description="Why it no longer counts.")


def withdraw(at: ActingDesktop, asked: WithdrawalRequest, _progress: Progress | None) -> ExaminationView:
    """Withdraw a result, a weight, a purity or a pick of units; it stays readable with the reason. Raises
    ``WrongUse`` (``lab-issued`` while a report stands, ``reason-needed``), ``NotFound``
    (``lab-no-measurement``),
    ``Conflict`` (``lab-withdrawn``: it no longer counts; ``lab-result-purity``: a purity that counts was
    calculated from the result; ``lab-pick-measured``: a picked unit was measured)."""
    kept = working(at, asked.examination)
    if not asked.reason.strip():
        raise WrongUse("reason-needed").of_field("reason")
    name = _LISTS[asked.measurement]
    listed: list[Entered | Weighing | Purity | Draw] = [*getattr(kept.body, name)]
    if asked.number > len(listed):
        raise NotFound("lab-no-measurement", number=asked.number, exhibit=kept.body.exhibit)
    one = listed[asked.number - 1]
    if one.withdrawn is not None:
        raise Conflict("lab-withdrawn", number=asked.number, reason=one.withdrawn.reason)
    if isinstance(one, Entered):
        _require_no_purity(kept.body, one)
    if isinstance(one, Draw):
        _require_unmeasured(kept.body, one)
    listed[asked.number - 1] = one.model_copy(update={"withdrawn": withdrawal(at, asked.reason)})
    return changed(at, kept, asked.version, **{name: listed})


def _require_no_purity(body: Examination, one: Entered) -> None:
    """Raise ``Conflict`` where a purity that counts was calculated from a result."""
    rests = standing_purity(body, one.substance)
    seen = one.measured
    if rests is None or seen is None or one.outcome != "positive":
        return
    if (rests.run, rests.amount) == (seen.run, seen.amount):
        raise Conflict("lab-result-purity", substance=rests.substance, percent=rests.percent)


def _require_unmeasured(body: Examination, pick: Draw) -> None:
    """Raise ``Conflict`` where a picked unit was measured since: nobody picks anew for a better result."""
    drawn = datetime.fromisoformat(pick.at)
    for place, one in standing_results(body):
        if one.data and one.sampling in pick.picks and measured_after(one, drawn):
            raise Conflict("lab-pick-measured", unit=one.sampling, place=place)


def withdrawal(at: ActingDesktop, reason: str, *, replaced: bool = False) -> Withdrawal:
    """That a measurement no longer counts from now on."""
    return Withdrawal(reason=reason.strip(), by=at.bench.person.login, at=clock.stamp(), replaced=replaced)


def _asking(at: ActingDesktop) -> WithdrawalRequest:
    weighed = weigh(at, WEIGH.example(at), None)
    return WithdrawalRequest(
        case=at.home,
        examination=weighed.examination,
        version=weighed.version,
        measurement="weighing",
        number=1,
        reason="كانت الكفة غير نظيفة",
    )


WITHDRAW = Operation("withdraw", WithdrawalRequest, ExaminationView, "act", "write-case", withdraw, _asking)
