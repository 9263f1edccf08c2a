"""A weight or a purity that was wrong no longer counts, with the reason; nothing is deleted. Once a report
stands, two people take its release back first (the flow of examinations)."""

from typing import Literal

from pydantic import Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desks.lab.examinations.lookup import working
from tahqiq.desks.lab.examinations.operations import changed
from tahqiq.desks.lab.examinations.record import Purity, Weighing, Withdrawal
from tahqiq.desks.lab.examinations.requests import ExaminationVersionRequest
from tahqiq.desks.lab.examinations.view import ExaminationView
from tahqiq.desks.lab.exhibit_acts.weighings import WEIGH, weigh
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, WrongUse

Sort = Literal["weighing", "purity"]


class WithdrawalRequest(ExaminationVersionRequest):
    """A weight or a purity to withdraw."""

    measurement: Sort = Field(description="What is withdrawn: a weight or a purity.")
    number: int = Field(ge=1, le=100, description="Which of them, from 1 in the order of their entry.")
    reason: str = Field(min_length=1, max_length=2_000, description="Why it no longer counts.")


def withdraw(at: ActingDesktop, asked: WithdrawalRequest, _progress: Progress | None) -> ExaminationView:
    """Withdraw a weight or a purity; it stays readable with the reason. Raises ``WrongUse`` (``lab-issued``
    while a report stands, ``reason-needed``), ``NotFound`` (``lab-no-measurement``), ``Conflict``
    (``lab-withdrawn``: it no longer counts)."""
    kept = working(at, asked.examination)
    if not asked.reason.strip():
        raise WrongUse("reason-needed").of_field("reason")
    name = "weighings" if asked.measurement == "weighing" else "purities"
    listed: list[Weighing | Purity] = [*(kept.body.weighings if name == "weighings" else kept.body.purities)]
    if asked.number > len(listed):
        raise NotFound("lab-no-measurement", number=asked.number, exhibit=kept.body.exhibit)
    one = listed[asked.number - 1]
    if one.withdrawn is not None:
        raise Conflict("lab-withdrawn", number=asked.number, reason=one.withdrawn.reason)
    listed[asked.number - 1] = one.model_copy(update={"withdrawn": withdrawal(at, asked.reason)})
    return changed(at, kept, asked.version, **{name: listed})


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
